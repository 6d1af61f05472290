// Package entities holds the classes of what the Config API manages besides the configuration: scopes, attributes, scripts, clients, tokens,
// sessions. Each is a table: its members, how they behave in JSON, and the database columns they are stored in.
package entities

import (
	"cmp"
	"fmt"
	"strings"
	"sync"

	"github.com/jansadm/jansadm/client/sandbox/internal/jackson"
)

// Entity is a class together with its place in the database.
type Entity struct {
	Class   *jackson.Class
	Names   []string // of the members, in the order of the class
	Branch  string   // of the DN: inum=X,ou=BRANCH,o=jans
	Key     string   // the column that the DN begins with; "" is inum
	Columns []Column // those that are stored, in the order of the class
	Search  []string // the columns that pattern looks at
	Sort    string   // the column that breaks ties; "" for none

	// Show is what getters put in place of null, besides the rules of the class; nil when there is nothing.
	Show func(object map[string]any)

	// Assign lets setters that write to the same place do so, in the order in which members occur in the JSON text; nil when there are none.
	Assign func(source map[string]any, order []string)
}

// Kind is the sort of a column.
type Kind uint8

// The sorts of columns. A Structure is a JSON column, which no filter looks into.
const (
	Text Kind = iota
	Boolean
	Number
	Moment
	Texts
	Structure
)

// Column is where a member is stored.
type Column struct {
	Name, Member string
	Kind         Kind
	Once         bool // written when an entry is made and never again
}

// Column finds a column by its database name, or by the name of its member when that is allowed: filters translate names, sorting does not.
func (e *Entity) Column(name string, members bool) (int, bool) {
	for i, column := range e.Columns {
		if column.Name == name || members && column.Member == name {
			return i, true
		}
	}
	return 0, false
}

// KeyColumn is the column that names an entry.
func (e *Entity) KeyColumn() string { return cmp.Or(e.Key, "inum") }

// DN is the DN of an entry.
func (e *Entity) DN(key string) string {
	return e.KeyColumn() + "=" + key + ",ou=" + e.Branch + ",o=jans"
}

// Inum takes the inum out of a DN.
func Inum(dn string) string {
	first, _, _ := strings.Cut(dn, ",")
	return strings.TrimPrefix(first, "inum=")
}

// The entities, built when they are wanted for the first time.
var (
	Scope     = sync.OnceValue(scope)
	Attribute = sync.OnceValue(attribute)
	Script    = sync.OnceValue(script)
	Client    = sync.OnceValue(client)
	Token     = sync.OnceValue(token)
	Session   = sync.OnceValue(session)
)

// build completes an entity.
func build(e *Entity) *Entity {
	for _, member := range e.Class.Members {
		e.Names = append(e.Names, member.Name)
	}
	return e
}

// assignDN makes dn and baseDn one: both setters write the same field, and the last one wins.
func assignDN(source map[string]any, order []string) {
	var dn any
	present := false
	for _, name := range order {
		if value, ok := source[name]; ok && (name == "dn" || name == "baseDn") {
			dn, present = value, true
		}
	}
	if present {
		source["dn"], source["baseDn"] = dn, dn
	}
}

// table reads the lines "member type column remarks" of a class. The column "-" means that a member is not stored; it may be followed by
// remarks: once, read-only, now, null=JSON, set=JSON, initial=JSON (without blanks in them).
func table(name, lines string, types map[string]*jackson.Type) (*jackson.Class, []Column) {
	class := &jackson.Class{Name: name}
	var columns []Column
	for line := range strings.Lines(strings.TrimSpace(lines)) {
		fields := strings.Fields(line)
		kind, ok := types[fields[1]]
		if !ok {
			kind, ok = basic[fields[1]]
		}
		if !ok {
			panic(fmt.Sprintf("entities: %s.%s has the unknown type %s", name, fields[0], fields[1]))
		}
		member := jackson.Member{Name: fields[0], Type: kind}
		column := Column{Name: fields[2], Member: fields[0], Kind: columnKind(kind)}
		for _, remark := range fields[3:] {
			remarkOn(&member, &column, remark)
		}
		class.Members = append(class.Members, member)
		if column.Name != "-" {
			columns = append(columns, column)
		}
	}
	return class, columns
}

func remarkOn(member *jackson.Member, column *Column, remark string) {
	name, value, _ := strings.Cut(remark, "=")
	switch name {
	case "once":
		column.Once = true
	case "read-only":
		member.ReadOnly = true
	case "now":
		member.Now = true
	case "null":
		member.Null = value
	case "set":
		member.Set = value
	case "initial":
		member.Initial = value
	default:
		panic("entities: unknown remark " + remark)
	}
}

func columnKind(t *jackson.Type) Kind {
	switch t.Kind {
	case jackson.Boolean:
		return Boolean
	case jackson.Integer, jackson.Long:
		return Number
	case jackson.Date:
		return Moment
	case jackson.List:
		if t.Elem.Kind == jackson.Text || t.Elem.Kind == jackson.Enumeration {
			return Texts
		}
		return Structure
	case jackson.Object, jackson.Map, jackson.Any:
		return Structure
	}
	return Text
}

var basic = map[string]*jackson.Type{
	"text":    {Kind: jackson.Text},
	"boolean": {Kind: jackson.Boolean},
	"bool":    {Kind: jackson.Boolean, Primitive: true},
	"integer": {Kind: jackson.Integer},
	"int":     {Kind: jackson.Integer, Primitive: true},
	"long":    {Kind: jackson.Long, Primitive: true},
	"Long":    {Kind: jackson.Long},
	"date":    {Kind: jackson.Date},
	"texts":   {Kind: jackson.List, Elem: &jackson.Type{Kind: jackson.Text}},
	"map":     {Kind: jackson.Map, Elem: &jackson.Type{Kind: jackson.Text}},
	"any":     {Kind: jackson.Any},
	"anys":    {Kind: jackson.List, Elem: &jackson.Type{Kind: jackson.Any}},
}

// constants is a plain enumeration: patches spell it by its constants, everything else by its values. Both lists are blank-separated.
func constants(names, values string) *jackson.Type {
	return &jackson.Type{Kind: jackson.Enumeration, Enum: &jackson.Enum{Values: strings.Fields(names), Wire: strings.Fields(values)}}
}

// upper is a plain enumeration whose constants are its values in upper case.
func upper(values string) *jackson.Type { return constants(strings.ToUpper(values), values) }

// factory is an enumeration that makes null of what it does not know.
func factory(values string) *jackson.Type {
	return &jackson.Type{Kind: jackson.Enumeration, Enum: &jackson.Enum{Values: strings.Fields(values), Unknown: jackson.BecomesNull}}
}

func listOf(elem *jackson.Type) *jackson.Type { return &jackson.Type{Kind: jackson.List, Elem: elem} }

func object(name, lines string, types map[string]*jackson.Type) *jackson.Type {
	class, _ := table(name, lines, types)
	return &jackson.Type{Kind: jackson.Object, Class: class}
}

// contains says whether an array of texts holds one.
func contains(list any, text string) bool {
	elements, _ := list.([]any)
	for _, element := range elements {
		if element == text {
			return true
		}
	}
	return false
}

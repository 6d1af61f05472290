// Package jackson imitates how the Config API turns a JSON tree into an object of a Java class and back: what is coerced, dropped,
// defaulted or refused. It knows the rules (Jackson 2 with unknown members ignored); the classes are tables given to it.
package jackson

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/jansadm/jansadm/client/sandbox/internal/jsontree"
)

// ErrMismatch says that a value cannot become the Java type it is meant for. The Config API answers it with 400.
var ErrMismatch = errors.New("not able to deserialize")

// Kind is the sort of a Java type.
type Kind uint8

// The sorts of types that occur in configuration classes.
const (
	Text Kind = iota
	Boolean
	Integer
	Enumeration
	List
	Set
	Map
	Object
	Any
	Long // an integer of 64 bits
	Date // milliseconds since 1970 in the tree
)

// Type is the Java type of a member.
type Type struct {
	Kind      Kind
	Primitive bool  // int or boolean: null reads as 0 or false
	Enum      *Enum // for Enumeration
	Elem      *Type // for List, Set and Map
	Class     *Class
	Identity  bool // a Set whose elements have no equals method: equal ones stay apart
}

// Unknown says what becomes of a string that is none of an enumeration's values.
type Unknown uint8

// Plain enumerations refuse; those with a factory method of their own give null or a value.
const (
	Refuse Unknown = iota
	BecomesNull
	BecomesFallback
)

// Enum is a Java enumeration in the spelling the trees use.
type Enum struct {
	Values   []string
	Wire     []string // the spelling of the REST mapper where it differs, in the order of Values; see Mapper.REST
	Unknown  Unknown
	Fallback string // with BecomesFallback
	FoldCase bool   // the factory compares without regard to case
	Trim     bool   // the factory trims, and takes blank for null
}

// Member is one JSON member of a class.
type Member struct {
	Name    string
	Type    *Type
	Initial string // JSON of the field in a fresh object; "" is null, or 0 or false for primitives
	Null    string // JSON of what the getter reports instead of null; "" is null
	Set     string // JSON of what the setter stores instead of null; "" is null
	Floor   int64  // what 0 and negative integers become; 0 means there is no such rule

	Now         bool // a fresh object has the present time here
	EmptyIsNull bool // the getter takes "", [] or 0 for null
	ReadOnly    bool // derived: what is written is ignored
	Setterless  bool // a read-only collection: what is written is checked, then ignored
}

// Class is a Java class.
type Class struct {
	Name     string
	Members  []Member
	OmitNull bool                        // null members are not in the tree at all
	NonNull  bool                        // answers leave out null members only, the tree too (@JsonInclude(NON_NULL))
	Derive   func(object map[string]any) // fills in read-only members and what getters compute from others
	Tidy     func(object map[string]any) // what setters do to values beyond the rules of Member
}

// Find returns the member of that name, nil when the class has none.
func (c *Class) Find(name string) *Member {
	i := slices.IndexFunc(c.Members, func(m Member) bool { return m.Name == name })
	if i < 0 {
		return nil
	}
	return &c.Members[i]
}

// mismatch names the kind of the value but not the value, which may be a secret.
func mismatch(what string, value any) error {
	kind := "null"
	switch value.(type) {
	case string:
		kind = "a text"
	case bool:
		kind = "a boolean"
	case json.Number:
		kind = "a number"
	case []any:
		kind = "an array"
	case map[string]any:
		kind = "an object"
	}
	return fmt.Errorf("%w: %s from %s", ErrMismatch, what, kind)
}

// read gives the enumeration's value for a tree value that is not null. A number picks a plain enumeration's constant by its
// position; a factory sees every scalar as text. The REST mapper reads plain enumerations by their wire spelling in any case, and takes ""
// for null.
func (e *Enum) read(value any, rest bool) (any, error) {
	text, ok := scalarText(value)
	if !ok {
		return nil, mismatch("enumeration", value)
	}
	if rest {
		if text == "" {
			return nil, nil
		}
		if e.Unknown == Refuse {
			if i := slices.IndexFunc(e.wire(), func(known string) bool { return strings.EqualFold(known, text) }); i >= 0 {
				return e.Values[i], nil
			}
		}
	}
	if _, isText := value.(string); e.Unknown == Refuse && !isText {
		return e.atPosition(value)
	}
	if e.Trim {
		text = strings.TrimSpace(text)
	}
	for _, known := range e.Values {
		if rest && e.Unknown == Refuse {
			break // only the wire spelling counts
		}
		if known == text || e.FoldCase && strings.EqualFold(known, text) {
			return known, nil
		}
	}
	switch {
	case e.Unknown == Refuse:
		return nil, mismatch("enumeration", value)
	case e.Unknown == BecomesNull || e.Trim && text == "":
		return nil, nil
	default:
		return e.Fallback, nil
	}
}

func (e *Enum) atPosition(value any) (any, error) {
	number, ok := value.(json.Number)
	if !ok || !jsontree.IsInteger(number) {
		return nil, mismatch("enumeration", value)
	}
	position, err := readInt(number, 32)
	if err != nil || position < 0 || position >= int64(len(e.Values)) {
		return nil, mismatch("enumeration", value)
	}
	return e.Values[position], nil
}

// wire is the spelling of the REST mapper.
func (e *Enum) wire() []string {
	if e.Wire == nil {
		return e.Values
	}
	return e.Wire
}

// Spell gives the REST mapper's spelling of a value in the spelling of the tree.
func (e *Enum) Spell(value string) string {
	if i := slices.Index(e.Values, value); i >= 0 {
		return e.wire()[i]
	}
	return value
}

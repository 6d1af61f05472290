package sandbox

import (
	"github.com/jansadm/jansadm/client/sandbox/internal/appconfig"
	"github.com/jansadm/jansadm/client/sandbox/internal/entities"
	"github.com/jansadm/jansadm/client/sandbox/internal/jackson"
	"github.com/jansadm/jansadm/client/sandbox/internal/jsontree"
)

// EntityFact is what the sandbox knows about one member of an entry, or of an object in it.
type EntityFact struct {
	Path      string   // JSON pointer in the entry
	Type      string   // in JSON terms, as that of [Fact]
	Enum      []string // values that answers spell; nil when anything goes
	Constants []string // how a patch spells them, in the same order
	ReadOnly  bool
	Once      bool   // written when an entry is made and never again
	Default   string // JSON of what an answer shows of an entry that says nothing of the member; "" is nothing
}

// EntityFacts lists the members of scopes ("scope"), attributes ("claim"), scripts ("script") or clients ("client") in the order of the
// class. An object is followed by its members. It is empty for anything else.
func EntityFacts(resource string) []EntityFact {
	entity, ok := map[string]func() *entities.Entity{
		"scope": entities.Scope, "claim": entities.Attribute, "script": entities.Script, "client": entities.Client,
	}[resource]
	if !ok {
		return nil
	}
	facts := memberFacts("", entity().Class)
	for _, column := range entity().Columns {
		for i := range facts {
			if facts[i].Path == "/"+column.Member {
				facts[i].Once = column.Once
			}
		}
	}
	return facts
}

func memberFacts(above string, class *jackson.Class) []EntityFact {
	fresh, err := jackson.Mapper{Now: func() int64 { return 0 }}.Read(class, map[string]any{})
	if err != nil {
		panic("sandbox: " + err.Error()) // reading nothing cannot fail
	}
	var facts []EntityFact
	for _, member := range class.Members {
		fact := EntityFact{Path: above + "/" + member.Name, Type: appconfig.TypeName(member.Type), ReadOnly: member.ReadOnly}
		if value := fresh[member.Name]; value != nil {
			fact.Default = string(jsontree.Append(nil, value))
		}
		if member.Type.Kind == jackson.Long {
			fact.Type = "integer"
		}
		if enum := enumOf(member.Type); enum != nil {
			fact.Enum, fact.Constants = enum.Wire, enum.Values
			if enum.Wire == nil {
				fact.Enum = enum.Values
			}
		}
		facts = append(facts, fact)
		if member.Type.Kind == jackson.Object {
			facts = append(facts, memberFacts(fact.Path, member.Type.Class)...)
		}
	}
	return facts
}

func enumOf(t *jackson.Type) *jackson.Enum {
	if t.Elem != nil && t.Kind != jackson.Map {
		return enumOf(t.Elem)
	}
	return t.Enum
}

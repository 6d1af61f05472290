package sandbox

import (
	"encoding/json"

	"github.com/jansadm/jansadm/client/sandbox/internal/appconfig"
	"github.com/jansadm/jansadm/client/sandbox/internal/jackson"
	"github.com/jansadm/jansadm/client/sandbox/internal/jsontree"
)

// Fact is what the sandbox knows about one property of the auth server's configuration.
type Fact struct {
	Name        string
	Type        string          // in JSON terms: boolean, integer, string, enum, object, array<...>, object<string>, object<object>
	Enum        []string        // values that the server enforces, or knows in the case of featureFlags; nil when anything goes
	JavaDefault json.RawMessage // what a fresh object of the class reports, which is what removing yields; nil for null
	Shipped     json.RawMessage // what setup ships, nil when it ships nothing; %(hostname)s and the like stand for what setup fills in
	ReadOnly    bool
	Primitive   bool // null becomes 0 or false
	Set         bool // the order of the elements is not kept
	InFreshGet  bool // GET of a fresh installation shows it
}

// Facts lists all properties in the order of the class. It panics when the table it is made from is wrong, which is a mistake in this
// package.
func Facts() []Fact {
	config := appconfig.Current()
	defaults, err := config.Defaults()
	if err != nil {
		panic("sandbox: table of properties: " + err.Error())
	}
	fresh, err := freshMembers(config)
	if err != nil {
		panic("sandbox: table of properties: " + err.Error())
	}
	facts := make([]Fact, len(config.Properties))
	for i, property := range config.Properties {
		member := property.Member
		fact := Fact{
			Name: member.Name, Type: appconfig.TypeName(member.Type), Enum: appconfig.EnumValues(member.Type),
			ReadOnly: member.ReadOnly, Primitive: member.Type.Primitive, Set: member.Type.Kind == jackson.Set,
		}
		if member.Name == "featureFlags" {
			fact.Enum = config.Flags
		}
		if value := defaults[member.Name]; value != nil {
			fact.JavaDefault = jsontree.Append(nil, value)
		}
		if property.Shipped != "" {
			fact.Shipped = json.RawMessage(property.Shipped)
		}
		_, fact.InFreshGet = fresh[member.Name]
		facts[i] = fact
	}
	return facts
}

// freshMembers are the members of the answer to GET on a fresh installation.
func freshMembers(config *appconfig.Config) (map[string]json.RawMessage, error) {
	template, err := config.Template(nil)
	if err != nil {
		return nil, err
	}
	tree, err := jackson.Mapper{}.Read(config.Class, template)
	if err != nil {
		return nil, err
	}
	var members map[string]json.RawMessage
	err = json.Unmarshal(jackson.Response(config.Class, tree), &members)
	return members, err
}

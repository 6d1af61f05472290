package impact

import (
	"slices"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/schema"
)

// unread are settings that the Config API stores and no part of the server reads: the code has no caller for their getters.
var unread = []string{
	"configurationUpdateInterval", "persistIdToken", "disableU2fEndpoint", "umaRptAsJwt", "openIdDiscoveryEndpoint",
	"umaConfigurationEndpoint",
}

// propertyRules are about how the server takes a value, whatever the property means.
var propertyRules = []Rule{
	{
		ID: "property-unread", Severity: Info,
		Summary: "a setting changes that the server stores and never reads",
		Find:    about(findUnread, unread...),
	},
	{
		ID: "property-unknown", Severity: Caution,
		Summary: "a property is set that neither jansadm nor, it seems, the server knows",
		Find:    findUnknownProperty,
	},
	{
		ID: "enum-unknown", Severity: Caution,
		Summary: "a value holds a word that the server does not know and silently drops or replaces",
		Find:    findUnknownEnum,
	},
	{
		ID: "members-reset", Severity: Caution,
		Summary: "members of an object are left out, which resets them",
		Find:    findResetMembers,
	},
}

func findUnread(f Facts, c change.Change) []Impact {
	return []Impact{{Message: "The server stores " + c.Target.ID + " and never reads it: nothing changes."}}
}

// findUnknownProperty: JSON Patch "add" of a member the class lacks is answered with 200 and dropped (Jackson.java).
func findUnknownProperty(f Facts, c change.Change) []Impact {
	if c.Target.Resource != change.Property || f.Before.Has(c.Target.ID) {
		return nil
	}
	p, ok := schema.Lookup(c.Target.ID)
	return says(!ok || p.Name != c.Target.ID, Impact{
		Message: "jansadm does not know the property " + shown(c.Target.ID) + ", and the server did not send it. If the server does not know it either, it answers as if all were well and drops the value.",
	})
}

// findUnknownEnum: enums with a factory of their own turn an unknown word into null (GrantType.java, ResponseType.java,
// ResponseMode.java), webKeysStorage into keystore.
func findUnknownEnum(f Facts, c change.Change) []Impact {
	if c.Target.Resource != change.Property || c.Secret {
		return nil
	}
	p, ok := schema.Lookup(c.Target.ID)
	if !ok || p.Name != c.Target.ID || p.Secret {
		return nil
	}
	unknown := unknownWords(p.Type, c.New)
	if len(unknown) == 0 {
		return nil
	}
	return []Impact{{
		Message: "The server does not know " + enumerate(quoted(unknown)) + " here: it refuses it, or stores nothing, or a word of its own, in its place.",
		Advice:  "It knows " + enumerate(knownWords(p.Type)) + ".",
	}}
}

// enumOf descends through lists and sets to the enum inside; nil when there is none.
func enumOf(t schema.Type) *schema.Type {
	for (t.Kind == schema.KindList || t.Kind == schema.KindSet) && t.Elem != nil {
		t = *t.Elem
	}
	if t.Kind != schema.KindEnum || t.Open {
		return nil
	}
	return &t
}

func knownWords(t schema.Type) []string {
	if enum := enumOf(t); enum != nil {
		return enum.Values
	}
	return nil
}

func unknownWords(t schema.Type, raw []byte) []string {
	enum := enumOf(t)
	if enum == nil {
		return nil
	}
	if elements, ok := document.Elements(raw); ok {
		var found []string
		for _, element := range elements {
			found = append(found, unknownWords(t, element)...)
		}
		return without(found, nil)
	}
	if word, ok := document.Text(raw); ok && word != "" && !slices.Contains(enum.Values, word) {
		return []string{word}
	}
	return nil
}

// findResetMembers: an object is replaced whole, and a member that is not sent takes the default of its class (Jackson.java).
func findResetMembers(f Facts, c change.Change) []Impact {
	p, ok := schema.Lookup(c.Target.ID)
	if c.Target.Resource != change.Property || !ok || p.Type.Kind != schema.KindObject {
		return nil
	}
	before, _ := document.Members(f.Before.Get(c.Target.ID))
	after, isObject := document.Members(c.New)
	if !isObject {
		return nil
	}
	var reset []string
	for _, name := range before.Names() {
		if document.IsEmpty(after.Get(name)) && !document.IsEmpty(before.Get(name)) {
			reset = append(reset, name)
		}
	}
	return says(len(reset) > 0, Impact{
		Message: "The new value leaves out " + enumerate(quoted(reset)) + ": the server replaces the object whole and resets what is missing to the default of its class.",
		When:    pickUp,
	})
}

package appconfig

import (
	"encoding/json"
	"strings"

	"github.com/jansadm/jansadm/client/sandbox/internal/jackson"
	"github.com/jansadm/jansadm/client/sandbox/internal/jsontree"
)

// TypeName describes a type in JSON terms: boolean, integer, string, enum, object, array<...>, object<string>, object<object>.
func TypeName(t *jackson.Type) string {
	switch t.Kind {
	case jackson.Boolean:
		return "boolean"
	case jackson.Integer:
		return "integer"
	case jackson.Enumeration:
		return "enum"
	case jackson.List, jackson.Set:
		return "array<" + TypeName(t.Elem) + ">"
	case jackson.Map:
		return "object<" + TypeName(t.Elem) + ">"
	case jackson.Object, jackson.Any:
		return "object"
	default:
		return "string"
	}
}

// EnumValues gives the values that a property's strings are limited to, nil when they are free.
func EnumValues(t *jackson.Type) []string {
	switch {
	case t.Enum != nil:
		return t.Enum.Values
	case t.Elem != nil && t.Kind != jackson.Map:
		return EnumValues(t.Elem)
	default:
		return nil
	}
}

// Defaults gives what a fresh object of the class reports for every member.
func (c *Config) Defaults() (map[string]any, error) {
	return jackson.Mapper{}.Read(c.Class, map[string]any{})
}

// Template gives the document that setup stores: the shipped values, filled in, and members that the class does not know any more
// (the first write drops them).
func (c *Config) Template(fill map[string]string) (map[string]any, error) {
	pairs := make([]string, 0, 2*len(fill))
	for name, value := range fill {
		pairs = append(pairs, "%("+name+")s", value)
	}
	replacer := strings.NewReplacer(pairs...)
	document := make(map[string]any)
	for _, property := range c.Properties {
		if property.Shipped == "" {
			continue
		}
		tree, err := jsontree.Parse([]byte(property.Shipped))
		if err != nil {
			return nil, err
		}
		document[property.Member.Name] = filled(tree, replacer)
	}
	for name, value := range leftovers() {
		document[name] = filled(value, replacer)
	}
	return document, nil
}

func filled(tree any, replacer *strings.Replacer) any {
	switch v := tree.(type) {
	case string:
		return replacer.Replace(v)
	case []any:
		for i := range v {
			v[i] = filled(v[i], replacer)
		}
	case map[string]any:
		for name := range v {
			v[name] = filled(v[name], replacer)
		}
	}
	return tree
}

// leftovers are the members of jans-auth-config.json that AppConfiguration.java does not have.
func leftovers() map[string]any {
	return map[string]any{
		"sectorIdentifierEndpoint":                   "https://%(hostname)s/jans-auth/sectoridentifier",
		"tokenIndexAllocationBlockSize":              json.Number("10"),
		"tokenIndexLimit":                            json.Number("10000000"),
		"umaKeepClientDuringResourceSetRegistration": true,
		"metricReporterEnabled":                      false,
		"legacyDynamicRegistrationScopeParam":        false,
		"cibaEnabled":                                false,
	}
}

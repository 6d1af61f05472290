// Package appconfig is the auth server's configuration class (AppConfiguration.java of jans-auth-server): which members it has, how
// each behaves, and what the setup ships.
package appconfig

import (
	_ "embed" // the table of properties
	"fmt"
	"strconv"
	"strings"
	"sync"

	"github.com/jansadm/jansadm/client/sandbox/internal/jackson"
)

//go:embed properties.tsv
var table string

// Property is one row of the table: a member of the class and the JSON the setup ships for it, "" when it ships none. In shipped
// values %(hostname)s and the like stand for what setup fills in.
type Property struct {
	Member  jackson.Member
	Shipped string
}

// Config is the class together with what setup ships.
type Config struct {
	Class      *jackson.Class
	Properties []Property
	Flags      []string // the feature flags the server knows, in declaration order (FeatureFlagType.java)
}

// Current is the class of the release of July 2026.
var Current = sync.OnceValue(func() *Config { return build(nil, nil) })

func build(extra []Property, extraFlags []string) *Config {
	types := newTypes()
	lines := strings.Split(strings.TrimSuffix(table, "\n"), "\n")[1:]
	config := &Config{
		Class:      &jackson.Class{Name: "AppConfiguration", Derive: derive},
		Properties: make([]Property, len(lines), len(lines)+len(extra)),
		Flags:      append(strings.Fields(knownFlags), extraFlags...),
	}
	for i, line := range lines {
		property, err := types.parseRow(line)
		if err != nil {
			panic(fmt.Sprintf("appconfig: properties.tsv row %d: %v", i+1, err))
		}
		config.Properties[i] = property
	}
	config.Properties = append(config.Properties, extra...)
	for _, property := range config.Properties {
		config.Class.Members = append(config.Class.Members, property.Member)
	}
	return config
}

const knownFlags = `health_check userinfo clientinfo id_generation registration introspection revoke_token global_token_revocation
	status_list logout_status_jwt active_session end_session status_session jans_configuration ciba uma u2f device_authz metric stat
	par access_evaluation rate_limit ssa client_id_metadata_document identity_assertion_authz_grant`

// derive computes the members without a setter of their own. The getter of introspectionResponseScopesBackwardCompatibility returns
// the field of another property, so what was stored for it is lost with the next write.
func derive(o map[string]any) {
	o["fapi"] = o["fapiCompatibility"] == true
	o["introspectionResponseScopesBackwardCompatibility"] = o["introspectionScriptBackwardCompatibility"]
	seen := make(map[any]bool)
	all := []any{}
	sets, _ := o["responseTypesSupported"].([]any)
	for _, set := range sets {
		types, _ := set.([]any)
		for _, responseType := range types {
			if !seen[responseType] {
				seen[responseType] = true
				all = append(all, responseType)
			}
		}
	}
	o["allResponseTypesSupported"] = all
}

type types struct {
	enums   map[string]*jackson.Enum
	classes map[string]*jackson.Class
}

func newTypes() types {
	enums := enums()
	return types{enums: enums, classes: classes(enums)}
}

func (t types) parseRow(line string) (Property, error) {
	cells := append(strings.Split(line, "\t"), make([]string, 6)...)[:6]
	kind, err := t.parse(cells[1])
	if err != nil {
		return Property{}, err
	}
	property := Property{
		Member:  jackson.Member{Name: cells[0], Type: kind, Initial: cells[2], Null: cells[3]},
		Shipped: cells[4],
	}
	for _, remark := range strings.Fields(cells[5]) {
		if err := remarkOn(&property.Member, remark); err != nil {
			return Property{}, err
		}
	}
	return property, nil
}

func remarkOn(m *jackson.Member, remark string) error {
	name, value, _ := strings.Cut(remark, "=")
	var err error
	switch name {
	case "read-only":
		m.ReadOnly = true
	case "setterless":
		m.ReadOnly, m.Setterless = true, true
	case "empty-is-null":
		m.EmptyIsNull = true
	case "identity":
		m.Type.Identity = true
	case "set":
		m.Set = value
	case "floor":
		m.Floor, err = strconv.ParseInt(value, 10, 32)
	default:
		err = fmt.Errorf("unknown remark %q", remark)
	}
	return err
}

// parse reads a type of the table: text, int, list<text>, set<set<ResponseType>>, a class or enumeration by name.
func (t types) parse(name string) (*jackson.Type, error) {
	switch name {
	case "text":
		return text, nil
	case "boolean":
		return boolean, nil
	case "integer":
		return integer, nil
	case "bool":
		return flag, nil
	case "int":
		return number, nil
	case "any":
		return &jackson.Type{Kind: jackson.Any}, nil
	}
	if outer, inner, ok := strings.Cut(strings.TrimSuffix(name, ">"), "<"); ok {
		return t.parseCollection(outer, inner)
	}
	if enum, ok := t.enums[name]; ok {
		return enumeration(enum), nil
	}
	if class, ok := t.classes[name]; ok {
		return object(class), nil
	}
	return nil, fmt.Errorf("unknown type %q", name)
}

func (t types) parseCollection(outer, inner string) (*jackson.Type, error) {
	kinds := map[string]jackson.Kind{"list": jackson.List, "set": jackson.Set, "map": jackson.Map}
	kind, ok := kinds[outer]
	if !ok {
		return nil, fmt.Errorf("unknown collection %q", outer)
	}
	elem, err := t.parse(inner)
	if err != nil {
		return nil, err
	}
	return &jackson.Type{Kind: kind, Elem: elem}, nil
}

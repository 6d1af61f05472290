package editor

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/schema"
)

// summaryLimit is how many bytes of a value go into one line about it; more would never be seen.
const summaryLimit = 2000

// Summary shows a value in one line, for people. Objects read "name value, name value"; secrets are masked. It is not cleaned.
func Summary(t schema.Type, value json.RawMessage, secret bool) string {
	compact := string(document.Compact(value))
	switch {
	case compact == "" || compact == "null":
		return "null"
	case secret && !document.IsEmpty(value):
		return schema.SecretMask
	case document.IsEmpty(value):
		return compact
	case t.Kind == schema.KindObject: // those with an inside come before any cut: it may hold secrets
		return clip(objectSummary(t, value))
	case t.Kind == schema.KindMap && elementOf(t).Kind == schema.KindObject:
		return clip(mapSummary(t, value))
	case (t.Kind == schema.KindList || t.Kind == schema.KindSet) && elementOf(t).Kind == schema.KindObject:
		return clip(listSummary(t, value))
	case len(compact) > summaryLimit:
		return clip(compact)
	case misfit(t, value) != "":
		return compact
	}
	return schema.Display(t, value)
}

func clip(s string) string {
	return strings.ToValidUTF8(s[:min(len(s), summaryLimit)], "")
}

// objectSummary names the members that say something.
func objectSummary(t schema.Type, value json.RawMessage) string {
	all, ok := membersOf(value)
	if !ok {
		return string(document.Compact(value))
	}
	var parts []string
	for _, m := range all {
		field, known := t.Field(m.name)
		if !known {
			field.Type = schema.Infer(m.name, m.value).Type
		}
		if document.IsEmpty(m.value) || field.ReadOnly {
			continue
		}
		parts = append(parts, m.name+" "+Summary(field.Type, m.value, field.Secret))
	}
	return strings.Join(parts, ", ")
}

func listSummary(t schema.Type, value json.RawMessage) string {
	elements, ok := document.Elements(value)
	if !ok {
		return string(document.Compact(value))
	}
	parts := make([]string, len(elements))
	for i, e := range elements {
		parts[i] = fmt.Sprintf("#%d %s", i+1, Summary(elementOf(t), e, false))
	}
	return strings.Join(parts, "; ")
}

func mapSummary(t schema.Type, value json.RawMessage) string {
	all, _ := membersOf(value)
	parts := make([]string, len(all))
	for i, m := range all {
		parts[i] = m.name + ": " + Summary(elementOf(t), m.value, false)
	}
	return strings.Join(parts, "; ")
}

// secretInside says whether a problem at that path is about a secret, whose text must not be repeated.
func secretInside(t schema.Type, path []string) bool {
	for _, name := range path {
		switch t.Kind {
		case schema.KindObject:
			field, _ := t.Field(name)
			if field.Secret {
				return true
			}
			t = field.Type
		case schema.KindList, schema.KindSet, schema.KindMap:
			t = elementOf(t)
		default:
			return false
		}
	}
	return false
}

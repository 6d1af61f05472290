package editor

import (
	"bytes"
	"encoding/json"
	"strings"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/schema"
)

// form is the way in which a value is edited.
type form int

const (
	formJSON form = iota // as text, whatever it is
	formView             // not at all
	formBoolean
	formInteger
	formText
	formLong // text of several lines
	formChoice
	formChecks
	formList
	formMap
	formObject
)

// longText is the length in bytes from which a text gets an editor of several lines.
const longText = 400

// formOf chooses the form for a value of the type. A value that the form could not give back exactly is edited as JSON.
func formOf(s spec, value json.RawMessage) form {
	wanted := formFor(s, value)
	if misfit(s.typ, value) != "" {
		wanted = formJSON
	}
	if s.locked != "" && !compound(wanted) {
		return formView
	}
	return wanted
}

func formFor(s spec, value json.RawMessage) form {
	switch s.typ.Kind {
	case schema.KindBoolean:
		return formBoolean
	case schema.KindInteger:
		return formInteger
	case schema.KindEnum:
		return formChoice
	case schema.KindString:
		switch {
		case len(s.typ.Values) > 0:
			return formChoice
		case !s.secret && (s.typ.Format == schema.FormatJSON || isLong(value)):
			return formLong
		}
		return formText
	case schema.KindSet, schema.KindList:
		if offersMembers(s.typ) {
			return formChecks
		}
		return formList
	case schema.KindMap:
		return formMap
	case schema.KindObject:
		return formObject
	}
	return formJSON
}

func isLong(value json.RawMessage) bool {
	s, _ := document.Text(value)
	return len(s) > longText || strings.Contains(s, "\n")
}

// offersMembers says whether the possible members are known and their order means nothing. The list of feature flags is a set in
// all but its Java type (FeatureFlagType.java).
func offersMembers(t schema.Type) bool {
	elem := elementOf(t)
	return len(elem.Values) > 0 && (t.Kind == schema.KindSet || elem.Format == schema.FormatFlag)
}

// compound says whether there are values inside that can be looked at one by one.
func compound(f form) bool {
	return f == formChecks || f == formList || f == formMap || f == formObject
}

func elementOf(t schema.Type) schema.Type {
	if t.Elem == nil {
		return schema.Type{Kind: schema.KindAny}
	}
	return *t.Elem
}

// misfit says why a value cannot be edited by the rules of its type; empty when it can. An absent value and null always fit.
func misfit(t schema.Type, value json.RawMessage) string {
	value = bytes.TrimSpace(value)
	if len(value) == 0 || string(value) == "null" {
		return ""
	}
	shape := shapeOf(value)
	switch t.Kind {
	case schema.KindBoolean:
		return unless(shape == "true or false", shape, "true or false")
	case schema.KindInteger:
		return unless(isInteger(value), shape, "a whole number")
	case schema.KindString, schema.KindEnum:
		if shape == "a text" && !isExact(value) {
			return "The text holds a character that is not valid Unicode."
		}
		return unless(shape == "a text", shape, "a text")
	case schema.KindList, schema.KindSet:
		return unless(shape == "a list", shape, "a list")
	case schema.KindMap, schema.KindObject:
		if shape == "an object" && repeats(value) {
			return "A name occurs twice in it."
		}
		return unless(shape == "an object", shape, "an object")
	}
	return ""
}

func unless(fits bool, is, should string) string {
	if fits {
		return ""
	}
	return "The server holds " + is + " where " + should + " belongs."
}

func shapeOf(value json.RawMessage) string {
	switch value[0] {
	case '{':
		return "an object"
	case '[':
		return "a list"
	case '"':
		return "a text"
	case 't', 'f':
		return "true or false"
	}
	return "a number"
}

func isInteger(value json.RawMessage) bool {
	digits := strings.TrimPrefix(string(value), "-")
	return digits != "" && strings.Trim(digits, "0123456789") == ""
}

// isExact says whether decoding a JSON string loses nothing: half of a surrogate pair would become a replacement character.
func isExact(value json.RawMessage) bool {
	s, ok := document.Text(value)
	return ok && (!strings.ContainsRune(s, '\uFFFD') || !bytes.Contains(bytes.ToLower(value), []byte(`\ud`)))
}

func repeats(value json.RawMessage) bool {
	all, _ := membersOf(value)
	seen := make(map[string]bool, len(all))
	for _, m := range all {
		if seen[m.name] {
			return true
		}
		seen[m.name] = true
	}
	return false
}

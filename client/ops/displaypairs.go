package ops

import (
	"encoding/json"
	"strings"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/directory"
	"github.com/jansadm/jansadm/client/schema"
)

// displaySpecial shows what reads badly as JSON: the settings of a script, and its error by the line that tells most. The value is without
// its secrets.
func displaySpecial(field schema.EntityField, value json.RawMessage) (string, bool) {
	if field.Path == "/scriptError" {
		if trace := Trace(value); trace != "" {
			return Cause(trace), true
		}
		return "", false
	}
	elements, ok := document.Elements(value)
	if !ok || len(elements) == 0 {
		return "", false
	}
	pairs := make([]string, len(elements))
	for i, element := range elements {
		if pairs[i], ok = displayPair(element); !ok {
			return "", false
		}
	}
	return strings.Join(pairs, ", "), true
}

// displayPair is a setting as command lines take it, and whether it is hidden (SimpleExtendedCustomProperty.java); false for anything else.
func displayPair(value json.RawMessage) (string, bool) {
	members, ok := document.Members(value)
	name, named := document.Text(members.Get("value1"))
	if !ok || !named || !document.IsEmpty(members.Get("value2")) && !isText(members.Get("value2")) {
		return "", false
	}
	text, _ := document.Text(members.Get("value2"))
	if string(members.Get("hide")) == "true" {
		text += " (hidden)"
	}
	return name + "=" + text, true
}

func isText(value json.RawMessage) bool {
	_, ok := document.Text(value)
	return ok
}

// Trace is the stack trace in a script's error, as the server stored it; empty when there is no error.
func Trace(scriptError json.RawMessage) string {
	return directory.HeadOf(change.Script, document.Document{"scriptError": scriptError}).Failure
}

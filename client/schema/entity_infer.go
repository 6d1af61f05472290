package schema

import (
	"encoding/json"
	"strings"
)

// InferField describes a member that the catalogue does not know, of a server that is newer, by its value. One that sounds secret is hidden.
func InferField(name string, value json.RawMessage) EntityField {
	f := EntityField{Property: Infer(name, value), Path: "/" + pointerStep(name), Title: name}
	f.Secret = soundsSecret(name)
	return f
}

// pointerStep escapes a name for a JSON pointer (RFC 6901 section 3).
func pointerStep(name string) string { return strings.NewReplacer("~", "~0", "/", "~1").Replace(name) }

func soundsSecret(name string) bool {
	lower := strings.ToLower(name)
	for _, word := range []string{"secret", "password", "privatekey"} {
		if strings.Contains(lower, word) {
			return true
		}
	}
	return false
}

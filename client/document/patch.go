package document

import (
	"encoding/json"
	"strings"
)

// The operations of a JSON Patch (RFC 6902 section 4) that this project sends.
const (
	OpTest    = "test"
	OpAdd     = "add"
	OpReplace = "replace"
	OpRemove  = "remove"
)

// Op is one operation of a JSON Patch. Value is sent exactly as it is, null included, for add, replace and test.
type Op struct {
	Op    string
	Path  string
	Value json.RawMessage
}

// Patch is a JSON Patch (RFC 6902); the server applies it as a whole or not at all.
type Patch []Op

// MarshalJSON leaves the value out of remove and writes null where an operation that needs a value has none.
func (o Op) MarshalJSON() ([]byte, error) {
	members := `{"op":` + string(Quote(o.Op)) + `,"path":` + string(Quote(o.Path))
	if o.Op != OpRemove {
		members += `,"value":` + string(orNull(o.Value))
	}
	return []byte(members + "}"), nil
}

// UnmarshalJSON reads an operation; unknown members are ignored, as the server does.
func (o *Op) UnmarshalJSON(data []byte) error {
	var wire struct {
		Op    string          `json:"op"`
		Path  string          `json:"path"`
		Value json.RawMessage `json:"value"`
	}
	if err := json.Unmarshal(data, &wire); err != nil {
		return err
	}
	*o = Op(wire)
	return nil
}

// The two spellings of the characters that have a meaning in a JSON Pointer.
var (
	escapes   = strings.NewReplacer("~", "~0", "/", "~1")
	unescapes = strings.NewReplacer("~1", "/", "~0", "~")
)

// Pointer builds a JSON Pointer (RFC 6901), escaping ~ and /, which occur in map keys such as issuer URLs.
func Pointer(names ...string) string {
	var out strings.Builder
	for _, name := range names {
		out.WriteByte('/')
		out.WriteString(escapes.Replace(name))
	}
	return out.String()
}

// Tokens takes a JSON Pointer apart; the pointer to the whole document has none.
func Tokens(pointer string) []string {
	if pointer == "" {
		return nil
	}
	parts := strings.Split(strings.TrimPrefix(pointer, "/"), "/")
	for i, part := range parts {
		parts[i] = unescapes.Replace(part)
	}
	return parts
}

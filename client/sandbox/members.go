package sandbox

import "encoding/json"

// textMember returns a member that is a string, "" when it is absent or null.
func textMember(o map[string]any, name string) string {
	s, _ := o[name].(string)
	return s
}

// boolMember returns a member that is a boolean, false when it is absent or null.
func boolMember(o map[string]any, name string) bool {
	b, _ := o[name].(bool)
	return b
}

// integerMember returns a member that is an integer; false when it is absent or null.
func integerMember(o map[string]any, name string) (int64, bool) {
	number, ok := o[name].(json.Number)
	if !ok {
		return 0, false
	}
	n, err := number.Int64()
	return n, err == nil
}

// textsMember returns the strings of a member that is an array; nulls are left out.
func textsMember(o map[string]any, name string) []string {
	elements, _ := o[name].([]any)
	texts := make([]string, 0, len(elements))
	for _, element := range elements {
		if s, ok := element.(string); ok {
			texts = append(texts, s)
		}
	}
	return texts
}

package jsonpatch

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Pointer is a JSON Pointer (RFC 6901), its tokens unescaped.
type Pointer []string

func parsePointer(text string) (Pointer, error) {
	if text == "" {
		return Pointer{}, nil
	}
	if text[0] != '/' {
		return nil, fmt.Errorf("pointer %q does not begin with a slash", text)
	}
	tokens := strings.Split(text[1:], "/")
	for i, token := range tokens {
		plain, err := unescape(token)
		if err != nil {
			return nil, fmt.Errorf("pointer %q: %w", text, err)
		}
		tokens[i] = plain
	}
	return tokens, nil
}

func unescape(token string) (string, error) {
	for i := 0; i < len(token); i++ {
		if token[i] != '~' {
			continue
		}
		if i++; i == len(token) || token[i] != '0' && token[i] != '1' {
			return "", fmt.Errorf("~ must be followed by 0 or 1")
		}
	}
	return strings.NewReplacer("~1", "/", "~0", "~").Replace(token), nil
}

func (p Pointer) equal(other Pointer) bool { return slices.Equal(p, other) }

func (p Pointer) parent() Pointer { return p[:len(p)-1] }

func (p Pointer) last() string { return p[len(p)-1] }

// find walks down a tree. Array elements are addressed by plain decimal numbers only: no sign, no leading zero, no "-".
func (p Pointer) find(tree any) (any, bool) {
	for _, token := range p {
		switch node := tree.(type) {
		case map[string]any:
			member, ok := node[token]
			if !ok {
				return nil, false
			}
			tree = member
		case []any:
			index, ok := arrayIndex(token)
			if !ok || index >= len(node) {
				return nil, false
			}
			tree = node[index]
		default:
			return nil, false
		}
	}
	return tree, true
}

func arrayIndex(token string) (int, bool) {
	if token == "" || strings.Trim(token, "0123456789") != "" || len(token) > 1 && token[0] == '0' {
		return 0, false
	}
	index, err := strconv.ParseInt(token, 10, 32)
	return int(index), err == nil
}

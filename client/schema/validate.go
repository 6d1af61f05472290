package schema

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/jansadm/jansadm/client/document"
)

// Validate lists what is wrong with a wire value of the type, through lists,
// maps and objects. The server itself checks next to nothing: it stores, drops
// or coerces. An empty list, map, text or object is always accepted; null is
// not accepted where the server would turn it into 0 or a default.
func Validate(t Type, v json.RawMessage) []Problem {
	if err := wellFormed(v); err != nil {
		return []Problem{{Message: err.Error(), Hint: "write the value as JSON", Severity: Refuse}}
	}
	var c check
	c.value(t, v)
	return c.problems
}

// check walks a value and gathers problems; path leads to where it stands.
type check struct {
	path     []string
	problems []Problem
}

func (c *check) report(s Severity, message, hint string) {
	path := append([]string(nil), c.path...)
	c.problems = append(c.problems, Problem{Path: path, Message: message, Hint: hint, Severity: s})
}

func (c *check) at(step string, walk func()) {
	c.path = append(c.path, step)
	walk()
	c.path = c.path[:len(c.path)-1]
}

func (c *check) value(t Type, v json.RawMessage) {
	if shapeOf(v) == shapeNull {
		c.null(t)
		return
	}
	switch t.Kind {
	case KindBoolean:
		c.shape(v, shapeBoolean, "write true or false")
	case KindInteger:
		if c.shape(v, shapeNumber, "write digits without quotes") {
			c.integer(t, v)
		}
	case KindString, KindEnum:
		if c.shape(v, shapeString, "put it in double quotes") {
			s, _ := document.Text(v)
			c.text(t, s)
		}
	case KindList, KindSet:
		if c.shape(v, shapeArray, "write [ ... ]") {
			c.list(t, v)
		}
	case KindMap:
		if c.shape(v, shapeObject, "write { ... }") {
			c.mapping(t, v)
		}
	case KindObject:
		if c.shape(v, shapeObject, "write { ... }") {
			c.object(t, v)
		}
	}
}

func (c *check) null(t Type) {
	switch t.Kind {
	case KindBoolean, KindInteger, KindEnum:
		hint := "to empty it, unset the property"
		if len(c.path) > 0 {
			hint = "leave it out, or give it a value"
		}
		c.report(Refuse, "null is not "+article(t)+": the server would store 0 or a default of its own", hint)
	}
}

func article(t Type) string {
	if t.Kind == KindInteger || t.Kind == KindEnum {
		return "an " + string(t.Kind)
	}
	return "a " + string(t.Kind)
}

func (c *check) shape(v json.RawMessage, want shape, hint string) bool {
	got := shapeOf(v)
	if got != want {
		c.report(Refuse, fmt.Sprintf("this is %s, not %s", got, want), hint)
	}
	return got == want
}

func (c *check) integer(t Type, v json.RawMessage) {
	text := string(bytes.TrimSpace(v))
	low, high := int64(math.MinInt32), int64(math.MaxInt32)
	if t.Min != nil {
		low = *t.Min
	}
	if t.Max != nil {
		high = *t.Max
	}
	n, err := strconv.ParseInt(text, 10, 64)
	switch {
	case errors.Is(err, strconv.ErrSyntax):
		c.report(Refuse, text+" is not a whole number", "the server would cut the fraction off without saying so")
	case err != nil || n < low || n > high:
		c.report(Refuse, fmt.Sprintf("%s is out of range", text), fmt.Sprintf("from %d to %d", low, high))
	}
}

func (c *check) list(t Type, v json.RawMessage) {
	all, _ := document.Elements(v)
	elem := elemOf(t)
	for i, e := range all {
		c.at(strconv.Itoa(i), func() {
			switch {
			case shapeOf(e) == shapeNull && elem.Kind != KindAny:
				c.report(Refuse, "an element is null", "take it out")
			default:
				c.value(elem, e)
			}
			if t.Kind == KindSet && contains(elem, all[:i], e) {
				c.report(Warn, "the element is there twice", "the server keeps one of them")
			}
		})
	}
}

func contains(elem Type, all []json.RawMessage, v json.RawMessage) bool {
	for _, e := range all {
		if elem.Equal(e, v) {
			return true
		}
	}
	return false
}

func (c *check) mapping(t Type, v json.RawMessage) {
	for _, m := range c.members(v) {
		c.at(m.name, func() {
			if m.name == "" {
				c.report(Warn, "an entry has an empty name", "")
			}
			c.value(elemOf(t), m.value)
		})
	}
}

func (c *check) object(t Type, v json.RawMessage) {
	for _, m := range c.members(v) {
		f, known := t.Field(m.name)
		c.at(m.name, func() {
			switch {
			case !known:
				c.report(Warn, "the server knows no such member and would drop it", "known: "+strings.Join(fieldNames(t), ", "))
			case f.ReadOnly:
				c.report(Warn, "the server works this out itself and ignores what is sent", "leave it out")
			default:
				c.value(f.Type, m.value)
			}
		})
	}
}

// members reads an object and refuses names that occur twice, of which the
// server would keep the last.
func (c *check) members(v json.RawMessage) []member {
	all, err := members(v)
	if err != nil {
		c.report(Refuse, "the object cannot be read: "+err.Error(), "")
		return nil
	}
	seen := map[string]bool{}
	for _, m := range all {
		if seen[m.name] {
			c.report(Refuse, strconv.Quote(m.name)+" is there twice", "the server would keep the last one only")
		}
		seen[m.name] = true
	}
	return all
}

func fieldNames(t Type) []string {
	names := make([]string, len(t.Fields))
	for i, f := range t.Fields {
		names[i] = f.Name
	}
	return names
}

// wellFormed says what keeps bytes from being one JSON value.
func wellFormed(v []byte) error {
	if !utf8.Valid(v) {
		return errors.New("this is not UTF-8 text")
	}
	var any json.RawMessage
	err := json.Unmarshal(v, &any)
	var syntax *json.SyntaxError
	switch {
	case err == nil:
		return nil
	case len(bytes.TrimSpace(v)) == 0:
		return errors.New("a value is needed")
	case errors.As(err, &syntax):
		return fmt.Errorf("this is not JSON: %w (after %d bytes)", err, syntax.Offset)
	default:
		return fmt.Errorf("this is not JSON: %w", err)
	}
}

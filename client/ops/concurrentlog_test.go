package ops_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/schema"
	"github.com/jansadm/jansadm/client/transport"
)

// units are the smallest parts of a document that one person can change without touching another's: members, and entries of maps.
type units map[string]string

// unitsOf takes a document apart; nil when there is none. What the server leaves out as empty is the empty text.
func unitsOf(resource change.Resource, doc document.Document) units {
	if doc == nil {
		return nil
	}
	all := units{}
	if resource == change.Property {
		for _, name := range doc.Names() {
			property, _ := schema.Lookup(name)
			all.add(document.Pointer(name), property.Type, doc.Get(name))
		}
		return all
	}
	entity := ops.NewEntity(resource, doc)
	for _, field := range entity.Kind.Fields {
		if !field.Volatile {
			all.add(field.Path, field.Type, entity.Get(field.Path))
		}
	}
	return all
}

func (u units) add(path string, t schema.Type, value json.RawMessage) {
	if members, isObject := document.Members(value); isObject && t.Kind == schema.KindMap {
		for name, member := range members {
			u.add(path+document.Pointer(name), *t.Elem, member)
		}
		return
	}
	if !document.IsEmpty(value) && string(value) != "false" {
		u[path] = spelling(t, value)
	}
}

func spelling(t schema.Type, value json.RawMessage) string {
	list, isList := document.Elements(value)
	if t.Kind != schema.KindSet || !isList {
		return string(document.Compact(value))
	}
	words := make([]string, len(list))
	for i, element := range list {
		words[i] = string(document.Compact(element))
	}
	slices.Sort(words)
	return strings.Join(words, " ")
}

// differing lists the units in which two versions differ.
func differing(a, b units) []string {
	all := maps.Clone(a)
	if all == nil {
		all = units{}
	}
	maps.Copy(all, b)
	return slices.DeleteFunc(slices.Sorted(maps.Keys(all)), func(path string) bool { return a[path] == b[path] })
}

// written is one request that changed something.
type written struct {
	step, writer  int
	method        string
	target        change.Target
	before, after units // nil when there was, or is, no such thing
	guards        []string
	seen          int // the step in which the writer last read the thing
}

// chronicle is what happened to the server, request by request, as somebody sees it who looks at it in between.
type chronicle struct {
	world
	step   int
	states map[change.Target]units
	reads  map[int]map[change.Target]int
	writes []written
}

func (c *chronicle) begin() { c.step, c.reads, c.writes = 0, map[int]map[change.Target]int{}, nil }

// take writes down what one request did.
func (c *chronicle) take(t *turn) {
	c.step++
	target, ok := t.about()
	if !ok || t.status >= http.StatusBadRequest {
		return
	}
	if c.reads[t.writer] == nil {
		c.reads[t.writer] = map[change.Target]int{}
	}
	seen := c.reads[t.writer][target]
	c.reads[t.writer][target] = c.step
	if !t.writes() {
		return
	}
	before := c.states[target]
	c.look(target)
	c.writes = append(c.writes, written{c.step, t.writer, t.request.Method, target, before, c.states[target], t.guards(), seen})
}

// look reads what the server holds, past the gate.
func (c *chronicle) look(target change.Target) {
	c.t.Helper()
	doc, err := c.document(target)
	if err != nil {
		c.t.Fatal(err)
	}
	c.states[target] = unitsOf(target.Resource, doc)
}

// document is what the server holds; nil when it holds nothing of that name.
func (c *chronicle) document(target change.Target) (document.Document, error) {
	if target == configurationTarget {
		return c.api.Properties.Get(c.t.Context())
	}
	doc, err := ops.Entries(c.api)[target.Resource].Get(c.t.Context(), target.ID)
	if transport.KindOf(err) == transport.KindNotFound {
		return nil, nil
	}
	return doc, err
}

// between says whether somebody else changed the thing after the writer had read it last and before a write of his.
func (c *chronicle) between(w written) bool {
	return slices.ContainsFunc(c.writes, func(other written) bool {
		return other.writer != w.writer && other.target == w.target && other.step > w.seen && other.step < w.step
	})
}

// history are all values that a unit has had, and nil where the thing was gone.
func (c *chronicle) held(target change.Target, path, value string) bool {
	if c.states[target][path] == value {
		return true
	}
	return slices.ContainsFunc(c.writes, func(w written) bool { return w.target == target && (w.before[path] == value || w.after[path] == value) })
}

func (w written) String() string {
	changed := map[string]string{}
	for _, path := range differing(w.before, w.after) {
		changed[path] = w.before[path] + " -> " + w.after[path]
	}
	return fmt.Sprintf("step %d: writer %d, %s %s, seen in %d, tests %v: %v", w.step, w.writer, w.method, w.target, w.seen, w.guards, changed)
}

package editor

import (
	"encoding/json"
	"reflect"
	"testing"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/schema"
)

// What is typed at any place, and what could not be staged, is put back into another editor of the same value.
func TestKeepAndRestore(t *testing.T) {
	text := schema.Type{Kind: schema.KindString}
	open := schema.Type{Kind: schema.KindString, Values: []string{"a", "b"}, Open: true}
	list := schema.Type{Kind: schema.KindList, Elem: &text}
	for name, c := range map[string]struct {
		property schema.Property
		value    string
		typing   func(*bench)
	}{
		"text":         {made(text), `"old"`, func(b *bench) { b.write("er") }},
		"number":       {known(t, "accessTokenLifetime"), `300`, func(b *bench) { b.write("0x") }},
		"several rows": {made(text), `"old"`, func(b *bench) { b.paste("a\nb") }},
		"JSON":         {made(schema.Type{Kind: schema.KindAny}), `[1]`, func(b *bench) { b.write("{{") }},
		"not of type":  {known(t, "accessTokenLifetime"), `300`, func(b *bench) { b.edited(`{"a":`) }},
		"other value":  {made(open), `"a"`, func(b *bench) { b.keys("end", "enter").write("c") }},
		"element":      {made(list), `["x","y"]`, func(b *bench) { b.keys("down", "enter").write("z") }},
		"new element":  {made(list), `["x","y"]`, func(b *bench) { b.keys("a").write("z") }},
		"chosen element": {made(schema.Type{Kind: schema.KindList, Elem: &open}), `["a"]`,
			func(b *bench) { b.keys("a", "end", "enter").write("z") }},
		"member of a set": {made(schema.Type{Kind: schema.KindSet, Elem: &open}), `["a"]`, func(b *bench) { b.keys("a").write("z") }},
		"value of a map":  {made(schema.Type{Kind: schema.KindMap, Elem: &text}), `{"k":"v"}`, func(b *bench) { b.keys("enter").write("w") }},
		"name of a map":   {made(schema.Type{Kind: schema.KindMap, Elem: &text}), `{"k":"v"}`, func(b *bench) { b.keys("a").write("n") }},
		"new value of a map": {made(schema.Type{Kind: schema.KindMap, Elem: &text}), `{"k":"v"}`,
			func(b *bench) { b.keys("a").write("n").keys("enter").write("q") }},
		"renamed": {made(schema.Type{Kind: schema.KindMap, Elem: &text}), `{"k":"v","l":"w"}`, func(b *bench) { b.keys("down", "n").write("x") }},
		"inside a list of a map": {made(schema.Type{Kind: schema.KindMap, Elem: &list}), `{"k":["v"]}`,
			func(b *bench) { b.keys("enter", "enter").write("w") }},
		"member of an object": {made(schema.Type{Kind: schema.KindObject, Fields: []schema.Field{{Name: "f", Type: text}, {Name: "g", Type: text}}}), `{"g":"v"}`,
			func(b *bench) { b.keys("down", "enter").write("w") }},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t, c.property, c.value)
			c.typing(b)
			if b.editor.Pending() == "" {
				t.Fatalf("nothing is typed:\n%s", b.screen())
			}
			kept, typed, secret := b.editor.Keep()
			if secret {
				t.Error("it is taken for a secret")
			}
			raw, err := json.Marshal(kept)
			if err != nil {
				t.Fatal(err)
			}
			var again Kept
			if err := json.Unmarshal(raw, &again); err != nil {
				t.Fatal(err)
			}
			next := newBench(t, c.property, c.value)
			if !next.editor.Restore(again, typed) {
				t.Fatalf("%s is not put back", raw)
			}
			next.check()
			same, sameText, _ := next.editor.Keep()
			if !reflect.DeepEqual(same, kept) || sameText != typed || next.editor.Pending() != b.editor.Pending() {
				t.Errorf("restored %+v with %q, not %+v with %q:\n%s", same, sameText, kept, typed, next.screen())
			}
		})
	}
}

// Changes that were refused as a whole are there again.
func TestRefusedChangesAreRestored(t *testing.T) {
	property := schema.Property{Name: "made", Type: schema.Type{Kind: schema.KindList, Elem: &schema.Type{Kind: schema.KindString, Format: schema.FormatURL}}}
	b := newBench(t, property, `["https://a"]`)
	b.editor.change(0, json.RawMessage(`["no address"]`), false)
	kept, typed, secret := b.editor.Keep()
	if secret || kept.Typed || b.editor.Pending() == "" {
		t.Fatalf("kept %+v, pending %q", kept, b.editor.Pending())
	}
	next := newBench(t, property, `["https://a"]`)
	if !next.editor.Restore(kept, typed) || string(next.editor.Value()) != `["no address"]` || next.editor.Pending() != b.editor.Pending() {
		t.Errorf("restored %s", next.editor.Value())
	}
}

// Nothing of a secret is kept, nor JSON in which there may be one.
func TestSecretsAreNotKept(t *testing.T) {
	inside := schema.Type{Kind: schema.KindObject, Fields: []schema.Field{{Name: "key", Type: schema.Type{Kind: schema.KindString}, Secret: true}}}
	for name, b := range map[string]*bench{
		"secret":        newBench(t, known(t, "keyStoreSecret"), `"old"`).write("x"),
		"member":        newBench(t, made(inside), `{"key":"old"}`).keys("enter").write("x"),
		"JSON around":   newBench(t, made(inside), `[1]`).write("x"),
		"JSON with it":  newBench(t, made(inside), `{}`).edited(`{"key":"x`),
		"refused value": newBench(t, made(inside), `{}`),
	} {
		if name == "refused value" {
			b.editor.change(0, document.Compact(json.RawMessage(`{"key":"x","odd":1}`)), false)
			b.editor.refused = []schema.Problem{{Message: "refused"}}
		}
		if b.editor.Pending() == "" {
			t.Errorf("%s: nothing is typed", name)
		}
		if _, _, secret := b.editor.Keep(); !secret {
			t.Errorf("%s is kept", name)
		}
	}
}

// What leads nowhere any more, or may not be changed, is not put anywhere.
func TestNoPlaceToRestore(t *testing.T) {
	list := made(schema.Type{Kind: schema.KindList, Elem: &schema.Type{Kind: schema.KindString}})
	for name, c := range map[string]struct {
		b    *bench
		kept Kept
	}{
		"beyond the end": {newBench(t, list, `["x"]`), Kept{Path: []string{"5"}, Typed: true}},
		"no number":      {newBench(t, list, `["x"]`), Kept{Path: []string{"a"}, Typed: true}},
		"too deep":       {newBench(t, list, `["x"]`), Kept{Path: []string{"0", "1"}, Typed: true}},
		"no text there":  {newBench(t, list, `["x"]`), Kept{Typed: true}},
		"locked":         {newBench(t, list, `["x"]`, lockedFor("it is locked")), Kept{Path: []string{"1"}, Typed: true}},
		"no such choice": {newBench(t, known(t, "loggingLevel"), `"INFO"`), Kept{Typed: true}},
	} {
		if c.b.editor.Restore(c.kept, "text") {
			t.Errorf("%s: it was put back", name)
		}
		c.b.check()
	}
}

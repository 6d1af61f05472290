package undo_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/jansadm/jansadm/client/clienttest"
	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/impact"
	"github.com/jansadm/jansadm/client/schema"
)

// Apply then undo restores every document, for any plan without secrets; undo of undo restores what was applied. An entry that was deleted
// comes back with all but what the server makes itself.
func TestApplyThenUndoRestores(t *testing.T) {
	t.Run("without deletions", func(t *testing.T) { rapid.Check(t, func(t *rapid.T) { open(t).roundTrip(t, false) }) })
	t.Run("with deletions", func(t *testing.T) { rapid.Check(t, func(t *rapid.T) { open(t).roundTrip(t, true) }) })
}

func (th theater) roundTrip(t *rapid.T, deletions bool) {
	before := th.snapshot(t)
	plan, err := th.Ops.Plan(th.ctx, th.drawn(t, before, deletions).Edits())
	if err != nil {
		t.Fatal(err)
	}
	if plan.Empty() || plan.Risk() >= impact.LockOut {
		return // what locks this very session out cannot be taken back by it
	}
	entry := th.applyPlan(t, plan)
	applied := th.snapshot(t)
	undone := th.undo(t, entry)
	equal(t, "undo", before, th.snapshot(t))
	again := th.undo(t, undone)
	equal(t, "undo of undo", applied, th.snapshot(t))
	th.undo(t, again)
	equal(t, "undo of undo of undo", before, th.snapshot(t))
}

// drawn is a draft of some edits of all kinds.
func (th theater) drawn(t *rapid.T, present world, deletions bool) *ops.Draft {
	draft, c := ops.NewDraft(), th.load(t)
	names := keys(present)
	made := map[change.Resource]string{}
	for step := range rapid.IntRange(2, 7).Draw(t, "steps") {
		kinds := []string{"property", "flag", "member", "member", "create", "refer"}
		if deletions {
			kinds = append(kinds, "delete", "delete")
		}
		entity := th.read(t, present[rapid.SampledFrom(names).Draw(t, "entry")])
		switch rapid.SampledFrom(kinds).Draw(t, "kind") {
		case "property":
			setProperty(t, draft, c)
		case "flag":
			flag := rapid.SampledFrom([]string{"ciba", "metric", "stat", "par", "ssa", "status_list"}).Draw(t, "flag")
			_ = c.SetFlags(draft, rapid.Bool().Draw(t, "on"), flag) // the last flag cannot be switched off
		case "member":
			setMember(t, draft, entity)
		case "create":
			resource := rapid.SampledFrom([]change.Resource{change.Scope, change.Script}).Draw(t, "new")
			made[resource] = create(t, draft, resource, fmt.Sprintf("new%d", step), made[change.Script])
		case "refer":
			client := present[rapid.SampledFrom(slices.DeleteFunc(slices.Clone(names), func(n string) bool {
				return present[n].Target.Resource != change.Client
			})).Draw(t, "client")]
			if scope := made[change.Scope]; scope != "" {
				give(t, th.read(t, client), draft, scope)
			}
		case "delete":
			if entity.Target.Resource != change.Client && entity.Type() != "spontaneous" && entity.Name() != tooLong {
				if err := entity.Delete(draft); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	return draft
}

// read is an entry with all that lists leave out.
func (th theater) read(t *rapid.T, listed *ops.Entity) *ops.Entity {
	e, err := th.Ops.Entity(th.ctx, listed.Target)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func keys(w world) []string {
	var names []string
	for name := range w {
		if name != "" {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

func setProperty(t *rapid.T, draft *ops.Draft, c *ops.Configuration) {
	entries := slices.DeleteFunc(c.Entries(), func(e ops.Entry) bool {
		if _, secret := e.Hide(e.Value); secret || e.Secret || e.Fixed != "" || e.Name == ops.FeatureFlags {
			return true
		}
		return e.Type.Kind != schema.KindBoolean && e.Type.Kind != schema.KindInteger && e.Type.Kind != schema.KindString &&
			e.Type.Kind != schema.KindList && e.Type.Kind != schema.KindSet && e.Type.Kind != schema.KindEnum
	})
	entry := rapid.SampledFrom(entries).Draw(t, "property")
	switch rapid.IntRange(0, 3).Draw(t, "how") {
	case 0:
		_ = c.Unset(draft, entry.Name)
	case 1:
		_ = c.Reset(draft, entry.Name)
	default:
		value := clienttest.Drawn(t, entry.Type)
		if _, secret := entry.Hide(value); !secret { // of a secret, the journal keeps nothing that could come back
			_ = c.Set(draft, entry.Name, value) // what the catalogue refuses is not staged
		}
	}
}

func setMember(t *rapid.T, draft *ops.Draft, e *ops.Entity) {
	if e.Target.Resource == change.Client || e.Locked() != "" || e.Deleted(draft) {
		return
	}
	field := rapid.SampledFrom(clienttest.Settable(e)).Draw(t, "field")
	value := clienttest.ValueFor(t, field)
	if _, secret := field.Hide(value); secret {
		return
	}
	if _, secret := field.Hide(e.Get(field.Path)); secret {
		return
	}
	err := e.Set(draft, field.Path, value)
	if value == nil {
		err = e.Unset(draft, field.Path)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// create stages a new entry, a scope with the script that was made before, and returns its DN.
func create(t *rapid.T, draft *ops.Draft, resource change.Resource, name, script string) string {
	doc := document.Document{"name": document.Quote(name), "scriptType": document.Quote("dynamic_scope"), "programmingLanguage": document.Quote("python"),
		"script": document.Quote("# sandbox: set badge to gold")}
	if resource == change.Scope {
		doc = document.Document{"id": document.Quote(name), "scopeType": document.Quote("dynamic")}
		if script != "" {
			doc["dynamicScopeScripts"] = document.QuoteAll([]string{script})
		}
	}
	made, err := ops.Create(draft, resource, doc)
	if err != nil {
		t.Fatal(err)
	}
	return made.Head().DN()
}

func give(t *rapid.T, client *ops.Entity, draft *ops.Draft, scope string) {
	list, _ := document.Strings(client.With(draft).Get("/scopes"))
	if err := client.Set(draft, "/scopes", document.QuoteAll(append(list, scope))); err != nil {
		t.Fatal(err)
	}
}

// equal compares two worlds without what the server makes up. Entries that were made again are found by their names, and may be referred
// to by both inums.
func equal(t clienttest.T, what string, want, got world) {
	if a, b := keys(want), keys(got); !slices.Equal(a, b) {
		t.Fatalf("%s: the entries are %v, want %v", what, b, a)
	}
	renamed := map[string]string{}
	for name, e := range want {
		if name != "" && e.Target != got[name].Target {
			renamed[e.Head().DN()] = got[name].Head().DN()
		}
	}
	now := func(value json.RawMessage) json.RawMessage {
		for from, to := range renamed {
			value = bytes.ReplaceAll(value, document.Quote(from), document.Quote(to))
		}
		return value
	}
	for name, e := range want {
		after := got[name]
		for _, member := range slices.Concat(e.Document.Names(), after.Document.Names()) {
			a, b := e.Document.Get(member), after.Document.Get(member)
			field, known := e.Kind.Field(document.Pointer(member))
			switch {
			case bytes.Equal(a, b):
			case known && field.Volatile, member == "inum", name == "" && document.IsEmpty(a) && string(b) == "false":
			case known && e.Same(field.Path, a, b), e.Same(document.Pointer(member), a, b), known && e.Same(field.Path, now(a), b):
			case name == "" && sameProperty(member, a, b):
			case document.EqualOnWire(a, b):
			default:
				t.Fatalf("%s: %s of %q is %s, want %s", what, member, name, b, a)
			}
		}
	}
}

func sameProperty(name string, a, b json.RawMessage) bool {
	property, known := schema.Lookup(name)
	return known && property.Type.Equal(a, b)
}

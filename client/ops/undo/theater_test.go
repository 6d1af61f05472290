package undo_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"

	"github.com/jansadm/jansadm/client/clienttest"
	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/journal"
	"github.com/jansadm/jansadm/client/ops/undo"
	"github.com/jansadm/jansadm/client/sandbox"
)

// theater is a sandbox whose plans are applied and taken back.
type theater struct {
	*clienttest.World
	ctx context.Context
}

// open makes the same theater every time: what fails in one fails again in the next.
func open(t clienttest.T) theater {
	t.Helper()
	w := clienttest.NewWorld(t, sandbox.Options{Rand: rand.NewChaCha8([32]byte{})})
	w.User = "alice"
	return theater{World: w, ctx: t.Context()}
}

// staged collects edits; the errors of the steps are fatal.
func staged(t clienttest.T, steps ...func(*ops.Draft) error) *ops.Draft {
	t.Helper()
	draft := ops.NewDraft()
	for _, step := range steps {
		if err := step(draft); err != nil {
			t.Fatal(err)
		}
	}
	return draft
}

func (th theater) find(t clienttest.T, resource change.Resource, name string) *ops.Entity {
	t.Helper()
	entity, err := th.Ops.Find(th.ctx, resource, name)
	if err != nil {
		t.Fatal(err)
	}
	return entity
}

func (th theater) load(t clienttest.T) *ops.Configuration {
	t.Helper()
	c, err := th.Ops.LoadWithFlags(th.ctx)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func (th theater) log(t clienttest.T) journal.Log {
	t.Helper()
	log, err := th.Ops.History()
	if err != nil {
		t.Fatal(err)
	}
	return log
}

func (th theater) applyPlan(t clienttest.T, plan *ops.Plan) journal.Entry {
	t.Helper()
	if plan.Empty() {
		t.Fatalf("nothing to apply: %+v", plan)
	}
	if _, err := th.Ops.Apply(th.ctx, plan, ops.Consent{Yes: true, Word: plan.Word(), Reason: "because"}); err != nil {
		t.Fatal(err)
	}
	entries := th.log(t).Entries
	return entries[len(entries)-1]
}

// apply makes the journal's record of a draft.
func (th theater) apply(t clienttest.T, steps ...func(*ops.Draft) error) journal.Entry {
	t.Helper()
	plan, err := th.Ops.Plan(th.ctx, staged(t, steps...).Edits())
	if err != nil {
		t.Fatal(err)
	}
	return th.applyPlan(t, plan)
}

func (th theater) of(t clienttest.T, entry journal.Entry) *undo.Undo {
	t.Helper()
	u, err := undo.Of(th.ctx, th.Ops, th.log(t), entry)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

// undo takes a plan back, and returns the record of that.
func (th theater) undo(t clienttest.T, entry journal.Entry) journal.Entry {
	t.Helper()
	return th.applyPlan(t, th.plan(t, th.of(t, entry)))
}

func (th theater) plan(t clienttest.T, u *undo.Undo) *ops.Plan {
	t.Helper()
	plan, err := u.Plan(th.ctx, th.Ops)
	if err != nil {
		t.Fatal(err)
	}
	if len(plan.Conflicts) > 0 {
		t.Fatalf("the undo is in conflict: %+v", plan.Conflicts)
	}
	return plan
}

// The steps of drafts.

func (th theater) property(t clienttest.T, name, value string) func(*ops.Draft) error {
	c := th.load(t)
	return func(d *ops.Draft) error { return c.Set(d, name, json.RawMessage(value)) }
}

func (th theater) flag(t clienttest.T, on bool, names ...string) func(*ops.Draft) error {
	c := th.load(t)
	return func(d *ops.Draft) error { return c.SetFlags(d, on, names...) }
}

func (th theater) member(t clienttest.T, resource change.Resource, name, path, value string) func(*ops.Draft) error {
	t.Helper()
	e := th.find(t, resource, name)
	return func(d *ops.Draft) error { return e.Set(d, path, json.RawMessage(value)) }
}

func (th theater) create(resource change.Resource, doc string) func(*ops.Draft) error {
	return func(d *ops.Draft) error {
		members, err := document.Parse([]byte(doc))
		if err != nil {
			return err
		}
		_, err = ops.Create(d, resource, members)
		return err
	}
}

func (th theater) remove(t clienttest.T, resource change.Resource, name string) func(*ops.Draft) error {
	t.Helper()
	return th.find(t, resource, name).Delete
}

// with gives a set more elements, and others less.
func (th theater) with(t clienttest.T, resource change.Resource, name, path string, more ...string) func(*ops.Draft) error {
	t.Helper()
	e := th.find(t, resource, name)
	list, _ := document.Strings(e.Get(path))
	return func(d *ops.Draft) error { return e.Set(d, path, document.QuoteAll(append(list, more...))) }
}

// world is all that a sandbox holds, by resource and name; the settings by the empty name.
type world map[string]*ops.Entity

func (th theater) snapshot(t clienttest.T) world {
	t.Helper()
	w := world{"": {Document: th.load(t).Document}}
	for _, resource := range []change.Resource{change.Scope, change.Claim, change.Script, change.Client} {
		for page, err := range th.Ops.Pages(th.ctx, resource, ops.Query{}, 0) {
			if err != nil {
				t.Fatal(err)
			}
			for _, e := range page.Entities {
				key := fmt.Sprintf("%s %s", resource, e.Name())
				if w[key] != nil {
					t.Fatalf("there are two: %s", key)
				}
				w[key] = e
			}
		}
	}
	return w
}

func isObstacle(t clienttest.T, err error) []undo.Obstacle {
	t.Helper()
	var obstacle *undo.ObstacleError
	if !errors.As(err, &obstacle) || ops.Explain(err).Kind != ops.ProblemConflict {
		t.Fatalf("got %v", err)
	}
	return obstacle.Obstacles
}

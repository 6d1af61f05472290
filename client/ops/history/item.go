// Package history is the journal as people read it: the newest plan first, each with what it changed in a few words and with what became of
// it. Beside it stands the server's own audit log, in which others' changes are seen too. The texts are not cleaned.
package history

import (
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/journal"
	"github.com/jansadm/jansadm/client/ops/undo"
)

// Item is one plan of the journal.
type Item struct {
	journal.Entry
	What     string // it changed, in a few words
	UndoneBy int64  // number of the plan that took it back and is in force; 0 for none
	Partly   bool   // that plan left some of it in force
	Undoes   int64  // number of the plan that it took back; 0 for none, or for one that is not at hand

	words string // what Matches looks at
}

// Items puts a log in the order in which people read it. A log of the last plans suffices: whatever becomes of a plan comes after it.
func Items(log journal.Log) []Item {
	intents := make(map[string]journal.Record, len(log.Entries))
	for _, entry := range log.Entries {
		intents[entry.Intent.ID] = entry.Intent
	}
	undone := undo.Undone(log)
	items := make([]Item, 0, len(log.Entries))
	for _, entry := range slices.Backward(log.Entries) {
		by := intents[undone[entry.Intent.ID]]
		item := Item{Entry: entry, UndoneBy: by.Number, Partly: by.Partly, Undoes: intents[entry.Intent.UndoOf].Number}
		item.What = item.summary()
		item.words = item.searched()
		items = append(items, item)
	}
	return items
}

// summary says what was changed: "accessTokenLifetime, scope careers", "3 properties, new claim badge", "undo of 12: scope careers".
func (i Item) summary() string {
	what := What(i.Intent)
	if i.Intent.Final() {
		what = i.ended()
	}
	switch {
	case i.Undoes > 0:
		return fmt.Sprintf("undo of %d: %s", i.Undoes, what)
	case i.Intent.UndoOf != "":
		return "undo: " + what
	}
	return what
}

// namedAtOnce is how many things of a kind are named; of more the number is told.
const namedAtOnce = 2

// What says in a few words what a plan was to change.
func What(record journal.Record) string {
	if record.Final() {
		return record.Revocation.Title + " revoked"
	}
	plan := ops.Recorded(record, ops.Directory{})
	var parts []string
	for _, resource := range []change.Resource{change.Property, change.Scope, change.Claim, change.Script, change.Client} {
		parts = append(parts, ofKind(plan, resource)...)
	}
	parts = append(parts, unknown(plan)...)
	if len(parts) == 0 {
		return "nothing"
	}
	return strings.Join(parts, ", ")
}

func ofKind(plan *ops.Plan, resource change.Resource) []string {
	var names []string
	var seen []ops.Target
	for _, c := range plan.Changes {
		if c.Target.Resource == resource && !slices.Contains(seen, c.Target) {
			seen = append(seen, c.Target)
			names = append(names, nameOf(plan, c))
		}
	}
	if len(names) <= namedAtOnce {
		return names
	}
	return []string{fmt.Sprintf("%d %s", len(names), plurals[resource])}
}

// unknown are things of kinds that this program does not know, as the journal names them: another version has changed them.
func unknown(plan *ops.Plan) []string {
	var names []string
	for _, c := range plan.Changes {
		if name := c.Target.String(); plurals[c.Target.Resource] == "" && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

var plurals = map[change.Resource]string{
	change.Property: "properties", change.Scope: "scopes", change.Claim: "claims", change.Script: "scripts", change.Client: "clients",
}

func nameOf(plan *ops.Plan, c ops.Change) string {
	name := plan.Subject(c.Target, "").Title
	switch c.Kind {
	case change.Create:
		return "new " + name
	case change.Delete:
		return name + " deleted"
	}
	return name
}

// Result says in a few words what came of the plan.
func (i Item) Result() string {
	switch {
	case i.UndoneBy > 0 && i.Partly:
		return fmt.Sprintf("partly undone by %d", i.UndoneBy)
	case i.UndoneBy > 0:
		return fmt.Sprintf("undone by %d", i.UndoneBy)
	}
	return StateWords(i.State())
}

// InForce says whether the plan has changed something that can be taken back, or may have, and was not.
func (i Item) InForce() bool {
	return i.UndoneBy == 0 && i.State() != journal.NotApplied && !i.Intent.Final()
}

// Revoked says how many tokens or sessions were revoked, and what came of the others; empty for a plan that changed something else.
func (i Item) Revoked() string {
	if !i.Intent.Final() {
		return ""
	}
	done := i.Outcome.Revocation
	if done == nil {
		return fmt.Sprintf("it is not known how many of %d", i.Intent.Revocation.Count)
	}
	text := fmt.Sprintf("%d of %d", done.Revoked, i.Intent.Revocation.Count)
	for _, other := range []struct {
		n    int
		what string
	}{{done.Gone, "had gone already"}, {done.Failed, "failed"}, {done.Unknown, "not known"}, {done.NotTried, "not tried"}} {
		if other.n > 0 {
			text += fmt.Sprintf(", %d %s", other.n, other.what)
		}
	}
	return text
}

// ended says of a revocation what it came to: one that was stopped or refused has not revoked what it was to.
func (i Item) ended() string {
	title, done := i.Intent.Revocation.Title, i.Outcome.Revocation
	switch {
	case i.State() == journal.NotApplied:
		return title + " not revoked"
	case i.State() == journal.Unknown:
		return title + " perhaps revoked"
	case i.State() == journal.Partial && done != nil:
		return fmt.Sprintf("%d of %s revoked", done.Revoked, title)
	}
	return What(i.Intent)
}

// StateWords are an end of a plan, or of a part of one, in words.
func StateWords(state journal.State) string {
	switch state {
	case journal.Unverified:
		return "not as asked"
	case journal.NotApplied:
		return "not applied"
	case journal.AlreadyGone:
		return "had gone already"
	}
	return string(state)
}

// Where is the server, as people call it: by the profile, else by its host.
func (i Item) Where() string {
	if i.Intent.Profile != "" {
		return i.Intent.Profile
	}
	if u, err := url.Parse(i.Intent.Server); err == nil && u.Host != "" {
		return u.Host
	}
	return i.Intent.Server
}

// Stored is what the server made of a change where that is not what was asked.
func (i Item) Stored(c journal.Change) (json.RawMessage, bool) {
	for _, stored := range i.Outcome.Stored {
		if stored.Target == c.Target && stored.Path == c.Path {
			return stored.Value, true
		}
	}
	return nil, false
}

package tui_test

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/journal"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/tuitest"
)

// odd is an audit log that holds anything.
type odd struct{ events []ops.AuditEvent }

func (o odd) Last(context.Context, int) (ops.AuditLog, error) {
	return ops.AuditLog{Events: o.events}, nil
}

func TestHostileAuditLog(t *testing.T) {
	world, d := start(t)
	var log odd
	for _, attack := range attacks {
		log.events = append(log.events, ops.AuditEvent{User: attack, Client: attack, Verb: "changed", Path: attack, Arguments: []string{attack, attack}})
	}
	world.Session.Ops = ops.New(ops.Deps{Server: "https://jans.example.org", History: world.Journal, Audit: log})
	d.Resize(140, 45)
	d.Send(core.Open{ID: "history.audit"})
	for range attacks {
		d.CheckSize(140, 45)
		harmless(t, d)
		d.Keys("enter")
		harmless(t, d)
		d.Keys("esc", "down")
	}
}

// hostileRecord is a plan of somebody who wants to do harm.
func hostileRecord(server, text string, n int) journal.Record {
	value, _ := json.Marshal(text)
	return journal.Record{
		ID: fmt.Sprintf("%08d%s", n, text), Phase: journal.Intent, Time: time.Date(2026, 7, 13, 12, 0, n, 0, time.UTC), Server: server, Profile: text, User: text, Reason: text,
		Program: text, Accepted: []string{text}, UndoOf: text, Names: map[change.Target]string{{Resource: change.Scope, ID: "A" + text}: text},
		Changes: []journal.Change{
			{Target: change.PropertyTarget("issuer"), Path: "/issuer", Kind: change.Set, Old: value, New: value},
			{Target: change.PropertyTarget("x" + text), Path: "/x", Kind: change.Set, Old: value, New: value},
			{Target: change.Target{Resource: change.Scope, ID: "A" + text}, Path: "/description", Kind: change.Set, Old: value, New: value},
		},
	}
}

// Whatever a journal holds, nothing of it reaches the terminal as a control sequence.
func TestHostileJournal(t *testing.T) {
	world, d := start(t)
	for i, attack := range attacks {
		intent := hostileRecord(world.Session.Ops.Server(), attack, i)
		outcome := journal.Record{ID: intent.ID, Phase: journal.Outcome, Time: intent.Time, State: journal.State("odd" + attack), Error: attack, RequestID: attack,
			Parts:  []journal.Part{{Target: intent.Changes[2].Target, State: journal.State(attack), Inum: attack, RequestID: attack}},
			Stored: []journal.Stored{{Target: intent.Changes[0].Target, Path: "/issuer", Value: intent.Changes[0].New}}}
		for _, record := range []journal.Record{intent, outcome} {
			if err := world.Journal.Append(t.Context(), record); err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, size := range [][2]int{{80, 24}, {140, 45}} {
		d.Resize(size[0], size[1])
		d.Send(core.Open{ID: "history"})
		for range attacks {
			d.CheckSize(size[0], size[1])
			harmless(t, d)
			d.Keys("enter")
			d.CheckSize(size[0], size[1])
			harmless(t, d)
			d.Keys("esc", "u")
			harmless(t, d)
			if strings.Contains(d.Screen(), "› Undo") {
				d.Keys("esc")
			}
			d.Keys("down")
		}
		d.Keys("esc")
	}
}

func harmless(t *testing.T, d *tuitest.Driver) {
	t.Helper()
	for _, r := range d.Raw() {
		if r < ' ' && r != '\n' || r == 0x7f || r >= 0x80 && r < 0xa0 {
			t.Fatalf("%q is shown in\n%q", r, d.Raw())
		}
	}
}

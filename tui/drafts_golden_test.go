package tui_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/exp/golden"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/drafts"
	"github.com/jansadm/jansadm/client/ops/journal"
	"github.com/jansadm/jansadm/tui/kit/kittest"
)

// lefts are drafts to be offered, by name.
var lefts = map[string]drafts.Content{
	"several": {Person: "alice", Edits: []ops.Edit{
		{Target: change.PropertyTarget("accessTokenLifetime"), Path: "/accessTokenLifetime", Kind: change.Set, Base: json.RawMessage("300"), Value: json.RawMessage("600")},
		{Target: change.PropertyTarget("featureFlags"), Path: "/featureFlags", Kind: change.Set, Base: json.RawMessage(`["userinfo","revoke_token","active_session"]`),
			Value: json.RawMessage(`["userinfo","active_session"]`), Notes: []string{"The list was empty, which means that all are on."}},
		{Target: change.NewTarget(change.Scope, "careers"), Kind: change.Create, Value: json.RawMessage(`{"id":"careers"}`)},
		{Target: change.Target{Resource: change.Scope, ID: "43F1"}, Path: "/description", Kind: change.Set, Title: "scope email",
			Base: json.RawMessage(`"Old words"`), Value: document.Quote("Your address\nand whether it was verified, " + strings.Repeat("in many words, ", 20))},
		{Target: change.PropertyTarget("jansOpenIdConnectVersion"), Path: "/jansOpenIdConnectVersion", Kind: change.Unset, Base: json.RawMessage(`"x"`)},
		{Target: change.Target{Resource: change.Claim, ID: "B4B0"}, Kind: change.Delete, Base: json.RawMessage(`{"inum":"B4B0"}`), Title: "claim zoneinfo"},
		{Target: change.PropertyTarget("keyStoreSecret"), Path: "/keyStoreSecret", Kind: change.Set, Value: json.RawMessage(`"swordfish"`), Secret: true},
	}, Typed: []drafts.Typed{
		{Screen: "auth.property", Arg: "issuer", Title: "issuer", Text: "https://id.exam", Place: json.RawMessage(`{"typed":true}`)},
	}},
	"one":     {Person: "alice", Edits: []ops.Edit{{Target: change.PropertyTarget("accessTokenLifetime"), Path: "/accessTokenLifetime", Kind: change.Set, Base: json.RawMessage("300"), Value: json.RawMessage("600")}}},
	"hostile": hostileDraft(),
}

func hostileDraft() drafts.Content {
	all := strings.Join(attacks, "")
	c := drafts.Content{Person: all}
	for i, attack := range attacks {
		c.Edits = append(c.Edits,
			ops.Edit{Target: change.Target{Resource: change.Scope, ID: fmt.Sprint("x", i, attack)}, Path: document.Pointer("a" + attack), Kind: change.Set, Title: attack,
				Base: document.Quote(attack), Value: document.Quote(all), Notes: []string{attack}})
	}
	c.Typed = []drafts.Typed{{Screen: all, Title: all, Text: all}}
	return c
}

// leave puts a draft on the desk.
func (d *desk) leaves(profile string, c drafts.Content) {
	d.t.Helper()
	shelf := d.shelf(profile)
	if err := shelf.Save(c); err != nil {
		d.t.Fatal(err)
	}
	if err := shelf.Release(); err != nil {
		d.t.Fatal(err)
	}
}

func TestOfferFrames(t *testing.T) {
	for _, name := range []string{"several", "one", "hostile"} {
		for _, size := range [][2]int{{80, 24}, {140, 45}} {
			for _, look := range []string{"short", "whole"} {
				t.Run(fmt.Sprintf("%s/%s/%dx%d", name, look, size[0], size[1]), func(t *testing.T) {
					d := newDesk(t)
					d.leaves("sandbox", lefts[name])
					c := d.open("sandbox", size[0], size[1])
					if look == "whole" {
						c.Keys("v")
					}
					view := c.app.View()
					kittest.RequireBlock(t, strings.Split(view, "\n"), size[0], size[1])
					golden.RequireEqual(t, view)
				})
			}
		}
	}
}

// A plan without an end in the journal, and the question at the end.
func TestQuestionFrames(t *testing.T) {
	d := newDesk(t)
	d.leaves("sandbox", lefts["one"])
	if err := d.world.Journal.Append(t.Context(), journal.Record{ID: "1", Phase: journal.Intent, Time: noon.Add(90 * time.Second), Profile: "sandbox",
		Changes: []journal.Change{{Target: change.PropertyTarget("accessTokenLifetime"), Path: "/accessTokenLifetime", Kind: change.Set, New: json.RawMessage("600")}}}); err != nil {
		t.Fatal(err)
	}
	c := d.open("sandbox", 80, 24)
	t.Run("interrupted", func(t *testing.T) { golden.RequireEqual(t, c.app.View()) })
	c.Keys("t")
	c.stage("keyStoreSecret", "swordfish")
	c.Keys("q")
	t.Run("quit", func(t *testing.T) { golden.RequireEqual(t, c.app.View()) })
}

// Nothing of a hostile draft reaches the terminal on its whole way: looked at, scrolled, discarded, taken.
func TestHostileDrafts(t *testing.T) {
	d := newDesk(t)
	d.leaves("sandbox", lefts["hostile"])
	c := d.open("sandbox", 80, 24)
	for _, key := range []string{"v", "pgdown", "pgdown", "v", "d", "esc", "t", "esc", "q", "esc", "ctrl+s"} {
		c.Keys(key)
		kittest.RequireBlock(t, strings.Split(c.app.View(), "\n"), 80, 24)
	}
}

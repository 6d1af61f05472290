package tui_test

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/ops/access"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/tui/core"
)

// toEntry opens the page of an entry.
func (d *desk) toEntry(c *console, screen string, resource change.Resource, name string) {
	d.t.Helper()
	entity, err := c.session.Ops.Find(d.t.Context(), resource, name)
	if err != nil {
		d.t.Fatal(err)
	}
	c.Send(core.Jump{ID: screen, Arg: entity.Target.ID})
}

// returns is what the person's own editor brings back in a console.
func (c *console) returns(name, content string) {
	c.session.EditFile = func(to core.Screen, _, _ string) tea.Cmd {
		return core.Send(core.Deliver{To: to, Msg: core.Edited{Name: name, Text: content}})
	}
}

// What is typed into any form is kept as it is typed, and is there again in the next console, at its place.
func TestTypedTextIsPutBack(t *testing.T) {
	for name, c := range map[string]struct {
		typing func(*desk, *console)
		shows  []string
	}{
		"description of a scope": {func(d *desk, c *console) {
			d.toScope(c, "openid")
			c.toField("Description")
			c.Keys("enter", "ctrl+u")
			c.Type("half a sentence")
		}, []string{"openid › Description", "half a sentence"}},
		"claims of a scope": {func(d *desk, c *console) {
			d.toScope(c, "openid")
			c.toField("Claims")
			c.Keys("enter")
			c.Type("zoneinfo")
			c.Keys("space")
		}, []string{"openid › Claims", "1 chosen"}},
		"id of a new scope": {func(_ *desk, c *console) {
			c.Send(core.Open{ID: "auth.scope.add"})
			c.Type("dynamic")
			c.Keys("enter")
			c.Type("half")
		}, []string{"Add Scopes › Dynamic", "half"}},
		"name of a new claim": {func(_ *desk, c *console) {
			c.Send(core.Open{ID: "auth.claim.add"})
			c.Type("employeeNum")
		}, []string{"Add Claims", "employeeNum"}},
		"description of a claim": {func(d *desk, c *console) {
			d.toEntry(c, "auth.claim", change.Claim, "email")
			c.toField("Description")
			c.Keys("enter", "ctrl+u")
			c.Type("half a sentence")
		}, []string{"Description", "half a sentence"}},
		"source of a script": {func(d *desk, c *console) {
			d.toEntry(c, "auth.script", change.Script, "basic")
			c.toField("Source")
			c.returns("script.py", "def broken(:\n\tpass # half")
			c.Keys("e")
			c.Expect("The server could not use this script")
			c.Keys("esc")
		}, []string{"The source that came back from your editor is kept, but not staged"}},
		"JSON of a scope": {func(d *desk, c *console) {
			d.toScope(c, "openid")
			c.returns("scope.json", `{"id": half`)
			c.Keys("E")
		}, []string{"What came back from your editor is kept, but not staged"}},
		"a member inside a property": {func(_ *desk, c *console) {
			c.toProperty("externalUriWhiteList")
			c.Keys("a")
			c.Type("half")
		}, []string{"externalUriWhiteList", "half"}},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t)
			console := d.open("sandbox", 100, 30)
			c.typing(d, console)
			d.die(console)
			next := d.open("sandbox", 100, 30)
			next.Expect("left this behind", "Typed and not staged")
			next.Keys("t")
			next.Expect(c.shows...)
			before := d.files()
			next.Keys("home")
			if kept := d.files(); kept != before || strings.Count(kept, `"version"`) != 1 {
				t.Errorf("kept %s\nbefore it was %s", kept, before)
			}
			next.Keys("ctrl+c")
			next.Expect("Keep and quit")
		})
	}
}

// A source that came back from an editor opens there again after it was put back.
func TestASourceIsPutBackWhole(t *testing.T) {
	d := newDesk(t)
	c := d.open("sandbox", 100, 30)
	source := "def broken(:\n\tpass # " + strings.Repeat("x", 100_000)
	d.toEntry(c, "auth.script", change.Script, "basic")
	c.toField("Source")
	c.returns("script.py", source)
	c.Keys("e", "esc")
	d.die(c)
	next := d.open("sandbox", 100, 30)
	next.Keys("t")
	opened := ""
	next.session.EditFile = func(_ core.Screen, _, content string) tea.Cmd { opened = content; return nil }
	next.toField("Source")
	next.Keys("e")
	if opened != source {
		t.Errorf("%d bytes are opened", len(opened))
	}
}

// Text whose place is gone is shown, and can be copied.
func TestHomelessText(t *testing.T) {
	d := newDesk(t)
	c := d.open("sandbox", 100, 30)
	c.toProperty("accessTokenLifetime")
	c.Type("half")
	d.die(c)
	paths, err := filepath.Glob(filepath.Join(d.dir, "*.json"))
	if err != nil || len(paths) != 1 {
		t.Fatal(paths, err)
	}
	content, err := os.ReadFile(paths[0])
	if err != nil {
		t.Fatal(err)
	}
	moved := strings.Replace(string(content), `"typed":true`, `"typed":true,"path":["a","b"]`, 1)
	if err := os.WriteFile(paths[0], []byte(moved), 0o600); err != nil {
		t.Fatal(err)
	}
	next := d.open("sandbox", 100, 30)
	next.Keys("t")
	next.Expect("This text has no place any more", "accessTokenLifetime", "300half")
	next.Keys("y")
	if len(d.world.Copied) != 1 || d.world.Copied[0] != "300half" {
		t.Errorf("copied %q", d.world.Copied)
	}
}

// doors is a way to other servers: each is another profile of the desk.
type doors struct {
	access.Gate
	desk *desk
}

func (g doors) Open(_ context.Context, name string) (*access.Opened, error) {
	session := g.desk.world.NewSession(false)
	return &access.Opened{Ops: session.Ops, Profile: access.Profile{Name: name}, Server: name, User: "admin", Drafts: g.desk.shelf(name)}, nil
}

// Whoever goes to another profile keeps what is staged for this one, or discards it.
func TestSwitchingKeepsOrDiscards(t *testing.T) {
	d := newDesk(t)
	c := d.open("prod", 100, 30)
	c.session.Gate = doors{desk: d}
	c.stage("accessTokenLifetime", "600")
	c.Send(core.Switch{Profile: "test"})
	c.Expect("Leave prod?", "offered when prod is opened again", "Keep and leave", "Discard")
	c.Keys("esc")
	c.Expect("1 staged")
	c.Send(core.Switch{Profile: "test"})
	c.Keys("y")
	c.Expect("test", "Auth Server")
	c.Refuse("1 staged", "left this behind")
	c.stage("refreshTokenLifetime", "9000")
	c.Send(core.Switch{Profile: "prod"})
	c.Keys("d")
	c.Expect("left this behind", "accessTokenLifetime")
	c.Refuse("refreshTokenLifetime")
	c.Keys("t")
	c.Expect("1 staged")
	c.Send(core.Switch{Profile: "prod"}) // the same once more
	c.Keys("y")
	c.Expect("left this behind")
	c.Keys("esc")
	c.Send(core.Switch{Profile: "test"})
	c.Refuse("left this behind")
}

// The edits of a draft that somebody else has made are applied in the name of who is signed in, which is said.
func TestADraftSaysWhoseItIs(t *testing.T) {
	d := newDesk(t)
	c := d.open("sandbox", 100, 30)
	c.session.Label.User = "alice"
	c.stage("accessTokenLifetime", "600")
	d.die(c)
	next := d.open("sandbox", 100, 30)
	next.session.Identity = &access.Identity{Person: "bob"}
	next.Expect("staged by alice")
	next.Keys("t", "ctrl+s")
	next.Expect("Staged while alice was signed in")
	if !json.Valid([]byte(d.files())) {
		t.Error("the draft is no JSON")
	}
}

package tui_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/access"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/drafts"
	"github.com/jansadm/jansadm/client/sandbox"
	"github.com/jansadm/jansadm/tui"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/tuitest"
)

// desk is one person's machine: consoles come and go, the drafts stay.
type desk struct {
	t     *testing.T
	world *tuitest.World
	dir   string
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	return &desk{t: t, world: tuitest.NewWorld(t, sandbox.Options{}), dir: filepath.Join(t.TempDir(), "drafts")}
}

// console is one run of the console on the desk.
type console struct {
	*tuitest.Driver
	app     *tui.App
	session *core.Session
}

func (d *desk) shelf(profile string) *drafts.Shelf {
	return drafts.New(d.dir, drafts.Owner{Profile: profile, Server: "https://jans.example.org", Program: "1.2.3"}, func() time.Time { return noon })
}

func (d *desk) session(profile string) *core.Session {
	session := d.world.NewSession(false)
	session.Registry = tui.Registry()
	session.Connect(&access.Opened{Ops: session.Ops, Profile: access.Profile{Name: profile}, Server: "127.0.0.1", User: "admin", Drafts: d.shelf(profile)})
	return session
}

func (d *desk) open(profile string, width, height int) *console {
	d.t.Helper()
	session := d.session(profile)
	app := tui.New(session, "home")
	c := &console{app: app, session: session}
	c.Driver = tuitest.Drive(d.t, app, width, height)
	return c
}

// die ends a console without a word, as far as its files are concerned.
func (d *desk) die(c *console) {
	d.t.Helper()
	c.session.PutOff()
	if err := c.session.Drafts().Release(); err != nil {
		d.t.Fatal(err)
	}
}

// leave ends a console that was quit.
func (d *desk) leave(c *console) {
	d.t.Helper()
	if !c.Quit {
		d.t.Fatalf("the console has not ended:\n%s", c.Screen())
	}
	if err := c.app.End(); err != nil {
		d.t.Fatal(err)
	}
}

// files are what lies in the folder of drafts, all of it.
func (d *desk) files() string {
	d.t.Helper()
	paths, err := filepath.Glob(filepath.Join(d.dir, "*"+".json"))
	if err != nil {
		d.t.Fatal(err)
	}
	var all strings.Builder
	for _, path := range paths {
		content, err := os.ReadFile(path)
		if err != nil {
			d.t.Fatal(err)
		}
		all.Write(content)
	}
	return all.String()
}

// toProperty opens the page of a property.
func (c *console) toProperty(name string) {
	c.Send(core.Jump{ID: "auth.property", Arg: name})
	c.Expect(name)
}

// stage gives a property a value by typing it.
func (c *console) stage(name, value string) {
	c.toProperty(name)
	c.Keys("ctrl+u")
	c.Type(value)
	c.Keys("enter")
}

// toScope opens the page of a scope.
func (d *desk) toScope(c *console, name string) {
	d.t.Helper()
	scope, err := c.session.Ops.Find(d.t.Context(), change.Scope, name)
	if err != nil {
		d.t.Fatal(err)
	}
	c.Send(core.Jump{ID: "auth.scope", Arg: scope.Target.ID})
	c.Expect(name)
}

// toField moves the cursor of a form to a field.
func (c *console) toField(title string) {
	c.Keys("home")
	for range 40 {
		if strings.Contains(cursorLine(c.Driver), title) {
			return
		}
		c.Keys("down")
	}
}

// describe stages another description of a scope.
func (d *desk) describe(c *console, name, description string) {
	d.t.Helper()
	d.toScope(c, name)
	c.toField("Description")
	c.Keys("enter", "ctrl+u")
	c.Type(description)
	c.Keys("enter")
}

func (d *desk) plan(c *console) *ops.Plan {
	d.t.Helper()
	plan, err := c.session.Ops.Plan(d.t.Context(), c.session.Draft.Edits())
	if err != nil {
		d.t.Fatal(err)
	}
	return plan
}

// Edits of several properties and two scopes are staged, something is typed, and the console is killed. The next one offers it all, and
// the plan is the same.
func TestAKilledConsoleLosesNothing(t *testing.T) {
	d := newDesk(t)
	c := d.open("sandbox", 120, 30)
	c.stage("accessTokenLifetime", "600")
	c.stage("refreshTokenLifetime", "9000")
	d.describe(c, "openid", "About openid")
	d.describe(c, "email", "About email")
	c.toProperty("issuer")
	c.Type("/half")
	want := d.plan(c)
	d.die(c)

	next := d.open("sandbox", 120, 30)
	next.Expect("A console that has ended left this behind", "staged by admin", "1.2.3", "4 edits staged and not applied", "accessTokenLifetime",
		"scope openid: Description", "Typed and not staged", "issuer", "/half")
	next.Keys("t")
	next.Expect("4 edits are staged again", "issuer", "/half", "4 staged")
	if got := d.plan(next); len(want.Changes) != 4 || len(got.Changes) != 4 || got.Requests[0].Path != want.Requests[0].Path ||
		string(got.Requests[0].Body) != string(want.Requests[0].Body) || len(got.Requests) != 3 {
		t.Errorf("planned %+v\nwant %+v", got.Requests, want.Requests)
	}
	if kept := d.files(); strings.Count(kept, `"version"`) != 1 || !strings.Contains(kept, "/half") {
		t.Errorf("kept %s", kept)
	}
	next.Keys("ctrl+u", "esc")
	next.Expect("Leave without staging?")
	next.Keys("y", "ctrl+s", "enter")
	next.Expect("Applied and verified", "4 changes")
	if kept := d.files(); kept != "" {
		t.Errorf("what is applied is kept: %s", kept)
	}
	next.Keys("q")
	d.leave(next)
	d.open("sandbox", 120, 30).Refuse("left this behind")
}

// Somebody else changes a value before the draft is taken: the plan shows all three versions.
func TestATakenDraftShowsConflicts(t *testing.T) {
	d := newDesk(t)
	c := d.open("sandbox", 80, 24)
	c.stage("accessTokenLifetime", "600")
	d.die(c)
	d.world.Change("accessTokenLifetime", "777")
	next := d.open("sandbox", 80, 24)
	next.Keys("t", "ctrl+s")
	next.Expect("you saw", "300", "you want", "600", "it is now", "777")
}

func TestADraftOfAnotherProfileIsNotOffered(t *testing.T) {
	d := newDesk(t)
	c := d.open("sandbox", 80, 24)
	c.stage("accessTokenLifetime", "600")
	d.open("sandbox", 80, 24).Refuse("left this behind") // its console runs
	d.die(c)
	d.open("prod", 80, 24).Refuse("left this behind")
}

// esc leaves the draft for later; discarding asks, and is for good.
func TestLaterAndDiscard(t *testing.T) {
	d := newDesk(t)
	c := d.open("sandbox", 80, 24)
	c.stage("accessTokenLifetime", "600")
	d.die(c)
	next := d.open("sandbox", 80, 24)
	next.Keys("enter")
	next.Expect("- 300", "+ 600", "short")
	next.Keys("esc")
	next.Expect("The draft is kept, and offered again", "Auth Server")
	next.Send(core.Open{ID: "draft"})
	next.Expect("1 edit staged")
	next.Keys("d")
	next.Expect("Discard this draft?", "It holds 1 staged edit.")
	next.Keys("esc", "d", "y")
	next.Expect("The draft is discarded.")
	if d.files() != "" || next.session.Staged() != 0 {
		t.Error("the draft is still there")
	}
	next.Send(core.Open{ID: "draft"})
	next.Expect("No draft was left behind")
}

// Quitting offers to keep, to discard and to stay; ctrl+c twice keeps.
func TestQuittingKeepsOrDiscards(t *testing.T) {
	for name, c := range map[string]struct {
		keys []string
		kept bool
	}{
		"keep":    {[]string{"q", "y"}, true},
		"buttons": {[]string{"q", "right", "enter"}, true},
		"discard": {[]string{"q", "d"}, false},
		"right":   {[]string{"q", "tab", "tab", "enter"}, false},
		"hurry":   {[]string{"ctrl+c", "ctrl+c"}, true},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t)
			console := d.open("sandbox", 80, 24)
			console.stage("accessTokenLifetime", "600")
			console.Keys("q")
			console.Expect("One staged edit has not been applied.", "offered when sandbox is opened again", "Stay", "Keep and quit", "Discard")
			console.Keys("esc")
			console.Keys(c.keys...)
			d.leave(console)
			if kept := strings.Contains(d.files(), `"value":600`); kept != c.kept {
				t.Errorf("kept: %v", kept)
			}
		})
	}
}

// Secrets are named and left out, in the question and in the offer.
func TestSecretsAreNotKept(t *testing.T) {
	d := newDesk(t)
	c := d.open("sandbox", 80, 24)
	c.stage("keyStoreSecret", "swordfish-1")
	c.toProperty("keyStoreSecret")
	c.Type("swordfish-2")
	if kept := d.files(); kept == "" || strings.Contains(kept, "swordfish") {
		t.Errorf("kept %q", kept)
	}
	c.Keys("ctrl+c")
	c.Expect("without secrets, which have to be typed again:", "keyStoreSecret.")
	c.Keys("y")
	d.leave(c)
	if strings.Contains(d.files(), "swordfish") {
		t.Error("a secret is kept")
	}
	next := d.open("sandbox", 80, 24)
	next.Expect("Left out: secrets are not kept", "keyStoreSecret: type it again")
	next.Keys("t")
	if next.session.Staged() != 0 || d.files() != "" {
		t.Errorf("%d staged, kept %q", next.session.Staged(), d.files())
	}
}

// What cannot be kept is said once, and goes on being staged.
func TestAFullDiskIsToldOnce(t *testing.T) {
	d := newDesk(t)
	if err := os.WriteFile(d.dir, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	c := d.open("sandbox", 100, 30)
	c.Keys("down") // the folder that is none is told at the start
	c.stage("accessTokenLifetime", "600")
	c.Expect("If this console is killed, what is staged is lost", "not a directory")
	c.Keys("down")
	c.Refuse("is lost")
	c.stage("refreshTokenLifetime", "9000")
	c.Refuse("is lost")
	c.Expect("2 staged")
	c.Keys("ctrl+c", "y")
	if err := c.app.End(); err == nil || !strings.Contains(err.Error(), "cannot be kept") {
		t.Errorf("ended with %v", err)
	}
}

// A plan was being applied when the console was killed: the offer says so, and what the server holds already drops out.
func TestADraftOfAnInterruptedPlan(t *testing.T) {
	d := newDesk(t)
	c := d.open("sandbox", 100, 30)
	c.stage("accessTokenLifetime", "600")
	c.stage("refreshTokenLifetime", "9000")
	d.die(c) // its file stays as it is now
	first := c.session.Draft.Edits()[:1]
	plan, err := c.session.Ops.Plan(t.Context(), first)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.session.Ops.Apply(t.Context(), plan, ops.Consent{Yes: true, Word: plan.Word()}); err != nil {
		t.Fatal(err)
	}
	next := d.open("sandbox", 100, 30)
	next.Expect("1 edit is part of a plan that was recorded at", "it was applied and verified", "drops out by itself")
	next.Keys("t", "ctrl+s")
	next.Expect("1 change", "refreshTokenLifetime")
}

// What is staged in the same place meanwhile stays, and so does the older edit, in its draft.
func TestTwoDraftsOfOneValue(t *testing.T) {
	d := newDesk(t)
	first, second := d.open("sandbox", 80, 24), d.open("sandbox", 80, 24)
	first.stage("accessTokenLifetime", "600")
	second.stage("accessTokenLifetime", "900")
	second.stage("refreshTokenLifetime", "9000")
	d.die(first)
	d.die(second)
	next := d.open("sandbox", 80, 24)
	next.Expect("1 older draft is found besides")
	next.Keys("t", "t")
	next.Expect("1 edit is left in the draft: something else is staged in the same place.", "staged")
	if next.session.Staged() > 2 || strings.Count(d.files(), `"version"`) != 2 {
		t.Errorf("%d staged, kept %s", next.session.Staged(), d.files())
	}
	d.die(next)
	if next = d.open("sandbox", 80, 24); strings.Contains(next.Screen(), "Auth Server") {
		t.Errorf("nothing is offered:\n%s", next.Screen())
	}
}

package tui_test

import (
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/sandbox"
	"github.com/jansadm/jansadm/tui"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/tuitest"
)

// open starts the console on a world's session at the first page.
func open(t *testing.T, session *core.Session, width, height int) *tuitest.Driver {
	t.Helper()
	session.Registry = tui.Registry()
	return tuitest.Drive(t, tui.New(session, "home"), width, height)
}

func start(t *testing.T) (*tuitest.World, *tuitest.Driver) {
	t.Helper()
	world := tuitest.NewWorld(t, sandbox.Options{})
	return world, open(t, world.Session, 80, 24)
}

// toFlags walks the documented path.
func toFlags(d *tuitest.Driver) {
	d.Keys("enter") // Auth Server
	d.Keys("enter") // Properties
	d.Keys("/")
	d.Type("enabledFeatureFlags")
	d.Keys("enter", "enter")
}

// stageOff moves to a flag through the palette-free list and switches it.
func stageOff(d *tuitest.Driver, name string) {
	for range 40 {
		if strings.Contains(cursorLine(d), name) {
			d.Keys("space")
			return
		}
		d.Keys("down")
	}
}

func cursorLine(d *tuitest.Driver) string {
	for _, line := range strings.Split(d.Screen(), "\n") {
		if strings.HasPrefix(line, "›") {
			return line
		}
	}
	return ""
}

func TestSwitchAFlagOffAlongTheDocumentedPath(t *testing.T) {
	world, d := start(t)
	d.Expect("Auth Server")
	toFlags(d)
	d.Expect("Home › Auth Server › Properties › enabledFeatureFlags", "REVOKE_TOKEN")
	stageOff(d, "REVOKE_TOKEN")
	d.Expect("on → off", "1 staged", "REVOKE_TOKEN: staged off. ctrl+s reviews.")
	d.Keys("ctrl+s")
	d.Expect("Review", "- revoke_token", "/revoke answers 403", "discovery-lag")
	d.Keys("end")
	d.Expect("Request", "PATCH /jans-auth-server/config", `"path":"/featureFlags"`)
	d.Keys("enter")
	d.Expect("Applied and verified: featureFlags", "22 of 26 features are on")
	d.Refuse("staged")
	if strings.Contains(world.Value("featureFlags"), `"revoke_token"`) {
		t.Errorf("the server holds %s", world.Value("featureFlags"))
	}
	for _, kept := range []string{`"revoke_session"`, `"global_token_revocation"`} {
		if !strings.Contains(world.Value("featureFlags"), kept) {
			t.Errorf("%s was lost: %s", kept, world.Value("featureFlags"))
		}
	}
	log, err := world.Journal.Read()
	if err != nil || len(log.Entries) != 1 || log.Entries[0].State() != "verified" {
		t.Errorf("journal %+v, %v", log, err)
	}
}

func TestAnEmptyListIsPlainlyEverything(t *testing.T) {
	world := tuitest.NewWorld(t, sandbox.Options{})
	world.Change("featureFlags", "[]")
	d := open(t, world.Session, 80, 24)
	toFlags(d)
	d.Expect("Every feature is on, because the list names no known flag.")
	stageOff(d, "REVOKE_TOKEN")
	d.Expect("25 of 26 features are on.")
	d.Keys("ctrl+s", "end")
	d.Expect("a flag that a newer server brings will be off")
}

func TestTheFilterLooksAtNameValueAndHelp(t *testing.T) {
	_, d := start(t)
	d.Keys("enter", "enter", "/")
	for filter, found := range map[string]string{"enabledFeatureFlags": "featureFlags", "SAMEORIGIN": "xframeOptionsHeaderValue", "brute force": "authenticationProtectionConfiguration"} {
		d.Type(filter)
		d.Expect(found)
		d.Keys("ctrl+u")
	}
	d.Type("nosuchthing")
	d.Expect("No property has that", "0 of 329")
	d.Keys("esc")
	d.Expect("329 of 329")
}

func TestToggleDiscardAndReset(t *testing.T) {
	world, d := start(t)
	d.Keys("enter", "enter", "/")
	d.Type("requirePkce")
	d.Keys("enter", "space")
	d.Expect("requirePkce: staged true", "1 staged")
	d.Keys("backspace")
	d.Expect("the staged edit is discarded")
	d.Refuse("1 staged")
	d.Keys("D")
	d.Expect("has that value already")
	d.Keys("Y")
	if len(world.Copied) != 1 || world.Copied[0] != "jansadm property set requirePkce=false" {
		t.Errorf("copied %q", world.Copied)
	}
}

func TestDangerAsksForAWord(t *testing.T) {
	world, d := start(t)
	toFlags(d)
	stageOff(d, "USERINFO")
	d.Keys("ctrl+s", "enter")
	d.Expect("This is dangerous")
	d.Type("yes")
	d.Keys("enter")
	d.Expect("This is dangerous")
	d.Keys("ctrl+u")
	d.Type("featureFlags")
	d.Keys("enter")
	d.Expect("Applied and verified")
	if strings.Contains(world.Value("featureFlags"), `"userinfo"`) {
		t.Errorf("the server holds %s", world.Value("featureFlags"))
	}
}

func TestConflictShowsThreeVersionsAndKeepsMine(t *testing.T) {
	for choice, outcome := range map[string]struct{ says, held string }{
		"o": {says: "TRACE → INFO", held: `"INFO"`},
		"t": {says: "nothing is staged any more", held: `"TRACE"`},
	} {
		world := tuitest.NewWorld(t, sandbox.Options{})
		world.Change("loggingLevel", "DEBUG")
		d := open(t, world.Session, 80, 24)
		d.Keys("enter", "enter", "/")
		d.Type("loggingLevel")
		d.Keys("enter", "D")
		d.Expect("loggingLevel: staged")
		world.Change("loggingLevel", "TRACE")
		d.Keys("ctrl+s")
		d.Expect("Somebody else changed what you edited", "you saw DEBUG", "you want INFO", "it is now TRACE")
		d.Keys("enter")
		d.Expect("Apply is not possible: somebody else changed a value meanwhile")
		d.Keys(choice)
		d.Refuse("Somebody else changed")
		d.Expect(outcome.says)
		if choice == "o" {
			d.Keys("enter")
			d.Expect("Applied and verified: loggingLevel")
		}
		if held := world.Value("loggingLevel"); held != outcome.held {
			t.Errorf("after %s the server holds %s", choice, held)
		}
	}
}

func TestQuittingAsksOnlyWhenSomethingIsStaged(t *testing.T) {
	_, d := start(t)
	d.Keys("q")
	if !d.Quit {
		t.Error("nothing was staged, and q did not quit")
	}
	_, d = start(t)
	toFlags(d)
	stageOff(d, "REVOKE_TOKEN")
	d.Keys("q")
	d.Expect("Quit?", "One staged edit has not been applied.")
	d.Keys("esc")
	if d.Quit {
		t.Error("esc at the question quit")
	}
	d.Keys("ctrl+c", "ctrl+c")
	if !d.Quit {
		t.Error("ctrl+c twice did not quit")
	}
}

func TestTooSmallAndBack(t *testing.T) {
	_, d := start(t)
	for _, size := range [][2]int{{20, 5}, {10, 2}, {1, 1}, {59, 24}, {80, 13}} {
		d.Resize(size[0], size[1])
		d.CheckSize(size[0], size[1])
	}
	d.Resize(20, 5)
	d.Expect("Too small", "q quits")
	d.Resize(80, 24)
	d.Expect("Auth Server")
	d.Resize(20, 5)
	d.Keys("q")
	if !d.Quit {
		t.Error("q does not quit the page that says it is too small")
	}
}

func TestEveryPageFillsTheWindowExactly(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {140, 45}, {60, 14}, {120, 40}, {200, 15}} {
		world := tuitest.NewWorld(t, sandbox.Options{})
		d := open(t, world.Session, size[0], size[1])
		check := func(keys ...string) {
			d.Keys(keys...)
			d.CheckSize(size[0], size[1])
		}
		check()
		check("enter")
		check("enter")
		check("end")
		check("?")
		check("esc", ":")
		check("esc", "esc", "down", "enter")
		check("space")
		check("ctrl+s")
		check("end")
		check("esc", "q")
	}
}

func TestKeysThatArriveTogether(t *testing.T) {
	_, d := start(t)
	d.Keys("enter", "enter")
	first := cursorLine(d)
	d.Send(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("jjj")})
	third := cursorLine(d)
	d.Keys("up", "up", "up")
	if third == first || cursorLine(d) != first {
		t.Errorf("three moves led from %q to %q, and back to %q", first, third, cursorLine(d))
	}
}

// Over a slow line the bytes of an arrow key come in two pieces: that is not esc, which would leave the page.
func TestAnArrowInTwoPieces(t *testing.T) {
	world := tuitest.NewWorld(t, sandbox.Options{})
	world.Session.Registry = tui.Registry()
	app := tui.New(world.Session, "home")
	d := tuitest.Drive(t, app, 80, 24)
	d.Keys("enter", "enter")
	first := cursorLine(d)
	_, held := app.Update(tuitest.Key("esc"))
	if held == nil {
		t.Fatal("esc was not held back")
	}
	d.Send(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("[B")})
	d.Send(held())
	d.Expect("329 of 329")
	if cursorLine(d) == first {
		t.Errorf("the cursor is still on %q", first)
	}
	d.Keys("esc")
	d.Refuse("329 of 329")
}

func TestReadOnlySessionsOnlyLook(t *testing.T) {
	world := tuitest.NewWorld(t, sandbox.Options{})
	d := open(t, world.NewSession(true), 80, 24)
	toFlags(d)
	d.Expect("read-only")
	stageOff(d, "REVOKE_TOKEN")
	d.Expect("Toggle is not possible: read-only; start without --read-only")
	d.Refuse("staged")
}

// Whoever is kept from writing by a profile is told which one, and where that is changed.
func TestAReadOnlyProfileIsNamed(t *testing.T) {
	g := newPortal(t, prod)
	s := settle(t, g, "prod", 80, 24)
	s.find("accessTokenLifetime")
	s.Keys("N")
	s.Expect("the profile prod is read-only (e in Profiles)")
	s.Refuse("--read-only", "staged")
}

func TestThePaletteFindsFlagsAndProperties(t *testing.T) {
	_, d := start(t)
	d.Keys(":")
	d.Type("REVOKE_TOKEN")
	d.Expect("feature flag: Token revocation")
	d.Keys("enter")
	d.Expect("enabledFeatureFlags (featureFlags)", "REVOKE_TOKEN")
	if !strings.Contains(cursorLine(d), "REVOKE_TOKEN") {
		t.Errorf("the cursor is on %q", cursorLine(d))
	}
}

// Keys that are typed faster than pages open go to the page that they were meant for.
func TestTypingAhead(t *testing.T) {
	world := tuitest.NewWorld(t, sandbox.Options{})
	world.Session.Registry = tui.Registry()
	app := tui.New(world.Session, "home")
	app.Update(tea.WindowSizeMsg{Width: 80, Height: 24})
	for range 2 { // no command is run in between
		app.Update(tuitest.Key("enter"))
	}
	if crumbs := strings.Split(app.View(), "\n")[1]; !strings.Contains(crumbs, "Home › Auth Server › Properties") {
		t.Errorf("two keys led to %q", crumbs)
	}
}

func TestOneStagedFlagIsDiscardedAlone(t *testing.T) {
	_, d := start(t)
	toFlags(d)
	stageOff(d, "USERINFO")
	stageOff(d, "REVOKE_TOKEN")
	d.Keys("backspace")
	d.Expect("REVOKE_TOKEN: what was staged is discarded", "1 staged")
	d.Keys("ctrl+s")
	d.Expect("- userinfo")
	d.Refuse("- revoke_token")
	d.Keys("esc", "down")
	d.Keys("backspace")
	d.Expect("nothing is staged for this flag", "1 staged")
}

func TestTheFilterOfFlags(t *testing.T) {
	_, d := start(t)
	toFlags(d)
	d.Keys("/")
	d.Type("revoc")
	d.Expect("REVOKE_TOKEN", "GLOBAL_TOKEN_REVOCATION")
	d.Refuse("USERINFO")
	d.Keys("enter", "space")
	d.Expect("1 staged")
	d.Keys("esc", "home")
	d.Expect("USERINFO")
}

func TestThePaletteShowsTheWay(t *testing.T) {
	_, d := start(t)
	d.Keys("enter", "enter", ":")
	d.Type("accessTokenLifetime")
	d.Keys("enter")
	d.Expect("Home › Auth Server › Properties")
	d.Refuse("Properties › Properties")
	if !strings.Contains(cursorLine(d), "accessTokenLifetime") {
		t.Errorf("the cursor is on %q", cursorLine(d))
	}
	d.Keys("esc", "esc")
	d.Expect("Press : and type a few letters")
}

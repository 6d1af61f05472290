package property

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/schema"
	"github.com/jansadm/jansadm/tui/core"
)

func TestStageAndGoBack(t *testing.T) {
	s := newStand(t, "accessTokenLifetime").shows("Now: 300 s (5 min)", "This is what a new installation has", "token endpoint answers 500")
	s.keys("ctrl+u").write("10m").nothingStaged().keys("enter").staged("accessTokenLifetime", "600").saidLast("accessTokenLifetime: staged 600 s (10 min)")
	if s.popped != 1 {
		t.Errorf("gone back %d times", s.popped)
	}
	s.shows("Staged: 300 s (5 min) → 600 s (10 min)").keys("ctrl+x").nothingStaged().hides("Staged").shows("› 300").saidLast("discarded")
	s.keys("ctrl+x").saidLast("nothing is staged here")
}

func TestTypedTextIsUnsaved(t *testing.T) {
	s := newStand(t, "accessTokenLifetime")
	if s.screen.Unsaved() != "" || !s.screen.Typing() {
		t.Errorf("unsaved %q, typing %v", s.screen.Unsaved(), s.screen.Typing())
	}
	if s.write("0"); !strings.Contains(s.screen.Unsaved(), "accessTokenLifetime") {
		t.Errorf("unsaved %q", s.screen.Unsaved())
	}
	if s.keys("ctrl+s"); s.screen.Unsaved() != "" {
		t.Errorf("unsaved %q", s.screen.Unsaved())
	}
	s.staged("accessTokenLifetime", "3000")
}

// What leads back to the server's value takes the staged edit back.
func TestBackToTheServersValue(t *testing.T) {
	s := newStand(t, "errorReasonEnabled").keys(" ").staged("errorReasonEnabled", "true").keys(" ").nothingStaged()
	if s.popped != 0 {
		t.Error("toggling went back")
	}
	s = newStand(t, "responseModesSupported", holding("responseModesSupported", `["query",null]`)).keys("down", "down", " ")
	s.nothingStaged().shows("Not staged yet").keys("u").nothingStaged().hides("Not staged yet")
	if s.screen.Unsaved() != "" {
		t.Errorf("unsaved %q", s.screen.Unsaved())
	}
}

func TestUnsetAndReset(t *testing.T) {
	s := newStand(t, "accessTokenLifetime", holding("accessTokenLifetime", "900")).shows("A new installation has: 300 s (5 min)")
	s.keys("ctrl+n").staged("accessTokenLifetime", "0").saidLast("token endpoint answers 500").shows("Staged: unset; the server will hold 0 s")
	if edit, _ := s.session.Draft.Get(change.PropertyTarget("accessTokenLifetime")); edit.Kind != change.Unset {
		t.Errorf("staged as %s", edit.Kind)
	}
	s.keys("ctrl+d").staged("accessTokenLifetime", "300").saidLast("what a new installation has: 300 s (5 min)").shows("› 300")
	newStand(t, "accessTokenLifetime").keys("ctrl+d").nothingStaged().saidLast("has that value already")
	newStand(t, "keyStoreSecret").keys("ctrl+d").nothingStaged().saidLast("Each new installation makes its own value")
	newStand(t, "acrMappings", holding("acrMappings", `{"a":"b"}`)).keys("ctrl+n").shows("Staged: unset", "There are no entries")
}

// After unsetting nothing is typed: the field is empty and says what the server uses, and enter leaves it at that.
func TestEnterKeepsTheUnset(t *testing.T) {
	s := newStand(t, "accessTokenLifetime").keys("ctrl+n").shows("unset: the server uses 0 s").hides("out of range", "› 0")
	s.run(s.screen.Resume())
	s.hides("changed elsewhere").keys("enter").saidLast("accessTokenLifetime: staged unset; the server will hold 0 s. ctrl+s reviews.")
	edit, _ := s.session.Draft.Get(change.PropertyTarget("accessTokenLifetime"))
	if edit.Kind != change.Unset || s.popped != 1 || s.screen.Unsaved() != "" {
		t.Errorf("staged as %s, gone back %d times, unsaved %q", edit.Kind, s.popped, s.screen.Unsaved())
	}
	s.write("7").hides("the server uses").keys("enter").staged("accessTokenLifetime", "7").keys("ctrl+u").hides("the server uses")
}

// What the card cuts is whole in the help, and the card says so; where text has the focus ? would be typed.
func TestHelpShowsWhatIsCut(t *testing.T) {
	long := "https://" + strings.Repeat("long.", 300) + "example.org/end"
	s := newStand(t, "tokenRevocationEndpoint", holding("tokenRevocationEndpoint", `"`+long+`"`)).shows("… F1 shows all")
	if help := s.screen.HelpText(); !strings.Contains(help, "Now: "+long) {
		t.Errorf("the value is cut in\n%s", help)
	}
	var members []string
	for n := range 300 {
		members = append(members, fmt.Sprintf("host%d.example.org", n))
	}
	s = newStand(t, "externalUriWhiteList", holding("externalUriWhiteList", `["`+strings.Join(members, `","`)+`"]`)).shows("… ? shows all")
	if help := s.screen.HelpText(); !strings.Contains(help, "host299.example.org") {
		t.Errorf("the list is cut in\n%s", help)
	}
	s = newStand(t, "dcrSsaValidationConfigs", holding("dcrSsaValidationConfigs", `[{"id":"`+strings.Repeat("x", 3000)+`","sharedSecret":"hunter2"}]`))
	if help := s.screen.HelpText(); !strings.Contains(help, strings.Repeat("x", 3000)) || strings.Contains(help, "hunter2") {
		t.Errorf("the value is cut or tells its secret in\n%s", help)
	}
	newStand(t, "accessTokenLifetime").hides("shows all")
}

func TestInside(t *testing.T) {
	s := newStand(t, "corsConfigurationFilters")
	if _, ok := core.Find(s.screen.Actions(), "esc"); ok {
		t.Error("esc is claimed at the top")
	}
	s.keys("enter", "down", "down", "enter").write("x")
	if got := s.screen.Title(); got != "corsConfigurationFilters › #1 › corsAllowedOrigins" {
		t.Errorf("title %q", got)
	}
	s.keys("esc")
	if len(s.asked) != 1 || !strings.Contains(s.asked[0].Lines[0], "corsAllowedOrigins") {
		t.Fatalf("asked %v", s.asked)
	}
	s.run(s.asked[0].Done(false, ""))
	s.shows("*x")
	s.run(s.asked[0].Done(true, ""))
	s.hides("*x").nothingStaged().keys(" ").saidLast("only true and false").keys("up", " ").shows("Staged: #1 corsEnabled: true → false")
	s.keys("esc")
	if s.screen.Title() != "corsConfigurationFilters" || s.screen.Unsaved() != "" || len(s.asked) != 1 || s.popped != 0 {
		t.Errorf("title %q, unsaved %q, asked %d, popped %d", s.screen.Title(), s.screen.Unsaved(), len(s.asked), s.popped)
	}
	edit, _ := s.session.Draft.Get(change.PropertyTarget("corsConfigurationFilters"))
	before, after := string(s.server.doc["corsConfigurationFilters"]), string(edit.Value)
	if strings.Replace(before, `"corsEnabled":true`, `"corsEnabled":false`, 1) != after {
		t.Errorf("more than one member changed:\n%s\n%s", before, after)
	}
}

// In a list to choose from esc first empties the filter, and then goes back.
func TestEscOfAChoice(t *testing.T) {
	s := newStand(t, "keySelectionStrategy").write("new").keys("esc").shows("FIRST").write("x").keys("backspace")
	if _, ok := core.Find(s.screen.Actions(), "esc"); ok || s.popped != 0 {
		t.Errorf("esc is claimed without a filter, or went back %d times", s.popped)
	}
}

func TestReadsWhatNobodyHasRead(t *testing.T) {
	s := newStand(t, "accessTokenLifetime", unread)
	s.shows("300")
	if s.server.reads != 2 {
		t.Errorf("%d requests", s.server.reads)
	}
	s = newStand(t, "accessTokenLifetime", unread, func(s *stand) { s.server.err = errors.New("no route to \x1b[2Jhost") })
	s.shows("The configuration could not be read", "no route to", "r tries again")
	s.server.err = nil
	s.keys("r").shows("Now: 300 s")
}

func TestLoadingState(t *testing.T) {
	s := newStand(t, "accessTokenLifetime", unread, func(s *stand) { s.server.err = errors.New("x") })
	s.screen.failure = nil
	s.shows("Reading the configuration").keys("x", "enter", "y", "ctrl+d", "ctrl+n", "ctrl+x").nothingStaged()
	if s.screen.Title() != "accessTokenLifetime" || s.screen.HelpText() != "" {
		t.Errorf("title %q, help %q", s.screen.Title(), s.screen.HelpText())
	}
}

// A property that only the server knew may be gone after a reload; what was typed comes back with it.
func TestPropertyVanishes(t *testing.T) {
	s := newStand(t, "newThing", holding("newThing", `"a"`)).shows("does not know the property").write("b")
	delete(s.server.doc, "newThing")
	s.run(action(t, s, "reload").Run())
	s.check()
	s.shows("The server does not have a property newThing").keys("x", "enter", "ctrl+n", "E", "y").nothingStaged()
	if s.screen.Typing() || s.screen.Unsaved() == "" {
		t.Errorf("typing %v, unsaved %q", s.screen.Typing(), s.screen.Unsaved())
	}
	s.server.doc["newThing"] = json.RawMessage(`"a"`)
	s.keys("r").shows("› ab").keys("enter").staged("newThing", `"ab"`)
	delete(s.server.doc, "newThing")
	s.run(action(t, s, "reload").Run())
	s.keys("ctrl+x").nothingStaged()
	newStand(t, "accessTokenLifetim").shows("does not have a property accessTokenLifetim", "accessTokenLifetime")
}

// A value that changed elsewhere is shown, unless that would throw away what is typed.
func TestChangedElsewhere(t *testing.T) {
	s := newStand(t, "accessTokenLifetime")
	s.server.doc["accessTokenLifetime"] = json.RawMessage("900")
	s.read()
	s.run(s.screen.Update(core.Applied{}))
	s.shows("Now: 900 s", "› 900").write("1")
	s.server.doc["accessTokenLifetime"] = json.RawMessage("1000")
	s.read()
	s.run(s.screen.Resume())
	s.shows("Now: 1000 s", "› 9001", "was changed elsewhere").keys("enter").staged("accessTokenLifetime", "9001")
}

// Coming back to the page finds it as it was left.
func TestResumeKeepsThePlace(t *testing.T) {
	s := newStand(t, "corsConfigurationFilters").keys("enter", "down")
	s.run(s.screen.Resume())
	if s.screen.Title() != "corsConfigurationFilters › #1" {
		t.Errorf("at %s", s.screen.Title())
	}
	s.shows("› corsEnabled")
}

func TestReadOnlySession(t *testing.T) {
	s := newStand(t, "accessTokenLifetime", readOnly).shows("300 s (5 min)", "read-only; start without --read-only")
	s.keys("ctrl+n").saidLast("read-only").keys("ctrl+d", "ctrl+x", "x", "E").nothingStaged()
	newStand(t, "corsConfigurationFilters", readOnly).keys("enter").shows("corsEnabled true").keys(" ", "d").saidLast("read-only").nothingStaged()
}

func TestFixedProperty(t *testing.T) {
	s := newStand(t, "fapi").shows("It cannot be set", "fapiCompatibility", "Now:").keys(" ", "enter", "ctrl+n").saidLast("fapiCompatibility").nothingStaged()
	if s.screen.Title() != "fapi" || s.screen.Typing() || s.screen.Unsaved() != "" {
		t.Errorf("title %q", s.screen.Title())
	}
}

func TestCopy(t *testing.T) {
	s := newStand(t, "grantTypesSupported", holding("grantTypesSupported", `["implicit","none"]`))
	if s.keys("y"); s.copied != "implicit, none" {
		t.Errorf("copied %q", s.copied)
	}
	if s.keys("Y"); s.copied != "jansadm property set 'grantTypesSupported=implicit, none'" {
		t.Errorf("copied %q", s.copied)
	}
	if s.keys("ctrl+n", "Y"); s.copied != "jansadm property unset grantTypesSupported" {
		t.Errorf("copied %q", s.copied)
	}
	s = newStand(t, "accessTokenLifetime").keys("ctrl+n") // the server will hold 0, which cannot be set
	if s.run(action(t, s, "copy.command").Run()); s.copied != "jansadm property unset accessTokenLifetime" {
		t.Errorf("copied %q", s.copied)
	}
	s = newStand(t, "keyStoreSecret", holding("keyStoreSecret", `"hunter2"`)).hides("hunter2")
	if action(t, s, "copy.value").Disabled == "" {
		t.Error("a secret can be put on the clipboard")
	}
	s.run(action(t, s, "copy.command").Run())
	if strings.Contains(s.copied+s.screen.HelpText(), "hunter2") {
		t.Errorf("copied %q", s.copied)
	}
	s.write("X").keys("enter").hides("hunter2")
	if strings.Contains(strings.Join(s.said, ""), "hunter2") {
		t.Errorf("said %q", s.said)
	}
}

func TestEditedOutside(t *testing.T) {
	s := newStand(t, "acrMappings").keys("E")
	if s.file != "\n" {
		t.Errorf("the file holds %q", s.file)
	}
	s.run(s.screen.Update(core.Edited{Text: `{"a": "b"}`}))
	s.staged("acrMappings", `{"a":"b"}`).shows("Staged: nothing → a=b")
	s.run(s.screen.Update(core.Edited{Text: `{"a":`}))
	s.check()
	s.shows("not JSON")
	if s.screen.Unsaved() == "" {
		t.Error("what came back counts as staged")
	}
}

// To the server an issuer without anything in it is no issuer; that is said rather than passed over.
func TestNothingToStageIsSaid(t *testing.T) {
	s := newStand(t, "lockMessageConfig", holding("lockMessageConfig", `{}`)).keys("down", "enter").write("x").keys("enter").staged("lockMessageConfig", `{"tokenMessagesChannel":"x"}`)
	s.keys("enter", "backspace", "enter").nothingStaged().shows("Nothing is staged: to the server this is the same")
}

func TestHelp(t *testing.T) {
	help := newStand(t, "tokenRevocationEndpoint").screen.HelpText()
	for _, want := range []string{"tokenRevocationEndpoint", "revocation_endpoint", "https://docs.jans.io/", "Now: " + issuer, "Unset, it is empty", "ctrl+s"} {
		if !strings.Contains(help, want) {
			t.Errorf("%q is missing in\n%s", want, help)
		}
	}
}

// Any property opens at any size, at the top and inside.
func TestEveryPropertyAtEverySize(t *testing.T) {
	s := newStand(t, "issuer")
	for _, p := range schema.Catalogue() {
		s.screen = newScreen(s.session, p.Name)
		s.run(s.screen.Init())
		for _, size := range [][2]int{{80, 20}, {120, 36}, {60, 11}, {200, 60}, {60, 3}, {12, 4}} {
			s.size(size[0], size[1])
		}
		if s.size(80, 20).screen.editable() && !s.screen.Typing() {
			s.keys("enter")
		}
	}
	s.nothingStaged()
}

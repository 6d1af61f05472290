package entries_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/exp/golden"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/kittest"
)

type frame struct {
	name     string
	readOnly bool
	prepare  func(*stand) // by somebody else, before the console is started
	walk     func(*stand)
}

func shows(resource change.Resource, name string) func(*stand) {
	return func(s *stand) { s.open(resource, name) }
}

func opens(id, arg string) func(*stand) {
	return func(s *stand) { s.Send(core.Open{ID: id, Arg: arg}) }
}

func keys(names ...string) func(*stand) { return func(s *stand) { s.Keys(names...) } }
func types(content string) func(*stand) { return func(s *stand) { s.Type(content) } }
func field(title string) func(*stand)   { return func(s *stand) { s.to(title) } }
func answers(text string) func(*stand) {
	return func(s *stand) { s.answer = func(string) string { return text } }
}
func steps(ways ...func(*stand)) func(*stand) {
	return func(s *stand) {
		for _, way := range ways {
			way(s)
		}
	}
}

// holding lets somebody else give a field of an entry a value.
func holding(resource change.Resource, name, path, value string) func(*stand) {
	return func(s *stand) {
		other := s.world.NewSession(false)
		if err := s.find(resource, name).Set(other.Draft, path, json.RawMessage(value)); err != nil {
			s.t.Fatal(err)
		}
		s.apply(other)
	}
}

var dangling = func(s *stand) {
	dns, _ := document.Strings(s.find(change.Scope, "email").Get("/claims"))
	holding(change.Scope, "email", "/claims", quote(append(dns, "inum=GONE,ou=attributes,o=jans")...))(s)
}

var frames = []frame{
	{name: "scope", walk: shows(change.Scope, "profile")},
	{name: "scope grouped", walk: steps(shows(change.Scope, "address"), field("Group claims"))},
	{name: "scope staged", walk: steps(shows(change.Scope, "email"), field("Default scope"), keys("space", "down"))},
	{name: "scope dangling", prepare: dangling, walk: steps(shows(change.Scope, "email"), field("Claims"))},
	{name: "scope read-only", readOnly: true, walk: shows(change.Scope, "email")},
	{name: "scope missing", walk: opens("auth.scope", "no-such-inum")},
	{name: "scope Chinese", prepare: steps(holding(change.Scope, "email", "/displayName", `"电子邮件地址和验证状态"`), holding(change.Scope, "email", "/description", `"查看您的电子邮件地址"`)),
		walk: steps(shows(change.Scope, "email"), field("Display name"))},
	{name: "scope hostile", prepare: holding(change.Scope, "email", "/description", `"a\u001b[2J\u202eb\nc"`), walk: steps(shows(change.Scope, "email"), field("Description"))},
	{name: "scope dynamic", walk: steps(opens("auth.scope.add", ""), types("dynamic"), keys("enter"), types("work_info"), keys("enter"), types("work"), keys("space", "enter"))},
	{name: "scope in vain", walk: steps(opens("auth.scope.add", ""), types("dynamic"), keys("enter"), types("mistaken"), keys("enter", "esc", "a"), types("given_name"), keys("space", "enter"))},
	{name: "scope edit text", walk: steps(shows(change.Scope, "email"), field("Display name"), keys("enter"))},
	{name: "scope edit type", walk: steps(shows(change.Scope, "email"), field("Scope Type"), keys("enter"))},
	{name: "scope edit look", walk: steps(shows(change.Scope, "email"), field("Inum"), keys("enter"))},
	{name: "scope claims", walk: steps(shows(change.Scope, "email"), keys("a"))},
	{name: "scope claims typed", walk: steps(shows(change.Scope, "email"), keys("a"), types("phone"), keys("space"))},
	{name: "scope claims dangling", prepare: dangling, walk: steps(shows(change.Scope, "email"), keys("a"))},
	{name: "scope scripts", walk: steps(opens("auth.scope.add", ""), types("dynamic"), keys("enter"), types("work_info"), keys("enter"))},
	{name: "scope users", walk: steps(shows(change.Scope, "openid"), keys("w"))},
	{name: "scope delete", walk: steps(shows(change.Scope, "openid"), keys("d"))},
	{name: "scope deleted", walk: steps(shows(change.Scope, "openid"), keys("d", "enter"))},
	{name: "scope give", walk: steps(shows(change.Scope, "email"), keys("g"))},
	{name: "scope json refused", walk: steps(shows(change.Scope, "email"), answers(`{"id": "two words"}`), keys("E"))},
	{name: "add scope", walk: opens("auth.scope.add", "")},
	{name: "add scope search", walk: steps(opens("auth.scope.add", ""), keys("enter"))},
	{name: "add scope address", walk: steps(opens("auth.scope.add", ""), keys("enter"), types("address"))},
	{name: "add scope new", walk: steps(opens("auth.scope.add", ""), keys("enter"), types("careers"))},
	{name: "add scope id", walk: steps(opens("auth.scope.add", ""), types("oauth"), keys("enter"), types("two words"), keys("enter"))},
	{name: "claim", walk: shows(change.Claim, "givenName")},
	{name: "claim delete", walk: steps(shows(change.Claim, "givenName"), keys("d"))},
	{name: "claim new", walk: steps(opens("auth.claim.add", ""), types("badgeNumber"), keys("enter"))},
	{name: "add claim", walk: steps(opens("auth.claim.add", ""), types("no blanks"))},
	{name: "script", walk: shows(change.Script, "work_phone")},
	{name: "script source", walk: steps(shows(change.Script, "work_phone"), keys("v"))},
	{name: "script search", walk: steps(shows(change.Script, "work_phone"), keys("v", "/"), types("def "))},
	{name: "script settings", walk: steps(shows(change.Script, "basic"), field("Configuration properties"), keys("enter"))},
	{name: "script settings hidden", walk: steps(shows(change.Script, "work_phone"), field("Configuration properties"), keys("enter", "a"), types("api_key"), keys("enter"), types("hush"), keys("enter", "h"))},
	{name: "script refused", walk: steps(shows(change.Script, "work_phone"), answers("class DynamicScope:\n    pass\n"), field("Source"), keys("e"))},
	{name: "script error", prepare: broken, walk: steps(shows(change.Script, "work_phone"), field("Error"))},
	{name: "script trace", prepare: broken, walk: steps(shows(change.Script, "work_phone"), field("Error"), keys("enter"))},
	{name: "add script", walk: opens("auth.script.add", "")},
	{name: "add script name", walk: steps(opens("auth.script.add", ""), types("dynamic"), keys("enter"), types("x"), keys("enter"))},
	{name: "script new", walk: steps(opens("auth.script.add", ""), types("dynamic"), keys("enter"), types("employment"), keys("enter"))},
	{name: "client", walk: func(s *stand) { s.open(change.Client, s.clientName()) }},
	{name: "client lifetimes", walk: steps(shows(change.Client, "Jans TUI Client"), keys("l", "e", "ctrl+u"), types("90m"), keys("enter", "down"))},
	{name: "client lifetime refused", walk: steps(shows(change.Client, "Jans TUI Client"), keys("l", "e", "ctrl+u"), types("-5"), keys("enter"))},
	{name: "client grants", walk: steps(shows(change.Client, "Sample application"), keys("g", "e"))},
	{name: "client method", walk: steps(shows(change.Client, "Sample application"), field("Authentication at the token endpoint"), keys("e"))},
	{name: "client token scripts", walk: steps(shows(change.Client, "Jans TUI Client"), field("Update token scripts"), keys("e"))},
	{name: "client disabled", prepare: holding(change.Client, "Sample application", "/disabled", "true"), walk: shows(change.Client, "Sample application")},
	{name: "client scopes", walk: func(s *stand) { s.open(change.Client, s.clientName()).Keys("a") }},
	{name: "client scopes typed", walk: func(s *stand) { s.open(change.Client, s.clientName()).Keys("a"); s.Type("stat") }},
	{name: "client staged", walk: func(s *stand) {
		s.open(change.Client, s.clientName()).Keys("a")
		s.Type("jans_stat")
		s.Keys("space", "enter")
	}},
}

// broken is a script that the server could not load.
func broken(s *stand) {
	doc := s.find(change.Script, "work_phone").Document.Clone()
	doc["scriptError"] = json.RawMessage(`{"raisedAt":"2026-07-13T10:00:00","stackTrace":"Traceback (most recent call last):\n  File \"<iostream>\", line 12\n` +
		`    print \"x\nSyntaxError: no viable alternative at input '\\u001b[31m'\n\n\tat org.python.core.ParserFacade.fixParseError(ParserFacade.java:96)\n"}`)
	raw, err := doc.MarshalJSON()
	if err == nil {
		err = s.world.Sandbox.PutScript(raw)
	}
	if err != nil {
		s.t.Fatal(err)
	}
}

// port is where the sandbox listens, which is another one each time.
var port = regexp.MustCompile(`127\.0\.0\.1:\d{5}`)

var sizes = [][2]int{{80, 24}, {120, 40}, {60, 15}}

// Every form and every list to choose from, at three sizes of the terminal.
func TestFrames(t *testing.T) {
	for _, f := range frames {
		for _, size := range sizes {
			t.Run(fmt.Sprintf("%s/%dx%d", f.name, size[0], size[1]), func(t *testing.T) {
				s := newStand(t, size[0], size[1])
				if f.prepare != nil {
					f.prepare(s)
					s = standOn(t, s.world, f.readOnly, size[0], size[1])
				} else if f.readOnly {
					s = standOn(t, s.world, true, size[0], size[1])
				}
				f.walk(s)
				kittest.RequireBlock(t, strings.Split(s.Screen(), "\n"), size[0], size[1])
				golden.RequireEqual(t, port.ReplaceAllString(s.Screen(), "127.0.0.1:00000"))
			})
		}
	}
}

// A frame that is renamed or dropped takes its files along.
func TestNoFrameIsLeftOver(t *testing.T) {
	entries, err := os.ReadDir(filepath.Join("testdata", "TestFrames"))
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		if !slices.ContainsFunc(frames, func(f frame) bool { return strings.ReplaceAll(f.name, " ", "_") == entry.Name() }) {
			t.Errorf("testdata/TestFrames/%s belongs to no frame", entry.Name())
		}
	}
}

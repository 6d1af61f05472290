package tui_test

import (
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"github.com/charmbracelet/x/exp/golden"
	"github.com/muesli/termenv"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/journal"
	"github.com/jansadm/jansadm/theme"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/kittest"
	"github.com/jansadm/jansadm/tui/tuitest"
)

// frame is one state of the console: what the server holds and says, and the way there.
type frame struct {
	name     string
	values   map[string]string // in place of the shipped ones
	readOnly bool
	history  []journal.Entry // what was recorded on this machine
	audit    []ops.AuditEvent
	walk     func(*stage)
}

func keys(names ...string) func(*stage) {
	return func(s *stage) { s.Keys(names...) }
}

// steps goes one way after the other.
func steps(ways ...func(*stage)) func(*stage) {
	return func(s *stage) {
		for _, way := range ways {
			way(s)
		}
	}
}

func types(content string) func(*stage) { return func(s *stage) { s.Type(content) } }

func at(property string) func(*stage) { return func(s *stage) { s.find(property) } }

// to goes to another property in the list.
func to(property string) func(*stage) {
	return steps(keys("/", "ctrl+u"), types(property), keys("enter", "home"))
}

// staged holds one harmless edit.
func staged(s *stage) { steps(at("accessTokenLifetime"), keys("D"))(s) }

// opening shows a screen at the moment when it has asked the server, and nothing has come back.
func opening(id, arg string) func(*stage) {
	return func(s *stage) { s.leave(core.Open{ID: id, Arg: arg}) }
}

// pressed is a key whose work has not ended.
func pressed(name string) func(*stage) {
	return func(s *stage) { s.leave(tuitest.Key(name)) }
}

func opened(id, arg string) func(*stage) {
	return func(s *stage) { s.Send(core.Open{ID: id, Arg: arg}) }
}

// meanwhile is somebody else's change.
func meanwhile(name, value string) func(*stage) {
	return func(s *stage) { s.server.set(name, value) }
}

// broken makes the server answer with an error from here on.
func broken(status int, contentType, body string) func(*stage) {
	return func(s *stage) {
		s.server.answer = func(*http.Request) (*http.Response, error) { return says(status, contentType, body), nil }
	}
}

const proxyPage = "<html><head><title>502 Bad Gateway</title></head><body><h1>Bad Gateway</h1></body></html>"

// cut loses every answer to the given method, and to the reads that follow it.
func cut(method string) func(*stage) {
	return func(s *stage) {
		lost := false
		s.server.answer = func(r *http.Request) (*http.Response, error) {
			if lost = lost || r.Method == method; lost {
				return nil, &net.OpError{Op: "read", Net: "tcp", Err: syscall.ECONNRESET}
			}
			return nil, nil
		}
	}
}

// differently makes the server store something else than it is told.
func differently(value string) func(*stage) {
	return func(s *stage) {
		s.server.store = func(string, json.RawMessage) json.RawMessage { return json.RawMessage(value) }
	}
}

var (
	pages = []frame{
		{name: "home", walk: keys()},
		{name: "auth server", walk: keys("enter")},
		{name: "properties list", walk: keys("enter", "enter")},
		{name: "properties loading", walk: opening("auth.properties", "")},
		{name: "properties error", walk: steps(broken(502, "text/html", proxyPage), opened("auth.properties", ""))},
		{name: "properties no permission", walk: steps(broken(403, "application/json", `{"code":"403","message":"no"}`), opened("auth.properties", ""))},
		{name: "properties filter typed", walk: steps(keys("enter", "enter", "/"), types("enabledFeatureFlags"))},
		{name: "properties filtered", walk: steps(keys("enter", "enter", "/"), types("revocation"), keys("enter", "down"))},
		{name: "properties none found", walk: steps(keys("enter", "enter", "/"), types("nosuchthing"))},
		{name: "properties staged", walk: steps(at("requirePkce"), keys("space", "up", "up", "N", "down"))},
		{name: "properties fixed", walk: at("fapi")},
		{name: "properties changed ones", walk: steps(at("accessTokenLifetime"), keys("c"))},
		{name: "properties none changed", values: map[string]string{"accessTokenLifetime": "300", "newerServersOwn": "null"}, walk: steps(at("issuer"), keys("c"))},
		{name: "properties unknown", walk: steps(at("newerServersOwn"), keys("end"))},
		{name: "properties read-only", readOnly: true, walk: steps(at("requirePkce"), keys("space"))},
		{name: "properties reload failed", walk: steps(at("issuer"), broken(500, "text/plain", "Failed to find configuration"), keys("r"))},
		{name: "flags normal", walk: opened("auth.flags", "revoke_token")},
		{name: "flags loading", walk: opening("auth.flags", "")},
		{name: "flags error", walk: steps(broken(401, "application/json", "Token is Invalid."), opened("auth.flags", ""))},
		{name: "flags all on", values: map[string]string{"featureFlags": `[]`}, walk: opened("auth.flags", "")},
		{name: "flags unknown strings", values: map[string]string{"featureFlags": `["userinfo","Revoke_Token","legacy_flag"]`}, walk: steps(opened("auth.flags", ""), keys("end"))},
		{name: "flags staged", walk: steps(opened("auth.flags", "revoke_token"), keys("space"))},
		{name: "property loading", walk: opening("auth.property", "issuer")},
		{name: "property error", walk: steps(broken(502, "text/html", proxyPage), opened("auth.property", "issuer"))},
		{name: "property missing", walk: opened("auth.property", "noSuchProperty")},
		{name: "property fixed", walk: opened("auth.property", "fapi")},
	}
	reviews = []frame{
		{name: "checking", walk: steps(staged, opening("plan", ""))},
		{name: "error", walk: steps(staged, broken(502, "text/html", proxyPage), keys("ctrl+s"))},
		{name: "nothing", walk: steps(staged, meanwhile("accessTokenLifetime", "300"), keys("ctrl+s"))},
		{name: "change", walk: steps(staged, keys("ctrl+s"))},
		{name: "request", walk: steps(staged, keys("ctrl+s", "end"))},
		{name: "several", walk: steps(staged, to("requirePkce"), keys("space"), to("tokenRevocationEndpoint"), keys("N", "ctrl+s"))},
		{name: "danger", walk: steps(opened("auth.flags", "userinfo"), keys("space", "ctrl+s"))},
		{name: "blocked", walk: steps(at("introspectionEndpoint"), keys("N", "ctrl+s"))},
		{name: "conflict", walk: steps(staged, meanwhile("accessTokenLifetime", "900"), keys("ctrl+s"))},
		{name: "conflict of lists", values: map[string]string{"featureFlags": `["health_check","userinfo"]`},
			walk: steps(opened("auth.flags", "stat"), keys("space"), meanwhile("featureFlags", `["health_check","userinfo","par"]`), keys("ctrl+s"))},
		{name: "conflicts", walk: steps(staged, to("requirePkce"), keys("space"), to("tokenRevocationEndpoint"), keys("N"),
			meanwhile("accessTokenLifetime", "900"), meanwhile("tokenRevocationEndpoint", `"https://other.example.org/revoke"`), keys("ctrl+s", "tab"))},
		{name: "reason", walk: steps(staged, keys("ctrl+s", "m"), types("ticket 4711"))},
		{name: "applying", walk: steps(staged, keys("ctrl+s"), pressed("enter"))},
		{name: "applied", walk: steps(staged, keys("ctrl+s", "enter"))},
		{name: "unverified", walk: steps(staged, differently("301"), keys("ctrl+s", "enter"))},
		{name: "unknown", walk: steps(staged, keys("ctrl+s"), cut(http.MethodPatch), keys("enter"))},
		{name: "overtaken", walk: steps(staged, keys("ctrl+s"), meanwhile("accessTokenLifetime", "900"), keys("enter"))},
		{name: "others", walk: steps(staged, keys("ctrl+s"), otherChange, keys("enter"))},
		{name: "offers", walk: steps(create(change.Scope, plainDynamic), keys("ctrl+s"))},
		{name: "deletions", walk: deleting},
		{name: "deleted", walk: steps(deleting, keys("enter"))},
		{name: "partly applied", walk: steps(deleting, failsAt(http.MethodDelete, 2), keys("enter"))},
		{name: "gone", walk: steps(opened("auth.scripts", ""), keys("space"), without(scriptsPath), keys("ctrl+s"))},
		{name: "not applied", walk: steps(staged, keys("ctrl+s"), broken(403, "application/json", `{"code":"403","message":"no"}`), keys("enter"))},
	}
	overlays = []frame{
		{name: "quit", walk: steps(staged, keys("q"))},
		{name: "quit with more", walk: steps(staged, to("requirePkce"), keys("space", "q", "right"))},
		{name: "typed word", walk: steps(opened("auth.flags", "userinfo"), keys("space", "ctrl+s", "enter"), types("feat"))},
		{name: "discard all", walk: steps(staged, keys("ctrl+s", "X"))},
		{name: "palette", walk: keys(":")},
		{name: "palette filtered", walk: steps(keys(":"), types("revoke"))},
		{name: "palette none found", walk: steps(keys(":"), types("zzzz"))},
		{name: "help of home", walk: keys("?")},
		{name: "help of properties", walk: steps(at("requirePkce"), keys("?"))},
		{name: "help searched", walk: steps(at("requirePkce"), keys("?", "/"), types("staged"))},
		{name: "help of review", walk: steps(staged, keys("ctrl+s", "?"))},
	}
)

// otherChange happens between the reads of a plan and the answer to its write.
func otherChange(s *stage) {
	s.server.answer = func(r *http.Request) (*http.Response, error) {
		if r.Method == http.MethodPatch {
			s.server.set("loggingLevel", `"TRACE"`)
		}
		return nil, nil
	}
}

// show brings a frame on the stage.
func (f frame) show(t *testing.T, th *theme.Theme, width, height int) *stage {
	t.Helper()
	values := map[string]string{"accessTokenLifetime": "600", "newerServersOwn": `{"size":10,"names":["a","b"]}`}
	for name, value := range f.values {
		values[name] = value
	}
	server := newInstallation(values)
	s := raise(t, connection{
		server: issuer, network: server, theme: th, readOnly: f.readOnly, prover: noProof{}, journal: memory{}, history: past(f.history), audit: odd{f.audit},
	}.session(t), width, height)
	s.server = server
	f.walk(s)
	return s
}

func check(t *testing.T, frames []frame, th *theme.Theme, sizes ...[2]int) {
	t.Helper()
	for _, f := range frames {
		t.Run(f.name, func(t *testing.T) {
			for _, size := range sizes {
				t.Run(fmt.Sprintf("%dx%d", size[0], size[1]), func(t *testing.T) {
					view := f.show(t, th, size[0], size[1]).app.View()
					kittest.RequireBlock(t, strings.Split(view, "\n"), size[0], size[1])
					golden.RequireEqual(t, view)
				})
			}
		})
	}
}

// sizes are the smallest that is designed for, one with a detail pane, and about the smallest that works.
var sizes = [][2]int{{80, 24}, {120, 40}, {60, 15}}

func TestPages(t *testing.T) { check(t, pages, kittest.Mono(), sizes...) }

func TestReviews(t *testing.T) { check(t, reviews, kittest.Mono(), sizes...) }

func TestOverlays(t *testing.T) { check(t, overlays, kittest.Mono(), sizes...) }

func TestTooSmall(t *testing.T) {
	check(t, []frame{{name: "page", walk: keys()}}, kittest.Mono(), [2]int{20, 5}, [2]int{59, 24}, [2]int{80, 13})
}

func TestGlyphsOfASCII(t *testing.T) {
	ascii := theme.New(theme.Options{Palette: "mono", Profile: termenv.Ascii, ASCII: true})
	check(t, pick(t, "properties staged", "flags staged", "danger", "quit"), ascii, sizes[0])
}

// A frame that is renamed or dropped takes its files along.
func TestNoFrameIsLeftOver(t *testing.T) {
	for folder, frames := range map[string][]frame{"TestPages": pages, "TestReviews": reviews, "TestOverlays": overlays, "TestLists": lists, "TestEntrances": named(entrances), "TestHistories": histories} {
		entries, err := os.ReadDir(filepath.Join("testdata", folder))
		if err != nil {
			t.Fatal(err)
		}
		for _, entry := range entries {
			if !slices.ContainsFunc(frames, func(f frame) bool { return strings.ReplaceAll(f.name, " ", "_") == entry.Name() }) {
				t.Errorf("testdata/%s/%s belongs to no frame", folder, entry.Name())
			}
		}
	}
}

// What is painted how: exact colours on dark and on light ground, and the terminal's own sixteen.
func TestColours(t *testing.T) {
	for name, options := range map[string]theme.Options{
		"dark":  {Palette: "dark", Profile: termenv.TrueColor},
		"light": {Palette: "light", Profile: termenv.TrueColor},
		"16":    {Palette: "auto", Profile: termenv.ANSI},
	} {
		t.Run(name, func(t *testing.T) {
			check(t, pick(t, "properties staged", "flags unknown strings", "danger", "typed word", "properties error"), theme.New(options), sizes[0])
		})
	}
}

// Every frame without its colours is the frame of a terminal that has none, but for the caret, which then is a character.
func TestColoursChangeNoText(t *testing.T) {
	colours := theme.New(theme.Options{Palette: "dark", Profile: termenv.TrueColor})
	for _, f := range pick(t, "properties list", "properties staged", "flags staged", "danger", "conflict", "unverified", "quit", "palette filtered") {
		plain, painted := f.show(t, kittest.Mono(), 120, 40).Screen(), f.show(t, colours, 120, 40).Screen()
		if plain = strings.ReplaceAll(plain, colours.Glyphs.Caret, " "); plain != painted {
			t.Errorf("%s\n%s\nin colours is\n%s", f.name, plain, painted)
		}
	}
}

// pick finds frames by name.
func pick(t *testing.T, names ...string) []frame {
	t.Helper()
	var picked []frame
	for _, frames := range [][]frame{pages, reviews, overlays, lists} {
		for _, f := range frames {
			if slices.Contains(names, f.name) {
				picked = append(picked, f)
			}
		}
	}
	if len(picked) != len(names) {
		t.Fatalf("of the frames %q only %d exist", names, len(picked))
	}
	return picked
}

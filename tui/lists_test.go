package tui_test

import (
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"pgregory.net/rapid"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/sandbox"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/kittest"
	"github.com/jansadm/jansadm/tui/kit/text"
	"github.com/jansadm/jansadm/tui/tuitest"
)

// listIDs are the screens of lists, with the path that each asks for.
var listIDs = map[string]string{
	"auth.scopes": "/scopes?", "auth.claims": "/attributes?", "auth.scripts": "/config/scripts?", "auth.clients": "/openid/clients?",
}

// waiting keeps what is to come later until a test says that the time has passed.
type waiting struct{ msgs []tea.Msg }

func (w *waiting) on(session *core.Session) {
	session.After = func(_ time.Duration, msg tea.Msg) tea.Cmd {
		w.msgs = append(w.msgs, msg)
		return nil
	}
}

func (w *waiting) pass(d *tuitest.Driver) {
	due := w.msgs
	w.msgs = nil
	for _, msg := range due {
		d.Send(msg)
	}
}

// The bars for requests: one to open a list, none to move in it, and one for a search that is typed at speed.
func TestRequestsOfALongList(t *testing.T) {
	const many = 100_000
	world := tuitest.NewWorld(t, sandbox.Options{Seed: sandbox.Seed{Scopes: many}})
	var later waiting
	later.on(world.Session)
	d := open(t, world.Session, 120, 40)
	d.Send(core.Open{ID: "auth.scopes"})
	expectRequests(t, world, 1)
	d.Expect(fmt.Sprintf("1/%d", many+174))
	d.Keys("j", "j", "j", "k", "pgdown", "pgdown", "pgup", "down")
	expectRequests(t, world, 0)
	d.Keys("/")
	d.Type("sample_09999")
	expectRequests(t, world, 0)
	later.pass(d)
	if got := expectRequests(t, world, 1); !strings.Contains(got[0], "pattern=sample_09999") {
		t.Errorf("asked for %s", got)
	}
	d.Expect("1/10", "sample_099990", "sample_099999")
	d.Keys("enter", "down", "esc")
	expectRequests(t, world, 1)
	d.Keys("end")
	if got := expectRequests(t, world, 1); !strings.Contains(got[0], "startIndex=") {
		t.Errorf("asked for %s", got)
	}
	d.Expect(fmt.Sprintf("%[1]d/%[1]d", many+174))
	d.CheckSize(120, 40)
}

func expectRequests(t *testing.T, world *tuitest.World, n int) []string {
	t.Helper()
	requests := world.Requests()
	if len(requests) != n {
		t.Errorf("%d requests, want %d: %q", len(requests), n, requests)
	}
	return append(requests, make([]string, n)...)
}

func TestOpeningAnyListTakesOneRequest(t *testing.T) {
	world, _ := start(t)
	for id, path := range listIDs {
		session := world.NewSession(false)
		var later waiting
		later.on(session)
		d := open(t, session, 80, 24)
		world.Requests()
		d.Send(core.Open{ID: id})
		if got := expectRequests(t, world, 1); !strings.Contains(got[0], "GET "+path) {
			t.Errorf("%s asked for %s", id, got)
		}
	}
}

// Names of what a row refers to are read when the cursor comes to rest on it, once.
func TestNamesAreReadOnce(t *testing.T) {
	world, _ := start(t)
	var later waiting
	later.on(world.Session)
	d := open(t, world.Session, 120, 40)
	d.Send(core.Open{ID: "auth.scopes"})
	d.Keys("down", "down", "up") // address
	world.Requests()
	later.pass(d)
	if got := expectRequests(t, world, 1); !strings.Contains(got[0], "GET /attributes?") {
		t.Errorf("asked for %s", got)
	}
	d.Expect("street_address")
	d.Keys("down", "down", "down", "down")
	later.pass(d)
	expectRequests(t, world, 0)
}

// A slow answer to an earlier search does not overwrite that to a later one.
func TestAStaleAnswerIsDropped(t *testing.T) {
	world, _ := start(t)
	var later waiting
	later.on(world.Session)
	s := raise(t, world.Session, 80, 24)
	s.Send(core.Open{ID: "auth.claims"})
	s.Keys("/", "z")
	slow := answers(s.leave(later.msgs[0]))
	s.Keys("backspace", "b")
	later.pass(s.Driver)
	s.Expect("/ b", "birthdate")
	if len(slow) == 0 {
		t.Fatal("nothing was asked for")
	}
	for _, msg := range slow {
		s.Send(msg)
	}
	s.Expect("/ b", "birthdate")
	s.Refuse("zoneinfo")
}

// answers are what a command brings of replies, for a test that delivers them when it likes.
func answers(cmd tea.Cmd) []tea.Msg {
	if cmd == nil {
		return nil
	}
	switch msg := cmd().(type) {
	case tea.BatchMsg:
		var all []tea.Msg
		for _, inner := range msg {
			all = append(all, answers(inner)...)
		}
		return all
	case core.Reply:
		return []tea.Msg{msg}
	}
	return nil
}

// The server searches, narrows and sorts; all of it survives a reload.
func TestTheServerDoesTheWork(t *testing.T) {
	world, _ := start(t)
	d := open(t, world.Session, 120, 40)
	d.Send(core.Open{ID: "auth.scripts"})
	d.Keys("t")
	d.Type("dynamic_sc")
	d.Keys("enter", "s", "down", "down", "down", "enter", "S", "/")
	d.Type("phone")
	world.Requests()
	d.Keys("enter", "r")
	asked := expectRequests(t, world, 1)[0]
	for _, part := range []string{"/config/scripts/type/dynamic_scope?", "pattern=phone", "sortBy=jansLevel", "sortOrder=descending"} {
		if !strings.Contains(asked, part) {
			t.Errorf("%s lacks %s", asked, part)
		}
	}
	d.Expect("search: phone, type: dynamic_scope", "by level, reversed", "work_phone", "1/1")
	d.Keys("esc")
	d.Expect("/52", "by level, reversed")
	d.Send(core.Pop{})
	d.Send(core.Open{ID: "auth.claims"})
	world.Requests()
	d.Keys("t", "down", "down", "enter")
	if asked := expectRequests(t, world, 1)[0]; !strings.Contains(asked, "status=inactive") {
		t.Errorf("asked for %s", asked)
	}
}

// Several scopes are deleted in one plan, and the list shows what is left.
func TestDeleteMarkedScopes(t *testing.T) {
	world, _ := start(t)
	d := open(t, world.Session, 120, 40)
	d.Send(core.Open{ID: "auth.scopes"})
	d.Keys("/")
	d.Type("view_")
	d.Keys("enter", "down")
	d.Expect("2/")
	d.Keys("x", "down", "x", "d")
	d.Expect("2 scopes: staged their deletion", "2 staged", "delete")
	d.Refuse("marked")
	d.Keys("home", "down", "backspace")
	d.Expect("1 staged")
	d.Keys("d", "x", "d")
	d.Keys("ctrl+s")
	d.Expect("Review", "(delete)")
}

// Of a script the list does not keep the source: it is read whole before its deletion is staged, so that somebody else's change of the
// source meanwhile is noticed.
func TestAScriptIsReadWholeBeforeItIsDeleted(t *testing.T) {
	world, _ := start(t)
	d := open(t, world.Session, 120, 40)
	d.Send(core.Open{ID: "auth.scripts"})
	world.Requests()
	d.Keys("d")
	if got := expectRequests(t, world, 1); !strings.Contains(got[0], "GET /config/scripts/inum/") {
		t.Errorf("asked for %s", got)
	}
	edits := world.Session.Draft.Edits()
	if len(edits) != 1 || !strings.Contains(string(edits[0].Base), `"script":"`) {
		t.Fatalf("staged %+v", edits)
	}
	d.Keys("ctrl+s")
	d.Expect("Review", "(delete)")
	d.Refuse("Somebody else changed")
}

func TestToggleAScript(t *testing.T) {
	world, _ := start(t)
	d := open(t, world.Session, 120, 40)
	d.Send(core.Open{ID: "auth.scripts"})
	d.Keys("/")
	d.Type("work_phone")
	d.Keys("enter", "space")
	d.Expect("work_phone: staged on", "1 staged", "staged: true")
	d.Keys("space")
	d.Expect("the server has it so; nothing is staged")
	d.Refuse("1 staged")
	d.Keys("space", "ctrl+s", "enter")
	d.Expect("work_phone: no error after", "search: work_phone", "1/1")
	d.Refuse("1 staged")
	if line := cursorLine(d); !strings.Contains(line, " on ") {
		t.Errorf("the list was not read again: %s", line)
	}
}

// What the draft creates stands on top of the list, if it belongs to what is searched for.
func TestNewEntriesAreOnTop(t *testing.T) {
	world, _ := start(t)
	s := raise(t, world.Session, 120, 40)
	create(change.Scope, careers)(s)
	s.Send(core.Open{ID: "auth.scopes"})
	s.Keys("home")
	s.Expect("1/175", "careers", "new")
	s.Keys("/")
	s.Type("addr")
	s.Refuse("careers")
	s.Keys("esc", "home", "backspace")
	s.Expect("careers: what was staged is discarded", "1/174")
}

// A list that changes while one pages shows what is there now.
func TestAListThatShrinksWhilePaging(t *testing.T) {
	server := newInstallation(nil)
	server.held.numbered(scopesPath, 1000)
	s := raise(t, connection{server: issuer, network: server, theme: kittest.Mono(), journal: memory{}}.session(t), 80, 24)
	s.Send(core.Open{ID: "auth.scopes"})
	s.Keys("end")
	s.Expect("1000/1000", "scope_000999")
	for _, left := range []int{650, 199, 201, 0, 40} {
		server.held.numbered(scopesPath, left)
		s.Keys("pgup", "pgup", "home", "end", "pgup", "r", "end")
		s.CheckSize(80, 24)
		if left > 0 {
			s.Expect(fmt.Sprintf("%[1]d/%[1]d", left))
		} else {
			s.Expect("There are no scopes")
		}
	}
}

// A page that fails leaves a list that can be used, and r reads it.
func TestAPageThatFails(t *testing.T) {
	server := newInstallation(nil)
	server.held.numbered(scopesPath, 1000)
	s := raise(t, connection{server: issuer, network: server, theme: kittest.Mono(), journal: memory{}}.session(t), 80, 24)
	s.Send(core.Open{ID: "auth.scopes"})
	server.answer = func(*http.Request) (*http.Response, error) {
		return says(http.StatusBadGateway, "text/html", proxyPage), nil
	}
	s.Keys("end")
	s.Expect("Some scopes could not be read", "not loaded", "r tries again")
	s.Keys("home")
	s.Expect("scope_000000")
	server.answer = nil
	s.Keys("end", "r")
	s.Expect("scope_000999")
	s.Refuse("not loaded", "could not be read")
}

// Neither sources of scripts nor secrets stay in what is staged from a list, and none is shown.
func TestSecretsAreNotShown(t *testing.T) {
	server := newInstallation(nil)
	s := raise(t, connection{server: issuer, network: server, theme: kittest.Mono(), journal: memory{}}.session(t), 160, 50)
	s.Send(core.Open{ID: "auth.scripts"})
	s.Expect("2 lines")
	s.Refuse("hunter2")
	s.Send(core.Pop{})
	s.Send(core.Open{ID: "auth.clients"})
	s.Refuse("secret-of-theirs")
}

// All texts of entries are attacks.
func TestHostileEntries(t *testing.T) {
	for id := range listIDs {
		t.Run(id, func(t *testing.T) {
			server := newInstallation(nil)
			for path := range server.held {
				server.held[path] = hostileEntries()
			}
			p := prove(t, server, 130, 40)
			p.Send(core.Open{ID: id})
			for range len(attacks) {
				p.look()
				p.Keys("x", "space")
				p.look()
			}
			p.Keys("/")
			p.Paste(strings.Join(attacks, " "))
			p.look()
			p.Keys("enter")
			p.look()
			p.Keys("esc", "home", "d")
			p.look()
			p.Resize(70, 20)
			p.width, p.height = 70, 20
			p.look()
		})
	}
}

func hostileEntries() []document.Document {
	var docs []document.Document
	for i, attack := range attacks {
		doc := document.Document{}
		for _, member := range []string{"inum", "id", "name", "displayName", "clientName", "description", "scopeType", "scriptType", "claimName", "dataType",
			"status", "level", "revision", "script", "strange", attack} {
			doc[member] = document.Quote(attack + fmt.Sprint(i))
		}
		doc["scopes"], doc["claims"], doc["grantTypes"] = document.QuoteAll(attacks), document.QuoteAll(attacks), document.QuoteAll(attacks)
		doc["scriptError"] = []byte(`{"stackTrace":` + string(document.Quote(attack+long)) + `}`)
		docs = append(docs, doc)
	}
	return docs
}

// Where no form is there yet, the console says so, and no list is lost.
func TestActionsLeadToOtherScreens(t *testing.T) {
	world, _ := start(t)
	for key, id := range map[string]string{"enter": "auth.scope", "a": "auth.scope.add", "c": "auth.scope.add", "p": "auth.preview"} {
		opened := ""
		session := world.NewSession(false)
		d := open(t, session, 120, 40)
		for _, wanted := range []string{"auth.scope", "auth.scope.add", "auth.preview"} {
			session.Registry = slices.DeleteFunc(session.Registry, func(spec core.Spec) bool { return spec.ID == wanted })
			session.Registry = append(session.Registry, core.Spec{ID: wanted, New: func(_ *core.Session, arg string) core.Screen {
				opened = wanted + " " + arg
				return session.Registry[0].New(session, "")
			}})
		}
		d.Send(core.Open{ID: "auth.scopes"})
		d.Keys("down", "x", "x", key)
		want := map[string]string{"enter": id + " 8A", "a": id + " ", "c": id + " clone:", "p": id + " C17A,"}[key]
		if key == "enter" {
			want = id + " "
		}
		if !strings.HasPrefix(opened, want) {
			t.Errorf("%s opened %q, want %q", key, opened, want)
		}
	}
}

func TestCopyFromAList(t *testing.T) {
	world, _ := start(t)
	d := open(t, world.Session, 120, 40)
	d.Send(core.Open{ID: "auth.scopes"})
	d.Keys("down", "y", "Y", "d", "Y")
	want := []string{"address", "jansadm scope get address", "jansadm scope delete address"}
	if !slices.Equal(world.Copied, want) {
		t.Errorf("copied %q, want %q", world.Copied, want)
	}
}

// Whatever is pressed, and whatever becomes of the server meanwhile, there is a whole frame, and nothing is staged twice.
func TestAnyKeysOnAnyList(t *testing.T) {
	pressed := []string{"down", "up", "pgdown", "pgup", "home", "end", "x", "X", "d", "backspace", " ", "s", "S", "t", "r", "/", "enter", "esc", "o", "Y", "y", "tab"}
	rapid.Check(t, func(rt *rapid.T) {
		server := newInstallation(nil)
		s := raise(t, connection{server: issuer, network: server, theme: kittest.Mono(), journal: memory{}}.session(t), 80, 24)
		s.Send(core.Open{ID: rapid.SampledFrom(slices.Sorted(maps.Keys(listIDs))).Draw(rt, "list")})
		for range rapid.IntRange(1, 40).Draw(rt, "steps") {
			switch rapid.IntRange(0, 9).Draw(rt, "what") {
			case 0:
				server.held.numbered(scopesPath, rapid.SampledFrom([]int{0, 1, 199, 200, 450}).Draw(rt, "scopes"))
			case 1:
				server.answer = func(*http.Request) (*http.Response, error) {
					return says(http.StatusBadGateway, "text/html", proxyPage), nil
				}
			case 2:
				server.answer = nil
			case 3:
				s.Resize(rapid.IntRange(60, 130).Draw(rt, "width"), rapid.IntRange(14, 40).Draw(rt, "height"))
			default:
				s.Keys(strings.ReplaceAll(rapid.SampledFrom(pressed).Draw(rt, "key"), " ", "space"))
			}
			kittest.RequireBlock(rt, strings.Split(s.app.View(), "\n"), s.width(), len(strings.Split(s.app.View(), "\n")))
			seen := map[string]bool{}
			for _, edit := range s.session.Draft.Edits() {
				if id := edit.Target.String() + edit.Path; seen[id] {
					rt.Fatalf("%s is staged twice", id)
				} else {
					seen[id] = true
				}
			}
		}
	})
}

// width is that of the frame's first line.
func (s *stage) width() int { return text.Width(strings.SplitN(s.app.View(), "\n", 2)[0]) }

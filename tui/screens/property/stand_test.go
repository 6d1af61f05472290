package property

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/impact"
	"github.com/jansadm/jansadm/client/schema"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/kittest"
	"github.com/jansadm/jansadm/tui/kit/text"
)

const issuer = "https://jans.example.org"

// server is a Config API that holds one document.
type server struct {
	doc   document.Document
	err   error
	reads int
}

func (s *server) Get(context.Context) (document.Document, error) {
	s.reads++
	return s.doc.Clone(), s.err
}
func (s *server) KnownFlags(context.Context) ([]string, error) { return impact.KnownFlags(), nil }
func (s *server) Patch(context.Context, document.Patch) (document.Document, string, error) {
	return nil, "", errors.New("a screen must not write")
}

// freshServer holds what a new installation does.
func freshServer() *server {
	doc := document.Document{}
	for _, p := range schema.Catalogue() {
		if value := p.DefaultFor(issuer); !document.IsEmpty(value) {
			doc[p.Name] = value
		}
	}
	return &server{doc: doc}
}

// stand is the screen with what a console puts around it: it routes keys as the root does and keeps what the screen says.
type stand struct {
	t       kittest.T
	server  *server
	session *core.Session
	screen  *Screen
	width   int
	height  int
	said    []string
	asked   []core.Ask
	popped  int
	copied  string
	file    string
}

type option func(*stand)

func readOnly(s *stand) { s.makeOps(true) }
func unread(s *stand)   { s.session.Configuration = nil }
func holding(name, value string) option {
	return func(s *stand) {
		s.server.doc[name] = json.RawMessage(value)
		s.read()
	}
}

func newStand(t kittest.T, name string, options ...option) *stand {
	t.Helper()
	s := &stand{t: t, server: freshServer(), width: 80, height: 20}
	s.session = &core.Session{Context: context.Background(), Draft: ops.NewDraft(), Theme: kittest.Mono(), Now: time.Now}
	s.session.Copy = func(content string) tea.Cmd { s.copied = content; return nil }
	s.session.EditFile = func(_ core.Screen, _, content string) tea.Cmd { s.file = content; return nil }
	s.makeOps(false)
	s.read()
	for _, o := range options {
		o(s)
	}
	s.screen = Spec.New(s.session, name).(*Screen)
	s.screen.SetSize(s.width, s.height)
	s.run(s.screen.Init())
	s.check()
	return s
}

func (s *stand) makeOps(readOnly bool) {
	s.session.Ops = ops.New(ops.Deps{Configuration: s.server, Server: "https://api.example.org", Guards: ops.Guards{ReadOnly: readOnly}, Now: time.Now})
}

func (s *stand) read() {
	s.t.Helper()
	configuration, err := s.session.Ops.LoadWithFlags(s.session.Context)
	if err != nil {
		s.t.Fatalf("reading: %v", err)
	}
	s.session.Configuration = configuration
}

// run runs a command, and then acts on what was posted.
func (s *stand) run(cmd tea.Cmd) {
	if cmd != nil {
		s.take(cmd())
	}
	for _, msg := range s.session.Posted() {
		s.take(msg)
	}
}

func (s *stand) take(msg tea.Msg) {
	switch msg := msg.(type) {
	case core.Reply:
		if msg.Accept() {
			s.run(s.screen.Update(msg.Msg))
		}
	case core.Status:
		s.said = append(s.said, msg.Text)
	case core.Ask:
		s.asked = append(s.asked, msg)
	case core.Pop:
		s.popped++
	}
}

// keys presses keys by their names.
func (s *stand) keys(names ...string) *stand {
	s.t.Helper()
	for _, name := range names {
		s.press(kittest.Key(name))
	}
	return s
}

func (s *stand) press(msg tea.KeyMsg) {
	s.t.Helper()
	printing := msg.Paste || msg.Type == tea.KeySpace || msg.Type == tea.KeyRunes
	action, ok := core.Find(s.screen.Actions(), msg.String())
	switch {
	case s.screen.Typing() && printing, !ok:
		s.run(s.screen.Update(msg))
	case action.Disabled != "":
		s.said = append(s.said, action.Title+" is not possible: "+action.Disabled)
	default:
		s.run(action.Run())
	}
	s.check()
}

func (s *stand) write(content string) *stand {
	s.t.Helper()
	for _, r := range content {
		s.keys(string(r))
	}
	return s
}

func (s *stand) check() {
	s.t.Helper()
	kittest.RequireBlock(s.t, strings.Split(s.screen.View(), "\n"), s.width, s.height)
	for _, action := range s.screen.Actions() {
		if len(action.Keys) == 0 || action.Help == "" || action.Risk == core.Stage && action.Verb == "" {
			s.t.Fatalf("the action %s is not complete", action.ID)
		}
	}
}

func (s *stand) size(width, height int) *stand {
	s.t.Helper()
	s.width, s.height = width, height
	s.screen.SetSize(width, height)
	s.check()
	return s
}

func squeeze(s string) string { return strings.Join(strings.Fields(s), " ") }

func (s *stand) shows(texts ...string) *stand {
	s.t.Helper()
	for _, want := range texts {
		if !strings.Contains(squeeze(text.Strip(s.screen.View())), want) {
			s.t.Fatalf("%q is not shown:\n%s", want, text.Strip(s.screen.View()))
		}
	}
	return s
}

func (s *stand) hides(texts ...string) *stand {
	s.t.Helper()
	for _, unwanted := range texts {
		if strings.Contains(squeeze(text.Strip(s.screen.View())), unwanted) {
			s.t.Fatalf("%q is shown:\n%s", unwanted, text.Strip(s.screen.View()))
		}
	}
	return s
}

// staged requires the staged value of the property.
func (s *stand) staged(name, value string) *stand {
	s.t.Helper()
	edit, ok := s.session.Draft.Get(change.PropertyTarget(name))
	if !ok || string(edit.Value) != value {
		s.t.Fatalf("staged for %s: %v %s, want %s", name, ok, edit.Value, value)
	}
	return s
}

func (s *stand) nothingStaged() *stand {
	s.t.Helper()
	if n := s.session.Draft.Len(); n != 0 {
		s.t.Fatalf("%d edits are staged: %v", n, s.session.Draft.Edits())
	}
	return s
}

func (s *stand) saidLast(part string) *stand {
	s.t.Helper()
	if len(s.said) == 0 || !strings.Contains(s.said[len(s.said)-1], part) {
		s.t.Fatalf("said %q, want %q", s.said, part)
	}
	return s
}

func action(t *testing.T, s *stand, id string) core.Action {
	t.Helper()
	i := slices.IndexFunc(s.screen.Actions(), func(a core.Action) bool { return a.ID == id })
	if i < 0 {
		t.Fatalf("there is no action %s", id)
	}
	return s.screen.Actions()[i]
}

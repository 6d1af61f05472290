package revocation

import (
	"errors"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"pgregory.net/rapid"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/impact"
	"github.com/jansadm/jansadm/client/ops/revocation"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/kittest"
)

// Whatever a server says of itself, the page keeps its size, the cursor stays on a finding, and nothing is obeyed by a terminal.
func TestHostileServer(t *testing.T) {
	themes := kittest.Themes()
	rapid.Check(t, func(t *rapid.T) {
		hostile := func(label string) string { return strings.ToValidUTF8(kittest.Hostile().Draw(t, label), "?") }
		session := &core.Session{Context: t.Context(), Draft: ops.NewDraft(), Ops: ops.New(ops.Deps{}), Theme: rapid.SampledFrom(themes).Draw(t, "theme"), Now: time.Now}
		session.Copy = func(string) tea.Cmd { return nil }
		s := newScreen(session)
		w, h := rapid.IntRange(1, 160).Draw(t, "width"), rapid.IntRange(1, 45).Draw(t, "height")
		s.SetSize(w, h)
		address, alias := hostile("address"), hostile("alias")
		status := revocation.Status{
			Advertised: revocation.Advertised{Known: true, Endpoint: &address, MTLS: &alias, Cached: true},
			Settings:   revocation.Settings{Known: true, Properties: []revocation.Setting{{Name: "tokenRevocationEndpoint", Value: document.Quote(hostile("value"))}, {Name: "x", Unset: []byte("1")}}},
			Scripts:    []revocation.Script{{Name: hostile("script"), Enabled: true, Error: hostile("trace")}},
			Probe:      revocation.Probe{URL: hostile("url"), Status: 200, Verdict: revocation.Verdict(hostile("verdict")), Says: hostile("says")},
			Unread:     []revocation.Unread{{What: hostile("what"), Err: errors.New(hostile("error"))}},
		}
		for range rapid.IntRange(0, 5).Draw(t, "findings") {
			status.Findings = append(status.Findings, revocation.Finding{ID: "x", Severity: impact.Caution, Says: hostile("says"), Explains: hostile("explains"), FixTitle: "f", Fix: []ops.Edit{{}}})
		}
		s.Update(lookedMsg{status: status})
		for range rapid.IntRange(0, 8).Draw(t, "keys") {
			press(s, rapid.SampledFrom([]string{"down", "up", "end", "home", "pgdown", "e", "esc"}).Draw(t, "key"))
			kittest.RequireBlock(t, strings.Split(s.View(), "\n"), w, h)
			if _, ok := s.finding(); ok != (len(status.Findings) > 0) {
				t.Fatal("the cursor is on no finding")
			}
		}
	})
}

func press(s *Screen, key string) {
	if action, ok := core.Find(s.Actions(), key); ok && action.Disabled == "" {
		action.Run()
		return
	}
	s.Update(kittest.Key(key))
}

// Nothing is said to agree while a witness is missing.
func TestStatusInPart(t *testing.T) {
	session := &core.Session{Context: t.Context(), Draft: ops.NewDraft(), Ops: ops.New(ops.Deps{}), Theme: kittest.Mono(), Now: time.Now}
	s := newScreen(session)
	s.SetSize(80, 24)
	status := revocation.Status{Probe: revocation.Probe{Verdict: revocation.Live}}
	for missing, want := range map[bool]string{false: "Nothing disagrees.", true: "not all could be looked at"} {
		status.Unread = nil
		if missing {
			status.Unread = []revocation.Unread{{What: "the settings", Err: errors.New("gone")}}
		}
		s.Update(lookedMsg{status: status})
		if view := s.View(); !strings.Contains(view, want) || missing && strings.Contains(view, "fit together") {
			t.Errorf("missing %v:\n%s", missing, view)
		}
	}
}

// A cursor that moves shows the finding that it moves to.
func TestFindingsScrollIntoView(t *testing.T) {
	session := &core.Session{Context: t.Context(), Draft: ops.NewDraft(), Ops: ops.New(ops.Deps{}), Theme: kittest.Mono(), Now: time.Now}
	s := newScreen(session)
	s.SetSize(80, 12)
	status := revocation.Status{Probe: revocation.Probe{Verdict: revocation.Live}}
	for _, name := range []string{"first", "second", "third", "fourth", "fifth"} {
		status.Findings = append(status.Findings, revocation.Finding{ID: name, Says: "the " + name + " one", Explains: strings.Repeat("why ", 40)})
	}
	s.Update(lookedMsg{status: status})
	for _, finding := range status.Findings {
		if view := s.View(); !strings.Contains(view, finding.Says) || !strings.Contains(view, "     "+finding.ID) {
			t.Errorf("%s is not whole:\n%s", finding.ID, view)
		}
		s.Update(kittest.Key("down"))
	}
	for range status.Findings {
		s.Update(kittest.Key("up"))
	}
	if s.chosen != 0 || !strings.Contains(s.View(), "the first one") {
		t.Errorf("on %d:\n%s", s.chosen, s.View())
	}
}

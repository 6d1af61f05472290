// Package profiles is the list of stored servers.
package profiles

import (
	"context"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/ops/access"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/table"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// Spec describes the screen.
var Spec = core.Spec{
	ID: "profiles", Menu: "home", Order: 8, Title: "Profiles", Help: "Servers: switch to another one, add, edit, remove, sign in and out.",
	Aliases: []string{"servers", "switch", "connect", "logout", "sign out", "sandbox"}, Offline: true,
	New: func(session *core.Session, _ string) core.Screen { return newScreen(session) },
}

// Screen is the list.
type Screen struct {
	session *core.Session
	load    core.Slot
	table   *table.Table

	profiles []access.Profile // stored ones, and the sandbox at the end
	failure  error            // the file cannot be read
	trouble  error            // what was asked for last did not work; shown until the next key
	width    int
	height   int
}

func newScreen(session *core.Session) *Screen {
	s := &Screen{session: session}
	s.table = table.New(session.Theme,
		table.Column{Title: "Profile", Min: 14, Max: 30, Weight: 2},
		table.Column{Title: "Server", Min: 16, Weight: 4},
		table.Column{Title: "Signed in", Min: 10, Max: 24, Weight: 2, Drop: 1},
		table.Column{Title: "", Min: 10, Max: 22, Weight: 1, Drop: 2})
	s.table.SetSource(source{s})
	return s
}

type (
	listed struct {
		profiles []access.Profile
		err      error
	}
	// done is the end of something that was done to a profile.
	done struct {
		said string
		out  bool // nobody is signed in to the server in use any more
		err  error
	}
)

// Init reads the profiles.
func (s *Screen) Init() tea.Cmd { return s.reload() }

// Resume reads them again: one may have been added or changed.
func (s *Screen) Resume() tea.Cmd { return s.reload() }

// Close cancels the reading.
func (s *Screen) Close() { s.load.Cancel() }

func (s *Screen) reload() tea.Cmd {
	gate := s.session.Gate
	if gate == nil {
		s.failure = errNoGate
		s.show()
		return nil
	}
	return s.load.Start(s.session, s, func(ctx context.Context) tea.Msg {
		profiles, err := gate.Profiles(ctx)
		return listed{profiles: profiles, err: err}
	})
}

// Update takes answers and moves the cursor.
func (s *Screen) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case listed:
		s.failure, s.profiles = msg.err, append(msg.profiles[:len(msg.profiles):len(msg.profiles)], access.Profile{Name: access.SandboxName})
		if msg.err != nil {
			s.profiles = nil
		}
		s.show()
	case done:
		if s.trouble = msg.err; msg.err == nil {
			s.session.Say(core.Good, msg.said)
		}
		if msg.out {
			return s.session.Post(core.SignInChanged{Out: true}) // reads this page again as well
		}
		return s.reload()
	case core.NotSwitched:
		s.trouble = msg.Err
	case tea.KeyMsg:
		s.trouble = nil
		s.table.Key(msg)
	}
	return nil
}

func (s *Screen) show() {
	if s.failure != nil {
		s.table.SetNotice("", s.session.Theme.Muted)
	}
	s.table.Refresh()
}

type source struct{ *Screen }

func (s source) Len() int        { return len(s.profiles) }
func (s source) ID(i int) string { return s.profiles[i].Name }
func (s source) Row(i int) table.Row {
	th, p := s.session.Theme, s.profiles[i]
	row := table.Row{Cells: []table.Cell{
		{Text: text.CleanLine(p.Name)}, {Text: text.CleanLine(p.Server)}, {Text: text.CleanLine(who(p)), Style: th.Muted}, {Text: treatment(p), Style: th.Muted},
	}}
	if p.Color != "" {
		row.Cells[0].Style = th.Server(p.Color)
	}
	if p.Name == access.SandboxName {
		row.Cells[1] = table.Cell{Text: "inside this program", Style: th.Muted}
	}
	if s.current(p) {
		row.Mark = table.Mark{Glyph: th.Glyphs.Bullet, Style: th.OK}
	}
	return row
}

func (s *Screen) current(p access.Profile) bool {
	opened := s.session.Opened()
	return opened != nil && opened.Profile.Name == p.Name
}

func who(p access.Profile) string {
	switch {
	case p.Name == access.SandboxName:
		return ""
	case p.SignedIn && p.Person != "":
		return p.Person
	case p.SignedIn:
		return "yes"
	}
	return "no"
}

// treatment is how a profile differs from others.
func treatment(p access.Profile) string {
	words := ""
	for _, part := range []struct {
		on   bool
		word string
	}{{p.Default, "default"}, {p.ReadOnly, "read-only"}, {p.Insecure, "not checked"}, {p.PlainHTTP, "http"}, {p.Pin != "", "pinned"}} {
		if !part.on {
			continue
		}
		if words != "" {
			words += ", "
		}
		words += part.word
	}
	return words
}

func (s *Screen) selected() (access.Profile, bool) {
	i := s.table.Index()
	if i < 0 || i >= len(s.profiles) {
		return access.Profile{}, false
	}
	return s.profiles[i], true
}

// Title names the page.
func (s *Screen) Title() string { return "Profiles" }

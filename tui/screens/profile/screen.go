// Package profile is the form of one stored profile.
package profile

import (
	"context"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/ops/access"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/fields"
	"github.com/jansadm/jansadm/tui/kit/prose"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// Spec describes the screen. Its argument is the profile's name.
var Spec = spec(core.ProfileScreen, "")

// Secret and Authority are the same with the focus on the client's secret and on the CA file, for who comes to mend these.
var (
	Secret    = spec(core.ProfileSecret, secretField)
	Authority = spec(core.ProfileAuthority, authorityField)
)

func spec(id, focus string) core.Spec {
	return core.Spec{
		ID: id, Title: "Profile", Help: "A stored server: its address, how it is trusted, and how it is treated.", Offline: true,
		New: func(session *core.Session, arg string) core.Screen {
			return &Screen{session: session, name: arg, focus: focus}
		},
	}
}

// Screen edits one profile.
type Screen struct {
	session *core.Session
	name    string // as it is stored
	focus   string // the field that has it at first; empty for the first one
	work    core.Slot
	weigh   core.Slot // what is lost by what is typed is being found out

	stored  access.Profile
	form    *fields.Form // nil before the profile was read
	failure error
	saving  bool
	parting access.Parting // with what, as far as is known, saving does away

	width, height int
}

type (
	read struct {
		profile access.Profile
		err     error
	}
	saved struct {
		profile access.Profile
		secret  bool // it is another one
		place   string
		err     error
	}
)

// Init reads the profile.
func (s *Screen) Init() tea.Cmd { return s.load() }

func (s *Screen) load() tea.Cmd {
	s.failure = nil
	gate, name := s.session.Gate, s.name
	return s.work.Start(s.session, s, func(ctx context.Context) tea.Msg {
		stored, err := access.Stored(ctx, gate, name)
		return read{profile: stored, err: err}
	})
}

// Close cancels the reading.
func (s *Screen) Close() {
	s.work.Cancel()
	s.weigh.Cancel()
}

// Update takes answers and keys.
func (s *Screen) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case read:
		s.failure = msg.err
		if msg.err == nil {
			s.stored, s.form = msg.profile, newForm(s.session.Theme, msg.profile)
			s.form.Focus(s.focus)
		}
	case weighed:
		s.parting = msg.parting
	case checked:
		return s.ask(msg)
	case saved:
		return s.finish(msg)
	case tea.KeyMsg:
		return s.key(msg)
	}
	return nil
}

func (s *Screen) key(msg tea.KeyMsg) tea.Cmd {
	if s.form == nil || s.saving {
		return nil
	}
	before, _ := values(s.form, s.stored)
	if s.form.Key(msg) == fields.Done {
		return s.check()
	}
	if after, _ := values(s.form, s.stored); after != before {
		return s.consider(after)
	}
	return nil
}

// finish goes back. What changed about the server in use, other than its colour, takes effect by opening it again.
func (s *Screen) finish(msg saved) tea.Cmd {
	s.saving = false
	if msg.err != nil {
		s.failure = msg.err
		return nil
	}
	told := "The profile " + msg.profile.Name + " is saved."
	if msg.place != "" {
		told = "The profile " + msg.profile.Name + " is saved; its secrets are kept " + msg.place + "."
	}
	s.session.Post(core.Pop{Screen: s}, core.Status{Tone: core.Good, Text: told})
	opened := s.session.Opened()
	if opened == nil || opened.Profile.Name != s.name {
		return nil
	}
	s.session.Label.Color = msg.profile.Color
	before := s.stored
	if before.Color = msg.profile.Color; before == msg.profile && !msg.secret {
		return nil
	}
	return s.session.Post(core.Switch{Profile: msg.profile.Name, Land: "profiles", Renews: true})
}

// Typing is always true: letters belong to the form.
func (s *Screen) Typing() bool { return s.form != nil }

// Unsaved says that something is typed.
func (s *Screen) Unsaved() string {
	if s.form == nil || !s.form.Changed() {
		return ""
	}
	return "What is typed for the profile " + text.CleanLine(s.name) + " is not saved."
}

// Saves says that what is typed is saved, not staged.
func (s *Screen) Saves() {}

// Title names the profile.
func (s *Screen) Title() string { return s.name }

// SetSize gives the room.
func (s *Screen) SetSize(width, height int) { s.width, s.height = width, height }

// View draws the form, and above it why it could not be saved.
func (s *Screen) View() string {
	th := s.session.Theme
	page := prose.New(s.width)
	if s.failure != nil {
		problem := core.Explain(s.failure)
		page.Bullet(th.Glyphs.Error, th.Danger, th.Danger, problem.Message)
		page.Indent(3, th.Text, problem.Hint)
		page.Space()
	}
	if lost := s.lost(); lost != "" {
		page.Bullet(th.Glyphs.Warn, th.Warn, th.Warn, lost)
		page.Space()
	}
	switch {
	case s.form != nil:
		head := text.Fit(page.Lines(), s.width, min(len(page.Lines()), s.height/2))
		s.form.SetSize(s.width, s.height-len(head))
		return strings.Join(append(head, s.form.Lines()...), "\n")
	case s.failure == nil:
		page.Add(th.Muted, "Reading the profile "+th.Glyphs.Ellipsis)
	}
	return strings.Join(text.Fit(page.Lines(), s.width, s.height), "\n")
}

// Actions save.
func (s *Screen) Actions() []core.Action {
	if s.form == nil {
		return []core.Action{{ID: "reload", Keys: []string{"r"}, Title: "Try again", Help: "Reads the profile again.", Run: s.load}}
	}
	press := func(kind tea.KeyType) func() tea.Cmd {
		return func() tea.Cmd { return s.Update(tea.KeyMsg{Type: kind}) }
	}
	return []core.Action{
		{ID: "profile.save", Keys: []string{"enter"}, Title: "Save", Help: "Stores the profile.", Run: press(tea.KeyEnter)},
		{ID: "profile.next", Keys: []string{"tab", "down"}, Title: "Next field", Help: "Goes to the next field.", Run: press(tea.KeyTab)},
		{ID: "profile.previous", Keys: []string{"shift+tab", "up"}, Title: "Field before", Help: "Goes to the field before.", Quiet: true, Run: press(tea.KeyShiftTab)},
	}
}

// HelpText explains what follows from a change.
func (s *Screen) HelpText() string {
	return "A profile is stored in a file that you can read and edit; secrets are not in it. When the profile in use is changed, it is opened again.\n\n" +
		"Where the address or what is trusted is changed, the server is looked at before the profile is saved. Nothing secret is sent for that."
}

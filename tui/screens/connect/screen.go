// Package connect is the way to a server that is not known yet: its address, a look at it, its certificate, and who this program is to it.
package connect

import (
	"context"
	"errors"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/ops/access"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/area"
	"github.com/jansadm/jansadm/tui/kit/fields"
)

// Spec describes the screen. Its argument is "import" to begin with what the existing console has stored.
var Spec = core.Spec{
	ID: "connect", Title: "Connect to a server", Help: "Finds a Janssen server, and makes a profile of it.", Aliases: []string{"add", "server", "new profile"}, Offline: true,
	New: func(session *core.Session, arg string) core.Screen { return newScreen(session, arg == "import") },
}

// stage is how far one has come.
type stage int

const (
	importing stage = iota // what the existing console has stored is being read
	addressing
	looking
	refused // what stands in the way is shown
	detailing
	saving
)

// Screen makes a profile, step by step. What is typed stays when one goes back.
type Screen struct {
	session *core.Session
	work    core.Slot

	stage   stage
	profile access.Profile // as far as it is known
	address *fields.Form
	details *fields.Form
	found   access.Sighting
	failure error
	broken  error      // why the file of profiles cannot be used, known before anything is typed in vain
	page    *area.Area // what stands in the way

	width, height int
}

type (
	imported struct {
		legacy access.Legacy
		found  bool
		err    error
	}
	checked struct{ err error }
	sighted struct {
		sighting access.Sighting
		err      error
	}
	saved struct {
		place string
		err   error
	}
)

func newScreen(session *core.Session, legacy bool) *Screen {
	s := &Screen{session: session, stage: addressing, page: area.New(session.Theme, area.Options{Wrap: true})}
	if legacy {
		s.stage = importing
	}
	s.address = newAddress(session.Theme)
	s.details = newDetails(session.Theme)
	return s
}

// Init reads what the existing console has stored, if that is wanted.
func (s *Screen) Init() tea.Cmd {
	if s.stage != importing {
		return s.check()
	}
	gate := s.session.Gate
	return s.work.Start(s.session, s, func(ctx context.Context) tea.Msg {
		var answer imported
		answer.legacy, answer.found, answer.err = gate.Legacy(ctx)
		return answer
	})
}

// check finds out at the start whether the profile can be saved at the end.
func (s *Screen) check() tea.Cmd {
	gate := s.session.Gate
	if gate == nil {
		return nil
	}
	return s.work.Start(s.session, s, func(ctx context.Context) tea.Msg {
		_, err := gate.Profiles(ctx)
		return checked{err: err}
	})
}

// Close gives up what is under way.
func (s *Screen) Close() { s.work.Cancel() }

// Update takes answers and keys.
func (s *Screen) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case imported:
		return s.begin(msg)
	case checked:
		if !errors.Is(msg.err, context.Canceled) {
			s.broken = msg.err
		}
	case sighted:
		s.take(msg)
	case saved:
		return s.finish(msg)
	case tea.KeyMsg:
		return s.key(msg)
	}
	return nil
}

// begin fills in what the existing console knows.
func (s *Screen) begin(msg imported) tea.Cmd {
	s.stage = addressing
	if msg.err != nil || !msg.found {
		return s.session.Say(core.Warning, "What the existing console has stored cannot be used: type the address.")
	}
	s.address.SetValue(hostField, msg.legacy.Server)
	s.details.SetValue(clientField, msg.legacy.ClientID)
	return s.check()
}

func (s *Screen) key(msg tea.KeyMsg) tea.Cmd {
	switch s.stage {
	case addressing:
		if s.address.Key(msg) == fields.Done {
			return s.look()
		}
	case detailing:
		if s.details.Key(msg) == fields.Done {
			return s.save()
		}
	case refused:
		s.page.Key(msg)
	}
	return nil
}

// take shows what a look has found, or what stands in the way.
func (s *Screen) take(msg sighted) {
	switch {
	case errors.Is(msg.err, context.Canceled):
		s.stage = addressing
	case msg.err != nil:
		s.refuse(msg.err)
	default:
		s.found, s.stage = msg.sighting, detailing
		if !s.details.Touched(nameField) {
			s.details.SetValue(nameField, access.NameFor(msg.sighting.Server))
		}
	}
}

// refuse shows a failure in place of the forms.
func (s *Screen) refuse(err error) {
	s.stage, s.failure = refused, err
	s.page.SetLines(s.obstacle(s.width))
}

// back goes to the step before, with everything that is typed.
func (s *Screen) back() tea.Cmd {
	s.work.Cancel()
	switch {
	case s.stage == saving, s.stage == refused && s.found.Server != "":
		s.stage = detailing
	default:
		s.stage, s.found = addressing, access.Sighting{}
	}
	return nil
}

// Typing is true in the forms.
func (s *Screen) Typing() bool { return s.stage == addressing || s.stage == detailing }

// Unsaved says what leaving loses.
func (s *Screen) Unsaved() string {
	if s.stage == importing || s.stage == addressing && !s.address.Changed() && !s.details.Changed() {
		return ""
	}
	return "The server is not saved as a profile yet."
}

// Saves says that what is typed is saved, not staged.
func (s *Screen) Saves() {}

// Title says which step it is.
func (s *Screen) Title() string {
	if s.stage == detailing || s.stage == saving {
		return "Sign-in client"
	}
	return "Connect to a server"
}

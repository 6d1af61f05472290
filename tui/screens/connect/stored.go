package connect

import (
	"context"
	"errors"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/ops/access"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/area"
)

// CertificateSpec describes the screen about the certificate of a stored server, which may have been renewed. Its argument is the name of
// the profile.
var CertificateSpec = core.Spec{
	ID: core.ProfileCertificate, Title: "Certificate", Help: "What a stored server presents, to compare and to pin.", Offline: true,
	New: func(session *core.Session, arg string) core.Screen {
		return &Stored{session: session, name: arg, page: area.New(session.Theme, area.Options{Wrap: true})}
	},
}

// Stored is the page about the certificate of a stored server.
type Stored struct {
	session *core.Session
	name    string
	work    core.Slot
	page    *area.Area

	looked bool
	seen   lookMsg
	width  int
}

type (
	// lookMsg is what a look at a stored server has found.
	lookMsg struct {
		profile  access.Profile
		sighting access.Sighting
		err      error
	}
	pinnedMsg struct{ err error }
)

// Init looks at the server.
func (s *Stored) Init() tea.Cmd { return s.look() }

// Close gives the look up.
func (s *Stored) Close() { s.work.Cancel() }

func (s *Stored) look() tea.Cmd {
	s.looked, s.seen = false, lookMsg{}
	s.draw()
	gate, name := s.session.Gate, s.name
	return s.work.Start(s.session, s, func(ctx context.Context) tea.Msg {
		profile, err := access.Stored(ctx, gate, name)
		if err != nil {
			return lookMsg{err: err}
		}
		sighting, err := gate.Look(ctx, profile)
		return lookMsg{profile: profile, sighting: sighting, err: err}
	})
}

// Update takes answers and scrolls.
func (s *Stored) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case lookMsg:
		if errors.Is(msg.err, context.Canceled) {
			return nil
		}
		s.looked, s.seen = true, msg
		s.draw()
	case pinnedMsg:
		return s.finish(msg)
	case tea.KeyMsg:
		s.page.Key(msg)
	}
	return nil
}

// pin puts the certificate that was compared in the place of the pinned one. Nothing else of the profile is changed.
func (s *Stored) pin() tea.Cmd {
	gate, name := s.session.Gate, s.name
	return askToTrust(s.session, s.problem(), func(pin string) tea.Cmd {
		return s.session.Work(s, func(ctx context.Context) tea.Msg {
			profile, err := access.Stored(ctx, gate, name)
			if err != nil {
				return pinnedMsg{err: err}
			}
			profile.Pin = pin
			_, err = gate.Save(ctx, name, profile, access.Secret{})
			return pinnedMsg{err: err}
		})
	})
}

// finish goes back. The connection in use trusts the certificate that it was opened with, and is opened again.
func (s *Stored) finish(msg pinnedMsg) tea.Cmd {
	if msg.err != nil {
		return s.session.Say(core.Failure, core.Explain(msg.err).Message)
	}
	s.session.Post(core.Pop{Screen: s}, core.Status{Tone: core.Good, Text: "The certificate is pinned: " + s.name + " trusts exactly this one from now on."})
	if opened := s.session.Opened(); opened != nil && opened.Profile.Name == s.name {
		s.session.Post(core.Switch{Profile: s.name, Renews: true})
	}
	return nil
}

// authority goes to the field of the CA file.
func (s *Stored) authority() tea.Cmd {
	return s.session.Post(core.Pop{Screen: s}, core.Open{ID: core.ProfileAuthority, Arg: s.name})
}

// problem is what is wrong with the certificate; nil when nothing is, or when that is not what stands in the way.
func (s *Stored) problem() *access.CertificateProblem { return access.CertificateOf(s.seen.err) }

// Title names the profile.
func (s *Stored) Title() string { return "Certificate of " + s.name }

// Actions depend on what was found.
func (s *Stored) Actions() []core.Action {
	actions := []core.Action{{ID: "reload", Keys: []string{"r"}, Title: "Look again", Help: "Looks at the server again.", Run: s.look}}
	if problem := s.problem(); problem != nil {
		return append([]core.Action{pinAction(noPin(problem), s.pin), authorityAction(noAuthority(problem), s.authority)}, actions...)
	}
	return actions
}

// HelpText explains what pinning means.
func (s *Stored) HelpText() string {
	return "A pinned certificate is the only one that the server may present: when it is renewed, the console stops until somebody has compared the new one. Compare the fingerprint on the server itself, " +
		"or ask whoever runs it, by another way than this connection. Nothing secret is sent for this page."
}

// Package revocation is the screen that puts side by side what clients are told about the revocation of tokens, what is set, and what the
// endpoint really does; names what does not fit; and leads to everything that can be done about it.
package revocation

import (
	"context"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/revocation"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/area"
	"github.com/jansadm/jansadm/tui/kit/picker"
)

// Spec describes the screen.
var Spec = core.Spec{
	ID: "auth.revocation", Menu: "auth", Order: 7, Title: "Revocation", Reads: change.Property,
	Help:    "What clients are told, what is set, and what the endpoint does.",
	Aliases: []string{"revoke", "RFC 7009", "probe", "tokenRevocationEndpoint", "revoke_token"},
	New:     func(session *core.Session, _ string) core.Screen { return newScreen(session) },
}

// Screen is the page.
type Screen struct {
	session *core.Session
	look    core.Slot
	body    *area.Area
	chooser *picker.Picker // of a property or a script to open; nil mostly

	status  *revocation.Status
	failure error
	chosen  int   // the finding under the cursor
	places  []int // the lines on which the findings begin
	end     int   // the line after the last of them
	width   int
	height  int
}

func newScreen(session *core.Session) *Screen {
	return &Screen{session: session, body: area.New(session.Theme, area.Options{Wrap: false})}
}

type lookedMsg struct {
	status revocation.Status
	err    error
}

// Failure tells the header whether the server answered.
func (m lookedMsg) Failure() error {
	for _, unread := range m.status.Unread {
		return unread.Err
	}
	return m.err
}

// Init asks all three witnesses, in the background.
func (s *Screen) Init() tea.Cmd { return s.reload() }

// Close gives up what is being asked.
func (s *Screen) Close() { s.look.Cancel() }

// reload asks again. What was seen stays until the answer.
func (s *Screen) reload() tea.Cmd {
	service := s.session.Revocation
	cmd := s.look.Start(s.session, s, func(ctx context.Context) tea.Msg {
		status, err := service.Look(ctx)
		return lookedMsg{status: status, err: err}
	})
	s.draw()
	return cmd
}

// Resume shows what was staged meanwhile.
func (s *Screen) Resume() tea.Cmd {
	s.draw()
	return nil
}

// Update takes answers, and moves the cursor.
func (s *Screen) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case lookedMsg:
		s.take(msg)
	case core.Applied:
		return s.reload()
	case tea.KeyMsg:
		return s.key(msg)
	}
	return nil
}

func (s *Screen) take(msg lookedMsg) {
	s.failure = msg.err
	if msg.err == nil {
		s.status = &msg.status
		if read := msg.status.Settings.Configuration(); read != nil {
			_ = s.session.Take(core.Loaded{Configuration: read}) // fails only with what was read
		}
		s.chosen = min(s.chosen, max(len(msg.status.Findings)-1, 0))
	}
	s.draw()
}

// key goes from finding to finding, and scrolls where there is none in that direction.
func (s *Screen) key(msg tea.KeyMsg) tea.Cmd {
	if s.chooser != nil {
		return s.choose(msg)
	}
	step := 0
	switch msg.String() {
	case "up", "k":
		step = -1
	case "down", "j":
		step = 1
	}
	next := s.chosen + step
	if step == 0 || next < 0 || next >= len(s.places) {
		s.body.Key(msg)
		return nil
	}
	s.chosen = next
	s.draw()
	s.reveal()
	return nil
}

// reveal scrolls to the finding under the cursor, as far up as it takes to see all of it.
func (s *Screen) reveal() {
	room := s.bodyHeight()
	begin := s.places[s.chosen]
	end := s.end
	if s.chosen+1 < len(s.places) {
		end = s.places[s.chosen+1]
	}
	if top := s.body.Top(); begin < top || end > top+room {
		s.body.SetTop(max(min(begin, end-room), 0))
		if end-begin > room {
			s.body.SetTop(begin)
		}
	}
}

// finding is what is under the cursor; false when nothing is.
func (s *Screen) finding() (revocation.Finding, bool) {
	if s.status == nil || s.chosen >= len(s.status.Findings) {
		return revocation.Finding{}, false
	}
	return s.status.Findings[s.chosen], true
}

// SetSize gives the room.
func (s *Screen) SetSize(width, height int) {
	s.width, s.height = width, height
	s.body.SetSize(width, s.bodyHeight())
	s.draw()
}

func (s *Screen) bodyHeight() int { return max(s.height-1, 0) }

// Typing says whether text has the focus.
func (s *Screen) Typing() bool { return s.chooser != nil }

// Title names the page.
func (s *Screen) Title() string { return "Revocation" }

// HelpText says what is asked, and what the answers are worth.
func (s *Screen) HelpText() string {
	return "Three witnesses are asked. The discovery document is what clients go by. The settings are what the server is told to do. The endpoint itself is asked to revoke a random " +
		"token that nobody has: nothing is revoked, and the answer tells whether it works. Where they disagree, or where a setting is a risk, that is listed as a finding; enter stages " +
		"the change that mends it and opens the review.\n\n" +
		"The address of the endpoint is fixed: the property tokenRevocationEndpoint only changes what discovery tells. The flag revoke_token decides whether it works, and scripts of the type " +
		"revoke_token may refuse. One that fails makes the endpoint answer 200 without revoking anything.\n\n" + revocation.Nodes
}

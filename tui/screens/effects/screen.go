// Package effects is the screen that lists what applied plans bring about in the auth server, and what of it was seen.
package effects

import (
	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/area"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// Spec describes the screen.
var Spec = core.Spec{
	ID: core.EffectsScreen, Title: "Effects", Help: "What applied changes bring about, and what of it was seen.", Aliases: []string{"watch", "flush", "discovery"},
	New: func(session *core.Session, _ string) core.Screen { return newScreen(session) },
}

// Screen is the list, the latest plan first.
type Screen struct {
	session *core.Session
	loading core.Slot
	body    *area.Area
	width   int
}

func newScreen(session *core.Session) *Screen {
	return &Screen{session: session, body: area.New(session.Theme, area.Options{Wrap: false})}
}

// Init asks for nothing: what is shown is known.
func (s *Screen) Init() tea.Cmd { return nil }

// Update shows what was seen meanwhile, and scrolls.
func (s *Screen) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case core.Looked:
		s.draw()
	case core.Loaded:
		return s.flush(msg)
	case tea.KeyMsg:
		s.body.Key(msg)
	}
	return nil
}

// Resume shows what has come about while another screen was on top.
func (s *Screen) Resume() tea.Cmd {
	s.draw()
	return nil
}

// Close gives up what is being read.
func (s *Screen) Close() { s.loading.Cancel() }

// SetSize gives the room.
func (s *Screen) SetSize(width, height int) {
	s.width = width
	s.body.SetSize(width, max(height-1, 0))
	s.draw()
}

// View draws the list.
func (s *Screen) View() string {
	return s.body.View() + "\n" + text.Pad(s.session.Theme.Muted.Paint(" "+s.body.Position()), s.width)
}

// Title names the page.
func (s *Screen) Title() string { return "Effects" }

// Actions flush the discovery document.
func (s *Screen) Actions() []core.Action {
	return []core.Action{{
		ID: "effects.flush", Keys: []string{"f"}, Title: "Flush discovery", Help: "Stages another lifetime of the discovery cache, which makes the server compute the document anew, and reviews it.",
		Risk: core.Stage, Verb: "jansadm property flush-discovery", Disabled: s.session.CannotWrite(change.Property), Run: s.read,
	}}
}

// read asks for the present lifetime of the cache.
func (s *Screen) read() tea.Cmd { return core.LoadConfiguration(s.session, &s.loading, s) }

// flush stages another lifetime of the cache and opens the review.
func (s *Screen) flush(read core.Loaded) tea.Cmd {
	err := read.Err
	if err == nil {
		_ = s.session.Take(read) // fails only with what was read
		err = read.Configuration.FlushDiscovery(s.session.Draft)
	}
	if err != nil {
		return s.session.Say(core.Failure, "Discovery cannot be flushed: "+core.Explain(err).Message)
	}
	return s.session.Post(core.Open{ID: "plan"})
}

// HelpText says what is looked at.
func (s *Screen) HelpText() string {
	return "The Config API holds a change at once. The auth server notices it within 30 s, and goes on telling what it told before about itself until its cache " +
		"expires, which takes up to an hour as shipped. So this console looks from outside, in the background: at the discovery document, at the endpoints that a " +
		"feature flag opens or closes, and at the errors of scripts. The requests change nothing; where none is harmless, nothing is asked, and the page says so. " +
		"In a cluster each node notices changes at its own time and has a cache of its own: what is shown is what the node says that happened to answer.\n\n" +
		"After a while the stored values are read once more. The server has no locking: somebody who had a form open, and saves the whole document later, takes " +
		"back what others have changed meanwhile. That is reported here.\n\n" +
		"f makes the server compute its discovery document anew, by another lifetime of its cache: an even number of minutes becomes one less, an odd one one more, so " +
		"that flushing twice leaves what there was. It is staged and reviewed like every change."
}

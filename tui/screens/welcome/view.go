package welcome

import (
	"strings"

	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/prose"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// SetSize gives the room.
func (s *Screen) SetSize(width, height int) {
	s.width, s.height = width, height
	s.arrange()
}

// arrange gives the ways their rows, as many as the words above and below leave.
func (s *Screen) arrange() {
	room := max(s.height-len(s.above())-len(s.below()), 1)
	s.table.SetSize(s.width, min(len(s.ways), room))
}

// View draws a greeting, the ways to begin, and the one under the cursor in full.
func (s *Screen) View() string {
	s.arrange()
	lines := append(s.above(), s.table.Lines()...)
	return strings.Join(text.Fit(append(lines, s.below()...), s.width, s.height), "\n")
}

func (s *Screen) above() []string {
	th := s.session.Theme
	page := prose.New(s.width)
	page.Add(th.Title, "Janssen Server, from a terminal.")
	page.Add(th.Text, s.question())
	page.Space()
	return page.Lines()
}

func (s *Screen) question() string {
	switch {
	case !s.seen, s.found.err != nil:
		return "What would you like to work with?"
	case len(s.found.profiles) > 0:
		return "Which server would you like to work with?"
	}
	return "No server is set up on this machine yet. What would you like to do?"
}

func (s *Screen) below() []string {
	th := s.session.Theme
	page := prose.New(s.width)
	page.Space()
	switch i := s.table.Index(); {
	case s.failure != nil:
		problem := core.Explain(s.failure)
		page.Bullet(th.Glyphs.Error, th.Danger, th.Danger, problem.Message)
		page.Indent(3, th.Text, problem.Hint)
	case s.found.err != nil:
		problem := core.Explain(s.found.err)
		page.Bullet(th.Glyphs.Warn, th.Warn, th.Warn, problem.Message)
		page.Indent(3, th.Text, problem.Hint)
	case i >= 0 && i < len(s.ways):
		page.Add(th.Muted, s.ways[i].title)
		page.Indent(1, th.Muted, s.ways[i].detail)
	}
	return page.Lines()
}

package property

import (
	"strings"

	"github.com/jansadm/jansadm/client/schema"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/editor"
	"github.com/jansadm/jansadm/tui/kit/diff"
	"github.com/jansadm/jansadm/tui/kit/layout"
	"github.com/jansadm/jansadm/tui/kit/prose"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// SetSize gives the room.
func (s *Screen) SetSize(width, height int) {
	s.width, s.height = max(width, 0), max(height, 0)
	s.arrange()
}

// arrange gives the editor its room: beside the card from 120 columns, below it elsewhere.
func (s *Screen) arrange() {
	if !s.editable() {
		return
	}
	list, _, beside := layout.ListDetail(layout.Rect{W: s.width, H: s.height})
	if beside {
		s.editor.SetSize(list.W, list.H-1)
		return
	}
	s.editor.SetSize(s.width, s.height-s.cardHeight()-1)
}

// cardHeight is the room for the card above the editor, which comes first.
func (s *Screen) cardHeight() int {
	room := max(s.height-1-s.editor.Least(), min(3, s.height/3))
	return min(room, len(s.sections().lines(s.width, room)))
}

// View draws card and editor, or why there are none.
func (s *Screen) View() string { return strings.Join(s.lines(), "\n") }

func (s *Screen) lines() []string {
	if page := s.page(); page != nil {
		return text.Fit(page, s.width, s.height)
	}
	list, side, beside := layout.ListDetail(layout.Rect{W: s.width, H: s.height})
	if s.editor == nil {
		return text.Fit(s.sections().lines(s.width, s.height), s.width, s.height)
	}
	if beside {
		left := append([]string{s.rule(list.W)}, strings.Split(s.editor.View(), "\n")...)
		card := append(s.sections().lines(side.W, side.H), s.changeLines(side.W)...)
		divider := s.session.Theme.Border.Paint(s.session.Theme.Glyphs.Divider)
		return layout.Beside(text.Fit(left, list.W, list.H), divider, text.Fit(card, side.W, side.H))
	}
	lines := text.Fit(s.sections().lines(s.width, s.cardHeight()), s.width, s.cardHeight())
	lines = append(lines, s.rule(s.width))
	return text.Fit(append(lines, strings.Split(s.editor.View(), "\n")...), s.width, s.height)
}

// rule is a line with the name of what is edited.
func (s *Screen) rule(width int) string {
	th := s.session.Theme
	title := text.Truncate(text.CleanLine(s.Title()), max(width-8, 0), th.Glyphs.Ellipsis)
	rest := max(width-text.Width(title)-5, 0)
	return text.Pad(th.Border.Paint(strings.Repeat(th.Glyphs.Rule, 3))+" "+th.Focus.Paint(title)+" "+th.Border.Paint(strings.Repeat(th.Glyphs.Rule, rest)), width)
}

// page is what stands in place of card and editor while there is no property; nil when there is.
func (s *Screen) page() []string {
	th := s.session.Theme
	page := prose.New(s.width)
	switch {
	case s.session.Configuration == nil && s.failure != nil:
		page.Space()
		page.Indent(3, th.Danger, core.FailurePage("The configuration could not be read.", s.failure))
	case s.session.Configuration == nil:
		page.Space()
		page.Indent(3, th.Muted, "Reading the configuration "+th.Glyphs.Ellipsis)
	case s.missing != nil:
		problem := core.Explain(s.missing)
		page.Space()
		page.Bullet(th.Glyphs.Warn, th.Warn, th.Warn, "The server does not have a property "+s.name+".")
		page.Indent(3, th.Text, problem.Hint)
		page.Indent(3, th.Muted, "r reads the configuration again, esc goes back.")
	default:
		return nil
	}
	return page.Lines()
}

// changeLines show the staged edit of a value that has an inside line by line, where there is room for it.
func (s *Screen) changeLines(width int) []string {
	edit, staged := s.staged()
	if !staged || !compound(s.entry.Type) || s.entry.Secret {
		return nil
	}
	th := s.session.Theme
	page := prose.New(width)
	page.Space()
	page.Add(th.Title, "What is staged")
	if s.entry.Type.Kind == schema.KindSet { // its order means nothing
		for _, line := range editor.Changes(th.Glyphs, s.entry.Type, edit.Base, edit.Value, false) {
			page.Add(th.Text, line)
		}
		return page.Lines()
	}
	page.Painted(1, diff.Values(th, max(width-3, 0), pretty(edit.Base), pretty(edit.Value))...)
	return page.Lines()
}

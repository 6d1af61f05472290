package issued

import (
	"fmt"
	"strings"

	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/layout"
	"github.com/jansadm/jansadm/tui/kit/prose"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// SetSize gives the room.
func (s *Screen[T]) SetSize(width, height int) {
	s.width, s.height = width, height
	s.search.SetWidth(max(min(width-32, 60), 8))
	s.arrange()
}

// footLines is the room below the list for a line and a few words about the row, where there is no room beside it.
const footLines = 6

// arrange divides the room: a line for the search, the list, and from 120 columns a detail pane. A list without rows takes all of it.
func (s *Screen[T]) arrange() {
	body := layout.Rect{W: s.width, H: max(s.height-1, 0)}
	beside := false
	if s.area, s.side, beside = layout.TableDetail(body); beside || s.list.Len() == 0 {
		s.foot = 0
	} else {
		s.foot = min(footLines, max(0, body.H-6))
	}
	s.table.SetSize(s.area.W, s.area.H-s.foot)
}

// View draws search, list and detail.
func (s *Screen[T]) View() string {
	th := s.session.Theme
	lines := s.table.Lines()
	switch {
	case !s.side.Empty():
		lines = layout.Beside(lines, th.Border.Paint(th.Glyphs.Divider), text.Fit(s.about(s.side.W), s.side.W, s.side.H))
	case s.foot > 0:
		lines = append(lines, th.Border.Paint(strings.Repeat(th.Glyphs.Rule, s.width)))
		lines = append(lines, text.Fit(s.about(s.width), s.width, s.foot-1)...)
	}
	body := append([]string{s.top()}, lines...)
	if s.form != nil {
		body = s.drawForm(body)
	}
	return strings.Join(text.Fit(body, s.width, s.height), "\n")
}

// about describes the row under the cursor.
func (s *Screen[T]) about(width int) []string {
	current, ok := s.current()
	if !ok {
		return nil
	}
	if s.pane.of != current.id || s.pane.width != width {
		page := prose.New(width)
		of := s.kind.Named(current.of, s.nameOf(s.kind.Client(current.of)))
		s.kind.About(page, s.session.Theme, of, s.session.Now())
		s.pane = pane{of: current.id, width: width, lines: page.Lines()}
	}
	return s.pane.lines
}

// top is the search, or what it is set to, and where in the list the cursor is.
func (s *Screen[T]) top() string {
	th := s.session.Theme
	var left string
	switch {
	case s.typing:
		left = " " + th.Key.Paint("/") + " " + s.search.View()
	case len(s.filter) > 0:
		left = " " + th.Accent.Paint(s.asked()) + th.Muted.Paint("  esc shows all")
	default:
		left = " " + th.Muted.Paint("/ searches "+s.kind.Search)
	}
	right := s.standing()
	room := max(s.width-text.Width(right)-1, 0)
	return text.Pad(text.Truncate(left, room, th.Glyphs.Ellipsis), room) + " " + text.Pad(right, max(s.width-room-1, 0))
}

// standing is the place of the cursor and what is marked.
func (s *Screen[T]) standing() string {
	th := s.session.Theme
	var parts []string
	if marked := len(s.table.Marks()); marked > 0 {
		parts = append(parts, th.Accent.Paint(fmt.Sprintf("%d marked", marked)))
	}
	if s.list.Loading() && s.list.Known() {
		parts = append(parts, th.Muted.Paint("reading "+th.Glyphs.Ellipsis))
	}
	if position := s.table.Position(); position != "" {
		parts = append(parts, th.Muted.Paint(position))
	}
	return strings.Join(parts, "  ") + " "
}

// notice is what stands in place of the list.
func (s *Screen[T]) notice() {
	th := s.session.Theme
	err := s.list.Err()
	switch {
	case !s.list.Known() && err != nil:
		s.table.SetNotice(core.FailurePage("The "+s.kind.Many+" could not be read.", err), th.Danger)
	case !s.list.Known() && len(s.filter) > 0:
		s.table.SetNotice("Asking the server ("+s.asked()+") "+th.Glyphs.Ellipsis, th.Muted)
	case !s.list.Known():
		s.table.SetNotice("Reading the "+s.kind.Many+" "+th.Glyphs.Ellipsis, th.Muted)
	case len(s.filter) > 0:
		s.table.SetNotice("No "+s.kind.One+" was found ("+s.asked()+"). esc shows all.", th.Muted)
	default:
		s.table.SetNotice("There are no "+s.kind.Many+".", th.Muted)
	}
}

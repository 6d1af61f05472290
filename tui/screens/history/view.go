package history

import (
	"strings"

	"github.com/jansadm/jansadm/tui/kit/layout"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// headLines are above the list.
const headLines = 1

// SetSize divides the room: a head, the list, and the plan under the cursor beside or below it.
func (s *Screen) SetSize(width, height int) {
	s.width = width
	s.list, s.side, s.foot = divide(width, height-headLines)
	s.table.SetSize(s.list.W, s.list.H-s.foot)
}

// divide is how both lists share their room with what is under the cursor.
func divide(width, height int) (list, side layout.Rect, foot int) {
	list, side, beside := layout.TableDetail(layout.Rect{W: width, H: max(height, 0)})
	if !beside {
		foot = min(7, max(0, list.H-8))
	}
	return list, side, foot
}

// View draws them.
func (s *Screen) View() string {
	th := s.session.Theme
	lines := []string{s.filter.line(th, s.told(), s.width)}
	return strings.Join(append(lines, arrange(th.Border.Paint(th.Glyphs.Divider), th.Border.Paint(strings.Repeat(th.Glyphs.Rule, s.width)),
		s.table.Lines(), s.list, s.side, s.foot, s.preview)...), "\n")
}

// arrange puts what is under the cursor beside the list, or below it.
func arrange(divider, rule string, list []string, at, side layout.Rect, foot int, preview func(width int) []string) []string {
	switch {
	case !side.Empty():
		return layout.Beside(list, divider, text.Fit(preview(side.W), side.W, side.H))
	case foot > 0:
		return append(append(list, rule), text.Fit(preview(at.W), at.W, foot-1)...)
	}
	return list
}

// told says what the list shows.
func (s *Screen) told() string {
	where := "of this server"
	if s.everies {
		where = "of all servers"
	}
	plans := counted(len(s.shown), "plan")
	if s.log.Earlier {
		plans += " and more"
	}
	told := plans + " " + where + ", the newest first"
	if s.log.Torn > 0 {
		told += "; " + counted(s.log.Torn, "line") + " cannot be read"
	}
	if s.log.Later > 0 {
		told += "; a later version wrote more"
	}
	return told
}

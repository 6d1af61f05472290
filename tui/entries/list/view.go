package list

import (
	"fmt"
	"strings"

	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/layout"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// SetSize gives the room.
func (s *Screen) SetSize(width, height int) {
	s.width, s.height = width, height
	s.search.SetWidth(max(min(width-32, 60), 8))
	s.arrange()
}

// arrange divides the room: a line for the search, the list, and from 120 columns a detail pane. A list without rows takes all of it.
func (s *Screen) arrange() {
	body := layout.Rect{W: s.width, H: max(s.height-1, 0)}
	beside := false
	if s.area, s.side, beside = layout.TableDetail(body); beside || s.rows.Len() == 0 {
		s.foot = 0
	} else {
		s.foot = min(footLines, max(0, body.H-6))
	}
	s.table.SetSize(s.area.W, s.area.H-s.foot)
}

// footLines is the room below the list for a line and a few words about the entry, where there is no room beside it.
const footLines = 5

// View draws search, list and detail.
func (s *Screen) View() string {
	th := s.session.Theme
	lines := s.table.Lines()
	switch {
	case !s.side.Empty():
		lines = layout.Beside(lines, th.Border.Paint(th.Glyphs.Divider), text.Fit(s.described(s.side.W, s.detailLines), s.side.W, s.side.H))
	case s.foot > 0:
		lines = append(lines, th.Border.Paint(strings.Repeat(th.Glyphs.Rule, s.width)))
		lines = append(lines, text.Fit(s.described(s.width, s.summaryLines), s.width, s.foot-1)...)
	}
	body := append([]string{s.top()}, lines...)
	if s.chooser != nil {
		body = s.chooser.draw(s, body)
	}
	return strings.Join(body, "\n")
}

// top is the search, or what it is set to, and where in the list the cursor is.
func (s *Screen) top() string {
	th := s.session.Theme
	var left string
	switch {
	case s.typing:
		left = " " + th.Key.Paint("/") + " " + s.search.View()
	case s.query.filtered():
		left = " " + th.Accent.Paint(s.found()) + th.Muted.Paint("  esc shows all")
	default:
		left = " " + th.Muted.Paint("/ searches "+s.kind.Search)
	}
	right := s.standing()
	room := max(s.width-text.Width(right)-1, 0)
	return text.Pad(text.Truncate(left, room, th.Glyphs.Ellipsis), room) + " " + text.Pad(right, s.width-room-1)
}

// found says what is searched for.
func (s *Screen) found() string {
	var parts []string
	if s.query.pattern != "" {
		parts = append(parts, "search: "+text.CleanLine(s.query.pattern))
	}
	if s.query.narrow != "" {
		parts = append(parts, s.kind.Narrow.Title+": "+s.query.narrow)
	}
	return strings.Join(parts, ", ")
}

// standing is the place of the cursor, what is marked, and the order where it is not the usual one.
func (s *Screen) standing() string {
	th := s.session.Theme
	var parts []string
	if marked := len(s.table.Marks()); marked > 0 {
		parts = append(parts, th.Accent.Paint(fmt.Sprintf("%d marked", marked)))
	}
	if s.query.sort != s.kind.Sorts[0] || s.query.descending {
		order := "by " + s.query.sort.Title
		if s.query.descending {
			order += ", reversed"
		}
		parts = append(parts, th.Muted.Paint(order))
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
func (s *Screen) notice() {
	th := s.session.Theme
	err := s.list.Err()
	switch {
	case !s.list.Known() && err != nil:
		s.table.SetNotice(core.FailurePage("The "+s.many()+" could not be read.", err), th.Danger)
	case !s.list.Known() && s.query.filtered():
		s.table.SetNotice("Asking the server ("+s.found()+") "+th.Glyphs.Ellipsis, th.Muted)
	case !s.list.Known():
		s.table.SetNotice("Reading the "+s.many()+" "+th.Glyphs.Ellipsis, th.Muted)
	case s.query.filtered():
		s.table.SetNotice("No "+s.entity.Resource+" was found ("+s.found()+"). esc shows all.", th.Muted)
	case s.kind.Add.Screen != "":
		s.table.SetNotice("There are no "+s.many()+". a adds one.", th.Muted)
	default:
		s.table.SetNotice("There are no "+s.many()+".", th.Muted)
	}
}

// many is what several entries are called.
func (s *Screen) many() string { return strings.ToLower(s.entity.Plural) }

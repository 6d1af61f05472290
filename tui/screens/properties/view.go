package properties

import (
	"fmt"
	"strings"

	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/layout"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// SetSize divides the room: a line for the filter, the list, and from 120 columns a detail pane.
func (s *Screen) SetSize(width, height int) {
	s.width, s.height = width, height
	body := layout.Rect{W: width, H: max(height-1, 0)}
	beside := false
	if s.list, s.detail, beside = layout.ListDetail(body); beside {
		s.foot = 0
	} else {
		s.foot = min(footLines, max(0, body.H-10))
	}
	s.table.SetSize(s.list.W, s.list.H-s.foot)
	s.filter.SetWidth(max(min(width-32, 60), 8))
}

// footLines is the room below the list for a line and the first words about the property, where there is no room beside it.
const footLines = 5

// View draws filter, list and detail.
func (s *Screen) View() string {
	th := s.session.Theme
	lines := s.table.Lines()
	switch {
	case !s.detail.Empty():
		lines = layout.Beside(lines, th.Border.Paint(th.Glyphs.Divider), text.Fit(s.detailLines(s.detail.W), s.detail.W, s.detail.H))
	case s.foot > 0:
		lines = append(lines, th.Border.Paint(strings.Repeat(th.Glyphs.Rule, s.width)))
		lines = append(lines, text.Fit(s.summaryLines(s.width), s.width, s.foot-1)...)
	}
	return strings.Join(append([]string{s.top()}, lines...), "\n")
}

// top is the filter, or what it is set to, and how much of the list is shown.
func (s *Screen) top() string {
	th := s.session.Theme
	var left string
	switch {
	case s.filtering:
		left = " " + th.Key.Paint("/") + " " + s.filter.View()
	case !s.filter.Empty():
		left = " " + th.Accent.Paint("filter: "+text.CleanLine(s.filter.Value())) + th.Muted.Paint("  esc clears it")
	case s.readOnly() != "":
		left = " " + th.Warn.Paint(th.Glyphs.ReadOnly+" "+s.readOnly())
	case s.session.Configuration != nil:
		left = " " + th.Muted.Paint("/ filters by name, value and help")
	}
	if s.changed {
		left += th.Changed.Paint("  only changed ones")
	}
	right := ""
	if s.session.Configuration != nil {
		right = fmt.Sprintf("%d of %d ", s.rows.found, len(s.rows.all))
	}
	room := max(s.width-text.Width(right)-1, 0)
	return text.Pad(text.Truncate(left, room, th.Glyphs.Ellipsis), room) + " " + th.Muted.Paint(right)
}

// readOnly says that nothing can be changed, and why; empty when something can.
func (s *Screen) readOnly() string {
	why := s.session.CannotWrite(change.Property)
	if why == "" {
		return ""
	}
	return "Nothing can be changed: " + text.CleanLine(why)
}

// notice is what stands in place of the list.
func (s *Screen) notice() {
	th := s.session.Theme
	switch {
	case s.session.Configuration == nil && s.load.Busy():
		s.table.SetNotice("Reading the configuration "+th.Glyphs.Ellipsis, th.Muted)
	case s.session.Configuration == nil && s.failure != nil:
		s.table.SetNotice(core.FailurePage("The configuration could not be read.", s.failure), th.Danger)
	case s.changed && s.filter.Empty():
		s.table.SetNotice("Everything is as a new installation has it. c shows all properties.", th.Muted)
	default:
		s.table.SetNotice("No property has that in its name, value or help. esc clears the filter.", th.Muted)
	}
}

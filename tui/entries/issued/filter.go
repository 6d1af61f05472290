package issued

import (
	"maps"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/tui/kit/fields"
	"github.com/jansadm/jansadm/tui/kit/layout"
	"github.com/jansadm/jansadm/tui/kit/text"
)

func (s *Screen[T]) startSearch() tea.Cmd {
	s.typing = true
	s.search.SetFocused(true)
	return nil
}

func (s *Screen[T]) keepSearch() tea.Cmd {
	s.typing = false
	s.search.SetFocused(false)
	s.takeSearch()
	return nil
}

func (s *Screen[T]) takeSearch() {
	next := maps.Clone(s.filter)
	delete(next, TextField)
	if asked := strings.TrimSpace(s.search.Value()); asked != "" {
		next[TextField] = asked
	}
	s.turn(next)
}

// clear shows everything again.
func (s *Screen[T]) clear() tea.Cmd {
	s.typing = false
	s.search.SetFocused(false)
	s.search.SetValue("")
	s.turn(Filter{})
	return nil
}

// turn asks for something else, from its beginning.
func (s *Screen[T]) turn(to Filter) {
	s.typed++ // what waits to be sent is overtaken
	if maps.Equal(to, s.filter) {
		return
	}
	s.filter = to
	s.unmark()
	s.reader.Reset()
	s.table.SetHighlight(highlight(to[TextField]))
	s.show()
	s.table.Home()
}

// highlight is what to paint in the rows; of several texts none, as only one could be.
func highlight(pattern string) string {
	if strings.Contains(pattern, ",") {
		return ""
	}
	return pattern
}

// openForm asks for the filter field by field.
func (s *Screen[T]) openForm() tea.Cmd {
	asked := s.kind.Fields()
	for i := range asked {
		asked[i].Value = s.filter[asked[i].ID]
	}
	s.form = fields.New(s.session.Theme, asked...)
	return nil
}

func (s *Screen[T]) closeForm() tea.Cmd {
	s.form = nil
	return nil
}

// takeForm filters as the form says. The first choice of a field means that it does not matter.
func (s *Screen[T]) takeForm() {
	next := Filter{}
	if asked := s.filter[TextField]; asked != "" {
		next[TextField] = asked
	}
	for _, field := range s.kind.Fields() {
		value := strings.TrimSpace(s.form.Value(field.ID))
		if value != "" && (len(field.Choices) == 0 || value != field.Choices[0]) {
			next[field.ID] = value
		}
	}
	s.form = nil
	s.turn(next)
}

// formMargin is what the form leaves at the sides.
const formMargin = 2

// drawForm puts the filter over the list.
func (s *Screen[T]) drawForm(body []string) []string {
	w := max(min(s.width-2*formMargin, 100), layout.MarginWidth)
	inner := max(w-layout.MarginWidth, 0)
	h := min(len(body), s.form.Height(inner)+layout.MarginHeight)
	s.form.SetSize(inner, max(h-layout.MarginHeight, 0))
	box := layout.Frame{Theme: s.session.Theme, Title: "Show which " + s.kind.Many, Focused: true}.Draw(s.form.Lines(), w, h)
	return layout.OverlayCenter(body, box, s.width)
}

// asked says what is searched for, in the order of the form.
func (s *Screen[T]) asked() string {
	var parts []string
	if pattern := s.filter[TextField]; pattern != "" {
		parts = append(parts, "search: "+text.CleanLine(pattern))
	}
	for _, field := range s.kind.Fields() {
		if value := s.filter[field.ID]; value != "" {
			parts = append(parts, strings.ToLower(field.Label)+": "+text.CleanLine(value))
		}
	}
	return strings.Join(parts, ", ")
}

package list

import (
	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/tui/kit/layout"
	"github.com/jansadm/jansadm/tui/kit/picker"
)

// chooser picks a type to narrow the list to, or an order, in a box over the list.
type chooser struct {
	title  string
	items  int
	widget *picker.Picker
	chosen func(id string) query
}

func (s *Screen) chooseType() tea.Cmd {
	items := []picker.Item{{ID: "=", Title: "all", Detail: "everything, whatever its " + s.kind.Narrow.Title}}
	for _, value := range s.kind.Narrow.Values {
		items = append(items, picker.Item{ID: "=" + value.Name, Title: value.Title, Detail: value.Detail, Keywords: value.Name})
	}
	s.openChooser("Show which "+s.kind.Narrow.Title, items, "="+s.query.narrow, func(id string) query {
		next := s.query
		next.narrow = id[1:]
		return next
	})
	return nil
}

func (s *Screen) chooseSort() tea.Cmd {
	var items []picker.Item
	for _, sort := range s.kind.Sorts {
		items = append(items, picker.Item{ID: sort.Column, Title: sort.Title})
	}
	s.openChooser("Sort by", items, s.query.sort.Column, func(id string) query {
		next := s.query
		for _, sort := range s.kind.Sorts {
			if sort.Column == id {
				next.sort = sort
			}
		}
		return next
	})
	return nil
}

func (s *Screen) openChooser(title string, items []picker.Item, present string, chosen func(string) query) {
	s.chooser = &chooser{title: title, items: len(items), widget: picker.New(s.session.Theme, picker.Options{}), chosen: chosen}
	s.chooser.widget.SetItems(items)
	s.chooser.widget.SetChosen(present)
}

// choose gives a key to the chooser.
func (s *Screen) choose(msg tea.KeyMsg) tea.Cmd {
	open := s.chooser
	switch open.widget.Key(msg) {
	case picker.Chosen:
		s.chooser = nil
		s.turn(open.chosen(open.widget.Chosen()[0]))
	case picker.Cancelled:
		s.chooser = nil
	}
	return nil
}

// press is an action that is a key of the chooser.
func (s *Screen) press(msg tea.KeyMsg) func() tea.Cmd {
	return func() tea.Cmd { return s.choose(msg) }
}

// The most room that the chooser takes, and what it leaves at the sides.
const (
	chooserWidth  = 76
	chooserHeight = 16
	chooserMargin = 2
)

// draw puts the chooser over the list.
func (c *chooser) draw(s *Screen, body []string) []string {
	w, h := min(s.width-2*chooserMargin, chooserWidth), min(len(body), chooserHeight, c.items+1+layout.MarginHeight)
	c.widget.SetSize(max(w-layout.MarginWidth, 0), max(h-layout.MarginHeight, 0))
	box := layout.Frame{Theme: s.session.Theme, Title: c.title, Note: c.widget.Position(), Focused: true}.Draw(c.widget.Lines(), w, h)
	return layout.OverlayCenter(body, box, s.width)
}

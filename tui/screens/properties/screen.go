// Package properties is the list of all settings of the auth server.
package properties

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/schema"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/layout"
	"github.com/jansadm/jansadm/tui/kit/line"
	"github.com/jansadm/jansadm/tui/kit/table"
)

// Spec describes the screen.
var Spec = core.Spec{
	ID: "auth.properties", Menu: "auth", Order: 1, Title: "Properties", Reads: change.Property,
	Help:    "All settings of the auth server: find, understand and change them.",
	Aliases: []string{"settings", "configuration"},
	New:     func(session *core.Session, arg string) core.Screen { return newScreen(session, arg) },
	Objects: objects,
}

// objects are all properties, for the palette.
func objects(session *core.Session) []core.Object {
	catalogue := schema.Catalogue()
	found := make([]core.Object, len(catalogue))
	for i, property := range catalogue {
		found[i] = core.Object{Name: property.Name, Title: property.Name, Detail: property.Help, Keywords: strings.Join(property.Aliases, " ")}
	}
	return found
}

// Screen is the list, its filter, and the detail pane.
type Screen struct {
	session *core.Session
	table   *table.Table
	filter  *line.Input
	load    core.Slot
	rows    rows

	filtering bool // the filter has the focus
	changed   bool // only what differs from a new installation
	failure   error
	seek      string // the property to put the cursor on once the list is there
	width     int
	height    int
	detail    layout.Rect
	list      layout.Rect
	foot      int // lines of summary below the list, where there is no room beside it
}

func newScreen(session *core.Session, seek string) *Screen {
	s := &Screen{session: session, seek: seek}
	s.filter = line.New(session.Theme, line.Options{Placeholder: "name, value or words of the help"})
	s.filter.SetFocused(false)
	s.table = table.New(session.Theme,
		table.Column{Title: "Property", Min: 35, Max: 52, Weight: 3},
		table.Column{Title: "Value", Min: 16, Weight: 4},
		table.Column{Title: "", Min: 8, Max: 8, Drop: 1})
	s.rows.session = session
	s.table.SetSource(&s.rows)
	return s
}

// Init shows what is known and reads what is not.
func (s *Screen) Init() tea.Cmd {
	if s.session.Configuration != nil {
		s.refresh()
		return nil
	}
	return s.reload()
}

// Resume shows what was staged meanwhile.
func (s *Screen) Resume() tea.Cmd {
	s.refresh()
	return nil
}

// Close cancels what is being read.
func (s *Screen) Close() { s.load.Cancel() }

func (s *Screen) reload() tea.Cmd {
	cmd := core.LoadConfiguration(s.session, &s.load, s)
	s.notice()
	return cmd
}

// Update takes answers and the keys that no action claims.
func (s *Screen) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case core.Loaded:
		s.failure = s.session.Take(msg)
		s.refresh()
	case core.Applied:
		s.refresh()
	case tea.KeyMsg:
		s.key(msg)
	}
	return nil
}

func (s *Screen) key(msg tea.KeyMsg) {
	if !s.filtering {
		s.table.Key(msg)
		return
	}
	before := s.filter.Value()
	if s.filter.Key(msg) {
		if s.filter.Value() != before {
			s.refresh()
			s.table.Select(s.rows.best())
		}
		return
	}
	s.table.Key(msg) // the arrows move the cursor while one types
}

// refresh works out the rows again after anything they depend on has changed.
func (s *Screen) refresh() {
	s.rows.update(s.filter.Value(), s.changed)
	s.table.SetHighlight(s.filter.Value())
	s.notice()
	s.table.Refresh()
	if s.seek != "" && s.table.Select(s.seek) {
		s.seek = ""
	}
}

// Typing says whether the filter has the focus.
func (s *Screen) Typing() bool { return s.filtering }

// Title is the breadcrumb's part.
func (s *Screen) Title() string { return "Properties" }

// HelpText explains the marks.
func (s *Screen) HelpText() string {
	g := s.session.Theme.Glyphs
	return "Every setting of the auth server, in groups. Typing after / filters by name, value and help; the documentation's enabledFeatureFlags is the " +
		"property featureFlags, and both names find it.\n\n" +
		g.Staged + " marks a value that is edited but not applied, " + g.Changed + " one that differs from what a new installation holds, " + g.Lock +
		" one that cannot be set.\n\nNothing is written before you review the staged edits with ctrl+s and confirm."
}

// Package menu is the console's menu pages, made from the registry of screens.
package menu

import (
	"cmp"
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/prose"
	"github.com/jansadm/jansadm/tui/kit/table"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// The ids of the menus.
const (
	HomeID = "home"
	AuthID = "auth"
)

// Home is the first page; Auth lists what belongs to the auth server, in the words of the server's documentation.
var (
	Home = core.Spec{ID: HomeID, Title: "Home", Help: "The first page.", New: maker(HomeID, "Home")}
	Auth = core.Spec{ID: AuthID, Menu: HomeID, Order: 1, Title: "Auth Server",
		Help: "Settings, scopes, claims, scripts and clients of the OAuth and OpenID Connect server.", New: maker(AuthID, "Auth Server")}
)

func maker(id, title string) func(*core.Session, string) core.Screen {
	return func(session *core.Session, _ string) core.Screen {
		screen := &Screen{title: title, specs: listed(session.Registry, id)}
		screen.table = table.New(session.Theme,
			table.Column{Title: "Go to", Min: 16, Max: 28, Weight: 1},
			table.Column{Title: "What is there", Min: 20, Weight: 3, Drop: 1})
		screen.session = session
		screen.table.SetTitles(false)
		screen.table.SetSource(source{screen})
		return screen
	}
}

func listed(registry []core.Spec, menu string) []core.Spec {
	var specs []core.Spec
	for _, spec := range registry {
		if spec.Menu == menu {
			specs = append(specs, spec)
		}
	}
	slices.SortStableFunc(specs, func(a, b core.Spec) int { return cmp.Compare(a.Order, b.Order) })
	return specs
}

// Screen is one menu.
type Screen struct {
	session *core.Session
	width   int
	height  int
	title   string
	specs   []core.Spec
	table   *table.Table
}

type source struct{ *Screen }

func (s source) Len() int        { return len(s.specs) }
func (s source) ID(i int) string { return s.specs[i].ID }
func (s source) Row(i int) table.Row {
	spec := s.specs[i]
	if why := s.session.CannotRead(spec.Reads); why != "" {
		th := s.session.Theme
		return table.Row{Cells: []table.Cell{{Text: th.Glyphs.Lock + " " + spec.Title, Style: th.Muted}, {Text: why, Style: th.Muted}}}
	}
	return table.Row{Cells: []table.Cell{{Text: spec.Title}, {Text: spec.Help}}}
}

// Init has nothing to start.
func (s *Screen) Init() tea.Cmd { return nil }

// Update moves the cursor.
func (s *Screen) Update(msg tea.Msg) tea.Cmd {
	if key, ok := msg.(tea.KeyMsg); ok {
		s.table.Key(key)
	}
	return nil
}

// SetSize gives the room.
func (s *Screen) SetSize(width, height int) {
	s.width, s.height = width, height
	s.table.SetSize(width, min(len(s.specs)+1, height))
}

// View draws the list, and below it how to get anywhere faster.
func (s *Screen) View() string {
	page := prose.New(s.width)
	page.Painted(0, s.table.Lines()...)
	page.Add(s.session.Theme.Muted, "Press : and type a few letters of any property, flag, place or action to go straight to it. ? explains the keys.")
	return strings.Join(text.Fit(page.Lines(), s.width, s.height), "\n")
}

// Title names the menu.
func (s *Screen) Title() string { return s.title }

// Actions opens the entry under the cursor.
func (s *Screen) Actions() []core.Action {
	return []core.Action{{
		ID: "menu.open", Keys: []string{"enter", "right", "l"}, Title: "Open", Help: "Opens the place under the cursor.", Disabled: s.closed(),
		Run: func() tea.Cmd { return s.session.Post(core.Open{ID: s.table.Selected()}) },
	}}
}

// closed is why the place under the cursor cannot be opened; empty when it can.
func (s *Screen) closed() string {
	spec, _ := s.session.Screen(s.table.Selected())
	return s.session.CannotRead(spec.Reads)
}

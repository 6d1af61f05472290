// Package form shows and edits one entry of the server: a scope, claim, script or client. A screen of it is a pile of panels, of which
// the top one shows: the fields of the entry, above them the editor of one, or a list to choose from.
package form

import (
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/directory"
	"github.com/jansadm/jansadm/client/ops/drafts"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// Panel is what a screen shows at a time.
type Panel interface {
	// Title is the panel's part of the breadcrumb.
	Title() string
	// SetSize gives the room; called before the first Lines and whenever it may have to change.
	SetSize(width, height int)
	// Lines draws the panel; what is missing or too much is put right by the screen.
	Lines() []string
	// Actions is what can be done here now. Without one for esc, esc goes back to the panel below.
	Actions() []core.Action
	// Update receives the answers of the panel's work, a Resumed, a core.Applied, a core.Late, what comes back from the person's editor,
	// and the keys that no action claims.
	Update(msg tea.Msg) tea.Cmd
	// Typing says whether text has the focus.
	Typing() bool
	// Pending says in words what leaving the panel would lose; empty when nothing would.
	Pending() string
}

// Starter is a panel that has something to do when it is first shown.
type Starter interface{ Start() tea.Cmd }

// Closer is a panel that wants to know that it is gone.
type Closer interface{ Close() }

// Helper is a panel that explains more than its actions do.
type Helper interface{ HelpText() string }

// Resumed tells a panel that it can be seen again: other screens or panels have been on top.
type Resumed struct{}

// Screen is a pile of panels.
type Screen struct {
	Session *core.Session
	panels  []Panel
	width   int
	height  int

	retyping *drafts.Typed // waits to be put back
}

// New makes a screen with its first panel.
func New(session *core.Session, root func(*Screen) Panel) *Screen {
	s := &Screen{Session: session}
	s.panels = []Panel{root(s)}
	return s
}

func (s *Screen) top() Panel { return s.panels[len(s.panels)-1] }

// Init starts the first panel.
func (s *Screen) Init() tea.Cmd { return s.start() }

func (s *Screen) start() tea.Cmd {
	s.arrange()
	if starter, ok := s.top().(Starter); ok {
		return starter.Start()
	}
	return nil
}

func (s *Screen) arrange() { s.top().SetSize(s.width, s.height) }

// Push shows a panel on top of the others.
func (s *Screen) Push(panel Panel) tea.Cmd {
	s.panels = append(s.panels, panel)
	return s.start()
}

// Drop takes a panel away, with all that are above it. The first one stays. What was typed there is lost: whoever drops it has asked.
func (s *Screen) Drop(panel Panel) tea.Cmd {
	at := slices.Index(s.panels, panel)
	if at < 1 {
		return nil
	}
	for _, gone := range s.panels[at:] {
		if closer, ok := gone.(Closer); ok {
			closer.Close()
		}
	}
	s.panels = s.panels[:at]
	return s.Update(Resumed{})
}

// leave goes back to what was shown before a panel.
func (s *Screen) leave(panel Panel) tea.Cmd {
	if panel == s.panels[0] {
		return s.Session.Post(core.Pop{})
	}
	return s.Drop(panel)
}

// Update routes answers to their panels, keys to the one that shows, and what concerns everybody to all.
func (s *Screen) Update(msg tea.Msg) tea.Cmd {
	defer s.arrange()
	switch msg := msg.(type) {
	case answer:
		return s.take(msg)
	case core.Applied, core.Late, Resumed:
		var cmds []tea.Cmd
		for _, panel := range slices.Clone(s.panels) {
			cmds = append(cmds, panel.Update(msg))
		}
		return tea.Batch(cmds...)
	}
	return s.top().Update(msg)
}

// Resume tells the panels.
func (s *Screen) Resume() tea.Cmd { return s.Update(Resumed{}) }

// Close tells the panels.
func (s *Screen) Close() {
	for _, panel := range s.panels {
		if closer, ok := panel.(Closer); ok {
			closer.Close()
		}
	}
}

// SetSize gives the room.
func (s *Screen) SetSize(width, height int) {
	s.width, s.height = max(width, 0), max(height, 0)
	s.arrange()
}

// View draws the panel that shows.
func (s *Screen) View() string {
	return strings.Join(text.Fit(s.top().Lines(), s.width, s.height), "\n")
}

// Title names the panels from the first on.
func (s *Screen) Title() string {
	var titles []string
	for _, panel := range s.panels {
		if title := panel.Title(); title != "" {
			titles = append(titles, title)
		}
	}
	return strings.Join(titles, " "+s.Session.Theme.Glyphs.Crumb+" ")
}

// Actions are those of the panel that shows, and the way back.
func (s *Screen) Actions() []core.Action {
	actions := s.top().Actions()
	if _, claimed := core.Find(actions, "esc"); claimed || len(s.panels) == 1 {
		return actions
	}
	return append(actions, core.Action{ID: "panel.up", Keys: []string{"esc"}, Title: "Up",
		Help: "Goes one level up; asks only when typed text is not staged.", Run: s.up})
}

func (s *Screen) up() tea.Cmd {
	panel := s.top()
	lost := panel.Pending()
	if lost == "" {
		return s.Drop(panel)
	}
	return s.Session.Post(core.Ask{
		Title: "Go up without staging?", Lines: []string{lost}, Yes: "Go up",
		Done: func(yes bool, _ string) tea.Cmd {
			if !yes {
				return nil
			}
			return s.Drop(panel)
		},
	})
}

// Typing says whether text has the focus.
func (s *Screen) Typing() bool { return s.top().Typing() }

// Unsaved says what leaving the screen would lose.
func (s *Screen) Unsaved() string {
	if waiting := s.unretyped(); waiting != "" {
		return waiting
	}
	for _, panel := range slices.Backward(s.panels) {
		if lost := panel.Pending(); lost != "" {
			return lost
		}
	}
	return ""
}

// HelpText explains the panel that shows.
func (s *Screen) HelpText() string {
	if helper, ok := s.top().(Helper); ok {
		return text.Clean(helper.HelpText())
	}
	return ""
}

// Names is what is known of the entries that others refer to, those that are to be created included.
func (s *Screen) Names() ops.Directory {
	names := s.Session.Ops.Directory()
	var heads []ops.Head
	for _, resource := range directory.Resources {
		for _, created := range s.Session.Draft.Created(resource) {
			heads = append(heads, created.Head())
		}
	}
	if len(heads) == 0 {
		return names
	}
	return names.Add(heads...)
}

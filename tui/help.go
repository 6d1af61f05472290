package tui

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/area"
	"github.com/jansadm/jansadm/tui/kit/layout"
	"github.com/jansadm/jansadm/tui/kit/line"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// help explains the screen it was opened on: what the screen says about itself, and every key of the action tables.
type help struct {
	session   *core.Session
	title     string
	text      string
	actions   []core.Action
	body      *area.Area
	search    *line.Input
	searching bool
	width     int
}

func (a *App) openHelp() tea.Cmd {
	screen := a.top()
	h := &help{session: a.session, title: screen.Title(), actions: append(screen.Actions(), a.globals()...)}
	if helper, ok := screen.(core.Helper); ok {
		h.text = helper.HelpText()
	}
	h.body = area.New(a.session.Theme, area.Options{})
	h.search = line.New(a.session.Theme, line.Options{Placeholder: "search the help"})
	a.overlay = h
	return nil
}

// Key scrolls, searches and closes.
func (h *help) Key(msg tea.KeyMsg) (bool, tea.Cmd) {
	if h.searching {
		switch msg.String() {
		case "enter", "esc":
			h.searching = false
		default:
			h.search.Key(msg)
			h.body.Search(h.search.Value())
		}
		return false, nil
	}
	switch msg.String() {
	case "esc", "q", "?", "enter", "f1":
		return true, nil
	case "/":
		h.searching = true
		return false, nil
	}
	h.body.Key(msg)
	return false, nil
}

// Draw covers most of the frame.
func (h *help) Draw(frame []string, width, height int) []string {
	w, height := min(width-4, 96), height-2
	inner := w - layout.MarginWidth
	if h.width != inner {
		h.width = inner
		h.body.ReplaceLines(h.lines(inner - scrollBar))
		h.search.SetWidth(max(inner-10, 8))
	}
	h.body.SetSize(inner, height-layout.MarginHeight-1)
	foot := h.session.Theme.Muted.Paint("/ searches, n next, esc closes")
	if h.searching {
		foot = h.session.Theme.Key.Paint("/ ") + h.search.View()
	}
	box := layout.Frame{Theme: h.session.Theme, Title: "Help: " + text.CleanLine(h.title), Note: h.body.Position(), Focused: true}.
		Draw(append(h.body.Lines(), text.Pad(foot, inner)), w, height)
	return layout.OverlayCenter(frame, box, width)
}

// Typing is true while one searches.
func (h *help) Typing() bool { return h.searching }

func (h *help) lines(width int) []string {
	th := h.session.Theme
	var lines []string
	if h.text != "" {
		lines = append(text.Wrap(text.Clean(h.text), width), "")
	}
	lines = append(lines, th.Title.Paint("Keys here"))
	seen := map[string]bool{}
	for _, action := range h.actions {
		if seen[action.ID] {
			continue
		}
		seen[action.ID] = true
		lines = append(lines, h.describe(action, width)...)
	}
	lines = append(lines, "", th.Title.Paint("Moving"))
	for _, row := range [][2]string{{"↑ ↓ j k", "one line"}, {"pgup pgdn", "one page"}, {"home end g G", "first, last"}} {
		lines = append(lines, th.Key.Paint(text.Pad(row[0], keyColumn))+row[1])
	}
	return lines
}

// scrollBar is the room that the scroll bar and the space before it take.
const scrollBar = 2

// keyColumn is the room for keys in the help.
const keyColumn = 16

func (h *help) describe(action core.Action, width int) []string {
	th := h.session.Theme
	names := make([]string, len(action.Keys))
	for i, key := range action.Keys {
		names[i] = core.KeyName(key)
	}
	content := action.Title + ": " + action.Help
	if action.Verb != "" {
		content += " Command line: " + action.Verb
	}
	if action.Disabled != "" {
		content += " Not possible now: " + action.Disabled + "."
	}
	var lines []string
	for i, part := range text.Wrap(text.Clean(content), max(width-keyColumn, 8)) {
		lead := text.Blank(keyColumn)
		if i == 0 {
			lead = th.Key.Paint(text.Pad(strings.Join(names, " "), keyColumn))
		}
		lines = append(lines, lead+part)
	}
	return lines
}

package form

import (
	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/area"
)

// Reader shows a long text, such as a stack trace.
type Reader struct {
	title string
	text  string
	area  *area.Area
	copy  func(string) tea.Cmd
}

// NewReader shows a text, which need not be cleaned.
func NewReader(screen *Screen, title, text string) *Reader {
	r := &Reader{title: title, text: text, area: area.New(screen.Session.Theme, area.Options{Wrap: true}), copy: screen.Session.Copy}
	if text == "" {
		text = "There is none."
	}
	r.area.SetText(text)
	return r
}

// Title is the breadcrumb's part.
func (r *Reader) Title() string { return r.title }

// SetSize gives the room.
func (r *Reader) SetSize(width, height int) { r.area.SetSize(width, height) }

// Lines draws the text.
func (r *Reader) Lines() []string { return r.area.Lines() }

// Actions copy the text.
func (r *Reader) Actions() []core.Action {
	return []core.Action{{ID: "copy.value", Keys: []string{"y"}, Title: "Copy", Help: "Puts the text on the clipboard.", Run: func() tea.Cmd { return r.copy(r.text) }}}
}

// Update scrolls.
func (r *Reader) Update(msg tea.Msg) tea.Cmd {
	if key, ok := msg.(tea.KeyMsg); ok {
		r.area.Key(key)
	}
	return nil
}

// Typing is never true.
func (r *Reader) Typing() bool { return false }

// Pending is always empty.
func (r *Reader) Pending() string { return "" }

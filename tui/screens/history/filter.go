package history

import (
	"unicode"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/ops/history"
	"github.com/jansadm/jansadm/theme"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/line"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// filter narrows a list while a person types.
type filter struct {
	input  *line.Input
	typing bool
}

func newFilter(th *theme.Theme, what string) filter {
	input := line.New(th, line.Options{Placeholder: what})
	input.SetFocused(false)
	return filter{input: input}
}

func (f *filter) value() string   { return f.input.Value() }
func (f *filter) words() []string { return history.Words(f.value()) }
func (f *filter) empty() bool     { return len(f.words()) == 0 }

// key says whether a key has changed the filter.
func (f *filter) key(msg tea.KeyMsg) bool {
	before := f.value()
	return f.typing && f.input.Key(msg) && f.value() != before
}

// prints says whether a key would put something into a text.
func prints(msg tea.KeyMsg) bool {
	return msg.Paste || msg.Type == tea.KeySpace || msg.Type == tea.KeyRunes && !msg.Alt && len(msg.Runes) > 0 && unicode.IsPrint(msg.Runes[0])
}

func (f *filter) focus(on bool) tea.Cmd {
	f.typing = on
	f.input.SetFocused(on)
	return nil
}

// actions are those of the filter: all there are while it has the focus. The change of the list is the screen's.
func (f *filter) actions(changed func()) (actions []core.Action, alone bool) {
	clearing := core.Action{ID: "filter.clear", Keys: []string{"esc"}, Title: "Clear filter", Help: "Shows everything again.", Run: func() tea.Cmd {
		f.input.SetValue("")
		changed()
		return f.focus(false)
	}}
	keep := core.Action{ID: "filter.keep", Keys: []string{"enter", "tab"}, Title: "Keep filter", Help: "Keeps the filter and returns to the list.",
		Run: func() tea.Cmd { return f.focus(false) }}
	start := core.Action{ID: "filter", Keys: []string{"/"}, Title: "Filter", Help: "Filters while you type; all words have to be there.",
		Run: func() tea.Cmd { return f.focus(true) }}
	switch {
	case f.typing:
		return []core.Action{keep, clearing}, true
	case f.value() != "":
		return []core.Action{start, clearing}, false
	}
	return []core.Action{start}, false
}

// line is the head of the list: what it shows, and the filter where there is one.
func (f *filter) line(th *theme.Theme, told string, width int) string {
	content := " " + th.Muted.Paint(told)
	if f.typing || f.value() != "" {
		f.input.SetWidth(max(width-text.Width(told)-12, 8))
		content += th.Accent.Paint("  / ") + f.input.View()
	}
	return text.Pad(text.Truncate(content, width, th.Glyphs.Ellipsis), width)
}

package confirm

import (
	"strings"

	"github.com/jansadm/jansadm/tui/kit/layout"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// below returns what is under the body: a blank line, what was wrong with the
// word, the line to type it in, the buttons.
func (d *Dialog) below(width int) []string {
	if d.options.Word == "" {
		return []string{"", d.buttons()}
	}
	lines := []string{""}
	if d.notice != "" {
		for _, l := range text.Wrap(text.CleanLine(d.notice), max(width, 1)) {
			lines = append(lines, d.theme.Warn.Paint(l))
		}
	}
	return append(lines, d.theme.Text.Paint(d.prompt())+d.input.View(), d.buttons())
}

// preferredWidth is how wide a dialog gets where there is room: lines longer
// than this are hard to read.
const preferredWidth = 76

// Size returns the size that shows the whole question, within the given one.
func (d *Dialog) Size(maxWidth, maxHeight int) (width, height int) {
	inner := text.Width(d.buttons())
	for _, l := range d.options.Lines {
		inner = max(inner, text.Width(l))
	}
	inner = max(inner, text.Width(d.options.Title)+2, text.Width(d.prompt()+d.options.Word)+1)
	inner = min(inner+areaMargin, preferredWidth, max(maxWidth-layout.MarginWidth, 1))
	lines := 0
	for _, l := range d.options.Lines {
		lines += len(text.Wrap(l, max(inner-areaMargin, 1)))
	}
	return min(inner+layout.MarginWidth, maxWidth), min(lines+len(d.below(inner))+layout.MarginHeight, maxHeight)
}

// areaMargin is what the body's scroll bar takes.
const areaMargin = 2

// SetSize sets the cells the dialog takes, frame included.
func (d *Dialog) SetSize(width, height int) {
	d.width, d.height = max(width, 0), max(height, 0)
	inner, room := max(width-layout.MarginWidth, 0), max(height-layout.MarginHeight, 0)
	d.body.SetSize(inner, max(room-len(d.below(inner)), 0))
	d.input.SetWidth(max(inner-text.Width(d.prompt()), 0))
}

// prompt asks for the word, in few words where the dialog is narrow.
func (d *Dialog) prompt() string {
	if d.options.Word == "" {
		return ""
	}
	word := text.CleanLine(d.options.Word)
	if prompt := "Type " + word + " to confirm: "; d.width == 0 || text.Width(prompt+word) < d.width-layout.MarginWidth {
		return prompt
	}
	return "Type " + word + ": "
}

// View returns the dialog, its lines separated by line breaks.
func (d *Dialog) View() string { return strings.Join(d.Lines(), "\n") }

// Lines returns exactly as many lines as the dialog is high, each exactly as
// wide as the dialog. The first call starts the quiet time.
func (d *Dialog) Lines() []string {
	if d.width == 0 || d.height == 0 {
		return nil
	}
	if d.since.IsZero() {
		d.since = d.options.Now()
	}
	inner, room := max(d.width-layout.MarginWidth, 0), max(d.height-layout.MarginHeight, 0)
	// Where there is no room for all, the buttons stay and the question goes last.
	below := d.below(inner)
	lines := append(d.body.Lines(), below[max(len(below)-room, 0):]...)
	note := ""
	if !d.body.AtEnd() {
		note = "more below"
	}
	frame := layout.Frame{Theme: d.theme, Title: d.options.Title, Note: note, Focused: true, Danger: d.options.Danger}
	return frame.Draw(lines, d.width, d.height)
}

// buttons shows what can be answered, the chosen one by glyph and style.
func (d *Dialog) buttons() string {
	confirm, cancel := text.CleanLine(d.options.Confirm), text.CleanLine(d.options.Cancel)
	if d.options.Word != "" {
		style := d.theme.Muted
		if d.wordTyped() {
			style = d.theme.Accent
		}
		return d.theme.Key.Paint("esc") + " " + d.theme.KeyText.Paint(cancel) +
			"   " + d.theme.Key.Paint("enter") + " " + style.Paint(confirm)
	}
	buttons := d.button(cancel, d.chosen == Cancelled, false) + "  " + d.button(confirm, d.chosen == Confirmed, d.options.Danger)
	if d.options.Other != "" {
		buttons += "  " + d.button(text.CleanLine(d.options.Other), d.chosen == Other, d.options.Danger)
	}
	return buttons
}

func (d *Dialog) button(label string, chosen, danger bool) string {
	switch {
	case chosen:
		return d.theme.Selection.Paint(d.theme.Glyphs.Cursor + "[ " + label + " ]")
	case danger:
		return " " + d.theme.Danger.Paint("[ "+label+" ]")
	default:
		return " [ " + label + " ]"
	}
}

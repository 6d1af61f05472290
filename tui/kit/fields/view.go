package fields

import (
	"strings"

	"github.com/jansadm/jansadm/tui/kit/prose"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// SetSize sets the cells that the form takes.
func (f *Form) SetSize(width, height int) {
	f.width, f.height = max(width, 0), max(height, 0)
	room := max(f.width-f.labelWidth()-f.lead()-1, 1)
	for _, in := range f.fields {
		in.line.SetWidth(room)
	}
}

// widestLabel keeps room for the values.
const widestLabel = 24

func (f *Form) labelWidth() int {
	widest := 0
	for _, in := range f.fields {
		widest = max(widest, text.Width(text.CleanLine(in.Label)))
	}
	return min(widest, widestLabel) + 2
}

// lead is the room for the cursor.
func (f *Form) lead() int { return text.Width(f.theme.Glyphs.Cursor) + 1 }

// Height is how many lines show everything at that width.
func (f *Form) Height(width int) int {
	most := 0
	for i := range f.fields {
		most = max(most, len(f.remarks(f.fields[i], width)))
	}
	return len(f.fields) + 1 + most
}

// Lines draws the fields, and below them what there is to say about the one in focus: exactly as many lines as the form is high.
func (f *Form) Lines() []string {
	remarks := f.remarks(f.fields[f.focus], f.width)
	rows := max(f.height-len(remarks)-1, 1)
	if rows > len(f.fields) {
		rows = len(f.fields)
	}
	first := min(max(f.focus-rows+1, 0), len(f.fields)-rows)
	lines := make([]string, 0, f.height)
	for i := first; i < first+rows; i++ {
		lines = append(lines, f.row(i))
	}
	lines = append(append(lines, ""), remarks...)
	return text.Fit(lines, f.width, f.height)
}

func (f *Form) row(i int) string {
	in, th := f.fields[i], f.theme
	label := text.Pad(text.Truncate(text.CleanLine(in.Label), f.labelWidth()-2, th.Glyphs.Ellipsis), f.labelWidth())
	lead := text.Blank(f.lead())
	if i == f.focus {
		lead, label = th.Focus.Paint(th.Glyphs.Cursor)+" ", th.Focus.Paint(label)
	} else {
		label = th.Muted.Paint(label)
	}
	if len(in.Choices) == 0 {
		return lead + label + in.line.View()
	}
	return lead + label + f.choices(in, i == f.focus)
}

// choices shows all of them with the one that is chosen marked, or that one alone where there is no room.
func (f *Form) choices(in *input, focused bool) string {
	th := f.theme
	words := make([]string, len(in.Choices))
	for i, choice := range in.Choices {
		word := text.CleanLine(choice)
		switch {
		case i == in.chosen && focused:
			words[i] = th.Selection.Paint("[" + word + "]")
		case i == in.chosen:
			words[i] = "[" + word + "]"
		default:
			words[i] = " " + th.Muted.Paint(word) + " "
		}
	}
	room := max(f.width-f.labelWidth()-f.lead()-1, 1)
	if all := strings.Join(words, ""); text.Width(all) <= room {
		return all
	}
	return text.Truncate(words[in.chosen], room, th.Glyphs.Ellipsis)
}

// remarks are what is wrong with a field, and what it is for.
func (f *Form) remarks(in *input, width int) []string {
	th := f.theme
	page := prose.New(width)
	switch {
	case in.refused != "":
		page.Bullet(th.Glyphs.Error, th.Danger, th.Danger, in.refused)
	case in.touched && in.value() != "":
		if problem := in.problem(); problem != "" {
			page.Bullet(th.Glyphs.Warn, th.Warn, th.Warn, problem)
		}
	}
	if notice := in.line.Notice(); notice != "" {
		page.Bullet(th.Glyphs.Warn, th.Warn, th.Warn, notice)
	}
	page.Add(th.Muted, in.Help)
	return page.Lines()
}

package picker

import (
	"slices"
	"strconv"
	"strings"

	"github.com/jansadm/jansadm/tui/kit/table"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// SetSize sets the cells the picker takes.
func (p *Picker) SetSize(width, height int) {
	p.width, p.height = max(width, 0), max(height, 0)
	p.filter.SetWidth(max(p.width-text.Width(p.prompt()), 0))
	p.layout()
}

// maxMark is the most cells the words that mark items take.
const maxMark = 18

// layout hands the cells out: to the columns there is something for, and to the
// last line if it says anything.
func (p *Picker) layout() {
	columns := []table.Column{{Min: 8, Weight: 2, Middle: true}}
	if p.marks > 0 {
		columns = append(columns, table.Column{Min: p.marks, Drop: 1})
	}
	columns = append(columns, table.Column{Min: 12, Weight: 3, Drop: 2})
	if p.options.Multi {
		box := max(text.Width(p.theme.Glyphs.On), text.Width(p.theme.Glyphs.Off))
		columns = slices.Insert(columns, 0, table.Column{Min: box})
	}
	p.table.SetColumns(columns...)
	height := p.height - 1
	if p.lastLine() {
		height--
	}
	p.table.SetSize(p.width, max(height, 0))
}

// lastLine reports whether the last line is the status's: where there are few,
// the list needs them more.
func (p *Picker) lastLine() bool { return p.height > 3 && p.status() != "" }

// status says what does not show in the list: what has become of loading, how
// many are chosen, what else there is to do.
func (p *Picker) status() string {
	var parts []string
	if len(p.items) > 0 && p.state != "" {
		parts = append(parts, p.stated.Paint(p.state))
	}
	if p.options.Count {
		parts = append(parts, p.theme.Muted.Paint(p.count()))
	}
	if p.options.New != "" {
		parts = append(parts, p.theme.Key.Paint("ctrl+n")+" "+p.theme.KeyText.Paint(text.CleanLine(p.options.New)))
	}
	return strings.Join(parts, "   ")
}

// count says how many are chosen; of how many is known when there are items.
func (p *Picker) count() string {
	s := strconv.Itoa(len(p.chosen)) + " chosen"
	if p.known == nil || p.options.Some {
		return s
	}
	s += " of " + strconv.Itoa(p.offered)
	unknown := 0
	for _, id := range p.chosen {
		if !p.known[id] {
			unknown++
		}
	}
	if unknown > 0 {
		s += ", " + strconv.Itoa(unknown) + " unknown"
	}
	return s
}

func (p *Picker) prompt() string { return text.CleanLine(p.options.Prompt) + ": " }

func (p *Picker) isChosen(id string) bool { return slices.Contains(p.chosen, id) }

// View returns the picker, its lines separated by line breaks.
func (p *Picker) View() string { return strings.Join(p.Lines(), "\n") }

// Lines returns exactly as many lines as the picker is high, each exactly as
// wide as the picker: the filter, below it the list, and the status if there is
// one.
func (p *Picker) Lines() []string {
	if p.width == 0 || p.height == 0 {
		return nil
	}
	first := p.theme.Muted.Paint(p.prompt()) + p.filter.View()
	lines := append([]string{text.Pad(first, p.width)}, p.table.Lines()...)
	if p.lastLine() {
		status := text.AppendFit(nil, " "+p.status(), p.width, p.theme.Glyphs.Ellipsis)
		lines = append(lines, string(status))
	}
	return lines
}

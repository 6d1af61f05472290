package picker

import (
	"slices"
	"strings"

	"github.com/jansadm/jansadm/tui/kit/text"
)

// SetSize sets the cells the picker takes.
func (p *Picker) SetSize(width, height int) {
	p.width, p.height = max(width, 0), max(height, 0)
	p.filter.SetWidth(max(p.width-text.Width(p.prompt()), 0))
	p.table.SetSize(p.width, max(p.height-1, 0))
}

func (p *Picker) prompt() string { return text.CleanLine(p.options.Prompt) + ": " }

func (p *Picker) isChosen(id string) bool { return slices.Contains(p.chosen, id) }

// View returns the picker, its lines separated by line breaks.
func (p *Picker) View() string { return strings.Join(p.Lines(), "\n") }

// Lines returns exactly as many lines as the picker is high, each exactly as
// wide as the picker: the filter, and below it the list.
func (p *Picker) Lines() []string {
	if p.width == 0 || p.height == 0 {
		return nil
	}
	first := p.theme.Muted.Paint(p.prompt()) + p.filter.View()
	return append([]string{text.Pad(first, p.width)}, p.table.Lines()...)
}

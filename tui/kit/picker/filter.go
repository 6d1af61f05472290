package picker

import (
	"strings"

	"github.com/jansadm/jansadm/tui/kit/table"
)

// apply lists the items that hold every word of the filter: first those whose
// title starts with the filter, then the others, both in their own order. Without
// a filter, what is listed first comes first.
func (p *Picker) apply() {
	filter := strings.ToLower(p.filter.Value())
	words := strings.Fields(filter)
	filter = strings.Join(words, " ")
	p.shown = make([]int, 0, len(p.items))
	var later []int
	for i, s := range p.search {
		switch {
		case !holdsAll(s, words):
		case len(words) == 0 && len(p.first) > 0 && !p.first[p.items[i].ID]:
			later = append(later, i)
		case strings.HasPrefix(s, filter):
			p.shown = append(p.shown, i)
		default:
			later = append(later, i)
		}
	}
	p.shown = append(p.shown, later...)
	highlight := ""
	if len(words) > 0 {
		highlight = words[len(words)-1]
	}
	p.table.SetHighlight(highlight)
	p.table.Refresh()
}

func holdsAll(s string, words []string) bool {
	for _, w := range words {
		if !strings.Contains(s, w) {
			return false
		}
	}
	return true
}

// source lists the matching items in the table.
func (p *Picker) source() table.Source { return rows{p} }

type rows struct{ *Picker }

func (r rows) Len() int        { return len(r.shown) }
func (r rows) ID(i int) string { return r.items[r.shown[i]].ID }

func (r rows) Row(i int) table.Row {
	item := r.items[r.shown[i]]
	title, detail := table.Cell{Text: item.Title, Style: r.theme.Text}, table.Cell{Text: item.Detail, Style: r.theme.Muted}
	var mark table.Mark
	if item.Disabled != "" {
		title.Style, detail.Text = r.theme.Muted, item.Disabled
		mark = table.Mark{Glyph: r.theme.Glyphs.Lock, Style: r.theme.Muted}
	}
	cells := make([]table.Cell, 0, 4)
	switch {
	case r.options.Multi:
		cells = append(cells, r.box(item.ID))
	case r.isChosen(item.ID):
		mark = table.Mark{Glyph: r.theme.Glyphs.Bullet, Style: r.theme.Accent}
	}
	cells = append(cells, title)
	if r.marks > 0 {
		cells = append(cells, table.Cell{Text: item.Mark, Style: item.MarkStyle})
	}
	return table.Row{Cells: append(cells, detail), Mark: mark}
}

// box shows whether one of several is chosen.
func (r rows) box(id string) table.Cell {
	if r.isChosen(id) {
		return table.Cell{Text: r.theme.Glyphs.On, Style: r.theme.OK}
	}
	return table.Cell{Text: r.theme.Glyphs.Off, Style: r.theme.Muted}
}

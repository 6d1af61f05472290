package picker

import (
	"slices"
	"strings"

	"github.com/jansadm/jansadm/tui/kit/table"
)

// apply lists the items that hold every word of the filter: first those whose
// title starts with the filter, then those that hold it in the title, then the
// others, each in their own order. Without a filter, what is listed first comes
// first.
func (p *Picker) apply() {
	words := strings.Fields(strings.ToLower(p.filter.Value()))
	ranked := make([][]int, ranks)
	for i, s := range p.search {
		if holdsAll(s, words) {
			rank := p.rank(i, words)
			ranked[rank] = append(ranked[rank], i)
		}
	}
	p.shown = slices.Concat(ranked...)
	highlight := ""
	if len(words) > 0 {
		highlight = words[len(words)-1]
	}
	p.table.SetHighlight(highlight)
	p.table.Refresh()
}

// ranks is how many there are.
const ranks = 3

// rank is how well an item fits that holds all words, 0 the best.
func (p *Picker) rank(i int, words []string) int {
	title, _, _ := strings.Cut(p.search[i], "\n")
	switch {
	case len(words) == 0 && len(p.first) > 0 && !p.first[p.items[i].ID]:
		return 1
	case strings.HasPrefix(title, strings.Join(words, " ")):
		return 0
	case holdsAll(title, words):
		return 1
	}
	return 2
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

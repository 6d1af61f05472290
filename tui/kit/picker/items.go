package picker

import (
	"slices"
	"strings"

	"github.com/jansadm/jansadm/theme"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// SetItems replaces the items and ends a notice. Filter, cursor and what is
// chosen stay.
func (p *Picker) SetItems(items []Item) {
	p.offered = len(items)
	p.items = slices.Clip(items)
	p.known, p.search, p.marks = make(map[string]bool, len(items)), make([]string, 0, len(items)), 0
	for _, item := range items {
		p.prepare(item, true)
	}
	p.SetNotice("", theme.Style{})
	p.addUnknown()
	p.layout()
	p.apply()
}

// prepare notes what searching and layout need to know of an item.
func (p *Picker) prepare(item Item, offered bool) {
	p.known[item.ID] = offered
	p.marks = min(max(p.marks, text.Width(text.CleanLine(item.Mark))), maxMark)
	p.search = append(p.search, strings.ToLower(item.Title+"\n"+item.Detail+"\n"+item.Keywords+"\n"+item.Mark))
}

// addUnknown adds an item for every id that is chosen and has none. Before there
// are items nobody knows which these are.
func (p *Picker) addUnknown() {
	if p.options.Unknown == nil || p.known == nil {
		return
	}
	for _, id := range p.chosen {
		if _, there := p.known[id]; !there {
			item := p.options.Unknown(id)
			item.ID = id
			p.items = append(p.items, item)
			p.prepare(item, false)
		}
	}
}

// SetNotice says what becomes of items that are not there yet: that they are
// loading, why they can't be. It stands in place of the list, or below it when
// there are items. SetItems ends it.
func (p *Picker) SetNotice(notice string, style theme.Style) {
	p.state, p.stated = text.CleanLine(notice), style
	if notice == "" {
		p.table.SetNotice(p.options.None, p.theme.Muted)
	} else {
		p.table.SetNotice(notice, style)
	}
	p.layout()
}

// SetChosen replaces what is chosen and puts the cursor on the first of it. What
// it is given is what Options.ChosenFirst lists first, also once given up.
func (p *Picker) SetChosen(ids ...string) {
	p.chosen, p.touched = slices.Clone(ids), false
	p.first = make(map[string]bool)
	if p.options.ChosenFirst {
		for _, id := range ids {
			p.first[id] = true
		}
	}
	p.addUnknown()
	p.layout()
	p.apply()
	switch {
	case len(ids) == 0:
	case p.options.ChosenFirst:
		p.table.Home()
	default:
		p.table.Select(ids[0])
	}
}

// Package picker lets a person choose one or several of a list of things by
// typing a part of their names.
package picker

import (
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/theme"
	"github.com/jansadm/jansadm/tui/kit/line"
	"github.com/jansadm/jansadm/tui/kit/table"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// Item is a thing to choose. Its texts are cleaned.
type Item struct {
	ID    string
	Title string
	// Detail is a few words about it.
	Detail string
	// Keywords are found by typing as well, but not shown.
	Keywords string
	// Disabled is the reason why it can't be chosen; "" if it can.
	Disabled string
}

// Options of a picker.
type Options struct {
	// Multi lets space choose any number; without it enter chooses the one under
	// the cursor.
	Multi bool
	// Prompt stands in front of the text that filters, "Filter" if empty.
	Prompt string
	// None is shown when nothing matches; empty means "nothing matches".
	None string
}

// Result is how far the choice is.
type Result int

// Results of a key.
const (
	Open      Result = iota // nothing chosen yet
	Chosen                  // see Picker.Chosen
	Cancelled               // esc with an empty filter
)

// Picker is the widget. Make it with New.
type Picker struct {
	theme   *theme.Theme
	options Options
	filter  *line.Input
	table   *table.Table

	width, height int
	items         []Item
	search        []string // of each item, in lower case
	shown         []int    // items that match, as they are listed
	chosen        []string // ids in the order they were chosen
	notice        string
}

// New returns a picker without items or size.
func New(th *theme.Theme, o Options) *Picker {
	if o.Prompt == "" {
		o.Prompt = "Filter"
	}
	if o.None == "" {
		o.None = "nothing matches"
	}
	p := &Picker{theme: th, options: o, filter: line.New(th, line.Options{})}
	p.table = table.New(th, p.columns()...)
	p.table.SetTitles(false)
	p.table.SetNotice(o.None, th.Muted)
	p.table.SetSource(p.source())
	return p
}

func (p *Picker) columns() []table.Column {
	columns := []table.Column{{Min: 8, Weight: 2}, {Min: 12, Weight: 3, Drop: 1}}
	if p.options.Multi {
		box := max(text.Width(p.theme.Glyphs.On), text.Width(p.theme.Glyphs.Off))
		columns = slices.Insert(columns, 0, table.Column{Min: box})
	}
	return columns
}

// SetItems replaces the items. Filter, cursor and what is chosen stay.
func (p *Picker) SetItems(items []Item) {
	p.items = items
	p.search = make([]string, len(items))
	for i, it := range items {
		p.search[i] = strings.ToLower(it.Title + "\n" + it.Detail + "\n" + it.Keywords)
	}
	p.apply()
}

// SetChosen replaces what is chosen and puts the cursor on the first of it.
func (p *Picker) SetChosen(ids ...string) {
	p.chosen = slices.Clone(ids)
	if len(ids) > 0 {
		p.table.Select(ids[0])
	}
}

// Chosen returns the ids that are chosen in the order they were. In a list to
// choose one from, that is the one enter was pressed on.
func (p *Picker) Chosen() []string { return slices.Clone(p.chosen) }

// Selected returns the id under the cursor, "" when there is none.
func (p *Picker) Selected() string { return p.table.Selected() }

// Notice says why the last key did nothing, "" otherwise.
func (p *Picker) Notice() string { return p.notice }

// Filtered says whether something is typed that leaves items out.
func (p *Picker) Filtered() bool { return !p.filter.Empty() }

// Position says where the cursor is, see table.Position.
func (p *Picker) Position() string { return p.table.Position() }

// Key acts on a key: typing filters, arrows move, space chooses where several
// can be, enter ends, esc empties the filter and then cancels. Every key belongs
// to the picker while it is open.
func (p *Picker) Key(msg tea.KeyMsg) Result {
	p.notice = ""
	switch msg.String() {
	case "esc":
		if p.filter.Empty() {
			return Cancelled
		}
		p.filter.SetValue("")
		p.apply()
	case "enter":
		return p.enter()
	case " ":
		if p.options.Multi {
			p.toggle()
		} else {
			p.edit(msg)
		}
	case "up", "down", "pgup", "pgdown":
		p.table.Key(msg)
	case "ctrl+home":
		p.table.Home()
	case "ctrl+end":
		p.table.End()
	default:
		p.edit(msg)
	}
	return Open
}

// edit passes a key to the filter and lists what matches.
func (p *Picker) edit(msg tea.KeyMsg) {
	before := p.filter.Value()
	p.filter.Key(msg)
	if p.filter.Value() != before {
		p.apply()
		p.table.Home()
	}
}

func (p *Picker) enter() Result {
	if p.options.Multi {
		return Chosen
	}
	item, ok := p.current()
	switch {
	case !ok:
		return Open // the list says that nothing matches
	case item.Disabled != "":
		p.notice = item.Disabled
		return Open
	}
	p.chosen = []string{item.ID}
	return Chosen
}

// toggle chooses the item under the cursor, or no longer. What is chosen can be
// given up even if it could not be chosen now.
func (p *Picker) toggle() {
	item, ok := p.current()
	if !ok {
		return
	}
	if i := slices.Index(p.chosen, item.ID); i >= 0 {
		p.chosen = slices.Delete(p.chosen, i, i+1)
		return
	}
	if item.Disabled != "" {
		p.notice = item.Disabled
		return
	}
	p.chosen = append(p.chosen, item.ID)
}

func (p *Picker) current() (Item, bool) {
	i := p.table.Index()
	if i < 0 || i >= len(p.shown) {
		return Item{}, false
	}
	return p.items[p.shown[i]], true
}

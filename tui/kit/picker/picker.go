// Package picker lets a person choose one or several of a list of things by
// typing a part of their names.
package picker

import (
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/theme"
	"github.com/jansadm/jansadm/tui/kit/line"
	"github.com/jansadm/jansadm/tui/kit/table"
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
	// Mark is a word to tell it from others: "standard", "off", "error".
	Mark      string
	MarkStyle theme.Style
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
	// ChosenFirst lists what SetChosen was given before the rest as long as
	// nothing is typed, so that one sees what there is to give up.
	ChosenFirst bool
	// Unknown describes an id that is chosen but belongs to no item, so that one
	// sees it and can give it up. Without it, such ids stay chosen unseen.
	Unknown func(id string) Item
	// Count says in the last line how many are chosen, "3 chosen of 71"; of how
	// many not if the items are only Some of those there are.
	Count, Some bool
	// New is what ctrl+n offers in the last line, "write a new script"; empty
	// means that it offers nothing.
	New string
}

// Result is how far the choice is.
type Result int

// Results of a key.
const (
	Open      Result = iota // nothing chosen yet
	Chosen                  // see Picker.Chosen
	Cancelled               // esc with an empty filter
	Create                  // ctrl+n, where Options.New offers it; see Picker.Typed
)

// Picker is the widget. Make it with New.
type Picker struct {
	theme   *theme.Theme
	options Options
	filter  *line.Input
	table   *table.Table

	width, height int
	items         []Item          // those offered, behind them the unknown ones
	offered       int             // how many are offered
	known         map[string]bool // ids of all items, true for those offered
	marks         int             // cells of the words that mark items
	search        []string        // of each item, in lower case
	shown         []int           // items that match, as they are listed
	chosen        []string        // ids in the order they were chosen
	touched       bool            // something was chosen or given up by a key
	first         map[string]bool // what is listed first
	notice        string
	state         string // see SetNotice
	stated        theme.Style
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
	p.table = table.New(th)
	p.layout()
	p.table.SetTitles(false)
	p.table.SetNotice(o.None, th.Muted)
	p.table.SetSource(p.source())
	return p
}

// Chosen returns the ids that are chosen in the order they were. In a list to
// choose one from, that is the one enter was pressed on.
func (p *Picker) Chosen() []string { return slices.Clone(p.chosen) }

// Selected returns the id under the cursor, "" when there is none.
func (p *Picker) Selected() string { return p.table.Selected() }

// Home puts the cursor on the first item.
func (p *Picker) Home() { p.table.Home() }

// Notice says why the last key did nothing, "" otherwise.
func (p *Picker) Notice() string { return p.notice }

// Filtered says whether something is typed that leaves items out.
func (p *Picker) Filtered() bool { return !p.filter.Empty() }

// Touched says whether a key has chosen or given up something since SetChosen.
func (p *Picker) Touched() bool { return p.touched }

// Typed returns what is typed to filter, which may be the name of what is not
// there yet.
func (p *Picker) Typed() string { return p.filter.Value() }

// Position says where the cursor is, see table.Position.
func (p *Picker) Position() string { return p.table.Position() }

// Key acts on a key: typing filters, arrows move, home and end too while nothing
// is typed, space chooses where several can be, enter ends, esc empties the filter
// and then cancels, ctrl+n creates if that is offered. Every key belongs to the
// picker while it is open.
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
	case "ctrl+n":
		if p.options.New != "" {
			return Create
		}
	case " ":
		if p.options.Multi {
			p.toggle()
		} else {
			p.edit(msg)
		}
	case "/":
		if !p.filter.Empty() { // elsewhere it begins a filter; here one is typed into already
			p.edit(msg)
		}
	case "up", "down", "pgup", "pgdown":
		p.table.Key(msg)
	case "ctrl+home":
		p.table.Home()
	case "ctrl+end":
		p.table.End()
	case "home", "end":
		if p.filter.Empty() {
			p.table.Key(msg)
		} else {
			p.edit(msg)
		}
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

// enter ends the choice. Where several can be chosen, whoever has typed a name and
// chosen nothing means the one under the cursor.
func (p *Picker) enter() Result {
	if p.options.Multi && (p.touched || p.filter.Empty()) {
		return Chosen
	}
	item, ok := p.current()
	switch {
	case !ok:
		return Open // the list says that nothing matches
	case p.options.Multi && p.isChosen(item.ID):
		return Chosen
	case p.options.Multi:
		if p.toggle(); p.notice != "" {
			return Open
		}
		return Chosen
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
		p.chosen, p.touched = slices.Delete(p.chosen, i, i+1), true
		return
	}
	if item.Disabled != "" {
		p.notice = item.Disabled
		return
	}
	p.chosen, p.touched = append(p.chosen, item.ID), true
}

func (p *Picker) current() (Item, bool) {
	i := p.table.Index()
	if i < 0 || i >= len(p.shown) {
		return Item{}, false
	}
	return p.items[p.shown[i]], true
}

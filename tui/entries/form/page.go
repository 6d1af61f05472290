package form

import (
	"cmp"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/schema"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/table"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// Options make the form of one kind of entry.
type Options struct {
	Resource  change.Resource
	Deletable bool

	// Notes stand above the fields; nil for none.
	Notes func(*Page) []Note
	// Adapt narrows a field for the entry at hand; nil where the catalogue says it all.
	Adapt func(*Page, schema.EntityField) schema.EntityField
	// OfField are actions on the field under the cursor, before those that every field has.
	OfField func(*Page, schema.EntityField) []core.Action
	// OfEntry are actions on the entry as a whole.
	OfEntry func(*Page) []core.Action
	// OfUsers are actions in the list of who uses the entry.
	OfUsers func(*Page) []core.Action
	// Edited takes what came back from the person's editor under a name that the page does not know.
	Edited func(*Page, core.Edited) tea.Cmd
	// Pending says what else leaving would lose; nil when nothing would.
	Pending func(*Page) string
	// Kept is what came back from the person's editor for Edited and could not be staged; nil when there is no such text.
	Kept *string
	// Create makes a new entry that a field can refer to, and calls picked with its DN; nil when there is no such way.
	Create func(page *Page, field schema.EntityField, typed string, picked func(dn string)) tea.Cmd
}

// Page is the form of one entry with what is staged for it.
type Page struct {
	screen  *Screen
	options Options
	target  ops.Target
	load    core.Slot
	asking  core.Slot // whether a staged name is taken

	read     *ops.Entity // as the server holds it, or as it is to be created; nil before it was read
	staged   *ops.Entity // as the draft would leave it
	failure  error       // why it could not be read
	unnamed  error       // why what it refers to could not be read
	resolved bool        // what it refers to was read
	taken    string      // a name that the server has for another entry
	names    ops.Directory

	notes  []Note
	rows   []row
	table  *table.Table
	doomed bool   // the person has staged deleting it
	kept   string // came back from the person's editor and could not be staged
	width  int
	body   division
}

// NewPage makes the form of the entry with that inum, or of one that the draft would create.
func NewPage(screen *Screen, options Options, id string) *Page {
	p := &Page{screen: screen, options: options, target: ops.Target{Resource: options.Resource, ID: id}}
	p.table = table.New(screen.Session.Theme,
		table.Column{Title: "Field", Min: 23, Max: 32, Weight: 1},
		table.Column{Title: "Value", Min: 20, Weight: 3})
	p.table.SetTitles(false)
	p.table.SetSource(source{p})
	return p
}

// Screen is the screen that the page is part of.
func (p *Page) Screen() *Screen { return p.screen }

// Target names the entry.
func (p *Page) Target() ops.Target { return p.target }

// Entity is the entry as the server holds it; nil before it was read.
func (p *Page) Entity() *ops.Entity { return p.read }

// Staged is the entry as the draft would leave it; nil before it was read.
func (p *Page) Staged() *ops.Entity { return p.staged }

// Names is what is known of the entries that this one refers to.
func (p *Page) Names() ops.Directory { return p.names }

func (p *Page) session() *core.Session { return p.screen.Session }

// Update takes answers, and the keys that no action claims.
func (p *Page) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case loaded:
		return p.take(msg)
	case takenMsg:
		return p.warn(msg)
	case core.Applied:
		return p.fetch(true)
	case core.Late:
		if p.concerns(msg) {
			return p.fetch(true)
		}
	case Resumed:
		p.sync()
	case core.Edited:
		return p.edited(msg)
	case tea.KeyMsg:
		p.table.Key(msg)
	}
	return nil
}

// take shows what was read. When it failed, what was there before stays, unless the entry has gone.
func (p *Page) take(msg loaded) tea.Cmd {
	p.failure = msg.err
	if msg.err == nil {
		p.read, p.target, p.unnamed, p.resolved = msg.entity, msg.entity.Target, msg.unnamed, msg.unnamed == nil
	}
	shown := tea.Batch(p.screen.Update(Resumed{}), p.screen.retype()) // the panels above show names as well
	switch {
	case msg.err != nil && p.read != nil && !p.gone():
		return p.session().Say(core.Failure, "It could not be read again: "+core.Explain(msg.err).Message)
	case msg.unnamed != nil:
		return p.session().Say(core.Failure, "The names of what it refers to could not be read: "+core.Explain(msg.unnamed).Message)
	}
	return shown
}

// gone says whether the server does not have the entry (any more).
func (p *Page) gone() bool {
	return p.failure != nil && core.Explain(p.failure).Kind == ops.ProblemNotFound
}

// Refresh shows what the draft makes of the entry, after something was staged by other means than the page's.
func (p *Page) Refresh() { p.sync() }

// sync shows the entry with what is staged for it now.
func (p *Page) sync() {
	if p.target.IsNew() {
		if created := p.created(); created != nil {
			p.read, p.failure = created, nil
		}
	}
	if p.read == nil {
		return
	}
	p.staged = p.read.With(p.session().Draft)
	p.names = p.screen.Names()
	p.notes = p.remarks()
	p.list()
}

// word is what people call the entry, as far as known: a name that is only staged is not its name yet.
func (p *Page) word() string {
	if p.read == nil {
		return p.target.Word()
	}
	return p.read.Name()
}

// label is the name for sentences.
func (p *Page) label() string { return text.CleanLine(p.word()) }

// kind is the kind of entry in small letters: "scope".
func (p *Page) kind() string { return string(p.target.Resource) }

// Title names the entry, and what it is to be called.
func (p *Page) Title() string {
	if p.staged != nil && p.staged.Name() != p.word() {
		return p.word() + " " + p.session().Theme.Glyphs.Arrow + " " + p.staged.Name()
	}
	return p.word()
}

// Typing is never true: text is typed in the panels above.
func (p *Page) Typing() bool { return false }

// Pending says that there is text from the person's editor that could not be staged.
func (p *Page) Pending() string {
	switch {
	case p.kept != "":
		return "What came back from your editor for " + p.label() + " is not staged."
	case p.options.Pending != nil:
		return p.options.Pending(p)
	}
	return ""
}

// ready says whether there are fields to show.
func (p *Page) ready() bool { return p.staged != nil && !p.gone() }

// Locked is why nothing of the entry can be staged; empty when it can.
func (p *Page) Locked() string {
	switch {
	case p.read == nil:
		return "it has not been read"
	case p.gone():
		return "the server does not have it"
	case p.read.Deleted(p.session().Draft):
		return "it is staged to be deleted; d takes that back"
	}
	return cmp.Or(p.session().CannotWrite(p.target.Resource), p.read.Locked())
}

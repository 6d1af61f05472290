package editor

import (
	"encoding/json"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/schema"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/table"
)

// mapping edits the entries of a map, whose names may be anything: addresses of issuers, for one.
type mapping struct {
	grid
	entries []member
	naming  *field // a name is being typed; nil mostly
}

func newMapping(p *place) *mapping {
	m := &mapping{grid: newGrid(p,
		table.Column{Title: "Name", Min: 12, Max: 48, Weight: 2},
		table.Column{Title: "Value", Min: 16, Weight: 3})}
	m.about = m.rowNotes
	m.table.SetNotice("There are no entries. a adds one.", p.theme().Muted)
	if p.spec.locked != "" {
		m.table.SetNotice("There are no entries.", p.theme().Muted)
	}
	m.table.SetSource(source{
		count: func() int { return len(m.entries) },
		id:    func(i int) string { return entryID(m.entries[i].name) },
		row:   m.row,
	})
	return m
}

// entryID is never empty, as the name of an entry may be: an empty id would make the row a title.
func entryID(name string) string { return valueItem + name }

func (m *mapping) elem() schema.Type { return elementOf(m.place.spec.typ) }

func (m *mapping) load(value json.RawMessage) {
	m.entries, _ = membersOf(value)
	m.naming = nil
	m.table.Refresh()
}

func (m *mapping) row(i int) table.Row {
	entry := m.entries[i]
	cell := table.Cell{Text: Summary(m.elem(), entry.value, m.place.spec.secret)}
	if document.IsEmpty(entry.value) {
		cell.Style = m.place.theme().Muted
	}
	return table.Row{Mark: m.mark(toMember(entry.name)), Cells: []table.Cell{{Text: entry.name}, cell}}
}

func (m *mapping) rowNotes() []note {
	var notes []note
	if i := m.table.Index(); i >= 0 {
		notes = m.problemNotes(toMember(m.entries[i].name))
	}
	return append(notes, m.place.remark(m.place.spec.help))
}

func (m *mapping) show(inside step) { m.table.Select(entryID(inside.name)) }

func (m *mapping) actions() []core.Action {
	if m.naming != nil {
		return []core.Action{m.place.staging("name", []string{"enter"}, "Go on", "Takes the name.", m.naming.stage)}
	}
	return []core.Action{
		but(looking("open", []string{"enter", "e"}, "Edit", "Opens the value of the entry under the cursor.", m.edit), m.noRow()),
		m.place.staging("add", []string{"a"}, "Add", "Adds an entry: first its name, then its value.", m.add),
		but(m.place.staging("delete", []string{"d", "delete"}, "Delete", "Takes the entry out; u brings it back.", m.remove), m.noRow()),
		but(m.place.staging("rename", []string{"n", "f2"}, "Rename", "Gives the entry another name.", m.rename), m.noRow()),
	}
}

func (m *mapping) selected() string { return m.entries[m.table.Index()].name }

func (m *mapping) inside(name string) spec {
	return spec{typ: m.elem(), title: name, help: m.place.spec.help}
}

func (m *mapping) edit() tea.Cmd {
	m.place.open(toMember(m.selected()), m.inside(m.selected()))
	return nil
}

func (m *mapping) remove() tea.Cmd {
	m.place.put(without(m.place.value(), toMember(m.selected())))
	return nil
}

func (m *mapping) add() tea.Cmd {
	return m.ask("the new entry", nameReader{taken: m.entries, fresh: true}, m.begin)
}

func (m *mapping) rename() tea.Cmd {
	before := m.selected()
	return m.ask("the name of "+before, nameReader{before: before, taken: m.entries}, func(name string) {
		m.place.put(renamed(m.place.value(), before, name))
		m.show(toMember(name))
	})
}

// ask lets a name be typed.
func (m *mapping) ask(title string, reader nameReader, then func(name string)) tea.Cmd {
	asking := &place{editor: m.place.editor, depth: m.place.depth, spec: spec{
		typ: schema.Type{Kind: schema.KindString}, title: title, fresh: reader.fresh,
	}}
	reader.place = asking
	m.naming = newField(asking, reader)
	m.naming.load(nil)
	m.naming.commit = func(quoted json.RawMessage) *schema.Problem {
		name, _ := document.Text(quoted)
		then(name)
		return nil
	}
	m.naming.finish = func() tea.Cmd { m.naming = nil; return nil }
	m.naming.size(m.width, m.height)
	return nil
}

// begin goes on to the value of a new entry. An entry made of parts is there at once: trusted issuers are known by their names
// alone.
func (m *mapping) begin(name string) {
	value, here := m.place.value(), toMember(name)
	switch m.elem().Kind {
	case schema.KindObject, schema.KindMap:
		m.place.put(with(value, here, json.RawMessage("{}")))
	case schema.KindList, schema.KindSet:
		m.place.put(with(value, here, json.RawMessage("[]")))
	}
	inside := m.inside(name)
	inside.fresh = at(m.place.value(), here) == nil
	m.place.open(here, inside)
}

func (m *mapping) size(width, height int) {
	m.grid.size(width, height)
	if m.naming != nil {
		m.naming.size(width, height)
	}
}

func (m *mapping) lines() []string {
	if m.naming != nil {
		return m.naming.lines()
	}
	return m.grid.lines()
}

func (m *mapping) key(msg tea.KeyMsg) tea.Cmd {
	if m.naming != nil {
		return m.naming.key(msg)
	}
	return m.grid.key(msg)
}

func (m *mapping) typing() bool { return m.naming != nil }
func (m *mapping) typed() bool  { return m.naming != nil && m.naming.typed() }
func (m *mapping) inner() bool  { return m.naming != nil }

func (m *mapping) back() bool {
	open := m.naming != nil
	m.naming = nil
	return open
}

package editor

import (
	"encoding/json"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/schema"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/table"
)

// object edits the members of an object: those the catalogue knows, there or not, and whatever else the server sent.
type object struct {
	grid
	rows []objectRow
}

type objectRow struct {
	schema.Field
	value json.RawMessage // nil when the member is not there
	known bool
}

func newObject(p *place) *object {
	o := &object{grid: newGrid(p,
		table.Column{Title: "Member", Min: 14, Max: 36, Weight: 2},
		table.Column{Title: "Value", Min: 16, Weight: 3})}
	o.about = o.rowNotes
	o.table.SetSource(source{
		count: func() int { return len(o.rows) },
		id:    func(i int) string { return entryID(o.rows[i].Name) },
		row:   o.row,
	})
	return o
}

func (o *object) load(value json.RawMessage) {
	all, _ := membersOf(value)
	o.rows = o.rows[:0]
	for _, field := range o.place.spec.typ.Fields {
		row := objectRow{Field: field, known: true}
		if i := indexOf(all, field.Name); i >= 0 {
			row.value = all[i].value
		}
		o.rows = append(o.rows, row)
	}
	for _, m := range all {
		if _, known := o.place.spec.typ.Field(m.name); known {
			continue
		}
		inferred := schema.Infer(m.name, m.value)
		o.rows = append(o.rows, objectRow{value: m.value, Field: schema.Field{
			Name: m.name, Type: inferred.Type,
			Help: "The server has this member, this version of the program does not know it.",
		}})
	}
	o.table.Refresh()
}

func (o *object) row(i int) table.Row {
	th := o.place.theme()
	row := o.rows[i]
	cell := table.Cell{Text: "not set", Style: th.Muted}
	if row.value != nil {
		cell = table.Cell{Text: Summary(row.Type, row.value, row.Secret || o.place.spec.secret)}
	}
	mark := o.mark(toMember(row.Name))
	if row.ReadOnly {
		cell.Style, mark = th.Muted, table.Mark{Glyph: th.Glyphs.Lock, Style: th.Muted}
	}
	return table.Row{Mark: mark, Cells: []table.Cell{{Text: row.Name}, cell}}
}

func (o *object) rowNotes() []note {
	row := o.selected()
	notes := o.problemNotes(toMember(row.Name))
	if row.ReadOnly {
		notes = []note{o.place.remark("Reported by the server, which ignores what is sent.")}
	}
	return append(notes, o.place.remark(row.Help))
}

func (o *object) selected() objectRow {
	if i := o.table.Index(); i >= 0 {
		return o.rows[i]
	}
	return objectRow{}
}

func (o *object) show(inside step) { o.table.Select(entryID(inside.name)) }

const reported = "the server reports it, and ignores what is sent"

func (o *object) actions() []core.Action {
	row := o.selected()
	locked, absent, cannotToggle := "", "", ""
	if row.ReadOnly {
		locked, cannotToggle = reported, reported
	}
	if row.value == nil {
		absent = "the member is not there"
	}
	if row.Type.Kind != schema.KindBoolean || misfit(row.Type, row.value) != "" {
		cannotToggle = "only true and false can be toggled"
	}
	toggle := but(but(o.place.staging("toggle", []string{" "}, "Toggle", "Puts the other of true and false into the member.", o.toggle), o.noRow()), cannotToggle)
	toggle.Quiet = cannotToggle != ""
	return []core.Action{
		but(looking("open", []string{"enter", "e"}, "Edit", "Opens the member under the cursor.", o.edit), o.noRow()),
		toggle,
		but(but(but(o.place.staging("delete", []string{"d", "delete"}, "Remove", "Takes the member out; u brings it back.", o.remove), o.noRow()), locked), absent),
	}
}

func (o *object) edit() tea.Cmd {
	row := o.selected()
	inside := spec{typ: row.Type, title: row.Name, help: row.Help, secret: row.Secret}
	if row.ReadOnly {
		inside.locked = reported
	}
	o.place.open(toMember(row.Name), inside)
	return nil
}

func (o *object) toggle() tea.Cmd {
	row := o.selected()
	value := opposite(string(document.Compact(row.value)))
	o.place.put(with(o.place.value(), toMember(row.Name), json.RawMessage(value)))
	return nil
}

func (o *object) remove() tea.Cmd {
	o.place.put(without(o.place.value(), toMember(o.selected().Name)))
	return nil
}

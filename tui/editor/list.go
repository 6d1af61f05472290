package editor

import (
	"encoding/json"
	"fmt"
	"strconv"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/schema"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/picker"
	"github.com/jansadm/jansadm/tui/kit/table"
)

// list edits the elements of a list, or of a set whose possible members are not known.
type list struct {
	grid
	elements []json.RawMessage
	offer    *picker.Picker  // known values to add; nil mostly
	repeats  map[int]int     // texts of a list that are there before, and where
	problem  *schema.Problem // why a paste was not taken over
}

func newList(p *place) *list {
	l := &list{grid: newGrid(p,
		table.Column{Title: "#", Min: 3, Right: true},
		table.Column{Title: "Value", Min: 20, Weight: 1})}
	l.about = l.rowNotes
	l.table.SetNotice("The list is empty. a adds an element.", p.theme().Muted)
	if p.spec.locked != "" {
		l.table.SetNotice("The list is empty.", p.theme().Muted)
	}
	l.table.SetSource(source{
		count: func() int { return len(l.elements) },
		id:    strconv.Itoa,
		row:   l.row,
	})
	return l
}

func (l *list) elem() schema.Type { return elementOf(l.place.spec.typ) }
func (l *list) ordered() bool     { return l.place.spec.typ.Kind == schema.KindList }

func (l *list) load(value json.RawMessage) {
	l.elements, _ = document.Elements(value)
	l.repeats = l.repetitions()
	l.offer, l.problem = nil, nil
	l.table.Refresh()
}

// repetitions finds the texts of a list that say again what one before them says, which serves no setting of the server. Of a set
// the type says it.
func (l *list) repetitions() map[int]int {
	if !l.ordered() || l.elem().Kind != schema.KindString {
		return nil
	}
	seen, repeats := map[string]int{}, map[int]int{}
	for i, e := range l.elements {
		said, isText := document.Text(e)
		if first, again := seen[said]; isText && again {
			repeats[i] = first
		} else if isText {
			seen[said] = i
		}
	}
	return repeats
}

func (l *list) row(i int) table.Row {
	cell := table.Cell{Text: Summary(l.elem(), l.elements[i], l.place.spec.secret)}
	if document.IsEmpty(l.elements[i]) {
		cell.Style = l.place.theme().Muted
	}
	mark := l.mark(toElement(i))
	if _, again := l.repeats[i]; again && mark == (table.Mark{}) {
		mark = table.Mark{Glyph: l.place.theme().Glyphs.Warn, Style: l.place.theme().Warn}
	}
	return table.Row{
		Mark:  mark,
		Cells: []table.Cell{{Text: strconv.Itoa(i + 1), Style: l.place.theme().Muted}, cell},
	}
}

func (l *list) rowNotes() []note {
	var notes []note
	if l.problem != nil {
		notes = append(notes, l.place.about(*l.problem))
	}
	if i := l.table.Index(); i >= 0 {
		notes = append(notes, l.problemNotes(toElement(i))...)
		if first, again := l.repeats[i]; again {
			notes = append(notes, l.place.warning(fmt.Sprintf("#%d says the same: once is enough.", first+1)))
		}
	}
	return append(notes, l.place.remark(l.place.spec.help))
}

func (l *list) show(inside step) { l.table.Select(strconv.Itoa(min(inside.index, len(l.elements)-1))) }

func (l *list) actions() []core.Action {
	if l.offer != nil {
		return []core.Action{l.place.staging("stage", []string{"enter"}, "Add", "Adds what is marked, or what is under the cursor.", l.choose)}
	}
	actions := []core.Action{
		but(looking("open", []string{"enter", "e"}, "Edit", "Opens the element under the cursor.", l.edit), l.noRow()),
		l.place.staging("add", []string{"a"}, "Add", "Adds an element at the end; pasting several lines adds several.", l.add),
		but(l.place.staging("delete", []string{"d", "delete"}, "Delete", "Takes the element out; u brings it back.", l.remove), l.noRow()),
	}
	if l.ordered() {
		actions = append(actions,
			but(l.place.staging("down", []string{"J", "shift+down"}, "Move down", "Moves the element one down.", l.move(1)), l.cannotMove(1)),
			quiet(but(l.place.staging("up", []string{"K", "shift+up"}, "Move up", "Moves the element one up.", l.move(-1)), l.cannotMove(-1))))
	}
	return actions
}

func (l *list) inside(i int) spec {
	return spec{typ: l.elem(), title: "#" + strconv.Itoa(i+1), help: l.place.spec.help, check: l.unique(i)}
}

// unique refuses in a set what another element says already: the server would keep one of them.
func (l *list) unique(i int) func(json.RawMessage) *schema.Problem {
	if l.ordered() {
		return nil
	}
	return func(value json.RawMessage) *schema.Problem {
		for at, e := range l.elements {
			if at != i && l.elem().Equal(e, value) {
				return &schema.Problem{Message: fmt.Sprintf("#%d is the same; a set holds each value once", at+1), Severity: schema.Refuse}
			}
		}
		return nil
	}
}

func (l *list) edit() tea.Cmd {
	i := l.table.Index()
	l.place.open(toElement(i), l.inside(i))
	return nil
}

func (l *list) remove() tea.Cmd {
	l.place.put(without(l.place.value(), toElement(l.table.Index())))
	return nil
}

func (l *list) cannotMove(by int) string {
	if to := l.table.Index() + by; l.noRow() == "" && (to < 0 || to >= len(l.elements)) {
		return "the element is at the end"
	}
	return l.noRow()
}

func (l *list) move(by int) func() tea.Cmd {
	return func() tea.Cmd {
		from := l.table.Index()
		l.place.put(moved(l.place.value(), from, from+by))
		l.table.Select(strconv.Itoa(from + by))
		return nil
	}
}

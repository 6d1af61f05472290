package editor

import (
	"encoding/json"
	"fmt"
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/schema"
	"github.com/jansadm/jansadm/tui/kit/picker"
)

// add offers the known values where there are any, else opens an empty element.
func (l *list) add() tea.Cmd {
	if len(l.elem().Values) == 0 {
		l.open()
		return nil
	}
	l.offer = picker.New(l.place.theme(), picker.Options{Multi: true, Prompt: "Add", None: "no value has that in its name"})
	l.offer.SetItems(l.offers())
	l.size(l.width, l.height)
	return nil
}

// open starts a new element. Nothing is added before it holds something.
func (l *list) open() {
	inside := l.inside(len(l.elements))
	inside.title = "new"
	inside.fresh = !hasParts(l.elem())
	inside.spread = l.spread
	unique := inside.check
	inside.check = func(value json.RawMessage) *schema.Problem {
		if isText := l.elem().Kind == schema.KindString; isText && document.IsEmpty(value) {
			return &schema.Problem{Message: "a value is needed", Hint: "esc goes back without one", Severity: schema.Refuse}
		}
		if unique == nil {
			return nil
		}
		return unique(value)
	}
	l.place.open(toElement(len(l.elements)), inside)
}

// hasParts says whether values are made of parts, of which the first that is set brings the value about.
func hasParts(t schema.Type) bool {
	switch t.Kind {
	case schema.KindList, schema.KindSet, schema.KindMap, schema.KindObject:
		return true
	}
	return false
}

func (l *list) offers() []picker.Item {
	present, _ := document.Strings(document.JoinArray(l.elements))
	var items []picker.Item
	for _, v := range l.elem().Values {
		item := picker.Item{ID: valueItem + v, Title: v}
		if slices.Contains(present, v) {
			item.Disabled = "in the list already"
		}
		items = append(items, item)
	}
	if l.elem().Open {
		items = append(items, picker.Item{ID: otherItem, Title: "other" + l.place.theme().Glyphs.Ellipsis, Detail: "type another value"})
	}
	return items
}

// choose adds what is marked, or what is under the cursor when nothing is.
func (l *list) choose() tea.Cmd {
	chosen := l.offer.Chosen()
	if len(chosen) == 0 {
		l.offer.Key(tea.KeyMsg{Type: tea.KeySpace, Runes: []rune{' '}})
		chosen = l.offer.Chosen()
	}
	if len(chosen) == 0 {
		return nil // the picker says why
	}
	elements := slices.Clone(l.elements)
	for _, id := range chosen {
		if id != otherItem {
			elements = append(elements, document.Quote(id[len(valueItem):]))
		}
	}
	l.offer = nil
	if len(elements) > len(l.elements) {
		l.place.put(document.JoinArray(elements))
		l.table.End()
	}
	if slices.Contains(chosen, otherItem) {
		l.place.open(toElement(len(l.elements)), l.typedElement())
	}
	return nil
}

// typedElement is an element that is typed although there are known values to choose from.
func (l *list) typedElement() spec {
	inside := l.inside(len(l.elements))
	inside.title, inside.fresh, inside.spread = "new", true, l.spread
	inside.typ.Values, inside.typ.Open = nil, false
	return inside
}

// spread adds several elements, all or none.
func (l *list) spread(lines []string) *schema.Problem {
	elements := slices.Clone(l.elements)
	for i, typed := range lines {
		value, err := schema.Parse(l.elem(), typed)
		if err != nil {
			problem := *asProblem(err)
			problem.Message = fmt.Sprintf("nothing was added: line %d: %s", i+1, problem.Message)
			return &problem
		}
		if !l.ordered() && slices.ContainsFunc(elements, func(e json.RawMessage) bool { return l.elem().Equal(e, value) }) {
			continue // a set holds each value once
		}
		elements = append(elements, value)
	}
	l.place.put(document.JoinArray(elements))
	l.table.End()
	return nil
}

func (l *list) size(width, height int) {
	l.grid.size(width, height)
	if l.offer != nil {
		l.offer.SetSize(width, max(height-1, min(height, 2)))
	}
}

func (l *list) lines() []string {
	if l.offer == nil {
		return l.grid.lines()
	}
	lines := l.offer.Lines()
	notes := []note{l.place.remark("space marks several, enter adds them; typing filters.")}
	if notice := l.offer.Notice(); notice != "" {
		notes = []note{l.place.warning(notice)}
	}
	return append(lines, l.place.paint(notes, l.width, l.height-len(lines))...)
}

func (l *list) key(msg tea.KeyMsg) tea.Cmd {
	switch {
	case l.offer != nil:
		l.offer.Key(msg)
	case msg.Paste:
		l.paste(string(msg.Runes))
	default:
		l.problem = nil
		return l.grid.key(msg)
	}
	return nil
}

func (l *list) paste(pasted string) {
	switch {
	case l.place.spec.locked != "":
		l.problem = &schema.Problem{Message: "nothing was added: " + l.place.spec.locked, Severity: schema.Refuse}
	case hasParts(l.elem()):
		l.problem = &schema.Problem{Message: "nothing was added: an element has several parts", Hint: "a adds one; ctrl+o takes JSON", Severity: schema.Refuse}
	default:
		l.problem = l.spread(linesOf(pasted))
	}
}

func (l *list) typing() bool { return l.offer != nil }
func (l *list) inner() bool  { return l.offer != nil }

func (l *list) back() bool {
	open := l.offer != nil
	l.offer = nil
	return open
}

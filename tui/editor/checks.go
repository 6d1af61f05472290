package editor

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/schema"
	"github.com/jansadm/jansadm/tui/kit/table"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// checks is a list of all possible members, each in the set or not.
type checks struct {
	grid
	value    json.RawMessage
	elements []json.RawMessage
	found    [][]int           // the elements that each row stands for; none where it is not in the set
	extras   []json.RawMessage // members that are not among the known ones, also those just taken out
	enabled  map[string]bool   // what is on, where that is more than what is listed; nil mostly
	adding   *field            // another member is being typed; nil mostly
}

func newChecks(p *place) *checks {
	box := max(text.Width(p.theme().Glyphs.On), text.Width(p.theme().Glyphs.Off))
	c := &checks{grid: newGrid(p,
		table.Column{Min: box},
		table.Column{Min: widest(elementOf(p.spec.typ).Values), Weight: 1},
		table.Column{Min: 20, Weight: 3, Drop: 1})}
	c.about = c.rowNotes
	c.table.SetTitles(false)
	c.table.SetSource(source{count: c.count, id: c.id, row: c.row})
	return c
}

// widest is the room that the known values need.
func widest(values []string) int {
	room := 16
	for _, v := range values {
		room = max(room, text.Width(v))
	}
	return room
}

func (c *checks) elem() schema.Type { return elementOf(c.place.spec.typ) }
func (c *checks) known() []string   { return c.elem().Values }

func (c *checks) load(value json.RawMessage) {
	c.value, c.adding = value, nil
	c.elements, _ = document.Elements(value)
	for _, e := range c.elements {
		if !c.isKnown(e) && !containsRaw(c.extras, e) {
			c.extras = append(c.extras, e)
		}
	}
	c.found = make([][]int, c.count())
	for i := range c.found {
		c.found[i] = c.elementsOf(i)
	}
	if c.switches() != nil {
		c.enabled = c.switches().On(value)
	}
	c.table.Refresh()
}

func (c *checks) isKnown(e json.RawMessage) bool {
	return slices.ContainsFunc(c.known(), func(v string) bool { return c.matches(e, v) })
}

// matches compares as the server does: names of flags in any case (FeatureFlagType.java).
func (c *checks) matches(e json.RawMessage, value string) bool {
	s, ok := document.Text(e)
	return ok && (s == value || c.elem().Format == schema.FormatFlag && strings.EqualFold(s, value))
}

func containsRaw(all []json.RawMessage, e json.RawMessage) bool {
	return slices.ContainsFunc(all, func(other json.RawMessage) bool { return document.Equal(e, other) })
}

func (c *checks) count() int { return len(c.known()) + len(c.extras) }

func (c *checks) id(i int) string {
	if i < len(c.known()) {
		return valueItem + c.known()[i]
	}
	return string(c.extras[i-len(c.known())])
}

func (c *checks) row(i int) table.Row {
	th := c.place.theme()
	box := table.Cell{Text: th.Glyphs.Off, Style: th.Muted}
	if c.on(i) {
		box = table.Cell{Text: th.Glyphs.On, Style: th.OK}
	}
	if i < len(c.known()) {
		return table.Row{Cells: []table.Cell{box, {Text: c.known()[i]}, {Text: c.listedNote(i), Style: th.Muted}}}
	}
	extra := c.extras[i-len(c.known())]
	name, isText := document.Text(extra)
	if !isText {
		name = string(document.Compact(extra))
	}
	row := table.Row{Cells: []table.Cell{box, {Text: name}, {Text: extraNote(isText), Style: th.Muted}}}
	if c.listed(i) {
		row.Mark = c.mark(toElement(c.found[i][0]))
	}
	return row
}

// extraNote explains a member that is not among the known ones.
func extraNote(isText bool) string {
	if isText {
		return "not a known value; kept unless you take it out"
	}
	return "the server could not make sense of it; space takes it out"
}

// listedNote explains a member that is on without being listed, or what a feature flag is about.
func (c *checks) listedNote(i int) string {
	if c.on(i) && !c.listed(i) {
		return "on: no known value is listed"
	}
	if flag, ok := schema.LookupFlag(c.known()[i]); ok && c.elem().Format == schema.FormatFlag {
		return flag.Title
	}
	return ""
}

func (c *checks) listed(i int) bool { return len(c.found[i]) > 0 }

// elementsOf finds the elements that a row stands for.
func (c *checks) elementsOf(i int) []int {
	var places []int
	for at, e := range c.elements {
		if i < len(c.known()) && c.matches(e, c.known()[i]) || i >= len(c.known()) && document.Equal(e, c.extras[i-len(c.known())]) {
			places = append(places, at)
		}
	}
	return places
}

func (c *checks) on(i int) bool {
	if c.enabled != nil && i < len(c.known()) {
		return c.enabled[strings.ToLower(c.known()[i])]
	}
	return c.listed(i)
}

func (c *checks) switches() *Switches {
	if c.place.depth > 0 {
		return nil
	}
	return c.place.editor.env.Switches
}

func (c *checks) rowNotes() []note {
	i := c.table.Index()
	if i < 0 {
		return nil
	}
	var notes []note
	for _, at := range c.found[i] {
		notes = append(notes, c.problemNotes(toElement(at))...)
	}
	remark := c.place.spec.help
	if i >= len(c.known()) {
		_, isText := document.Text(c.extras[i-len(c.known())])
		remark = extraNote(isText)
	}
	return append(notes, c.place.remark(remark))
}

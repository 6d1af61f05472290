package editor

import (
	"encoding/json"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/schema"
)

// add asks for a value that is not in the list.
func (c *checks) add() tea.Cmd {
	c.adding = newField(c.place, memberReader{textReader{&place{
		editor: c.place.editor, depth: c.place.depth, spec: spec{typ: c.elem(), title: c.place.spec.title, locked: c.place.spec.locked},
	}}, c})
	c.adding.finish = func() tea.Cmd {
		c.adding = nil
		c.table.End()
		return nil
	}
	c.adding.size(c.width, c.height)
	return nil
}

// memberReader reads one more member, and yields the set with it.
type memberReader struct {
	textReader
	checks *checks
}

func (r memberReader) start(json.RawMessage) string { return "" }

func (r memberReader) read(typed string) (json.RawMessage, *schema.Problem) {
	member, problem := r.textReader.read(typed)
	switch {
	case typed == "":
		problem = &schema.Problem{Message: "a value is needed", Hint: "esc goes back without one", Severity: schema.Refuse}
	case r.checks.isKnown(member):
		problem = &schema.Problem{Message: "the value is in the list", Hint: "esc goes back; space takes it into the set", Severity: schema.Refuse}
	case containsRaw(r.checks.elements, member):
		problem = &schema.Problem{Message: "the value is in the set already", Severity: schema.Refuse}
	}
	if problem != nil {
		return nil, problem
	}
	return with(r.checks.value, toElement(len(r.checks.elements)), member), nil
}

func (c *checks) size(width, height int) {
	c.grid.size(width, height)
	c.table.SetTitles(false)
	if c.adding != nil {
		c.adding.size(width, height)
	}
}

func (c *checks) lines() []string {
	if c.adding != nil {
		return c.adding.lines()
	}
	return c.grid.lines()
}

func (c *checks) key(msg tea.KeyMsg) tea.Cmd {
	if c.adding != nil {
		return c.adding.key(msg)
	}
	return c.grid.key(msg)
}

func (c *checks) typing() bool { return c.adding != nil }
func (c *checks) typed() bool  { return c.adding != nil && c.adding.typed() }
func (c *checks) inner() bool  { return c.adding != nil }

func (c *checks) back() bool {
	open := c.adding != nil
	c.adding = nil
	return open
}

func (c *checks) show(inside step) {
	if elements, _ := document.Elements(c.value); inside.index < len(elements) {
		c.table.Select(string(elements[inside.index]))
	}
}

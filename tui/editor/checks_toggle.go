package editor

import (
	"encoding/json"
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/text"
)

func (c *checks) actions() []core.Action {
	if c.adding != nil {
		return c.adding.actions()
	}
	actions := []core.Action{
		but(c.place.staging("toggle", []string{" "}, "Toggle", "Puts the value into the set, or takes it out.", c.toggle), c.noRow()),
		looking("leave", []string{"enter"}, "Done", "Goes back; what is chosen is staged already.", c.place.done),
	}
	if c.elem().Open {
		actions = append(actions, c.place.staging("add", []string{"a"}, "Other value", "Adds a value that is not in the list.", c.add))
	}
	return actions
}

func (c *checks) toggle() tea.Cmd {
	i := c.table.Index()
	if i < len(c.known()) && c.switches() != nil {
		return c.turn(c.known()[i], !c.on(i))
	}
	switch {
	case c.listed(i):
		c.place.put(c.leaving(c.found[i]))
	case i < len(c.known()):
		c.place.put(with(c.value, toElement(len(c.elements)), document.Quote(c.known()[i])))
	default:
		c.place.put(with(c.value, toElement(len(c.elements)), c.extras[i-len(c.known())]))
	}
	return nil
}

// leaving is the set less the elements at those places.
func (c *checks) leaving(places []int) json.RawMessage {
	var kept []json.RawMessage
	for at, e := range c.elements {
		if !slices.Contains(places, at) {
			kept = append(kept, e)
		}
	}
	return document.JoinArray(kept)
}

func (c *checks) turn(name string, on bool) tea.Cmd {
	changed, note, err := c.switches().Turn(c.value, name, on)
	if err != nil {
		return core.Say(core.Warning, text.CleanLine(err.Error()))
	}
	c.place.put(changed)
	if note == "" {
		return nil
	}
	return core.Say(core.Warning, text.CleanLine(note))
}

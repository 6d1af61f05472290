package editor

import (
	"encoding/json"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/tui/core"
)

// newLevel makes the level of a form: here a new kind of value is added.
func newLevel(p *place, f form) level {
	switch f {
	case formView:
		return newView(p)
	case formBoolean:
		return newBoolean(p)
	case formInteger:
		return newField(p, integerReader{p})
	case formText:
		return newField(p, textReader{p})
	case formLong:
		return newBlock(p, textReader{p})
	case formChoice:
		return newChoice(p)
	case formChecks:
		return newChecks(p)
	case formList:
		return newList(p)
	case formMap:
		return newMapping(p)
	case formObject:
		return newObject(p)
	}
	return newBlock(p, jsonReader{p})
}

func pretty(value json.RawMessage) string { return string(document.Indent(value)) }

// staging makes an action that changes the value.
func (p *place) staging(id string, keys []string, title, help string, run func() tea.Cmd) core.Action {
	return core.Action{
		ID: "value." + id, Keys: keys, Title: title, Help: help, Risk: core.Stage,
		Verb: p.editor.env.Verb, Disabled: p.spec.locked, Run: run,
	}
}

// looking makes an action that changes nothing.
func looking(id string, keys []string, title, help string, run func() tea.Cmd) core.Action {
	return core.Action{ID: "value." + id, Keys: keys, Title: title, Help: help, Run: run}
}

// but disables an action for a reason that is not empty.
func but(action core.Action, reason string) core.Action {
	if action.Disabled == "" {
		action.Disabled = reason
	}
	return action
}

// quiet keeps an action out of the hints.
func quiet(action core.Action) core.Action {
	action.Quiet = true
	return action
}

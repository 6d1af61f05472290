package editor

import (
	"bytes"
	"encoding/json"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/schema"
	"github.com/jansadm/jansadm/tui/core"
)

// put changes the value at the place. The change stays even when the value as a whole is refused: the rest may have to be put
// right first.
func (p *place) put(value json.RawMessage) {
	p.editor.change(p.depth, value, false)
}

// take is put for a value of one piece: when it is the whole value and is refused, nothing changes.
func (p *place) take(value json.RawMessage) *schema.Problem {
	if p.spec.check != nil {
		if problem := p.spec.check(value); problem != nil {
			return problem
		}
	}
	return p.editor.change(p.depth, value, p.depth == 0)
}

func (e *Editor) change(depth int, value json.RawMessage, strict bool) *schema.Problem {
	whole := value
	for i := depth; i > 0; i-- {
		whole = with(e.places[i-1].value(), e.places[i].step, whole)
	}
	if bytes.Equal(whole, e.value) && len(e.refused) == 0 {
		return nil
	}
	problems := e.env.Commit(bytes.Clone(whole))
	if strict && len(problems) > 0 {
		return &problems[0]
	}
	e.history = append(e.history, past{value: e.value, depth: depth})
	e.adopt(whole, problems)
	return nil
}

// adopt shows a changed value at all places.
func (e *Editor) adopt(value json.RawMessage, refused []schema.Problem) {
	e.value, e.refused = value, refused
	e.found = e.property.Check(value)
	for _, p := range e.places {
		p.load()
	}
}

// undoAction takes back the last change that was made here, as often as there are any.
func (e *Editor) undoAction() core.Action {
	nothing := e.env.Locked
	if nothing == "" && len(e.history) == 0 {
		nothing = "nothing was changed here"
	}
	return core.Action{ID: "value.undo", Keys: []string{"u"}, Title: "Undo", Help: "Takes back the last change made to this value.",
		Risk: core.Stage, Verb: e.env.Verb, Quiet: len(e.history) == 0, Disabled: nothing, Run: e.undo}
}

func (e *Editor) undo() tea.Cmd {
	last := e.history[len(e.history)-1]
	e.history = e.history[:len(e.history)-1]
	e.places = e.places[:min(last.depth+1, len(e.places))]
	e.adopt(last.value, e.env.Commit(bytes.Clone(last.value)))
	e.SetSize(e.width, e.height)
	return core.Say(core.Plain, "The last change here is taken back.")
}

package editor

import (
	"encoding/json"
)

// Kept is what is not staged of a value, and where in it one is: enough to put it back into an editor of the same value. The text itself is
// apart from it.
type Kept struct {
	Value json.RawMessage `json:"value,omitempty"` // with the changes that could not be staged; nil when there are none
	Path  []string        `json:"path,omitempty"`  // to the place where text is typed
	Input string          `json:"input,omitempty"` // which of the inputs there
	Typed bool            `json:"typed,omitempty"` // there is text
}

// Inputs at a place besides the one for its value.
const (
	inputJSON   = "json"   // the value as JSON, where it is mostly edited in another form
	inputLong   = "long"   // a text of one line that has become one of several
	inputOther  = "other"  // another value than the known ones
	inputMember = "member" // one more member of a set
	inputName   = "name"   // of a new entry
	inputRename = "rename:"
)

// Keep is what Pending says would be lost. With secret it is or may hold a secret, which must not be kept.
func (e *Editor) Keep() (kept Kept, text string, secret bool) {
	if len(e.refused) > 0 {
		kept.Value = e.Value()
		_, secret = e.property.Hide(kept.Value)
	}
	if top := e.top(); top.level.typed() {
		kept.Path, kept.Typed = top.path(), true
		kept.Input, text = top.level.content()
		secret = secret || top.spec.secret || top.form == formJSON && top.spec.typ.HoldsSecrets() // of JSON nobody knows yet what it will be
	}
	return kept, text, secret
}

// Restore puts back what was kept. It is false when text has no place in the value any more; the rest is done then.
func (e *Editor) Restore(kept Kept, text string) bool {
	if kept.Value != nil {
		e.change(0, kept.Value, false)
	}
	if !kept.Typed {
		return true
	}
	for _, key := range kept.Path {
		if !e.top().level.descend(key) {
			return false
		}
	}
	p := e.top()
	if p.spec.locked != "" {
		return false
	}
	switch kept.Input {
	case inputJSON:
		p.reform(formJSON)
	case inputLong:
		p.reform(formLong)
	}
	restored := p.level.retype(kept.Input, text)
	e.SetSize(e.width, e.height)
	return restored
}

// reform shows the value in another form.
func (p *place) reform(f form) {
	p.become(f)
	p.level.load(p.value())
}

package ops

import (
	"bytes"
	"encoding/json"
	"slices"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/directory"
)

// references maps the provisional DNs of new entries to those that the server has given.
type references map[string]string

// fill hands a part what was created before it.
func (r references) fill(p part) {
	if e, ok := p.(*entityPart); ok {
		e.filled = r
	}
}

// take notes the DN of what a part has created, and returns its inum.
func (r references) take(p part) string {
	e, ok := p.(*entityPart)
	if !ok || e.kind != change.Create || e.stored == nil {
		return ""
	}
	r[directory.Head{Resource: e.target().Resource, Inum: e.target().ID}.DN()] = e.stored.Head().DN()
	return e.stored.Target.ID
}

// raw is a value with the DNs of what has been created in the place of the provisional ones.
func (r references) raw(value json.RawMessage) json.RawMessage {
	for provisional, real := range r {
		value = bytes.ReplaceAll(value, document.Quote(provisional), document.Quote(real))
	}
	return value
}

func (r references) document(doc document.Document) document.Document {
	if len(r) == 0 {
		return doc
	}
	filled := doc.Clone()
	for name, value := range filled {
		filled[name] = r.raw(value)
	}
	return filled
}

func (r references) patch(patch document.Patch) document.Patch {
	filled := slices.Clone(patch)
	for i := range filled {
		filled[i].Value = r.raw(filled[i].Value)
	}
	return filled
}

// Refer makes the edits that are still staged speak of what a plan has created by the DNs that the server has given: the provisional ones
// lead nowhere once the edits that created them are done.
func (d *Draft) Refer(result *Result) {
	if result == nil {
		return
	}
	created := references{}
	for _, part := range result.covered {
		created.take(part)
	}
	for i := range d.edits {
		d.edits[i].Value = created.raw(d.edits[i].Value)
	}
}

package form

import (
	"encoding/json"
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/schema"
)

// about is the field that the panel edits.
func (f *fieldPanel) about() string { return f.field.Path }

func (f *fieldPanel) trace() (t trace, typed string, secret bool) {
	kept, typed, secret := f.editor.Keep()
	return trace{Field: f.field.Path, Editor: &kept}, typed, secret || f.field.MayHide()
}

func (f *fieldPanel) retrace(t trace, typed string) bool {
	return t.Field == f.field.Path && t.Editor != nil && f.page.cannot(f.field) == "" && f.editor.Restore(*t.Editor, typed)
}

func (q *Prompt) trace() (t trace, typed string, secret bool) {
	return trace{}, q.input.Value(), q.options.Secret
}

func (q *Prompt) retrace(_ trace, typed string) bool {
	q.input.SetValue(typed)
	return true
}

// about is the field that the list is for; empty for others.
func (k *Pick) about() string { return k.options.Field }

func (k *Pick) trace() (t trace, typed string, secret bool) {
	return trace{Field: k.options.Field, Marked: k.picker.Chosen()}, "", false
}

func (k *Pick) retrace(t trace, _ string) bool {
	if t.Field != k.options.Field || !k.options.Picker.Multi {
		return false
	}
	k.picker.SetChosen(t.Marked...)
	return true
}

func (k *Pick) lead(t trace) tea.Cmd {
	if len(t.Chosen) == 0 || k.options.Picker.Multi {
		return nil
	}
	return k.choose(t.Chosen)
}

// choose hands over what was chosen, and notes whether that has led to another panel.
func (k *Pick) choose(chosen []string) tea.Cmd {
	before := len(k.screen.panels)
	cmd := k.options.Done(k, chosen)
	k.led = nil
	if len(k.screen.panels) == before+1 && slices.Contains(k.screen.panels, Panel(k)) {
		k.led = chosen
	}
	return cmd
}

// The texts of the person's own editor that a page keeps.
const (
	keptEntry = "entry" // the entry as JSON
	keptOther = "other" // what the options know of
)

func (p *Page) trace() (t trace, typed string, secret bool) {
	if p.kept != "" {
		return trace{Kept: keptEntry}, p.kept, p.secretive(p.kept)
	}
	if p.options.Kept == nil {
		return trace{}, "", true
	}
	return trace{Kept: keptOther}, *p.options.Kept, false
}

func (p *Page) retrace(t trace, typed string) bool {
	switch {
	case p.Locked() != "":
		return false
	case t.Kept == keptEntry:
		p.kept = typed
	case t.Kept == keptOther && p.options.Kept != nil:
		*p.options.Kept = typed
	default:
		return false
	}
	p.sync()
	return true
}

// secretive says whether the text of an entry may hold a secret. Of text that is no JSON nobody knows, where the kind of entry can have one.
func (p *Page) secretive(entry string) bool {
	if doc, ok := document.Members(json.RawMessage(entry)); ok {
		raw, _ := doc.MarshalJSON() // cannot fail: the members are JSON already
		_, secret := ops.HideWhole(p.target.Resource, raw)
		return secret
	}
	return slices.ContainsFunc(p.read.Fields(p.session().Draft), func(field schema.EntityField) bool { return field.MayHide() && !leftOut(field) })
}

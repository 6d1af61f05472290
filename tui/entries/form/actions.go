package form

import (
	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/schema"
	"github.com/jansadm/jansadm/tui/core"
)

// Actions are those on the field under the cursor, and those on the entry.
func (p *Page) Actions() []core.Action {
	if !p.ready() {
		actions := []core.Action{p.reloadAction()}
		if p.gone() && len(p.session().Draft.Of(p.target)) > 0 {
			actions = append(actions, core.Action{ID: "field.discard", Keys: []string{"backspace"}, Title: "Discard",
				Help: "Takes back what is staged for it.", Run: p.discard})
		}
		return actions
	}
	field, ok := p.Selected()
	var actions []core.Action
	if ok && p.options.OfField != nil {
		actions = p.options.OfField(p, field)
	}
	if ok {
		actions = append(actions, p.ofField(field)...)
	}
	if p.options.OfEntry != nil {
		actions = append(actions, p.options.OfEntry(p)...)
	}
	return append(actions, p.ofEntry()...)
}

// Verb is the command line that changes the entry.
func (p *Page) Verb() string {
	return "jansadm " + p.kind() + " update " + p.name()
}

func (p *Page) ofField(field schema.EntityField) []core.Action {
	cannot, title := p.cannot(field), "Edit"
	if cannot != "" {
		title = "Look"
	}
	noToggle, noUnset, noDiscard := cannot, cannot, ""
	if noToggle == "" && field.Type.Kind != schema.KindBoolean {
		noToggle = "only true and false can be toggled"
	}
	switch {
	case noUnset != "":
	case field.Required:
		noUnset = "every " + p.kind() + " needs it"
	case document.IsEmpty(p.staged.Get(field.Path)):
		noUnset = "it is empty"
	}
	if _, staged := p.session().Draft.Member(p.target, field.Path); !staged {
		noDiscard = "nothing is staged for this field"
	}
	return []core.Action{
		{ID: "field.open", Keys: []string{"enter", "e"}, Title: title, Help: "Opens the field under the cursor.", Run: p.Open},
		{ID: "field.toggle", Keys: []string{" "}, Title: "Toggle", Help: "Stages the other of true and false.", Risk: core.Stage, Verb: p.Verb(),
			Quiet: field.Type.Kind != schema.KindBoolean, Disabled: noToggle, Run: p.toggle},
		{ID: "field.discard", Keys: []string{"backspace"}, Title: "Discard", Help: "Takes back what is staged for the field under the cursor.",
			Disabled: noDiscard, Run: p.discard},
		{ID: "field.unset", Keys: []string{"N"}, Title: "Unset", Help: "Stages emptying the field under the cursor.", Risk: core.Stage, Verb: p.Verb(),
			Quiet: true, Disabled: noUnset, Run: p.unset},
		{ID: "copy.value", Keys: []string{"y"}, Title: "Copy value", Help: "Puts the value on the clipboard.", Quiet: true, Disabled: secret(field),
			Run: func() tea.Cmd { return p.session().Copy(p.plain(field)) }},
		{ID: "copy.command", Keys: []string{"Y"}, Title: "Copy command", Help: "Puts the command line that does the same on the clipboard.",
			Quiet: true, Disabled: secret(field), Run: func() tea.Cmd { return p.session().Copy(p.command(field)) }},
	}
}

func secret(field schema.EntityField) string {
	if field.Secret {
		return "secrets are not put on the clipboard"
	}
	return ""
}

// plain is the value of a field for other programs: names in the place of DNs, no mask where nothing is hidden.
func (p *Page) plain(field schema.EntityField) string {
	value, _ := field.Hide(p.staged.Get(field.Path))
	if field.Refers != (schema.Reference{}) {
		return p.display(field, value)
	}
	return schema.Text(field.Type, value)
}

func (p *Page) ofEntry() []core.Action {
	actions := []core.Action{p.JSONAction()}
	if p.options.Deletable {
		actions = append(actions, p.deleteAction())
	}
	return append(actions, p.reloadAction())
}

// JSONAction edits the whole entry in the person's own editor. What comes back is for the page's Update.
func (p *Page) JSONAction() core.Action {
	return core.Action{ID: "entry.json", Keys: []string{"E"}, Title: "Edit JSON",
		Help: "Edits the whole " + p.kind() + " as JSON in your own editor, named by $EDITOR; only what you change is staged.",
		Risk: core.Stage, Verb: "jansadm " + p.kind() + " edit " + p.name(), Quiet: true, Disabled: p.Locked(), Run: p.outside}
}

func (p *Page) deleteAction() core.Action {
	action := core.Action{ID: "entry.delete", Keys: []string{"d"}, Title: "Delete",
		Help: "Shows who uses the " + p.kind() + ", and stages deleting it.", Risk: core.Stage,
		Verb: "jansadm " + p.kind() + " delete " + p.name(), Run: p.remove}
	switch {
	case p.read.New():
		action.Title, action.Help = "Take back", "Takes the new "+p.kind()+" back."
	case p.read.Deleted(p.session().Draft):
		action.Title, action.Help = "Keep", "Takes the staged deletion back."
	default:
		action.Disabled = p.session().CannotDelete(p.target.Resource)
	}
	return action
}

func (p *Page) reloadAction() core.Action {
	return core.Action{ID: "reload", Keys: []string{"r"}, Title: "Reload", Help: "Reads the " + p.kind() + " again; staged edits stay.",
		Run: func() tea.Cmd { return p.fetch(true) }}
}

// Package scope is the screen that shows and edits one scope.
package scope

import (
	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/schema"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/entries/form"
	"github.com/jansadm/jansadm/tui/entries/script"
)

// Spec describes the screen. Its argument is the inum of the scope, or the target of one that is staged as new.
var Spec = core.Spec{
	ID: "auth.scope", Title: "Scope", Help: "One scope: what it gives, and to whom.",
	New: func(session *core.Session, arg string) core.Screen {
		return form.New(session, func(screen *form.Screen) form.Panel { return form.NewPage(screen, options(), arg) })
	},
}

func options() form.Options {
	return form.Options{
		Resource: change.Scope, Deletable: true, Notes: notes, Adapt: adapt, OfEntry: ofEntry,
		OfUsers: func(p *form.Page) []core.Action { return []core.Action{giveAction(p)} },
		Create: func(p *form.Page, field schema.EntityField, typed string, picked func(string)) tea.Cmd {
			return script.Write(p.Screen(), field.Refers.Type, typed, picked)
		},
	}
}

// adapt offers only the types that the scope can have, and says of claims what holds for its type.
func adapt(p *form.Page, field schema.EntityField) schema.EntityField {
	switch {
	case field.Path == "/claims" && p.Staged().Type() == "openid":
		field.Help = "What userinfo tells about the person."
	case field.Path == "/scopeType":
		field.Type.Values = schema.ScopeTypesFrom(p.Entity().Type())
		if p.Entity().New() {
			field.Type.Values = schema.CreatableScopeTypes()
		}
	}
	return field
}

// notes say what the type does, and what keeps the scope from doing it.
func notes(p *form.Page) []form.Note {
	var notes []form.Note
	if t, known := schema.LookupScopeType(p.Staged().Type()); known {
		notes = append(notes, form.Note{Text: t.Title + ": " + t.Sentence})
	}
	if claimsInVain(p.Staged()) {
		notes = append(notes, form.Note{Warning: true, Text: "It has claims, but no script: the claims are ignored. o makes it an OpenID scope, which releases them."})
	}
	for _, head := range scripts(p) {
		switch {
		case !p.Screen().Enabled(head):
			notes = append(notes, form.Note{Warning: true, Text: "The script " + head.Name + " is disabled and adds nothing. t stages enabling it."})
		case head.Failure != "":
			notes = append(notes, form.Note{Warning: true, Text: "The script " + head.Name + " fails on the server and adds nothing."})
		}
	}
	return notes
}

// claimsInVain says whether it is a dynamic scope with claims, which count for nothing, and without a script.
func claimsInVain(scope *ops.Entity) bool {
	return scope.Type() == "dynamic" && !document.IsEmpty(scope.Get("/claims")) && document.IsEmpty(scope.Get("/dynamicScopeScripts"))
}

// scripts are those that the scope runs, as far as they are known.
func scripts(p *form.Page) []ops.Head {
	var heads []ops.Head
	if p.Staged() == nil {
		return nil
	}
	for _, path := range []string{"/dynamicScopeScripts", "/umaAuthorizationPolicies"} {
		dns, _ := document.Strings(p.Staged().Get(path))
		for _, dn := range dns {
			if head, known := p.Names().Refer(dn); known {
				heads = append(heads, head)
			}
		}
	}
	return heads
}

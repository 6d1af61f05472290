package scopeadd

import (
	"context"
	"encoding/json"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/schema"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/entries/form"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// begin is a new scope as people see one first: discovery shows it.
func begin(scopeType, id string) document.Document {
	return document.Document{
		"id": document.Quote(id), "displayName": document.Quote(id), "scopeType": document.Quote(scopeType),
		"attributes": json.RawMessage(`{"showInConfigurationEndpoint":true}`),
	}
}

// proposal is a scope of the standard with the claims that it asks for, and those of them that the server does not know.
func proposal(standard schema.StandardScope, names ops.Directory) (document.Document, []string) {
	doc := begin("openid", standard.ID)
	doc["displayName"], doc["description"] = document.Quote(standard.Title), document.Quote(standard.Sentence)
	var dns, lacking []string
	for _, claim := range standard.Claims {
		if head, ok := claimNamed(names, claim); ok {
			dns = append(dns, head.DN())
		} else {
			lacking = append(lacking, claim)
		}
	}
	if len(dns) > 0 {
		doc["claims"] = document.QuoteAll(dns)
	}
	if standard.Grouped {
		doc["groupClaims"] = json.RawMessage("true")
	}
	return doc, lacking
}

// claimNamed finds a claim by its name in tokens.
func claimNamed(names ops.Directory, claim string) (ops.Head, bool) {
	for _, head := range names.All(change.Claim) {
		if head.Claim == claim {
			return head, true
		}
	}
	return ops.Head{}, false
}

// newID asks for the id of a new scope.
func newID(screen *form.Screen, scopeType, id string) *form.Prompt {
	t, _ := schema.LookupScopeType(scopeType)
	help := t.Title + ": " + t.Sentence + " What is its id? It is the word that clients ask for, as in careers."
	return ask(screen, t.Title, help, id, func(_ context.Context, id string) (document.Document, error) { return begin(scopeType, id), nil })
}

// newClone asks for the id of a scope that is to have all that another one has. Its display name would be taken for the other's: the id
// takes its place.
func newClone(screen *form.Screen, inum, name string) *form.Prompt {
	target := ops.Target{Resource: change.Scope, ID: inum}
	var staged *ops.Entity
	for _, created := range screen.Session.Draft.Created(change.Scope) {
		if created.Target == target {
			staged = created
		}
	}
	operations := screen.Session.Ops
	name = text.CleanLine(name)
	help := "What is the id of the new scope? It begins as a copy of " + name + ": everything but the id and the display name is the same, and can be changed afterwards."
	return ask(screen, "Clone "+name, help, "",
		func(ctx context.Context, id string) (document.Document, error) {
			original := staged
			if original == nil {
				var err error
				if original, err = operations.Entity(ctx, target); err != nil {
					return nil, err
				}
			}
			doc := original.Document.Clone()
			doc["id"], doc["displayName"] = document.Quote(id), document.Quote(id)
			return doc, nil
		})
}

// ask asks for the id of a new scope, looks whether the server has one of that id, makes the scope and stages it.
func ask(screen *form.Screen, crumb, help, id string, make func(ctx context.Context, id string) (document.Document, error)) *form.Prompt {
	operations := screen.Session.Ops
	return form.NewPrompt(screen, form.PromptOptions{
		Title: "ID", Crumb: crumb, Value: id, Verb: "jansadm scope create --id ID", Help: help,
		Check: func(typed string) []schema.Problem {
			return append(schema.CheckScopeID(typed), form.CheckStaged(screen, change.Scope, typed)...)
		},
		Done: func(prompt *form.Prompt, typed string) tea.Cmd {
			return prompt.Read(func(ctx context.Context) (func() tea.Cmd, error) {
				if found, err := operations.Taken(ctx, change.Scope, typed); found || err != nil {
					return func() tea.Cmd {
						prompt.Refuse("the server has a scope " + typed + " already, and clients could not tell the two apart")
						return nil
					}, err
				}
				doc, err := make(ctx, typed)
				return func() tea.Cmd { return stage(screen, prompt, doc) }, err
			})
		},
	})
}

// stage stages the new scope and shows its form; of a dynamic one the scripts that it is to run.
func stage(screen *form.Screen, prompt *form.Prompt, doc document.Document) tea.Cmd {
	created, err := ops.Create(screen.Session.Draft, change.Scope, doc)
	if err != nil {
		prompt.Refuse(core.Explain(err).Message)
		return nil
	}
	open := core.Open{ID: "auth.scope", Arg: created.Target.ID}
	if created.Type() == "dynamic" && document.IsEmpty(created.Get("/dynamicScopeScripts")) {
		open.Then = "scope.scripts"
	}
	return screen.Session.Post(core.Pop{}, open)
}

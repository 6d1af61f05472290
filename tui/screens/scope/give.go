package scope

import (
	"context"
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/entries/form"
	"github.com/jansadm/jansadm/tui/kit/picker"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// giveAction gives the scope to a client, without which it helps nobody. One that is yet to be created can be given as well.
func giveAction(p *form.Page) core.Action {
	locked := p.Screen().Session.CannotWrite(change.Client)
	if locked == "" && p.Entity().Deleted(p.Screen().Session.Draft) {
		locked = "it is staged to be deleted"
	}
	return core.Action{ID: "scope.give", Keys: []string{"g"}, Title: "Give to client", Help: "Searches a client and stages adding the scope to it.", Risk: core.Stage,
		Verb: verb(p), Disabled: locked, Run: func() tea.Cmd { return p.Screen().Push(newGive(p)) }}
}

func verb(p *form.Page) string {
	return "jansadm client add-scope ID " + text.CleanLine(p.Staged().Name())
}

// newGive searches the client that is to get the scope.
func newGive(p *form.Page) *form.Pick {
	return form.NewPick(p.Screen(), form.PickOptions{
		Title: "Give " + p.Staged().Name() + " to a client", Crumb: "Give to a client", Help: "Type a part of the name of a client, or of its id.", Verb: verb(p),
		Picker: picker.Options{Prompt: "Client", None: "no client fits"},
		Find:   func(ctx context.Context, typed string) ([]picker.Item, error) { return clients(ctx, p, typed) },
		Done:   func(pick *form.Pick, chosen []string) tea.Cmd { return give(p, pick, chosen[0]) },
	})
}

// clientsAtOnce is how many clients a search lists: whoever wants others types more of their name.
const clientsAtOnce = 50

func clients(ctx context.Context, p *form.Page, typed string) ([]picker.Item, error) {
	page, err := p.Screen().Session.Ops.List(ctx, change.Client, ops.Query{Pattern: typed, Limit: clientsAtOnce})
	if err != nil {
		return nil, err
	}
	items := make([]picker.Item, len(page.Entities))
	for i, client := range page.Entities {
		head := client.Head()
		items[i] = picker.Item{ID: head.Inum, Title: head.Word(), Detail: head.Inum}
		if has(client, dn(p)) {
			items[i].Disabled = "has it already"
		}
		if !head.Active {
			items[i].Mark = "disabled"
		}
	}
	return items, nil
}

// dn is what a client refers to the scope by; of a new scope the one in whose place the server's comes.
func dn(p *form.Page) string { return p.Entity().Head().DN() }

func has(client *ops.Entity, dn string) bool {
	dns, _ := document.Strings(client.Get("/scopes"))
	return slices.ContainsFunc(dns, func(other string) bool { return strings.EqualFold(other, dn) })
}

// give reads the client anew, as what is in a list may be old, and stages adding the scope to it.
func give(p *form.Page, pick *form.Pick, inum string) tea.Cmd {
	operations, target := p.Screen().Session.Ops, ops.Target{Resource: change.Client, ID: inum}
	return pick.Read(func(ctx context.Context) (func() tea.Cmd, error) {
		client, err := operations.Entity(ctx, target)
		return func() tea.Cmd { return stage(p, pick, client) }, err
	})
}

func stage(p *form.Page, pick *form.Pick, client *ops.Entity) tea.Cmd {
	session, name := p.Screen().Session, text.CleanLine(client.Name())
	staged := client.With(session.Draft)
	if has(staged, dn(p)) {
		return session.Say(core.Warning, name+" has the scope already, or it is staged.")
	}
	dns, _ := document.Strings(staged.Get("/scopes"))
	if err := client.Set(session.Draft, "/scopes", document.QuoteAll(append(dns, dn(p)))); err != nil {
		return session.Say(core.Failure, core.Explain(err).Message)
	}
	return tea.Batch(p.Screen().Drop(pick), session.Say(core.Plain, text.CleanLine(p.Staged().Name())+": staged giving it to "+name+". ctrl+s reviews."))
}

package form

import (
	"context"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/schema"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// CheckTaken warns of a name that another entry has, as far as that is known without asking: the server keeps two of the same name, and
// nobody could tell them apart.
func CheckTaken(screen *Screen, resource change.Resource, name string) []schema.Problem {
	for _, head := range screen.Names().All(resource) {
		if head.Name == name {
			return []schema.Problem{{Message: "there is a " + string(resource) + " of that name", Hint: "choose another one", Severity: schema.Refuse}}
		}
	}
	return nil
}

// takenMsg says whether the server has a name for another entry.
type takenMsg struct {
	name  string
	found bool
	err   error
}

// Failure tells the header whether the server answered.
func (m takenMsg) Failure() error { return m.err }

// nameField is the member that holds the entry's name.
func (p *Page) nameField() string { return document.Pointer(p.read.Kind.NameField) }

// askTaken asks whether the name that is staged is another entry's; nil when none is staged.
func (p *Page) askTaken() tea.Cmd {
	name := p.staged.Name()
	if p.taken != name {
		p.taken = ""
	}
	if name == "" || !p.read.New() && name == p.read.Name() || p.target.Resource == change.Client {
		return nil
	}
	operations, resource := p.session().Ops, p.target.Resource
	return p.screen.Work(p, &p.asking, func(ctx context.Context) tea.Msg {
		found, err := operations.Taken(ctx, resource, name)
		return takenMsg{name: name, found: found, err: err}
	})
}

// warn says at once that a name is taken. A question that failed is asked again by the review.
func (p *Page) warn(msg takenMsg) tea.Cmd {
	if !msg.found || p.staged == nil || p.staged.Name() != msg.name {
		return nil
	}
	p.taken = msg.name
	p.sync()
	return p.session().Say(core.Warning, text.CleanLine(p.takenLine())+" It is staged all the same; backspace takes it back.")
}

// takenLine says that the staged name is taken; empty when that is not known.
func (p *Page) takenLine() string {
	if p.taken == "" || p.staged.Name() != p.taken {
		return ""
	}
	return "The server has another " + p.kind() + " named " + p.taken + "."
}

// CheckStaged is CheckTaken for what is staged only: nobody knows the names of all scopes.
func CheckStaged(screen *Screen, resource change.Resource, name string) []schema.Problem {
	for _, created := range screen.Session.Draft.Created(resource) {
		if created.Name() == name {
			return []schema.Problem{{Message: "a new " + string(resource) + " of that name is staged already", Severity: schema.Refuse}}
		}
	}
	return nil
}

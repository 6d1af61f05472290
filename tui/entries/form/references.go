package form

import (
	"context"
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/directory"
	"github.com/jansadm/jansadm/client/schema"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/picker"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// newReferences is the list of what a field can refer to: claims, scripts of the right type, or scopes, which the server searches as
// there may be a hundred thousand of them.
func newReferences(p *Page, field schema.EntityField) *Pick {
	present, _ := document.Strings(p.staged.Get(field.Path))
	r := &references{page: p, field: field, present: present}
	verb := p.Verb()
	switch {
	case p.target.Resource == change.Scope:
		verb += " --add-" + field.Refers.Resource + " NAME"
	case p.target.Resource == change.Client && field.Refers.Resource == string(change.Scope):
		verb = "jansadm client add-scope " + p.name() + " SCOPE"
	}
	options := PickOptions{
		Title: field.Title, Field: field.Path, Help: field.Help, Verb: verb, Chosen: present, Done: r.done,
		Picker: picker.Options{Multi: true, ChosenFirst: true, Count: true, Unknown: r.unknown, None: "no " + field.Refers.Resource + " has that in its name"},
	}
	if field.Refers.Resource == string(change.Scope) {
		options.Find, options.Picker.Some = r.scopes, true
	} else {
		options.Items = r.items
	}
	if p.options.Create != nil && field.Refers.Type != "" {
		options.Picker.New = "write a new " + field.Refers.Resource
		options.Create = func(pick *Pick, typed string) tea.Cmd {
			return p.options.Create(p, field, typed, func(dn string) { pick.Choose(dn) })
		}
	}
	pick := NewPick(p.screen, options)
	if p.load.Busy() {
		pick.Wait("Reading the " + field.Refers.Resource + "s " + p.session().Theme.Glyphs.Ellipsis)
	}
	return pick
}

// references chooses what a field refers to.
type references struct {
	page    *Page
	field   schema.EntityField
	present []string
}

// items are the entries that are known, with those that are to be created.
func (r *references) items() []picker.Item {
	var items []picker.Item
	for _, head := range r.page.screen.Names().All(change.Resource(r.field.Refers.Resource)) {
		if r.field.Refers.Type == "" || head.Type == r.field.Refers.Type {
			items = append(items, r.item(head))
		}
	}
	return byTitle(items)
}

// byTitle puts items into the order of their names, whatever their capital letters.
func byTitle(items []picker.Item) []picker.Item {
	slices.SortStableFunc(items, func(a, b picker.Item) int { return strings.Compare(strings.ToLower(a.Title), strings.ToLower(b.Title)) })
	return items
}

// spelled is the DN of an entry as the field has it: case and blanks mean nothing in a DN.
func (r *references) spelled(head ops.Head) string {
	for _, dn := range r.present {
		if target, ok := directory.TargetOf(dn); ok && target == head.Target() {
			return dn
		}
	}
	return head.DN()
}

func (r *references) item(head ops.Head) picker.Item {
	item := picker.Item{ID: r.spelled(head), Title: head.Word(), Detail: head.Title, Keywords: head.Name + " " + head.Inum}
	if head.Resource == change.Claim && head.Name != head.Word() {
		item.Detail += " (" + head.Name + ")"
	}
	item.Mark, item.MarkStyle = r.page.screen.mark(head)
	return item
}

// unknown describes what the field refers to and the list does not hold.
func (r *references) unknown(dn string) picker.Item {
	head, found := r.page.names.Refer(dn)
	th := r.page.session().Theme
	switch {
	case found && r.field.Refers.Type != "" && head.Type != r.field.Refers.Type:
		return picker.Item{Title: head.Word(), Detail: "a script of the type " + head.Type, Mark: "other type", MarkStyle: th.Warn}
	case found:
		return r.item(head)
	case !r.page.dangling(dn):
		return picker.Item{Title: dn}
	}
	if target, _ := directory.TargetOf(dn); target.IsNew() {
		return picker.Item{Title: target.Word(), Detail: "was taken back", Mark: "gone", MarkStyle: th.Danger}
	}
	return picker.Item{Title: dn, Detail: "leads nowhere; it stays unless you take it out", Mark: "dangling", MarkStyle: th.Danger}
}

// scopesAtOnce is how many scopes a search lists: whoever wants others types more of their name.
const scopesAtOnce = 50

// scopes are those of the server that fit, by name. While nothing is typed, those that the field has are all among them.
func (r *references) scopes(ctx context.Context, typed string) ([]picker.Item, error) {
	operations := r.page.session().Ops
	page, err := operations.List(ctx, change.Scope, ops.Query{Pattern: typed, Limit: scopesAtOnce, SortBy: "jansId"})
	if err != nil {
		return nil, err
	}
	var items []picker.Item
	listed := map[ops.Target]bool{}
	for _, entity := range page.Entities {
		items, listed[entity.Target] = append(items, r.item(entity.Head())), true
	}
	if typed == "" {
		for _, dn := range r.present {
			if head, known := operations.Directory().Refer(dn); known && !listed[head.Target()] {
				items = append(items, r.item(head))
			}
		}
	}
	return byTitle(items), nil
}

// done stages what is marked: what was there stays in its place, what is new comes behind it.
func (r *references) done(pick *Pick, chosen []string) tea.Cmd {
	var dns []string
	for _, dn := range r.present {
		if slices.Contains(chosen, dn) {
			dns = append(dns, dn)
		}
	}
	for _, dn := range chosen {
		target, _ := directory.TargetOf(dn)
		if takenBack := target.IsNew() && r.page.dangling(dn); !takenBack && !slices.Contains(r.present, dn) {
			dns = append(dns, dn)
		}
	}
	if problems := r.page.commit(r.field.Path, document.QuoteAll(dns)); len(problems) > 0 {
		return r.page.session().Say(core.Failure, text.CleanLine(r.field.Title)+": "+problems[0].String())
	}
	return tea.Batch(r.page.screen.Drop(pick), r.page.said(r.field.Path))
}

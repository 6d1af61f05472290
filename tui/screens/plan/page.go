package plan

import (
	"fmt"
	"strings"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/theme"
	"github.com/jansadm/jansadm/tui/changes"
	"github.com/jansadm/jansadm/tui/kit/prose"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// page builds the lines of the review.
type page struct {
	*prose.Page
	th   *theme.Theme
	say  words
	mark int // the line of the conflict that keys decide about
}

func newPage(th *theme.Theme, width int, say words) *page {
	return &page{Page: prose.New(width), th: th, say: say}
}

func (p *page) title(content string) { p.Add(p.th.Title, content) }

// drafter says that somebody else has staged what is shown.
func (p *page) drafter(by, now string) {
	if by == "" {
		return
	}
	p.Bullet(p.th.Glyphs.Warn, p.th.Warn, p.th.Warn, "Staged while "+text.CleanLine(by)+" was signed in; it would be applied in the name of "+text.CleanLine(now)+".")
	p.Space()
}

// plan shows everything that is known before writing.
func (p *page) plan(plan *ops.Plan, cursor int) {
	if plan.Empty() && len(plan.Conflicts) == 0 {
		p.Add(p.th.Text, p.say.nothing)
		p.Space()
	}
	if len(plan.Conflicts) > 0 {
		p.conflicts(plan, cursor)
	}
	if len(plan.Changes) > 0 {
		p.title(fmt.Sprintf("%d %s", len(plan.Changes), plural(len(plan.Changes), "change")))
		for _, c := range plan.Changes {
			p.change(plan, c)
		}
		p.Space()
	}
	p.offers(plan.Offers)
	if !plan.Empty() {
		p.impacts(plan.Impacts)
	}
	p.notes(plan)
	p.requests(plan.Requests)
}

func (p *page) change(plan *ops.Plan, c ops.Change) { changes.Add(p.Page, p.th, plan, c) }

func (p *page) difference(plan *ops.Plan, subject ops.Subject, c ops.Change) []string {
	return changes.Difference(p.th, p.Width()-differenceIndent, plan, subject, c)
}

// differenceIndent is how far differences stand from the margins.
const differenceIndent = 4

func (p *page) requests(requests []ops.Request) {
	for _, request := range requests {
		p.title("Request")
		p.Add(p.th.Text, request.Method+" "+request.Path)
		for _, operation := range strings.Split(requestBody(request), "\n") {
			p.Indent(1, p.th.Text, operation)
		}
		if strings.Contains(string(request.Body), `"op":"test"`) {
			p.Add(p.th.Muted, "The tests make the server refuse when a value has changed since it was read.")
		}
	}
}

// requestBody shows one operation a line.
func requestBody(request ops.Request) string {
	operations, ok := document.Elements(request.Body)
	if !ok {
		return string(document.Indent(request.Body))
	}
	shown := make([]string, len(operations))
	for i, operation := range operations {
		shown[i] = string(document.Compact(operation))
	}
	return "[" + strings.Join(shown, ",\n ") + "]"
}

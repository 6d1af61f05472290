package revoking

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/tokens"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/entries/facts"
	"github.com/jansadm/jansadm/tui/entries/impacts"
	"github.com/jansadm/jansadm/tui/kit/prose"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// View draws the page and, below it, the reason or how far it is.
func (s *Screen) View() string {
	th := s.session.Theme
	lines := strings.Split(s.body.View(), "\n")
	if s.listed() {
		lines = append(lines, s.items.Lines()...)
		lines = append(lines, th.Border.Paint(strings.Repeat(th.Glyphs.Rule, s.width)))
		lines = append(lines, s.item()...)
	}
	label, content := " Reason  ", text.CleanLine(s.reason.Value())
	switch {
	case s.stage == finished:
		label, content = " "+s.items.Position(), ""
	case s.stage == running:
		label, content = " Revoking  ", s.course.line()
	case s.typing:
		content = s.reason.View()
	case content == "":
		content = th.Placeholder.Paint("none; m writes one down for the journal")
	}
	last := th.Muted.Paint(label) + text.Truncate(content, max(s.width-text.Width(label), 0), th.Glyphs.Ellipsis)
	return strings.Join(text.Fit(append(text.Fit(lines, s.width, max(s.height-1, 0)), last), s.width, s.height), "\n")
}

// draw lays the page out again.
func (s *Screen) draw() {
	if s.width == 0 {
		return
	}
	th, page := s.session.Theme, prose.New(s.width-1)
	switch {
	case s.stage == finding:
		page.Add(th.Muted, "Counting what there is, and finding out whom it belongs to "+th.Glyphs.Ellipsis)
	case s.stage == finished:
		s.outcome(page)
	case s.failure != nil:
		page.Add(th.Danger, core.FailurePage("It could not be found out what there is.", s.failure))
	default:
		s.describe(page)
	}
	lines, room := page.Lines(), max(s.height-1, 0)
	if s.listed() {
		above := min(len(lines), max(room-minItems-itemLines, 1))
		s.body.SetSize(s.width, above)
		s.items.SetSize(s.width, max(room-above-itemLines, 0))
	} else {
		s.body.SetSize(s.width, room)
	}
	s.body.ReplaceLines(lines)
}

// minItems is the room that the items keep below a long text, and itemLines is that of the one under the cursor below them.
const (
	minItems  = 6
	itemLines = 5
)

// describe tells what would go and whom that touches.
func (s *Screen) describe(page *prose.Page) {
	th, r := s.session.Theme, s.revocation
	if r.Len() == 0 {
		page.Add(th.Text, "There is nothing to revoke any more.")
		return
	}
	verb := "Revoke "
	if r.Kind == change.Session {
		verb = "End "
	}
	page.Add(th.Title, verb+r.Title)
	if r.Expired > 0 {
		page.Indent(3, th.Muted, fmt.Sprintf("%d of them expired already.", r.Expired))
	}
	s.affected(page, "Client", "Clients", r.Clients)
	s.affected(page, "Person", "People", r.Users)
	s.affected(page, "Type", "Types", r.Types)
	page.Space()
	page.Add(th.Title, "What this does")
	for _, found := range r.Impacts {
		impacts.Add(page, th, found, found.Severity.String())
	}
	page.Bullet(th.Glyphs.Info, th.Info, th.Text, "Nothing brings it back. The journal keeps what was revoked, by whom and why.")
}

// listedAffected bounds how many of each kind are named.
const listedAffected = 8

// affected names who loses something, or the types that go. One needs no list.
func (s *Screen) affected(page *prose.Page, one, many string, list []tokens.Affected) {
	th := s.session.Theme
	switch len(list) {
	case 0:
		return
	case 1:
		page.Bullet(text.Pad(one, labelWidth), th.Muted, th.Text, facts.Named(list[0].Name, list[0].ID))
		return
	}
	label := text.Pad(many, labelWidth)
	for _, a := range list[:min(len(list), listedAffected)] {
		page.Bullet(label, th.Muted, th.Text, fmt.Sprintf("%d  %s", a.Count, facts.Named(a.Name, a.ID)))
		label = text.Blank(labelWidth)
	}
	if more := len(list) - listedAffected; more > 0 {
		page.Bullet(label, th.Muted, th.Muted, fmt.Sprintf("and %d more", more))
	}
}

// labelWidth is the room for what a line is about.
const labelWidth = 8

// outcome tells what came of the whole.
func (s *Screen) outcome(page *prose.Page) {
	th, r := s.session.Theme, s.report
	switch {
	case s.failure != nil && len(r.Outcomes) == 0:
		problem := core.Explain(s.failure)
		page.Bullet(th.Glyphs.Error, th.Danger, th.Danger, "Nothing was revoked. "+problem.Message)
		page.Indent(3, th.Text, problem.Hint)
	case s.failure != nil:
		problem := core.Explain(s.failure)
		page.Bullet(th.Glyphs.Warn, th.Warn, th.Warn, problem.Message)
		if problem.Kind == ops.ProblemPartial || problem.Kind == ops.ProblemCanceled {
			problem.Hint = "c goes on with what is left; what is done is not repeated."
		}
		page.Indent(3, th.Text, problem.Hint)
	default:
		page.Bullet(th.Glyphs.OK, th.OK, th.OK, s.doneLine())
	}
	if r.Later > 0 {
		page.Bullet(th.Glyphs.Warn, th.Warn, th.Text,
			issuedMeanwhile(r.Later)+" meanwhile: the client gets itself new ones. r counts again.")
	}
	if r.JournalErr != nil {
		page.Bullet(th.Glyphs.Warn, th.Warn, th.Warn, "What came of it could not be written to the journal: "+text.CleanLine(r.JournalErr.Error()))
	}
	if r.ID != "" {
		page.Add(th.Muted, "Journal "+text.CleanLine(r.ID))
	}
	page.Space()
}

func issuedMeanwhile(count int) string {
	if count == 1 {
		return "1 new token of the same selection was issued"
	}
	return fmt.Sprintf("%d new tokens of the same selection were issued", count)
}

// doneLine is the one line that a revocation leaves behind.
func (s *Screen) doneLine() string {
	title, r := "the selection", s.report
	if s.revocation != nil {
		title = text.CleanLine(s.revocation.Title)
	}
	verb := "Revoked: "
	if r.Kind == change.Session {
		verb = "Ended: "
	}
	said := verb + title
	if r.Gone > 0 {
		said += fmt.Sprintf(" (%d had gone already)", r.Gone)
	}
	short, _, _ := strings.Cut(r.ID, "-")
	return said + ". Journal " + cmp.Or(short, "-") + "."
}

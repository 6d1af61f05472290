package plan

import (
	"fmt"
	"slices"
	"strings"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/effect"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// View draws the page and, below it, the reason.
func (s *Screen) View() string {
	th := s.session.Theme
	label, content := " Reason  ", text.CleanLine(s.reason.Value())
	switch {
	case s.stage == finished:
		label, content = " "+s.body.Position(), ""
	case s.stage == applying:
		label, content = " Applying  ", s.course.line()
	case s.typing:
		content = s.reason.View()
	case s.undoing != nil && s.undoing.asked != nil:
		label, content = " "+text.CleanLine(s.undoing.asked.Title)+"  ", s.undoing.value.View()
	case content == "":
		content = th.Placeholder.Paint("none; m writes one down for the journal")
	}
	return s.body.View() + "\n" + text.Pad(th.Muted.Paint(label)+content, s.width)
}

// draw lays the page out again.
func (s *Screen) draw() {
	if s.width == 0 {
		return
	}
	page := newPage(s.session.Theme, s.width-1, s.words())
	switch {
	case s.stage == checking:
		page.Add(page.th.Muted, page.say.checking+" "+page.th.Glyphs.Ellipsis)
	case s.stage == applying:
		page.Add(page.th.Accent, "Applying: reading once more, writing, and comparing the answer "+page.th.Glyphs.Ellipsis)
		page.Space()
		page.plan(s.plan, s.conflict)
	case s.stage == finished:
		page.result(s.plan, s.result, s.failure)
	case s.obstructed() != nil:
		page.undo(s.undoing.undo)
		page.obstacles(s.undoing.undo)
	case s.failure != nil:
		page.failure("The plan could not be checked against the server.", s.failure)
		page.Add(page.th.Text, page.say.unread)
	case s.undoing != nil:
		page.undo(s.undoing.undo)
		page.plan(s.plan, s.conflict)
	default:
		page.drafter(s.session.StagedByAnother(), s.session.Label.User)
		page.plan(s.plan, s.conflict)
	}
	s.body.SetLines(page.Lines())
	if s.conflict > 0 {
		s.body.SetTop(page.mark)
	}
}

func plural(n int, word string) string {
	if n == 1 {
		return word
	}
	return word + "s"
}

// successLine is the one line that a plan leaves behind.
func (s *Screen) successLine() string {
	line := s.words().done + s.appliedNames() + ". Journal " + shortID(s.result.ID) + "."
	if when := effect.When(effect.Of(s.result)); when != "" {
		line += " " + strings.ToUpper(when[:1]) + when[1:] + "."
	}
	return line
}

// namedLimit is how many things the line names; of more it tells the number.
const namedLimit = 3

// appliedNames are what people call the things that were changed.
func (s *Screen) appliedNames() string {
	if s.result == nil {
		return ""
	}
	var names []string
	var seen []ops.Target
	for _, item := range s.result.Items {
		target := item.Change.Target
		if slices.Contains(seen, target) {
			continue
		}
		seen = append(seen, target)
		names = append(names, strings.TrimSpace(text.CleanLine(s.plan.Name(target))+" "+outcome(item)))
	}
	if len(names) > namedLimit {
		return fmt.Sprintf("%d changes", len(s.result.Items))
	}
	return strings.Join(names, ", ")
}

// outcome says what came of an entry that was to come or to go; empty for a change.
func outcome(item ops.Item) string {
	switch {
	case item.Change.Kind == change.Create:
		return "created"
	case item.Gone:
		return "had gone already"
	case item.Change.Kind == change.Delete:
		return "deleted"
	}
	return ""
}

// shortID is enough of a journal id to find it.
func shortID(id string) string {
	if first, _, found := strings.Cut(id, "-"); found {
		return first
	}
	return id
}

// failure describes an error in full.
func (p *page) failure(what string, err error) {
	problem := core.Explain(err)
	p.Add(p.th.Danger, p.th.Glyphs.Error+" "+what)
	p.Add(p.th.Text, text.Clean(problem.Message))
	if problem.Hint != "" {
		p.Add(p.th.Text, text.Clean(problem.Hint))
	}
	if problem.RequestID != "" {
		p.Add(p.th.Muted, "Request "+text.CleanLine(problem.RequestID))
	}
	p.Space()
}

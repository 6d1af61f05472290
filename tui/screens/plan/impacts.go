package plan

import (
	"errors"
	"fmt"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/impact"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/entries/impacts"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// impacts shows what the plan causes, gravest first.
func (p *page) impacts(all []ops.Impact) {
	p.title("What this does")
	if len(all) == 0 {
		p.Add(p.th.Muted, "Nothing out of the ordinary is known. The auth server picks the change up within 30 s.")
	}
	for _, found := range all {
		impacts.Add(p.Page, p.th, found, severityWords(found.Severity))
	}
	p.Space()
}

func severityWords(severity ops.Severity) string {
	switch severity {
	case impact.LockOut:
		return "locks administrators out; this console can still take it back"
	case impact.LockOutDatabase:
		return "locks API clients out; only the database could take it back, so it is refused"
	}
	return severity.String()
}

func (p *page) notes(plan *ops.Plan) {
	notes := plan.Notes
	for _, edit := range plan.Already {
		note := " has that value on the server already."
		if edit.Kind == change.Delete {
			note = " has been deleted already."
		}
		notes = append(notes, edit.Name()+note)
	}
	if len(notes) == 0 {
		return
	}
	p.title("Good to know")
	for _, note := range notes {
		p.Add(p.th.Text, text.Clean(note))
	}
	p.Space()
}

// result shows what came of applying.
func (p *page) result(plan *ops.Plan, result *ops.Result, failure error) {
	switch {
	case failure != nil:
		p.failed(plan, failure)
	case result.Verified():
		p.Add(p.th.OK, fmt.Sprintf("%s Applied and verified: the server holds what was asked.", p.th.Glyphs.OK))
	default:
		p.Add(p.th.Warn, p.th.Glyphs.Warn+" Applied, but the server stored something else than was asked.")
	}
	p.Space()
	p.items(plan, result, failure != nil)
	p.others(plan, result)
	if result != nil && result.JournalErr != nil {
		p.Add(p.th.Warn, "The outcome could not be written to the journal: "+text.CleanLine(result.JournalErr.Error()))
	}
	if result != nil && result.ID != "" {
		p.Add(p.th.Muted, "Journal "+result.ID+", request "+text.CleanLine(result.RequestID))
	}
}

func (p *page) failed(plan *ops.Plan, failure error) {
	if partial := (*ops.PartialError)(nil); errors.As(failure, &partial) {
		p.partial(plan, partial)
		return
	}
	switch core.Explain(failure).Kind {
	case ops.ProblemCanceled:
		p.failure("Nothing was changed: it was stopped before the first request.", failure)
		p.Add(p.th.Text, p.say.kept+"r checks again.")
	case ops.ProblemConflict:
		p.failure("Nothing was written: a value was changed by somebody else in the meantime.", failure)
		p.Add(p.th.Text, p.say.kept+"r checks again and shows all versions.")
	case ops.ProblemUnknownResult:
		p.failure("It is not known whether the change was applied.", failure)
		p.Add(p.th.Text, p.say.kept+"r reads what the server holds now.")
	default:
		p.failure("Nothing was changed.", failure)
		p.Add(p.th.Text, p.say.kept+"r checks again.")
	}
}

// items says what the server made of each change; of a plan that stopped in the middle, only what is not as asked, as its parts are listed.
func (p *page) items(plan *ops.Plan, result *ops.Result, stopped bool) {
	if result == nil {
		return
	}
	for _, item := range result.Items {
		if stopped && item.OK {
			continue
		}
		subject := plan.Subject(item.Change.Target, item.Change.Path)
		name := text.CleanLine(subject.Name())
		if item.OK {
			if came := outcome(item); came != "" {
				name += ": " + came
			}
			p.Bullet(p.th.Glyphs.OK, p.th.OK, p.th.Text, name)
			continue
		}
		p.Bullet(p.th.Glyphs.Warn, p.th.Warn, p.th.Text, name)
		if item.Change.Secret || item.Change.Path == "" {
			continue
		}
		p.Indent(3, p.th.Text, "asked   "+text.CleanLine(subject.Display(item.Change.New)))
		p.Indent(3, p.th.Text, "stored  "+text.CleanLine(subject.Display(item.Got)))
	}
	p.Space()
}

func (p *page) others(plan *ops.Plan, result *ops.Result) {
	if result == nil || len(result.Others) == 0 {
		return
	}
	p.title("Also different now")
	for _, drift := range result.Others {
		why := "somebody else's change of the same moment"
		if drift.Derived {
			why = "the server computes it"
		}
		subject := plan.Subject(drift.Target, drift.Path)
		p.Add(p.th.Text, text.CleanLine(subject.Name())+": "+why)
		if !drift.Secret {
			change := ops.Change{Target: drift.Target, Path: drift.Path, Old: drift.Old, New: drift.New, Secret: subject.Field.Secret}
			p.Painted(3, p.difference(plan, subject, change)...)
		}
	}
	p.Space()
}

package draft

import (
	"fmt"
	"strings"
	"time"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/drafts"
	"github.com/jansadm/jansadm/client/ops/journal"
	"github.com/jansadm/jansadm/client/schema"
	"github.com/jansadm/jansadm/theme"
	"github.com/jansadm/jansadm/tui/editor"
	"github.com/jansadm/jansadm/tui/kit/prose"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// page builds the lines of the offer.
type page struct {
	*prose.Page
	th    *theme.Theme
	names ops.Directory
	zone  *time.Location
	whole bool // values are shown whole
}

func (s *Screen) draw() {
	if s.width == 0 {
		return
	}
	p := page{Page: prose.New(s.width - 1), th: s.session.Theme, zone: s.session.Now().Location(), whole: s.looking}
	if s.session.Ops != nil {
		p.names = s.session.Ops.Directory()
	}
	switch {
	case len(s.session.Left) > 0:
		p.draft(s.session.Left[0].Content, s.session.Left[0].Attempts, len(s.session.Left)-1)
	case s.find.Busy():
		p.Add(p.th.Muted, "Looking for drafts "+p.th.Glyphs.Ellipsis)
	default:
		p.Add(p.th.Text, "No draft was left behind for this profile and server.")
	}
	s.body.SetLines(p.Lines())
}

func (p *page) draft(c drafts.Content, attempts []drafts.Attempt, more int) {
	p.Add(p.th.Title, "A console that has ended left this behind")
	p.Add(p.th.Text, p.origin(c))
	if more > 0 {
		p.Add(p.th.Muted, fmt.Sprintf("%s found besides; you are asked about each.", countIs(more, "older draft")))
	}
	p.Space()
	p.attempts(attempts)
	if len(c.Edits) > 0 {
		p.Add(p.th.Title, count(len(c.Edits), "edit")+" staged and not applied")
		for _, edit := range c.Edits {
			p.edit(edit)
		}
		p.Space()
	}
	if len(c.Typed) > 0 {
		p.Add(p.th.Title, "Typed and not staged")
		for _, typed := range c.Typed {
			p.typed(typed)
		}
		p.Space()
	}
	if len(c.LeftOut) > 0 {
		p.Add(p.th.Title, "Left out: secrets are not kept")
		for _, omission := range c.LeftOut {
			p.Bullet(p.th.Glyphs.Lock, p.th.Muted, p.th.Text, text.CleanLine(verb(omission.Kind)+omission.Name)+again(omission))
		}
		p.Space()
	}
	p.Add(p.th.Muted, "t takes it: edits are staged as they were, and nothing is applied before you have reviewed it. d discards it. esc leaves it for later.")
}

// personWidth is the room for a name: it is what somebody has called himself.
const personWidth = 40

// origin says when, by whom and with what it was made.
func (p *page) origin(c drafts.Content) string {
	line := "Kept " + c.Saved.In(p.zone).Format("2006-01-02 15:04:05")
	if c.Person != "" {
		line += ", staged by " + text.Truncate(text.CleanLine(c.Person), personWidth, p.th.Glyphs.Ellipsis)
	}
	if c.Program != "" {
		line += ", with jansadm " + text.CleanLine(c.Program)
	}
	return line + "."
}

// attempts say what the journal knows: a plan may have been applied although its edits are still in the draft.
func (p *page) attempts(attempts []drafts.Attempt) {
	for _, a := range attempts {
		at := a.Intent.Time.In(p.zone).Format("15:04:05")
		line := fmt.Sprintf("%s part of a plan that was recorded at %s; the console ended before it had taken note of the outcome: %s.",
			countIs(a.Edits, "edit"), at, outcomes[a.State()])
		if !a.Ended() {
			line = fmt.Sprintf("A plan with %s was being applied at %s when the console ended. How far it came is not recorded.", countOf(a.Edits), at)
		}
		p.Bullet(p.th.Glyphs.Warn, p.th.Warn, p.th.Warn, line)
		p.Indent(3, p.th.Text, "The review compares with the server: what it holds already drops out by itself, the rest can be applied.")
		p.Space()
	}
}

// outcomes are the ends of plans in words.
var outcomes = map[journal.State]string{
	journal.Verified: "it was applied and verified", journal.Unverified: "it was applied, and the server made something else of it",
	journal.NotApplied: "it was not applied", journal.Partial: "a part of it was applied", journal.Unknown: "whether it was applied is not known",
}

// lineLimit is how many bytes of a value one line takes, and wholeLimit how many are shown at all.
const (
	lineLimit  = 300
	wholeLimit = 20_000
)

func (p *page) edit(edit ops.Edit) {
	sign := p.th.Glyphs.Staged
	name := text.CleanLine(verb(edit.Kind) + edit.Name())
	before, after := p.sides(edit)
	switch {
	case edit.Path == "":
		p.Bullet(sign, p.th.Staged, p.th.Text, name)
	case p.whole:
		p.Bullet(sign, p.th.Staged, p.th.Text, name)
		p.Indent(3, p.th.Muted, p.th.Glyphs.Removed+" "+clip(text.Clean(before), wholeLimit))
		p.Indent(3, p.th.Text, p.th.Glyphs.Added+" "+clip(text.Clean(after), wholeLimit))
	default:
		p.Bullet(sign, p.th.Staged, p.th.Text, text.Truncate(name+": "+p.short(edit), p.Width()-4, p.th.Glyphs.Ellipsis))
	}
	for _, note := range edit.Notes {
		p.Indent(3, p.th.Muted, text.CleanLine(note))
	}
}

// sides are the value before and after an edit.
func (p *page) sides(edit ops.Edit) (before, after string) {
	before, after = edit.Display(p.names)
	if edit.Kind == change.Unset {
		after = "unset"
	}
	return before, after
}

// short is what an edit changes, in one line: of lists and objects only what differs.
func (p *page) short(edit ops.Edit) string {
	field := edit.Field()
	switch field.Type.Kind {
	case schema.KindList, schema.KindSet, schema.KindMap, schema.KindObject:
		if edit.Kind == change.Set && field.Refers == (schema.Reference{}) {
			return clip(text.CleanLine(strings.Join(editor.Changes(p.th.Glyphs, field.Type, edit.Base, edit.Value, field.Secret), ", ")), lineLimit)
		}
	}
	before, after := p.sides(edit)
	return clip(text.CleanLine(before), lineLimit/2) + " " + p.th.Glyphs.Arrow + " " + clip(text.CleanLine(after), lineLimit/2)
}

func (p *page) typed(typed drafts.Typed) {
	title := text.CleanLine(typed.Title)
	if !p.whole && typed.Text != "" {
		line := title + ": " + clip(text.CleanLine(typed.Text), lineLimit)
		p.Bullet(p.th.Glyphs.Staged, p.th.Staged, p.th.Text, text.Truncate(line, p.Width()-4, p.th.Glyphs.Ellipsis))
		return
	}
	p.Bullet(p.th.Glyphs.Staged, p.th.Staged, p.th.Text, title)
	p.Indent(3, p.th.Text, clip(text.Clean(typed.Text), wholeLimit))
}

func clip(shown string, limit int) string {
	if len(shown) <= limit {
		return shown
	}
	return fmt.Sprintf("%s ... (%d bytes)", strings.ToValidUTF8(shown[:limit], ""), len(shown))
}

// verb says what an edit does to a whole entry.
func verb(kind change.Kind) string {
	switch kind {
	case change.Create:
		return "new "
	case change.Delete:
		return "delete "
	}
	return ""
}

func again(omission drafts.Omission) string {
	if omission.Kind == change.Delete || omission.Kind == change.Create {
		return ": stage it again"
	}
	return ": type it again"
}

func summary(c drafts.Content) string {
	parts := []string{count(len(c.Edits), "staged edit")}
	if n := len(c.Typed); n > 0 {
		parts = append(parts, count(n, "typed text"))
	}
	return "It holds " + strings.Join(parts, " and ") + "."
}

func count(n int, word string) string {
	if n == 1 {
		return "1 " + word
	}
	return fmt.Sprintf("%d %ss", n, word)
}

// countOf is a number of the draft's edits.
func countOf(n int) string {
	if n == 1 {
		return "one of these edits"
	}
	return fmt.Sprintf("%d of these edits", n)
}

func countIs(n int, word string) string {
	if n == 1 {
		return count(n, word) + " is"
	}
	return count(n, word) + " are"
}

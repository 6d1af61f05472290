package plan

import (
	"fmt"
	"strings"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/schema"
	"github.com/jansadm/jansadm/tui/changes"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// conflicts shows what somebody else changed meanwhile: all versions of each value, and what can be done about it.
func (p *page) conflicts(plan *ops.Plan, cursor int) {
	p.Add(p.th.Danger, p.th.Glyphs.Danger+" Somebody else changed what you edited. Nothing is written over it.")
	several := len(plan.Conflicts) > 1
	if several {
		p.Add(p.th.Text, fmt.Sprintf("tab goes to the next of the %d; T, O and B decide about all of them.", len(plan.Conflicts)))
	}
	for i, c := range plan.Conflicts {
		lead := " "
		if several && i == cursor {
			lead = p.th.Glyphs.Cursor
		}
		if i == cursor {
			p.mark = len(p.Lines())
		}
		p.Painted(0, p.th.Accent.Paint(lead+text.CleanLine(plan.Subject(c.Target, c.Path).Name())))
		p.versions(plan, c)
		if i == cursor {
			p.Indent(3, p.th.Info, choices(c, p.parted(plan, c)))
		}
	}
	p.Space()
}

// parted says whether a value is shown by its differences: it has parts, and nobody compares a hundred lines by eye.
func (p *page) parted(plan *ops.Plan, c ops.Conflict) bool {
	return !c.Secret && (changes.Nested(plan.Subject(c.Target, c.Path).Field.Type) || severalLines(c))
}

// choices says which keys decide about a conflict.
func choices(c ops.Conflict, parted bool) string {
	switch {
	case c.Gone:
		return "t takes your edit back. It cannot be put on top: there is nothing any more, and the review holds only what you changed of it."
	case c.Whole():
		return "t keeps it, o deletes it as it is now."
	case c.Merged != nil:
		return "t takes theirs, o puts yours on top of theirs, b takes both."
	case parted:
		return "t takes theirs, o puts yours on top of theirs; both change the same part."
	}
	return "t takes theirs, o puts yours on top of theirs."
}

// versions shows one conflict: short values as they are, long ones and those that have parts by what has become of what the person saw.
func (p *page) versions(plan *ops.Plan, c ops.Conflict) {
	switch {
	case c.Gone:
		p.Indent(3, p.th.Text, "It is not on the server any more.")
		return
	case c.Whole():
		p.Indent(3, p.th.Text, "You want to delete it, and it is not what you saw any more:")
		for _, difference := range c.Differences() {
			p.change(plan, difference)
		}
		return
	}
	subject := plan.Subject(c.Target, c.Path)
	if p.parted(plan, c) {
		p.way(plan, "you want, of what you saw", c.Asked())
		p.way(plan, "it is now, of what you saw", c.Happened())
		if c.Merged != nil {
			p.way(plan, "both, of what it is now", c.Together())
		}
		return
	}
	for _, version := range []struct {
		label string
		value []byte
	}{{"you saw    ", c.Base}, {"you want   ", c.Mine}, {"it is now  ", c.Theirs}} {
		value := schema.SecretMask
		if !c.Secret {
			value = text.CleanLine(subject.Display(version.value))
		}
		p.Indent(3, p.th.Text, version.label+value)
	}
}

// way shows what leads from one version to another.
func (p *page) way(plan *ops.Plan, label string, c ops.Change) {
	p.Indent(3, p.th.Text, label+":")
	p.Painted(3, p.difference(plan, plan.Subject(c.Target, c.Path), c)...)
}

func severalLines(c ops.Conflict) bool {
	for _, version := range [][]byte{c.Base, c.Mine, c.Theirs} {
		if content, isText := document.Text(version); isText && strings.Contains(content, "\n") {
			return true
		}
	}
	return false
}

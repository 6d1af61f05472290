package revoking

import (
	"cmp"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/tokens"
	"github.com/jansadm/jansadm/theme"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/entries/facts"
	"github.com/jansadm/jansadm/tui/kit/prose"
	"github.com/jansadm/jansadm/tui/kit/table"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// outcomes lists what became of each item.
type outcomes struct{ *Screen }

func newItems(s *Screen) *table.Table {
	items := table.New(s.session.Theme,
		table.Column{Title: "Result", Min: 14, Max: 14},
		table.Column{Title: "Of client", Min: 12, Max: 40, Weight: 1},
		table.Column{Title: "User", Min: 8, Max: 24, Weight: 1, Drop: 2},
		table.Column{Title: "Type", Min: 13, Max: 18, Drop: 3},
		table.Column{Title: "Why, or which", Min: 16, Weight: 3})
	items.SetSource(outcomes{s})
	return items
}

// Len counts the items.
func (o outcomes) Len() int { return len(o.outcomes) }

// ID is the code or sid.
func (o outcomes) ID(i int) string { return o.outcomes[i].ID }

// Row formats one item.
func (o outcomes) Row(i int) table.Row {
	th, of := o.session.Theme, o.outcomes[i]
	words, glyph, style := result(th, of.State)
	which := text.CleanLine(of.ID)
	if of.Err != nil {
		which = text.CleanLine(core.Explain(of.Err).Message)
	}
	return table.Row{Mark: table.Mark{Glyph: glyph, Style: style}, Cells: []table.Cell{
		{Text: words, Style: style}, {Text: o.client(of.Client)}, {Text: facts.Short(of.User)}, {Text: facts.Short(of.Type)}, {Text: which, Style: th.Muted},
	}}
}

// client is what a client is called, as far as that is known.
func (s *Screen) client(id string) string {
	head, _ := s.session.Ops.Directory().Find(ops.Target{Resource: change.Client, ID: id})
	return facts.Short(cmp.Or(head.Name, id))
}

// item is the one under the cursor in full.
func (s *Screen) item() []string {
	i := s.items.Index()
	if i < 0 || i >= len(s.outcomes) {
		return nil
	}
	th, page, of := s.session.Theme, prose.New(s.width), s.outcomes[i]
	words, _, style := result(th, of.State)
	page.Bullet(words, style, th.Text, of.ID)
	if of.Err != nil {
		problem := core.Explain(of.Err)
		page.Add(th.Text, problem.Message)
		page.Add(th.Text, problem.Hint)
	}
	return text.Fit(page.Lines(), s.width, itemLines-1)
}

// result is a state in words, and what marks it.
func result(th *theme.Theme, state tokens.State) (string, string, theme.Style) {
	switch state {
	case tokens.Revoked:
		return "gone now", th.Glyphs.OK, th.OK
	case tokens.Gone:
		return "gone before", th.Glyphs.OK, th.Muted
	case tokens.Failed:
		return "failed", th.Glyphs.Error, th.Danger
	case tokens.Unknown:
		return "not known", th.Glyphs.Warn, th.Danger
	case tokens.NotTried:
		return "not tried", th.Glyphs.Bullet, th.Warn
	}
	return cmp.Or(string(state), "unknown"), th.Glyphs.Bullet, th.Warn
}

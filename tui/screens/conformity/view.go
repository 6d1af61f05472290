package conformity

import (
	"fmt"
	"strings"

	"github.com/jansadm/jansadm/client/ops/revocation"
	"github.com/jansadm/jansadm/theme"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/prose"
	"github.com/jansadm/jansadm/tui/kit/table"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// source lists the requirements.
type source struct{ *Screen }

// Len counts them.
func (s source) Len() int { return len(s.rows()) }

// ID names one.
func (s source) ID(i int) string { return s.rows()[i].ID }

// Row formats one.
func (s source) Row(i int) table.Row {
	row := s.rows()[i]
	words, glyph, style := verdict(s.session.Theme, row.Verdict)
	return table.Row{Mark: table.Mark{Glyph: glyph, Style: style}, Cells: []table.Cell{
		{Text: words, Style: style}, {Text: text.CleanLine(row.Section), Style: s.session.Theme.Muted}, {Text: text.CleanLine(row.Requirement)},
		{Text: text.CleanLine(row.Seen), Style: s.session.Theme.Muted},
	}}
}

// verdict is one in words, and what marks it.
func verdict(th *theme.Theme, verdict revocation.Conformity) (string, string, theme.Style) {
	switch verdict {
	case revocation.Running:
		return "testing " + th.Glyphs.Ellipsis, th.Glyphs.Cursor, th.Accent
	case revocation.Conforms:
		return "conforms", th.Glyphs.OK, th.OK
	case revocation.KnownGap:
		return "known gap", th.Glyphs.Warn, th.Warn
	case revocation.Departs:
		return "DEPARTS", th.Glyphs.Error, th.Danger
	case revocation.NotTested:
		return "not tested", th.Glyphs.Bullet, th.Muted
	}
	return "waits", " ", th.Muted
}

// SetSize gives the room.
func (s *Screen) SetSize(width, height int) {
	s.width, s.height = width, height
	s.arrange()
}

// detailLines is the room for the requirement under the cursor.
const detailLines = 9

func (s *Screen) arrange() {
	head := len(s.head())
	if s.stage == asking {
		s.form.SetSize(s.width, max(s.height-head, 0))
		return
	}
	detail := min(detailLines, max(s.height-head-6, 0))
	s.table.SetSize(s.width, max(s.height-head-detail, 1))
}

// View draws what is asked, or the requirements and the one under the cursor in full.
func (s *Screen) View() string {
	th := s.session.Theme
	lines := s.head()
	if s.stage == asking {
		lines = append(lines, s.form.Lines()...)
	} else {
		s.arrange() // the head grows while the check goes on
		lines = append(lines, s.table.Lines()...)
		lines = append(lines, th.Border.Paint(strings.Repeat(th.Glyphs.Rule, s.width)))
		lines = append(lines, s.detail()...)
	}
	return strings.Join(text.Fit(lines, s.width, s.height), "\n")
}

// head says what this does, how far it is, or what came of it.
func (s *Screen) head() []string {
	th, page := s.session.Theme, prose.New(s.width)
	switch s.stage {
	case asking:
		page.Add(th.Text, "The check gets itself tokens, revokes them, and looks what became of them. It touches no other token, and removes its own in the end. Nothing of this has to be filled in; enter begins.")
		page.Space()
	case running:
		s.progress(page)
	case finished:
		s.outcome(page)
	}
	return page.Lines()
}

func (s *Screen) progress(page *prose.Page) {
	th := s.session.Theme
	done := 0
	for _, row := range s.rows() {
		if row.Verdict != "" && row.Verdict != revocation.Running {
			done++
		}
	}
	said := fmt.Sprintf("Testing: %d of %d requirements", done, len(s.rows()))
	if s.course.stop.Wished() {
		said = "Stopping before the next requirement, and removing the tokens of the check"
	}
	page.Add(th.Accent, said+" "+th.Glyphs.Ellipsis)
	if code := s.course.code.Load(); code != nil && !s.course.stop.Wished() {
		page.Add(th.Text, "Sign in with a browser at "+text.CleanLine(code.URL)+" with the code "+text.CleanLine(code.UserCode)+"; b opens the page.")
	}
}

func (s *Screen) outcome(page *prose.Page) {
	th, r := s.session.Theme, s.report
	counts := fmt.Sprintf("conforms %d, known gap %d, departs %d, not tested %d", r.Count(revocation.Conforms), r.Count(revocation.KnownGap), r.Count(revocation.Departs), r.Count(revocation.NotTested))
	switch {
	case s.failure != nil && s.course.stop.Wished():
		page.Bullet(th.Glyphs.Warn, th.Warn, th.Warn, "The check was stopped, and its tokens are removed: "+counts+".")
	case s.failure != nil:
		problem := core.Explain(s.failure)
		page.Bullet(th.Glyphs.Error, th.Danger, th.Danger, problem.Message)
		page.Indent(3, th.Text, problem.Hint)
	case r.Count(revocation.Departs) > 0:
		page.Bullet(th.Glyphs.Error, th.Danger, th.Danger, "The endpoint departs from RFC 7009: "+counts+".")
	default:
		page.Bullet(th.Glyphs.OK, th.OK, th.OK, "Nothing departs that is not known: "+counts+".")
	}
	if len(r.Left) > 0 {
		page.Bullet(th.Glyphs.Warn, th.Warn, th.Warn, fmt.Sprintf("%d tokens of the check could not be removed; they end by themselves: %s", len(r.Left), left(r.LeftErr)))
	}
}

func left(err error) string {
	if err == nil {
		return "nobody knows why"
	}
	return core.Explain(err).Message
}

// detail is the requirement under the cursor in full.
func (s *Screen) detail() []string {
	i := s.table.Index()
	rows := s.rows()
	if i < 0 || i >= len(rows) {
		return nil
	}
	th, page, row := s.session.Theme, prose.New(s.width), rows[i]
	words, _, style := verdict(th, row.Verdict)
	page.Bullet(words, style, th.Title, row.Requirement)
	for _, fact := range []struct{ name, value string }{{"Expected", row.Expected}, {"Seen", row.Seen}, {"Why", core.Here(row.Why)}} {
		if fact.value != "" {
			page.Bullet(text.Pad(fact.name, 8), th.Muted, th.Text, fact.value)
		}
	}
	return page.Lines()
}

package preview

import (
	"strings"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/layout"
	"github.com/jansadm/jansadm/tui/kit/prose"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// SetSize gives the room.
func (s *Screen) SetSize(width, height int) {
	s.width, s.height = max(width, 0), max(height, 0)
	s.arrange()
}

// arrange divides the room: whose values are shown and what is wrong, the claims, and what there is to say about one of them beside or
// below. It is called after everything that changes what is shown.
func (s *Screen) arrange() {
	if s.picker != nil {
		s.picker.SetSize(s.width, max(s.height-1, 0))
		return
	}
	s.notice()
	s.table.SetColumns(s.columns()...)
	body := layout.Rect{W: s.width, H: max(s.height-len(s.top()), 0)}
	beside := false
	if s.list, s.side, beside = layout.ListDetail(body); beside {
		s.foot = 0
	} else {
		s.foot = min(footLines, max(0, body.H-leastRows))
	}
	if (source{s}).Len() == 0 {
		s.foot = 0
	}
	s.table.SetSize(s.list.W, s.list.H-s.foot)
	s.table.Refresh()
}

const (
	footLines = 6 // a rule and what there is to say about a claim
	leastRows = 5 // of the table, before anything is said below it
)

// notice is what stands in place of the claims.
func (s *Screen) notice() {
	th := s.session.Theme
	switch {
	case s.shown != nil:
		s.table.SetNotice("These scopes release no claims.", th.Muted)
	case s.load.Busy():
		s.table.SetNotice("Reading the scopes and what they refer to "+th.Glyphs.Ellipsis, th.Muted)
	case s.failure != nil:
		s.table.SetNotice(core.FailurePage("The scopes could not be read.", s.failure), th.Danger)
	}
}

// View draws the page, or the people to choose from.
func (s *Screen) View() string {
	th := s.session.Theme
	if s.picker != nil {
		title := text.Pad(" "+th.Title.Paint("Whose values?"), s.width)
		return strings.Join(text.Fit(append([]string{title}, s.picker.Lines()...), s.width, s.height), "\n")
	}
	lines := s.table.Lines()
	switch {
	case !s.side.Empty():
		lines = layout.Beside(lines, th.Border.Paint(th.Glyphs.Divider), text.Fit(s.detail(s.side.W), s.side.W, s.side.H))
	case s.foot > 0:
		lines = append(lines, th.Border.Paint(strings.Repeat(th.Glyphs.Rule, s.width)))
		lines = append(lines, text.Fit(s.detail(s.width), s.width, s.foot-1)...)
	}
	return strings.Join(text.Fit(append(s.top(), lines...), s.width, s.height), "\n")
}

// top says whose values are shown, and what is wrong; the gravest comes first, and no more than a third of the page is given to it.
func (s *Screen) top() []string {
	th := s.session.Theme
	page := prose.New(s.width)
	switch {
	case s.shown == nil:
		return []string{text.Blank(s.width)}
	case s.shown.Person != "" && !s.shown.Exact:
		page.Add(th.Muted, "Values are what userinfo tells "+s.shown.Person+"'s own token, which has other scopes.")
	case s.shown.Person != "":
		page.Add(th.Muted, "As userinfo would tell it about "+s.shown.Person+".")
	case len(s.people) > 0:
		page.Add(th.Muted, "p chooses whose values are shown.")
	default:
		page.Add(th.Muted, "Without values: the connection is a client's, not a person's.")
	}
	for _, problem := range s.shown.Problems {
		if problem.Whole {
			page.Bullet(th.Glyphs.Danger, th.Danger, th.Danger, problem.Message)
		} else {
			page.Bullet(th.Glyphs.Warn, th.Warn, th.Warn, problem.Message)
		}
	}
	lines := page.Lines()
	if most := max(s.height/3, 1); len(lines) > most {
		lines = lines[:most]
		lines[most-1] = text.Truncate(lines[most-1]+" "+th.Glyphs.Ellipsis+" ? shows all", max(s.width-1, 0), th.Glyphs.Ellipsis+" ? shows all")
	}
	return text.Fit(lines, s.width, len(lines))
}

// detail describes the claim under the cursor, and what holds for all of them.
func (s *Screen) detail(width int) []string {
	if s.shown == nil {
		return nil
	}
	th := s.session.Theme
	page := prose.New(width)
	if claim, ok := s.selected(); ok {
		page.Add(th.Title, claimPath(claim))
		page.Add(stateStyle(th, claim.State), origin(claim))
		if claim.Value != nil {
			page.Add(th.Accent, valueText(claim.Value))
		}
		page.Add(th.Text, claim.Why)
	}
	if width < s.width {
		page.Space()
		for _, note := range s.shown.Notes {
			page.Add(th.Muted, note)
		}
	}
	return page.Lines()
}

// origin says in a line how a claim is and where it comes from.
func origin(claim ops.PreviewClaim) string {
	words := stateWord(claim.State)
	if claim.Source != "" {
		words += ", from the " + string(claim.Kind) + " " + claim.Source
	}
	if claim.Scope != "" {
		words += ", by the scope " + claim.Scope
	}
	return words
}

package revoke

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/jansadm/jansadm/client/ops/revocation"
	"github.com/jansadm/jansadm/theme"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/entries/facts"
	"github.com/jansadm/jansadm/tui/entries/impacts"
	"github.com/jansadm/jansadm/tui/kit/prose"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// View draws the form, or what is known and, below it, the reason.
func (s *Screen) View() string {
	if s.stage == asking {
		return strings.Join(s.form.Lines(), "\n")
	}
	th := s.session.Theme
	label, content := " Reason  ", text.CleanLine(s.reason.Value())
	switch {
	case s.stage == finished:
		label, content = " "+s.body.Position(), ""
	case s.typing:
		content = s.reason.View()
	case content == "":
		content = th.Placeholder.Paint("none; m writes one down for the journal")
	}
	last := th.Muted.Paint(label) + text.Truncate(content, max(s.width-text.Width(label), 0), th.Glyphs.Ellipsis)
	return strings.Join(text.Fit(append(strings.Split(s.body.View(), "\n"), last), s.width, s.height), "\n")
}

// draw lays the page out again.
func (s *Screen) draw() {
	if s.width == 0 {
		return
	}
	th, page := s.session.Theme, prose.New(s.width-1)
	switch {
	case s.stage == finding:
		page.Add(th.Muted, "Looking the token up by its SHA-256 "+th.Glyphs.Ellipsis)
	case s.stage == sending:
		page.Add(th.Accent, "Sending the token to the revocation endpoint, and looking what becomes of it "+th.Glyphs.Ellipsis)
	case s.failure != nil && s.stage == found:
		page.Add(th.Danger, core.FailurePage("It could not be found out what the token is.", s.failure))
	case s.stage == found && s.request != nil:
		s.describe(page, s.request)
	case s.stage == finished:
		s.result(page)
	}
	s.body.ReplaceLines(page.Lines())
}

// describe tells what is known of the token, and what revoking it does.
func (s *Screen) describe(page *prose.Page, request *revocation.Request) {
	th, now := s.session.Theme, s.session.Now()
	switch {
	case request.Known != nil:
		facts.AboutToken(page, th, *request.Known, now)
	default:
		page.Add(th.Title, "The server lists no such token")
	}
	page.Space()
	if len(request.Grant) > 0 {
		page.Add(th.Title, "With it goes the rest of its grant")
		for _, other := range request.Grant {
			page.Bullet(th.Glyphs.Bullet, th.Muted, th.Text, facts.Type(other.Type)+" token, expires "+facts.Moment(other.Expires, now))
		}
		page.Space()
	}
	if request.Foreign {
		page.Bullet(th.Glyphs.Warn, th.Warn, th.Warn, "It belongs to another client than the one that asks: the endpoint will refuse it. What removes it all the same is offered then.")
	}
	for _, note := range request.Notes {
		page.Bullet(th.Glyphs.Info, th.Info, th.Text, core.Here(note))
	}
	for _, found := range request.Impacts {
		impacts.Add(page, th, found, found.Severity.String())
	}
	page.Bullet(th.Glyphs.Info, th.Info, th.Text, "enter revokes it. Nothing brings it back; the journal keeps that it was revoked, not the token.")
}

// result tells what the endpoint said, and what really became of the token.
func (s *Screen) result(page *prose.Page) {
	th := s.session.Theme
	if s.failure != nil {
		problem := core.Explain(s.failure)
		page.Bullet(th.Glyphs.Error, th.Danger, th.Danger, "Nothing was sent. "+problem.Message)
		page.Indent(3, th.Text, problem.Hint)
		return
	}
	o := s.outcome
	words, glyph, style := resultWords(th, o.Result)
	page.Bullet(glyph, style, style, words)
	said := "The endpoint answered " + strconv.Itoa(o.Status)
	if o.Code != "" {
		said += " " + text.CleanLine(o.Code)
	}
	if o.Status == 0 {
		said = "No answer came"
	}
	page.Indent(3, th.Muted, said+".")
	page.Indent(3, th.Text, core.Here(o.Says))
	page.Space()
	for _, explained := range o.Explains {
		page.Bullet(th.Glyphs.Info, th.Info, th.Text, core.Here(explained))
	}
	s.offers(page)
	if o.JournalErr != nil {
		page.Bullet(th.Glyphs.Warn, th.Warn, th.Warn, "What came of it could not be written to the journal: "+text.CleanLine(o.JournalErr.Error()))
	}
	if o.ID != "" {
		page.Space()
		page.Add(th.Muted, "Journal "+text.CleanLine(o.ID))
	}
}

func (s *Screen) offers(page *prose.Page) {
	if len(s.outcome.Offers) == 0 {
		return
	}
	th := s.session.Theme
	page.Space()
	page.Add(th.Title, "What removes it")
	for i, offer := range s.outcome.Offers {
		page.Bullet(fmt.Sprintf("%d", i+1), th.Key, th.Text, offer.Title)
		page.Indent(4, th.Muted, offer.Command)
	}
}

// resultWords are a result for people, and what marks it.
func resultWords(th *theme.Theme, result revocation.Result) (string, string, theme.Style) {
	switch result {
	case revocation.Revoked:
		return "The token is revoked.", th.Glyphs.OK, th.OK
	case revocation.NotThere:
		return "The server did not have such a token.", th.Glyphs.Info, th.Info
	case revocation.StillThere:
		return "The endpoint said that it is done, and the token is still there.", th.Glyphs.Error, th.Danger
	case revocation.OfOther:
		return "Refused: the token belongs to another client.", th.Glyphs.Warn, th.Warn
	case revocation.Refused:
		return "The endpoint refused.", th.Glyphs.Error, th.Danger
	case revocation.Unverified:
		return "The endpoint said that it is done; whether it is so could not be looked at.", th.Glyphs.Warn, th.Warn
	}
	return "It did not work.", th.Glyphs.Error, th.Danger
}

package revocation

import (
	"strconv"
	"strings"

	"github.com/jansadm/jansadm/client/ops/revocation"
	"github.com/jansadm/jansadm/theme"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/entries/impacts"
	"github.com/jansadm/jansadm/tui/kit/layout"
	"github.com/jansadm/jansadm/tui/kit/prose"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// View draws the page, and the chooser over it.
func (s *Screen) View() string {
	th := s.session.Theme
	state := s.body.Position()
	if s.look.Busy() {
		state += "  asking " + th.Glyphs.Ellipsis
	}
	lines := append(strings.Split(s.body.View(), "\n"), th.Muted.Paint(" "+state))
	lines = text.Fit(lines, s.width, s.height)
	if s.chooser != nil {
		lines = s.drawChooser(lines)
	}
	return strings.Join(lines, "\n")
}

// draw lays the page out again: the witnesses side by side where there is room, and what does not fit below them.
func (s *Screen) draw() {
	if s.width == 0 {
		return
	}
	th, page := s.session.Theme, prose.New(s.width-1)
	s.places = nil
	switch {
	case s.status == nil && s.failure != nil:
		page.Add(th.Danger, core.FailurePage("Nothing could be asked about revocation.", s.failure))
	case s.status == nil:
		page.Add(th.Muted, "Reading the discovery document and the settings, and asking the endpoint "+th.Glyphs.Ellipsis)
	case s.width < layout.DetailFrom:
		s.headline(page)
		s.findings(page)
		for _, witness := range s.witnesses() {
			page.Space()
			witness(page)
		}
		s.nodes(page)
	default:
		s.headline(page)
		s.beside(page)
		page.Space()
		s.findings(page)
		s.nodes(page)
	}
	s.body.ReplaceLines(page.Lines())
}

// beside puts the witnesses into columns.
func (s *Screen) beside(page *prose.Page) {
	th := s.session.Theme
	columns := layout.Rect{W: page.Width() - 4, H: 1}.Columns(layout.Flex(4), layout.Flex(5), layout.Flex(4))
	var all [][]string
	height := 0
	for i, witness := range s.witnesses() {
		column := prose.New(columns[i].W)
		witness(column)
		all = append(all, column.Lines())
		height = max(height, len(column.Lines()))
	}
	joined := text.Fit(all[0], columns[0].W, height)
	for i := 1; i < len(all); i++ {
		joined = layout.Beside(joined, th.Border.Paint(th.Glyphs.Divider), text.Fit(all[i], columns[i].W, height))
	}
	page.Painted(0, joined...)
}

// headline is the verdict in a line.
func (s *Screen) headline(page *prose.Page) {
	th := s.session.Theme
	glyph, style := verdict(th, s.status.Probe.Verdict)
	page.Bullet(glyph, style, th.Title, verdictWords(s.status.Probe.Verdict)+" "+found(s.status))
	for _, unread := range s.status.Unread {
		page.Bullet(th.Glyphs.Warn, th.Warn, th.Warn, "Not read: "+unread.What+". "+core.Explain(unread.Err).Message)
	}
	if s.failure != nil {
		page.Bullet(th.Glyphs.Warn, th.Warn, th.Warn, "It could not be asked again: "+core.Explain(s.failure).Message)
	}
	page.Space()
}

// findings lists what does not fit, with the way to mend it.
func (s *Screen) findings(page *prose.Page) {
	th := s.session.Theme
	if s.status.Agree() {
		page.Bullet(th.Glyphs.OK, th.OK, th.Text, "What clients are told, what is set and what the endpoint does fit together.")
	}
	for i, finding := range s.status.Findings {
		s.places = append(s.places, len(page.Lines()))
		glyph, style := impacts.Mark(th, finding.Severity)
		cursor, said := text.Blank(text.Width(th.Glyphs.Cursor)), th.Text
		if i == s.chosen {
			cursor, said = th.Glyphs.Cursor, th.Focus
		}
		page.Bullet(cursor+" "+glyph+" "+finding.Severity.String()+":", style, said, finding.Says)
		page.Indent(5, th.Text, core.Here(finding.Explains))
		if len(finding.Fix) > 0 {
			page.Indent(5, th.Info, "enter: "+finding.FixTitle)
		}
		page.Indent(5, th.Muted, finding.ID)
	}
	s.end = len(page.Lines())
}

// nodes warns of other processes of the server.
func (s *Screen) nodes(page *prose.Page) {
	page.Space()
	page.Add(s.session.Theme.Muted, revocation.Nodes)
}

func found(status *revocation.Status) string {
	n := len(status.Findings)
	switch {
	case status.Agree():
		return "Nothing disagrees."
	case n == 0:
		return "Nothing is found, but not all could be looked at."
	case n == 1:
		return "There is 1 finding."
	}
	return "There are " + strconv.Itoa(n) + " findings."
}

func verdict(th *theme.Theme, verdict revocation.Verdict) (string, theme.Style) {
	switch verdict {
	case revocation.Live:
		return th.Glyphs.OK, th.OK
	case revocation.Off, revocation.NotAsked:
		return th.Glyphs.Warn, th.Warn
	}
	return th.Glyphs.Error, th.Danger
}

// verdictWords are a verdict for people.
func verdictWords(verdict revocation.Verdict) string {
	switch verdict {
	case revocation.Live:
		return "The endpoint is live."
	case revocation.Off:
		return "The endpoint is switched off."
	case revocation.WrongPath:
		return "No revocation endpoint is where it should be."
	case revocation.Unauthorised:
		return "The endpoint does not accept this console's client."
	case revocation.Unreachable:
		return "The endpoint cannot be reached."
	case revocation.NotAsked:
		return "The endpoint was not asked."
	}
	return "The endpoint answers what no revocation endpoint does."
}

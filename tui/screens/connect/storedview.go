package connect

import (
	"github.com/jansadm/jansadm/client/ops/access"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/prose"
)

// SetSize gives the room.
func (s *Stored) SetSize(width, height int) {
	s.width = width
	s.page.SetSize(width, height)
	s.page.ReplaceLines(s.lines())
}

// View draws the page.
func (s *Stored) View() string { return s.page.View() }

func (s *Stored) draw() { s.page.SetLines(s.lines()) }

func (s *Stored) lines() []string {
	th := s.session.Theme
	page := prose.New(s.width - 2) // the scroll bar
	problem := s.problem()
	switch {
	case !s.looked:
		page.Space()
		page.Add(th.Muted, "Looking at the server of "+s.name+" "+th.Glyphs.Ellipsis)
		return page.Lines()
	case problem != nil:
		describe(page, th, problem, noPin(problem) == "")
		page.Add(th.Muted, ways(noAuthority(problem)))
		return page.Lines()
	case s.seen.err != nil:
		failure := core.Explain(s.seen.err)
		page.Bullet(th.Glyphs.Error, th.Danger, th.Danger, failure.Message)
		page.Indent(3, th.Text, failure.Hint)
	default:
		s.accepted(page)
	}
	page.Space()
	page.Indent(3, th.Muted, ways("nothing stands in the way"))
	return page.Lines()
}

// accepted says why nothing stands in the way.
func (s *Stored) accepted(page *prose.Page) {
	th, profile := s.session.Theme, s.seen.profile
	switch {
	case access.PlainHTTP(profile.Server):
		page.Bullet(th.Glyphs.Warn, th.Warn, th.Warn, "There is no certificate: the profile speaks to "+profile.Server+" without encryption.")
	case profile.Insecure:
		page.Bullet(th.Glyphs.Danger, th.Danger, th.Danger, "The certificate is not checked: the profile accepts any.")
	case profile.Pin != "":
		page.Bullet(th.Glyphs.OK, th.OK, th.Text, profile.Server+" presents the certificate that is pinned:")
		for _, group := range grouped(access.FingerprintOf(profile.Pin)) {
			page.Indent(3, th.Accent, group)
		}
	default:
		page.Bullet(th.Glyphs.OK, th.OK, th.Text, "The certificate of "+profile.Server+" is accepted: an authority that this machine trusts has signed it.")
	}
}

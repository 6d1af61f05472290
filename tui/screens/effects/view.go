package effects

import (
	"time"

	"github.com/jansadm/jansadm/client/ops/effect"
	"github.com/jansadm/jansadm/theme"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/prose"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// draw lays the page out again.
func (s *Screen) draw() {
	if s.width == 0 {
		return
	}
	page := prose.New(s.width - 1)
	watches := s.session.Effects()
	if len(watches) == 0 {
		page.Add(s.session.Theme.Muted, "Nothing was applied yet through this connection.")
	}
	waits := false
	for _, watched := range watches {
		s.plan(page, watched)
		for _, p := range watched.Progress {
			waits = waits || p.ID == effect.Discovery && (p.State == effect.Waiting || p.State == effect.NotYet)
		}
	}
	if waits {
		page.Add(s.session.Theme.Info, "The discovery document is kept in a cache, by each node of a cluster in one of its own. f has it computed anew within about a minute.")
	}
	s.body.SetLines(page.Lines())
}

// plan shows the effects of one plan.
func (s *Screen) plan(page *prose.Page, watched *core.Watched) {
	th := s.session.Theme
	page.Add(th.Title, watched.Applied.Format(time.TimeOnly)+"  "+text.CleanLine(watched.Names))
	for _, p := range watched.Progress {
		sign, style := look(th, p.State)
		page.Bullet(sign, style, th.Text, text.CleanLine(says(p)))
		if p.Deadline != "" {
			page.Indent(3, th.Muted, p.Deadline)
		}
		if p.State == effect.Unwatched {
			page.Indent(3, th.Muted, "When: "+p.When)
		}
	}
	page.Space()
}

func says(p effect.Progress) string {
	switch {
	case p.Says == "":
		return p.What + ": expected " + p.When
	case p.State == effect.NotYet:
		return p.Says + " (not seen in time)"
	case p.State == effect.Unknown:
		return p.Says + " (not known)"
	}
	return p.Says
}

// look is the sign of a state.
func look(th *theme.Theme, state effect.State) (string, theme.Style) {
	switch state {
	case effect.Seen:
		return th.Glyphs.OK, th.OK
	case effect.Failed:
		return th.Glyphs.Error, th.Danger
	case effect.NotYet, effect.Unknown:
		return th.Glyphs.Warn, th.Warn
	case effect.Unwatched:
		return th.Glyphs.Info, th.Muted
	}
	return th.Glyphs.Bullet, th.Info
}

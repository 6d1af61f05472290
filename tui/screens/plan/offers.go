package plan

import (
	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// offers shows what would mend what the plan leaves undone. They are taken one after the other, as taking one can make another needless.
func (p *page) offers(offers []ops.Offer) {
	if len(offers) == 0 {
		return
	}
	p.title("Still missing")
	for i, offer := range offers {
		p.Bullet(p.th.Glyphs.Warn, p.th.Warn, p.th.Text, offer.Why)
		if i == 0 {
			p.Indent(3, p.th.Accent, "f takes the offer: "+text.CleanLine(offer.Title))
		} else {
			p.Indent(3, p.th.Muted, "offered next: "+text.CleanLine(offer.Title))
		}
	}
	p.Space()
}

func (s *Screen) offerActions() []core.Action {
	if s.plan == nil || len(s.plan.Offers) == 0 {
		return nil
	}
	return []core.Action{{
		ID: "plan.offer", Keys: []string{"f"}, Title: "Take offer", Help: "Stages what the review offers to mend, and checks again.", Risk: core.Stage,
		Verb: "jansadm scope update ID --enable-scripts", Run: s.takeOffer,
	}}
}

func (s *Screen) takeOffer() tea.Cmd {
	offer := s.plan.Offers[0]
	s.draft().Add(offer.Edits...)
	s.session.Say(core.Plain, "Staged: "+offer.Title+".")
	return s.recheck()
}

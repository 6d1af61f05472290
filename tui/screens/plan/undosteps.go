package plan

import (
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/journal"
	"github.com/jansadm/jansadm/client/ops/undo"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// ofUndoing are the actions on what an undo cannot do by itself.
func (s *Screen) ofUndoing() []core.Action {
	if s.undoing == nil || s.undoing.undo == nil || s.stage != checked {
		return nil
	}
	var actions []core.Action
	if s.obstructed() != nil {
		actions = append(actions, core.Action{ID: "undo.rest", Keys: []string{"R"}, Title: "Undo the rest", Risk: core.Stage, Verb: "jansadm history undo N --rest",
			Help: "Leaves later changes alone, and takes back everything else.", Run: s.undoRest})
	}
	if secrets := secretsOf(s.undoing.undo); len(secrets) > 0 {
		actions = append(actions, core.Action{ID: "undo.secret", Keys: []string{"s"}, Title: "Type secret", Risk: core.Stage, Verb: "jansadm history undo N --secret PLACE=@FILE",
			Help: "Asks for the old value of a secret, which the journal does not keep.", Run: func() tea.Cmd { return s.askSecret(secrets[0]) }})
	}
	if before, known := s.before(); known {
		actions = append(actions, core.Action{ID: "undo.before", Keys: []string{"b"}, Title: "Plan before", Risk: core.Stage, Verb: "jansadm history undo N",
			Help: "Leaves this plan alone, and works out the undo of the one before it.", Run: func() tea.Cmd { return s.undoBefore(before) }})
	}
	return actions
}

// before is the plan that can be taken back instead, when nothing of this one can.
func (s *Screen) before() (journal.Entry, bool) {
	if s.plan == nil || !s.plan.Empty() || len(s.plan.Conflicts) > 0 {
		return journal.Entry{}, false
	}
	return s.undoing.undo.Before()
}

func (s *Screen) undoBefore(before journal.Entry) tea.Cmd {
	s.undoing.wanted, s.undoing.rest, s.undoing.given = before.Intent.ID, false, map[undo.Place]string{}
	return s.reload()
}

// secretsOf lists what is left out because it is a secret that nobody has typed yet.
func secretsOf(u *undo.Undo) []undo.Left {
	var secrets []undo.Left
	for _, left := range u.Left {
		if left.Reason == undo.Secret {
			secrets = append(secrets, left)
		}
	}
	return secrets
}

// undoRest leaves alone what others have changed since.
func (s *Screen) undoRest() tea.Cmd {
	s.undoing.rest = true
	s.undoing.take(s.undoing.undo.Rest())
	return s.recheck()
}

func (s *Screen) askSecret(left undo.Left) tea.Cmd {
	s.undoing.asked = &left
	s.undoing.value.SetValue("")
	s.undoing.value.SetFocused(true)
	return nil
}

// secretKeys are the actions while the old value of a secret is typed.
func (s *Screen) secretKeys() []core.Action {
	return []core.Action{
		{ID: "secret.keep", Keys: []string{"enter", "tab"}, Title: "Take it", Help: "Takes the value back as well, and checks again.", Run: s.supply},
		{ID: "secret.leave", Keys: []string{"esc"}, Title: "Leave it out", Help: "Leaves the secret as it is.", Run: s.leaveSecret},
	}
}

// supply hands over what was typed. A value that cannot be stored is complained about, and typed again.
func (s *Screen) supply() tea.Cmd {
	u, typed := s.undoing, s.undoing.value.Value()
	if typed == "" {
		return s.leaveSecret()
	}
	place := u.asked.Place
	if err := u.undo.SupplyText(place, typed); err != nil {
		return s.session.Say(core.Failure, core.Explain(err).Message)
	}
	u.given[place] = typed
	s.leaveSecret()
	u.take(u.undo)
	return s.recheck()
}

func (s *Screen) leaveSecret() tea.Cmd {
	s.undoing.asked = nil
	s.undoing.value.SetValue("")
	return nil
}

// undo says what is taken back, and which secrets could be.
func (p *page) undo(u *undo.Undo) {
	p.title("Takes back " + undo.Name(u.Of) + ".")
	for _, left := range secretsOf(u) {
		p.Bullet(p.th.Glyphs.Info, p.th.Info, p.th.Text, left.Title+" is left out, as the journal keeps no secrets; s types its old value.")
	}
	p.Space()
}

// obstacles shows the later changes in the way.
func (p *page) obstacles(u *undo.Undo) {
	p.Add(p.th.Danger, p.th.Glyphs.Danger+" Later changes stand in the way. Nothing is taken back over them.")
	plan := ops.Recorded(u.Of.Intent, ops.Directory{})
	for _, obstacle := range u.Obstacles {
		p.Bullet(p.th.Glyphs.Warn, p.th.Warn, p.th.Text, obstacle.String())
		if obstacle.Gone || len(obstacle.Users) > 0 {
			continue
		}
		if obstacle.Secret {
			p.Indent(3, p.th.Text, "It is a secret: the journal keeps no values to compare.")
			continue
		}
		subject := plan.Subject(obstacle.Target, obstacle.Path)
		p.Indent(3, p.th.Text, "the plan made it  "+text.CleanLine(subject.Display(obstacle.Expected)))
		p.Indent(3, p.th.Text, "it is now         "+text.CleanLine(subject.Display(obstacle.Present)))
	}
	p.Space()
	p.Add(p.th.Text, "R leaves them alone, and takes back everything else.")
	if slices.ContainsFunc(u.Obstacles, func(o undo.Obstacle) bool { return o.By != nil }) {
		p.Add(p.th.Text, "Or take the later plans back first, in History.")
	}
}

package ops

import (
	"slices"
	"strings"
)

// Consent is what a person said to a plan.
type Consent struct {
	Yes           bool
	Word          string   // typed by the person; accepts everything when it is Plan.Word
	AcceptedRisks []string // ids of impacts
	Reason        string
}

// Word is what a person types to accept the plan: the word that the profile asks for, then the name of the first thing that is in
// danger; empty when a yes is enough.
func (p *Plan) Word() string { return p.stakes().word() }

// ProfileWord is the word that the profile asks for before every change; empty for none.
func (p *Plan) ProfileWord() string { return p.confirm }

// stakes are what the plan puts at risk.
func (p *Plan) stakes() stakes {
	s := stakes{confirm: p.confirm, impacts: p.Impacts}
	if at := slices.IndexFunc(p.Impacts, func(i Impact) bool { return i.Severity.NeedsConsent() }); at >= 0 {
		s.danger = p.Name(p.Impacts[at].Target)
	}
	return s
}

// Blocked lists the impacts that no consent passes: lock-outs that only the database could repair.
func (p *Plan) Blocked() []Impact { return p.stakes().blocked() }

// Guard says whether the plan may be applied with this consent: nil, a ConflictError or a RefusedError.
func (o *Ops) Guard(plan *Plan, consent Consent) error {
	if plan.recorded {
		return &RefusedError{Why: "it is a plan of the past"}
	}
	if len(plan.Conflicts) > 0 {
		return &ConflictError{Conflicts: plan.Conflicts}
	}
	return o.permit(plan.stakes(), consent)
}

// permit says whether something may be done with this consent: nil, or a RefusedError.
func (o *Ops) permit(s stakes, consent Consent) error {
	if err := o.Writable(); err != nil {
		return err
	}
	guards := o.Guards()
	if blocked := s.blocked(); len(blocked) > 0 {
		return &RefusedError{
			Why:     "it would lock API clients out in a way that only the database could repair",
			Hint:    "use a value that can be proven to work before it is written",
			Impacts: blocked,
		}
	}
	if guards.RequireReason && strings.TrimSpace(consent.Reason) == "" {
		return &RefusedError{Why: guards.WhoseReason(), Hint: "say why with --reason TEXT"}
	}
	if !consent.confirmed(guards.ConfirmWord, s.danger) {
		return &RefusedError{
			Why:  want(guards.WordOf) + " the word " + guards.ConfirmWord + " to be typed before anything is changed",
			Hint: "type it exactly so when it is asked for, or pass --confirm " + ShellWord(guards.ConfirmWord),
		}
	}
	if open := s.unaccepted(consent, guards.ConfirmWord); len(open) > 0 {
		return &RefusedError{Why: "it is dangerous: " + ids(open), Hint: "type the word that is asked for, or pass --accept-risk for: " + ids(open), Impacts: open}
	}
	if !consent.Yes {
		return &RefusedError{Why: "it was not confirmed", Hint: "pass --yes"}
	}
	return nil
}

// wordNow is the word that profiles ask for at this moment, as far as that can be found out.
func (o *Ops) wordNow() string {
	guards, _ := o.guardsNow() // that it cannot be found out is told by Guard
	return guards.ConfirmWord
}

// Typed says whether a text is the Word, blanks around it aside: a profile's word exactly, the name of what is in danger in any case.
func (p *Plan) Typed(text string) bool { return p.stakes().typed(text) }

// confirmed says whether the word of the profiles was typed, alone or before the name of what is in danger.
func (c Consent) confirmed(word, danger string) bool {
	return word == "" || strings.TrimSpace(c.Word) == word || c.typed(word, danger)
}

// typed says whether both were typed.
func (c Consent) typed(word, danger string) bool {
	typed := strings.TrimSpace(c.Word)
	if word == "" || danger == "" || strings.EqualFold(word, danger) {
		return typed == word && word != "" || word == "" && strings.EqualFold(typed, danger)
	}
	rest, found := strings.CutPrefix(typed, word+" ")
	return found && strings.EqualFold(strings.TrimSpace(rest), danger)
}

func ids(impacts []Impact) string {
	var names []string
	for _, i := range impacts {
		if !slices.Contains(names, i.ID) {
			names = append(names, i.ID)
		}
	}
	return strings.Join(names, ", ")
}

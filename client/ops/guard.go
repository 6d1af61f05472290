package ops

import (
	"cmp"
	"slices"
	"strings"

	"github.com/jansadm/jansadm/client/ops/impact"
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
func (p *Plan) Word() string {
	danger := p.danger()
	if p.confirm == "" || danger == "" || strings.EqualFold(p.confirm, danger) {
		return cmp.Or(p.confirm, danger)
	}
	return p.confirm + " " + danger
}

// ProfileWord is the word that the profile asks for before every change; empty for none.
func (p *Plan) ProfileWord() string { return p.confirm }

// danger is the name of the first thing that is in danger; empty when nothing is.
func (p *Plan) danger() string {
	for _, i := range p.Impacts {
		if i.Severity.NeedsConsent() {
			return p.Name(i.Target)
		}
	}
	return ""
}

// Blocked lists the impacts that no consent passes: lock-outs that only the database could repair.
func (p *Plan) Blocked() []Impact {
	return p.impactsWhere(func(i Impact) bool { return i.Severity == impact.LockOutDatabase })
}

func (p *Plan) impactsWhere(keep func(Impact) bool) []Impact {
	var kept []Impact
	for _, i := range p.Impacts {
		if keep(i) {
			kept = append(kept, i)
		}
	}
	return kept
}

// Guard says whether the plan may be applied with this consent: nil, a ConflictError or a RefusedError.
func (o *Ops) Guard(plan *Plan, consent Consent) error {
	if len(plan.Conflicts) > 0 {
		return &ConflictError{Conflicts: plan.Conflicts}
	}
	if err := o.Writable(); err != nil {
		return err
	}
	if blocked := plan.Blocked(); len(blocked) > 0 {
		return &RefusedError{
			Why:     "it would lock API clients out in a way that only the database could repair",
			Hint:    "use a value that can be proven to work before it is written",
			Impacts: blocked,
		}
	}
	if o.deps.RequireReason && strings.TrimSpace(consent.Reason) == "" {
		return &RefusedError{Why: "the profile wants a reason for every change", Hint: "say why with --reason TEXT"}
	}
	if !plan.confirmed(consent) {
		return &RefusedError{
			Why:  "the profile wants the word " + plan.confirm + " to be typed before anything is changed",
			Hint: "type the word that is asked for, or pass --confirm " + plan.confirm,
		}
	}
	if open := plan.unaccepted(consent); len(open) > 0 {
		return &RefusedError{Why: "it is dangerous: " + ids(open), Hint: "type the word that is asked for, or pass --accept-risk for: " + ids(open), Impacts: open}
	}
	if !consent.Yes {
		return &RefusedError{Why: "it was not confirmed", Hint: "pass --yes"}
	}
	return nil
}

// Writable says whether anything may be applied at all: nil, or the RefusedError of a read-only session.
func (o *Ops) Writable() error {
	switch {
	case !o.deps.ReadOnly:
		return nil
	case o.deps.ReadOnlyProfile:
		return &RefusedError{Why: "the profile " + o.deps.Profile + " is read-only",
			Hint: "use a profile that may write, or lift it with \"jansadm profile edit " + o.deps.Profile + " --read-only=false\""}
	}
	return &RefusedError{Why: "this session is read-only", Hint: "start without --read-only"}
}

// confirmed says whether the word of the profile was typed, alone or as part of the plan's.
func (p *Plan) confirmed(consent Consent) bool {
	return p.confirm == "" || consent.typed(p.confirm) || consent.typed(p.Word())
}

func (c Consent) typed(word string) bool { return strings.EqualFold(strings.TrimSpace(c.Word), word) }

func (p *Plan) unaccepted(consent Consent) []Impact {
	if danger := p.danger(); danger != "" && (consent.typed(danger) || consent.typed(p.Word())) {
		return nil
	}
	return p.impactsWhere(func(i Impact) bool {
		return i.Severity.NeedsConsent() && !slices.Contains(consent.AcceptedRisks, i.ID)
	})
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

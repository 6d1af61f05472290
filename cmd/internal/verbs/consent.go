package verbs

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// decision is what a person is asked about before something is done: a plan, or a revocation.
type decision struct {
	guard       func(ops.Consent) error
	word        string // to be typed; empty when a yes is enough
	profileWord string // the part of it that a profile asks for
	impacts     []ops.Impact
	dangerous   bool
	typed       func(string) bool // says whether a text is the word
	ask         string            // "Apply?"
	do          string            // "apply it"
	told        func() []byte     // what is asked about, whole
	caused      func()            // tells what it causes, where nobody is asked
}

func (a *app) decisionOn(o *ops.Ops, plan *ops.Plan) decision {
	return decision{
		guard: func(consent ops.Consent) error { return o.Guard(plan, consent) },
		word:  plan.Word(), profileWord: plan.ProfileWord(), impacts: plan.Impacts, dangerous: plan.Risk().NeedsConsent(), typed: plan.Typed,
		ask: "Apply?", do: "apply it",
		told:   func() []byte { return a.planText(plan, a.streams.ErrTerminal, false) },
		caused: func() { a.sayConsequences(plan) },
	}
}

// consent finds out whether something may be done: from the flags, or by asking.
func (a *app) consent(ctx context.Context, o *ops.Ops, d decision) (ops.Consent, error) {
	consent := ops.Consent{Yes: a.global.yes, Word: a.global.confirm, AcceptedRisks: a.global.acceptRisks, Reason: a.global.reason}
	everything := consent
	everything.Yes, everything.Word, everything.Reason = true, d.word, "any"
	if err := d.guard(everything); err != nil {
		return consent, err // no answer could change that
	}
	refusal := d.guard(consent)
	if refusal == nil {
		d.caused()
		return consent, nil
	}
	if a.format == formatTable || a.streams.interactive() {
		_, _ = a.streams.Err.Write(d.told()) // nobody can be told when that fails
		a.planShown = true
	}
	if !a.streams.interactive() {
		return consent, a.withFlags(o, d, refusal)
	}
	if o.NeedsReason() && strings.TrimSpace(consent.Reason) == "" {
		var err error
		if consent.Reason, err = a.streams.ask(ctx, "Reason for the change: "); err != nil {
			return consent, err
		}
		if refusal = d.guard(consent); refusal == nil {
			return consent, nil
		}
		if consent.Reason == "" {
			return consent, refusal
		}
	}
	risks := consent
	risks.Yes = true
	if d.guard(risks) == nil {
		return a.askYes(ctx, d, consent)
	}
	return a.askWord(ctx, d, consent)
}

// withFlags makes a refusal name the flags that are missing, all of them.
func (a *app) withFlags(o *ops.Ops, d decision, refusal error) error {
	var refused *ops.RefusedError
	if !errors.As(refusal, &refused) {
		return refusal
	}
	var flags []string
	if !a.global.yes {
		flags = append(flags, "--yes")
	}
	if word := d.profileWord; word != "" && !a.gaveWord(word) {
		flags = append(flags, "--confirm "+ops.ShellWord(word))
	}
	if o.NeedsReason() && strings.TrimSpace(a.global.reason) == "" {
		flags = append(flags, "--reason TEXT")
	}
	for _, i := range d.impacts {
		flag := "--accept-risk " + i.ID
		if i.Severity.NeedsConsent() && !slices.Contains(a.global.acceptRisks, i.ID) && !slices.Contains(flags, flag) {
			flags = append(flags, flag)
		}
	}
	return &ops.RefusedError{Why: refused.Why, Impacts: refused.Impacts, Hint: "nobody can be asked here; to go on, pass " + strings.Join(flags, " ")}
}

func (a *app) askYes(ctx context.Context, d decision, consent ops.Consent) (ops.Consent, error) {
	answer, err := a.streams.ask(ctx, d.ask+" [y/N] ")
	if err != nil {
		return consent, err
	}
	if consent.Yes = isYes(answer); !consent.Yes {
		return consent, errDeclined
	}
	return consent, nil
}

func isYes(answer string) bool {
	return strings.EqualFold(answer, "y") || strings.EqualFold(answer, "yes")
}

func (a *app) askWord(ctx context.Context, d decision, consent ops.Consent) (ops.Consent, error) {
	question, word := "Type %s to %s: ", text.CleanLine(d.word)
	if d.dangerous {
		question = "This is dangerous. Type %s to %s all the same: "
	}
	answer, err := a.streams.ask(ctx, fmt.Sprintf(question, word, d.do))
	if err != nil {
		return consent, err
	}
	if !d.typed(answer) {
		return consent, errDeclined
	}
	consent.Yes, consent.Word = true, answer
	return consent, nil
}

// errDeclined is the person's own no.
var errDeclined = &ops.RefusedError{Why: "it was not confirmed; nothing was changed"}

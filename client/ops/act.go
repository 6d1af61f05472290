package ops

import (
	"context"
	"fmt"

	"github.com/jansadm/jansadm/client/ops/impact"
	"github.com/jansadm/jansadm/client/ops/journal"
)

// Act is something that is done to the server, that changes no document and that nothing takes back: tokens or sessions that are revoked.
// It is guarded and recorded as plans are.
type Act struct {
	Record  journal.Revocation // what will be done, as the journal tells it
	Impacts []Impact           // gravest first

	name    string
	confirm string
}

// NewAct puts an act together. Its name is typed by a person who accepts the dangers among the impacts.
func (o *Ops) NewAct(record journal.Revocation, name string, impacts []Impact) *Act {
	impact.Sort(impacts)
	return &Act{Record: record, Impacts: impacts, name: name, confirm: o.wordNow()}
}

// Word is what a person types to go on: the word that the profile asks for, then the name; empty when a yes is enough.
func (a *Act) Word() string { return a.stakes().word() }

// ProfileWord is the word that the profile asks for before anything is done; empty for none.
func (a *Act) ProfileWord() string { return a.confirm }

// Typed says whether a text is the Word.
func (a *Act) Typed(text string) bool { return a.stakes().typed(text) }

// Risk is the severity of the gravest impact.
func (a *Act) Risk() Severity {
	worst := impact.Info
	for _, i := range a.Impacts {
		worst = max(worst, i.Severity)
	}
	return worst
}

func (a *Act) stakes() stakes {
	s := stakes{confirm: a.confirm, impacts: a.Impacts}
	if a.Risk().NeedsConsent() {
		s.danger = a.name
	}
	return s
}

// GuardAct says whether an act may be done with this consent: nil, or a RefusedError.
func (o *Ops) GuardAct(act *Act, consent Consent) error { return o.permit(act.stakes(), consent) }

// Done is what came of an act.
type Done struct {
	State     journal.State
	Record    journal.Revocation // the counts
	RequestID string             // of the last request
	Err       error              // why it is not all done
}

// Perform checks the consent, records the intent, lets the act be done, and records what came of it, also when the context has ended by
// then. It returns the id of the record. After an error nothing was done; recorded says why the outcome of what was done is not in the
// journal.
func (o *Ops) Perform(ctx context.Context, act *Act, consent Consent, do func() Done) (id string, recorded, err error) {
	if err := o.GuardAct(act, consent); err != nil {
		return "", nil, err
	}
	id, began := o.deps.NewID(), o.deps.Now().UTC()
	intent := o.signed(journal.Record{
		ID: id, Phase: journal.Intent, Time: began, Reason: consent.Reason, Accepted: accepted(act.Impacts), Revocation: &act.Record})
	if err := o.deps.Journal.Append(ctx, intent); err != nil {
		return "", nil, fmt.Errorf("nothing was done: %w", err)
	}
	done := do()
	ended := o.deps.Now().UTC()
	outcome := journal.Record{
		ID: id, Phase: journal.Outcome, Time: ended, Millis: ended.Sub(began).Milliseconds(),
		State: done.State, RequestID: done.RequestID, Revocation: &done.Record,
	}
	if done.Err != nil {
		outcome.Error = done.Err.Error()
	}
	return id, o.deps.Journal.Append(context.WithoutCancel(ctx), outcome), nil
}

package verbs

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/cmd/internal/connect"
)

// mutation is what differs between the verbs that change something.
type mutation struct {
	nothing string // what to say when there is nothing to change
	// stage puts what the person asks for into the draft. It returns the configuration that it has read; nil when the draft is about
	// entries only. After an error nothing is changed.
	stage func(ctx context.Context, o *ops.Ops, draft *ops.Draft) (*ops.Configuration, error)
	// takes says which offers of the plan become part of it; nil for none.
	takes func(ops.Offer) bool
	// otherwise are the edits to make where what is staged changes nothing; nil for none.
	otherwise func() []ops.Edit
	// edits says that staging takes a person's time, so that a session that may not write is refused before it.
	edits bool
	// done is told whether the plan was applied, or nothing was to be done; may be nil.
	done func(settled bool)
}

// ofSettings is the stage of a mutation of settings. With flags the server is asked which feature flags it knows.
func ofSettings(
	flags bool, stage func(ctx context.Context, configuration *ops.Configuration, draft *ops.Draft) error,
) func(context.Context, *ops.Ops, *ops.Draft) (*ops.Configuration, error) {
	return func(ctx context.Context, o *ops.Ops, draft *ops.Draft) (*ops.Configuration, error) {
		load := o.Load
		if flags {
			load = o.LoadWithFlags
		}
		configuration, err := load(ctx)
		if err != nil {
			return nil, err
		}
		return configuration, stage(ctx, configuration, draft)
	}
}

// ofEntries is the stage of a mutation of scopes, claims, scripts or clients.
func ofEntries(
	stage func(ctx context.Context, o *ops.Ops, draft *ops.Draft) error,
) func(context.Context, *ops.Ops, *ops.Draft) (*ops.Configuration, error) {
	return func(ctx context.Context, o *ops.Ops, draft *ops.Draft) (*ops.Configuration, error) {
		return nil, stage(ctx, o, draft)
	}
}

// mutate is the way of every changing verb: read, stage everything, plan, show, ask, apply, tell what came of it.
func (a *app) mutate(ctx context.Context, m mutation) error {
	if err := knownRisks(a.global.acceptRisks); err != nil {
		return err
	}
	return a.with(ctx, func(ctx context.Context, connection *connect.Connection) error {
		o, draft := connection.Ops, ops.NewDraft()
		if err := o.Writable(); err != nil && m.edits && !a.global.dryRun {
			return err
		}
		configuration, err := m.stage(ctx, o, draft)
		if err != nil {
			return err
		}
		plan, err := m.plan(ctx, o, configuration, draft)
		if err != nil {
			return err
		}
		settled, err := a.carryOut(ctx, o, plan, m.nothing)
		for again := false; err != nil; {
			if again, err = a.decide(ctx, draft, err); !again {
				break
			}
			if plan, err = o.Plan(ctx, draft.Edits()); err == nil {
				settled, err = a.carryOut(ctx, o, plan, m.nothing)
			}
		}
		if m.done != nil {
			m.done(settled)
		}
		return err
	})
}

// plan makes the plan, and another one when offers of the first are taken.
func (m mutation) plan(ctx context.Context, o *ops.Ops, configuration *ops.Configuration, draft *ops.Draft) (*ops.Plan, error) {
	plan, err := o.PlanAgainst(ctx, configuration, draft.Edits())
	if err != nil || m.takes == nil {
		return plan, err
	}
	taken := false
	if plan.Empty() && m.otherwise != nil {
		edits := m.otherwise()
		draft.Add(edits...)
		taken = len(edits) > 0
	}
	for _, offer := range plan.Offers {
		if m.takes(offer) {
			draft.Add(offer.Edits...)
			taken = true
		}
	}
	if !taken {
		return plan, nil
	}
	return o.PlanAgainst(ctx, configuration, draft.Edits())
}

// unusualValue is the id under which ops tells of odd values. No rule has it, and it asks for no consent.
const unusualValue = "unusual-value"

// knownRisks refuses ids for --accept-risk that nothing could ever have.
func knownRisks(accepted []string) error {
	ids := []string{unusualValue}
	for _, rule := range allRules() {
		ids = append(ids, rule.ID)
	}
	var errs argumentErrors
	for _, id := range accepted {
		if !slices.Contains(ids, id) {
			errs = append(errs, &usageError{
				message: fmt.Sprintf("there is no risk %q to accept", id), hint: didYouMean(nearest(id, ids), "see \"jansadm help impacts\"")})
		}
	}
	if len(errs) > 0 {
		return errs
	}
	return nil
}

// carryOut shows a plan, asks, applies it and prints the result. It says whether nothing of it is left to do.
func (a *app) carryOut(ctx context.Context, o *ops.Ops, plan *ops.Plan, nothing string) (settled bool, err error) {
	switch {
	case plan.Empty() && len(plan.Conflicts) == 0:
		if a.global.output == formatTable {
			a.say("Nothing to change: %s.", nothing)
			return true, nil
		}
		if a.global.dryRun {
			return true, a.print(dryRunOf(plan, true), nil)
		}
		return true, a.print(outcomeOf(plan, &ops.Result{}, true), nil)
	case a.global.dryRun && len(plan.Conflicts) > 0:
		return false, &ops.ConflictError{Conflicts: plan.Conflicts}
	case a.global.dryRun:
		return false, a.print(dryRunOf(plan, false), func() []byte { return a.planText(plan, a.streams.OutTerminal, true) })
	}
	consent, err := a.consent(ctx, o, a.decisionOn(o, plan))
	if err != nil {
		return false, err
	}
	result, err := o.Apply(ctx, plan, consent)
	if partial := (*ops.PartialError)(nil); errors.As(err, &partial) {
		printed := a.print(partialOf(plan, result, partial), func() []byte { return a.partialText(result, partial) })
		return false, errors.Join(err, printed)
	}
	if err != nil {
		return false, err
	}
	outcome := outcomeOf(plan, result, false)
	waited, failing := a.await(ctx, o, result)
	outcome.Scripts, outcome.Effects = waited.scripts, waited.effects
	printed := a.print(outcome, func() []byte { return a.resultText(plan, result) })
	return result.Verified(), errors.Join(unsettled(plan, result), failing, printed)
}

// unsettled is the error of a plan that was applied, but not as it should be.
func unsettled(plan *ops.Plan, result *ops.Result) error {
	switch {
	case !result.Verified():
		var names []string
		for _, item := range result.Items {
			if !item.OK {
				names = append(names, plan.Subject(item.Change.Target, item.Change.Path).Name())
			}
		}
		return &unverifiedError{
			message: "the server accepted the change, but stored something else than was asked for: " + strings.Join(names, ", "),
			hint:    "compare what was asked with what is stored now; the server drops and converts values without saying so",
		}
	case result.JournalErr != nil:
		return &unverifiedError{
			message: "the change was made and verified, but what came of it could not be recorded: " + result.JournalErr.Error(),
			hint:    "the journal holds the intention " + result.ID + " without its outcome",
		}
	}
	return nil
}

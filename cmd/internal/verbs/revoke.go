package verbs

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/tokens"
	"github.com/jansadm/jansadm/cmd/internal/connect"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// revoke shows a revocation, asks, carries it out and prints what came of each item. The user is the one it was to be found by: where
// nothing is found, a name that nobody has is an error.
func (a *app) revoke(ctx context.Context, connection *connect.Connection, r *tokens.Revocation, user string) error {
	if r.Len() == 0 {
		if err := connection.Tokens.CheckUser(ctx, r.Kind, user); err != nil {
			return err
		}
	}
	switch {
	case r.Len() == 0:
		if a.global.output == formatTable {
			a.say("Nothing to do: no %s matches.", r.Kind)
			return nil
		}
		return a.print(revocationOf(r, tokens.Report{}, a.global.dryRun), nil)
	case a.global.dryRun:
		return a.print(revocationOf(r, tokens.Report{}, true), func() []byte { return a.revocationText(r, a.streams.OutTerminal, true) })
	}
	consent, err := a.consent(ctx, connection.Ops, a.decisionToRevoke(connection.Ops, r))
	if err != nil {
		return err
	}
	progress := a.revocationProgress(r)
	report, err := connection.Tokens.Run(ctx, r, consent, progress.tell)
	progress.line.clear()
	if incomplete := (*tokens.IncompleteError)(nil); err != nil && !errors.As(err, &incomplete) {
		return err
	}
	printed := a.print(revocationOf(r, report, false), func() []byte { return a.reportOfRevocation(report) })
	if a.global.output == formatTable {
		a.sayAfterwards(report)
	}
	return errors.Join(err, unrecorded(report), printed)
}

func (a *app) decisionToRevoke(o *ops.Ops, r *tokens.Revocation) decision {
	act, verb := r.Act(), "revoke"
	if r.Kind == change.Session {
		verb = "end"
	}
	what := " " + text.CleanLine(r.Title)
	return decision{
		guard: func(consent ops.Consent) error { return o.GuardAct(act, consent) },
		word:  act.Word(), profileWord: act.ProfileWord(), impacts: act.Impacts, dangerous: act.Risk().NeedsConsent(), typed: act.Typed,
		ask: strings.ToUpper(verb[:1]) + verb[1:] + what + "?", do: verb + what,
		told: func() []byte { return a.revocationText(r, a.streams.ErrTerminal, false) },
		caused: func() {
			if a.global.output == formatTable {
				terminal := a.streams.ErrTerminal
				_, _ = a.streams.Err.Write(impactText(act.Impacts, a.paint(terminal), a.width(terminal))) // nobody can be told when that fails
			}
		},
	}
}

// unrecorded is the error of a revocation that the journal does not tell the end of.
func unrecorded(report tokens.Report) error {
	if report.JournalErr == nil {
		return nil
	}
	return &unverifiedError{
		message: "what came of it could not be recorded: " + report.JournalErr.Error(),
		hint:    "the journal holds the intention " + report.ID + " without its outcome",
	}
}

// sayAfterwards tells what else is worth knowing.
func (a *app) sayAfterwards(report tokens.Report) {
	switch {
	case report.Later == 1:
		a.say("1 token of the same choice has been issued meanwhile.")
	case report.Later > 1:
		a.say("%d tokens of the same choice have been issued meanwhile.", report.Later)
	}
	if report.ID != "" {
		a.say("recorded in the journal as %s", report.ID)
	}
}

// revocationProgress tells on stderr how far it is: a line that changes on a terminal, else one for every thousand.
type revocationProgress struct {
	app  *app
	kind change.Resource
	line waiting
	last time.Time
}

func (a *app) revocationProgress(r *tokens.Revocation) *revocationProgress {
	return &revocationProgress{app: a, kind: r.Kind, line: waiting{shown: a.streams.ErrTerminal && r.Len() > 1, to: a.streams.Err}}
}

const (
	tellEvery = 100 * time.Millisecond // on a terminal
	tellPart  = 1000                   // elsewhere
)

func (p *revocationProgress) tell(now tokens.Progress) {
	said := fmt.Sprintf("%d of %d %ss", now.Done, now.All, p.kind)
	if now.Failed > 0 {
		said += fmt.Sprintf(", %d failed", now.Failed)
	}
	if now.Unknown > 0 {
		said += fmt.Sprintf(", %d not known", now.Unknown)
	}
	if now.Wait > 0 {
		said += fmt.Sprintf("; waiting %s for the server", now.Wait)
	}
	switch {
	case p.line.shown && (now.Wait > 0 || time.Since(p.last) >= tellEvery):
		p.last = time.Now()
		p.line.show(said)
	case !p.app.streams.ErrTerminal && p.app.global.output == formatTable && now.Wait == 0 && now.Done > 0 && now.Done%tellPart == 0:
		p.app.say("%s", said)
	}
}

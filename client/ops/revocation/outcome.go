package revocation

import (
	"context"
	"fmt"
	"net/http"
	"slices"

	"github.com/jansadm/jansadm/client"
	"github.com/jansadm/jansadm/client/auth"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/journal"
	"github.com/jansadm/jansadm/client/ops/tokens"
	"github.com/jansadm/jansadm/client/transport"
)

// Result is what became of a token. The names are stable.
type Result string

// The results.
const (
	Revoked    Result = "revoked"      // it was there and is gone
	NotThere   Result = "not-there"    // the server did not have it before
	StillThere Result = "still-there"  // the server said 200 and has it all the same
	OfOther    Result = "other-client" // refused: it belongs to another client
	Refused    Result = "refused"      // the endpoint said no for another reason
	Unverified Result = "not-verified" // the server said 200, and what became of the token cannot be seen
	Failed     Result = "failed"       // no answer came
)

// Done says whether the token is of no use any more, as far as can be seen.
func (r Result) Done() bool { return r == Revoked || r == NotThere }

// Outcome is what the endpoint said and what became of the token. Its texts are partly the server's: they have to be cleaned.
type Outcome struct {
	Result     Result
	Status     int // 0 when no answer came
	Code       string
	Says       string
	Explains   []string
	Gone       int     // tokens of the grant that were there and are not any more, this one included
	Offers     []Offer // how to remove it through the Config API, where the endpoint has not
	ID         string  // of the journal's record
	Err        error   // why no answer came
	JournalErr error   // it was done, but what came of it could not be recorded
}

// Offer is a revocation through the Config API, to be planned by tokens.Service.PlanRevocation.
type Offer struct {
	Title     string
	Command   string // the same on the command line
	Selection tokens.Selection
}

// Revoke checks the consent, sends the token to the endpoint and looks what became of it. An error says that nothing was sent. A request that is
// under way is waited for.
func (s *Service) Revoke(ctx context.Context, r *Request, consent ops.Consent) (Outcome, error) {
	if err := ctx.Err(); err != nil {
		return Outcome{}, err
	}
	var outcome Outcome
	id, recorded, err := s.deps.Ops.Perform(ctx, r.act, consent, func() ops.Done {
		ctx := context.WithoutCancel(ctx)
		answer, failure := s.deps.Endpoint.Revoke(ctx, auth.RevokeRequest{Caller: r.caller, Token: r.Token.text(), Hint: r.Hint})
		outcome = Outcome{Status: answer.Status, Code: answer.Code}
		s.read(ctx, r, answer, failure, &outcome)
		return r.done(outcome, answer.RequestID)
	})
	outcome.ID, outcome.JournalErr = id, recorded
	return outcome, err
}

// read says what an answer means, looking at the entries of the server where it is not plain.
func (s *Service) read(ctx context.Context, r *Request, answer auth.RevokeAnswer, failure error, o *Outcome) {
	switch {
	case failure != nil:
		o.Result, o.Err, o.Says = Failed, failure, sentence(failure)
		o.Explains = []string{"Whether the token was revoked is not known. Doing it again does no harm."}
	case answer.Status == http.StatusOK && !answer.HTML():
		s.verify(ctx, r, o)
	case answer.Status == http.StatusBadRequest && r.Known != nil && (r.Foreign || r.caller.ClientID == ""):
		o.Result, o.Says = OfOther, "The endpoint refuses the token (400), as it belongs to the client "+r.Known.ClientID+"."
		o.Explains = []string{"A client can only revoke what was issued to it. The Config API removes any token; the scripts of the endpoint are not asked then."}
		o.Offers = r.offers()
	default:
		o.Result = Refused
		verdict, says := judge(answer)
		if o.Says = says; verdict == Unauthorised && r.As.ID != "" {
			o.Says = "The endpoint does not accept the client " + r.As.ID + " (401). Check its secret, and how it has to authenticate."
		}
		if answer.Description != "" {
			o.Explains = append(o.Explains, "The server says: "+answer.Description)
		}
		o.Offers = r.offers()
	}
}

// verify looks whether the token is gone: 200 comes also when a script said no, and for a token that never was. Introspection would not tell, as it
// calls every refresh token inactive (IntrospectionWebService.java).
func (s *Service) verify(ctx context.Context, r *Request, o *Outcome) {
	switch {
	case r.absent:
		o.Result, o.Says = NotThere, "The endpoint says 200, as it does to every token that the server does not have."
		o.Explains = []string{"200 does not mean that the token was there. It was not: it was revoked or has expired before, or is of another server."}
		return
	case r.Known == nil:
		o.unverified("You may not read tokens, so what became of it cannot be seen.")
		return
	}
	_, err := s.deps.Tokens.Get(ctx, r.Known.Code)
	switch client.KindOf(err) {
	case client.KindNotFound:
		s.countGone(ctx, r, o)
	case "":
		o.Result, o.Says = StillThere, "The endpoint says 200, and the server has the token all the same: nothing was revoked."
		o.Explains = []string{r.whyStill()}
		o.Offers = r.offers()
	default:
		o.unverified("What became of it could not be seen: " + sentence(err))
	}
}

func (o *Outcome) unverified(why string) {
	o.Result, o.Says = Unverified, "The endpoint says 200."
	o.Explains = []string{why + " 200 does not mean that the token was there, or that it is gone."}
}

func (r *Request) whyStill() string {
	if r.misses() {
		return "With the hint " + r.Hint + " the server does not look at tokens of the type " + r.Known.Type + ". Leave the hint out."
	}
	return "As a rule a script of the type revoke_token has said no, or has failed, which counts as a no: \"jansadm revocation status\" tells."
}

func (s *Service) countGone(ctx context.Context, r *Request, o *Outcome) {
	o.Result, o.Gone = Revoked, 1
	o.Says = "The token is revoked: the server does not have it any more."
	if len(r.Grant) == 0 {
		return
	}
	left, err := s.deps.Tokens.OfGrant(ctx, r.Known.GrantID)
	switch {
	case err != nil:
		o.Explains = append(o.Explains, "Whether the rest of its grant is gone too could not be seen: "+sentence(err))
	case len(left) > 0:
		o.Gone += max(len(r.Grant)-len(left), 0)
		o.Explains = append(o.Explains, fmt.Sprintf("%d other tokens of its grant are still there.", len(left)))
		o.Offers = r.offers()[1:]
	default:
		o.Gone += len(r.Grant)
		o.Explains = append(o.Explains, fmt.Sprintf("The whole grant went with it: %d more.", len(r.Grant)))
	}
}

// offers are what the Config API can do: the entry alone, and all of the grant.
func (r *Request) offers() []Offer {
	if r.Known == nil {
		return nil
	}
	command := "jansadm token revoke " + r.Known.Code
	title := "Remove this token only"
	if len(r.Grant) > 0 {
		title += "; others of its grant stay"
	}
	if slices.ContainsFunc(r.Grant, func(other tokens.Entry) bool { return other.Type == "refresh_token" }) {
		title += ", a refresh token above all"
	}
	return []Offer{
		{Title: title, Command: command,
			Selection: tokens.Selection{Codes: []string{r.Known.Code}}},
		{Title: "Remove the whole grant", Command: "jansadm token revoke --grant " + ops.ShellWord(r.Known.GrantID),
			Selection: tokens.Selection{Filter: tokens.Filter{GrantID: r.Known.GrantID}}},
	}
}

// done is what the journal keeps; no token is part of it.
func (r *Request) done(o Outcome, requestID string) ops.Done {
	record := journal.Revocation{Title: r.act.Record.Title, Count: r.act.Record.Count, Revoked: o.Gone}
	done := ops.Done{RequestID: requestID, Err: o.Err}
	switch o.Result {
	case Revoked:
		done.State = journal.Verified
	case NotThere:
		done.State, record.Gone = journal.Verified, 1
	case Unverified:
		done.State = journal.Unverified
	case Failed:
		done.State, record.Failed = journal.Unknown, 1
		if undelivered(o.Err) {
			done.State = journal.NotApplied
		}
	default:
		done.State, record.Failed = journal.NotApplied, record.Count
	}
	done.Record = record
	return done
}

// undelivered says that a request has certainly not reached the endpoint.
func undelivered(err error) bool {
	switch client.KindOf(err) {
	case transport.KindTLS, transport.KindInvalid, transport.KindCanceled:
		return true
	}
	return false
}

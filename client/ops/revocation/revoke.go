package revocation

import (
	"context"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/tokens"
)

// Hints are the values of token_type_hint that the server knows (TokenTypeHint.java), with what they do.
func Hints() []Hint { return hints }

// Hint is a token_type_hint.
type Hint struct{ Value, Help string }

var hints = []Hint{
	{"", "no hint: every kind of token is found"},
	{"access_token", "finds access tokens only: a refresh token sent with it stays valid, and the answer is 200 all the same"},
	{"refresh_token", "finds every kind of token, as if there were no hint"},
}

// Asked is a token that is to be revoked at the endpoint.
type Asked struct {
	Token Token
	Hint  string            // "" for none
	As    ClientCredentials // in whose name; the zero one is the console's own client. Without a secret it is a public client.
}

// Request is a token that is about to be revoked, with what is known about it.
type Request struct {
	Asked
	Known   *tokens.Entry  // as the Config API lists it; nil when it does not, or could not be asked
	Grant   []tokens.Entry // the other tokens of its grant, which go with it
	Foreign bool           // it belongs to another client, so that the endpoint refuses it
	Impacts []ops.Impact   // gravest first
	Notes   []string       // what could not be found out

	act *ops.Act
}

// Act is what guards and the journal see of it.
func (r *Request) Act() *ops.Act { return r.act }

// Result is what became of a token. The names are stable.
type Result string

// The results.
const (
	Revoked    Result = "revoked"      // it was there and is gone
	NotThere   Result = "not-there"    // the server did not have it before
	StillThere Result = "still-there"  // the server said 200 and has it all the same
	OfOther    Result = "other-client" // refused: it belongs to another client
	Refused    Result = "refused"      // the endpoint said no
	Unverified Result = "not-verified" // the server said 200, and its entries could not be read
	Failed     Result = "failed"       // no answer, or none of a revocation endpoint
)

// Outcome is what the endpoint said and what became of the token.
type Outcome struct {
	Result   Result
	Status   int
	Code     string
	Says     string
	Explains []string
	// Offers are the selections that remove the token through the Config API, where the endpoint does not: its entry, then its whole grant.
	Offers []Offer
	ID     string // of the journal's record
	// JournalErr is why what came of it could not be recorded.
	JournalErr error
}

// Offer is a revocation through the Config API, to be planned by tokens.Service.PlanRevocation.
type Offer struct {
	Title     string
	Command   string // the same on the command line
	Selection tokens.Selection
}

// Plan finds out what is known about the token and what revoking it would cause. Nothing is changed.
func (s *Service) Plan(ctx context.Context, asked Asked) (*Request, error) { return nil, ctx.Err() }

// Revoke checks the consent, sends the token to the endpoint and looks what became of it. The error says that nothing was sent.
func (s *Service) Revoke(ctx context.Context, request *Request, consent ops.Consent) (Outcome, error) {
	return Outcome{}, ctx.Err()
}

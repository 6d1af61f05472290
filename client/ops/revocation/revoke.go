package revocation

import (
	"context"
	"fmt"
	"strings"

	"github.com/jansadm/jansadm/client"
	"github.com/jansadm/jansadm/client/auth"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/impact"
	"github.com/jansadm/jansadm/client/ops/journal"
	"github.com/jansadm/jansadm/client/ops/tokens"
)

// Hint is a token_type_hint, with what the server makes of it (GrantService.java).
type Hint struct{ Value, Help string }

// Hints lists those that make sense. The server takes any other for none.
func Hints() []Hint {
	return []Hint{
		{"", "no hint: every kind of token is found"},
		{"access_token", "finds access tokens only: a refresh token that is sent with it lives on, and the answer is 200 all the same"},
		{"refresh_token", "finds every kind of token, as if there were no hint"},
	}
}

// Asked is a token that is to be revoked at the endpoint, as a client would do it.
type Asked struct {
	Token Token
	Hint  string            // "" for none
	As    ClientCredentials // in whose name: the zero one is the console's own client, one without a secret a public client
}

// Request is a token that is about to be revoked, with what is known about it.
type Request struct {
	Asked
	Known   *tokens.Entry  // as the Config API lists it; nil when it does not, or may not be asked
	Grant   []tokens.Entry // the other tokens of its grant, which go with it
	Foreign bool           // it belongs to another client, so that the endpoint refuses it
	Impacts []ops.Impact   // gravest first
	Notes   []string       // what else is known, or could not be found out

	act    *ops.Act
	caller auth.Caller
	absent bool // the Config API says that there is no such token
}

// Act is what guards and the journal see of it.
func (r *Request) Act() *ops.Act { return r.act }

// TokenError says that a text is not one token. It does not repeat the text.
type TokenError struct{ Why string }

func (e *TokenError) Error() string { return "this is not a token: " + e.Why }

// Problem implements ops.Explained.
func (e *TokenError) Problem() ops.Problem {
	return ops.Problem{Kind: ops.ProblemUsage, Message: e.Error(), Hint: "give the token alone, as the client has got it"}
}

// one refuses what the server would not take for one token: it splits at blanks, and with allowAllValueForRevokeEndpoint the word all stands for
// every token (RevokeRestWebServiceImpl.java).
func one(text string) error {
	switch {
	case strings.TrimSpace(text) == "":
		return &TokenError{Why: "it is empty"}
	case strings.EqualFold(text, "all"):
		return &TokenError{Why: "the word all can stand for every token of the server"}
	case strings.ContainsFunc(text, func(r rune) bool { return r <= ' ' || r >= 0x7f }):
		return &TokenError{Why: "it holds blanks or other characters that no token has, and the server would take it for several"}
	case tokens.IsCode(text):
		return &TokenError{Why: "it is the code of one, which the endpoint does not know; \"jansadm token revoke\" takes codes"}
	}
	return nil
}

// Plan finds out what is known about the token and what revoking it would cause. Nothing is changed. A *TokenError says that it is none.
func (s *Service) Plan(ctx context.Context, asked Asked) (*Request, error) {
	if err := one(asked.Token.text()); err != nil {
		return nil, err
	}
	r := &Request{Asked: asked}
	var err error
	switch as := asked.As; {
	case as.ID == "":
		r.caller, err = s.deps.Caller(ctx)
	case as.Secret.IsZero():
		r.caller = auth.NamedCaller(as.ID)
	default:
		r.caller = auth.BasicCaller(as.ID, as.Secret.text())
	}
	if err != nil {
		return nil, err
	}
	entry, err := s.deps.Tokens.Get(ctx, asked.Token.Code())
	switch client.KindOf(err) {
	case "":
		return r, s.planKnown(ctx, r, entry)
	case client.KindNotFound:
		r.absent = true
		r.Notes = append(r.Notes, "The server does not have this token: it was revoked or has expired, or is of another server. The endpoint will answer 200 all the same.")
	case client.KindNotPermitted:
		r.Notes = append(r.Notes, "You may not read tokens, so that nobody can tell whose it is and what becomes of it.")
	default:
		return nil, err
	}
	r.act = s.deps.Ops.NewAct(journal.Revocation{
		Title: "1 token at the revocation endpoint", Count: 1,
		Targets: []string{change.Target{Resource: change.Token, ID: asked.Token.Code()}.String()},
	}, "revoke", nil)
	return r, nil
}

// planKnown takes what revoking the whole grant entry by entry would cause, which is what the endpoint does at once.
func (s *Service) planKnown(ctx context.Context, r *Request, entry tokens.Entry) error {
	r.Known = &entry
	r.Foreign = r.caller.ClientID != "" && entry.ClientID != r.caller.ClientID
	whole, err := s.deps.Tokens.PlanRevocation(ctx, tokens.Selection{Entries: []tokens.Entry{entry}, WholeGrants: true})
	if err != nil {
		return err
	}
	others, err := s.deps.Tokens.OfGrant(ctx, entry.GrantID)
	if err != nil {
		return err
	}
	for _, other := range others {
		if other.Code != entry.Code {
			r.Grant = append(r.Grant, other)
		}
	}
	r.act = whole.Act()
	r.act.Record.Title += " at the revocation endpoint"
	r.act.Impacts = append(r.act.Impacts, s.traps(r)...)
	impact.Sort(r.act.Impacts)
	r.Impacts = r.act.Impacts
	if len(r.Grant) > 0 && !r.Foreign && !r.misses() { // else nothing goes
		r.Notes = append(r.Notes, fmt.Sprintf("The whole grant goes, whichever of its tokens is sent: %d more.", len(r.Grant)))
	}
	return nil
}

// traps are what makes the endpoint do nothing.
func (s *Service) traps(r *Request) []ops.Impact {
	target := change.Target{Resource: change.Token, ID: r.Known.Code}
	var list []ops.Impact
	if r.Foreign {
		list = append(list, trap(idForeign, target, "It belongs to the client "+r.Known.ClientID+", and the endpoint refuses tokens of other clients with 400: nothing will be revoked.",
			"Remove its entry, or its whole grant, through the Config API: \"jansadm token revoke "+r.Known.Code+" --whole-grants\"."))
	}
	if r.misses() {
		list = append(list, trap(idHintMisses, target, "With the hint "+r.Hint+" the server looks at access tokens only, and this is a "+r.Known.Type+
			": it lives on, and the answer is 200.", "Leave the hint out."))
	}
	return list
}

// misses says whether the hint makes the server overlook the token.
func (r *Request) misses() bool {
	return r.Known != nil && (r.Hint == "access_token" && r.Known.Type != "access_token" && r.Known.Type != "tx_token" || r.Hint == "jti")
}

const (
	idForeign    = "revoke-foreign-token"
	idHintMisses = "revoke-hint-misses"
)

// Rules lists what revoking a token at the endpoint can meet besides what the package tokens knows, for the help.
func Rules() []impact.Rule {
	const subject = "Revoking a token at the endpoint"
	return []impact.Rule{
		{ID: idForeign, Severity: impact.Caution, Subject: subject, Summary: "the token belongs to another client, so that the endpoint refuses it"},
		{ID: idHintMisses, Severity: impact.Caution, Subject: subject, Summary: "the hint makes the server overlook the token"},
	}
}

func trap(id string, target change.Target, message, advice string) ops.Impact {
	return ops.Impact{ID: id, Severity: impact.Caution, Target: target, Message: message, Advice: advice}
}

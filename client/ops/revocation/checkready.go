package revocation

import (
	"context"

	"github.com/jansadm/jansadm/client"
	"github.com/jansadm/jansadm/client/auth"
	"github.com/jansadm/jansadm/client/ops"
)

// Needs lists what the check needs, for the help.
func Needs() []string {
	return []string{
		"the flag revoke_token is on, and the endpoint accepts the console's client",
		"that client has a secret, and the grant type client_credentials",
		"the console may read the entries of tokens, to see what becomes of them",
		"each token that the check gets is of a grant of its own",
	}
}

// prepare makes sure that the check can undo what it does, and gets the tokens that are to outlive it all.
func (c *check) prepare(ctx context.Context) error {
	var err error
	if c.caller, err = c.service.deps.Caller(ctx); err != nil {
		return err
	}
	var reasons []string
	if !c.caller.Confidential() {
		reasons = append(reasons, "the console's client shows no secret here, so that it can get no tokens for the check: "+
			"use JANSADM_CLIENT_ID with its secret, and neither an access token nor a public client")
	}
	probe := c.service.probe(ctx)
	switch probe.Verdict {
	case Live, Odd: // what is odd about it is for the rows to tell
	default:
		reasons = append(reasons, probe.Says)
	}
	if len(reasons) > 0 {
		return &NotReadyError{Reasons: reasons, Silent: probe.Verdict == Unreachable}
	}
	if err := c.shieldOwn(ctx); err != nil {
		return err
	}
	if c.with.Second.ID != "" {
		c.second = auth.BasicCaller(c.with.Second.ID, c.with.Second.Secret.text())
	}
	for _, token := range []*issued{&c.bystander, &c.spare} {
		if *token, err = c.issue(ctx, c.caller); err != nil {
			return cannotIssue(err)
		}
	}
	return nil
}

// shieldOwn notes the grants of this console's sign-in.
func (c *check) shieldOwn(ctx context.Context) error {
	own, err := c.service.deps.Own(ctx)
	if err != nil {
		return err
	}
	for _, code := range []string{own.Access, own.Person, own.Refresh} {
		if code == "" {
			continue
		}
		c.own[code] = true
		entry, err := c.service.deps.Tokens.Get(ctx, code)
		switch client.KindOf(err) {
		case "":
			c.grants[entry.GrantID] = true
		case client.KindNotFound: // of another server's making, as a JWT may be
		case client.KindNotPermitted:
			return &NotReadyError{Reasons: []string{"it takes the permission to read tokens (" + client.ScopeTokensRead + "), to see what becomes of them"}}
		default:
			return err
		}
	}
	return nil
}

// cannotIssue explains a refusal of the token endpoint.
func cannotIssue(err error) error {
	switch client.KindOf(err) {
	case client.KindUnauthenticated, client.KindNotPermitted, client.KindInvalid:
		return &NotReadyError{Reasons: []string{"the console's client cannot get a token by client_credentials: " + ops.Explain(err).Message}}
	}
	return err
}

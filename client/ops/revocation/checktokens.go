package revocation

import (
	"context"
	"net/http"
	"strings"

	"github.com/jansadm/jansadm/client/auth"
)

func (c *check) revokes(ctx context.Context) (found, error) {
	f, answer, err := c.revokeOne(ctx, c.caller, "")
	if err != nil {
		return found{}, err
	}
	if answer.Status == http.StatusOK {
		c.success = &answer
	}
	if f.verdict == Departs {
		c.stop = "Tokens are not revoked at all."
		f.why = "The client is told that the token is gone, and whoever has it can go on using it."
		if !answer.Accepted() {
			f.why = "Clients cannot end what they are signed in with."
		}
		f.why += " A script of the type revoke_token may have said no: \"revocation status\" lists them."
	}
	return f, nil
}

// revokeOne gets a token, revokes it with a hint, and looks whether it is gone.
func (c *check) revokeOne(ctx context.Context, owner auth.Caller, hint string) (found, auth.RevokeAnswer, error) {
	token, err := c.issue(ctx, owner)
	if err != nil {
		return found{}, auth.RevokeAnswer{}, err
	}
	answer, err := c.revoke(ctx, owner, token.token, hint)
	if err != nil {
		return found{}, answer, err
	}
	there, err := c.alive(ctx, token.token)
	f := found{seen: said(answer) + ", and the token is gone", verdict: Conforms}
	if there {
		f.seen = said(answer) + ", and the token is still there"
	}
	if there || answer.Status != http.StatusOK {
		f.verdict = Departs
	}
	return f, answer, err
}

// onlyItsGrant looks at a token of the same client that was there before the first one was revoked.
func (c *check) onlyItsGrant(ctx context.Context) (found, error) {
	there, err := c.alive(ctx, c.bystander.token)
	switch {
	case err != nil:
		return found{}, err
	case there:
		return conforms("it is there")
	}
	c.stop = "Revoking one token takes tokens of other grants with it, so nothing more is revoked here."
	return departs("it is gone", "One sign-in that ends takes others of the same client with it, of other people too.")
}

func (c *check) uncached(context.Context) (found, error) {
	switch {
	case c.success == nil:
		return notTested("No token was revoked.")
	case !c.success.NoStore:
		return departs("no such header", "Something on the way may answer the next request in the place of the server.")
	}
	return conforms("Cache-Control: no-store")
}

func (c *check) unknownHint(ctx context.Context) (found, error) {
	f, _, err := c.revokeOne(ctx, c.caller, "a_kind_of_token")
	if f.verdict == Departs {
		f.why = "A client that names a kind of token of another product cannot revoke it."
	}
	return f, err
}

func (c *check) wrongHint(ctx context.Context) (found, error) {
	f, _, err := c.revokeOne(ctx, c.caller, "refresh_token")
	if f.verdict == Departs {
		f.why = "A client that is wrong about the kind of its token believes that it was revoked."
	}
	return f, err
}

// jtiHint: the search goes by the column jti then, which only logout status JWTs have (RevokeRestWebServiceImpl.java, GrantService.java).
func (c *check) jtiHint(ctx context.Context) (found, error) {
	f, answer, err := c.revokeOne(ctx, c.caller, "jti")
	if f.verdict == Departs && answer.Status < http.StatusInternalServerError {
		f.verdict = KnownGap
		f.why = "With the hint jti, an extension of Janssen, the server compares the text with the ids of its logout status tokens and finds no other token. " +
			"No client should send it."
	}
	return f, err
}

func (c *check) foreignToken(ctx context.Context) (found, error) {
	if c.second.IsZero() {
		return notTested("It takes a second client with a secret, whose token the first one tries to revoke.")
	}
	token, err := c.issue(ctx, c.second)
	if err != nil {
		if ctx.Err() != nil {
			return found{}, err
		}
		return notTested("The second client gets no token: " + sentence(err))
	}
	answer, err := c.revoke(ctx, c.caller, token.token, "")
	if err != nil {
		return found{}, err
	}
	there, err := c.alive(ctx, token.token)
	switch {
	case err != nil:
		return found{}, err
	case !there:
		return departs(said(answer)+", and the token is gone", "One client can end what people are signed in with at another, unless allowRevokeForOtherClients and "+
			"the scope revoke_any_token of this client are meant to allow it.")
	case !refused(answer):
		return departs(said(answer)+", and the token is still there", "The client believes that the token was revoked.")
	}
	return conforms(said(answer) + ", and the token is still there")
}

// grant lets a person sign in for a grant of the check's own, once.
func (c *check) grant(ctx context.Context) (string, error) {
	if !c.device.Refresh.IsZero() || c.noDevice != "" {
		return c.noDevice, nil
	}
	switch {
	case c.with.ShowCode == nil:
		c.noDevice = "It takes a refresh token of the check's own, for which a person has to sign in once more; that of the console is not touched."
		return c.noDevice, nil
	case c.service.deps.DeviceGrant == nil:
		c.noDevice = "It takes a refresh token of the check's own, and the console has no client here with which a person could sign in."
		return c.noDevice, nil
	}
	device, err := c.service.deps.DeviceGrant(ctx, c.with.ShowCode)
	if err != nil {
		if ctx.Err() != nil {
			return "", err
		}
		c.noDevice = "The sign-in for it did not succeed: " + sentence(err)
		return c.noDevice, nil
	}
	if err := c.adopt(ctx, device); err != nil {
		return "", err
	}
	return c.noDevice, nil
}

// adopt makes all tokens of the grant the check's own, so that they go in the end.
func (c *check) adopt(ctx context.Context, device Grant) error {
	for _, token := range []Token{device.Access, device.Refresh} {
		if !token.IsZero() {
			c.issued[token.Code()] = issued{token: token.text(), owner: c.caller}
		}
	}
	if device.Refresh.IsZero() {
		c.noDevice = "The sign-in has brought no refresh token: the client does not have the grant type refresh_token, or the person not the scope offline_access."
		return nil
	}
	entry, err := c.service.deps.Tokens.Get(ctx, device.Refresh.Code())
	if err != nil {
		return err
	}
	if c.grants[entry.GrantID] {
		c.noDevice = "The sign-in has brought a token of a grant that is in use."
		return nil
	}
	c.grants[entry.GrantID] = true
	c.issued[device.Refresh.Code()] = issued{token: device.Refresh.text(), owner: c.caller, grant: entry.GrantID}
	others, err := c.service.deps.Tokens.OfGrant(ctx, entry.GrantID)
	if err != nil {
		return err
	}
	for _, other := range others {
		if _, known := c.issued[other.Code]; !known {
			c.issued[other.Code] = issued{}
		}
	}
	c.device = device
	return nil
}

// refreshHint: with the hint access_token only access tokens are looked for (GrantService.java).
func (c *check) refreshHint(ctx context.Context) (found, error) {
	why, err := c.grant(ctx)
	if err != nil || why != "" {
		return found{verdict: NotTested, why: why}, err
	}
	answer, err := c.revoke(ctx, c.caller, c.device.Refresh.text(), "access_token")
	if err != nil {
		return found{}, err
	}
	there, err := c.alive(ctx, c.device.Refresh.text())
	switch {
	case err != nil:
		return found{}, err
	case !there && answer.Status == http.StatusOK:
		return conforms(said(answer) + ", and the token is gone")
	case there && answer.Status < http.StatusInternalServerError:
		return knownGap(said(answer)+", and the token is still there", "With the hint access_token the server looks at access tokens only: the refresh token lives on, "+
			"and the client is told that all is well. Clients should send no hint.")
	}
	return departs(said(answer), "A client that is wrong about the kind of its token is told that it could not be revoked.")
}

func (c *check) refreshTakesAccess(ctx context.Context) (found, error) {
	why, err := c.grant(ctx)
	if err != nil || why != "" {
		return found{verdict: NotTested, why: why}, err
	}
	if there, err := c.alive(ctx, c.device.Refresh.text()); err != nil || !there {
		return found{verdict: NotTested, why: "The refresh token is gone already; it takes another sign-in."}, err
	}
	answer, err := c.revoke(ctx, c.caller, c.device.Refresh.text(), "")
	if err != nil {
		return found{}, err
	}
	refresh, err := c.alive(ctx, c.device.Refresh.text())
	if err != nil {
		return found{}, err
	}
	access, err := c.alive(ctx, c.device.Access.text())
	switch {
	case err != nil:
		return found{}, err
	case refresh:
		return departs(said(answer)+", and the refresh token is still there", "Whoever has it gets new access tokens.")
	case access:
		return departs(said(answer)+", and the access token is still there", "Whoever has it can use it until it expires.")
	}
	return conforms(said(answer) + ", and both are gone")
}

func (c *check) selfContained(context.Context) (found, error) {
	if strings.Count(c.spare.token, ".") != 2 {
		return notTested("The client of this check does not get its access tokens as JWTs: whoever wants to check one has to ask the server.")
	}
	return knownGap("the token is a JWT", "The server deletes its entry, so that it calls the token inactive. Whoever checks only the signature, as the Config API does, "+
		"accepts it until it expires: keep the lifetime of access tokens short.")
}

func (c *check) unsupportedType(context.Context) (found, error) {
	return notTested("Janssen revokes every kind of token that it stores, and never gives this answer.")
}

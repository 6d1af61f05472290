package tokens

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strconv"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/impact"
)

// The ids of what a revocation causes. They are stable: scripts accept a risk by them.
const (
	idOwnSignIn    = "revoke-own-sign-in"
	idManyUsers    = "revoke-many-users"
	idWholeClient  = "revoke-whole-client"
	idTokensStay   = "revoke-grant-stays"
	idJWT          = "revoke-jwt-stays-valid"
	idNewTokens    = "revoke-new-tokens"
	idSessionStays = "revoke-session-stays"
	idRefreshStays = "end-session-refresh-stays"
	idOwnToken     = "revoke-own-token"
)

const subject = "Revoking tokens and ending sessions"

// Rules lists what a revocation can cause, for the help. They are found by the plans of this package only.
func Rules() []impact.Rule {
	return []impact.Rule{
		{ID: idOwnSignIn, Severity: impact.Danger, Subject: subject, Summary: "what this console is signed in with is among it"},
		{ID: idManyUsers, Severity: impact.Danger, Subject: subject, Summary: fmt.Sprintf("more than %d people lose tokens or sessions", manyUsers)},
		{ID: idWholeClient, Severity: impact.Danger, Subject: subject, Summary: "all tokens of a client are revoked"},
		{ID: idTokensStay, Severity: impact.Caution, Subject: subject, Summary: "other tokens of the same grant stay, a refresh token above all"},
		{ID: idJWT, Severity: impact.Caution, Subject: subject, Summary: "a client gets its access tokens as JWTs, which are accepted without asking the auth server"},
		{ID: idRefreshStays, Severity: impact.Caution, Subject: subject, Summary: "refresh tokens outlive the session that they came from"},
		{ID: idSessionStays, Severity: impact.Info, Subject: subject, Summary: "the browser session that tokens came from stays"},
		{ID: idNewTokens, Severity: impact.Info, Subject: subject, Summary: "clients can get new tokens at once"},
		{ID: idOwnToken, Severity: impact.Info, Subject: subject, Summary: "what this console works with is among it, and it gets itself another one"},
	}
}

// manyUsers is how many people lose something before it takes more than a yes.
const manyUsers = 10

// found makes an impact of a rule.
func found(id string, target change.Target, message, when, advice string) ops.Impact {
	rules := Rules()
	at := slices.IndexFunc(rules, func(r impact.Rule) bool { return r.ID == id })
	return ops.Impact{ID: id, Severity: rules[at].Severity, Target: target, Message: message, When: when, Advice: advice}
}

func (d *draft) tokenImpacts(ctx context.Context, r *Revocation, selection Selection) []ops.Impact {
	if r.Len() == 0 {
		return nil
	}
	target := d.target(r)
	list := append(d.ownImpacts(r, target), d.userImpacts(r, target)...)
	if selection.Filter.Client != "" && (Filter{Client: selection.Filter.Client}) == selection.Filter {
		list = append(list, found(idWholeClient, clientTarget(selection.Filter.Client),
			fmt.Sprintf("The client %s loses all its tokens: everybody who uses it has to sign in there again, and its own requests fail until it gets new ones.",
				selection.Filter.Client), "", ""))
	}
	if d.stays > 0 {
		list = append(list, found(idTokensStay, target, d.staysMessage(), "", "Revoke the whole grant to end all of it."))
	} else if d.unseen {
		list = append(list, found(idTokensStay, target,
			fmt.Sprintf("Only %d of the grants were looked at. Revoking an entry leaves the other tokens of its grant alive: with a refresh token the client gets "+
				"new access tokens.", mostGrants), "", "Revoke the whole grants to end all of it."))
	}
	list = append(list, d.jwtImpacts(ctx, r)...)
	if d.browser > 0 {
		list = append(list, found(idSessionStays, target,
			"The browser sessions stay: their people get new tokens without a password.", "", "End the sessions of these people too."))
	}
	return append(list, found(idNewTokens, target,
		"Clients that still know their secret, or hold a refresh token that stays, get new tokens at once.", "", "Disable a client that is to get no more."))
}

func (d *draft) staysMessage() string {
	message := fmt.Sprintf("%d other tokens of the same grants stay", d.stays)
	if d.stays == 1 {
		message = "1 other token of the same grant stays"
	}
	if d.refresh > 0 {
		message += ", among them " + strconv.Itoa(d.refresh) + " with which the client gets new access tokens (refresh tokens)"
	}
	return message + ": the entries go one by one, unlike at the revocation endpoint."
}

func (d *draft) sessionImpacts(r *Revocation) []ops.Impact {
	if r.Len() == 0 {
		return nil
	}
	target := d.target(r)
	list := append(d.ownImpacts(r, target), d.userImpacts(r, target)...)
	return append(list, found(idRefreshStays, target,
		"Ending a session is meant to revoke its access and ID tokens. Its refresh tokens stay, and some versions of the server revoke none at all.",
		"", "Revoke the tokens of these people too."))
}

func (d *draft) ownImpacts(r *Revocation, target change.Target) []ops.Impact {
	own := slices.ContainsFunc(r.Items, func(i Item) bool { return i.Own })
	switch {
	case !own:
		return nil
	case !d.endsOwn():
		return []ops.Impact{found(idOwnToken, target, "What this console works with is among it. It goes last, and the console gets itself another one.", "", "")}
	case r.Kind == change.Session:
		return []ops.Impact{found(idOwnSignIn, target,
			"Your own session is among it: your browser is signed out, and this console's access token may go with it.", "", "You may have to sign in again.")}
	}
	return []ops.Impact{found(idOwnSignIn, target,
		"This ends your own sign-in: what this console works with is among it. It goes last.", "", "Sign in again afterwards.")}
}

func (d *draft) userImpacts(r *Revocation, target change.Target) []ops.Impact {
	if len(r.Users) <= manyUsers {
		return nil
	}
	return []ops.Impact{found(idManyUsers, target, fmt.Sprintf("%d people are affected and may have to sign in again.", len(r.Users)), "", "")}
}

// mostClients bounds how many clients are read for what is worth knowing about their tokens.
const mostClients = 10

// jwtImpacts reads the clients that lose most, for their names too. One that cannot be read is told nothing about.
func (d *draft) jwtImpacts(ctx context.Context, r *Revocation) []ops.Impact {
	var list []ops.Impact
	for i, affected := range r.Clients[:min(len(r.Clients), mostClients)] {
		entity, err := d.service.client(ctx, affected.ID)
		if err != nil {
			continue
		}
		r.Clients[i].Name = entity.Head().Name
		access := slices.ContainsFunc(r.Types, func(a Affected) bool { return a.ID == "access_token" })
		if access && bytes.Equal(entity.Document.Get("accessTokenAsJwt"), []byte("true")) {
			list = append(list, found(idJWT, clientTarget(affected.ID),
				fmt.Sprintf("The client %s gets its access tokens as JWTs: who checks only the signature, as the Config API does, accepts a revoked one until it expires.",
					affected.ID), "", ""))
		}
	}
	return list
}

func clientTarget(id string) change.Target { return change.Target{Resource: change.Client, ID: id} }

// target is the client that loses most, or the first item where no client is known.
func (d *draft) target(r *Revocation) change.Target {
	if len(r.Clients) > 0 {
		return clientTarget(r.Clients[0].ID)
	}
	return change.Target{Resource: r.Kind, ID: r.Items[0].ID}
}

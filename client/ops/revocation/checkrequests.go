package revocation

import (
	"context"
	"crypto/rand"
	"fmt"
	"net/http"
	"strings"

	"github.com/jansadm/jansadm/client"
	"github.com/jansadm/jansadm/client/auth"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
)

// said is an answer in a few words.
func said(answer auth.RevokeAnswer) string {
	words := fmt.Sprint(answer.Status)
	if answer.Code != "" {
		words += " " + answer.Code
	}
	return words
}

func (c *check) available(ctx context.Context) (found, error) {
	answer, err := c.revoke(ctx, c.caller, noToken(), "")
	if err != nil {
		return found{}, err
	}
	if answer.Status < http.StatusInternalServerError {
		return conforms(said(answer))
	}
	c.down = "The endpoint fails."
	why := "The endpoint fails, so that no client can revoke a token. Look into the log of the auth server."
	if answer.Status == http.StatusServiceUnavailable && answer.RetryAfter > 0 {
		why = fmt.Sprintf("The endpoint asks to come again in %s. That is allowed for a while; as long as it lasts, clients have to take their tokens for valid.",
			answer.RetryAfter)
	}
	return departs(said(answer), why)
}

func (c *check) tls(context.Context) (found, error) {
	if address := c.service.deps.Endpoint.Revocation(); !strings.HasPrefix(address, "https://") {
		return departs("http", "Tokens and secrets travel in clear.")
	}
	return conforms("https")
}

func (c *check) unknownToken(ctx context.Context) (found, error) {
	answer, err := c.revoke(ctx, c.caller, noToken(), "")
	switch {
	case err != nil:
		return found{}, err
	case answer.Status == http.StatusOK:
		return conforms(said(answer))
	}
	return departs(said(answer), "A client that repeats a request, or that comes late, is told that something is wrong.")
}

func (c *check) tokenRequired(ctx context.Context) (found, error) {
	answer, err := c.revoke(ctx, c.caller, "", "")
	if err != nil {
		return found{}, err
	}
	c.note(answer)
	if refused(answer) {
		return conforms(said(answer))
	}
	return departs(said(answer), "A client that forgets the token believes that it was revoked.")
}

// note keeps an error answer for the row about their form.
func (c *check) note(answer auth.RevokeAnswer) {
	if refused(answer) {
		c.answers = append(c.answers, answer)
	}
}

// refused says that the endpoint has said no.
func refused(answer auth.RevokeAnswer) bool {
	return answer.Status >= http.StatusBadRequest && answer.Status < http.StatusInternalServerError
}

// postOnly sends a token that nobody has given out: an address gets into logs.
func (c *check) postOnly(ctx context.Context) (found, error) {
	answer, err := c.service.deps.Endpoint.Revoke(ctx, auth.RevokeRequest{Caller: c.caller, Token: noToken(), Get: true})
	switch {
	case err != nil:
		return found{}, err
	case answer.Accepted():
		return departs(said(answer), "Clients may send tokens in the address, which gets into logs and histories.")
	}
	return conforms(said(answer))
}

func (c *check) authentication(ctx context.Context) (found, error) {
	var seen []string
	for _, caller := range []auth.Caller{{}, auth.BasicCaller(c.caller.ClientID, rand.Text())} {
		answer, err := c.revoke(ctx, caller, c.spare.token, "")
		if err != nil {
			return found{}, err
		}
		c.note(answer)
		if answer.Status == http.StatusUnauthorized {
			c.unauthorized = &answer
		}
		seen = append(seen, said(answer))
		there, err := c.alive(ctx, c.spare.token)
		switch {
		case err != nil:
			return found{}, err
		case !there:
			return departs(said(answer)+", and the token is gone", "Whoever has found a token can revoke it, and with it what its owner is signed in with.")
		case !refused(answer):
			return departs(said(answer), "Whoever asks is told that the token was revoked, which it was not.")
		}
	}
	return conforms(strings.Join(seen, ", then "))
}

func (c *check) challenge(context.Context) (found, error) {
	switch {
	case c.unauthorized == nil:
		return notTested("No request was answered with 401.")
	case !c.unauthorized.Challenge:
		return departs(said(*c.unauthorized)+" without WWW-Authenticate", "Libraries that wait for the challenge do not send the secret.")
	}
	return conforms(said(*c.unauthorized) + " with WWW-Authenticate")
}

func (c *check) errorForm(context.Context) (found, error) {
	if len(c.answers) == 0 {
		return notTested("No request was refused.")
	}
	var seen []string
	for _, answer := range c.answers {
		if answer.Code == "" {
			return departs(said(answer)+" "+answer.Media, "Clients cannot tell what was wrong.")
		}
		seen = append(seen, said(answer))
	}
	return conforms(strings.Join(seen, ", "))
}

// publicClient asks for a token that nobody has, in the name of a client that is known to be public.
func (c *check) publicClient(ctx context.Context) (found, error) {
	id, why, err := c.findPublic(ctx)
	if err != nil || why != "" {
		return found{verdict: NotTested, why: why}, err
	}
	answer, err := c.revoke(ctx, auth.NamedCaller(id), noToken(), "")
	switch {
	case err != nil:
		return found{}, err
	case answer.Status != http.StatusUnauthorized && answer.Status < http.StatusInternalServerError: // what it says of the token is another row
		return conforms(said(answer))
	}
	return departs(said(answer), "Apps without a secret, as on telephones, cannot end what they are signed in with.")
}

// findPublic takes the client that was named, else the first public one.
func (c *check) findPublic(ctx context.Context) (id, why string, err error) {
	o := c.service.deps.Ops
	if id := c.with.Public; id != "" {
		entity, err := o.Entity(ctx, change.Target{Resource: change.Client, ID: id})
		switch {
		case client.KindOf(err) == client.KindNotFound:
			return "", "There is no client " + id + ".", nil
		case err != nil:
			return "", "", err
		case !isPublic(entity):
			return "", "The client " + id + " is not public: its method of authentication is not none.", nil
		}
		return id, "", nil
	}
	page, err := o.List(ctx, change.Client, ops.Query{})
	if client.KindOf(err) == client.KindNotPermitted {
		return "", "It takes a public client, and the console may not look for one.", nil
	}
	for _, entity := range page.Entities {
		if isPublic(entity) {
			return entity.Target.ID, "", nil
		}
	}
	return "", "It takes a public client, of the method none: among the first clients is none.", err
}

func isPublic(entity *ops.Entity) bool {
	return string(entity.Get("/tokenEndpointAuthMethod")) == `"none"` && string(entity.Get("/disabled")) != "true"
}

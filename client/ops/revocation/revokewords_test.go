package revocation_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/jansadm/jansadm/client/ops/revocation"
	"github.com/jansadm/jansadm/client/sandbox"
)

// What is told before, what comes of it and what is offered then do not contradict each other.
func TestWordsOfRevoking(t *testing.T) {
	for name, c := range map[string]struct {
		refresh, other bool
		hint, secret   string // the secret is that of the client that is named; "" names none
		whole          bool   // the grant is told to go
		offer          string // the first one
		says           string
	}{
		"access token":     {whole: true},
		"hint that misses": {refresh: true, hint: "access_token", offer: "Remove this token only; others of its grant stay"},
		"of another client": {
			other: true, offer: "Remove this token only; others of its grant stay, a refresh token above all", says: "belongs to the client"},
		"wrong secret of a client": {
			secret: "wrong", whole: true, offer: "Remove this token only; others of its grant stay, a refresh token above all", says: "does not accept the client "},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, sandbox.Options{})
			id := w.server.Info().ClientID
			asked := revocation.Asked{Hint: c.hint}
			if c.secret != "" {
				asked.As = revocation.ClientCredentials{ID: id, Secret: revocation.NewToken(c.secret)}
			}
			if c.other {
				id = w.server.Sample(sandbox.ClientApp).ID
			}
			access, refresh := w.mint(id)
			if asked.Token = revocation.NewToken(access); c.refresh {
				asked.Token = revocation.NewToken(refresh)
			}
			request, outcome := w.revoke(asked)
			whole := slices.ContainsFunc(request.Notes, func(note string) bool { return strings.Contains(note, "whole grant") })
			if whole != c.whole || !strings.Contains(outcome.Says, c.says) || strings.Contains(outcome.Says, "console's client") {
				t.Errorf("notes %v, says %q", request.Notes, outcome.Says)
			}
			if (c.offer != "") != (len(outcome.Offers) > 0) || c.offer != "" && outcome.Offers[0].Title != c.offer {
				t.Errorf("offers %+v", outcome.Offers)
			}
		})
	}
}

package tuitest

import (
	"context"
	"time"

	"github.com/jansadm/jansadm/client/auth"
	"github.com/jansadm/jansadm/client/ops/impact"
	"github.com/jansadm/jansadm/client/ops/revocation"
	"github.com/jansadm/jansadm/client/ops/tokens"
	"github.com/jansadm/jansadm/tui/core"
)

// withTokens lets a session work with tokens, sessions and the revocation endpoint, as the client of the sandbox.
func (w *World) withTokens(session *core.Session, now func() time.Time) {
	source, wire, info := w.source, w.wire, w.Sandbox.Info()
	own := func(ctx context.Context) (tokens.Own, error) {
		token, err := source.Token(ctx)
		return tokens.Own{Login: impact.LoginClient, Access: tokens.CodeOf(token)}, err
	}
	session.Tokens = tokens.New(tokens.Deps{
		Ops: session.Ops, Tokens: w.api.Tokens, Sessions: w.api.Sessions, Own: own, Now: now,
		Sleep: func(ctx context.Context, _ time.Duration) error { return ctx.Err() },
	})
	session.Revocation = revocation.New(revocation.Deps{
		Ops: session.Ops, Tokens: session.Tokens, Endpoint: w.api.Endpoints, Remove: w.api.Tokens.Delete, Own: own, Now: now,
		Caller: func(context.Context) (auth.Caller, error) {
			return auth.BasicCaller(info.ClientID, info.ClientSecret), nil
		},
		Issue: func(ctx context.Context, caller auth.Caller) (string, error) {
			return auth.IssueTo(ctx, wire, info.URL+"/jans-auth/restv1/token", caller)
		},
	})
}

// Token gets a token of one of the sandbox's sample clients, to be revoked.
func (w *World) Token(clientID, secret string) string {
	w.t.Helper()
	token, err := auth.IssueTo(w.t.Context(), w.wire, w.Sandbox.Info().URL+"/jans-auth/restv1/token", auth.BasicCaller(clientID, secret))
	if err != nil {
		w.t.Fatal(err)
	}
	return token
}

package auth

import (
	"context"
	"log/slog"
	"net/url"
	"time"

	"github.com/jansadm/jansadm/client/transport"
)

// Caller is a client of the auth server, with what it shows to say who it is (AuthenticationFilter.java). However it is printed or logged it
// shows no secret. The zero Caller says nothing.
type Caller struct {
	ClientID   string // empty where a token says it
	credential transport.Credential
	secret     func() string // for the form; nil for none
}

// BasicCaller shows its secret in the header, as clients of the method client_secret_basic do.
func BasicCaller(id, secret string) Caller {
	return Caller{ClientID: id, credential: transport.Basic(id, secret)}
}

// PostCaller shows its secret in the form, as clients of the method client_secret_post do.
func PostCaller(id, secret string) Caller {
	return Caller{ClientID: id, secret: func() string { return secret }}
}

// NamedCaller shows its id only: a public client, of the method none, or one that a certificate tells (RFC 8705 section 2).
func NamedCaller(id string) Caller { return Caller{ClientID: id} }

// BearerCaller shows an access token: the server takes it for the client that the token was issued to.
func BearerCaller(token string) Caller { return Caller{credential: transport.Bearer(token)} }

// Confidential says whether the caller can get tokens for itself.
func (c Caller) Confidential() bool {
	return c.ClientID != "" && (c.secret != nil || !c.credential.IsZero())
}

// IsZero says that the caller shows nothing.
func (c Caller) IsZero() bool { return c.ClientID == "" && c.credential.IsZero() }

// sign adds to a form what is not in the header.
func (c Caller) sign(fields url.Values) {
	if c.ClientID != "" && c.credential.IsZero() {
		fields.Set("client_id", c.ClientID)
	}
	if c.secret != nil {
		fields.Set("client_secret", c.secret())
	}
}

// String hides the secret.
func (c Caller) String() string { return "client " + c.ClientID }

// GoString hides the secret.
func (c Caller) GoString() string { return c.String() }

// LogValue hides the secret.
func (c Caller) LogValue() slog.Value { return slog.StringValue(c.String()) }

// MarshalText hides the secret.
func (c Caller) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// IssueTo gets a new access token by the client credentials grant (RFC 6749 section 4.4), in a grant of its own and without asking for any
// scope.
func IssueTo(ctx context.Context, t *transport.Transport, tokenEndpoint string, caller Caller) (string, error) {
	fields := url.Values{"grant_type": {"client_credentials"}}
	caller.sign(fields)
	response, err := t.Exchange(ctx, transport.Form{Op: opToken, URL: tokenEndpoint, Fields: fields, Auth: caller.credential})
	if err != nil {
		return "", err
	}
	got, err := readTokens(response, time.Time{})
	return got.access.token, err
}

package transport

import (
	"encoding/base64"
	"log/slog"
	"net/url"
)

const hidden = "[hidden]"

// Credential is what goes into the Authorization header. However it is printed, logged or encoded it shows nothing of its content.
type Credential struct {
	// A function, because fmt prints the strings of nested structs without asking their methods.
	reveal func() (header string, secrets []string)
}

// Bearer presents an access token (RFC 6750 section 2.1).
func Bearer(token string) Credential {
	return Credential{func() (string, []string) { return "Bearer " + token, []string{token} }}
}

// Basic presents client credentials; both halves are form-encoded first (RFC 6749 section 2.3.1), as the server decodes both.
func Basic(id, secret string) Credential {
	pair := url.QueryEscape(id) + ":" + url.QueryEscape(secret)
	encoded := base64.StdEncoding.EncodeToString([]byte(pair))
	return Credential{func() (string, []string) {
		return "Basic " + encoded, []string{encoded, secret, url.QueryEscape(secret)}
	}}
}

// IsZero says that there is nothing to present.
func (c Credential) IsZero() bool { return c.reveal == nil }

// String hides the content.
func (c Credential) String() string { return hidden }

// GoString hides the content.
func (c Credential) GoString() string { return hidden }

// LogValue hides the content.
func (c Credential) LogValue() slog.Value { return slog.StringValue(hidden) }

// MarshalText hides the content.
func (c Credential) MarshalText() ([]byte, error) { return []byte(hidden), nil }

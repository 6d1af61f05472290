package transport

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// Error is a failed call. It never holds tokens, secrets, query strings or request bodies.
type Error struct {
	Kind   Kind
	Op     string // what was tried, as in "read the auth server configuration"
	Method string
	URL    string // without query and user info
	Status int    // 0 when no answer arrived

	Code    string // the server's own code: ApiError code, OAuth error
	Message string // the server's own text, bounded but otherwise as it came: clean it before it reaches a terminal
	Detail  string // more of the server's text, or what happened in our words when there was no answer; to be cleaned as well
	Needed  []string
	Held    []string // with KindNotPermitted, when the server said so: the scopes needed and those the token has

	RequestID  string        // the X-Correlation-Id that was sent; the server's logs have it
	Hint       string        // what to do next
	RetryAfter time.Duration // how long the server asked to wait; 0 when it did not

	// Unknown says that a write may have reached the server and that its result is not known: re-read before anything else.
	Unknown bool
	Err     error // the cause, when there is one
}

// Error says what was tried and what happened; Hint and RequestID are for the caller to show beside it.
func (e *Error) Error() string {
	var text strings.Builder
	if e.Op != "" {
		text.WriteString("cannot " + e.Op + ": ")
	}
	text.WriteString(e.Kind.Error())
	if e.Status != 0 {
		fmt.Fprintf(&text, " (HTTP %d)", e.Status)
	}
	for _, part := range []string{e.Message, e.Detail} {
		if part != "" {
			text.WriteString(": " + part)
		}
	}
	if e.Unknown {
		text.WriteString("; whether the change was made is not known")
	}
	return text.String()
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// Is compares by kind: errors.Is(err, KindNotFound).
func (e *Error) Is(target error) bool {
	kind, ok := target.(Kind)
	return ok && kind == e.Kind
}

// TokenRefused says that the Config API did not know the access token any more, which a fresh one may mend. The check comes before
// the operation, so a refused write has not been made (OpenIdAuthorizationService.java).
func (e *Error) TokenRefused() bool {
	return e.Kind == KindUnauthenticated && slices.Contains([]string{tokenInvalid, tokenExpired, tokenNotSeen}, e.Message)
}

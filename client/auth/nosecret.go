package auth

import (
	"errors"

	"github.com/jansadm/jansadm/client/transport"
)

// NoSecretError says that no secret of the client is kept and that the server does not take the client without one, as it takes a public one.
type NoSecretError struct {
	Profile string // "" when it is not known
	Err     error  // what the server said
}

func (e *NoSecretError) Error() string {
	if e.Profile == "" {
		return "there is no client secret, and the server does not take the client without one"
	}
	return "no client secret is kept for the profile " + e.Profile + ", and the server does not take its client without one"
}

// Hint says what to do.
func (e *NoSecretError) Hint() string {
	if e.Profile == "" {
		return "Give the secret of the client."
	}
	return `Type the secret of its client with "jansadm profile edit ` + e.Profile + ` --secret-from-stdin".`
}

// Unwrap returns the cause, a *transport.Error.
func (e *NoSecretError) Unwrap() error { return e.Err }

// secretWanted is a *NoSecretError where a client that shows no secret was refused, else the same error.
func (s *SignIn) secretWanted(err error) error {
	failure := (*transport.Error)(nil)
	if s.client.IsZero() && errors.As(err, &failure) && failure.Code == "invalid_client" {
		return &NoSecretError{Profile: s.profile, Err: err}
	}
	return err
}

package connect

import (
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/access"
)

// SettingsError says that a flag or an environment variable cannot be used. Nothing was sent.
type SettingsError struct {
	Message string
	Hint    string
	Err     error
}

func (e *SettingsError) Error() string {
	if e.Err == nil {
		return e.Message
	}
	return e.Message + ": " + e.Err.Error()
}

// Unwrap returns the cause.
func (e *SettingsError) Unwrap() error { return e.Err }

// Problem implements ops.Explained.
func (e *SettingsError) Problem() ops.Problem {
	return ops.Problem{Kind: ops.ProblemUsage, Message: e.Error(), Hint: e.Hint}
}

// ProfileFileError says that a certificate file which a profile names cannot be used, as when it is gone. Nothing was sent.
type ProfileFileError struct {
	Profile string
	Flags   string // that name another one
	Err     error
}

func (e *ProfileFileError) Error() string {
	return "the profile " + e.Profile + " cannot be used: " + e.Err.Error()
}

// Unwrap returns the cause.
func (e *ProfileFileError) Unwrap() error { return e.Err }

// Problem implements ops.Explained.
func (e *ProfileFileError) Problem() ops.Problem {
	return ops.Problem{Kind: ops.ProblemUsage, Message: e.Error(), Hint: "name another file with \"jansadm profile edit " + e.Profile + " " + e.Flags + "\""}
}

// CredentialsError says that the environment, or the profile, holds nothing to log in with.
type CredentialsError struct {
	Message string
	Profile string // "" without one
}

func (e *CredentialsError) Error() string { return e.Message }

// Problem implements ops.Explained.
func (e *CredentialsError) Problem() ops.Problem {
	return ops.Problem{Kind: ops.ProblemUnauthenticated, Message: e.Message, Hint: e.Hint()}
}

// Hint says how credentials are given.
func (e *CredentialsError) Hint() string {
	if e.Profile != "" {
		return "name its client and sign in: \"jansadm profile edit " + e.Profile + " --client-id ID --secret-from-stdin\", then \"jansadm login --profile " +
			e.Profile + "\"; or set " + envClientID + " and " + envClientSecret + ", or " + envAccessToken
	}
	return "set " + envClientID + " and " + envClientSecret + " (or " + envClientSecretFile + "), or " + envAccessToken +
		"; or store the server with its client by \"jansadm profile add\" and sign in with \"jansadm login\"; secrets are never taken " +
		"from the argument list"
}

// OverriddenError is the warning that a login is not used, because the environment has credentials.
type OverriddenError struct{ Variable string }

func (e *OverriddenError) Error() string {
	return e.Variable + " is set and wins over the login, which is not used before it is unset"
}

// Hint says what to do.
func (e *OverriddenError) Hint() string {
	return "Unset " + e.Variable + " to act as the person who signs in."
}

// RefusedTokenError says that the server does not accept the access token of the environment.
type RefusedTokenError struct{ Err error }

func (e *RefusedTokenError) Error() string { return e.Err.Error() }

// Unwrap returns what the server said.
func (e *RefusedTokenError) Unwrap() error { return e.Err }

// Hint says what to do: signing in would not help.
func (e *RefusedTokenError) Hint() string {
	return "The server does not accept the token in " + envAccessToken + ", which may have expired, be revoked or be of another server. Set it to a new " +
		"one, or unset it to use the login of a profile."
}

// UncheckedError is the warning that the server's certificate is not checked.
type UncheckedError struct{ Host string }

func (e *UncheckedError) Error() string {
	return "the certificate of " + e.Host + " is not checked: anybody in between can read and alter everything"
}

// Hint says what to do instead.
func (e *UncheckedError) Hint() string {
	return "Trust its authority (--ca-cert), or pin its certificate in a profile (jansadm profile add --pin)."
}

// ShortenedError is the warning that only the host of an address was taken.
type ShortenedError struct{ Used string }

func (e *ShortenedError) Error() string {
	return "using " + e.Used + ": what follows the host in the given address is left out"
}

// Hint says what to do when that is wrong.
func (e *ShortenedError) Hint() string {
	return "A Config API or auth server at an unusual place has an address of its own in a profile: --config-url, --auth-url."
}

// Shortening is a *ShortenedError when only the host of the profile's server is taken, else nil.
func Shortening(p access.Profile) error {
	used, err := access.Address(p.Server, p.PlainHTTP)
	if err != nil || !access.Shortened(p.Server) {
		return nil
	}
	return &ShortenedError{Used: used}
}

// NoServerError says that no server is asked for and that there are no profiles.
type NoServerError struct{}

func (e *NoServerError) Error() string { return "no server is given" }

// Problem implements ops.Explained.
func (e *NoServerError) Problem() ops.Problem {
	return ops.Problem{Kind: ops.ProblemUsage, Message: e.Error(), Hint: "use the embedded server with --sandbox; store a Janssen server with " +
		"\"jansadm profile add NAME --server https://HOST\" and sign in with \"jansadm login\"; or use it with --server https://HOST and the " +
		"environment variables " + envClientID + " and " + envClientSecret}
}

// ClearError is the warning that nothing is encrypted on the way to the server.
type ClearError struct{ Host string }

func (e *ClearError) Error() string {
	return e.Host + " is spoken to over plain HTTP: anybody in between can read the tokens"
}

// Hint says what to do instead.
func (e *ClearError) Hint() string { return "Use https." }

// LeftInKeyringError says that the secrets of a profile that was removed stay in the keyring, which is locked.
type LeftInKeyringError struct {
	Profile string
	Err     error
}

func (e *LeftInKeyringError) Error() string {
	return "the profile is removed, but what the keyring holds of it stays there: " + e.Err.Error()
}

// Unwrap returns the cause.
func (e *LeftInKeyringError) Unwrap() error { return e.Err }

// Hint says how they are removed by hand.
func (e *LeftInKeyringError) Hint() string {
	return "Unlock the keyring, and delete " + e.Profile + "/client-secret and " + e.Profile + "/session of jansadm in it with its own program."
}

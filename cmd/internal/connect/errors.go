package connect

import "github.com/jansadm/jansadm/client/ops"

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

// CredentialsError says that the environment holds nothing to log in with.
type CredentialsError struct{ Message string }

func (e *CredentialsError) Error() string { return e.Message }

// Problem implements ops.Explained.
func (e *CredentialsError) Problem() ops.Problem {
	return ops.Problem{Kind: ops.ProblemUnauthenticated, Message: e.Message, Hint: e.Hint()}
}

// Hint says how credentials are given.
func (e *CredentialsError) Hint() string {
	return "set " + envClientID + " and " + envClientSecret + " (or " + envClientSecretFile + "), or " + envAccessToken +
		"; or store the server with its client by \"jansadm profile add\" and sign in with \"jansadm login\"; secrets are never taken " +
		"from the argument list"
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

// Package connect turns flags and environment into a connection to one server: what the verbs and the console work with.
package connect

import (
	"context"
	"strings"
	"time"

	"github.com/jansadm/jansadm/client/auth/store"
	"github.com/jansadm/jansadm/client/transport"
)

// Settings say which server to talk to and how. They come from flags.
type Settings struct {
	Sandbox    bool   // the embedded server
	Server     string // host, host:port or https://host
	CACert     string // PEM files
	ClientCert string
	ClientKey  string
	Insecure   bool // accept any server certificate
	ReadOnly   bool
	Timeout    time.Duration // of one call to the server
	LogFile    string
}

// System is what a connection needs of the world.
type System struct {
	Env     func(string) string
	Now     func() time.Time
	NewID   func() string
	Sleep   func(context.Context, time.Duration) error
	Version string // of this program
}

// RealSystem is the system outside of tests.
func RealSystem(env func(string) string, version string) System {
	return System{Env: env, Now: time.Now, NewID: transport.RandomID, Sleep: transport.Sleep, Version: version}
}

// SettingsError says that a flag or an environment variable cannot be used. Nothing was sent.
type SettingsError struct {
	Problem string
	Hint    string
	Err     error
}

func (e *SettingsError) Error() string {
	if e.Err == nil {
		return e.Problem
	}
	return e.Problem + ": " + e.Err.Error()
}

// Unwrap returns the cause.
func (e *SettingsError) Unwrap() error { return e.Err }

// CredentialsError says that the environment holds nothing to log in with.
type CredentialsError struct{ Problem string }

func (e *CredentialsError) Error() string { return e.Problem }

// Hint says how credentials are given.
func (e *CredentialsError) Hint() string {
	return "set " + envClientID + " and " + envClientSecret + " (or " + envClientSecretFile + "), or " + envAccessToken +
		"; secrets are never taken from the argument list"
}

// The environment variables that hold credentials.
const (
	envClientID         = "JANSADM_CLIENT_ID"
	envClientSecret     = "JANSADM_CLIENT_SECRET"
	envClientSecretFile = "JANSADM_CLIENT_SECRET_FILE"
	envAccessToken      = "JANSADM_ACCESS_TOKEN"
)

// credentials are an access token, or a client's id and secret.
type credentials struct {
	token      string
	id, secret string
	exposed    error // others can read the file of the secret
}

// readCredentials takes credentials from the environment. An access token wins over a client's id and secret.
func readCredentials(env func(string) string) (credentials, error) {
	if token := strings.TrimSpace(env(envAccessToken)); token != "" {
		return credentials{token: token}, nil
	}
	id, secret, file := env(envClientID), env(envClientSecret), env(envClientSecretFile)
	if secret != "" && file != "" {
		return credentials{}, &SettingsError{
			Problem: "both " + envClientSecret + " and " + envClientSecretFile + " are set", Hint: "unset one of them"}
	}
	var exposed error
	if file != "" {
		var err error
		if secret, exposed, err = store.ReadFile(file); err != nil {
			return credentials{}, &SettingsError{Problem: "cannot read the client secret named by " + envClientSecretFile, Err: err}
		}
	}
	switch {
	case id == "" && secret == "":
		return credentials{}, &CredentialsError{Problem: "there is nothing to log in with"}
	case id == "":
		return credentials{}, &CredentialsError{Problem: "a client secret is given, but " + envClientID + " is not set"}
	case secret == "":
		return credentials{}, &CredentialsError{Problem: envClientID + " is set, but there is no client secret"}
	}
	return credentials{id: id, secret: secret, exposed: exposed}, nil
}

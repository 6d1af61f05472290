package connect

import (
	"errors"
	"fmt"
	"strings"

	"github.com/jansadm/jansadm/client/auth/store"
	"github.com/jansadm/jansadm/client/profile"
)

// The environment variables that hold credentials.
const (
	envClientID         = "JANSADM_CLIENT_ID"
	envClientSecret     = "JANSADM_CLIENT_SECRET"
	envClientSecretFile = "JANSADM_CLIENT_SECRET_FILE"
	envAccessToken      = "JANSADM_ACCESS_TOKEN"
)

// credentials are an access token, a client's id and secret, or a client with which a person has signed in.
type credentials struct {
	token      string
	id, secret string
	exposed    error // others can read the file of the secret
	person     bool  // the secret may be empty: it is then where the profile keeps it
}

// readCredentials takes credentials from the environment: an access token, else a client's id and secret. Without either it is the
// client of the profile.
func readCredentials(env func(string) string, p profile.Profile) (credentials, error) {
	if token := strings.TrimSpace(env(envAccessToken)); token != "" {
		if err := checkToken(token); err != nil {
			return credentials{}, err
		}
		return credentials{token: token}, nil
	}
	id := env(envClientID)
	secret, exposed, err := readSecret(env)
	if err != nil {
		return credentials{}, err
	}
	switch {
	case id == "" && p.ClientID != "":
		return credentials{id: p.ClientID, secret: secret, exposed: exposed, person: true}, nil
	case id == "" && secret == "" && p.Name != "":
		return credentials{}, &CredentialsError{
			Message: fmt.Sprintf("the profile %q names no client to sign in with", p.Name), Profile: p.Name}
	case id == "" && secret == "":
		return credentials{}, &CredentialsError{Message: "there is nothing to log in with"}
	case id == "":
		return credentials{}, &CredentialsError{Message: "a client secret is given, but " + envClientID + " is not set"}
	case secret == "":
		return credentials{}, &CredentialsError{Message: envClientID + " is set, but there is no client secret"}
	}
	return credentials{id: id, secret: secret, exposed: exposed}, nil
}

// checkToken refuses what no header can carry (RFC 6750 section 2.1). The error holds nothing of it.
func checkToken(token string) error {
	if !strings.ContainsFunc(token, func(r rune) bool { return r <= ' ' || r >= 0x7f }) {
		return nil
	}
	return &SettingsError{
		Message: envAccessToken + " holds no access token: it has line breaks, blanks or other characters that no token has",
		Hint:    "set it to the token alone, or unset it",
	}
}

// wins names the variable whose credentials are used in place of the login of a person; "" for none.
func wins(env func(string) string) string {
	switch {
	case strings.TrimSpace(env(envAccessToken)) != "":
		return envAccessToken
	case env(envClientID) != "":
		return envClientID
	}
	return ""
}

// readSecret takes a client's secret from the environment; "" for none.
func readSecret(env func(string) string) (secret string, exposed, err error) {
	secret, file := env(envClientSecret), env(envClientSecretFile)
	if secret != "" && file != "" {
		return "", nil, &SettingsError{
			Message: "both " + envClientSecret + " and " + envClientSecretFile + " are set", Hint: "unset one of them"}
	}
	if file == "" {
		return secret, nil, nil
	}
	if secret, exposed, err = store.ReadFile(file); err != nil {
		problem := &SettingsError{Message: "cannot read the client secret named by " + envClientSecretFile, Err: err}
		if malformed := (*store.MalformedError)(nil); errors.As(err, &malformed) {
			problem.Hint = malformed.Hint()
		}
		return "", nil, problem
	}
	return secret, exposed, nil
}

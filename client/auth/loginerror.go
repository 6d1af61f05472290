package auth

import (
	"errors"
	"net/http"
	"strings"

	"github.com/jansadm/jansadm/client/transport"
)

// LoginReason says why somebody could not sign in.
type LoginReason string

// The reasons.
const (
	LoginFeatureOff    LoginReason = "feature_off"    // a feature flag of the server is off
	LoginClientRefused LoginReason = "client_refused" // the client's id or secret is wrong
	LoginClientOff     LoginReason = "client_off"     // the client is disabled
	LoginGrantMissing  LoginReason = "grant_missing"  // the client may not use the device grant
	LoginDenied        LoginReason = "denied"         // the person said no
	LoginCodeExpired   LoginReason = "code_expired"   // nobody signed in, in time; or the code was used up
	LoginNoProof       LoginReason = "no_proof"       // userinfo of the client is not a signed JWT
	LoginNoPermission  LoginReason = "no_permission"  // the person has no role that permits anything
)

// LoginError says why somebody could not sign in.
type LoginError struct {
	Reason LoginReason
	Flag   string // with LoginFeatureOff
	Person Person // with LoginNoPermission
	Err    error  // what the server said, or the kind of failure
}

// Unwrap returns the cause, a *transport.Error or a transport.Kind.
func (e *LoginError) Unwrap() error { return e.Err }

func (e *LoginError) Error() string {
	if missing := (*NoSecretError)(nil); errors.As(e.Err, &missing) {
		return "cannot sign in: " + missing.Error()
	}
	switch e.Reason {
	case LoginFeatureOff:
		return "cannot sign in: the feature flag " + e.Flag + " is off on the server"
	case LoginClientRefused:
		return "cannot sign in: the server does not know the client by this id and secret"
	case LoginClientOff:
		return "cannot sign in: the client is disabled"
	case LoginGrantMissing:
		return "cannot sign in: the client may not use the device grant"
	case LoginDenied:
		return "cannot sign in: it was refused in the browser"
	case LoginCodeExpired:
		return "cannot sign in: the code has expired or was used already"
	case LoginNoProof:
		return "cannot sign in: the server does not sign who the person is"
	}
	return "signed in as " + e.Person.String() + ", who may do nothing here: " + e.Person.roles()
}

// Hint says what to do.
func (e *LoginError) Hint() string {
	if missing := (*NoSecretError)(nil); errors.As(e.Err, &missing) {
		return missing.Hint()
	}
	switch e.Reason {
	case LoginFeatureOff:
		return "Switch it on (with a client that has the permission itself: client credentials), or use client credentials or an access token."
	case LoginClientRefused:
		return "Check the client id and secret: setup keeps them as tui_client_id and tui_client_pw in its properties, on Kubernetes in the " +
			"ConfigMap and the Secret cn. The client must allow client_secret_basic."
	case LoginClientOff:
		return "Enable the client on the server, or use another one."
	case LoginGrantMissing:
		return "Give the client the grant type " + grantDevice + ", or use the client that setup made for consoles (tui_client_id)."
	case LoginDenied, LoginCodeExpired:
		return "Start again."
	case LoginNoProof:
		return "Set userInfoSignedResponseAlg of the client to RS256, and no encryption, or use the client that setup made for consoles (tui_client_id)."
	}
	return "Give the user a role (jansAdminUIRole) that has permissions of the Config API, and the client the scopes profile and email."
}

// startRefused explains a refused device request. Before the feature flag the server looks at the client.
func startRefused(err error) error {
	failure := (*transport.Error)(nil)
	if !errors.As(err, &failure) {
		return err
	}
	if failure.Status == http.StatusForbidden && failure.Code == "access_denied" {
		return &LoginError{Reason: LoginFeatureOff, Flag: "device_authz", Err: err}
	}
	if errors.As(err, new(*NoSecretError)) {
		return &LoginError{Reason: LoginClientRefused, Err: err}
	}
	return clientRefused(failure, LoginGrantMissing)
}

// pollRefused explains the end of the polling.
func pollRefused(failure *transport.Error) error {
	switch failure.Code {
	case "access_denied":
		return &LoginError{Reason: LoginDenied, Err: failure}
	case "expired_token":
		return &LoginError{Reason: LoginCodeExpired, Err: failure}
	}
	return clientRefused(failure, LoginGrantMissing)
}

// clientRefused explains refusals that are about the client; what invalid_grant means depends on the endpoint.
func clientRefused(failure *transport.Error, invalidGrant LoginReason) error {
	switch failure.Code {
	case "invalid_client":
		return &LoginError{Reason: LoginClientRefused, Err: failure}
	case "disabled_client":
		return &LoginError{Reason: LoginClientOff, Err: failure}
	case "invalid_grant", "unauthorized_client":
		return &LoginError{Reason: invalidGrant, Err: failure}
	}
	return failure
}

// exchangeRefused explains why there is no final token: the script answers a failure of any sort with 403.
func exchangeRefused(err error, person Person) error {
	failure := (*transport.Error)(nil)
	if !errors.As(err, &failure) {
		return err
	}
	if failure.Status == http.StatusForbidden && failure.Code == "access_denied" {
		return &LoginError{Reason: LoginNoPermission, Person: person, Err: err}
	}
	if failure.Code == "invalid_client" { // here it is the person's token that has to be known
		return err
	}
	return clientRefused(failure, LoginNoPermission)
}

func (p Person) roles() string {
	if len(p.Roles) == 0 {
		return "the server names no role"
	}
	return "the roles are " + strings.Join(p.Roles, ", ")
}

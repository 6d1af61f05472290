package ops

import (
	"errors"

	"github.com/jansadm/jansadm/client/auth"
	"github.com/jansadm/jansadm/client/profile"
	"github.com/jansadm/jansadm/client/transport"
)

// hinted is an error that knows a way out.
type hinted interface {
	error
	Hint() string
}

// explainAccess is about profiles, logins and where secrets are kept. What is also about an answer of the server keeps its status.
func explainAccess(err error, p *Problem) bool {
	way := hinted(nil)
	if !errors.As(err, &way) {
		value := (*profile.ValueError)(nil)
		if errors.As(err, &value) {
			p.Kind = ProblemUsage
		}
		return value != nil
	}
	if _, ok := way.(*transport.CertificateError); ok { // the transport says the same, and what was tried
		return false
	}
	p.Kind, p.Hint = kindOfAccess(err), way.Hint()
	if failure := (*transport.Error)(nil); errors.As(err, &failure) {
		p.Status, p.RequestID = failure.Status, failure.RequestID
	}
	return true
}

func kindOfAccess(err error) ProblemKind {
	var (
		login     *auth.LoginError
		required  *auth.LoginRequiredError
		unknown   *profile.UnknownError
		duplicate *profile.DuplicateError
		name      *profile.NameError
	)
	switch {
	case errors.As(err, &required):
		return ProblemUnauthenticated
	case errors.As(err, &login):
		return loginProblems[login.Reason]
	case errors.As(err, &unknown):
		return ProblemNotFound
	case errors.As(err, &duplicate), errors.As(err, &name):
		return ProblemUsage
	}
	if kind, ok := problemKinds[transport.KindOf(err)]; ok {
		return kind
	}
	return ProblemLocal
}

var loginProblems = map[auth.LoginReason]ProblemKind{
	auth.LoginFeatureOff:    ProblemNotPermitted,
	auth.LoginClientRefused: ProblemUnauthenticated,
	auth.LoginClientOff:     ProblemNotPermitted,
	auth.LoginGrantMissing:  ProblemNotPermitted,
	auth.LoginDenied:        ProblemUnauthenticated,
	auth.LoginCodeExpired:   ProblemUnauthenticated,
	auth.LoginNoProof:       ProblemServer,
	auth.LoginNoPermission:  ProblemNotPermitted,
}

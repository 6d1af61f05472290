package ops

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/jansadm/jansadm/client/auth"
	"github.com/jansadm/jansadm/client/profile"
	"github.com/jansadm/jansadm/client/transport"
)

func TestExplainAccess(t *testing.T) {
	refused := &transport.Error{Kind: transport.KindUnauthenticated, Status: 401, RequestID: "r1", Hint: "of the transport"}
	for name, c := range map[string]struct {
		err    error
		kind   ProblemKind
		hint   string
		status int
	}{
		"nobody signed in":  {&auth.LoginRequiredError{Reason: "x", Err: transport.KindUnauthenticated}, ProblemUnauthenticated, "jansadm login", 0},
		"renewal refused":   {&auth.LoginRequiredError{Reason: "x", Err: refused}, ProblemUnauthenticated, "jansadm login", 401},
		"no role":           {&auth.LoginError{Reason: auth.LoginNoPermission, Err: refused}, ProblemNotPermitted, "role", 401},
		"not signed":        {&auth.LoginError{Reason: auth.LoginNoProof}, ProblemServer, "RS256", 0},
		"denied":            {&auth.LoginError{Reason: auth.LoginDenied}, ProblemUnauthenticated, "again", 0},
		"wrapped":           {fmt.Errorf("cannot: %w", &auth.LoginError{Reason: auth.LoginClientOff}), ProblemNotPermitted, "Enable", 0},
		"not revoked":       {&auth.RevocationError{Err: refused}, ProblemUnauthenticated, "Revoke", 401},
		"not revocable":     {&auth.RevocationError{Err: errors.New("x")}, ProblemLocal, "Revoke", 0},
		"not stored":        {&auth.UnkeptError{Err: errors.New("x")}, ProblemLocal, "Free some space", 0},
		"unknown profile":   {&profile.UnknownError{Name: "x", Nearest: []string{"y"}}, ProblemNotFound, "y", 0},
		"taken name":        {&profile.DuplicateError{Name: "x"}, ProblemUsage, "another", 0},
		"strange name":      {&profile.NameError{Name: "/"}, ProblemUsage, "letters", 0},
		"strange value":     {&profile.ValueError{Member: "pin"}, ProblemUsage, "", 0},
		"broken file":       {&profile.BrokenError{Path: "f"}, ProblemLocal, "Correct the file", 0},
		"certificate":       {&transport.Error{Kind: transport.KindTLS, Hint: "h", Err: &transport.CertificateError{Reason: transport.ReasonNotTLS}}, ProblemUnreachable, "h", 0},
		"explains itself":   {fmt.Errorf("x: %w", speaking{}), ProblemConflict, "speaking", 0},
		"of the connection": {refused, ProblemUnauthenticated, "of the transport", 401},
	} {
		got := Explain(c.err)
		if got.Kind != c.kind || !strings.Contains(got.Hint, c.hint) || got.Status != c.status || got.Message == "" {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

type speaking struct{}

func (speaking) Error() string { return "itself" }
func (speaking) Problem() Problem {
	return Problem{Kind: ProblemConflict, Message: "itself", Hint: "speaking"}
}

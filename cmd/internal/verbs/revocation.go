package verbs

import (
	"context"
	"errors"
	"net/http"
	"strings"

	"github.com/spf13/cobra"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/revocation"
	"github.com/jansadm/jansadm/cmd/internal/connect"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// revocationCommand is the noun for the endpoint at which clients revoke tokens.
func (a *app) revocationCommand() *cobra.Command {
	return noun("revocation", "What clients are told about revoking tokens, and what really happens",
		`What clients are told about revoking tokens, what is set, and what the endpoint
really does; and a token that is revoked as a client would do it. To find tokens
and remove their entries, also those of other clients, see "jansadm token".`,
		a.revocationStatusVerb(), a.revocationProbeVerb(), a.revocationCheckVerb(), a.revocationRevokeVerb())
}

func (a *app) revocationStatusVerb() *cobra.Command {
	return &cobra.Command{
		Use: "status", Short: "Compare discovery, settings and the endpoint",
		Long: `Compare what discovery advertises, what the settings say, and what the endpoint
answers to a token that does not exist. Where they disagree it is told why, what
that means to clients, and which command mends it. Nothing is changed.

` + strings.Join(text.Wrap(revocation.Nodes, helpWidth), "\n") + `

Findings do not change the exit code. What cannot be looked at is told, and is
an error once all the rest is printed.`,
		Args: none,
		RunE: func(c *cobra.Command, _ []string) error {
			return a.with(c.Context(), func(ctx context.Context, connection *connect.Connection) error {
				status, err := connection.Revocation.Look(ctx)
				if err != nil {
					return err
				}
				status = a.global.fixedHere(status)
				printed := a.print(statusShape(status), func() []byte { return a.statusText(status) })
				return errors.Join(printed, unread(status))
			})
		},
	}
}

// unread is the error of a status that lacks something; its kind is that of the first cause.
func unread(status revocation.Status) error {
	if len(status.Unread) == 0 {
		return nil
	}
	first := status.Unread[0]
	problem := ops.Explain(first.Err)
	problem.Message = "not looked at: " + first.What + ": " + problem.Message
	for _, more := range status.Unread[1:] {
		problem.Message += "; " + more.What + ": " + ops.Explain(more.Err).Message
	}
	return &problemError{problem}
}

// problemError is a failure that is explained already.
type problemError struct{ problem ops.Problem }

func (e *problemError) Error() string { return e.problem.Message }

// Problem implements ops.Explained.
func (e *problemError) Problem() ops.Problem { return e.problem }

func (a *app) revocationProbeVerb() *cobra.Command {
	return &cobra.Command{
		Use: "probe", Short: "Ask the endpoint to revoke a token that does not exist",
		Long: `Ask the endpoint to revoke a random token, in the name of the console's own
client, and say what the answer means: live, off, wrong-path, unauthorised,
unreachable or odd. Nothing is revoked. Where a client certificate is configured
the address for mutual TLS is asked too, with the certificate and the client's
id, and nothing secret.

Exit codes: 0 when the endpoint works or is switched off; 4 when it does not
accept the client; 6 when nothing answers; 1 otherwise.`,
		Args: none,
		RunE: func(c *cobra.Command, _ []string) error {
			return a.with(c.Context(), func(ctx context.Context, connection *connect.Connection) error {
				plain, mtls, err := connection.Revocation.Probe(ctx)
				if err != nil {
					return err
				}
				shape := struct {
					Probe probeJSON `json:"probe"`
					MTLS  probeJSON `json:"mtls_probe"`
				}{probeShape(plain), probeShape(mtls)}
				printed := a.print(shape, func() []byte { return a.probesText(plain, mtls) })
				return errors.Join(printed, failedProbe(plain))
			})
		},
	}
}

// failedProbe is the error of an endpoint at which no token can be revoked although it should be.
func failedProbe(probe revocation.Probe) error {
	kind := ops.ProblemServer
	switch probe.Verdict {
	case revocation.Live, revocation.Off:
		return nil
	case revocation.Unauthorised, revocation.NotAsked:
		kind = ops.ProblemUnauthenticated
	case revocation.Unreachable:
		kind = ops.ProblemUnreachable
	}
	status := probe.Status
	if status == http.StatusOK { // of a web page
		status = 0
	}
	return &problemError{ops.Problem{Kind: kind, Message: "the revocation endpoint cannot be used: " + probe.Says, Status: status,
		Hint: "\"jansadm revocation status\" compares it with the settings"}}
}

package revocation

import (
	"context"
	"crypto/rand"
	"fmt"
	"net/http"

	"github.com/jansadm/jansadm/client"
	"github.com/jansadm/jansadm/client/auth"
)

// Probe asks the endpoint, and the one for mutual TLS where a certificate is configured and an address is known, to revoke a random token:
// nothing is revoked. The address is taken from discovery, which is read for it, else from the settings. The error is that of the context.
func (s *Service) Probe(ctx context.Context) (plain, mtls Probe, err error) {
	l := look{service: s}
	if s.deps.Certificate {
		l.readDiscovery(ctx)
		if l.status.Advertised.MTLS == nil {
			l.readSettings(ctx)
		}
	}
	plain = s.probe(ctx)
	return plain, s.probeMTLS(ctx, mtlsAddress(l.status)), ctx.Err()
}

// noToken is a token that no server has given out.
func noToken() string { return "no-token-" + rand.Text() }

func (s *Service) probe(ctx context.Context) Probe {
	address := s.deps.Endpoint.Revocation()
	caller, err := s.deps.Caller(ctx)
	if err != nil {
		return Probe{URL: address, Verdict: NotAsked, Says: "The console cannot say which client it is: " + sentence(err)}
	}
	return s.ask(ctx, address, caller)
}

// mtlsAddress is where clients with a certificate revoke tokens, as far as anybody says.
func mtlsAddress(status Status) string {
	if status.Advertised.MTLS != nil {
		return *status.Advertised.MTLS
	}
	return status.Settings.text(propMTLS)
}

// probeMTLS shows the certificate and the client's id, and nothing secret: the address may be anybody's.
func (s *Service) probeMTLS(ctx context.Context, address string) Probe {
	switch {
	case !s.deps.Certificate:
		return Probe{URL: address, Verdict: NotAsked, Says: "No client certificate is configured."}
	case address == "":
		return Probe{Verdict: NotAsked, Says: "Neither discovery nor the settings name an address for mutual TLS."}
	}
	caller, err := s.deps.Caller(ctx)
	if err != nil {
		return Probe{URL: address, Verdict: NotAsked, Says: "The console cannot say which client it is: " + sentence(err)}
	}
	return s.ask(ctx, address, auth.NamedCaller(caller.ClientID))
}

func (s *Service) ask(ctx context.Context, address string, caller auth.Caller) Probe {
	answer, err := s.deps.Endpoint.Revoke(ctx, auth.RevokeRequest{URL: address, Caller: caller, Token: noToken()})
	probe := Probe{URL: address, Status: answer.Status, Code: answer.Code}
	switch {
	case client.KindOf(err) == client.KindInvalid:
		probe.Verdict, probe.Says = NotAsked, "Nothing was sent: "+sentence(err)
	case err != nil:
		probe.Verdict, probe.Says = Unreachable, sentence(err)
	default:
		probe.Verdict, probe.Says = judge(answer)
	}
	return probe
}

// judge reads an answer to a token that does not exist: 200 whatever the token, 403 while the flag is off (RevokeRestWebServiceImpl.java), 401
// before either is looked at (AuthenticationFilter.java).
func judge(answer auth.RevokeAnswer) (Verdict, string) {
	status := answer.Status
	switch {
	case answer.HTML():
		return WrongPath, fmt.Sprintf("A web page comes back (%d): something other than the auth server answers there.", status)
	case status == http.StatusOK:
		return Live, "The endpoint works: it answers 200, as it does to every token that it does not know."
	case status == http.StatusForbidden && answer.Code == "access_denied":
		return Off, "The feature flag revoke_token is off for the process that answered: clients get 403 and nothing is revoked."
	case status == http.StatusUnauthorized:
		return Unauthorised, "The endpoint does not accept the console's client (401). Whether revocation is on shows only to a client that it accepts."
	case status == http.StatusNotFound, status == http.StatusMethodNotAllowed, status == http.StatusGone:
		return WrongPath, fmt.Sprintf("Nobody revokes tokens at this address (%d).", status)
	}
	return Odd, fmt.Sprintf("The answer %d%s is none that the endpoint gives to a token it does not know.", status, inBrackets(answer.Code))
}

func inBrackets(code string) string {
	if code == "" {
		return ""
	}
	return " (" + code + ")"
}

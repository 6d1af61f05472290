package access

import (
	"errors"
	"time"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/transport"
)

// CertificateProblem is why a server's certificate is not accepted, and what a person can do about it. Texts of the certificate are not
// cleaned.
type CertificateProblem struct {
	Message     string
	Hint        string
	Subject     string
	Issuer      string
	Names       []string
	From, Until time.Time
	Fingerprint string // SHA-256, in pairs with colons, to compare with the server's own; empty when no certificate was presented
	MayPin      bool   // pinning this certificate is a way out
	PinChanged  bool   // it was pinned, and is another one now: stop and find out why
}

func (p *CertificateProblem) Error() string { return p.Message }

// Problem implements ops.Explained.
func (p *CertificateProblem) Problem() ops.Problem {
	return ops.Problem{Kind: ops.ProblemUnreachable, Message: p.Message, Hint: p.Hint}
}

// CertificateOf is the certificate for which a request failed; nil when it failed for another reason.
func CertificateOf(err error) *CertificateProblem {
	if problem := (*CertificateProblem)(nil); errors.As(err, &problem) {
		return problem
	}
	trouble := (*transport.CertificateError)(nil)
	if !errors.As(err, &trouble) {
		return nil
	}
	c := trouble.Presented
	return &CertificateProblem{
		Message: trouble.Error(), Hint: trouble.Hint(),
		Subject: c.Subject, Issuer: c.Issuer, Names: c.Names, From: c.NotBefore, Until: c.NotAfter,
		Fingerprint: transport.FormatFingerprint(c.Fingerprint),
		MayPin:      trouble.MayPin(), PinChanged: trouble.Reason == transport.ReasonPinChanged,
	}
}

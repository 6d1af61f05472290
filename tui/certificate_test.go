package tui_test

import (
	"net/http"
	"testing"

	"github.com/jansadm/jansadm/client/transport"
)

// Another certificate than the pinned one is no line at the bottom: everything stops until somebody has read it.
func TestAChangedCertificateStopsEverything(t *testing.T) {
	s := at120(t)
	opened("auth.scopes", "")(s)
	s.server.answer = func(*http.Request) (*http.Response, error) {
		return nil, &transport.CertificateError{Host: "jans.example.org", Reason: transport.ReasonPinChanged, Pin: "ab",
			Presented: transport.Certificate{Fingerprint: "cd"}}
	}
	s.Keys("r")
	s.Expect("The server's certificate has changed", "HAS CHANGED", "Understood")
	s.Keys("esc", "r")
	s.Refuse("Understood")
}

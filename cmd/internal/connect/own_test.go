package connect

import (
	"strings"
	"testing"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/transport"
)

// Secrets go to the host that was named, whatever the server's own document says.
func TestAddressesOnAnotherHostAreRefused(t *testing.T) {
	for _, c := range []struct {
		home, doc string
		own       bool
	}{
		{"https://a.example/jans-auth", `{"token_endpoint":"https://a.example/jans-auth/restv1/token"}`, true},
		{"https://a.example/jans-auth", `{"token_endpoint":"https://A.example:443/x","issuer":"https://b.example","authorization_endpoint":"https://b.example"}`, true},
		{"https://a.example/jans-auth", `{}`, true},
		{"https://xn--bcher-kva.example/jans-auth", `{"token_endpoint":"https://BÜCHER。example.:0443/token?x=1"}`, true},
		{"https://a.example/jans-auth", `{"token_endpoint":"https://b.example/token"}`, false},
		{"https://a.example/jans-auth", `{"device_authorization_endpoint":"https://a.example:8443/device"}`, false},
		{"https://a.example/jans-auth", `{"token_endpoint":"http://a.example/token"}`, false},
		{"https://a.example/jans-auth", `{"revocation_endpoint":"https://b.example/revoke"}`, true}, // nothing is sent there: see auth.SignIn.Logout
		{"https://a.example/jans-auth", `{"userinfo_endpoint":"https://a.example.evil/"}`, false},
		{"https://a.example/jans-auth", `{"introspection_endpoint":"https://a.example@b.example/"}`, false},
	} {
		doc, err := document.Parse([]byte(c.doc))
		if err != nil {
			t.Fatal(err)
		}
		err = endpointsAt(nil, c.home, c.home).own(doc)
		if (err == nil) != c.own {
			t.Errorf("%s: %v", c.doc, err)
		}
		if err != nil && (transport.KindOf(err) != transport.KindProtocol || !strings.Contains(err.Error(), c.home)) {
			t.Errorf("%s: %v", c.doc, err)
		}
	}
}

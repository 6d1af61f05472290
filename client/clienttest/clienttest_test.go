package clienttest

import (
	"context"
	"os"
	"slices"
	"testing"

	"github.com/jansadm/jansadm/client/sandbox"
	"github.com/jansadm/jansadm/client/transport"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func startSandbox(t *testing.T) *sandbox.Server {
	t.Helper()
	server, err := sandbox.Open(t.Context(), sandbox.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := server.Close(context.WithoutCancel(t.Context())); err != nil {
			t.Error(err)
		}
	})
	return server
}

func TestSandbox(t *testing.T) {
	server := startSandbox(t)
	info := server.Info()
	for name, options := range map[string]transport.Options{
		"over TLS":         {CACert: info.CAFile},
		"without a socket": {Transport: server.Transport()},
	} {
		t.Run(name, func(t *testing.T) {
			Run(t, Target{BaseURL: info.URL, Transport: options, ClientID: info.ClientID, ClientSecret: info.ClientSecret, Mutates: true})
		})
	}
}

// TestServer runs the suite on the server named by JANSADM_TEST_SERVER, with JANSADM_TEST_CLIENT_ID and JANSADM_TEST_CLIENT_SECRET,
// and JANSADM_TEST_CA_CERT if its authority is a private one. It only reads, unless JANSADM_TEST_MUTATES is 1.
func TestServer(t *testing.T) {
	address, given := os.LookupEnv("JANSADM_TEST_SERVER")
	if !given {
		return
	}
	t.Run(address, func(t *testing.T) {
		Run(t, Target{
			BaseURL: address, Transport: transport.Options{CACert: os.Getenv("JANSADM_TEST_CA_CERT")},
			ClientID: os.Getenv("JANSADM_TEST_CLIENT_ID"), ClientSecret: os.Getenv("JANSADM_TEST_CLIENT_SECRET"),
			Mutates: os.Getenv("JANSADM_TEST_MUTATES") == "1",
		})
	})
}

// operations are those of the documents that package client uses, or will.
var operations = []string{
	"DELETE /api/v1/attributes/{inum}",
	"DELETE /api/v1/config/scripts/{inum}",
	"DELETE /api/v1/openid/clients/{inum}",
	"DELETE /api/v1/scopes/{inum}",
	"GET /api/v1/attributes",
	"GET /api/v1/attributes/{inum}",
	"GET /api/v1/config/scripts",
	"GET /api/v1/config/scripts/inum/{inum}",
	"GET /api/v1/config/scripts/type/{type}",
	"GET /api/v1/health",
	"GET /api/v1/health/live",
	"GET /api/v1/health/ready",
	"GET /api/v1/jans-auth-server/config",
	"GET /api/v1/jans-auth-server/config/feature-flags",
	"GET /api/v1/jans-auth-server/config/persistence",
	"GET /api/v1/jans-auth-server/health",
	"GET /api/v1/openid/clients",
	"GET /api/v1/openid/clients/{inum}",
	"GET /api/v1/scopes",
	"GET /api/v1/scopes/{inum}",
	"PATCH /api/v1/attributes/{inum}",
	"PATCH /api/v1/config/scripts/{inum}",
	"PATCH /api/v1/jans-auth-server/config",
	"PATCH /api/v1/openid/clients/{inum}",
	"PATCH /api/v1/scopes/{inum}",
	"POST /api/v1/attributes",
	"POST /api/v1/config/scripts",
	"POST /api/v1/scopes",
	"POST /restv1/introspection",
	"POST /restv1/revoke",
	"POST /restv1/token",
	"PUT /api/v1/attributes",
	"PUT /api/v1/config/scripts",
	"PUT /api/v1/scopes",
}

// The documents are the server's own and are not kept here; without them only the list of exceptions is checked.
func TestContract(t *testing.T) {
	documents := contracts(t)
	if documents == nil {
		t.Log("no OpenAPI documents: set JANSADM_OPENAPI_DIR to compare with them")
		return
	}
	server := startSandbox(t)
	info := server.Info()
	wire := &recorder{next: server.Transport()}
	Run(t, Target{BaseURL: info.URL, Transport: transport.Options{Transport: wire}, ClientID: info.ClientID, ClientSecret: info.ClientSecret, Mutates: true})
	for _, e := range wire.seen {
		for _, c := range documents {
			c.check(e)
		}
	}
	covered, differences := coverage(documents)
	t.Logf("%d exchanges on %d operations of the documents: %v", len(wire.seen), len(covered), covered)
	for _, operation := range operations {
		if !slices.Contains(covered, operation) {
			t.Errorf("%s was not used", operation)
		}
	}
	unused, unexcused, err := excuse(exceptions, differences)
	if err != nil {
		t.Fatal(err)
	}
	for _, difference := range unexcused {
		t.Errorf("differs from the document: %s", difference)
	}
	for _, e := range unused {
		t.Errorf("the exception is no longer needed: %s", e.difference)
	}
}

package proof

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/jansadm/jansadm/client/auth"
	"github.com/jansadm/jansadm/client/ops/impact"
	"github.com/jansadm/jansadm/client/transport"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// prover works with a server that answers by path.
func prover(t *testing.T, answers map[string]http.HandlerFunc) (*Prover, string) {
	t.Helper()
	server := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		answer, ok := answers[r.URL.Path]
		if !ok {
			http.NotFound(w, r)
			return
		}
		answer(w, r)
	}))
	t.Cleanup(server.Close)
	open, err := transport.New(transport.Options{
		Transport: server.Client().Transport, ReadOnly: true,
		Sleep: func(ctx context.Context, _ time.Duration) error { return ctx.Err() },
	})
	if err != nil {
		t.Fatal(err)
	}
	return &Prover{
		Transport: open, Tokens: auth.Static("own-token"),
		Introspection: func(context.Context) (string, error) { return server.URL + "/introspection", nil },
	}, server.URL
}

func says(status int, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		_, _ = w.Write([]byte(body)) // the caller sees when that fails
	}
}

// introspects answers about the own token alone, to whoever presents it.
func introspects(active string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodPost || r.Header.Get("Authorization") != "Bearer own-token" || r.PostFormValue("token") != "own-token" {
			says(http.StatusUnauthorized, `{"error":"invalid_client"}`)(w, r)
			return
		}
		says(http.StatusOK, active)(w, r)
	}
}

func TestProve(t *testing.T) {
	const active = `{"active":true,"scope":"introspection openid"}`
	for _, tc := range []struct {
		name   string
		check  impact.Check
		answer http.HandlerFunc // at /x; nil: 404
		wrong  string           // empty: proven
	}{
		{"introspection", impact.Check{Kind: impact.CheckIntrospection, Value: "/x"}, introspects(active), ""},
		{"introspection elsewhere", impact.Check{Kind: impact.CheckIntrospection, Value: "/x"}, introspects(`{"active":false}`), "does not know this console's own token"},
		{"no introspection", impact.Check{Kind: impact.CheckIntrospection, Value: "/x"}, nil, "404"},
		{"introspection is a page", impact.Check{Kind: impact.CheckIntrospection, Value: "/x"}, says(200, "<html><title>Portal</title>"), "HTML page"},

		{"keys", impact.Check{Kind: impact.CheckJWKS, Value: "/x"}, says(200, `{"keys":[{"kty":"EC"}]}`), ""},
		{"no keys", impact.Check{Kind: impact.CheckJWKS, Value: "/x"}, says(200, `{"keys":[]}`), "holds no key"},
		{"other JSON", impact.Check{Kind: impact.CheckJWKS, Value: "/x"}, says(200, `{}`), "holds no key"},
		{"no JSON", impact.Check{Kind: impact.CheckJWKS, Value: "/x"}, says(200, `keys`), "not a JSON Web Key Set"},
		{"keys gone", impact.Check{Kind: impact.CheckJWKS, Value: "/x"}, nil, "404"},

		{"token endpoint", impact.Check{Kind: impact.CheckTokenEndpoint, Value: "/x"}, says(401, `{"error":"invalid_client"}`), ""},
		{"token endpoint, other error", impact.Check{Kind: impact.CheckTokenEndpoint, Value: "/x"}, says(400, `{"error":"invalid_request"}`), ""},
		{"gives tokens to all", impact.Check{Kind: impact.CheckTokenEndpoint, Value: "/x"}, says(200, `{}`), "accepts a request without credentials"},
		{"refuses in another way", impact.Check{Kind: impact.CheckTokenEndpoint, Value: "/x"}, says(403, "Forbidden"), "403"},
		{"no token endpoint", impact.Check{Kind: impact.CheckTokenEndpoint, Value: "/x"}, nil, "404"},

		{"own scope", impact.Check{Kind: impact.CheckOwnScope, Value: "introspection"}, nil, ""},
		{"missing scope", impact.Check{Kind: impact.CheckOwnScope, Value: "uma_protection"}, nil, "does not have the scope uma_protection"},

		{"unknown check", impact.Check{Kind: "horoscope"}, nil, `no proof named "horoscope"`},
	} {
		t.Run(tc.name, func(t *testing.T) {
			answers := map[string]http.HandlerFunc{"/introspection": introspects(active)}
			if tc.answer != nil {
				answers["/x"] = tc.answer
			}
			p, base := prover(t, answers)
			if strings.HasPrefix(tc.check.Value, "/") {
				tc.check.Value = base + tc.check.Value
			}
			wants(t, p.Prove(t.Context(), tc.check), tc.wrong)
		})
	}
}

func TestProveIssuer(t *testing.T) {
	const path = "/.well-known/openid-configuration"
	for _, tc := range []struct {
		name, issuer, answer, wrong string
	}{
		{"itself", "", `{"issuer":"BASE","token_endpoint":"BASE/token"}`, ""},
		{"with a slash", "/", `{"issuer":"BASE","token_endpoint":"BASE/token"}`, ""},
		{"somebody else", "", `{"issuer":"https://other.example.org","token_endpoint":"x"}`, "names another issuer, https://other.example.org"},
		{"nobody", "", `{}`, "names no issuer"},
		{"no JSON", "", `hello`, "not understood"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			p, base := prover(t, map[string]http.HandlerFunc{path: func(w http.ResponseWriter, r *http.Request) {
				says(200, strings.ReplaceAll(tc.answer, "BASE", "https://"+r.Host))(w, r)
			}})
			wants(t, p.Prove(t.Context(), impact.Check{Kind: impact.CheckIssuer, Value: base + tc.issuer}), tc.wrong)
		})
	}
}

func TestProveConfiguration(t *testing.T) {
	const path = "/jans-auth/.well-known/openid-configuration"
	for _, tc := range []struct{ name, address, wrong string }{
		{"where it is", path, ""},
		{"where there is none", "/nowhere/.well-known/openid-configuration", "404"},
		{"at a folder", "/jans-auth", "does not end in /.well-known/openid-configuration"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			p, base := prover(t, map[string]http.HandlerFunc{path: says(200, `{"issuer":"https://a","token_endpoint":"https://a/t"}`)})
			wants(t, p.Prove(t.Context(), impact.Check{Kind: impact.CheckConfiguration, Value: base + tc.address}), tc.wrong)
		})
	}
}

func TestProveNeedsAnAnswer(t *testing.T) {
	p, _ := prover(t, nil)
	p.Introspection = func(context.Context) (string, error) { return "https://127.0.0.1:1/introspection", nil }
	for _, kind := range []impact.CheckKind{impact.CheckIntrospection, impact.CheckIssuer, impact.CheckJWKS, impact.CheckTokenEndpoint} {
		if err := p.Prove(t.Context(), impact.Check{Kind: kind, Value: "https://127.0.0.1:1"}); transport.KindOf(err) != transport.KindUnreachable {
			t.Errorf("%s: %v", kind, err)
		}
		err := p.Prove(t.Context(), impact.Check{Kind: kind, Value: "http://jans.example.org"})
		if err == nil || kind != impact.CheckIntrospection && transport.KindOf(err) != transport.KindInvalid { // the token goes to no other host anyway
			t.Errorf("%s without TLS: %v", kind, err)
		}
	}
}

// The access token is worth the whole server: an address on another host does not get to see it.
func TestTheTokenIsShownToItsOwnHostOnly(t *testing.T) {
	asked := false
	p, base := prover(t, map[string]http.HandlerFunc{"/elsewhere": func(http.ResponseWriter, *http.Request) { asked = true }})
	p.Introspection = func(context.Context) (string, error) { return "https://jans.example.org/introspection", nil }
	wants(t, p.Prove(t.Context(), impact.Check{Kind: impact.CheckIntrospection, Value: base + "/elsewhere"}), "shows its access token to no other host")
	if asked {
		t.Error("the other host was asked")
	}
}

func wants(t *testing.T, err error, wrong string) {
	t.Helper()
	switch {
	case wrong == "" && err != nil:
		t.Errorf("not proven: %v", err)
	case wrong != "" && (err == nil || !strings.Contains(err.Error(), wrong)):
		t.Errorf("%v, want %q", err, wrong)
	case err != nil && (strings.Contains(err.Error(), "own-token") || strings.HasSuffix(err.Error(), ".")):
		t.Errorf("%q holds the token, or ends like a sentence", err)
	}
}

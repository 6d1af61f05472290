package auth

import (
	"errors"
	"net/http"
	"strings"
	"testing"

	"github.com/jansadm/jansadm/client/transport"
)

func TestUserinfo(t *testing.T) {
	tr := connect(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet || r.Header.Get("Authorization") != "Bearer tok" || r.URL.RawQuery != "" {
			t.Errorf("sent %s %s", r.Method, r.URL)
		}
		_, _ = w.Write([]byte(`{"sub":"6f1b","n":12345678901234567890}`))
	})
	if doc, err := Userinfo(t.Context(), tr, host+"/u", "tok"); err != nil || string(doc.Get("n")) != "12345678901234567890" {
		t.Errorf("got %v, %v", doc, err)
	}
}

func TestUserinfoFailures(t *testing.T) {
	const jws = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln"
	for _, c := range []struct {
		name, media  string
		status       int
		body         string
		kind         transport.Kind
		detail, hint string
	}{
		{"signed", "application/jwt;charset=UTF-8", 200, jws, transport.KindProtocol, "JWT", "userInfoSignedResponseAlg"},
		{"signed, unlabelled", "application/json", 200, jws, transport.KindProtocol, "JWT", "userInfoSignedResponseAlg"},
		{"encrypted", "", 200, "eyJhbGciOiJSU0EifQ.a.b.c.d", transport.KindProtocol, "JWT", "userInfoEncryptedResponseAlg"},
		{"no JSON", "", 200, "eyJ.x", transport.KindProtocol, "malformed", "Janssen"},
		{"empty", "", 200, "", transport.KindProtocol, "empty", "Janssen"},
		{"failed claim", "", 500, "", transport.KindServer, "", "claim that does not exist"},
		{"other failure", "", 500, "text", transport.KindServer, "", "request id"},
		{"no person", "application/json", 403, `{"error":"insufficient_scope","reason":"Grant object has client_credentials grant_type."}`,
			transport.KindNotPermitted, "client_credentials", "person"},
		{"switched off", "application/json", 403, `{"error":"access_denied"}`, transport.KindNotPermitted, "", "feature flags"},
		{"unknown token", "application/json", 401, `{"error":"invalid_token"}`, transport.KindUnauthenticated, "", "log in"},
	} {
		tr := connect(t, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", c.media)
			w.WriteHeader(c.status)
			_, _ = w.Write([]byte(c.body))
		})
		_, err := Userinfo(t.Context(), tr, host, "tok")
		var e *transport.Error
		if !errors.As(err, &e) || e.Kind != c.kind || !strings.Contains(e.Detail, c.detail) || !strings.Contains(e.Hint, c.hint) {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if strings.Contains(err.Error(), "eyJ") {
			t.Errorf("%s: the answer is repeated in %v", c.name, err)
		}
	}
}

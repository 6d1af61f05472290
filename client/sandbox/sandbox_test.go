package sandbox

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"
)

// noon is when tests with a manual clock begin.
var noon = time.Date(2026, 7, 13, 12, 0, 0, 0, time.UTC)

// fixture is an ephemeral sandbox with a manual clock and real delays.
type fixture struct {
	*Server
	t     testing.TB
	clock *ManualClock
	inums map[string]string // of users by name, see inum
}

func newFixture(t testing.TB, change ...func(*Options)) *fixture {
	t.Helper()
	clock := NewManualClock(noon)
	o := Options{Clock: clock, Timing: RealTiming(), Rand: deterministic(1)}
	for _, c := range change {
		c(&o)
	}
	s, err := Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(context.Background()); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	return &fixture{Server: s, t: t, clock: clock}
}

// deterministic is a source of the same random bytes in every run.
func deterministic(seed byte) io.Reader { return rand.NewChaCha8([32]byte{seed}) }

// answer is what a request got.
type answer struct {
	status int
	header http.Header
	body   string
}

// request sends one request through the socketless transport. Header pairs follow the body.
func (f *fixture) request(method, path, body string, header ...string) answer {
	f.t.Helper()
	r, err := http.NewRequestWithContext(f.t.Context(), method, f.Info().URL+path, strings.NewReader(body))
	if err != nil {
		f.t.Fatal(err)
	}
	for i := 0; i < len(header); i += 2 {
		r.Header.Add(header[i], header[i+1])
	}
	response, err := f.Transport().RoundTrip(r)
	if err != nil {
		f.t.Fatalf("%s %s: %v", method, path, err)
	}
	defer response.Body.Close()
	content, err := io.ReadAll(response.Body)
	if err != nil {
		f.t.Fatalf("%s %s: read body: %v", method, path, err)
	}
	return answer{response.StatusCode, response.Header, string(content)}
}

// object reads the body as a JSON object.
func (a answer) object(t testing.TB) map[string]json.RawMessage {
	t.Helper()
	var o map[string]json.RawMessage
	if err := json.Unmarshal([]byte(a.body), &o); err != nil {
		t.Fatalf("status %d, body %q: %v", a.status, a.body, err)
	}
	return o
}

// form posts a form to the auth server as a client with Basic credentials; the zero client sends none.
func (f *fixture) form(path string, client Client, values url.Values, header ...string) answer {
	f.t.Helper()
	header = append(header, "Content-Type", "application/x-www-form-urlencoded")
	if client.ID != "" {
		r := http.Request{Header: http.Header{}}
		r.SetBasicAuth(url.QueryEscape(client.ID), url.QueryEscape(client.Secret))
		header = append(header, "Authorization", r.Header.Get("Authorization"))
	}
	return f.request(http.MethodPost, path, values.Encode(), header...)
}

// token gets a token of the Config API client by client credentials.
func (f *fixture) token(scopes ...string) string {
	f.t.Helper()
	a := f.form("/jans-auth/restv1/token", f.Sample(ClientConfigAPI), url.Values{
		"grant_type": {"client_credentials"}, "scope": {strings.Join(scopes, " ")},
	})
	if a.status != http.StatusOK {
		f.t.Fatalf("token: %d %s", a.status, a.body)
	}
	return quoted(f.t, a.object(f.t)["access_token"])
}

func quoted(t testing.TB, raw json.RawMessage) string {
	t.Helper()
	var s string
	if err := json.Unmarshal(raw, &s); err != nil {
		t.Fatalf("%s: %v", raw, err)
	}
	return s
}

const (
	configPath = "/jans-config-api/api/v1/jans-auth-server/config"
	revokePath = "/jans-auth/restv1/revoke"
	tokenPath  = "/jans-auth/restv1/token"
)

// admin calls the Config API with a token that may do everything with the properties.
func (f *fixture) admin(method, path, body string, header ...string) answer {
	f.t.Helper()
	if method == http.MethodPatch {
		header = append(header, "Content-Type", "application/json-patch+json")
	}
	header = append(header, "Authorization", "Bearer "+f.token(scopePropertiesRead, scopePropertiesWrite))
	return f.request(method, path, body, header...)
}

// patch changes the configuration and fails the test when that does not succeed.
func (f *fixture) patch(operations string) map[string]json.RawMessage {
	f.t.Helper()
	a := f.admin(http.MethodPatch, configPath, operations)
	if a.status != http.StatusOK {
		f.t.Fatalf("patch %s: %d %s", operations, a.status, a.body)
	}
	return a.object(f.t)
}

// replace sets one property and lets the auth server pick it up.
func (f *fixture) replace(property, value string) {
	f.t.Helper()
	f.patch(`[{"op":"replace","path":"/` + property + `","value":` + value + `}]`)
	f.clock.Advance(RealTiming().ConfigPickup)
}

func TestFirstSteps(t *testing.T) {
	f := newFixture(t)
	before := f.admin(http.MethodGet, configPath, "")
	if before.status != http.StatusOK {
		t.Fatalf("GET config: %d %s", before.status, before.body)
	}
	members := before.object(t)
	if len(members) != 269 {
		t.Errorf("a fresh installation shows %d properties, want 269", len(members))
	}
	after := f.patch(`[{"op":"test","path":"/accessTokenLifetime","value":300.0},{"op":"replace","path":"/accessTokenLifetime","value":600}]`)
	if string(after["accessTokenLifetime"]) != "600" {
		t.Errorf("accessTokenLifetime is %s", after["accessTokenLifetime"])
	}
	again := f.admin(http.MethodGet, configPath, "")
	if !bytes.Equal(again.object(t)["accessTokenLifetime"], []byte("600")) {
		t.Errorf("not stored: %s", again.body)
	}
}

// The log names requests and outcomes, never what would let its reader in.
func TestLogHasNoSecrets(t *testing.T) {
	var log bytes.Buffer
	f := newFixture(t, func(o *Options) {
		o.Log = slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	})
	token := f.token(scopePropertiesRead, scopePropertiesWrite)
	access, refresh := f.mint(ClientOther, "admin")
	f.request(http.MethodGet, introspectionPath+"?token="+access, "", bearer(token)...)
	f.form(revokePath, f.Sample(ClientOther), tokenForm(refresh))
	f.admin(http.MethodPatch, configPath, `[{"op":"replace","path":"/keyStoreSecret","value":"hunter2"},{"op":"replace","path":"/issuer","value":{}}]`)
	f.patch(`[{"op":"replace","path":"/keyStoreSecret","value":"hunter2"}]`)
	if err := f.store.put(bucketConfig, string(keyDynamic), []byte(`{"keyStoreSecret":["hunter2"]}`)); err != nil {
		t.Fatal(err)
	}
	f.instance.Load().config.tree = nil // as after a restart, so that the damage is met
	f.request(http.MethodGet, configPath, "", bearer(token)...)
	if !strings.Contains(log.String(), "/jans-auth/restv1/revoke") {
		t.Errorf("requests are not logged: %s", log.String())
	}
	for _, secret := range []string{token, access, refresh, f.Info().ClientSecret, f.Sample(ClientOther).Secret, "hunter2", f.address.Key} {
		if strings.Contains(log.String(), secret) {
			t.Errorf("the log holds %q:\n%s", secret, log.String())
		}
	}
}

package connect

import (
	"context"
	"errors"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"go.uber.org/goleak"

	"github.com/jansadm/jansadm/client/auth"
	"github.com/jansadm/jansadm/client/profile"
	"github.com/jansadm/jansadm/client/transport"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func environment(pairs map[string]string) func(string) string {
	return func(name string) string { return pairs[name] }
}

func TestReadCredentials(t *testing.T) {
	file := filepath.Join(t.TempDir(), "secret")
	if err := os.WriteFile(file, []byte("from-file\r\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct {
		name    string
		env     map[string]string
		profile profile.Profile
		want    credentials
		wrong   string
	}{
		{name: "profile", profile: profile.Profile{Name: "p", ClientID: "c"}, want: credentials{id: "c", person: true}},
		{name: "secret for the profile", profile: profile.Profile{Name: "p", ClientID: "c"}, env: map[string]string{envClientSecret: "s"},
			want: credentials{id: "c", secret: "s", person: true}},
		{name: "client of its own", profile: profile.Profile{Name: "p", ClientID: "c"}, env: map[string]string{envClientID: "d", envClientSecret: "s"},
			want: credentials{id: "d", secret: "s"}},
		{name: "token beside a profile", profile: profile.Profile{Name: "p", ClientID: "c"}, env: map[string]string{envAccessToken: "t"}, want: credentials{token: "t"}},
		{name: "profile without a client", profile: profile.Profile{Name: "p"}, wrong: "names no client"},
		{name: "secret", env: map[string]string{envClientID: "c", envClientSecret: "s "}, want: credentials{id: "c", secret: "s "}},
		{name: "file", env: map[string]string{envClientID: "c", envClientSecretFile: file}, want: credentials{id: "c", secret: "from-file"}},
		{name: "token", env: map[string]string{envAccessToken: " t\n", envClientID: "c", envClientSecret: "s"}, want: credentials{token: "t"}},
		{name: "token of two lines", env: map[string]string{envAccessToken: "t\nX: y"}, wrong: "holds no access token"},
		{name: "token with a control", env: map[string]string{envAccessToken: "t\x1b"}, wrong: "holds no access token"},
		{name: "token with a blank", env: map[string]string{envAccessToken: "Bearer t"}, wrong: "holds no access token"},
		{name: "token that is no ASCII", env: map[string]string{envAccessToken: "t\u202e"}, wrong: "holds no access token"},
		{name: "empty file", env: map[string]string{envClientID: "c", envClientSecretFile: os.DevNull}, wrong: "is empty"},
		{name: "nothing", wrong: "nothing to log in with"},
		{name: "no secret", env: map[string]string{envClientID: "c"}, wrong: "there is no client secret"},
		{name: "no id", env: map[string]string{envClientSecret: "s"}, wrong: "JANSADM_CLIENT_ID is not set"},
		{name: "both", env: map[string]string{envClientID: "c", envClientSecret: "s", envClientSecretFile: file}, wrong: "both"},
		{name: "no file", env: map[string]string{envClientID: "c", envClientSecretFile: file + ".none"}, wrong: "cannot read the client secret"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			got, err := readCredentials(environment(tc.env), tc.profile)
			if got != tc.want || (err != nil) != (tc.wrong != "") || err != nil && !strings.Contains(err.Error(), tc.wrong) {
				t.Errorf("%+v, %v", got, err)
			}
		})
	}
}

func open(t *testing.T, s Settings, env map[string]string) (*Connection, error) {
	t.Helper()
	c, err := Open(t.Context(), s, RealSystem(environment(env), "test"))
	if err == nil {
		t.Cleanup(func() {
			if err := c.Close(context.Background()); err != nil {
				t.Error(err)
			}
		})
	}
	return c, err
}

func TestOpenRefusesWhatCannotWork(t *testing.T) {
	login := map[string]string{envClientID: "c", envClientSecret: "s"}
	for name, s := range map[string]Settings{
		"http":          {Server: "http://id.example.org"},
		"query":         {Server: "id.example.org/jans-auth?x=1"},
		"password":      {Server: "https://u:hunter2@id.example.org"},
		"missing CA":    {Server: "id.example.org", CACert: "/no/such/file"},
		"half a pair":   {Server: "id.example.org", ClientCert: "cert.pem"},
		"log in no dir": {Server: "id.example.org", LogFile: "/no/such/folder/log"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := open(t, s, login)
			var setting *SettingsError
			if !errors.As(err, &setting) || strings.Contains(err.Error(), "hunter2") {
				t.Errorf("%v", err)
			}
		})
	}
	var missing *CredentialsError
	if _, err := open(t, Settings{Server: "id.example.org"}, nil); !errors.As(err, &missing) || !strings.Contains(missing.Hint(), envAccessToken) {
		t.Errorf("%v", err)
	}
}

// Opening a connection to a server sends nothing: this one does not exist.
func TestOpenServerSendsNothing(t *testing.T) {
	log := filepath.Join(t.TempDir(), "log")
	c, err := open(t, Settings{Server: "no-such-host.invalid:8443", LogFile: log, ReadOnly: true}, map[string]string{envClientID: "c", envClientSecret: "s"})
	if err != nil {
		t.Fatal(err)
	}
	if c.Label != "no-such-host.invalid:8443" || c.Ops.Server() != "https://no-such-host.invalid:8443" || c.Ops.User() != "c" || !c.Ops.ReadOnly() {
		t.Errorf("%+v, %s, %s", c, c.Ops.Server(), c.Ops.User())
	}
	content, err := os.ReadFile(log)
	if err != nil || len(content) > 0 {
		t.Errorf("%s, %v", content, err)
	}
}

func TestWhatIsNotSafeIsWarnedOf(t *testing.T) {
	login := map[string]string{envClientID: "c", envClientSecret: "s", "JANSADM_HOME": t.TempDir()}
	g := NewGate(Settings{}, RealSystem(environment(login), "test"))
	for name, tc := range map[string]struct {
		profile profile.Profile
		want    string
	}{
		"safe":            {profile.Profile{Server: "https://id.example.org"}, ""},
		"not checked":     {profile.Profile{Server: "https://id.example.org", Insecure: true}, "id.example.org is not checked"},
		"in clear":        {profile.Profile{Server: "http://id.example.org", PlainHTTP: true}, "over plain HTTP"},
		"on this machine": {profile.Profile{Server: "http://127.0.0.1:8080"}, ""},
	} {
		c, err := g.connect(t.Context(), tc.profile)
		if err != nil {
			t.Fatal(err)
		}
		warned := ""
		for _, warning := range c.Opened().Warnings {
			warned += warning
		}
		if !strings.Contains(warned, tc.want) || (warned != "") != (tc.want != "") {
			t.Errorf("%s: %q", name, warned)
		}
		if err := c.Close(t.Context()); err != nil {
			t.Error(err)
		}
	}
}

func TestSandbox(t *testing.T) {
	env := map[string]string{"JANSADM_HOME": t.TempDir()}
	c, err := open(t, Settings{Sandbox: true, Insecure: true, CACert: "nowhere"}, env) // which are about other servers
	if err != nil {
		t.Fatal(err)
	}
	if c.Insecure || c.Opened().Profile.Insecure || len(c.Warnings) > 0 {
		t.Errorf("insecure, warned of %v", c.Warnings)
	}
	if c.Label != SandboxName || c.Ops.Profile() != SandboxName {
		t.Errorf("label %q, profile %q", c.Label, c.Ops.Profile())
	}
	configuration, err := c.Ops.LoadWithFlags(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if configuration.Issuer() != c.Ops.Server() {
		t.Errorf("issuer %s, server %s", configuration.Issuer(), c.Ops.Server())
	}
}

func TestIslandReachesItselfOnly(t *testing.T) {
	inside := roundTripper(func(*http.Request) (*http.Response, error) {
		return &http.Response{StatusCode: http.StatusTeapot, Body: http.NoBody}, nil
	})
	reach, err := newIsland("https://127.0.0.1:8443", inside)
	if err != nil {
		t.Fatal(err)
	}
	for address, inside := range map[string]bool{
		"https://127.0.0.1:8443/x": true, "https://localhost:8443/x": true, "https://[::1]:8443/x": true,
		"https://127.0.0.1:8444/x": false, "https://evil.example.org:8443/x": false, "https://evil.example.org/x": false, "https://127.0.0.1/x": false,
	} {
		request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, address, io.NopCloser(strings.NewReader("token=secret")))
		if err != nil {
			t.Fatal(err)
		}
		response, err := reach.RoundTrip(request)
		if err == nil {
			_ = response.Body.Close() // http.NoBody
		}
		if (err == nil) != inside {
			t.Errorf("%s: %v", address, err)
		}
	}
	open, err := transport.New(transport.Options{Transport: reach})
	if err != nil {
		t.Fatal(err)
	}
	_, err = open.Do(t.Context(), transport.Request{Method: http.MethodPatch, URL: "https://evil.example.org/x"})
	var failure *transport.Error
	if !errors.As(err, &failure) || failure.Kind != transport.KindUnreachable || failure.Unknown {
		t.Errorf("%v, result unknown: %v", err, failure.Unknown)
	}
}

type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// discovery answers with a document and counts.
func discovery(t *testing.T, document string, asked *int) *transport.Transport {
	t.Helper()
	open, err := transport.New(transport.Options{Transport: roundTripper(func(*http.Request) (*http.Response, error) {
		*asked++
		return &http.Response{StatusCode: http.StatusOK, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(document))}, nil
	})})
	if err != nil {
		t.Fatal(err)
	}
	return open
}

func TestEndpoints(t *testing.T) {
	for _, tc := range []struct{ name, document, token, introspection string }{
		{"discovered", `{"token_endpoint":"https://h/t","introspection_endpoint":"https://h/i"}`, "https://h/t", "https://h/i"},
		{"left out of discovery", `{"issuer":"https://h"}`, "https://h/jans-auth/restv1/token", "https://h/jans-auth/restv1/introspection"},
		{"nonsense", `{"token_endpoint":3,"introspection_endpoint":""}`, "https://h/jans-auth/restv1/token", "https://h/jans-auth/restv1/introspection"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			asked := 0
			e := newEndpoints("https://h", discovery(t, tc.document, &asked))
			token, err := e.token(t.Context())
			introspection, err2 := e.introspection(t.Context())
			if token != tc.token || introspection != tc.introspection || err != nil || err2 != nil || asked != 1 {
				t.Errorf("%q, %q, %v, %v, asked %d times", token, introspection, err, err2, asked)
			}
		})
	}
	asked := 0
	fixed := fixedEndpoints("https://h", discovery(t, `{"token_endpoint":"https://elsewhere"}`, &asked))
	if token, err := fixed.token(t.Context()); token != "https://h/jans-auth/restv1/token" || err != nil || asked != 0 {
		t.Errorf("%q, %v, asked %d times", token, err, asked)
	}
}

func TestLoginLater(t *testing.T) {
	failure, logins := errors.New("no discovery"), 0
	tokens := newLoginLater(func(context.Context) (auth.TokenSource, error) {
		if failure != nil {
			return nil, failure
		}
		logins++
		return auth.Static("token of https://h/t"), nil
	})
	tokens.Invalidate("none yet")
	if _, err := tokens.Token(t.Context()); !errors.Is(err, failure) {
		t.Errorf("%v", err)
	}
	failure = nil // a failure is not kept
	for range 2 {
		if token, err := tokens.Token(t.Context()); token != "token of https://h/t" || err != nil {
			t.Errorf("%q, %v", token, err)
		}
	}
	if logins != 1 {
		t.Errorf("%d logins", logins)
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	tokens.turn <- struct{}{} // somebody else is at it
	if _, err := tokens.Token(ended); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}

func TestSecretFileThatOthersCanReadIsWarnedOf(t *testing.T) {
	name := filepath.Join(t.TempDir(), "secret")
	if err := os.WriteFile(name, []byte("s"), 0o600); err != nil {
		t.Fatal(err)
	}
	for mode, want := range map[os.FileMode]int{0o600: 0, 0o644: 1} {
		if err := os.Chmod(name, mode); err != nil {
			t.Fatal(err)
		}
		c, err := open(t, Settings{Server: "127.0.0.1:1"}, map[string]string{envClientID: "c", envClientSecretFile: name, "JANSADM_HOME": t.TempDir()})
		if err != nil || len(c.Warnings) != want {
			t.Errorf("%o: %v, %v", mode, c.Warnings, err)
		}
	}
}

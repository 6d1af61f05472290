package verbs

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops/revocation"
	"github.com/jansadm/jansadm/client/ops/tokens"
	"github.com/jansadm/jansadm/client/sandbox"
	"github.com/jansadm/jansadm/tui/tuitest"
)

// revoking is a sandbox that is reached as a server is, with all that was ever written.
type revoking struct {
	t       *testing.T
	served  *sandbox.Server
	home    string
	env     map[string]string
	secrets []string // that must show nowhere
	written bytes.Buffer
}

func newRevoking(t *testing.T) *revoking {
	t.Helper()
	served, err := sandbox.Open(t.Context(), sandbox.Options{Timing: sandbox.Timing{Minute: time.Minute}}) // settings are noticed at once
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = served.Close(t.Context()) })
	info := served.Info()
	r := &revoking{t: t, served: served, home: t.TempDir()}
	r.env = map[string]string{
		"JANSADM_HOME": r.home, "JANSADM_SERVER": info.URL, "JANSADM_CA_CERT": info.CAFile, "JANSADM_LOG_FILE": filepath.Join(r.home, "log"),
		"JANSADM_CLIENT_ID": info.ClientID, "JANSADM_CLIENT_SECRET": info.ClientSecret,
	}
	r.secrets = []string{info.ClientSecret}
	return r
}

func (r *revoking) run(input string, args ...string) (code int, out, errs string) {
	r.t.Helper()
	var stdout, stderr bytes.Buffer
	code = Run(r.t.Context(), Program{
		Args: args, Streams: Streams{In: strings.NewReader(input), Out: &stdout, Err: &stderr}, Env: func(name string) string { return r.env[name] }})
	r.written.Write(stdout.Bytes())
	r.written.Write(stderr.Bytes())
	return code, stdout.String(), stderr.String()
}

// mint gets a person's tokens at a client, in one grant.
func (r *revoking) mint(clientID string) (access, refresh string) {
	r.t.Helper()
	access, refresh, err := r.served.Mint(clientID, "maria", "openid", "offline_access")
	if err != nil {
		r.t.Fatal(err)
	}
	r.secrets = append(r.secrets, access, refresh)
	return access, refresh
}

// kept says whether nothing secret was printed, logged or stored.
func (r *revoking) kept() {
	r.t.Helper()
	texts := map[string]string{"the output": r.written.String()}
	err := filepath.WalkDir(r.home, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() {
			return err
		}
		content, err := os.ReadFile(path)
		texts[path] = string(content)
		return err
	})
	if err != nil || len(texts) < 3 {
		r.t.Fatalf("only %d texts are looked at: %v", len(texts), err)
	}
	for where, content := range texts {
		for _, secret := range r.secrets {
			if secret != "" && strings.Contains(content, secret) {
				r.t.Errorf("%s holds a secret", where)
			}
		}
	}
}

func TestRevokeVerb(t *testing.T) {
	r := newRevoking(t)
	own, app := r.served.Info().ClientID, r.served.Sample(sandbox.ClientApp)
	defer r.kept()

	access, refresh := r.mint(own)
	if code, _, errs := r.run("", "revocation", "revoke", access, "--yes"); code != 2 || strings.Contains(errs, access) || !strings.Contains(errs, "not taken as an argument") {
		t.Errorf("as an argument: exit code %d: %s", code, strings.ReplaceAll(errs, access, "TOKEN"))
	}
	if code, _, errs := r.run(access+"\n", "revocation", "revoke"); code != 7 || !strings.Contains(errs, "--yes") {
		t.Errorf("without a yes: exit code %d: %s", code, errs)
	}
	if code, out, _ := r.run(access+"\n", "revocation", "revoke", "--dry-run"); code != 0 || !strings.Contains(out, "access_token of the client "+own) {
		t.Errorf("dry run: exit code %d: %s", code, out)
	}
	if code, out, errs := r.run(refresh+"\n", "revocation", "revoke", "--hint", "access_token", "--yes"); code != 1 ||
		!strings.Contains(out, "still-there") || !strings.Contains(errs, "revoke-hint-misses") || !strings.Contains(errs, "jansadm token revoke") {
		t.Errorf("hint that misses: exit code %d: %s%s", code, out, errs)
	}
	if code, out, errs := r.run(refresh, "revocation", "revoke", "--yes"); code != 0 || !strings.Contains(out, "revoked: ") || !strings.Contains(out, "whole grant") {
		t.Errorf("refresh token: exit code %d: %s%s", code, out, errs)
	}
	code, out, errs := r.run(refresh, "revocation", "revoke", "--yes", "-o", "json")
	var shape endpointJSON
	if err := json.Unmarshal([]byte(out), &shape); err != nil || code != 0 || shape.Result != "not-there" || shape.Code != tokens.CodeOf(refresh) ||
		shape.Known || shape.Journal == "" {
		t.Errorf("once more: exit code %d, %v: %s%s", code, err, out, errs)
	}

	access, _ = r.mint(app.ID)
	if code, out, errs := r.run(access, "revocation", "revoke", "--yes"); code != 1 || !strings.Contains(out, "other-client") ||
		!strings.Contains(errs, "jansadm token revoke "+tokens.CodeOf(access)) {
		t.Errorf("of another client: exit code %d: %s%s", code, out, errs)
	}
	r.env[envRevokerSecret] = app.Secret
	r.secrets = append(r.secrets, app.Secret)
	if code, out, errs := r.run(access, "revocation", "revoke", "--client", app.ID, "--yes"); code != 0 || !strings.Contains(out, "revoked: ") {
		t.Errorf("as its client: exit code %d: %s%s", code, out, errs)
	}
	if code, _, errs := r.run("all", "revocation", "revoke", "--yes"); code != 2 || !strings.Contains(errs, "every token of the server") {
		t.Errorf("all: exit code %d: %s", code, errs)
	}
}

func TestCheckVerb(t *testing.T) {
	r := newRevoking(t)
	defer r.kept()
	other := r.served.Sample(sandbox.ClientOther)
	r.env[envSecondSecret] = other.Secret
	r.secrets = append(r.secrets, other.Secret)
	second := []string{"revocation", "check", "--second-client-id", other.ID}

	code, out, errs := r.run("", append(second, "-o", "json")...)
	var shape conformityJSON
	if err := json.Unmarshal([]byte(out), &shape); err != nil || code != 0 || errs != "" || shape.Departs != 0 || shape.Known != 1 || len(shape.Left) != 0 {
		t.Errorf("exit code %d, %v: %s%s", code, err, out, errs)
	}
	if code, out, errs := r.run("", second...); code != 0 || !strings.Contains(out, "conforms foreign-token") || !strings.Contains(errs, "1 depart as known") {
		t.Errorf("exit code %d: %s%s", code, out, errs)
	}
	if code, _, errs := r.run("", append(second, "--strict")...); code != 1 || !strings.Contains(errs, "departs from RFC 7009: jti-hint") {
		t.Errorf("strict: exit code %d: %s", code, errs)
	}
	if code, _, errs := r.run("", append(second, "--read-only")...); code != 7 || !strings.Contains(errs, "this session is read-only") {
		t.Errorf("read-only: exit code %d: %s", code, errs)
	}
	for option, row := range map[string]string{"--second-client-id": "foreign-token", "--public-client-id": "public-client"} { // what was asked for
		code, _, errs := r.run("", "revocation", "check", option, "nope")
		if code != 1 || !strings.Contains(errs, "asked for") || !strings.Contains(errs, row) || strings.Contains(errs, "..") {
			t.Errorf("%s nope: exit code %d: %s", option, code, errs)
		}
	}
	r.served.SetSabotage(sandbox.SabotageForeignRevoked)
	if code, _, errs := r.run("", second...); code != 1 || !strings.Contains(errs, "departs from RFC 7009: foreign-token") {
		t.Errorf("sabotaged: exit code %d: %s", code, errs)
	}
	for _, args := range [][]string{{"--with-device-grant"}, {"--second-client-secret-file", "x"}} {
		if code, _, errs := r.run("", append([]string{"revocation", "check"}, args...)...); code != 2 {
			t.Errorf("%v: exit code %d: %s", args, code, errs)
		}
	}
	if code, _, errs := r.run("", "flag", "disable", "revoke_token", "--yes"); code != 0 {
		t.Fatal(errs)
	}
	if code, _, errs := r.run("", second...); code != 7 || !strings.Contains(errs, "the check does not start") {
		t.Errorf("switched off: exit code %d: %s", code, errs)
	}
}

// On a terminal the token is asked for without showing, and what the endpoint refuses is offered to the Config API.
func TestRevokingOnATerminal(t *testing.T) {
	r := newRevoking(t)
	access, refresh := r.mint(r.served.Sample(sandbox.ClientApp).ID)
	p := newProgram(t)
	p.home = r.home
	start := func() *tuitest.Terminal {
		var env []string
		for name, value := range r.env {
			env = append(env, name+"="+value)
		}
		return p.start(tuitest.Options{Env: append(env, "JANSADM_SANDBOX=")}, "revocation", "revoke")
	}
	terminal := start()
	terminal.WaitFor("Token (it does not show):")
	terminal.Send(access + "\r")
	terminal.WaitFor("revoke-foreign-token", "Revoke it? [y/N]")
	terminal.Send("y\r")
	terminal.WaitFor("other-client", "2: Remove the whole grant", "Type its number")
	terminal.Send("2\r")
	terminal.WaitFor("[y/N]")
	terminal.Send("y\r")
	exits(t, terminal, 0, "revoked")
	if strings.Contains(terminal.Screen(), access) {
		t.Error("the token is on the screen")
	}
	terminal = start()
	terminal.WaitFor("Token (it does not show):")
	terminal.Send(refresh + "\r")
	terminal.WaitFor("does not have this token", "Revoke it? [y/N]")
	terminal.Send("n\r")
	exits(t, terminal, 7, "nothing was changed")
	r.kept()
}

// Nothing is said to agree while a witness is missing.
func TestStatusTextInPart(t *testing.T) {
	a := &app{streams: Streams{Width: func() int { return 80 }}, program: Program{Env: func(string) string { return "" }}}
	status := revocation.Status{Probe: revocation.Probe{Verdict: revocation.Live}}
	const all = "Nothing disagrees."
	if shown := string(a.statusText(status)); !strings.Contains(shown, all) {
		t.Errorf("all are heard: %s", shown)
	}
	status.Unread = []revocation.Unread{{What: "the settings"}}
	if shown := string(a.statusText(status)); strings.Contains(shown, all) || !strings.Contains(shown, "not all could be looked at") {
		t.Errorf("one is missing: %s", shown)
	}
}

// What a server says of itself reaches no terminal as a control sequence, in whatever part of the status, the check or an outcome it stands.
func TestHostileRevocation(t *testing.T) {
	const evil = "\x1b]0;owned\x07\x1b[2J\u202e\r\nhere"
	a := &app{streams: Streams{Width: func() int { return 80 }, OutTerminal: true, ErrTerminal: true}, program: Program{Env: func(string) string { return "" }}}
	a.global.output = formatTable
	address := evil
	status := revocation.Status{
		Advertised: revocation.Advertised{Known: true, Endpoint: &address, MTLS: &address},
		Settings:   revocation.Settings{Known: true, Properties: []revocation.Setting{{Name: evil, Value: document.Quote(evil)}}},
		Scripts:    []revocation.Script{{Name: evil, Enabled: true, Error: evil}},
		Probe:      revocation.Probe{URL: evil, Verdict: revocation.Odd, Says: evil}, MTLSProbe: revocation.Probe{URL: evil, Says: evil},
		Findings: []revocation.Finding{{ID: "x", Says: evil, Explains: evil, FixTitle: evil, Commands: []string{evil}}},
	}
	request := &revocation.Request{Known: &tokens.Entry{Type: evil, ClientID: evil, UserID: evil}, Notes: []string{evil}}
	for what, shown := range map[string][]byte{
		"status":  a.statusText(status),
		"row":     a.rowText(revocation.Row{ID: "x", Seen: evil, Why: evil, Verdict: revocation.Departs}),
		"request": a.requestText(request, true),
		"outcome": a.outcomeText(revocation.Outcome{Says: evil, Explains: []string{evil}}),
	} {
		for _, bad := range []string{"\x1b]", "\x1b[2J", "\x07", "\u202e", "\r"} {
			if bytes.Contains(shown, []byte(bad)) {
				t.Errorf("the %s holds %q: %q", what, bad, shown)
			}
		}
		if !bytes.Contains(shown, []byte("here")) {
			t.Errorf("the %s says nothing of it", what)
		}
	}
}

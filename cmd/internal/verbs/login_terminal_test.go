package verbs

import (
	"context"
	"strings"
	"testing"

	"github.com/jansadm/jansadm/client/ops/access"
	"github.com/jansadm/jansadm/client/sandbox"
	"github.com/jansadm/jansadm/tui/tuitest"
)

// newServed is a program on a terminal beside a server, without any profile.
func newServed(t *testing.T, o sandbox.Options) (program, sandbox.Info) {
	t.Helper()
	s, err := sandbox.Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(context.WithoutCancel(t.Context())); err != nil {
			t.Error(err)
		}
	})
	return newProgram(t), s.Info()
}

// outside is the environment of a program that is to use a real server.
func outside(o tuitest.Options) tuitest.Options {
	o.Env = append(o.Env, "JANSADM_SANDBOX=")
	return o
}

// add stores the server as a profile, and answers the question for the secret.
func (p program) add(info sandbox.Info, secret string, flags ...string) {
	p.t.Helper()
	asked := p.start(outside(tuitest.Options{Cols: 120}), append([]string{
		"profile", "add", "prod", "--server", info.URL, "--ca-cert", info.CAFile, "--client-id", info.TUIID, "--secret-place", "file"}, flags...)...)
	asked.WaitFor("Secret of the client")
	asked.Send(secret + "\r")
	exits(p.t, asked, 0, "stored prod", "jansadm login --profile prod")
	if strings.Contains(asked.Screen(), secret) {
		p.t.Error("the secret shows")
	}
}

func TestLoginOnATerminal(t *testing.T) {
	p, info := newServed(t, sandbox.Options{})
	p.add(info, info.TUISecret)
	for name, tc := range map[string]struct {
		o    tuitest.Options
		code bool
	}{
		"room for the code": {tuitest.Options{Cols: 100, Rows: 40}, true},
		"too small":         {tuitest.Options{Cols: 80, Rows: 20}, false},
		"no colour":         {tuitest.Options{Cols: 100, Rows: 40, Env: []string{"NO_COLOR=1"}}, true},
	} {
		t.Run(name, func(t *testing.T) {
			waiting := p.start(outside(tc.o), "login")
			waiting.WaitFor("Sign in with a browser", info.URL, "user_code=", "The code is", "Waiting, 30m left; ctrl+c gives up.")
			if drawn := strings.Contains(waiting.Screen(), "█▀▀▀▀▀█") || strings.Contains(waiting.Screen(), "█ ▄▄▄▄▄ █"); drawn != tc.code {
				t.Errorf("code drawn: %v\n%s", drawn, waiting.Screen())
			}
			waiting.Type("ctrl+c")
			exits(t, waiting, 130)
		})
	}
}

func TestSecretIsAskedForWithoutEcho(t *testing.T) {
	p, info := newServed(t, sandbox.Options{})
	interrupted := p.start(outside(tuitest.Options{}), "profile", "add", "prod", "--server", info.URL, "--ca-cert", info.CAFile, "--client-id", "c")
	interrupted.WaitFor("Secret of the client")
	interrupted.Type("ctrl+c")
	exits(t, interrupted, 130, "nothing was changed") // the terminal echoes again, see CheckRestored
	p.add(info, info.TUISecret)
	exits(t, p.start(outside(tuitest.Options{}), "profile", "list"), 0, "prod", "default")
}

func TestPinOnATerminal(t *testing.T) {
	p, info := newServed(t, sandbox.Options{SelfSigned: true})
	add := []string{"profile", "add", "prod", "--server", info.URL, "--secret-place", "file"}
	for _, answer := range []string{"", "yes"} {
		declined := p.start(outside(tuitest.Options{Cols: 120}), add...)
		declined.WaitFor("The certificate is not accepted", "SHA-256", "openssl x509", "Type pin to accept this certificate")
		declined.Send(answer + "\r")
		exits(t, declined, 6, "common name")
	}
	accepted := p.start(outside(tuitest.Options{Cols: 120}), add...)
	accepted.WaitFor("Type pin to accept this certificate")
	accepted.Send("pin\r")
	exits(t, accepted, 0, "Found the auth server", "stored prod")
	exits(t, p.start(outside(tuitest.Options{Cols: 120}), "profile", "show"), 0, access.FingerprintOf(info.Fingerprint))
}

func TestWordAndReasonOnATerminal(t *testing.T) {
	p, info := newServed(t, sandbox.Options{})
	p.add(info, info.TUISecret, "--confirm-word", "production", "--require-reason")
	o := outside(tuitest.Options{Cols: 120, Rows: 60, Env: []string{"JANSADM_CLIENT_ID=" + info.ClientID, "JANSADM_CLIENT_SECRET=" + info.ClientSecret}})
	set := []string{"property", "set", "accessTokenLifetime=600"}
	for _, tc := range []struct {
		args    []string
		reason  string
		word    string
		code    int
		outcome string
	}{
		{set, "", "", 7, "wants a reason"},
		{set, "ticket 4711", "y", 7, "not confirmed; nothing was changed"},
		{set, "ticket 4711", "Production", 7, "not confirmed; nothing was changed"},
		{append([]string{"--yes"}, set...), "ticket 4711", "production", 0, "verified"},
	} {
		asked := p.start(o, tc.args...)
		asked.WaitFor("Reason for the change:")
		asked.Send(tc.reason + "\r")
		if tc.reason != "" {
			asked.WaitFor("Type production to apply it:")
			asked.Send(tc.word + "\r")
		}
		exits(t, asked, tc.code, tc.outcome)
	}
	// What is dangerous besides asks for both words at once.
	asked := p.start(o, "flag", "disable", "device_authz", "--reason", "ticket 4712")
	asked.WaitFor("This is dangerous. Type production featureFlags to apply it all the same:")
	asked.Send("production featureFlags\r")
	exits(t, asked, 0, "verified")
}

// Guards of a profile are lifted, and it is removed, by whoever types its word.
func TestLiftingGuardsAsks(t *testing.T) {
	p, info := newServed(t, sandbox.Options{})
	p.add(info, info.TUISecret, "--confirm-word", "Prod", "--read-only")
	edit := []string{"profile", "edit", "prod", "--read-only=false"}
	for _, tc := range []struct {
		args   []string
		ask    string
		answer string
		code   int
	}{
		{edit, "Lift them? Type Prod to do so:", "y", 7},
		{append(edit, "--yes"), "Lift them? Type Prod to do so:", "prod", 7},
		{append(edit, "--confirm", "Prod"), "Lift them? [y/N]", "n", 7},
		{edit, "Lift them? Type Prod to do so:", "Prod", 0},
		{[]string{"profile", "remove", "prod"}, "Remove them? Type Prod to do so:", "y", 7},
		{[]string{"profile", "remove", "prod", "--yes"}, "Remove them? Type Prod to do so:", " Prod", 0},
	} {
		asked := p.start(outside(tuitest.Options{Cols: 120}), tc.args...)
		asked.WaitFor(tc.ask)
		asked.Send(tc.answer + "\r")
		exits(t, asked, tc.code)
	}
}

func TestRemovingAProfileAsks(t *testing.T) {
	p, info := newServed(t, sandbox.Options{})
	p.add(info, info.TUISecret)
	for _, tc := range []struct {
		answer string
		code   int
	}{{"n", 7}, {"y", 0}} {
		asked := p.start(outside(tuitest.Options{Cols: 120}), "profile", "remove", "prod")
		asked.WaitFor("Remove them? [y/N]")
		asked.Send(tc.answer + "\r")
		exits(t, asked, tc.code)
	}
	exits(t, p.start(outside(tuitest.Options{Cols: 120}), "profile", "list"), 0, "There are no profiles yet")
}

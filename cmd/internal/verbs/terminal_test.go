package verbs

import (
	"bytes"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/jansadm/jansadm/client/sandbox"
	"github.com/jansadm/jansadm/tui/kit/text"
	"github.com/jansadm/jansadm/tui/tuitest"
)

// program is a place where jansadm runs on terminals.
type program struct {
	t    *testing.T
	path string // the test binary under the name jansadm
	home string
}

func newProgram(t *testing.T) program {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	p := program{t: t, path: filepath.Join(t.TempDir(), "jansadm"), home: t.TempDir()}
	if err := os.Symlink(self, p.path); err != nil {
		t.Fatal(err)
	}
	return p
}

func (p program) start(o tuitest.Options, args ...string) *tuitest.Terminal {
	p.t.Helper()
	o.Path, o.Args = p.path, args
	o.Env = append([]string{"JANSADM_HOME=" + p.home, "JANSADM_SANDBOX=1", "GORACE=" + quickEnd, "PATH=" + filepath.Dir(p.path) + ":" + os.Getenv("PATH")}, o.Env...)
	return tuitest.Start(p.t, o)
}

// exits waits for the end of a program, and wants this exit code and these texts on the screen.
func exits(t *testing.T, terminal *tuitest.Terminal, code int, texts ...string) {
	t.Helper()
	if got := terminal.Exit(); got != code {
		t.Errorf("exit code %d, want %d", got, code)
	}
	for _, want := range texts {
		if !strings.Contains(terminal.Screen(), want) {
			t.Errorf("%q is not on the screen\n%s", want, terminal.Screen())
		}
	}
	terminal.CheckRestored()
}

// lifetime is what the server holds.
func (p program) lifetime() string {
	p.t.Helper()
	terminal := p.start(tuitest.Options{}, "property", "get", "accessTokenLifetime")
	exits(p.t, terminal, 0)
	return terminal.Screen()
}

func TestAskingOnATerminal(t *testing.T) {
	p := newProgram(t)
	set := []string{"property", "set", "accessTokenLifetime=600"}

	for _, answer := range []string{"n", "", "yess", "x"} {
		asked := p.start(tuitest.Options{}, set...)
		asked.WaitFor("accessTokenLifetime: 300 s (5 min) → 600 s (10 min)", "Apply? [y/N]")
		asked.Send(answer + "\r")
		exits(t, asked, 7, "not confirmed; nothing was changed")
	}
	ended := p.start(tuitest.Options{}, set...)
	ended.WaitFor("Apply? [y/N]")
	ended.Type("ctrl+d")
	exits(t, ended, 7)
	interrupted := p.start(tuitest.Options{}, set...)
	interrupted.WaitFor("Apply? [y/N]")
	interrupted.Type("ctrl+c")
	exits(t, interrupted, 130, "interrupted, nothing was changed")
	if got := p.lifetime(); got != "300" {
		t.Fatalf("accessTokenLifetime is %s", got)
	}

	asked := p.start(tuitest.Options{}, set...)
	asked.WaitFor("Apply? [y/N]")
	asked.Send("y\r")
	exits(t, asked, 0, "600 s (10 min)  verified", "recorded in the journal as")
	if got := p.lifetime(); got != "600" {
		t.Errorf("accessTokenLifetime is %s", got)
	}
	exits(t, p.start(tuitest.Options{}, "property", "set", "accessTokenLifetime=601", "--yes"), 0, "verified")
}

// Somebody else deletes the scope while the question is open: a deletion has nothing left to do, a change is in conflict.
func TestAScopeThatIsDeletedMeanwhile(t *testing.T) {
	p := newProgram(t)
	for _, tc := range []struct {
		args []string
		code int
		text string
	}{
		{[]string{"scope", "delete", "mine"}, 0, "delete scope mine:  already gone, somebody else has deleted it"},
		{[]string{"scope", "update", "mine", "--default"}, 5, "but somebody has deleted it"},
	} {
		exits(t, p.start(tuitest.Options{}, "scope", "create", "--id", "mine", "--type", "oauth", "--yes"), 0)
		asked := p.start(tuitest.Options{Cols: 120, Rows: 40}, tc.args...)
		asked.WaitFor("Apply? [y/N]")
		exits(t, p.start(tuitest.Options{}, "scope", "delete", "mine", "--yes"), 0)
		asked.Send("y\r")
		exits(t, asked, tc.code, tc.text)
	}
}

// Somebody else is faster while the question is open: all versions are shown, and the person decides without typing the change again.
func TestDecidingAboutAConflict(t *testing.T) {
	p := newProgram(t)
	const mine, theirs = `["a.example","b.example","m.example"]`, `["t.example","a.example","b.example"]`
	for answer, tc := range map[string]struct {
		code int
		held string
	}{
		"t": {0, `["t.example","a.example","b.example"]`},
		"o": {0, `["a.example","b.example","m.example"]`},
		"b": {0, `["t.example","a.example","b.example","m.example"]`},
		"q": {5, `["t.example","a.example","b.example"]`},
	} {
		set := func(value string) []string { return []string{"property", "set", "clientBlackList=" + value} }
		exits(t, p.start(tuitest.Options{}, append(set(`["a.example","b.example"]`), "--yes")...), 0)
		asked := p.start(tuitest.Options{Cols: 160, Rows: 60}, set(mine)...)
		asked.WaitFor("Apply? [y/N]")
		exits(t, p.start(tuitest.Options{}, append(set(theirs), "--yes")...), 0)
		asked.Send("y\r")
		asked.WaitFor(`you want   ["a.example","b.example","m.example"]`, `it is now  ["t.example","a.example","b.example"]`,
			`both       ["t.example","a.example","b.example","m.example"]`, "Take [t]heirs, put y[o]urs on top of theirs, take [b]oth, or [q]uit?")
		asked.Send(answer + "\r")
		if answer == "o" || answer == "b" {
			asked.WaitUntil("the question about the new plan", func(screen string) bool { return strings.Count(screen, "Apply? [y/N]") == 2 })
			asked.Send("y\r")
		}
		exits(t, asked, tc.code)
		got := p.start(tuitest.Options{Cols: 160}, "property", "get", "clientBlackList", "-o", "json")
		exits(t, got, 0, `"value"`)
		held := strings.Join(strings.Fields(got.Screen()), "")
		if !strings.Contains(held, `"value":`+tc.held) {
			t.Errorf("after %s: %s", answer, held)
		}
	}
}

func TestTypedWordOnATerminal(t *testing.T) {
	p := newProgram(t)
	disable := []string{"flag", "disable", "device_authz"}
	for _, flags := range [][]string{nil, {"--yes"}} { // a yes is not enough
		asked := p.start(tuitest.Options{Rows: 60}, append(flags, disable...)...)
		asked.WaitFor("Type featureFlags to apply it")
		asked.Send("yes\r")
		exits(t, asked, 7)
	}
	asked := p.start(tuitest.Options{Rows: 60}, disable...)
	asked.WaitFor("Type featureFlags to apply it")
	asked.Send("featureflags\r")
	exits(t, asked, 0, "verified")
	exits(t, p.start(tuitest.Options{}, disable...), 0, "Nothing to change: already off: device_authz")
}

func TestResetAsks(t *testing.T) {
	p := newProgram(t)
	exits(t, p.start(tuitest.Options{}, "property", "set", "accessTokenLifetime=600", "--yes"), 0)
	declined := p.start(tuitest.Options{Cols: 200}, "sandbox", "reset")
	declined.WaitFor("Reset it? [y/N]")
	declined.Send("n\r")
	exits(t, declined, 7)
	if got := p.lifetime(); got != "600" {
		t.Fatalf("accessTokenLifetime is %s", got)
	}
	asked := p.start(tuitest.Options{Cols: 200}, "sandbox", "reset")
	asked.WaitFor("Reset it? [y/N]")
	asked.Send("y\r")
	exits(t, asked, 0, "reset ")
	if got := p.lifetime(); got != "300" {
		t.Errorf("accessTokenLifetime is %s", got)
	}
}

// What was typed wrong is offered again with the reason at its top, and nothing typed is lost.
func TestEditingAgain(t *testing.T) {
	p := newProgram(t)
	folder := t.TempDir()
	for name, content := range map[string]string{"save.1": "450,,", "save.11": "false", "save.111": "450"} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	replay := filepath.Join(filepath.Dir(p.path), "replay")
	if err := os.Symlink(p.path, replay); err != nil {
		t.Fatal(err)
	}
	edit := p.start(tuitest.Options{Env: []string{"EDITOR=replay " + folder}}, "property", "edit", "accessTokenLifetime")
	edit.WaitFor("malformed JSON in line 1, column 4", "Edit it again? [Y/n]")
	edit.Send("\r")
	edit.WaitFor("this is a boolean, not a number", "Edit it again? [Y/n]")
	edit.Send("y\r")
	edit.WaitFor("300 s (5 min) → 450 s (7 min 30 s)", "Apply? [y/N]")
	edit.Send("y\r")
	exits(t, edit, 0, "verified")
	for name, want := range map[string][]string{
		"seen.1":   {"// accessTokenLifetime of https://", "\n300\n"},
		"seen.11":  {"// WRONG: malformed JSON in line 1", "450,,"},
		"seen.111": {"// WRONG: accessTokenLifetime: this is a boolean", "false"},
	} {
		seen, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil {
			t.Fatal(err)
		}
		for _, text := range want {
			if !strings.Contains(string(seen), text) {
				t.Errorf("%s lacks %q:\n%s", name, text, seen)
			}
		}
	}
}

func TestTablesFitTheTerminal(t *testing.T) {
	p := newProgram(t)
	for _, args := range [][]string{
		{"flag", "list"}, {"property", "list"}, {"help", "impacts"}, {"help", "impacts", "own-login-stopped"}, {"property", "set", "featureFlags=par", "--dry-run"},
		{"property", "describe", "accessTokenLifetime"},
	} {
		shown := p.start(tuitest.Options{Cols: 60, Env: []string{"NO_COLOR=1"}}, args...)
		if code := shown.Exit(); code != 0 {
			t.Fatalf("%v: exit code %d\n%s", args, code, shown.Screen())
		}
		for line := range strings.SplitSeq(string(shown.Raw()), "\r\n") {
			if text.Width(line) > 60 && !strings.Contains(line, "manual") {
				t.Errorf("%v: %q is wider than the terminal", args, line)
			}
		}
	}
}

func TestColour(t *testing.T) {
	p := newProgram(t)
	for _, tc := range []struct {
		name   string
		env    []string
		args   []string
		colour bool
	}{
		{"terminal", nil, nil, true},
		{"NO_COLOR", []string{"NO_COLOR=1"}, nil, false},
		{"--no-color", nil, []string{"--no-color"}, false},
		{"JANSADM_NO_COLOR", []string{"JANSADM_NO_COLOR=true"}, nil, false},
		{"dumb", []string{"TERM=dumb"}, nil, false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			shown := p.start(tuitest.Options{Env: tc.env}, append(tc.args, "flag", "list")...)
			shown.Exit()
			if got := bytes.Contains(shown.Raw(), []byte("\x1b[")); got != tc.colour {
				t.Errorf("colour: %v", got)
			}
			if asked := shown.Queries(); len(asked) > 0 {
				t.Errorf("the terminal was asked %q", asked)
			}
		})
	}
}

// await waits until a file that another process writes holds a text.
func await(t *testing.T, name, want string) {
	t.Helper()
	for deadline := time.Now().Add(time.Minute); time.Now().Before(deadline); time.Sleep(time.Millisecond) {
		if content, err := os.ReadFile(name); err == nil && strings.Contains(string(content), want) {
			return
		}
	}
	t.Fatalf("%s never held %q", name, want)
}

// hanging is a server that never answers one kind of request. Its log tells when such a request has come.
func hanging(t *testing.T, fault string) (env []string, log string) {
	t.Helper()
	log = filepath.Join(t.TempDir(), "log")
	logged, err := os.Create(log)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { logged.Close() })
	parsed, err := sandbox.ParseFault(fault)
	if err != nil {
		t.Fatal(err)
	}
	server, err := sandbox.Open(t.Context(), sandbox.Options{Faults: []sandbox.Fault{parsed}, Log: slog.New(slog.NewTextHandler(logged, nil))})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := server.Close(t.Context()); err != nil {
			t.Log(err) // requests that hang are cut off
		}
	})
	info := server.Info()
	return []string{
		"JANSADM_SANDBOX=", "JANSADM_SERVER=" + info.URL, "JANSADM_CA_CERT=" + info.CAFile, "JANSADM_CLIENT_ID=" + info.ClientID,
		"JANSADM_CLIENT_SECRET=" + info.ClientSecret,
	}, log
}

func TestInterruptWhileReading(t *testing.T) {
	p := newProgram(t)
	env, log := hanging(t, "GET /jans-auth-server/config=hang")
	reading := p.start(tuitest.Options{Env: env}, "property", "list")
	await(t, log, "kind=hang")
	reading.Type("ctrl+c")
	exits(t, reading, 130, "cancelled")
}

// The write was sent when the interrupt came, and the server may be at it still: that is told, and recorded.
func TestInterruptWhileApplying(t *testing.T) {
	t.Parallel()
	p := newProgram(t)
	env, log := hanging(t, "PATCH /jans-auth-server/config=hang")
	applying := p.start(tuitest.Options{Env: env, Cols: 200}, "property", "set", "accessTokenLifetime=600", "--yes")
	await(t, log, "kind=hang")
	applying.Signal(syscall.SIGINT)
	exits(t, applying, 8, "cancelled", "may apply it yet")
	await(t, filepath.Join(p.home, "state", "journal.jsonl"), `"state":"unknown"`)
}

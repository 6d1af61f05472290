package main_test

import (
	"bytes"
	"errors"
	"os/exec"
	"regexp"
	"strings"
	"testing"

	"github.com/jansadm/jansadm/tui/tuitest"
)

func TestMain(m *testing.M) { tuitest.Main(m) }

// console starts the program on the sandbox of a home, and waits for its first page.
func console(t *testing.T, o tuitest.Options, args ...string) *tuitest.Terminal {
	t.Helper()
	o.Args = append([]string{"--sandbox"}, args...)
	p := tuitest.Start(t, o)
	p.WaitFor("Home", "Auth Server", "q quit")
	return p
}

// toProperties walks from the first page to the list of properties.
func toProperties(p *tuitest.Terminal) {
	p.Type("enter")
	p.WaitFor("Home › Auth Server", "Properties")
	p.Type("enter")
	p.WaitFor("Auth Server › Properties", "329 of 329")
}

// toFlags walks on to the feature flags, in the words of the server's documentation.
func toFlags(p *tuitest.Terminal) {
	toProperties(p)
	p.Type("/")
	p.Send("enabledFeatureFlags")
	p.WaitFor("1 of 329")
	p.Type("enter", "enter")
	p.WaitFor("Properties › enabledFeatureFlags", "features are on.")
}

// cursorOn waits until the line under the cursor holds a text.
func cursorOn(p *tuitest.Terminal, text string) {
	p.WaitUntil("the cursor on "+text, func(screen string) bool { return strings.Contains(cursorLine(screen), text) })
}

func cursorLine(screen string) string {
	for _, line := range strings.Split(screen, "\n") {
		if strings.HasPrefix(line, "›") {
			return line
		}
	}
	return ""
}

// toRevokeToken goes down the list of flags, as many keys together as there are rows.
func toRevokeToken(p *tuitest.Terminal) {
	p.Send("jjjjjj")
	cursorOn(p, "REVOKE_TOKEN")
}

func quit(t *testing.T, p *tuitest.Terminal) {
	t.Helper()
	p.Type("q")
	if code := p.Exit(); code != 0 {
		t.Errorf("exit %d", code)
	}
	p.CheckRestored()
}

// The first thing somebody does: start it where nothing is set up, on a terminal that answers no question.
func TestFirstStart(t *testing.T) {
	p := console(t, tuitest.Options{})
	if modes := p.Modes(); !modes.AltScreen || !modes.CursorHidden || !modes.BracketedPaste || modes.Mouse {
		t.Errorf("the terminal's modes are %+v", modes)
	}
	quit(t, p)
	if asked := p.Queries(); len(asked) > 0 {
		t.Errorf("the terminal was asked %q", asked)
	}
	if left := p.Screen(); left != "" {
		t.Errorf("left on the screen:\n%s", left)
	}
}

// Auth Server, Properties, enabledFeatureFlags: a flag is switched off there, and is off after another start.
func TestSwitchAFlagOffAndStartAgain(t *testing.T) {
	home := t.TempDir()
	p := console(t, tuitest.Options{Home: home})
	toFlags(p)
	toRevokeToken(p)
	p.Type("space")
	p.WaitFor("on → off", "REVOKE_TOKEN: staged off", "1 staged")
	p.Type("ctrl+s")
	p.WaitFor("Review", "- revoke_token", "/revoke answers 403")
	p.Type("enter")
	p.WaitFor("Applied and verified: featureFlags", "22 of 26 features are on.")
	quit(t, p)

	p = console(t, tuitest.Options{Home: home})
	toFlags(p)
	p.WaitFor("22 of 26 features are on.")
	toRevokeToken(p)
	if line := cursorLine(p.Screen()); !strings.Contains(line, "off") {
		t.Errorf("after another start: %q", line)
	}
	quit(t, p)

	list := tuitest.Start(t, tuitest.Options{Home: home, Cols: 120, Rows: 60, Args: []string{"--sandbox", "flag", "list"}})
	if code := list.Exit(); code != 0 || !regexp.MustCompile(`(?m)^revoke_token +off`).MatchString(list.Screen()) {
		t.Errorf("exit %d and\n%s", code, list.Screen())
	}
}

// The console needs a terminal on both sides; without one it says so, and does not draw.
func TestNoTerminal(t *testing.T) {
	command := exec.Command(tuitest.Build(t), "--sandbox")
	command.Env = []string{"HOME=" + t.TempDir(), "TERM=xterm-256color"}
	var out, complaints bytes.Buffer
	command.Stdout, command.Stderr = &out, &complaints
	err := command.Run()
	if exit := (*exec.ExitError)(nil); !errors.As(err, &exit) || exit.ExitCode() != 2 {
		t.Errorf("ended with %v", err)
	}
	if out.Len() > 0 || !strings.Contains(complaints.String(), "the console needs a terminal") || strings.Contains(complaints.String(), "\x1b") {
		t.Errorf("stdout %q, stderr %q", out.String(), complaints.String())
	}
}

// What goes wrong before anything is drawn is told on the terminal as it is.
func TestNoPlaceForTheSandbox(t *testing.T) {
	p := tuitest.Start(t, tuitest.Options{Args: []string{"--sandbox"}, Env: []string{"JANSADM_HOME=" + tuitest.Build(t)}})
	if code := p.Exit(); code != 1 {
		t.Errorf("exit %d", code)
	}
	p.WaitFor("jansadm")
	p.CheckRestored()
	if bytes.Contains(p.Raw(), []byte("\x1b[?1049h")) {
		t.Error("the alternate screen was opened")
	}
}

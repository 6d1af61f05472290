package main_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/jansadm/jansadm/tui/tuitest"
)

// Two consoles on one folder are two people at one server: each sees what the other has done, and neither writes over it.
func TestTwoConsoles(t *testing.T) {
	home := t.TempDir()
	mine, theirs := console(t, tuitest.Options{Home: home}), console(t, tuitest.Options{Home: home})
	for _, p := range []*tuitest.Terminal{mine, theirs} {
		toFlags(p)
		toRevokeToken(p)
		p.Type("space")
		p.WaitFor("REVOKE_TOKEN: staged off")
	}
	theirs.Type("j", "space")
	theirs.WaitFor("GLOBAL_TOKEN_REVOCATION: staged off")
	theirs.Type("ctrl+s")
	theirs.WaitFor("- revoke_token", "- global_token_revocation")
	theirs.Type("enter")
	theirs.WaitFor("Applied and verified: featureFlags")

	mine.Type("ctrl+s")
	mine.WaitFor("Somebody else changed what you edited", "you saw", "you want", "it is now")
	mine.Type("t")
	mine.WaitFor("Your edits are taken back", "21 of 26 features are on.")
	quit(t, theirs)

	mine.Type("k", "space")
	mine.WaitFor("1 staged")
	mine.Type("backspace", "r")
	mine.WaitFor("21 of 26 features are on.", "connected")
	quit(t, mine)
}

// The console that runs the sandbox is killed: another one on the same folder takes it over, and its edits go on.
func TestTheOwnerOfTheSandboxIsKilled(t *testing.T) {
	home := t.TempDir()
	owner := console(t, tuitest.Options{Home: home})
	other := console(t, tuitest.Options{Home: home})
	toProperties(other)
	other.Send("j ")
	other.WaitFor("1 staged")

	owner.Signal(os.Kill)
	if code := owner.Exit(); code != 128+9 {
		t.Fatalf("the owner ended with %d", code)
	}
	other.Type("r")
	other.WaitFor("329 of 329", "1 staged", "connected")
	other.Type("ctrl+s")
	other.WaitFor("1 change", "disableU2fEndpoint")
	other.Type("enter")
	other.WaitFor("Applied and verified: disableU2fEndpoint")
	quit(t, other)

	third := console(t, tuitest.Options{Home: home})
	toProperties(third)
	third.Type("j")
	cursorOn(third, "disableU2fEndpoint")
	if line := cursorLine(third.Screen()); !strings.Contains(line, "true") {
		t.Errorf("after the owner was killed: %q", line)
	}
	quit(t, third)
}

// The person's editor has the terminal, and ctrl+c in it is the editor's.
func TestInterruptInTheEditor(t *testing.T) {
	script := filepath.Join(t.TempDir(), "editor")
	if err := os.WriteFile(script, []byte("#!/bin/sh\ntrap 'echo INTERRUPTED' INT\ntest -t 0 && echo EDITING\nread line\nread line\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	p := console(t, tuitest.Options{Env: []string{"EDITOR=" + script, "VISUAL="}})
	toProperties(p)
	p.Type("/")
	p.Send("ssaConfiguration")
	p.WaitFor("1 of 329")
	p.Type("enter", "enter")
	p.WaitFor("Properties › ssaConfiguration")
	p.Type("E")
	p.WaitFor("EDITING")
	p.Type("ctrl+c")
	p.WaitFor("INTERRUPTED")
	p.Send("\n\n")
	p.WaitFor("Properties › ssaConfiguration")
	p.Type("ctrl+c")
	if code := p.Exit(); code != 0 {
		t.Errorf("exit %d", code)
	}
	p.CheckRestored()
}

package main_test

import (
	"os"
	"regexp"
	"strings"
	"syscall"
	"testing"

	"github.com/jansadm/jansadm/tui/tuitest"
)

// Keys that arrive together are as many keys.
func TestKeysThatArriveTogether(t *testing.T) {
	p := console(t, tuitest.Options{})
	toProperties(p)
	cursorOn(p, "featureFlags")
	p.Send("jjj")
	cursorOn(p, "errorHandlingMethod")
	p.Send("kj\x1b[B\x1b[Bkkkk") // keys of both sorts
	cursorOn(p, "disableU2fEndpoint")
	quit(t, p)
}

// An arrow key that is written in two pieces is still one, not esc and something else. Esc alone goes back.
func TestAnArrowInTwoPieces(t *testing.T) {
	p := console(t, tuitest.Options{})
	toProperties(p)
	for _, next := range []string{"disableU2fEndpoint", "errorReasonEnabled", "errorHandlingMethod", "externalUriWhiteList"} {
		p.Send("\x1b")
		p.Send("[B")
		cursorOn(p, next)
	}
	p.WaitFor("Auth Server › Properties")
	p.Type("esc")
	p.WaitUntil("the menu", func(screen string) bool {
		return !strings.Contains(screen, "329") && strings.Contains(screen, "Feature flags")
	})
	quit(t, p)
}

// What is pasted is text, also when it has line breaks and looks like keys.
func TestPasteIntoTheFilter(t *testing.T) {
	p := console(t, tuitest.Options{})
	toProperties(p)
	p.Type("/")
	p.WaitFor("name, value or words of the help")
	p.Paste("token\nrevocation\x1b[2Jq")
	p.WaitFor("token revocation", "0 of 329")
	p.Type("ctrl+u")
	p.Paste("mtlsTokenRevocationEndpoint")
	p.WaitFor("1 of 329")
	p.Type("enter")
	p.WaitFor("filter: mtlsTokenRevocationEndpoint")
	p.Paste("qqq") // pasted where nothing is typed: nothing happens
	p.Type("down")
	p.WaitFor("filter: mtlsTokenRevocationEndpoint")
	quit(t, p)
}

func TestResize(t *testing.T) {
	p := console(t, tuitest.Options{})
	toProperties(p)
	p.Send("jj")
	cursorOn(p, "errorReasonEnabled")
	p.Resize(20, 5)
	p.WaitFor("Too small: 20x5. q")
	p.Resize(140, 45)
	p.WaitFor("│ errorReasonEnabled", "329 of 329")
	p.Resize(80, 24)
	p.WaitUntil("the list without the pane beside it", func(screen string) bool {
		return !strings.Contains(screen, "│ errorReasonEnabled") && strings.Contains(cursorLine(screen), "errorReasonEnabled")
	})
	p.Resize(20, 5)
	p.WaitFor("Too small")
	quit(t, p)
}

// Whatever ends the console leaves the terminal as it was. Nothing is staged, so that nothing is asked.
func TestSignals(t *testing.T) {
	for name, end := range map[string]func(*tuitest.Terminal){
		"SIGHUP":     func(p *tuitest.Terminal) { p.Signal(syscall.SIGHUP) },
		"SIGTERM":    func(p *tuitest.Terminal) { p.Signal(syscall.SIGTERM) },
		"SIGINT":     func(p *tuitest.Terminal) { p.Signal(os.Interrupt) },
		"ctrl+c":     func(p *tuitest.Terminal) { p.Type("ctrl+c") },
		"two ctrl+c": func(p *tuitest.Terminal) { p.Type("ctrl+c", "ctrl+c") },
	} {
		t.Run(name, func(t *testing.T) {
			p := console(t, tuitest.Options{})
			toProperties(p)
			end(p)
			if code := p.Exit(); code != 0 {
				t.Errorf("exit %d", code)
			}
			p.CheckRestored()
			if left := p.Screen(); left != "" {
				t.Errorf("left on the screen:\n%s", left)
			}
		})
	}
}

// Signals do not ask about staged edits: nobody may be there to answer. Ctrl+c does, once.
func TestSignalsWithStagedEdits(t *testing.T) {
	for name, end := range map[string]func(*tuitest.Terminal){
		"SIGTERM": func(p *tuitest.Terminal) { p.Signal(syscall.SIGTERM) },
		"SIGHUP":  func(p *tuitest.Terminal) { p.Signal(syscall.SIGHUP) },
		"ctrl+c": func(p *tuitest.Terminal) {
			p.Type("ctrl+c")
			p.WaitFor("Quit?", "One staged edit has not been applied.")
			p.Type("ctrl+c")
		},
	} {
		t.Run(name, func(t *testing.T) {
			p := console(t, tuitest.Options{})
			toProperties(p)
			p.Send("j ")
			p.WaitFor("1 staged")
			end(p)
			if code := p.Exit(); code != 0 {
				t.Errorf("exit %d", code)
			}
			p.CheckRestored()
		})
	}
}

// A window that is closed takes the terminal along: the console ends by itself, and the sandbox's folder is free again.
func TestHangUp(t *testing.T) {
	home := t.TempDir()
	p := console(t, tuitest.Options{Home: home})
	toProperties(p)
	p.HangUp()
	p.Exit()
	p = console(t, tuitest.Options{Home: home})
	toProperties(p)
	quit(t, p)
}

var colours = regexp.MustCompile("\x1b\\[([0-9;:]*)m")

// sgr are the parameters of all colour sequences that the program wrote.
func sgr(p *tuitest.Terminal) map[string]bool {
	found := map[string]bool{}
	for _, match := range colours.FindAllStringSubmatch(string(p.Raw()), -1) {
		found[match[1]] = true
	}
	return found
}

// How much colour there is follows from what the terminal says of itself. Without any, glyphs tell the same.
func TestColours(t *testing.T) {
	const sixteen, exact = `^(|[0-9]|[1-49][0-7])(;([0-9]|[1-49][0-7]))*$`, `38;(2|5);`
	for name, tc := range map[string]struct {
		env        []string
		only, some string // every sequence matches one, at least one the other
	}{
		"NO_COLOR":           {env: []string{"NO_COLOR=1"}},
		"dumb":               {env: []string{"TERM=dumb"}},
		"CLICOLOR":           {env: []string{"CLICOLOR=0"}},
		"16 colours":         {env: []string{"TERM=xterm"}, only: sixteen, some: `^1?;?3[0-7]`},
		"16 colours, light":  {env: []string{"TERM=xterm", "COLORFGBG=0;15"}, only: sixteen, some: `^1?;?3[0-7]`},
		"256, own colours":   {only: sixteen, some: `^1?;?3[0-7]`},
		"256, light ground":  {env: []string{"COLORFGBG=0;15"}, some: `38;5;`},
		"true colour, light": {env: []string{"COLORFGBG=0;15", "COLORTERM=truecolor"}, some: `38;2;(4|5);(80|79);17[0-9]`},
		"true colour, dark":  {env: []string{"COLORFGBG=15;0", "COLORTERM=truecolor"}, some: `38;2;(87|88);16[0-9];25[0-9]`},
	} {
		t.Run(name, func(t *testing.T) {
			p := console(t, tuitest.Options{Env: tc.env})
			toProperties(p)
			p.Send("j ")
			p.WaitFor("1 staged", "●")
			cursorOn(p, "disableU2fEndpoint")
			p.Type("backspace")
			p.WaitFor("the staged edit is discarded")
			quit(t, p)
			found, some := sgr(p), false
			for parameters := range found {
				some = some || tc.some != "" && regexp.MustCompile(tc.some).MatchString(parameters)
				if tc.only != "" && !regexp.MustCompile(tc.only).MatchString(parameters) {
					t.Errorf("the terminal cannot show %q", parameters)
				}
			}
			if tc.some == "" && len(found) > 0 || tc.some != "" && !some {
				t.Errorf("painted with %v", found)
			}
		})
	}
}

func TestNoColourFlag(t *testing.T) {
	p := console(t, tuitest.Options{}, "--no-color")
	quit(t, p)
	if found := sgr(p); len(found) > 0 {
		t.Errorf("painted with %v", found)
	}
}

// Moving the cursor sends little, also over a slow line. The figure wanted is 4 KB; twice that fails.
func TestBytesOfACursorMove(t *testing.T) {
	p := console(t, tuitest.Options{Cols: 120, Rows: 40})
	toProperties(p)
	names := []string{"featureFlags", "disableU2fEndpoint"}
	cursorOn(p, names[0])
	const moves = 40
	before := len(p.Raw())
	for i := range moves {
		p.Type([]string{"down", "up"}[i%2])
		cursorOn(p, names[(i+1)%2])
	}
	each := (len(p.Raw()) - before) / moves
	t.Logf("%d bytes for a cursor move at 120x40", each)
	if each == 0 || each > 8<<10 {
		t.Errorf("%d bytes for a cursor move", each)
	}
	quit(t, p)
}

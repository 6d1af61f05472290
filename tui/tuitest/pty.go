package tuitest

import (
	"context"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/jansadm/jansadm/tui/tuitest/terminal"
)

// deadline bounds every wait for the program. It only has to be longer than the slowest machine needs.
const deadline = 60 * time.Second

// Options say how the program is started. An empty Path means jansadm itself, built for the occasion; an empty Home a
// new empty folder.
type Options = terminal.Options

// Terminal is a program on a pseudo-terminal in a test. What goes wrong with it ends the test.
type Terminal struct {
	t       testing.TB
	session *terminal.Session
}

// Start runs a program on a pseudo-terminal until it ends by itself, or until the test ends.
func Start(t testing.TB, o Options) *Terminal {
	t.Helper()
	if o.Path == "" {
		o.Path = Build(t)
	}
	if o.Home == "" {
		o.Home = t.TempDir()
	}
	session, err := terminal.Open(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := session.Close(); err != nil {
			t.Error(err)
		}
	})
	return &Terminal{t: t, session: session}
}

// Type presses keys by name, or single characters: Type("down", "j", "ctrl+s", "enter"). Keys are sent without waiting
// for their effect, so an "esc" needs a wait for what it does before the next key.
func (p *Terminal) Type(keys ...string) {
	p.t.Helper()
	p.must(p.session.Type(keys...))
}

// Send gives text, or any bytes, to the program in one piece.
func (p *Terminal) Send(text string) {
	p.t.Helper()
	p.must(p.session.Send(text))
}

// Paste gives text to the program as pasted text.
func (p *Terminal) Paste(text string) {
	p.t.Helper()
	p.must(p.session.Paste(text))
}

// Resize changes the size of the terminal.
func (p *Terminal) Resize(cols, rows int) {
	p.t.Helper()
	p.must(p.session.Resize(cols, rows))
}

// Signal sends a signal to the program.
func (p *Terminal) Signal(sig os.Signal) {
	p.t.Helper()
	p.must(p.session.Signal(sig))
}

// HangUp takes the terminal away from the program, as closing its window does.
func (p *Terminal) HangUp() {
	p.t.Helper()
	p.must(p.session.HangUp())
}

// WaitFor waits until every given text is visible at the same time.
func (p *Terminal) WaitFor(texts ...string) {
	p.t.Helper()
	p.WaitUntil(strings.Join(texts, ", "), func(screen string) bool {
		for _, text := range texts {
			if !strings.Contains(screen, text) {
				return false
			}
		}
		return true
	})
}

// WaitUntil waits until the visible text satisfies ok; what names the state that is awaited.
func (p *Terminal) WaitUntil(what string, ok func(screen string) bool) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), deadline)
	defer cancel()
	p.must(p.session.Await(ctx, what, ok))
}

// Exit waits for the program to end and returns its exit code: 128 plus the number for one ended by a signal.
func (p *Terminal) Exit() int {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), deadline)
	defer cancel()
	code, err := p.session.Exit(ctx)
	if err != nil {
		p.t.Fatalf("%v; the screen is\n%s", err, p.Screen())
	}
	return code
}

// CheckRestored reports everything that the program has left different in the terminal from what a shell expects: the
// alternate screen, a hidden cursor, mouse or focus reports, marked pastes, suspended drawing, raw input.
func (p *Terminal) CheckRestored() {
	p.t.Helper()
	if modes := p.session.Modes(); modes != (terminal.Modes{}) {
		p.t.Errorf("the terminal's modes were left as %+v", modes)
	}
	restored, err := p.session.LineRestored()
	p.must(err)
	if !restored {
		p.t.Error("the terminal was left in raw mode")
	}
}

// Screen is the visible text, without blanks at the ends of lines and empty lines at the bottom.
func (p *Terminal) Screen() string { return p.session.Text() }

// Lines is the visible text of every row of the terminal.
func (p *Terminal) Lines() []string { return p.session.Lines() }

// StyleOf is how the first occurrence of text looks, as the escape sequence that switches the look on: "" for plain.
func (p *Terminal) StyleOf(text string) string {
	p.t.Helper()
	x, y, ok := p.session.Find(text)
	if !ok {
		p.t.Fatalf("%q is not visible; the screen is\n%s", text, p.Screen())
	}
	return p.session.Style(x, y)
}

// Modes is the present state of the terminal.
func (p *Terminal) Modes() terminal.Modes { return p.session.Modes() }

// Queries is what the program has asked the terminal so far.
func (p *Terminal) Queries() []string { return p.session.Queries() }

// Raw is everything the program has written so far.
func (p *Terminal) Raw() []byte { return p.session.Raw() }

func (p *Terminal) must(err error) {
	p.t.Helper()
	if err != nil {
		p.t.Fatal(err)
	}
}

//go:build unix

package terminal

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// within bounds the waits; nothing here takes long on a machine that works.
func within(t *testing.T) context.Context {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	t.Cleanup(cancel)
	return ctx
}

// open runs this test program as the small program of the given kind.
func open(t *testing.T, kind string, change func(*Options)) *Session {
	t.Helper()
	o := Options{Path: os.Args[0], Env: []string{asProgram + "=" + kind}, Home: t.TempDir()}
	if change != nil {
		change(&o)
	}
	s, err := Open(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func (s *Session) waitFor(t *testing.T, text string) {
	t.Helper()
	if err := s.Await(within(t), text, func(screen string) bool { return strings.Contains(screen, text) }); err != nil {
		t.Fatal(err)
	}
}

func (s *Session) wantExit(t *testing.T, want int) {
	t.Helper()
	if got, err := s.Exit(within(t)); err != nil || got != want {
		t.Fatalf("exit %d, %v; want %d", got, err, want)
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestOutputAndExit(t *testing.T) {
	s := open(t, "words", func(o *Options) { o.Args = []string{"hello", "there"} })
	s.wantExit(t, 0)
	if s.Text() != "hello there" {
		t.Errorf("screen is %q", s.Text())
	}
}

func TestLongOutputIsComplete(t *testing.T) {
	long := strings.Repeat("0123456789", 8_000)
	s := open(t, "words", func(o *Options) { o.Args = []string{long, "end"} })
	s.wantExit(t, 0)
	if got := len(s.Raw()); got != len(long)+len(" end\r\n") {
		t.Errorf("%d bytes arrived", got)
	}
}

func TestEnvironmentIsClosed(t *testing.T) {
	t.Setenv("JANSADM_SERVER", "https://elsewhere.example")
	s := open(t, "environment", func(o *Options) { o.Env = append(o.Env, "ADDED=yes", "TERM=vt100"); o.Rows = 60 })
	s.wantExit(t, 0)
	lines := strings.Join(s.Lines(), "\n") + "\n"
	for _, want := range []string{"ADDED=yes\n", "TERM=vt100\n", "HOME=", "XDG_STATE_HOME="} {
		if !strings.Contains(lines, want) {
			t.Errorf("no %q in\n%s", want, lines)
		}
	}
	if strings.Contains(lines, "JANSADM_SERVER") || strings.Contains(lines, "TERM=xterm") {
		t.Errorf("unwanted settings in\n%s", lines)
	}
}

func TestTypingAndRestoredTerminal(t *testing.T) {
	s := open(t, "interactive", nil)
	s.waitFor(t, "ready")
	if got, want := s.Modes(), (Modes{AltScreen: true, CursorHidden: true, Mouse: true, BracketedPaste: true}); got != want {
		t.Errorf("modes are %+v", got)
	}
	must(t, s.Type("up"))
	s.waitFor(t, `"\x1b[A"`)
	must(t, s.Paste("a\nb"))
	s.waitFor(t, `"\x1b[200~a\nb\x1b[201~"`)
	if err := s.Type("nokey"); err == nil {
		t.Error("an unknown key was typed")
	}
	must(t, s.Type("q"))
	s.wantExit(t, 3)
	if s.Modes() != (Modes{}) {
		t.Errorf("modes are %+v at the end", s.Modes())
	}
	if restored, err := s.LineRestored(); err != nil || !restored {
		t.Errorf("line settings restored: %v, %v", restored, err)
	}
	if s.Text() != "bye" {
		t.Errorf("screen is %q", s.Text())
	}
}

func TestLeftInRawMode(t *testing.T) {
	s := open(t, "interactive", nil)
	s.waitFor(t, "ready")
	must(t, s.Type("x"))
	s.wantExit(t, 4)
	if s.Modes() == (Modes{}) {
		t.Error("the modes look restored")
	}
	if restored, err := s.LineRestored(); err != nil || restored {
		t.Errorf("line settings restored: %v, %v", restored, err)
	}
}

func TestResize(t *testing.T) {
	s := open(t, "interactive", func(o *Options) { o.Cols, o.Rows = 100, 30 })
	s.waitFor(t, "ready")
	must(t, s.Type("s"))
	s.waitFor(t, "size 100 30 <nil>")
	must(t, s.Resize(40, 10))
	must(t, s.Type("s"))
	s.waitFor(t, "size 40 10 <nil>")
	if len(s.Lines()) != 10 {
		t.Errorf("%d rows", len(s.Lines()))
	}
}

func TestAnswers(t *testing.T) {
	s := open(t, "interactive", func(o *Options) { o.AnswerQueries = true })
	s.waitFor(t, "ready")
	must(t, s.Type("c"))
	s.waitFor(t, `"\x1b[2;1R"`)
}

func TestSilentTerminal(t *testing.T) {
	s := open(t, "interactive", nil)
	s.waitFor(t, "ready")
	must(t, s.Type("c"))
	if err := s.Await(within(t), "a query", func(string) bool { return len(s.Queries()) == 1 }); err != nil {
		t.Fatal(err)
	}
	must(t, s.Type("z"))
	s.waitFor(t, `"z"`)
	if strings.Contains(s.Text(), "R") {
		t.Errorf("something was answered:\n%s", s.Text())
	}
}

func TestSignals(t *testing.T) {
	s := open(t, "interactive", nil)
	s.waitFor(t, "ready")
	must(t, s.Signal(syscall.SIGTERM))
	s.wantExit(t, 128+int(syscall.SIGTERM))
}

func TestHangUp(t *testing.T) {
	home := t.TempDir()
	s := open(t, "interactive", func(o *Options) { o.Home = home })
	s.waitFor(t, "ready")
	must(t, s.HangUp())
	s.wantExit(t, 9)
	if _, err := os.Stat(filepath.Join(home, "hup")); err != nil {
		t.Error(err)
	}
	if !strings.Contains(s.Text(), "ready") {
		t.Error("the screen was lost")
	}
}

func TestCloseEndsTheProgram(t *testing.T) {
	s := open(t, "interactive", nil)
	s.waitFor(t, "ready")
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.Exit(ended); !errors.Is(err, context.Canceled) {
		t.Errorf("exit of a running program: %v", err)
	}
	must(t, s.Close())
	must(t, s.Close())
	s.wantExit(t, 128+int(syscall.SIGKILL))
	if err := s.Type("a"); err == nil {
		t.Error("typed on a closed terminal")
	}
}

func TestAwaitFails(t *testing.T) {
	never := func(string) bool { return false }
	t.Run("cancelled", func(t *testing.T) {
		s := open(t, "interactive", nil)
		s.waitFor(t, "ready")
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		err := s.Await(ctx, "the impossible", never)
		if !errors.Is(err, context.Canceled) || !strings.Contains(err.Error(), "the impossible") || !strings.Contains(err.Error(), "ready") {
			t.Errorf("got %v", err)
		}
	})
	t.Run("program ended", func(t *testing.T) {
		s := open(t, "words", func(o *Options) { o.Args = []string{"over"} })
		err := s.Await(within(t), "the impossible", never)
		if err == nil || !strings.Contains(err.Error(), "over") {
			t.Errorf("got %v", err)
		}
	})
}

func TestSettle(t *testing.T) {
	s := open(t, "words", func(o *Options) { o.Args = []string{"over"} })
	s.wantExit(t, 0)
	last, err := s.Settle(within(t), time.Minute)
	if err != nil || last.IsZero() {
		t.Errorf("last output at %v, %v", last, err)
	}
}

func TestOpenFails(t *testing.T) {
	missing := filepath.Join(t.TempDir(), "missing")
	if _, err := Open(Options{Path: missing}); !errors.Is(err, os.ErrNotExist) || !strings.Contains(err.Error(), missing) {
		t.Errorf("got %v", err)
	}
}

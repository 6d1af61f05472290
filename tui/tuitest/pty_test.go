package tuitest_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/tui/tuitest"
)

// asProgram makes this test program play a Bubble Tea program that does not suppress the library's questions.
const asProgram = "TUITEST_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) == "" {
		tuitest.Main(m)
		return
	}
	if _, err := tea.NewProgram(echo{}, tea.WithAltScreen(), tea.WithMouseCellMotion()).Run(); err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
}

// echo shows the last key and the size of the terminal.
type echo struct{ key, size string }

func (echo) Init() tea.Cmd { return nil }

func (e echo) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		e.size = fmt.Sprintf("%dx%d", msg.Width, msg.Height)
	case tea.KeyMsg:
		e.key = msg.String()
		if e.key == "q" {
			return e, tea.Quit
		}
	}
	return e, nil
}

func (e echo) View() string { return "size " + e.size + "\n\x1b[1mkey\x1b[0m " + e.key }

func startEcho(t *testing.T, o tuitest.Options) *tuitest.Terminal {
	t.Helper()
	o.Path, o.Env, o.AnswerQueries = os.Args[0], []string{asProgram + "=1"}, true
	return tuitest.Start(t, o)
}

func TestProgramFromStartToExit(t *testing.T) {
	p := startEcho(t, tuitest.Options{Cols: 100, Rows: 30})
	p.WaitFor("size 100x30")
	if modes := p.Modes(); !modes.AltScreen || !modes.CursorHidden || !modes.Mouse || !modes.BracketedPaste {
		t.Errorf("modes are %+v", modes)
	}
	if got := p.StyleOf("key"); got != "\x1b[1m" {
		t.Errorf("style is %q", got)
	}
	p.Resize(60, 20)
	p.WaitFor("size 60x20", "key")
	if got := len(p.Lines()); got != 20 {
		t.Errorf("%d rows", got)
	}
	p.Paste("two\nlines")
	p.WaitFor("key [two")
	p.Type("q")
	if code := p.Exit(); code != 0 {
		t.Errorf("exit %d", code)
	}
	p.CheckRestored()
	if p.Screen() != "" {
		t.Errorf("left on the screen: %q", p.Screen())
	}
}

// Every key that has a name is the key that Bubble Tea knows by it.
func TestKeyNamesAreBubbleTeas(t *testing.T) {
	p := startEcho(t, tuitest.Options{})
	p.WaitFor("size")
	for _, name := range []string{
		"enter", "tab", "shift+tab", "backspace", "esc", "up", "down", "left", "right", "home", "end", "insert", "delete",
		"pgup", "pgdown", "shift+up", "shift+down", "ctrl+left", "ctrl+right", "ctrl+up", "f1", "f4", "f5", "f12",
		"ctrl+a", "ctrl+s", "ctrl+\\", "alt+x", "alt+enter", "j", "/", "?", ":", "é", "日",
	} {
		p.Type(name)
		p.WaitUntil("the key "+name, func(screen string) bool { return strings.HasSuffix(screen, "key "+name) })
	}
}

// Bubble Tea asks the terminal for its colours at start; that the harness notices is what makes the tests of a program
// that must not ask worth something.
func TestQuestionsAreNoticed(t *testing.T) {
	p := startEcho(t, tuitest.Options{})
	p.WaitFor("size")
	if asked := p.Queries(); !slices.Contains(asked, "OSC 11") || !slices.Contains(asked, "DSR (CSI n) 6") {
		t.Errorf("noticed %q", asked)
	}
}

func TestBuild(t *testing.T) {
	path := tuitest.Build(t)
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	again, err := os.Stat(tuitest.Build(t))
	if err != nil || !os.SameFile(info, again) || !info.ModTime().Equal(again.ModTime()) {
		t.Errorf("built twice: %v, %v", again, err)
	}
	p := tuitest.Start(t, tuitest.Options{Args: []string{"version"}})
	if code := p.Exit(); code != 0 {
		t.Errorf("exit %d", code)
	}
	p.WaitFor("jansadm")
}

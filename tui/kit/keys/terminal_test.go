package keys_test

import (
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/tui/kit/keys"
)

// chunks is an input that delivers bytes in the portions a terminal might.
type chunks struct{ left []string }

func (c *chunks) Read(p []byte) (int, error) {
	if len(c.left) == 0 {
		return 0, io.EOF
	}
	n := copy(p, c.left[0])
	c.left = c.left[1:]
	return n, nil
}

// recorder is a program that writes down its keys and ends with "Q".
type recorder struct {
	filter *keys.Filter
	got    []string
}

func (r *recorder) Init() tea.Cmd { return nil }
func (r *recorder) View() string  { return "" }

func (r *recorder) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	passed, cmd := r.filter.Feed(msg)
	for _, p := range passed {
		k, ok := p.(tea.KeyMsg)
		switch {
		case ok && k.String() == "Q":
			return r, tea.Quit
		case ok:
			r.got = append(r.got, k.String())
		}
	}
	return r, cmd
}

// TestBytes runs bytes through the library's own reader, torn where connections
// were seen to tear them.
func TestBytes(t *testing.T) {
	tests := map[string]struct {
		in   []string
		want string
	}{
		"keys typed fast":       {[]string{"jjj"}, "j j j"},
		"a torn arrow":          {[]string{"\x1b", "[B"}, "down"},
		"an arrow torn later":   {[]string{"\x1b[", "B", "k"}, "down k"},
		"escape and a key":      {[]string{"\x1bj"}, "esc j"},
		"escape before a key":   {[]string{"\x1b", "j"}, "esc j"},
		"a paste":               {[]string{"\x1b[200~a\nb\x1b[201~"}, "[a\nb]"},
		"a paste torn":          {[]string{"\x1b", "[200~a b\r\tc\x1b[201~j"}, "[a b\n\tc] j"},
		"a paste torn at [":     {[]string{"\x1b[", "200~ab\x1b[201~j"}, "[ab] j"},
		"a paste torn both":     {[]string{"\x1b", "[200~dd", "q", "\x1b", "[201~", "j"}, "[ddq] j"},
		"its end torn at [":     {[]string{"\x1b", "[200~dd\x1b[", "201~", "j"}, "[dd] j"},
		"an unknown sequence":   {[]string{"\x1b", "[?1;2c", "j"}, "j"},
		"control and alternate": {[]string{"\x1b", "[1;5D", "\x1b[1;5C"}, "ctrl+left ctrl+right"},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			r := &recorder{filter: keys.New(keys.Options{
				// No hold ends: the rest of each sequence does follow.
				After: func(time.Duration, tea.Msg) tea.Cmd { return nil },
			})}
			p := tea.NewProgram(r, tea.WithInput(&chunks{append(tc.in, "Q")}), tea.WithOutput(io.Discard), tea.WithoutSignalHandler())
			if _, err := p.Run(); err != nil {
				t.Fatal(err)
			}
			if got := strings.Join(r.got, " "); got != tc.want {
				t.Errorf("%q, want %q", got, tc.want)
			}
		})
	}
}

func TestUnendedPasteComesOut(t *testing.T) {
	b := newBench()
	b.feed(msgs("esc", "[200~rm", " ", "-rf", "enter")...)
	if got := fmt.Sprint(b.expire()); got != "[[rm -rf\n]]" {
		t.Errorf("%s", got)
	}
	if got := strings.Join(b.feed(msgs("jj")...), " "); got != "j j" {
		t.Errorf("after it %q", got)
	}
}

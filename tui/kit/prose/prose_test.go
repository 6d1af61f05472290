package prose

import (
	"strings"
	"testing"

	"github.com/muesli/termenv"
	"pgregory.net/rapid"

	"github.com/jansadm/jansadm/theme"
	"github.com/jansadm/jansadm/tui/kit/text"
)

func TestPage(t *testing.T) {
	p := New(20)
	p.Add(theme.Style{}, "one two three four five")
	p.Add(theme.Style{}, "")
	p.Space()
	p.Bullet("*", theme.Style{}, theme.Style{}, "one two three four")
	p.Painted(2, "x")
	want := " one two three four\n five\n\n * one two three\n   four\n  x"
	if got := strings.Join(p.Lines(), "\n"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// Nothing is wider than the page, whatever the text, and no control sequence comes through.
func TestPageWidth(t *testing.T) {
	th := theme.New(theme.Options{Profile: termenv.Ascii})
	rapid.Check(t, func(t *rapid.T) {
		width := rapid.IntRange(14, 120).Draw(t, "width")
		p := New(width)
		content := rapid.String().Draw(t, "content") + "\x1b[2J"
		p.Add(th.Text, content)
		p.Bullet("!", th.Danger, th.Text, content)
		for _, line := range p.Lines() {
			if text.Width(line) > width || strings.ContainsAny(line, "\x1b\n") {
				t.Fatalf("%q is wider than %d or holds a control character", line, width)
			}
		}
	})
}

package area_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/x/exp/golden"
	"pgregory.net/rapid"

	"github.com/jansadm/jansadm/tui/kit/area"
	"github.com/jansadm/jansadm/tui/kit/kittest"
)

func press(a *area.Area, keys ...string) {
	for _, k := range kittest.Keys(keys...) {
		a.Key(k)
	}
}

// numbered returns n lines "line 1" to "line n".
func numbered(n int) []string {
	lines := make([]string, n)
	for i := range lines {
		lines[i] = fmt.Sprintf("line %d", i+1)
	}
	return lines
}

func newArea(o area.Options, width, height int, lines ...string) *area.Area {
	a := area.New(kittest.Mono(), o)
	a.SetSize(width, height)
	a.SetLines(lines)
	return a
}

func TestScrolling(t *testing.T) {
	tests := map[string]struct {
		keys []string
		want string
	}{
		"start":         {nil, "1-4/20"},
		"down":          {[]string{"j", "down"}, "3-6/20"},
		"up":            {[]string{"end", "up"}, "16-19/20"},
		"page":          {[]string{"pgdown", " "}, "7-10/20"},
		"page back":     {[]string{"end", "pgup"}, "14-17/20"},
		"half":          {[]string{"ctrl+d", "ctrl+d", "ctrl+u"}, "3-6/20"},
		"end":           {[]string{"G"}, "17-20/20"},
		"past the end":  {[]string{"G", "j", "pgdown"}, "17-20/20"},
		"home":          {[]string{"G", "g"}, "1-4/20"},
		"before it all": {[]string{"k", "pgup"}, "1-4/20"},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			a := newArea(area.Options{}, 20, 4, numbered(20)...)
			press(a, tc.keys...)
			if got := a.Position(); got != tc.want {
				t.Errorf("position %q, want %q", got, tc.want)
			}
			if got, want := a.AtEnd(), strings.Contains(tc.want, "-20/"); got != want {
				t.Errorf("at end: %v", got)
			}
		})
	}
}

func TestScrollingWrappedLines(t *testing.T) {
	a := newArea(area.Options{Wrap: true}, 7, 3, "aaa bbb ccc", "d", "eee fff ggg")
	frames := []string{"aaa\nbbb\nccc", "bbb\nccc\nd", "ccc\nd\neee", "d\neee\nfff", "eee\nfff\nggg", "eee\nfff\nggg"}
	for n, want := range frames {
		if got := content(a); got != want {
			t.Errorf("%d lines down: %q, want %q", n, got, want)
		}
		press(a, "down")
	}
	for n := len(frames) - 2; n >= 0; n-- {
		if got := content(a); got != frames[n] {
			t.Errorf("up to line %d: %q, want %q", n, got, frames[n])
		}
		press(a, "up")
	}
}

// content returns the text shown without scroll bar and trailing blanks.
func content(a *area.Area) string {
	var lines []string
	for _, l := range a.Lines() {
		lines = append(lines, strings.TrimRight(l, " █│"))
	}
	return strings.TrimRight(strings.Join(lines, "\n"), "\n")
}

func TestSideways(t *testing.T) {
	a := newArea(area.Options{}, 12, 2, "0123456789abcdefghijklmnop")
	press(a, "right")
	if got := content(a); got != "89abcdefg…" {
		t.Errorf("shows %q", got)
	}
	press(a, "right", "right", "right")
	if got := content(a); got != "ghijklmnop" {
		t.Errorf("past the end shows %q", got)
	}
	press(a, "left", "left", "left")
	if got := content(a); got != "012345678…" {
		t.Errorf("shows %q", got)
	}
	if newArea(area.Options{Wrap: true}, 12, 2, "a").Key(kittest.Key("right")) {
		t.Error("wrapped lines moved sideways")
	}
}

func TestSearch(t *testing.T) {
	a := newArea(area.Options{}, 20, 4, numbered(30)...)
	press(a, "down")
	if !a.Search("LINE 1") {
		t.Fatal("not found")
	}
	if got := a.Position(); got != "9-12/30 match 2/11" {
		t.Errorf("first from the window on: %q", got)
	}
	for _, step := range []struct{ key, want string }{
		{"n", "9-12/30 match 3/11"}, {"N", "9-12/30 match 2/11"}, {"N", "1-4/30 match 1/11"}, {"N", "18-21/30 match 11/11"}, {"n", "1-4/30 match 1/11"},
	} {
		press(a, step.key)
		if got := a.Position(); got != step.want {
			t.Errorf("after %s: %q, want %q", step.key, got, step.want)
		}
	}
	if a.Search("nowhere") || !strings.HasSuffix(a.Position(), " no match") {
		t.Errorf("position %q", a.Position())
	}
	if a.Search(""); a.Position() != "1-4/30" || a.Key(kittest.Key("n")) {
		t.Errorf("after the search %q", a.Position())
	}
}

func TestSearchMovesSideways(t *testing.T) {
	a := newArea(area.Options{}, 12, 1, strings.Repeat(".", 100)+"needle"+strings.Repeat(".", 50))
	a.Search("needle")
	if got := content(a); !strings.Contains(got, "needle") {
		t.Errorf("shows %q", got)
	}
}

func TestReplaceLinesKeepsThePlace(t *testing.T) {
	a := newArea(area.Options{}, 20, 4, numbered(30)...)
	press(a, "pgdown")
	a.ReplaceLines(numbered(28))
	if got := a.Position(); got != "4-7/28" {
		t.Errorf("position %q", got)
	}
	a.ReplaceLines(numbered(2))
	if got := a.Position(); got != "1-2/2" {
		t.Errorf("position %q", got)
	}
	a.SetLines(nil)
	if got := a.Position(); got != "" {
		t.Errorf("position %q", got)
	}
}

func TestSetTextCleans(t *testing.T) {
	a := area.New(kittest.Mono(), area.Options{})
	a.SetSize(20, 3)
	a.SetText("a\x1b[31mb\n\tc\n")
	if got := content(a); got != "a␛b\n    c" {
		t.Errorf("shows %q", got)
	}
	if a.Position() != "1-2/2" {
		t.Errorf("position %q", a.Position())
	}
}

func TestGolden(t *testing.T) {
	help := "Turning a flag off takes effect on the server within 30 seconds.\n\n  Discovery goes on advertising the endpoint until its cache ends.\n" +
		"\n日本語の説明はここで折り返されます。\nA veryLongWordThatFitsNoLineOfASmallWindowAtAll ends here."
	for _, size := range [][2]int{{70, 8}, {30, 6}, {12, 5}} {
		for name, o := range map[string]area.Options{"wrap": {Wrap: true}, "numbers": {Numbers: true}, "both": {Wrap: true, Numbers: true}} {
			t.Run(fmt.Sprintf("%s/%dx%d", name, size[0], size[1]), func(t *testing.T) {
				a := area.New(kittest.Mono(), o)
				a.SetSize(size[0], size[1])
				a.SetText(help)
				a.Search("cache")
				golden.RequireEqual(t, a.View()+"\n")
			})
		}
	}
}

func TestEveryFrameIsExact(t *testing.T) {
	keys := []string{"up", "down", "pgup", "pgdown", "home", "end", "left", "right", "n", "N", "ctrl+d"}
	rapid.Check(t, func(t *rapid.T) {
		th := rapid.SampledFrom(kittest.Themes()).Draw(t, "theme")
		a := area.New(th, area.Options{Wrap: rapid.Bool().Draw(t, "wrap"), Numbers: rapid.Bool().Draw(t, "numbers")})
		var lines []string
		for _, s := range rapid.SliceOfN(kittest.Hostile(), 0, 8).Draw(t, "lines") {
			lines = append(lines, th.Warn.Paint(s)+" "+th.Muted.Paint("x"))
		}
		width, height := rapid.IntRange(0, 25).Draw(t, "width"), rapid.IntRange(0, 5).Draw(t, "height")
		if rapid.Bool().Draw(t, "size first") {
			a.SetSize(width, height)
			a.SetLines(lines)
		} else {
			a.SetLines(lines)
			a.SetSize(width, height)
		}
		a.Search(rapid.SampledFrom([]string{"", "a", "日", "zzz"}).Draw(t, "needle"))
		for _, key := range rapid.SliceOfN(rapid.SampledFrom(keys), 0, 8).Draw(t, "keys") {
			press(a, key)
			kittest.RequireBlock(t, a.Lines(), width, height)
		}
		press(a, "end")
		if !a.AtEnd() {
			t.Fatal("end is not the end")
		}
	})
}

func BenchmarkKeyToFrame(b *testing.B) {
	for name, o := range map[string]area.Options{"wrap": {Wrap: true}, "cut": {}} {
		b.Run(name, func(b *testing.B) {
			a := newArea(o, 80, 40, numbered(100_000)...)
			press(a, "end", "pgup")
			msgs := kittest.Keys("up", "down", "pgup", "pgdown")
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				a.Key(msgs[i%len(msgs)])
				a.Lines()
			}
		})
	}
}

func BenchmarkSearch(b *testing.B) {
	a := newArea(area.Options{}, 80, 40, numbered(100_000)...)
	for b.Loop() {
		a.Search("line 99999")
	}
}

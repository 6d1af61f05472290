package confirm_test

import (
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/charmbracelet/x/exp/golden"
	"pgregory.net/rapid"

	"github.com/jansadm/jansadm/tui/kit/confirm"
	"github.com/jansadm/jansadm/tui/kit/kittest"
)

// clock is a clock that only a test moves.
type clock struct{ now time.Time }

func newClock() *clock { return &clock{now: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)} }

func (c *clock) Now() time.Time { return c.now }

// shown returns a dialog that has been on the screen for long enough.
func shown(o confirm.Options) *confirm.Dialog {
	c := newClock()
	o.Now = c.Now
	d := confirm.New(kittest.Mono(), o)
	d.SetSize(60, 12)
	d.View()
	c.now = c.now.Add(confirm.Quiet)
	return d
}

// answer sends keys until there is a result.
func answer(d *confirm.Dialog, keys ...string) confirm.Result {
	for _, k := range kittest.Keys(keys...) {
		if r := d.Key(k); r != confirm.Open {
			return r
		}
	}
	return confirm.Open
}

func TestButtons(t *testing.T) {
	tests := []struct {
		keys []string
		want confirm.Result
	}{
		{[]string{"enter"}, confirm.Cancelled},
		{[]string{"right", "enter"}, confirm.Confirmed},
		{[]string{"tab", "enter"}, confirm.Confirmed},
		{[]string{"tab", "shift+tab", "enter"}, confirm.Cancelled},
		{[]string{"l", "h", "enter"}, confirm.Cancelled},
		{[]string{"right", "left", "enter"}, confirm.Cancelled},
		{[]string{"y"}, confirm.Confirmed},
		{[]string{"n"}, confirm.Cancelled},
		{[]string{"esc"}, confirm.Cancelled},
		{[]string{"right", "esc"}, confirm.Cancelled},
		{[]string{"x", "up", "down", " ", "yes"}, confirm.Open},
	}
	for _, tc := range tests {
		if got := answer(shown(confirm.Options{}), tc.keys...); got != tc.want {
			t.Errorf("%v: %v, want %v", tc.keys, got, tc.want)
		}
	}
}

func TestWord(t *testing.T) {
	tests := []struct {
		fold bool
		keys []string
		want confirm.Result
	}{
		{false, []string{"DISABLE", "enter"}, confirm.Confirmed},
		{false, []string{"D", "I", "S", "A", "B", "L", "E", "enter"}, confirm.Confirmed},
		{false, []string{"disable", "enter"}, confirm.Open},
		{true, []string{"disable", "enter"}, confirm.Confirmed},
		{false, []string{"DISABLE", "D", "enter"}, confirm.Open},
		{false, []string{"DISABLE", "D", "enter", "backspace", "enter"}, confirm.Open},
		{false, []string{"disable", "enter", "DISABLE", "enter"}, confirm.Confirmed},
		{false, []string{"enter"}, confirm.Open},
		{false, []string{"y"}, confirm.Open},
		{false, []string{"right", "enter"}, confirm.Open},
		{false, []string{"DISABLE", "esc"}, confirm.Cancelled},
	}
	for _, tc := range tests {
		options := confirm.Options{Word: "DISABLE"}
		if tc.fold {
			options.Typed = func(text string) bool { return strings.EqualFold(text, "DISABLE") }
		}
		if got := answer(shown(options), tc.keys...); got != tc.want {
			t.Errorf("%v (fold %v): %v, want %v", tc.keys, tc.fold, got, tc.want)
		}
	}
}

func TestWrongWordIsExplained(t *testing.T) {
	d := shown(confirm.Options{Word: "DISABLE"})
	answer(d, "no", "enter")
	requireShown(t, d, "“no” is not the word: type DISABLE to go on, or esc to leave everything as it is", "Type DISABLE to confirm: ▏")
	answer(d, "n")
	requireShown(t, d, "“no” is not the word", "Type DISABLE to confirm: n▏")
	answer(d, "backspace", "enter")
	requireShown(t, d, "Nothing was typed: type DISABLE to go on", "Type DISABLE to confirm: ▏")
}

// requireShown looks for texts in the dialog, however they are wrapped.
func requireShown(t *testing.T, d *confirm.Dialog, texts ...string) {
	t.Helper()
	shown := strings.Join(strings.FieldsFunc(d.View(), func(r rune) bool { return unicode.IsSpace(r) || r == '│' }), " ")
	for _, want := range texts {
		if !strings.Contains(shown, want) {
			t.Errorf("%q is not shown:\n%s", want, d.View())
		}
	}
}

func TestKeysTypedAheadAreIgnored(t *testing.T) {
	c := newClock()
	d := confirm.New(kittest.Mono(), confirm.Options{Now: c.Now})
	d.SetSize(40, 8)
	c.now = c.now.Add(time.Hour)
	if got := answer(d, "y", "right", "enter"); got != confirm.Open {
		t.Errorf("before it was drawn: %v", got)
	}
	d.View()
	c.now = c.now.Add(confirm.Quiet - time.Millisecond)
	d.View()
	if got := answer(d, "y", "right", "enter"); got != confirm.Open {
		t.Errorf("right after it was drawn: %v", got)
	}
	c.now = c.now.Add(time.Millisecond)
	if got := answer(d, "enter"); got != confirm.Cancelled {
		t.Errorf("the ignored key chose another button: %v", got)
	}
	if got := answer(confirm.New(kittest.Mono(), confirm.Options{Now: c.Now}), "esc"); got != confirm.Cancelled {
		t.Errorf("esc: %v", got)
	}
}

func TestWordTypedAheadIsIgnored(t *testing.T) {
	c := newClock()
	d := confirm.New(kittest.Mono(), confirm.Options{Now: c.Now, Word: "go"})
	d.SetSize(40, 8)
	d.View()
	answer(d, "go")
	c.now = c.now.Add(time.Second)
	if got := answer(d, "enter"); got != confirm.Open {
		t.Errorf("%v", got)
	}
}

func TestLongQuestionsScroll(t *testing.T) {
	var lines []string
	for n := range 30 {
		lines = append(lines, fmt.Sprintf("consequence %d", n))
	}
	d := shown(confirm.Options{Lines: lines})
	if v := d.View(); !strings.Contains(v, "more below") || !strings.Contains(v, "[ OK ]") {
		t.Errorf("shows\n%s", v)
	}
	for range 10 {
		answer(d, "pgdown")
	}
	if v := d.View(); strings.Contains(v, "more below") || !strings.Contains(v, "consequence 29") {
		t.Errorf("at the end\n%s", v)
	}
}

var lockOut = confirm.Options{
	Title: "Disable device_authz",
	Lines: []string{
		"Turn device_authz off on production?",
		"",
		"▲ Administrators who sign in by device code, as this console does, can't sign in any more.",
		"! Discovery goes on advertising the endpoint for up to 60 minutes.",
	},
	Confirm: "Apply", Danger: true,
}

func TestSizeShowsEverything(t *testing.T) {
	for _, word := range []string{"", "DISABLE"} {
		o := lockOut
		o.Word = word
		d := shown(o)
		w, h := d.Size(200, 100)
		d.SetSize(w, h)
		if v := d.View(); strings.Contains(v, "more below") || !strings.Contains(v, "60 minutes.") {
			t.Errorf("%dx%d is too small:\n%s", w, h, v)
		}
		if w, h := d.Size(30, 9); w > 30 || h > 9 {
			t.Errorf("%dx%d is larger than what there is", w, h)
		}
	}
}

func TestGolden(t *testing.T) {
	word := lockOut
	word.Word = "DISABLE"
	for name, o := range map[string]confirm.Options{"buttons": lockOut, "word": word} {
		for _, size := range [][2]int{{100, 40}, {44, 14}, {30, 9}, {20, 5}} {
			t.Run(fmt.Sprintf("%s/%dx%d", name, size[0], size[1]), func(t *testing.T) {
				d := shown(o)
				d.SetSize(d.Size(size[0], size[1]))
				golden.RequireEqual(t, d.View()+"\n")
			})
		}
	}
}

func TestEveryFrameIsExact(t *testing.T) {
	keys := []string{"left", "right", "tab", "up", "down", "pgdown", "a", "ba", "backspace", "enter"}
	rapid.Check(t, func(t *rapid.T) {
		c := newClock()
		d := confirm.New(rapid.SampledFrom(kittest.Themes()).Draw(t, "theme"), confirm.Options{
			Title: kittest.Hostile().Draw(t, "title"), Lines: rapid.SliceOfN(kittest.Hostile(), 0, 6).Draw(t, "lines"),
			Confirm: kittest.Hostile().Draw(t, "confirm"), Word: rapid.SampledFrom([]string{"", "aba", "日本"}).Draw(t, "word"),
			Danger: rapid.Bool().Draw(t, "danger"), Now: c.Now,
		})
		width, height := rapid.IntRange(0, 40).Draw(t, "width"), rapid.IntRange(0, 12).Draw(t, "height")
		if rapid.Bool().Draw(t, "fitted") {
			width, height = d.Size(width, height)
		}
		d.SetSize(width, height)
		kittest.RequireBlock(t, d.Lines(), width, height)
		c.now = c.now.Add(time.Second)
		for _, key := range rapid.SliceOfN(rapid.SampledFrom(keys), 0, 8).Draw(t, "keys") {
			answer(d, key)
			kittest.RequireBlock(t, d.Lines(), width, height)
		}
	})
}

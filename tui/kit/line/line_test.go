package line_test

import (
	"strings"
	"testing"

	"github.com/muesli/termenv"
	"pgregory.net/rapid"

	"github.com/jansadm/jansadm/theme"
	"github.com/jansadm/jansadm/tui/kit/kittest"
	"github.com/jansadm/jansadm/tui/kit/line"
	"github.com/jansadm/jansadm/tui/kit/text"
)

func newInput(width int, o line.Options) *line.Input {
	in := line.New(kittest.Mono(), o)
	in.SetWidth(width)
	return in
}

func press(in *line.Input, keys ...string) {
	for _, k := range kittest.Keys(keys...) {
		in.Key(k)
	}
}

func TestEditing(t *testing.T) {
	tests := map[string]struct {
		start string
		keys  []string
		want  string // the cursor is at the bar
	}{
		"type":                   {"", []string{"a", "b", " ", "c"}, "ab c|"},
		"type several at once":   {"x", []string{"abc"}, "xabc|"},
		"left and type":          {"ac", []string{"left", "b"}, "ab|c"},
		"left at the start":      {"a", []string{"left", "left", "b"}, "b|a"},
		"right at the end":       {"a", []string{"right", "b"}, "ab|"},
		"home, end":              {"bc", []string{"home", "a", "end", "d"}, "abcd|"},
		"backspace":              {"abc", []string{"left", "backspace"}, "a|c"},
		"backspace at the start": {"a", []string{"home", "backspace"}, "|a"},
		"delete":                 {"abc", []string{"home", "delete"}, "|bc"},
		"delete at the end":      {"a", []string{"delete"}, "a|"},
		"word left":              {"one two.three", []string{"ctrl+left", "ctrl+left"}, "one |two.three"},
		"word right":             {"one two", []string{"home", "alt+f", "ctrl+right"}, "one two|"},
		"delete word":            {"one two.three", []string{"ctrl+w"}, "one two.|"},
		"delete next word":       {"one two", []string{"home", "alt+d"}, "| two"},
		"to the start":           {"abc", []string{"left", "ctrl+u"}, "|c"},
		"to the end":             {"abc", []string{"left", "ctrl+k"}, "ab|"},
		"combining is one":       {"e\u0301x", []string{"left", "left", "a"}, "a|e\u0301x"},
		"delete a whole emoji":   {"a👩‍🚀b", []string{"left", "backspace"}, "a|b"},
		"a typed mark joins":     {"e", []string{"\u0301", "left", "a"}, "a|e\u0301"},
		"a lone mark is nothing": {"", []string{"\u0301", "b"}, "b|"},
		"joining what is there":  {"👩🚀", []string{"left", "backspace"}, "|🚀"},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			in := newInput(40, line.Options{})
			in.SetValue(tc.start)
			press(in, tc.keys...)
			if got := strings.TrimRight(strings.Replace(in.View(), "▏", "|", 1), " "); got != tc.want {
				t.Errorf("shows %q, want %q", got, tc.want)
			}
			if got := in.Value(); got != strings.Replace(tc.want, "|", "", 1) {
				t.Errorf("value %q", got)
			}
		})
	}
}

func TestKeysThatAreTheOwners(t *testing.T) {
	in := newInput(10, line.Options{})
	for _, k := range kittest.Keys("enter", "esc", "tab", "up", "down", "ctrl+s", "alt+x", "f1") {
		if in.Key(k) {
			t.Errorf("took %q", k)
		}
	}
}

func TestPaste(t *testing.T) {
	tests := map[string]struct {
		options       line.Options
		paste         string
		value, notice string
	}{
		"plain":           {line.Options{}, "https://a.example/", "https://a.example/", ""},
		"break at end":    {line.Options{RefuseBreaks: true}, "abc\r\n", "abc", ""},
		"breaks":          {line.Options{}, "a\r\nb\tc\rd", "a b c d", ""},
		"breaks refused":  {line.Options{RefuseBreaks: true}, "a\nb", "", "not pasted: the text has several lines, only one fits here"},
		"invisible":       {line.Options{}, "ad\u200bmin\u202e", "admin", "characters that can't be seen were left out"},
		"control":         {line.Options{}, "a\x1b[2Jb\x00", "ab", "characters that can't be seen were left out"},
		"too long":        {line.Options{Limit: 3}, "abcdef", "abc", "too long: the rest was left out"},
		"just long enogh": {line.Options{Limit: 3}, "abc", "abc", ""},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			in := newInput(40, tc.options)
			in.Key(kittest.Paste(tc.paste))
			if in.Value() != tc.value || in.Notice() != tc.notice {
				t.Errorf("value %q, notice %q; want %q, %q", in.Value(), in.Notice(), tc.value, tc.notice)
			}
			press(in, "left")
			if in.Notice() != "" {
				t.Error("the notice stays")
			}
		})
	}
}

func TestLimitLeavesWhatWasThere(t *testing.T) {
	in := newInput(40, line.Options{Limit: 4})
	in.SetValue("longer than four")
	press(in, "home", "x")
	if in.Value() != "longer than four" {
		t.Errorf("value %q", in.Value())
	}
	in.SetValue("ad")
	press(in, "left", "bcxy")
	if in.Value() != "abcd" {
		t.Errorf("value %q", in.Value())
	}
}

func TestValueIsKeptAsItWasSet(t *testing.T) {
	const odd = "a\x1b[2J\r\n\tb\u202e\xff"
	in := newInput(40, line.Options{})
	in.SetValue(odd)
	if in.Value() != odd {
		t.Errorf("value %q", in.Value())
	}
	if got, want := strings.TrimRight(in.View(), " "), "a␛[2J↵↵ b��▏"; got != want {
		t.Errorf("shows %q, want %q", got, want)
	}
	press(in, "backspace", "backspace")
	if want := "a\x1b[2J\r\n\tb"; in.Value() != want {
		t.Errorf("value %q, want %q", in.Value(), want)
	}
}

func TestSecret(t *testing.T) {
	in := newInput(20, line.Options{Secret: true})
	in.Key(kittest.Paste("pass word é日"))
	if got := in.View(); got != "••••••••••••▏       " {
		t.Errorf("shows %q", got)
	}
	press(in, "ctrl+w")
	if !in.Empty() {
		t.Errorf("deleting a word left %q, which tells where words end", in.Value())
	}
}

// What was set is masked alike whatever its length, as long as any of it is there; only what is typed counts.
func TestSecretHidesItsLength(t *testing.T) {
	for _, value := range []string{"x", "hunter2", strings.Repeat("long", 40), "e\u0301日"} {
		in := newInput(20, line.Options{Secret: true})
		in.SetValue(value)
		for _, step := range []struct{ keys, shows, value string }{
			{"", "••••••••▏           ", value},
			{"a", "•••••••••▏          ", value + "a"},
			{"left left b", "•▏•••••••••         ", "b" + value + "a"},
			{"right", "•••••••••▏•         ", "b" + value + "a"},
			{"backspace", "•▏•                 ", "ba"},
		} {
			press(in, strings.Fields(step.keys)...)
			if in.View() != step.shows || in.Value() != step.value {
				t.Errorf("%q after %q: %q holding %q", value, step.keys, in.View(), in.Value())
			}
		}
	}
}

func TestScrolling(t *testing.T) {
	in := newInput(8, line.Options{})
	steps := []struct {
		keys []string
		want string
	}{
		{[]string{"abcdefg"}, "abcdefg▏"},
		{[]string{"h"}, "bcdefgh▏"},
		{[]string{"left", "left", "left"}, "bcde▏fgh"},
		{[]string{"home"}, "▏abcdefg"},
		{[]string{"end", "日"}, "defgh日▏"},
		{[]string{"ctrl+w"}, "▏       "},
	}
	for _, step := range steps {
		press(in, step.keys...)
		if got := in.View(); got != step.want {
			t.Errorf("after %v: %q, want %q", step.keys, got, step.want)
		}
	}
	in.SetValue("abcdefghij")
	press(in, "backspace", "backspace", "backspace")
	if got := in.View(); got != "abcdefg▏" {
		t.Errorf("after deleting: %q", got)
	}
}

func TestPlaceholderAndFocus(t *testing.T) {
	in := newInput(12, line.Options{Placeholder: "search\x1b[2J here"})
	if got := in.View(); got != "▏search␛ he…" {
		t.Errorf("with focus %q", got)
	}
	in.SetFocused(false)
	if got := in.View(); got != "search␛ here" {
		t.Errorf("without focus %q", got)
	}
	press(in, "a")
	if got := in.View(); got != "a           " {
		t.Errorf("with a value %q", got)
	}
}

// Without the cursor a value is read from its beginning, and what does not fit is told.
func TestWithoutFocusTheBeginningShows(t *testing.T) {
	in := newInput(6, line.Options{})
	in.SetValue("ab:cd:ef")
	in.SetFocused(false)
	if got := in.View(); got != "ab:cd…" {
		t.Errorf("%q", got)
	}
	in.SetFocused(true)
	if got := in.View(); got != "cd:ef▏" {
		t.Errorf("with focus %q", got)
	}
	in.SetValue("日本語")
	in.SetFocused(false)
	if got := in.View(); got != "日本語" {
		t.Errorf("%q", got)
	}
}

func TestCaretIsPainted(t *testing.T) {
	th := theme.New(theme.Options{Profile: termenv.ANSI})
	in := line.New(th, line.Options{})
	in.SetWidth(6)
	in.SetValue("ab")
	press(in, "left")
	if want := "a" + th.Caret.Paint("b") + "    "; in.View() != want {
		t.Errorf("%q, want %q", in.View(), want)
	}
	in.SetWidth(4)
	in.SetValue("abc日") // the wide one does not fit beside all the others
	press(in, "home", "right", "right", "right")
	if want := "bc" + th.Caret.Paint("日"); in.View() != want {
		t.Errorf("%q, want %q", in.View(), want)
	}
}

func TestEveryViewHasTheWidth(t *testing.T) {
	keys := []string{
		"left", "right", "home", "end", "backspace", "delete", "ctrl+w", "ctrl+u", "ctrl+k",
		"ctrl+left", "ctrl+right", "a", " ", "日", "e\u0301",
	}
	rapid.Check(t, func(t *rapid.T) {
		in := line.New(rapid.SampledFrom(kittest.Themes()).Draw(t, "theme"), line.Options{
			Secret: rapid.Bool().Draw(t, "secret"), Limit: rapid.IntRange(0, 9).Draw(t, "limit"),
			Placeholder: kittest.Hostile().Draw(t, "placeholder"),
		})
		width := rapid.IntRange(1, 20).Draw(t, "width")
		in.SetWidth(width)
		in.SetFocused(rapid.Bool().Draw(t, "focused"))
		start := kittest.Hostile().Draw(t, "value")
		in.SetValue(start)
		if in.Value() != start {
			t.Fatalf("SetValue(%q) gave %q", start, in.Value())
		}
		for range rapid.IntRange(0, 12).Draw(t, "steps") {
			if rapid.IntRange(0, 3).Draw(t, "what") == 0 {
				in.Key(kittest.Paste(kittest.Hostile().Draw(t, "paste")))
			} else {
				press(in, rapid.SampledFrom(keys).Draw(t, "key"))
			}
			kittest.RequireBlock(t, []string{in.View()}, width, 1)
		}
	})
}

func TestTypedTextIsVisible(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := newInput(10, line.Options{})
		in.Key(kittest.Paste(kittest.Hostile().Draw(t, "paste")))
		if v := in.Value(); text.CleanLine(v) != v {
			t.Fatalf("a paste left %q", v)
		}
	})
}

func BenchmarkKeyToView(b *testing.B) {
	in := newInput(60, line.Options{})
	in.SetValue(strings.Repeat("https://server.example/jans-auth/restv1/revoke ", 4))
	keys := kittest.Keys("a", "left", "right", "backspace")
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		in.Key(keys[i%len(keys)])
		in.View()
	}
}

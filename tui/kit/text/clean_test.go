package text_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"

	"github.com/jansadm/jansadm/tui/kit/kittest"
	"github.com/jansadm/jansadm/tui/kit/text"
)

func TestCleanLine(t *testing.T) {
	tests := map[string]struct{ in, want string }{
		"plain":               {"accessTokenLifetime = 300", "accessTokenLifetime = 300"},
		"colour":              {"\x1b[31mred\x1b[0m", "␛red␛"},
		"clipboard":           {"a\x1b]52;c;ZXZpbA==\ab", "a␛b"},
		"clipboard with ST":   {"a\x1b]52;c;ZXZpbA==\x1b\\b", "a␛b"},
		"one-character CSI":   {"a\u009b2Jb", "a␛b"},
		"raw CSI byte":        {"a\x9b2Jb", "a�2Jb"},
		"unfinished string":   {"\x1b]0;all this must show", "␛]0;all this must show"},
		"unfinished sequence": {"\x1b[12;", "␛[12;"},
		"string ends at line": {"\x1bPq\nrest\a", "␛Pq rest␇"},
		"string in a string":  {"\u009d0;a\u009d0;b\u009cc", "␛0;a␛c"},
		"string with a tab":   {"\x1b]0;a\tb\ac", "␛c"},
		"string, 8-bit end":   {"\x1b]0;é\u009cc", "␛c"},
		"lone escape":         {"a\x1b", "a␛"},
		"escape of escape":    {"\x1b\x1b[2J", "␛␛"},
		"charset switch":      {"a\x1b(0b", "a␛b"},
		"bell and delete":     {"a\a\x7fb", "a␇␡b"},
		"carriage return":     {"safe\rEVIL", "safeEVIL"},
		"line break":          {"a\r\nb\nc", "a b c"},
		"tab":                 {"a\tb", "a b"},
		"line separators":     {"a\u2028b\u2029c", "a�b�c"},
		"override":            {"\u202egpj.exe", "�gpj.exe"},
		"isolates":            {"\u2066a\u2069\u200e\u200f\u061c", "�a����"},
		"zero-width":          {"ad\u200bmin\ufeff", "ad�min�"},
		"joiner in a word":    {"ad\u200dmin", "ad�min"},
		"joiner in emoji":     {"👩‍🚀 ok", "👩‍🚀 ok"},
		"joined skin tone":    {"👩🏽‍🚀", "👩🏽‍🚀"},
		"heart on fire":       {"❤️‍🔥", "❤️‍🔥"},
		"joiner at the end":   {"می\u200c", "می\u200c"},
		"joiner in Persian":   {"می\u200cخواهم", "می\u200cخواهم"},
		"two joiners":         {"می\u200c\u200cخ", "می\u200c�خ"},
		"text selector":       {"a\ufe0f", "a�"},
		"ideograph selector":  {"葛\U000e0100", "葛\U000e0100"},
		"tags":                {"ok\U000e0041\U000e0042", "ok��"},
		"flag":                {"🇨🇭", "🇨🇭"},
		"combining":           {"e\u0301te\u0301", "e\u0301te\u0301"},
		"mark without base":   {"\u0301x", "�x"},
		"pile of marks":       {"e" + strings.Repeat("\u0301", 9), "e" + strings.Repeat("\u0301", 8) + "�"},
		"vowel sign alone":    {"x\u0903", "x�"},
		"Devanagari":          {"क्षि", "क्षि"},
		"Hangul filler":       {"a\u3164b", "a�b"},
		"not UTF-8":           {"a\xff\xc3b", "a��b"},
		"surrogate half":      {"a\xed\xa0\x80b", "a���b"},
		"CJK":                 {"日本語", "日本語"},
		"private use":         {"\ue0b0", "�"},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			if got := text.CleanLine(tc.in); got != tc.want {
				t.Errorf("CleanLine(%q) = %q, want %q", tc.in, got, tc.want)
			}
		})
	}
}

func TestCleanKeepsLines(t *testing.T) {
	got := text.Clean("a\r\n\tb\tc\n日\tx\n\u0301y")
	want := "a\n    b   c\n日  x\n�y"
	if got != want {
		t.Errorf("Clean = %q, want %q", got, want)
	}
}

// A server decides how long its texts are; cleaning must stay linear whatever
// they are made of: at this length anything else is felt.
func TestLongTextsOfAnyKind(t *testing.T) {
	for _, piece := range []string{
		"\x1b", "\x1b]", "\x1b[1;", "\x1b(", "\u009b", "\u009d", "\u009da", "\xff", "\t日", "\u0301", "e\u0301", "\u200d", "👩\u200d", "ᅡ", "🇨",
	} {
		long := strings.Repeat(piece, 5_000)
		lines := text.Clean(long)
		requireHarmless(t, piece, lines)
		requireHarmless(t, piece, text.CleanLine(long))
		requireHarmless(t, piece, text.Strip(text.CleanPainted(long)))
		requireHarmless(t, piece, strings.ReplaceAll(text.Typed("", long), "\t", ""))
		for _, l := range text.Wrap(lines, 40) {
			if text.Width(l) > 40 {
				t.Fatalf("many %q wrap into a line of %d cells", piece, text.Width(l))
			}
		}
	}
}

func TestCleanerOptions(t *testing.T) {
	const hostile = "a\x1b[2J\u202eb\xff\tc"
	if got := (text.Cleaner{ASCII: true}).Line(hostile); got != "a??b? c" {
		t.Errorf("ASCII: %q", got)
	}
	if got := (text.Cleaner{Drop: true}).Line(hostile); got != "ab c" {
		t.Errorf("Drop: %q", got)
	}
}

func TestCleanPaintedKeepsColoursOnly(t *testing.T) {
	got := text.CleanPainted("\x1b[1;31mred\x1b[0m \x1b[2J\x1b]0;t\a 日\x1b[")
	want := "\x1b[1;31mred\x1b[0m ␛␛ 日␛["
	if got != want {
		t.Errorf("CleanPainted = %q, want %q", got, want)
	}
}

// requireHarmless fails when s could do anything but show.
func requireHarmless(t interface{ Fatalf(string, ...any) }, in, s string) {
	if !utf8.ValidString(s) {
		t.Fatalf("cleaning %q gave invalid UTF-8 %q", in, s)
	}
	for _, r := range s {
		if r != '\n' && (unicode.IsControl(r) || r == '\u2028' || r == '\u2029' || unicode.Is(unicode.Bidi_Control, r)) {
			t.Fatalf("cleaning %q left %U in %q", in, r, s)
		}
	}
}

func checkClean(t interface{ Fatalf(string, ...any) }, in string) {
	for _, c := range []text.Cleaner{{}, {ASCII: true}, {Drop: true}} {
		line, lines := c.Line(in), c.Lines(in)
		requireHarmless(t, in, line)
		requireHarmless(t, in, lines)
		if strings.Contains(line, "\n") {
			t.Fatalf("Line(%q) has a line break: %q", in, line)
		}
		if again := c.Line(line); again != line {
			t.Fatalf("%+v: Line is not idempotent: %q, %q, %q", c, in, line, again)
		}
		if again := c.Lines(lines); again != lines {
			t.Fatalf("%+v: Lines is not idempotent: %q, %q, %q", c, in, lines, again)
		}
		// What is put in front of a cleaned text must not change its width.
		for _, before := range []string{" ", "x", "│", "›", "日", "\x1b[1m"} {
			if got, want := text.Width(before+line), text.Width(before)+text.Width(line); got != want {
				t.Fatalf("%q is %d cells wide behind %q and %d alone", line, got-text.Width(before), before, text.Width(line))
			}
		}
		for _, after := range []string{" ", "x", "│", "…", "\x1b[0m"} {
			if got, want := text.Width(line+after), text.Width(after)+text.Width(line); got != want {
				t.Fatalf("%q followed by %q is %d cells wide, not %d", line, after, got, want)
			}
		}
	}
	painted := text.CleanPainted(in)
	if again := text.CleanPainted(painted); again != painted {
		t.Fatalf("CleanPainted is not idempotent: %q, %q, %q", in, painted, again)
	}
	requireHarmless(t, in, text.Strip(painted))
}

func TestCleanLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { checkClean(t, kittest.Hostile().Draw(t, "text")) })
}

func FuzzClean(f *testing.F) {
	for _, seed := range []string{"", "plain", "\x1b[31mred\x1b[0m", "\x1b]52;c;x\a", "\u009b2J", "e\u0301", "👩‍🚀", "\u202e", "日本\t語\n", "\xff\xfe", "क्षि", "\U000e0041"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, in string) { checkClean(t, in) })
}

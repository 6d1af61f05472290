package text_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/muesli/termenv"
	"pgregory.net/rapid"

	"github.com/jansadm/jansadm/theme"
	"github.com/jansadm/jansadm/tui/kit/kittest"
	"github.com/jansadm/jansadm/tui/kit/text"
)

func TestWrap(t *testing.T) {
	tests := map[string]struct {
		in    string
		width int
		want  []string
	}{
		"fits":               {"one two", 7, []string{"one two"}},
		"words":              {"one two three", 8, []string{"one two", "three"}},
		"exactly":            {"one two", 3, []string{"one", "two"}},
		"long word":          {"a tokenRevocationEndpoint", 10, []string{"a", "tokenRevoc", "ationEndpo", "int"}},
		"fingerprint":        {"is AB:CD:EF:01:23", 9, []string{"is", "AB:CD:EF:", "01:23"}},
		"half a pair":        {"AB:CD:EF:01:23", 10, []string{"AB:CD:EF:", "01:23"}},
		"pair before colon":  {"AB:CD:EF:01:23", 8, []string{"AB:CD:", "EF:01:23"}},
		"painted pairs":      {red + "AB:CD:EF:01:23" + reset, 10, []string{red + "AB:CD:EF:" + reset, red + "01:23" + reset}},
		"narrower than two":  {"AB:CD", 2, []string{"AB", ":C", "D"}},
		"spaces at a break":  {"one    two", 5, []string{"one", "two"}},
		"inner spaces":       {"a:   b c", 7, []string{"a:   b", "c"}},
		"indentation":        {"  one two", 6, []string{"  one", "two"}},
		"indented long word": {"    abcdefgh", 8, []string{"    abcd", "efgh"}},
		"deep indentation":   {"     abcdef", 8, []string{"abcdef"}},
		"trailing spaces":    {"one   ", 4, []string{"one"}},
		"paragraphs":         {"one\n\ntwo", 9, []string{"one", "", "two"}},
		"empty":              {"", 5, []string{""}},
		"ideographs":         {"日本語です", 4, []string{"日本", "語で", "す"}},
		"mixed":              {"ab日本", 3, []string{"ab", "日", "本"}},
		"too narrow":         {"日a", 1, []string{"?", "a"}},
		"no width":           {"abc", 0, nil},
		"style goes on":      {red + "one two" + reset + " x", 4, []string{red + "one" + reset, red + "two" + reset, "x"}},
		"style ends":         {red + "one" + reset + " two", 4, []string{red + "one" + reset, "two"}},
		"style over lines":   {red + "one\ntwo" + reset, 9, []string{red + "one" + reset, red + "two" + reset}},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			got := text.Wrap(tc.in, tc.width)
			if !slices.Equal(got, tc.want) {
				t.Errorf("Wrap(%q, %d) = %q, want %q", tc.in, tc.width, got, tc.want)
			}
		})
	}
}

func TestWrapLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := strings.Join(rapid.SliceOfN(painted(), 1, 3).Draw(t, "paragraphs"), "\n")
		width := rapid.IntRange(2, 20).Draw(t, "width")
		lines := text.Wrap(s, width)
		for _, l := range lines {
			if text.Width(l) > width {
				t.Fatalf("a line of Wrap(%q, %d) is %d wide: %q", s, width, text.Width(l), l)
			}
			requireBalanced(t, l)
		}
		squeeze := func(s string) string { return strings.Join(strings.FieldsFunc(s, isSpaceOrBreak), "") }
		if got, want := squeeze(text.Strip(strings.Join(lines, "\n"))), squeeze(text.Strip(s)); got != want {
			t.Fatalf("Wrap(%q, %d) changed the text to %q", s, width, lines)
		}
	})
}

func isSpaceOrBreak(r rune) bool { return r == ' ' || r == '\n' }

func TestHighlight(t *testing.T) {
	match := theme.New(theme.Options{Profile: termenv.ANSI}).Match
	mark := func(s string) string { return match.Paint(s) }
	tests := map[string]struct{ in, needle, want string }{
		"nothing":         {"revoke", "x", "revoke"},
		"no needle":       {"revoke", "", "revoke"},
		"any case":        {"REVOKE_token", "revoke", mark("REVOKE") + "_token"},
		"several":         {"aXa", "A", mark("a") + "X" + mark("a")},
		"to the end":      {"token", "ken", "to" + mark("ken")},
		"inside a style":  {red + "token" + reset, "ok", red + "t" + reset + mark("ok") + red + "en" + reset},
		"over two styles": {red + "to" + reset + "ken", "ok", red + "t" + reset + mark("ok") + "en"},
		"whole character": {"👩‍🚀!", "👩", mark("👩‍🚀") + "!"},
		"not ASCII":       {"ÄRGER", "är", mark("ÄR") + "GER"},
		"grows in lower":  {"İİx", "x", "İİ" + mark("x")},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			if got := text.Highlight(tc.in, tc.needle, match); got != tc.want {
				t.Errorf("Highlight(%q, %q) = %q, want %q", tc.in, tc.needle, got, tc.want)
			}
		})
	}
}

func TestHighlightKeepsText(t *testing.T) {
	match := theme.New(theme.Options{Profile: termenv.ANSI}).Match
	rapid.Check(t, func(t *rapid.T) {
		s := painted().Draw(t, "text")
		needle := text.CleanLine(kittest.Hostile().Draw(t, "needle"))
		got := text.Highlight(s, needle, match)
		if text.Strip(got) != text.Strip(s) || text.Width(got) != text.Width(s) {
			t.Fatalf("Highlight(%q, %q) = %q", s, needle, got)
		}
		requireBalanced(t, got)
	})
}

func TestTyped(t *testing.T) {
	tests := map[string]struct{ before, in, want string }{
		"plain":            {"", "abc", "abc"},
		"breaks":           {"", "a\r\nb\rc\n\td", "a\nb\nc\n\td"},
		"invisible":        {"", "ad\u200bmin\x1b[31m\u202e", "admin"},
		"mark on a letter": {"cafe", "\u0301", "\u0301"},
		"mark on nothing":  {"", "\u0301", ""},
		"mark on a break":  {"", "a\n\u0301b", "a\nb"},
		"behind a tab":     {"a\t", "é", "é"},
		"behind an escape": {"a\x1b", "[é", "[é"},
		"emoji":            {"", "👩‍🚀", "👩‍🚀"},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			if got := text.Typed(tc.before, tc.in); got != tc.want {
				t.Errorf("Typed(%q, %q) = %q, want %q", tc.before, tc.in, got, tc.want)
			}
		})
	}
}

func TestGraphemesCoverTheText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := kittest.Hostile().Draw(t, "text")
		clean := text.CleanLine(s)
		cells := 0
		var parts strings.Builder
		for rest := clean; rest != ""; {
			first, after, width := text.Grapheme(rest)
			if first == "" {
				t.Fatalf("no character at the start of %q", rest)
			}
			parts.WriteString(first)
			cells += width
			rest = after
		}
		if parts.String() != clean || cells != text.Width(clean) {
			t.Fatalf("characters of %q: %q, %d cells, not %d", clean, parts.String(), cells, text.Width(clean))
		}
	})
}

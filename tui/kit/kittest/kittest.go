// Package kittest has what the tests of the widgets share. Only tests import it.
package kittest

import (
	"strings"
	"unicode"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/muesli/termenv"
	"pgregory.net/rapid"

	"github.com/jansadm/jansadm/theme"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// Hostile draws text made of everything that breaks terminals and layouts.
func Hostile() *rapid.Generator[string] {
	pieces := []string{
		"a", " ", "  ", "word", "\t", "\n", "\r", "\r\n", "\x1b", "\x1b[31m", "\x1b[0m", "\x1b[2J", "\x1b]0;x\a", "\x1b]52;",
		"\x1b\\", "\u009b", "\u009c", "\u009d", "\x9b", "\xff", "\xc3", "\x7f", "\x00", "[", "m", "]", ";", "1",
		"é", "e\u0301", "\u0301", "\u0903", "日", "本語", "한", "\u1100", "\u1161", "\u11a8", "👩", "\u200d", "🚀", "\u200c",
		"🏽", "🇨", "🇭", "\ufe0f", "\ufe0e", "❤", "\U000e0100", "\U000e0041", "葛", "م", "ی", "क", "ि", "्", "\u202e", "\u2066",
		"\u200b", "\ufeff", "\u2028", "\u0600", "\u0d4e", "\U000111c2", "\u0e33", "ก", "ﾞ", "ｶ", "\ufffd", "│", "…", "\u00ad",
		"1\ufe0f\u20e3",
	}
	piece := rapid.OneOf(
		rapid.SampledFrom(pieces), rapid.SampledFrom(pieces),
		rapid.Map(rapid.Rune(), func(r rune) string { return string(r) }),
	)
	return rapid.Map(rapid.SliceOfN(piece, 0, 24), func(s []string) string { return strings.Join(s, "") })
}

// T is the part of testing.T and rapid.T that is needed here.
type T interface {
	Helper()
	Fatalf(format string, args ...any)
}

// RequireBlock fails unless lines are exactly width by height cells and hold no
// control sequence but colours.
func RequireBlock(t T, lines []string, width, height int) {
	t.Helper()
	if width <= 0 || height <= 0 {
		width, height = 0, 0
	}
	if len(lines) != height {
		t.Fatalf("%d lines, want %d:\n%q", len(lines), height, lines)
	}
	for i, l := range lines {
		if got := text.Width(l); got != width {
			t.Fatalf("line %d is %d cells wide, want %d: %q", i, got, width, l)
		}
		if clean := text.CleanPainted(l); clean != l {
			t.Fatalf("line %d holds %q, cleaned %q", i, l, clean)
		}
		for _, r := range text.Strip(l) {
			if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) {
				t.Fatalf("line %d holds %U: %q", i, r, l)
			}
		}
	}
}

// Mono returns the theme without control sequences, which golden frames are
// drawn in.
func Mono() *theme.Theme {
	return theme.New(theme.Options{Palette: "mono", Profile: termenv.Ascii})
}

// Themes returns themes that paint in all the ways there are.
func Themes() []*theme.Theme {
	return []*theme.Theme{
		Mono(),
		theme.New(theme.Options{Palette: "auto", Profile: termenv.ANSI}),
		theme.New(theme.Options{Palette: "dark", Profile: termenv.TrueColor, ASCII: true}),
	}
}

// Keys turns names into key messages: "enter", "ctrl+u", "alt+b", "a", and a
// text of several characters into one message, as it arrives when typed fast.
func Keys(names ...string) []tea.KeyMsg {
	msgs := make([]tea.KeyMsg, 0, len(names))
	for _, name := range names {
		msgs = append(msgs, Key(name))
	}
	return msgs
}

// Key turns one name into a key message, see Keys.
func Key(name string) tea.KeyMsg {
	bare, alt := strings.CutPrefix(name, "alt+")
	if bare == " " {
		return tea.KeyMsg{Type: tea.KeySpace, Runes: []rune{' '}, Alt: alt}
	}
	for t := tea.KeyType(127); t > -100; t-- {
		if t != tea.KeyRunes && t.String() == bare {
			return tea.KeyMsg{Type: t, Alt: alt}
		}
	}
	return tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(bare), Alt: alt}
}

// Paste returns the message of a paste.
func Paste(s string) tea.KeyMsg {
	return tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(s), Paste: true}
}

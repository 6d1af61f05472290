package text_test

import (
	"strings"
	"testing"

	"github.com/muesli/termenv"
	"pgregory.net/rapid"

	"github.com/jansadm/jansadm/theme"
	"github.com/jansadm/jansadm/tui/kit/kittest"
	"github.com/jansadm/jansadm/tui/kit/text"
)

const (
	red   = "\x1b[31m"
	reset = "\x1b[0m"
)

// painted draws cleaned text with colours around parts of it.
func painted() *rapid.Generator[string] {
	th := theme.New(theme.Options{Profile: termenv.ANSI})
	styles := []theme.Style{{}, th.Danger, th.Match, th.Selection}
	part := rapid.Custom(func(t *rapid.T) string {
		return rapid.SampledFrom(styles).Draw(t, "style").Paint(text.CleanLine(kittest.Hostile().Draw(t, "text")))
	})
	return rapid.Map(rapid.SliceOfN(part, 0, 4), func(parts []string) string { return strings.Join(parts, " ") })
}

// requireBalanced fails when a style is left on at the end of s.
func requireBalanced(t kittest.T, s string) {
	t.Helper()
	last := strings.LastIndex(s, "\x1b")
	if last >= 0 && !strings.HasPrefix(s[last:], reset) {
		t.Fatalf("a style is left on in %q", s)
	}
}

func TestTruncate(t *testing.T) {
	tests := []struct {
		in       string
		width    int
		ellipsis string
		want     string
	}{
		{"revoke_token", 12, "…", "revoke_token"},
		{"revoke_token", 7, "…", "revoke…"},
		{"revoke_token", 7, "..", "revok.."},
		{"revoke", 1, "..", "r"},
		{"revoke", 0, "…", ""},
		{"日本語", 5, "…", "日本…"},
		{"日本語", 4, "…", "日… "},
		{red + "danger" + reset + " zone", 4, "…", red + "dan…" + reset},
		{red + "ok" + reset + " zone", 5, "…", red + "ok" + reset + " z…"},
		{"e\u0301te\u0301s", 3, "", "e\u0301te\u0301"},
	}
	for _, tc := range tests {
		if got := text.Truncate(tc.in, tc.width, tc.ellipsis); got != tc.want {
			t.Errorf("Truncate(%q, %d, %q) = %q, want %q", tc.in, tc.width, tc.ellipsis, got, tc.want)
		}
	}
}

func TestPads(t *testing.T) {
	tests := []struct{ name, got, want string }{
		{"Pad fills", text.Pad("日", 4), "日  "},
		{"Pad cuts", text.Pad("日本", 3), "日 "},
		{"PadLeft fills", text.PadLeft("42", 5), "   42"},
		{"PadLeft cuts", text.PadLeft("12345", 3), "123"},
		{"nothing", text.Pad("ab", 0), ""},
		{"long blank", text.Pad("", 200), strings.Repeat(" ", 200)},
	}
	for _, tc := range tests {
		if tc.got != tc.want {
			t.Errorf("%s: %q, want %q", tc.name, tc.got, tc.want)
		}
	}
}

func TestCut(t *testing.T) {
	tests := []struct {
		in          string
		left, right int
		want        string
	}{
		{"abcdef", 2, 4, "cd"},
		{"abc", 2, 6, "c   "},
		{"abc", 5, 7, "  "},
		{"日本語", 0, 4, "日本"},
		{"日本語", 1, 5, " 本 "},
		{"日本語", 1, 2, " "},
		{"a" + red + "bcd" + reset + "e", 2, 3, red + "c" + reset},
		{"a" + red + "bcd" + reset + "e", 3, 5, red + "d" + reset + "e"},
		{"a" + red + "b" + reset + "cde", 3, 5, "de"},
		{red + "日本" + reset, 1, 3, red + "  " + reset},
	}
	for _, tc := range tests {
		if got := text.Cut(tc.in, tc.left, tc.right); got != tc.want {
			t.Errorf("Cut(%q, %d, %d) = %q, want %q", tc.in, tc.left, tc.right, got, tc.want)
		}
	}
}

func TestFittingLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := painted().Draw(t, "text")
		width := rapid.IntRange(0, 30).Draw(t, "width")
		height := rapid.IntRange(0, 4).Draw(t, "height")
		ellipsis := rapid.SampledFrom([]string{"", "…", ".."}).Draw(t, "ellipsis")
		left := rapid.IntRange(0, 12).Draw(t, "left")

		cut := text.Truncate(s, width, ellipsis)
		if w := text.Width(cut); w > width || (text.Width(s) > width && w != width) {
			t.Fatalf("Truncate(%q, %d) is %d wide: %q", s, width, w, cut)
		}
		requireBalanced(t, cut)
		kittest.RequireBlock(t, []string{text.Pad(s, max(width, 1))}, max(width, 1), 1)
		kittest.RequireBlock(t, []string{text.PadLeft(s, max(width, 1))}, max(width, 1), 1)
		kittest.RequireBlock(t, text.Fit([]string{s, s}, width, height), width, height)
		part := text.Cut(s, left, left+width)
		if text.Width(part) != width {
			t.Fatalf("Cut(%q, %d, %d) is %d wide: %q", s, left, left+width, text.Width(part), part)
		}
		requireBalanced(t, part)
		if whole := text.Strip(text.Cut(s, 0, text.Width(s))); whole != text.Strip(s) {
			t.Fatalf("Cut of everything from %q gave %q", s, whole)
		}
	})
}

func TestAppendFitAllocatesNothing(t *testing.T) {
	buffer := make([]byte, 0, 100)
	allocations := testing.AllocsPerRun(100, func() {
		line := text.AppendFit(buffer, "accessTokenLifetime", 12, "…")
		_ = text.AppendFit(line, "300", 8, "…")
	})
	if allocations != 0 {
		t.Errorf("%v allocations", allocations)
	}
}

func BenchmarkAppendFit(b *testing.B) {
	for name, s := range map[string]string{"ascii": "accessTokenLifetime", "wide": "日本語のスコープ名です"} {
		b.Run(name, func(b *testing.B) {
			buffer := make([]byte, 0, 100)
			b.ReportAllocs()
			for b.Loop() {
				buffer = text.AppendFit(buffer[:0], s, 16, "…")
			}
		})
	}
}

func BenchmarkCleanLine(b *testing.B) {
	for name, s := range map[string]string{
		"ascii":   "One line of help that is about as long as most of them are.",
		"wide":    "日本語のスコープ名です、少し長めの説明。",
		"hostile": "a\x1b[31mred\x1b[0m\u202e\u200btext",
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				text.CleanLine(s)
			}
		})
	}
}

func TestMiddle(t *testing.T) {
	for _, tc := range []struct {
		s     string
		width int
		want  string
	}{
		{"openid", 6, "openid"}, {"https://jans.io/acrs.write", 14, "https…rs.write"}, {"日本語日本語", 7, "日…本語"}, {"openid", 4, "ope…"}, {"openid", 0, ""},
	} {
		if got := text.Middle(tc.s, tc.width, "…"); got != tc.want {
			t.Errorf("%q at %d: %q, want %q", tc.s, tc.width, got, tc.want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		s, width := kittest.Hostile().Draw(t, "s"), rapid.IntRange(0, 30).Draw(t, "width")
		clean := text.CleanLine(s)
		if got := text.Width(text.Middle(clean, width, "…")); got != min(text.Width(clean), width) {
			t.Fatalf("%q at %d is %d wide", clean, width, got)
		}
	})
}

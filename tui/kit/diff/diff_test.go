package diff_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/exp/golden"
	"pgregory.net/rapid"

	"github.com/jansadm/jansadm/tui/kit/diff"
	"github.com/jansadm/jansadm/tui/kit/kittest"
	"github.com/jansadm/jansadm/tui/kit/text"
)

func TestValues(t *testing.T) {
	tests := map[string]struct {
		width    int
		old, new string
		want     []string
	}{
		"scalar":             {40, "300", "600", []string{"300 → 600"}},
		"exactly":            {9, "300", "600", []string{"300 → 600"}},
		"too long":           {8, "300", "600", []string{"- 300", "+ 600"}},
		"wrapped":            {9, "one two", "three four", []string{"- one two", "+ three", "  four"}},
		"empty":              {40, "", "x", []string{`"" → x`}},
		"same":               {40, "x", "x", nil},
		"no width":           {0, "x", "y", nil},
		"hidden":             {60, "admin", "ad\u200bmin", []string{"admin → ad�min"}},
		"shows no different": {60, "ad\u200bmin", "ad\u200cmin", []string{`"ad\u200bmin" → "ad\u200cmin"`}},
		"line break at end":  {40, "a", "a\n", []string{`"a" → "a\n"`}},
		"control":            {40, "a", "\x1b[2Jb", []string{"a → ␛b"}},
		"patch":              {40, "a\nb\nc", "a\nB\nc", []string{"  a", "- b", "+ B", "  c"}},
		"patch, no break":    {40, "a", "a\nb", []string{"  a", "+ b"}},
		"far apart": {40, "a\nb\nc\nd\ne\nf\ng\nh\ni", "A\nb\nc\nd\ne\nf\ng\nh\nI", []string{
			"  line 1", "- a", "+ A", "  b", "  c", "  line 7", "  g", "  h", "- i", "+ I",
		}},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			if got := diff.Values(kittest.Mono(), tc.width, tc.old, tc.new); !slices.Equal(got, tc.want) {
				t.Errorf("got %q, want %q", got, tc.want)
			}
		})
	}
}

func TestMembers(t *testing.T) {
	tests := map[string]struct {
		old, new []string
		want     []string
	}{
		"added":   {[]string{"a"}, []string{"b", "a"}, []string{"+ b", "  1 unchanged"}},
		"removed": {[]string{"a", "b"}, nil, []string{"- a", "- b"}},
		"both":    {[]string{"a", "b", "c"}, []string{"c", "d", "a"}, []string{"- b", "+ d", "  2 unchanged"}},
		"twice":   {[]string{"a", "a"}, []string{"a"}, []string{"- a", "  1 unchanged"}},
		"none":    {nil, nil, nil},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			if got := diff.Members(kittest.Mono(), 40, tc.old, tc.new); !slices.Equal(got, tc.want) {
				t.Errorf("got %q, want %q", got, tc.want)
			}
		})
	}
}

func TestGolden(t *testing.T) {
	old := "{\n  \"name\": \"revocation\",\n  \"hosts\": [\n    \"https://a.example/a/rather/long/path\",\n    \"b.example\"\n  ],\n  \"on\": true\n}"
	changed := strings.NewReplacer("b.example", "日本.example", "true", "false").Replace(old)
	for _, width := range []int{80, 40, 16, 3} {
		t.Run(fmt.Sprint(width), func(t *testing.T) {
			lines := diff.Values(kittest.Mono(), width, old, changed)
			lines = append(lines, diff.Members(kittest.Mono(), width, []string{"openid", "profile"}, []string{"openid", "address"})...)
			golden.RequireEqual(t, strings.Join(text.Fit(lines, width, len(lines)), "\n")+"\n")
		})
	}
	t.Run("colour", func(t *testing.T) {
		golden.RequireEqual(t, strings.Join(diff.Values(kittest.Themes()[1], 40, old, changed), "\n")+"\n")
	})
}

func TestNoLineIsTooWide(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		th := rapid.SampledFrom(kittest.Themes()).Draw(t, "theme")
		width := rapid.IntRange(1, 30).Draw(t, "width")
		lines := rapid.SliceOfN(kittest.Hostile(), 0, 4)
		old, changed := lines.Draw(t, "old"), lines.Draw(t, "new")
		shown := diff.Values(th, width, strings.Join(old, "\n"), strings.Join(changed, "\n"))
		if len(shown) == 0 && strings.Join(old, "\n") != strings.Join(changed, "\n") {
			t.Fatalf("nothing shown of %q to %q", old, changed)
		}
		for _, l := range append(shown, diff.Members(th, width, old, changed)...) {
			if text.Width(l) > width {
				t.Fatalf("%q is wider than %d", l, width)
			}
			kittest.RequireBlock(t, []string{text.Pad(l, width)}, width, 1)
		}
	})
}

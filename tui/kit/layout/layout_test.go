package layout_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/jansadm/jansadm/tui/kit/kittest"
	"github.com/jansadm/jansadm/tui/kit/layout"
	"github.com/jansadm/jansadm/tui/kit/text"
)

func TestSplit(t *testing.T) {
	tests := map[string]struct {
		total int
		parts []layout.Part
		want  []int
	}{
		"header, body, footer": {24, []layout.Part{layout.Fixed(2), layout.Flex(1), layout.Fixed(1)}, []int{2, 21, 1}},
		"by weight":            {100, []layout.Part{layout.Flex(3), layout.Flex(1)}, []int{75, 25}},
		"nothing is lost":      {10, []layout.Part{layout.Flex(1), layout.Flex(1), layout.Flex(1)}, []int{3, 3, 4}},
		"minimum and share":    {20, []layout.Part{{Min: 10, Weight: 1}, layout.Flex(1)}, []int{15, 5}},
		"later ones lose":      {5, []layout.Part{layout.Fixed(3), layout.Fixed(4), layout.Flex(1)}, []int{3, 2, 0}},
		"nothing to share":     {-3, []layout.Part{layout.Fixed(3), layout.Flex(1)}, []int{0, 0}},
		"no parts":             {5, nil, []int{}},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			if got := layout.Split(tc.total, tc.parts...); !slices.Equal(got, tc.want) {
				t.Errorf("%v, want %v", got, tc.want)
			}
		})
	}
}

func TestRowsAndColumnsFillTheRectangle(t *testing.T) {
	part := rapid.Custom(func(t *rapid.T) layout.Part {
		return layout.Part{Min: rapid.IntRange(-1, 20).Draw(t, "min"), Weight: rapid.IntRange(0, 4).Draw(t, "weight")}
	})
	rapid.Check(t, func(t *rapid.T) {
		r := layout.Rect{X: 3, Y: 5, W: rapid.IntRange(0, 80).Draw(t, "w"), H: rapid.IntRange(0, 40).Draw(t, "h")}
		parts := rapid.SliceOfN(part, 1, 5).Draw(t, "parts")
		x, y := r.X, r.Y
		for _, c := range r.Columns(parts...) {
			if c.X != x || c.W < 0 || c.Y != r.Y || c.H != r.H {
				t.Fatalf("%+v is not right of what is before it", c)
			}
			x += c.W
		}
		for _, c := range r.Rows(parts...) {
			if c.Y != y || c.H < 0 || c.X != r.X || c.W != r.W {
				t.Fatalf("%+v is not below what is before it", c)
			}
			y += c.H
		}
		weighted := slices.ContainsFunc(parts, func(p layout.Part) bool { return p.Weight > 0 })
		if x > r.X+r.W || y > r.Y+r.H || weighted && (x != r.X+r.W || y != r.Y+r.H) {
			t.Fatalf("the parts of %+v end at %d, %d", r, x, y)
		}
	})
}

func TestCenter(t *testing.T) {
	r := layout.Rect{X: 1, Y: 1, W: 20, H: 10}
	if got, want := r.Center(10, 4), (layout.Rect{X: 6, Y: 4, W: 10, H: 4}); got != want {
		t.Errorf("Center %+v, want %+v", got, want)
	}
	if got := r.Center(90, 90); got != r {
		t.Errorf("Center of too much %+v", got)
	}
}

func TestListDetail(t *testing.T) {
	if _, _, ok := layout.ListDetail(layout.Rect{W: layout.DetailFrom - 1, H: 9}); ok {
		t.Error("a detail pane in a narrow window")
	}
	list, detail, ok := layout.ListDetail(layout.Rect{X: 2, W: layout.DetailFrom, H: 9})
	if !ok || list.X != 2 || detail.X != list.X+list.W+1 || detail.X+detail.W != 2+layout.DetailFrom || detail.H != 9 {
		t.Errorf("%+v %+v %v", list, detail, ok)
	}
}

func TestBeside(t *testing.T) {
	got := layout.Beside([]string{"ab", "cd"}, "│", []string{"x"})
	if want := []string{"ab│x", "cd│ "}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestOverlay(t *testing.T) {
	frame := []string{"abcdef", "日本語", "ghijkl"}
	tests := map[string]struct {
		box  []string
		x, y int
		want []string
	}{
		"inside":           {[]string{"XX", "YY"}, 2, 0, []string{"abXXef", "日YY語", "ghijkl"}},
		"splits wide ones": {[]string{"YY"}, 1, 1, []string{"abcdef", " YY 語", "ghijkl"}},
		"sticks out":       {[]string{"123", "456", "789"}, -1, -1, []string{"56cdef", "89本語", "ghijkl"}},
		"beyond the right": {[]string{"123"}, 5, 2, []string{"abcdef", "日本語", "ghijk1"}},
		"outside":          {[]string{"123"}, 9, 0, frame},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			if got := layout.Overlay(frame, tc.box, tc.x, tc.y); !slices.Equal(got, tc.want) {
				t.Errorf("%q, want %q", got, tc.want)
			}
		})
	}
	if frame[0] != "abcdef" {
		t.Error("the frame was changed")
	}
}

// A box that leaves only scraps of the frame beside it leaves none; where there is more, it stays in sight.
func TestFloatLeavesNoScraps(t *testing.T) {
	frame := []string{"abcdefghijklmnopqrstuvwxyz", "abcdefghijklmnopqrstuvwxyz"}
	if got, want := layout.Float(frame, []string{"XXXXXX"}, 2, 1), []string{frame[0], "  XXXXXXijklmnopqrstuvwxyz"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	if got, want := layout.Float(frame, []string{"XXXXXXXXXXXXXX"}, 9, 0)[0], "abcdefghiXXXXXXXXXXXXXX   "; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestOverlayKeepsTheWidth(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		th := rapid.SampledFrom(kittest.Themes()).Draw(t, "theme")
		width, height := rapid.IntRange(1, 20).Draw(t, "width"), rapid.IntRange(1, 4).Draw(t, "height")
		block := func(name string, w, h int) []string {
			var lines []string
			for range h {
				s := th.Danger.Paint(text.CleanLine(kittest.Hostile().Draw(t, name))) + " " + text.CleanLine(kittest.Hostile().Draw(t, name))
				lines = append(lines, s)
			}
			return text.Fit(lines, w, h)
		}
		frame := block("frame", width, height)
		box := block("box", rapid.IntRange(1, 24).Draw(t, "box width"), rapid.IntRange(1, 5).Draw(t, "box height"))
		x, y := rapid.IntRange(-5, 25).Draw(t, "x"), rapid.IntRange(-3, 6).Draw(t, "y")
		kittest.RequireBlock(t, layout.Overlay(frame, box, x, y), width, height)
		kittest.RequireBlock(t, layout.Float(frame, box, x, y), width, height)
		kittest.RequireBlock(t, layout.OverlayCenter(frame, box, width), width, height)
	})
}

func TestFrame(t *testing.T) {
	f := layout.Frame{Theme: kittest.Mono(), Title: "Claims", Note: "1/5"}
	want := strings.Join([]string{
		"╭─ Claims ───────╮",
		"│ openid         │",
		"│                │",
		"╰────────── 1/5 ─╯",
	}, "\n")
	if got := strings.Join(f.Draw([]string{"openid"}, 18, 4), "\n"); got != want {
		t.Errorf("drew\n%s\nwant\n%s", got, want)
	}
}

func TestFrameIsExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := layout.Frame{
			Theme: rapid.SampledFrom(kittest.Themes()).Draw(t, "theme"),
			Title: kittest.Hostile().Draw(t, "title"), Note: kittest.Hostile().Draw(t, "note"),
			Focused: rapid.Bool().Draw(t, "focused"), Danger: rapid.Bool().Draw(t, "danger"),
		}
		width, height := rapid.IntRange(0, 24).Draw(t, "width"), rapid.IntRange(0, 5).Draw(t, "height")
		lines := rapid.SliceOfN(rapid.Map(kittest.Hostile(), text.CleanLine), 0, 4).Draw(t, "lines")
		kittest.RequireBlock(t, f.Draw(lines, width, height), width, height)
	})
}

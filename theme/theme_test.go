package theme

import (
	"math"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"github.com/charmbracelet/lipgloss"
	"github.com/muesli/termenv"
)

func TestPaint(t *testing.T) {
	th := New(Options{Palette: "auto", Profile: termenv.ANSI})
	if got, want := th.Danger.Paint("no"), "\x1b[1;31mno\x1b[0m"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got, want := string(th.OK.Append([]byte("a "), "yes")), "a \x1b[32myes\x1b[0m"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got := th.Danger.Paint(""); got != "" {
		t.Errorf("nothing painted is %q", got)
	}
	if got := (Style{}).Paint("plain"); got != "plain" || !(Style{}).IsZero() || th.OK.IsZero() {
		t.Errorf("the zero style paints %q", got)
	}
}

func TestPaintAllocatesOnce(t *testing.T) {
	style := New(Options{Profile: termenv.TrueColor}).Danger
	painted := ""
	if n := testing.AllocsPerRun(100, func() { painted = style.Paint("a value") }); n > 1 || painted == "" {
		t.Errorf("%v allocations for %q", n, painted)
	}
}

// styles returns the roles of a theme by name.
func styles(th *Theme) map[string]Style {
	roles := make(map[string]Style)
	v := reflect.ValueOf(th).Elem()
	for i := range v.NumField() {
		if field := v.Type().Field(i); field.IsExported() && field.Type == reflect.TypeFor[Style]() {
			roles[field.Name] = v.Field(i).Interface().(Style)
		}
	}
	return roles
}

func TestWithoutColoursNothingIsPainted(t *testing.T) {
	for _, palette := range Palettes() {
		th := New(Options{Palette: palette, Profile: termenv.Ascii})
		for name, style := range styles(th) {
			if !style.IsZero() {
				t.Errorf("%s paints %s with %q", palette, name, style.Open())
			}
		}
		for _, color := range ServerColors() {
			if !th.Server(color).IsZero() {
				t.Errorf("%s paints server colour %s", palette, color)
			}
		}
	}
}

func TestEveryPaletteShowsWhatMatters(t *testing.T) {
	for _, palette := range Palettes() {
		th := New(Options{Palette: palette, Profile: termenv.TrueColor})
		roles := styles(th)
		for _, name := range []string{"Selection", "SelectionMuted", "Focus", "Danger", "Warn", "Staged", "Caret", "Match", "HeaderMark", "Key"} {
			if roles[name].IsZero() {
				t.Errorf("%s does not show %s", palette, name)
			}
		}
		if th.Selection == th.SelectionMuted {
			t.Errorf("%s shows a selection the same with and without focus", palette)
		}
		if th.Name != palette {
			t.Errorf("%s is called %s", palette, th.Name)
		}
	}
}

func TestMonoHasNoColours(t *testing.T) {
	for name, style := range styles(New(Options{Palette: "mono", Profile: termenv.TrueColor})) {
		for _, code := range strings.Split(strings.Trim(style.Open(), "\x1b[m"), ";") {
			if n, _ := strconv.Atoi(code); n >= 30 {
				t.Errorf("%s is painted with %q", name, style.Open())
			}
		}
	}
}

// The palettes that use the terminal's own colours must not assume its ground:
// black, white and the bright colours vanish on some.
func TestAutoUsesSafeColours(t *testing.T) {
	for name, style := range styles(New(Options{Profile: termenv.TrueColor})) {
		if name == "Code" { // brings its ground along
			continue
		}
		for _, code := range strings.Split(strings.Trim(style.Open(), "\x1b[m"), ";") {
			n, _ := strconv.Atoi(code)
			if n == 30 || n == 37 || n >= 38 {
				t.Errorf("%s is painted with %q", name, style.Open())
			}
		}
	}
}

func TestDegradesToFewerColours(t *testing.T) {
	for profile, prefix := range map[termenv.Profile]string{
		termenv.TrueColor: "\x1b[1;38;2;", termenv.ANSI256: "\x1b[1;38;5;", termenv.ANSI: "\x1b[1;",
	} {
		if open := New(Options{Palette: "dark", Profile: profile}).Danger.Open(); !strings.HasPrefix(open, prefix) {
			t.Errorf("%s: %q", profile.Name(), open)
		}
	}
}

func TestUnknownPaletteIsAuto(t *testing.T) {
	if got := New(Options{Palette: "neon"}).Name; got != "auto" {
		t.Errorf("%q", got)
	}
}

func TestServerColours(t *testing.T) {
	th := New(Options{Profile: termenv.ANSI})
	seen := make(map[Style]string)
	for _, color := range ServerColors() {
		style := th.Server(color)
		if other, ok := seen[style]; ok || style.IsZero() {
			t.Errorf("%s looks like %q", color, other)
		}
		seen[style] = color
	}
	if th.Server("") != th.HeaderMark || th.Server("pink") != th.HeaderMark {
		t.Error("an unknown colour is not HeaderMark")
	}
	mono := New(Options{Palette: "mono", Profile: termenv.ANSI})
	if mono.Server("red") != mono.HeaderMark {
		t.Error("mono has a server colour")
	}
}

// Text in exact colours must be readable on the ground it is made for: WCAG 2.1
// asks for a contrast of 4.5.
func TestExactColoursAreReadable(t *testing.T) {
	for name, ground := range map[string]string{"dark": "#1e1e1e", "light": "#ffffff"} {
		p := paletteNamed(name)
		for role, l := range map[string]look{
			"muted": p.muted, "accent": p.accent, "ok": p.ok, "info": p.info, "warn": p.warn, "danger": p.danger, "staged": p.staged,
			"changed": p.changed, "match": p.match, "keyword": p.keyword, "literal": p.literal,
			"number": p.number, "comment": p.comment, "definition": p.definition, "selection": p.selection, "header": p.header, "headerMark": p.headerMark,
		} {
			on := ground
			if l.bg != "" {
				on = l.bg
			}
			if c := contrastRatio(l.fg, on); c < 4.5 {
				t.Errorf("%s: %s has a contrast of %.1f", name, role, c)
			}
		}
	}
}

// contrastRatio is defined in WCAG 2.1.
func contrastRatio(a, b string) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func luminance(hex string) float64 {
	n, _ := strconv.ParseUint(strings.TrimPrefix(hex, "#"), 16, 32)
	linear := func(shift uint) float64 {
		c := float64(n>>shift&0xff) / 255
		if c <= 0.04045 {
			return c / 12.92
		}
		return math.Pow((c+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(16) + 0.7152*linear(8) + 0.0722*linear(0)
}

func TestGlyphs(t *testing.T) {
	wide := map[string]bool{"On": true, "Off": true, "Ellipsis": true, "Arrow": true}
	for name, g := range map[string]Glyphs{"unicode": UnicodeGlyphs(), "ascii": ASCIIGlyphs()} {
		v := reflect.ValueOf(g)
		for i := range v.NumField() {
			field := v.Type().Field(i).Name
			glyph, ok := v.Field(i).Interface().(string)
			if !ok {
				continue
			}
			if w := lipgloss.Width(glyph); w != 1 && !wide[field] || w == 0 {
				t.Errorf("%s %s %q is %d cells wide", name, field, glyph, w)
			}
			if name == "ascii" && strings.ContainsFunc(glyph, func(r rune) bool { return r < ' ' || r > '~' }) {
				t.Errorf("%s is %q", field, glyph)
			}
		}
		if lipgloss.Width(g.On) != lipgloss.Width(g.Off) || len(g.Spinner) == 0 {
			t.Errorf("%s: check boxes or spinner", name)
		}
	}
}

func BenchmarkPaint(b *testing.B) {
	style := New(Options{Palette: "dark", Profile: termenv.TrueColor}).Danger
	b.ReportAllocs()
	for b.Loop() {
		style.Paint("accessTokenLifetime")
	}
}

package theme

import (
	"io"
	"strings"

	"github.com/charmbracelet/lipgloss"
	"github.com/muesli/termenv"
)

// Style is a way of painting text: the control sequences that switch it on and
// off, worked out once when the theme is built. Painting is then three copies,
// which is what lets a table paint a screenful of cells for every key press.
// The zero Style paints nothing.
type Style struct{ open, close string }

// Paint returns text with the style switched on before it and everything
// switched off behind it. Text holds no line breaks. Empty text stays empty.
func (s Style) Paint(text string) string {
	if s.open == "" || text == "" {
		return text
	}
	return s.open + text + s.close
}

// Append appends the painted text to dst, for builders of whole lines.
func (s Style) Append(dst []byte, text string) []byte {
	if s.open == "" || text == "" {
		return append(dst, text...)
	}
	dst = append(dst, s.open...)
	dst = append(dst, text...)
	return append(dst, s.close...)
}

// Open returns the sequence that switches the style on; it is empty for a
// style that paints nothing. Whoever writes Open owes the text a Close.
func (s Style) Open() string { return s.open }

// Close returns the sequence that switches everything off again.
func (s Style) Close() string { return s.close }

// IsZero reports whether the style paints nothing, which is how a widget finds
// out that it must show by a glyph what it would otherwise show by colour.
func (s Style) IsZero() bool { return s.open == "" }

// look is one entry of a palette: colours as lipgloss takes them ("1" is the
// terminal's own red, "#rrggbb" an exact colour, "" the terminal's default)
// and attributes.
type look struct {
	fg, bg                         string
	bold, faint, underline, invert bool
}

// painter turns looks into styles for one colour profile.
type painter struct{ renderer *lipgloss.Renderer }

// newPainter returns a painter that never asks the terminal anything: both
// things lipgloss would find out by itself are given.
func newPainter(profile termenv.Profile) painter {
	r := lipgloss.NewRenderer(io.Discard)
	r.SetColorProfile(profile)
	r.SetHasDarkBackground(true)
	return painter{r}
}

// style renders a sample once and keeps what surrounds it.
func (p painter) style(l look) Style {
	st := p.renderer.NewStyle().
		Bold(l.bold).Faint(l.faint).Underline(l.underline).Reverse(l.invert)
	if l.fg != "" {
		st = st.Foreground(lipgloss.Color(l.fg))
	}
	if l.bg != "" {
		st = st.Background(lipgloss.Color(l.bg))
	}
	const sample = "x"
	before, after, _ := strings.Cut(st.Render(sample), sample)
	return Style{open: before, close: after}
}

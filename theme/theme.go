// Package theme holds what the console looks like: roles that text plays,
// palettes that give each role a style, and the glyphs that say the same
// without colour. It reads environment variables when asked to and never
// writes to or reads from the terminal.
package theme

import (
	"slices"

	"github.com/muesli/termenv"
)

// Theme is one palette made ready for one terminal. It does not change after
// New, so any number of widgets may share it.
type Theme struct {
	// Name is the palette in use, one of Palettes.
	Name string

	Text        Style // ordinary text
	Muted       Style // text of less importance: units, hints, counts
	Accent      Style // what the eye should find first
	Title       Style // titles of screens, panes and groups
	OK          Style // done, on, healthy
	Info        Style // severity info
	Warn        Style // severity caution
	Danger      Style // severity danger, and errors
	Selection   Style // the row under the cursor in the focused widget
	Border      Style // frames
	Focus       Style // the frame and the title of the focused widget
	Header      Style // the top line of the console, titles of columns
	HeaderMark  Style // the profile's name in the top line, see Server
	Staged      Style // a value that is edited but not yet written
	Changed     Style // a value that differs from the shipped default
	Key         Style // a key in a hint
	KeyText     Style // what that key does
	Input       Style // text being typed
	Placeholder Style // what an empty input says
	Caret       Style // the character the next one goes before
	Code        Style // black on white, whatever the ground is: for cameras
	Match       Style // the part of a text that a filter or search found
	Added       Style // what a change adds
	Removed     Style // what a change takes away

	// What source text is made of. These help reading and say nothing that the
	// text itself does not.
	Keyword    Style // words of the language
	Literal    Style // strings
	Number     Style // numbers, true, null
	Comment    Style // comments
	Definition Style // names where they are defined, keys of objects, annotations

	// SelectionMuted is the row under the cursor of a widget that has no focus.
	SelectionMuted Style

	Glyphs  Glyphs
	Profile termenv.Profile

	servers map[string]Style
}

// Options chooses a theme.
type Options struct {
	// Palette is one of Palettes; "" and an unknown name mean "auto".
	Palette string
	// Profile is how many colours the terminal has. termenv.Ascii stands for
	// no control sequences at all: bold and reverse are left out as well.
	Profile termenv.Profile
	// ASCII chooses glyphs that any terminal and any font can draw.
	ASCII bool
}

// Palettes lists the names that Options.Palette takes, the default first.
func Palettes() []string {
	return []string{"auto", "dark", "light", "ansi16", "contrast", "mono"}
}

// New builds a theme. It costs some tens of microseconds and is done once.
func New(o Options) *Theme {
	name := o.Palette
	if !slices.Contains(Palettes(), name) {
		name = "auto"
	}
	paint := newPainter(o.Profile)
	t := &Theme{Name: name, Profile: o.Profile, Glyphs: UnicodeGlyphs(), servers: servers(paint, name)}
	if o.ASCII {
		t.Glyphs = ASCIIGlyphs()
	}
	for _, entry := range paletteNamed(name).entries(t) {
		*entry.role = paint.style(entry.look)
	}
	return t
}

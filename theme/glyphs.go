package theme

import "github.com/charmbracelet/lipgloss"

// Glyphs are the signs that carry meaning without colour. Those that fill one
// column are exactly one cell wide; Arrow, Ellipsis and the check boxes may be
// wider in the ASCII set and are measured by whoever lays them out.
type Glyphs struct {
	Cursor     string // the row under the cursor, focused
	CursorIdle string // the row under the cursor, no focus
	Caret      string // where the next character goes, where no style can show it
	Mask       string // a character of a secret

	Staged, Changed string // edited, differs from the default
	Marked          string // marked for a bulk action
	On, Off         string // a feature or check box
	Lock, ReadOnly  string // can't be set; nothing can be written here
	Bullet          string

	Info, OK, Warn, Danger, Error string // severities and results
	Added, Removed                string // halves of a change

	Ellipsis string // something was cut off
	Arrow    string // from old to new
	Crumb    string // between the parts of a breadcrumb
	NewLine  string // a line break inside a one-line text

	Rule, Divider string // a horizontal and a vertical line, one cell each
	Thumb, Track  string // scroll indicator
	Border        lipgloss.Border

	// Spinner holds the frames shown in turn while something loads.
	Spinner []string
}

// UnicodeGlyphs returns the signs for terminals that show Unicode. None of them
// has an emoji form, whose width terminals disagree about.
func UnicodeGlyphs() Glyphs {
	return Glyphs{
		Cursor: "›", CursorIdle: "·", Caret: "▏", Mask: "•",
		Staged: "●", Changed: "◦", Marked: "×",
		On: "[✓]", Off: "[ ]", Lock: "⊘", ReadOnly: "⊘", Bullet: "•",
		Info: "i", OK: "✓", Warn: "!", Danger: "▲", Error: "✗",
		Added: "+", Removed: "-",
		Ellipsis: "…", Arrow: "→", Crumb: "›", NewLine: "↵",
		Rule: "─", Divider: "│", Thumb: "█", Track: "│",
		Border:  lipgloss.RoundedBorder(),
		Spinner: []string{"◐", "◓", "◑", "◒"},
	}
}

// ASCIIGlyphs returns the signs for everything else.
func ASCIIGlyphs() Glyphs {
	return Glyphs{
		Cursor: ">", CursorIdle: "-", Caret: "|", Mask: "*",
		Staged: "*", Changed: "~", Marked: "x",
		On: "[x]", Off: "[ ]", Lock: "#", ReadOnly: "#", Bullet: "*",
		Info: "i", OK: "+", Warn: "!", Danger: "!", Error: "x",
		Added: "+", Removed: "-",
		Ellipsis: "..", Arrow: "->", Crumb: ">", NewLine: "$",
		Rule: "-", Divider: "|", Thumb: "#", Track: "|",
		Border:  lipgloss.ASCIIBorder(),
		Spinner: []string{"|", "/", "-", `\`},
	}
}

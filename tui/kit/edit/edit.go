// Package edit is a text editor for values of several lines: JSON, scripts,
// descriptions. It shows the lines in the window only and has no limit on their
// number.
package edit

import (
	"strings"

	"github.com/jansadm/jansadm/theme"
)

// Editor is the widget. Make it with New. The value is kept exactly as it was
// set: characters that can't be seen are shown by a visible sign and stay until
// the person deletes them. Typed and pasted text comes in without any.
type Editor struct {
	theme   *theme.Theme
	options Options

	width, height int
	focused       bool

	lines     []string
	cursor    position
	goal      int // the column that moves up and down aim for, -1 for the present one
	top, left int // the first line and column shown
	done      []change
	undone    []change
	typing    bool // the next character typed belongs to the last change
	notice    string
}

// position is a place in the text: a line, and a byte in it where a character
// starts.
type position struct{ line, byte int }

// Options of an editor.
type Options struct {
	// Numbers shows line numbers.
	Numbers bool
	// Tab is what the tab key inserts; if empty, the key is the owner's.
	Tab string
}

// New returns an empty editor with focus and without size.
func New(th *theme.Theme, options Options) *Editor {
	return &Editor{theme: th, options: options, focused: true, lines: []string{""}, goal: -1}
}

// SetSize sets the cells the editor takes, line numbers and scroll bar included.
func (e *Editor) SetSize(width, height int) {
	e.width, e.height = max(width, 0), max(height, 0)
	e.reveal()
}

// SetFocused says whether the cursor is shown.
func (e *Editor) SetFocused(on bool) { e.focused = on }

// Value returns the text.
func (e *Editor) Value() string { return strings.Join(e.lines, "\n") }

// SetValue replaces the text, takes it over unaltered, puts the cursor at its
// start and forgets what could be undone.
func (e *Editor) SetValue(s string) {
	e.lines = strings.Split(s, "\n")
	e.cursor, e.goal, e.top, e.left = position{}, -1, 0, 0
	e.done, e.undone, e.typing, e.notice = nil, nil, false, ""
	e.reveal()
}

// Notice says what became of the last input if it was not taken over as it
// came, "" otherwise.
func (e *Editor) Notice() string { return e.notice }

// Cursor returns the line and the column of the cursor, both from 1, columns in
// cells.
func (e *Editor) Cursor() (line, column int) {
	return e.cursor.line + 1, e.column() + 1
}

// Goto puts the cursor at a line and a byte of it, both from 0, or as near as
// there is a character: where a parser found an error.
func (e *Editor) Goto(line, byteInLine int) {
	e.cursor.line = min(max(line, 0), len(e.lines)-1)
	e.cursor.byte = boundary(e.lines[e.cursor.line], byteInLine)
	e.moved()
}

// moved ends a run of typing and shows the cursor.
func (e *Editor) moved() {
	e.goal, e.typing = -1, false
	e.reveal()
}

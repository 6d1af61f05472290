// Package terminal runs a program on a pseudo-terminal and shows what a person in front of it would see.
//
// Screen is the terminal: it interprets what the program writes. Session is a program running on one. Nothing here
// depends on package testing, so that measuring programs can use it as well as tests.
package terminal

import (
	"bytes"
	"io"
	"strings"
	"sync"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/vt"
)

// Screen is an emulated terminal that several goroutines may use at once. (The emulator's own SafeEmulator reads its
// buffer without a lock in String.)
type Screen struct {
	mu      sync.Mutex
	vt      *vt.Emulator
	modes   modeSet
	queries []string
	raw     []byte
}

// NewScreen makes an empty terminal. Somebody has to read from Replies until Close, or writing blocks at the first query.
func NewScreen(cols, rows int) *Screen {
	s := &Screen{vt: vt.NewEmulator(cols, rows), modes: modeSet{ansi.ModeTextCursorEnable: true}}
	s.vt.SetCallbacks(vt.Callbacks{
		EnableMode:  func(m ansi.Mode) { s.modes[m] = true },
		DisableMode: func(m ansi.Mode) { s.modes[m] = false },
	})
	s.recordQueries()
	return s
}

// Write interprets output of the program. It never fails; the error is there for io.Writer.
func (s *Screen) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.raw = append(s.raw, p...)
	return s.vt.Write(p)
}

// Replies is what the terminal answers to the program's queries; it ends after Close.
func (s *Screen) Replies() io.Reader { return s.vt }

// Close ends Replies. The contents stay readable. (The emulator's Close would race with a reader of Replies.)
func (s *Screen) Close() error {
	return s.vt.InputPipe().(io.Closer).Close()
}

// Resize gives the terminal another size.
func (s *Screen) Resize(cols, rows int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.vt.Resize(cols, rows)
}

// Text is the visible text, one line per row, without the blanks at the end of each row and the empty rows at the bottom.
func (s *Screen) Text() string {
	return strings.TrimRight(strings.Join(s.Lines(), "\n"), "\n")
}

// Lines is the visible text of every row, without the blanks at its end. The emulator loses a combining mark that follows
// an ASCII letter, and one that the program's output was cut before.
func (s *Screen) Lines() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	lines := make([]string, s.vt.Height())
	for y := range lines {
		var line strings.Builder
		for x := 0; x < s.vt.Width(); x++ {
			// The second cell of a wide character is empty; a cell nobody wrote to holds a blank.
			line.WriteString(s.vt.CellAt(x, y).Content)
		}
		lines[y] = strings.TrimRight(line.String(), " ")
	}
	return lines
}

// Style is the look of the cell in column x of row y, as the escape sequence that switches it on: "" for plain text.
// Columns and rows count from 0; outside the screen it is "".
func (s *Screen) Style(x, y int) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	cell := s.vt.CellAt(x, y)
	if cell == nil || cell.Style.IsZero() {
		return ""
	}
	return cell.Style.String()
}

// Find is the place of the first occurrence of text, searching row by row; text can not span rows.
func (s *Screen) Find(text string) (x, y int, ok bool) {
	for y, line := range s.Lines() {
		if before, _, found := strings.Cut(line, text); found {
			return ansi.StringWidth(before), y, true
		}
	}
	return 0, 0, false
}

// Raw is everything the program has written so far, byte by byte.
func (s *Screen) Raw() []byte {
	s.mu.Lock()
	defer s.mu.Unlock()
	return bytes.Clone(s.raw)
}

// Written is the length of Raw.
func (s *Screen) Written() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.raw)
}

// Modes is the present state of the terminal's modes.
func (s *Screen) Modes() Modes {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.modes.summary()
}

// Queries lists what the program has asked the terminal, in order, in the words of the control sequences' manuals.
func (s *Screen) Queries() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]string(nil), s.queries...)
}

package edit

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/jansadm/jansadm/tui/kit/text"
)

// change is a replacement of text, kept for undoing.
type change struct {
	at             position
	removed, added string
	cursor         position // before the change
}

// maxUndo is how many changes can be taken back.
const maxUndo = 1000

// behind returns the position behind s if s starts at p.
func (p position) behind(s string) position {
	if last := strings.LastIndexByte(s, '\n'); last >= 0 {
		return position{line: p.line + strings.Count(s, "\n"), byte: len(s) - last - 1}
	}
	return position{line: p.line, byte: p.byte + len(s)}
}

// between returns the text from one position to another.
func (e *Editor) between(from, to position) string {
	if from.line == to.line {
		return e.lines[from.line][from.byte:to.byte]
	}
	parts := slices.Clone(e.lines[from.line : to.line+1])
	parts[len(parts)-1] = parts[len(parts)-1][:to.byte]
	parts[0] = parts[0][from.byte:]
	return strings.Join(parts, "\n")
}

// splice puts added in the place of what is between two positions.
func (e *Editor) splice(from, to position, added string) {
	whole := e.lines[from.line][:from.byte] + added + e.lines[to.line][to.byte:]
	e.lines = slices.Replace(e.lines, from.line, to.line+1, strings.Split(whole, "\n")...)
}

// replace changes the text, notes how to undo it, and puts the cursor behind
// what was added.
func (e *Editor) replace(from, to position, added string) {
	removed := e.between(from, to)
	if removed == "" && added == "" {
		return
	}
	c := change{at: from, removed: removed, added: added, cursor: e.cursor}
	e.splice(from, to, added)
	e.cursor = from.behind(added)
	e.cursor.byte = boundary(e.lines[e.cursor.line], e.cursor.byte)
	e.undone = nil
	e.note(c)
	e.goal = -1
	e.reveal()
}

// note keeps a change; a run of typed characters is one.
func (e *Editor) note(c change) {
	runs := c.removed == "" && utf8.RuneCountInString(c.added) == 1 && c.added != "\n" && c.added != " "
	if n := len(e.done); runs && e.typing && n > 0 && e.done[n-1].at.behind(e.done[n-1].added) == c.at {
		e.done[n-1].added += c.added
		return
	}
	e.typing = runs
	if len(e.done) == maxUndo {
		e.done = slices.Delete(e.done, 0, 1)
	}
	e.done = append(e.done, c)
}

// undo takes the last change back, redo makes it again.
func (e *Editor) undo() {
	n := len(e.done)
	if n == 0 {
		e.notice = "nothing to undo"
		return
	}
	c := e.done[n-1]
	e.done, e.undone = e.done[:n-1], append(e.undone, c)
	e.splice(c.at, c.at.behind(c.added), c.removed)
	e.cursor = c.cursor
	e.moved()
}

func (e *Editor) redo() {
	n := len(e.undone)
	if n == 0 {
		e.notice = "nothing to redo"
		return
	}
	c := e.undone[n-1]
	e.undone, e.done = e.undone[:n-1], append(e.done, c)
	e.splice(c.at, c.at.behind(c.removed), c.added)
	e.cursor = c.at.behind(c.added)
	e.moved()
}

// insert puts typed or pasted text in at the cursor.
func (e *Editor) insert(s string, paste bool) {
	added := text.Typed(e.lines[e.cursor.line][:e.cursor.byte], s)
	breaks := strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(s)
	if paste && utf8.RuneCountInString(added) < utf8.RuneCountInString(breaks) {
		e.notice = "characters that can't be seen were left out"
	}
	e.replace(e.cursor, e.cursor, added)
}

// newline breaks the line and indents the new one as the old one was.
func (e *Editor) newline() {
	before := e.lines[e.cursor.line][:e.cursor.byte]
	indent := before[:len(before)-len(strings.TrimLeft(before, " \t"))]
	e.replace(e.cursor, e.cursor, "\n"+indent)
}

package edit

import tea "github.com/charmbracelet/bubbletea"

// Key acts on a key and reports whether it was one of the editor's. Esc,
// ctrl+s and everything unknown are left to the owner, and so is tab unless
// Options say what it inserts.
func (e *Editor) Key(msg tea.KeyMsg) bool {
	e.notice = ""
	if msg.Type == tea.KeyRunes && !msg.Alt {
		e.insert(string(msg.Runes), msg.Paste)
		return true
	}
	return e.change(msg.String()) || e.move(msg.String())
}

// change handles the keys that alter the text.
func (e *Editor) change(key string) bool {
	at := e.cursor
	switch key {
	case "enter", "ctrl+j":
		e.newline()
	case " ":
		e.replace(at, at, " ")
	case "tab":
		if e.options.Tab == "" {
			return false
		}
		e.replace(at, at, e.options.Tab)
	case "backspace", "ctrl+h":
		e.replace(e.before(at), at, "")
	case "delete", "ctrl+d":
		e.replace(at, e.after(at), "")
	case "ctrl+w", "alt+backspace":
		e.replace(e.wordBefore(at), at, "")
	case "alt+d", "alt+delete":
		e.replace(at, e.wordAfter(at), "")
	case "ctrl+u":
		e.replace(position{line: at.line}, at, "")
	case "ctrl+k":
		end := e.lineEnd(at)
		if end == at {
			end = e.after(at)
		}
		e.replace(at, end, "")
	case "ctrl+z":
		e.undo()
	case "ctrl+y":
		e.redo()
	default:
		return false
	}
	return true
}

// move handles the keys that move the cursor.
func (e *Editor) move(key string) bool {
	switch key {
	case "up":
		e.vertical(-1)
		return true
	case "down":
		e.vertical(1)
		return true
	case "pgup":
		e.vertical(-max(e.height-1, 1))
		return true
	case "pgdown":
		e.vertical(max(e.height-1, 1))
		return true
	case "left", "ctrl+b":
		e.cursor = e.before(e.cursor)
	case "right", "ctrl+f":
		e.cursor = e.after(e.cursor)
	case "ctrl+left", "alt+left", "alt+b":
		e.cursor = e.wordBefore(e.cursor)
	case "ctrl+right", "alt+right", "alt+f":
		e.cursor = e.wordAfter(e.cursor)
	case "home", "ctrl+a":
		e.cursor.byte = 0
	case "end", "ctrl+e":
		e.cursor = e.lineEnd(e.cursor)
	case "ctrl+home", "alt+<":
		e.cursor = position{}
	case "ctrl+end", "alt+>":
		e.cursor = e.lineEnd(position{line: len(e.lines) - 1})
	default:
		return false
	}
	e.moved()
	return true
}

// vertical moves n lines down, aiming for the column where the movement began.
func (e *Editor) vertical(n int) {
	goal := e.goal
	if goal < 0 {
		goal = e.column()
	}
	e.cursor.line = min(max(e.cursor.line+n, 0), len(e.lines)-1)
	e.cursor.byte = byteAt(e.lines[e.cursor.line], goal)
	e.moved()
	e.goal = goal
}

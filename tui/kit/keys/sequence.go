package keys

import (
	"strconv"
	"strings"

	tea "github.com/charmbracelet/bubbletea"
)

const escape = '\x1b'

// introduces reports whether r behind an escape starts a sequence: CSI, SS3.
func introduces(r rune) bool { return r == '[' || r == 'O' }

// continues reports whether r can be the next character of the sequence held.
func continues(held []rune, r rune) bool {
	switch {
	case len(held) == 1:
		return introduces(r)
	case held[1] == 'O':
		return r >= '@' && r <= '~'
	default:
		return r >= ' ' && r <= '~'
	}
}

// complete reports whether the sequence has its final character.
func complete(held []rune) bool {
	if len(held) < 3 {
		return false
	}
	last := held[len(held)-1]
	// "[[A" to "[[E" are the function keys of the Linux console.
	return last >= '@' && last <= '~' && (last != '[' || len(held) > 3)
}

// letters are the keys whose sequence ends in a letter: "[A", "[1;5A", "OA".
var letters = map[byte]tea.KeyType{
	'A': tea.KeyUp, 'B': tea.KeyDown, 'C': tea.KeyRight, 'D': tea.KeyLeft, 'H': tea.KeyHome, 'F': tea.KeyEnd,
	'Z': tea.KeyShiftTab, 'P': tea.KeyF1, 'Q': tea.KeyF2, 'R': tea.KeyF3, 'S': tea.KeyF4,
}

// numbers are those whose sequence is a number and "~": "[5~", "[5;5~".
var numbers = map[int]tea.KeyType{
	1: tea.KeyHome, 2: tea.KeyInsert, 3: tea.KeyDelete, 4: tea.KeyEnd, 5: tea.KeyPgUp, 6: tea.KeyPgDown,
	7: tea.KeyHome, 8: tea.KeyEnd, 11: tea.KeyF1, 12: tea.KeyF2, 13: tea.KeyF3, 14: tea.KeyF4, 15: tea.KeyF5,
	17: tea.KeyF6, 18: tea.KeyF7, 19: tea.KeyF8, 20: tea.KeyF9, 21: tea.KeyF10, 23: tea.KeyF11, 24: tea.KeyF12,
}

// modified are the forms of a key with Shift, Ctrl and both.
var modified = map[tea.KeyType][3]tea.KeyType{
	tea.KeyUp:     {tea.KeyShiftUp, tea.KeyCtrlUp, tea.KeyCtrlShiftUp},
	tea.KeyDown:   {tea.KeyShiftDown, tea.KeyCtrlDown, tea.KeyCtrlShiftDown},
	tea.KeyRight:  {tea.KeyShiftRight, tea.KeyCtrlRight, tea.KeyCtrlShiftRight},
	tea.KeyLeft:   {tea.KeyShiftLeft, tea.KeyCtrlLeft, tea.KeyCtrlShiftLeft},
	tea.KeyHome:   {tea.KeyShiftHome, tea.KeyCtrlHome, tea.KeyCtrlShiftHome},
	tea.KeyEnd:    {tea.KeyShiftEnd, tea.KeyCtrlEnd, tea.KeyCtrlShiftEnd},
	tea.KeyPgUp:   {tea.KeyPgUp, tea.KeyCtrlPgUp, tea.KeyCtrlPgUp},
	tea.KeyPgDown: {tea.KeyPgDown, tea.KeyCtrlPgDown, tea.KeyCtrlPgDown},
}

// decode turns a whole sequence into its message. A sequence that is no key we
// know yields nothing: its characters were not typed.
func decode(sequence string) []tea.Msg {
	body, final := sequence[2:len(sequence)-1], sequence[len(sequence)-1]
	switch {
	case sequence == "\x1b[I":
		return []tea.Msg{tea.FocusMsg{}}
	case sequence == "\x1b[O":
		return []tea.Msg{tea.BlurMsg{}}
	}
	number, modifier, ok := parameters(body)
	key, known := letters[final]
	if final == '~' {
		key, known = numbers[number]
	}
	if !ok || !known {
		return nil
	}
	return []tea.Msg{modify(key, modifier)}
}

// parameters reads "", "5" and "1;5". Without a modifier it is 1, for none.
func parameters(body string) (number, modifier int, ok bool) {
	if body == "" {
		return 1, 1, true
	}
	first, second, both := strings.Cut(body, ";")
	number, err := strconv.Atoi(first)
	if err != nil || !both {
		return number, 1, err == nil
	}
	modifier, err = strconv.Atoi(second)
	return number, modifier, err == nil
}

// modify applies the modifier parameter of xterm: one more than the sum of
// Shift 1, Alt 2, Ctrl 4.
func modify(key tea.KeyType, modifier int) tea.KeyMsg {
	bits := modifier - 1
	msg := tea.KeyMsg{Type: key, Alt: bits&2 != 0}
	forms, ok := modified[key]
	switch {
	case !ok:
	case bits&5 == 1:
		msg.Type = forms[0]
	case bits&5 == 4:
		msg.Type = forms[1]
	case bits&5 == 5:
		msg.Type = forms[2]
	}
	return msg
}

package terminal

import "github.com/charmbracelet/x/ansi"

// Modes are the states a program may leave behind in a terminal. The zero value is what a shell expects.
type Modes struct {
	AltScreen      bool // the alternate screen is shown
	CursorHidden   bool
	Mouse          bool // mouse events are reported
	BracketedPaste bool // pasted text is marked
	FocusReports   bool // gaining and losing focus is reported
	Synchronized   bool // drawing is suspended until the program ends its update
}

// modeSet holds the modes that are on.
type modeSet map[ansi.Mode]bool

func (on modeSet) any(modes ...ansi.Mode) bool {
	for _, mode := range modes {
		if on[mode] {
			return true
		}
	}
	return false
}

func (on modeSet) summary() Modes {
	return Modes{
		// 47 is the alternate screen of terminals older than xterm's 1047 and 1049.
		AltScreen:    on.any(ansi.DECMode(47), ansi.ModeAltScreen, ansi.ModeAltScreenSaveCursor),
		CursorHidden: !on[ansi.ModeTextCursorEnable],
		Mouse: on.any(ansi.ModeMouseX10, ansi.ModeMouseNormal, ansi.ModeMouseHighlight, ansi.ModeMouseButtonEvent,
			ansi.ModeMouseAnyEvent),
		BracketedPaste: on[ansi.ModeBracketedPaste],
		FocusReports:   on[ansi.ModeFocusEvent],
		Synchronized:   on[ansi.ModeSynchronizedOutput],
	}
}

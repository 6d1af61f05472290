// Package quiet keeps libraries from questioning the terminal while the program starts.
//
// Bubble Tea v1 asks the terminal for its background colour and cursor position when its package is initialised
// (tea_init.go), before main runs and whether or not anything is going to be drawn. A terminal that does not answer
// delays every command by five seconds, and an answer that comes late ends up in an input field. The question is asked
// by termenv, which asks nothing of a terminal whose TERM is "dumb". So this package says so until main calls Restore.
//
// It works because Go initialises packages in the order of their import paths as soon as all their imports are
// initialised (language specification, "Program initialization"). This package imports only os, which termenv imports
// too, and its path sorts before termenv's, so that it always comes first. Therefore it must never import anything else.
package quiet

import "os"

const variable = "TERM"

// value and present are what TERM was when the process started.
var value, present = os.LookupEnv(variable)

func init() {
	if err := os.Setenv(variable, "dumb"); err != nil {
		panic("quiet: cannot set " + variable + ": " + err.Error())
	}
}

// Restore gives TERM back the value the process was started with. Main calls it first, before anything reads the
// terminal's abilities and before a child process is started. Calling it again changes nothing.
//
// What libraries derived from TERM before this call stays as it was: termenv's default output has no colour, and the
// default renderer of lipgloss believes in a dark background. Styles must come from a renderer made afterwards.
func Restore() error {
	if !present {
		return os.Unsetenv(variable)
	}
	return os.Setenv(variable, value)
}

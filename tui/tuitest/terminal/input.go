package terminal

import (
	"fmt"
	"os"
	"reflect"

	"github.com/creack/pty"
	"golang.org/x/term"
)

// Type presses keys one after the other (see Key). It does not wait for their effect: a program that is slow to read
// finds them together, as it does with fast typists, and "esc" directly before another key means alt and that key.
func (s *Session) Type(keys ...string) error {
	for _, name := range keys {
		bytes, err := Key(name)
		if err != nil {
			return err
		}
		if err := s.Send(bytes); err != nil {
			return err
		}
	}
	return nil
}

// Send gives bytes to the program as they are, in one piece.
func (s *Session) Send(bytes string) error {
	if _, err := s.master.WriteString(bytes); err != nil {
		return fmt.Errorf("type on the terminal: %w", err)
	}
	return nil
}

// Paste gives text to the program as a terminal does: marked when the program has asked for marks.
func (s *Session) Paste(text string) error {
	if s.Modes().BracketedPaste {
		text = "\x1b[200~" + text + "\x1b[201~"
	}
	return s.Send(text)
}

// Resize gives the terminal another size and tells the program (SIGWINCH).
func (s *Session) Resize(cols, rows int) error {
	s.Screen.Resize(cols, rows)
	return s.withDevice(func(slave *os.File) error { return pty.Setsize(slave, winsize(cols, rows)) })
}

// Signal sends a signal to the program.
func (s *Session) Signal(sig os.Signal) error {
	return s.cmd.Process.Signal(sig)
}

// HangUp takes the terminal away, as closing its window does: the program receives SIGHUP, reads nothing more and can
// not write. What was shown stays readable.
func (s *Session) HangUp() error {
	return hangUp(s.master, s.cmd.Process)
}

// LineRestored tells whether line settings (echo, line editing, signals by key) are as they were before the program ran.
func (s *Session) LineRestored() (bool, error) {
	var same bool
	err := s.withDevice(func(slave *os.File) error {
		state, err := term.GetState(int(slave.Fd()))
		same = reflect.DeepEqual(state, s.cooked)
		return err
	})
	return same, err
}

// withDevice opens the program's side for a moment. The terminal's side is left alone, since asking its *os.File for the
// descriptor would make reads block in a way that Close can not end.
func (s *Session) withDevice(do func(slave *os.File) error) error {
	slave, err := os.OpenFile(s.device, os.O_RDWR|noControllingTerminal, 0)
	if err != nil {
		return fmt.Errorf("open the program's side of the terminal: %w", err)
	}
	if err := do(slave); err != nil {
		_ = slave.Close()
		return fmt.Errorf("%s: %w", s.device, err)
	}
	return slave.Close()
}

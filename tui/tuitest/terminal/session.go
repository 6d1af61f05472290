package terminal

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"sync"
	"syscall"
	"time"

	"github.com/creack/pty"
	"golang.org/x/term"
)

// Session is a program running on a pseudo-terminal. It is made by Open and has to be closed.
type Session struct {
	*Screen
	cmd    *exec.Cmd
	master *os.File    // the terminal's side
	device string      // name of the program's side
	cooked *term.State // line settings before the program started

	mu         sync.Mutex
	changed    chan struct{} // closed and replaced at every output
	lastOutput time.Time

	exited  chan struct{} // closed when the program has ended
	drained chan struct{} // closed when all its output has been shown
	pumps   sync.WaitGroup
	closing sync.Once
}

// Open starts a program as the leader of a new session whose controlling terminal is a new pseudo-terminal.
func Open(o Options) (*Session, error) {
	cols, rows := o.size()
	master, slave, err := pty.Open()
	if err != nil {
		return nil, fmt.Errorf("open a pseudo-terminal: %w", err)
	}
	s := &Session{
		Screen: NewScreen(cols, rows), master: master, device: slave.Name(), cmd: exec.Command(o.Path, o.Args...),
		changed: make(chan struct{}), exited: make(chan struct{}), drained: make(chan struct{}),
	}
	s.cmd.Env, s.cmd.Dir = o.Environment(), o.Dir
	s.cmd.Stdin, s.cmd.Stdout, s.cmd.Stderr = slave, slave, slave
	err = s.start(slave, cols, rows)
	// The program holds its own copy; the terminal can only see the program go when no other copy is left.
	if err = errors.Join(err, slave.Close()); err != nil {
		return nil, errors.Join(fmt.Errorf("run %s on a pseudo-terminal: %w", o.Path, err), master.Close())
	}
	s.pumps.Add(3)
	go s.show()
	go s.answer(o.AnswerQueries)
	go s.wait()
	return s, nil
}

func (s *Session) start(slave *os.File, cols, rows int) error {
	if err := pty.Setsize(slave, winsize(cols, rows)); err != nil {
		return err
	}
	state, err := term.GetState(int(slave.Fd()))
	if err != nil {
		return err
	}
	s.cooked = state
	if err := prepare(s.cmd, s.master); err != nil {
		return err
	}
	return s.cmd.Start()
}

func winsize(cols, rows int) *pty.Winsize {
	return &pty.Winsize{Cols: uint16(cols), Rows: uint16(rows)}
}

// show brings output to the screen until the program and everything it started have closed the terminal.
func (s *Session) show() {
	defer s.pumps.Done()
	defer close(s.drained)
	buf := make([]byte, 64<<10)
	for {
		n, err := s.master.Read(buf)
		if n > 0 {
			_, _ = s.Screen.Write(buf[:n]) // never fails
			s.noteOutput()
		}
		if err != nil {
			// The end shows as EIO on Linux and as EOF elsewhere; after Close as a closed file.
			return
		}
	}
}

func (s *Session) noteOutput() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.lastOutput = time.Now()
	close(s.changed)
	s.changed = make(chan struct{})
}

// output returns a channel that is closed at the next output, and the time of the last one.
func (s *Session) output() (next <-chan struct{}, last time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.changed, s.lastOutput
}

// answer carries the terminal's replies to the program, or drops them.
func (s *Session) answer(deliver bool) {
	defer s.pumps.Done()
	to := io.Discard
	if deliver {
		to = s.master
	}
	// Delivering fails when the program has gone; what is left is still taken, so that Screen.Write can not block.
	if _, err := io.Copy(to, s.Replies()); err != nil {
		_, _ = io.Copy(io.Discard, s.Replies())
	}
}

func (s *Session) wait() {
	defer s.pumps.Done()
	defer close(s.exited)
	_ = s.cmd.Wait() // the result is in ProcessState
}

// Exit waits until the program has ended and its output is shown, and returns its exit code; as in a shell, that is 128
// plus the number of the signal for a program that a signal has ended.
func (s *Session) Exit(ctx context.Context) (int, error) {
	select {
	case <-s.exited:
	case <-ctx.Done():
		return 0, fmt.Errorf("the program is still running: %w", ctx.Err())
	}
	select {
	case <-s.drained:
	case <-ctx.Done():
		return 0, fmt.Errorf("the program has ended, but something it started still uses the terminal: %w", ctx.Err())
	}
	return s.exitCode(), nil
}

func (s *Session) exitCode() int {
	if status, ok := s.cmd.ProcessState.Sys().(syscall.WaitStatus); ok && status.Signaled() {
		return 128 + int(status.Signal())
	}
	return s.cmd.ProcessState.ExitCode()
}

// Process is the program's process id.
func (s *Session) Process() int { return s.cmd.Process.Pid }

// Close ends the program by force if it still runs, with its process group, and waits until nothing of the session runs
// any more. What was shown stays readable. Closing again does nothing.
func (s *Session) Close() error {
	var err error
	s.closing.Do(func() {
		select {
		case <-s.exited:
		default:
			err = killSession(s.cmd.Process)
		}
		<-s.exited
		if closed := s.master.Close(); !errors.Is(closed, os.ErrClosed) { // HangUp may have closed it
			err = errors.Join(err, closed)
		}
		err = errors.Join(err, s.Screen.Close())
		s.pumps.Wait()
	})
	return err
}

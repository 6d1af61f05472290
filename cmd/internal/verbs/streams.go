package verbs

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"syscall"

	"golang.org/x/term"
)

// Streams are the three streams of the process, with what is at their other ends.
type Streams struct {
	In          io.Reader
	Out, Err    io.Writer
	InTerminal  bool
	OutTerminal bool
	ErrTerminal bool
	Width       func() int // columns of the terminal; 0 when there is none
	Height      func() int // lines of it; nil for none
	// Hidden puts a question on the terminal and reads a line that does not show; nil where nobody can be asked.
	Hidden func(ctx context.Context, question string) (string, error)
}

// StandardStreams are those of the running process.
func StandardStreams() Streams {
	return Streams{
		In: os.Stdin, Out: os.Stdout, Err: os.Stderr,
		InTerminal:  term.IsTerminal(int(os.Stdin.Fd())),
		OutTerminal: term.IsTerminal(int(os.Stdout.Fd())),
		ErrTerminal: term.IsTerminal(int(os.Stderr.Fd())),
		Width:       func() int { width, _ := terminalSize(); return width },
		Height:      func() int { _, height := terminalSize(); return height },
		Hidden:      readHidden,
	}
}

// terminalSize is 0 by 0 where there is no terminal.
func terminalSize() (width, height int) {
	for _, stream := range []*os.File{os.Stdout, os.Stderr} {
		if width, height, err := term.GetSize(int(stream.Fd())); err == nil {
			return width, height
		}
	}
	return 0, 0
}

func (s Streams) height() int {
	if s.Height == nil {
		return 0
	}
	return s.Height()
}

// interactive says whether somebody can be asked: the question goes to stderr, so that stdout stays data.
func (s Streams) interactive() bool { return s.InTerminal && s.ErrTerminal }

// writeData writes to stdout. A reader that has gone, as after "| head -1", has all it wanted: that is no error.
func (s Streams) writeData(data []byte) error {
	_, err := s.writePart(data)
	return err
}

// writePart is writeData for a part of more; wanted is false when there is no reader any more.
func (s Streams) writePart(data []byte) (wanted bool, err error) {
	_, err = s.Out.Write(data)
	switch {
	case errors.Is(err, syscall.EPIPE):
		return false, nil
	case err != nil:
		return false, fmt.Errorf("cannot write to standard output: %w", err)
	}
	return true, nil
}

// ask puts a question and reads one line as the answer. The end of the input counts as an empty answer.
func (s Streams) ask(ctx context.Context, question string) (string, error) {
	fmt.Fprint(s.Err, question)
	type reply struct {
		line string
		err  error
	}
	answered := make(chan reply, 1)
	go func() {
		line, err := readLine(s.In)
		answered <- reply{line, err}
	}()
	select {
	case r := <-answered:
		if r.err != nil {
			return "", fmt.Errorf("cannot read the answer: %w", r.err)
		}
		return strings.TrimSpace(r.line), nil
	case <-ctx.Done(): // the goroutine ends with the process
		fmt.Fprintln(s.Err)
		return "", fmt.Errorf("interrupted, nothing was changed: %w", ctx.Err())
	}
}

// longestAnswer bounds what is taken for a line, in bytes.
const longestAnswer = 4096

// readLine reads byte by byte, so that nothing behind the line is lost for the next reader.
func readLine(from io.Reader) (string, error) {
	var line bytes.Buffer
	next := make([]byte, 1)
	for line.Len() < longestAnswer {
		n, err := from.Read(next)
		switch {
		case n == 1 && next[0] == '\n', errors.Is(err, io.EOF):
			return line.String(), nil
		case err != nil:
			return "", err
		case n == 1:
			line.WriteByte(next[0])
		}
	}
	return "", errors.New("the line is too long")
}

package verbs

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"golang.org/x/term"
)

// askHidden is ask for a secret. It is not trimmed.
func (s Streams) askHidden(ctx context.Context, question string) (string, error) {
	if s.Hidden == nil {
		return "", errors.New("a secret cannot be asked for here")
	}
	answer, err := s.Hidden(ctx, question)
	if err != nil {
		return "", fmt.Errorf("cannot read the secret, nothing was changed: %w", err)
	}
	return answer, nil
}

// readHidden silences the terminal before it puts the question, so that nothing shows of what is typed at once. What was there before is
// restored also when the context ends first. Ctrl+c is a key meanwhile.
func readHidden(ctx context.Context, question string) (answer string, err error) {
	input := int(os.Stdin.Fd())
	before, err := term.MakeRaw(input)
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, term.Restore(input, before)) }()
	type reply struct {
		line string
		err  error
	}
	answered := make(chan reply, 1)
	go func() {
		line, err := term.NewTerminal(both{os.Stdin, os.Stderr}, "").ReadPassword(question)
		answered <- reply{line, err}
	}()
	select {
	case r := <-answered:
		if errors.Is(r.err, io.EOF) { // ctrl+c, ctrl+d
			fmt.Fprint(os.Stderr, "\r\n")
			return "", context.Canceled
		}
		return r.line, r.err
	case <-ctx.Done(): // the goroutine ends with the process
		return "", ctx.Err()
	}
}

// both is a terminal by its two sides.
type both struct {
	io.Reader
	io.Writer
}

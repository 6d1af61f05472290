package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/jansadm/jansadm/tui/tuitest/terminal"
)

// frameGap is how long the program has to write nothing for a frame to count as finished. The program draws at most 120
// frames a second, so that a shorter pause can lie within one answer.
const frameGap = 40 * time.Millisecond

// path leads from the first page to the list of properties: what is awaited, then the key that goes on.
var path = []struct{ text, key string }{{"Auth Server", "enter"}, {"Properties", "enter"}}

// toProperties walks to the list of properties as fast as pages appear, and tells when the list could be used.
func (p program) toProperties(ctx context.Context, s *terminal.Session) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	for _, page := range path {
		if err := s.Await(ctx, page.text, func(screen string) bool { return strings.Contains(screen, page.text) }); err != nil {
			return err
		}
		if err := s.Type(page.key); err != nil {
			return err
		}
	}
	return s.Await(ctx, "the list of properties", p.ready.MatchString)
}

func (p program) starts(answers bool) func(context.Context) ([]string, error) {
	return func(ctx context.Context) ([]string, error) {
		var took []time.Duration
		for range p.runs {
			one, err := p.start(ctx, answers)
			if err != nil {
				return nil, err
			}
			took = append(took, one)
		}
		return []string{times(took)}, nil
	}
}

func (p program) start(ctx context.Context, answers bool) (took time.Duration, err error) {
	start := time.Now()
	s, err := p.open(terminal.DefaultCols, terminal.DefaultRows, answers)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	err = p.toProperties(ctx, s)
	return time.Since(start), err
}

// keys120 looks at a console with a detail pane: memory, and what moving and scrolling cost.
func (p program) keys120(ctx context.Context) (lines []string, err error) {
	s, err := p.open(120, 40, true)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	if err := p.toProperties(ctx, s); err != nil {
		return nil, err
	}
	lines = append(lines, anonymousMemory(s))
	moves, err := press(ctx, s, p.keys, "down", "up")
	if err != nil {
		return nil, err
	}
	// Beyond the first page every move scrolls.
	if _, err := press(ctx, s, 1, "pgdown"); err != nil {
		return nil, err
	}
	if _, err := press(ctx, s, 40, "down"); err != nil {
		return nil, err
	}
	scrolls, err := press(ctx, s, p.keys, "down")
	if err != nil {
		return nil, err
	}
	return append(lines,
		"cursor moves: "+latencies(moves.took), "cursor moves: "+sizes(moves.bytes),
		"scrolling: "+latencies(scrolls.took), "scrolling: "+sizes(scrolls.bytes),
		"afterwards: "+anonymousMemory(s)), nil
}

func anonymousMemory(s *terminal.Session) string {
	bytes, err := memory(s.Process())
	if err != nil {
		return err.Error()
	}
	return fmt.Sprintf("RssAnon %.1f MB", float64(bytes)/(1<<20))
}

// answers are what single key presses led to: the time until the frame was finished, and its length.
type answers struct {
	took  []time.Duration
	bytes []int
}

// press presses the keys in turn, each when the answer to the one before is finished. A key that changes nothing on the
// screen, as at the end of a list, is not counted.
func press(ctx context.Context, s *terminal.Session, times int, keys ...string) (answers, error) {
	var a answers
	if _, err := s.Settle(ctx, frameGap); err != nil {
		return a, err
	}
	for i := range times {
		written, start := s.Written(), time.Now()
		if err := s.Type(keys[i%len(keys)]); err != nil {
			return a, err
		}
		last, err := s.Settle(ctx, frameGap)
		if err != nil {
			return a, err
		}
		if bytes := s.Written() - written; bytes > 0 {
			a.took, a.bytes = append(a.took, last.Sub(start)), append(a.bytes, bytes)
		}
	}
	if len(a.bytes) == 0 {
		return a, fmt.Errorf("%q changed nothing on the screen", keys)
	}
	return a, nil
}

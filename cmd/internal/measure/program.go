package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/jansadm/jansadm/tui/tuitest/terminal"
)

// patience bounds each wait for the program.
const patience = 20 * time.Second

// program is jansadm with a home folder of its own, so that its sandbox starts from nothing.
type program struct {
	settings
	path, home string
}

// measure prints one figure after the other. One that can not be taken is reported, and the others still are.
func (p program) measure(ctx context.Context, out io.Writer) error {
	var failures error
	for _, figure := range []struct {
		name string
		take func(context.Context) ([]string, error)
	}{
		{"binary", p.binary},
		{"first run of flag list", p.firstRun},
		{"flag list", p.flagList(true)},
		{"flag list, silent terminal", p.flagList(false)},
		{"start to Properties", p.starts(true)},
		{"start to Properties, silent terminal", p.starts(false)},
		{"Properties at 120x40", p.keys120},
		{"100,000 scopes at 120x40", p.scopes},
	} {
		lines, err := figure.take(ctx)
		if err != nil {
			failures = errors.Join(failures, fmt.Errorf("%s: %w", figure.name, err))
			lines = []string{"not measured"}
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		for _, line := range lines {
			if _, err := fmt.Fprintf(out, "%-38s %s\n", figure.name, line); err != nil {
				return err
			}
		}
	}
	return failures
}

func (p program) binary(context.Context) ([]string, error) {
	info, err := os.Stat(p.path)
	if err != nil {
		return nil, err
	}
	return []string{fmt.Sprintf("%.1f MB", float64(info.Size())/(1<<20))}, nil
}

func (p program) open(cols, rows int, answers bool, args ...string) (*terminal.Session, error) {
	return terminal.Open(terminal.Options{
		Path: p.path, Home: p.home, Cols: cols, Rows: rows, AnswerQueries: answers, Args: append([]string{"--sandbox"}, args...),
	})
}

// firstRun includes what is done once only: making the sandbox's data, keys and certificates.
func (p program) firstRun(ctx context.Context) ([]string, error) {
	took, err := p.verb(ctx, true)
	return []string{milliseconds(took)}, err
}

func (p program) flagList(answers bool) func(context.Context) ([]string, error) {
	return func(ctx context.Context) ([]string, error) {
		var took []time.Duration
		for range p.runs {
			one, err := p.verb(ctx, answers)
			if err != nil {
				return nil, err
			}
			took = append(took, one)
		}
		return []string{times(took)}, nil
	}
}

// verb is how long "flag list" takes until the shell's prompt would be back.
func (p program) verb(ctx context.Context, answers bool) (took time.Duration, err error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	start := time.Now()
	s, err := p.open(120, 60, answers, "flag", "list")
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	code, err := s.Exit(ctx)
	took = time.Since(start)
	if err == nil && (code != 0 || !strings.Contains(strings.ToLower(s.Text()), "revoke_token")) {
		err = fmt.Errorf("exit code %d and\n%s", code, s.Text())
	}
	return took, err
}

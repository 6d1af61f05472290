package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"github.com/jansadm/jansadm/tui/tuitest/terminal"
)

// manyScopes is how many scopes the server of these figures has, besides the usual ones.
const manyScopes = 100_000

// scopesReady is visible when the list of scopes can be used: where the cursor is, of how many.
var scopesReady = regexp.MustCompile(`1/100\d\d\d\b`)

// scopes looks at the list of 100,000 scopes on a server of its own process: what it takes to open, move, scroll, jump and filter.
func (p program) scopes(ctx context.Context) (lines []string, err error) {
	p.home = filepath.Join(filepath.Dir(p.home), "many")
	stop, err := p.serveMany(ctx)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, stop()) }()
	s, err := p.open(120, 40, true)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	opened, err := p.toScopes(ctx, s)
	if err != nil {
		return nil, err
	}
	lines = append(lines, "opening: "+milliseconds(opened), anonymousMemory(s))
	for _, figure := range []struct {
		name  string
		times int
		keys  []string
	}{
		{"cursor moves", p.keys, []string{"down", "up"}},
		{"scrolling by pages", p.keys, []string{"pgdown"}},
		{"jumps", min(p.keys, 20), []string{"end", "home"}},
	} {
		got, err := press(ctx, s, figure.times, figure.keys...)
		if err != nil {
			return lines, err
		}
		lines = append(lines, figure.name+": "+latencies(got.took), figure.name+": "+sizes(got.bytes))
	}
	return append(lines, "afterwards: "+anonymousMemory(s)), nil
}

// toScopes walks the menus, and tells how long the list took from the key that opened it.
func (p program) toScopes(ctx context.Context, s *terminal.Session) (time.Duration, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	for _, page := range []struct {
		text string
		keys []string
	}{{"Auth Server", []string{"enter"}}, {"Scopes", []string{"down", "down"}}} {
		if err := s.Await(ctx, page.text, func(screen string) bool { return strings.Contains(screen, page.text) }); err != nil {
			return 0, err
		}
		if err := s.Type(page.keys...); err != nil {
			return 0, err
		}
	}
	if _, err := s.Settle(ctx, frameGap); err != nil {
		return 0, err
	}
	start := time.Now()
	if err := s.Type("enter"); err != nil {
		return 0, err
	}
	err := s.Await(ctx, "the list of scopes", scopesReady.MatchString)
	return time.Since(start), err
}

// serveMany starts the server and waits until it is ready.
func (p program) serveMany(ctx context.Context) (stop func() error, err error) {
	if err := os.MkdirAll(p.home, 0o700); err != nil {
		return nil, err
	}
	cmd := exec.CommandContext(ctx, p.path, "sandbox", "serve", "--seed", fmt.Sprintf("scopes=%d", manyScopes))
	cmd.Env = terminal.Options{Home: p.home}.Environment()
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	stop = func() error {
		if err := cmd.Process.Signal(os.Interrupt); err != nil {
			return err
		}
		return cmd.Wait()
	}
	if _, err := bufio.NewReader(out).ReadString('\n'); err != nil {
		return nil, errors.Join(fmt.Errorf("the server did not start: %w", err), stop())
	}
	return stop, nil
}

// Command measure prints figures of the whole program as a person meets it: how long it takes to start, how fast it
// answers keys, how much memory it holds, how much it writes to the terminal and how big it is. It judges nothing;
// figures of different machines can not be compared.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"regexp"
)

// settings are what the person who measures may choose.
type settings struct {
	runs  int            // starts measured, of each kind
	keys  int            // key presses measured, of each kind
	ready *regexp.Regexp // visible when the list of properties can be used
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	var s settings
	flag.IntVar(&s.runs, "runs", 21, "starts to measure, of each kind")
	flag.IntVar(&s.keys, "keys", 200, "key presses to measure, of each kind")
	ready := flag.String("ready", `\b3\d\d of 3\d\d\b`, "what is visible when the list of properties can be used (regular expression)")
	flag.Parse()
	if err := run(ctx, s, *ready); err != nil {
		stop()
		fmt.Fprintln(os.Stderr, "measure:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, s settings, ready string) (err error) {
	if s.runs < 1 || s.keys < 1 {
		return fmt.Errorf("-runs and -keys must be at least 1")
	}
	if s.ready, err = regexp.Compile(ready); err != nil {
		return fmt.Errorf("-ready: %w", err)
	}
	folder, err := os.MkdirTemp("", "jansadm-measure-")
	if err != nil {
		return err
	}
	defer func() {
		if removed := os.RemoveAll(folder); err == nil {
			err = removed
		}
	}()
	p := program{path: filepath.Join(folder, "jansadm"), home: filepath.Join(folder, "home"), settings: s}
	if err := build(ctx, p.path); err != nil {
		return err
	}
	if err := os.Mkdir(p.home, 0o700); err != nil {
		return err
	}
	return p.measure(ctx, os.Stdout)
}

// build makes the program as it is published.
func build(ctx context.Context, path string) error {
	cmd := exec.CommandContext(ctx, "go", "build", "-buildvcs=false", "-trimpath", "-ldflags", "-s -w", "-o", path,
		"github.com/jansadm/jansadm/cmd/jansadm")
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("build jansadm: %w\n%s", err, out)
	}
	return nil
}

package journal

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// asWriter in the environment makes the test binary a program that appends plans to the journal there, and says of each that it is written.
const asWriter = "JANSADM_TEST_JOURNAL"

func TestMain(m *testing.M) {
	if path := os.Getenv(asWriter); path != "" {
		if err := writePlans(path, os.Args[1], os.Args[2]); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// small makes the writers put files aside every few plans; none is removed.
var small = limits{bytes: 8 << 10, older: 1 << 20}

func writePlans(path, name, count string) error {
	plans, err := strconv.Atoi(count)
	if err != nil {
		return err
	}
	j := &Journal{path: path, disk: osDisk{}, limits: small}
	for i := range plans {
		id := fmt.Sprintf("%s-%d", name, i)
		for _, record := range []Record{intent(id), outcome(id, Verified)} {
			if err := j.Append(context.Background(), record); err != nil {
				return err
			}
			fmt.Println(id, record.Phase)
		}
	}
	return nil
}

func writer(t *testing.T, path, name string, plans int) *exec.Cmd {
	command := exec.CommandContext(t.Context(), os.Args[0], name, strconv.Itoa(plans))
	command.Env = append(os.Environ(), asWriter+"="+path)
	command.Stderr = os.Stderr
	return command
}

// Two processes write while a third one reads: each plan is there once it was written, once, and with a number of its own.
func TestTwoProcesses(t *testing.T) {
	const plans = 200
	path := filepath.Join(t.TempDir(), "journal.jsonl")
	done := make(chan error)
	for _, name := range []string{"a", "b"} {
		command := writer(t, path, name, plans)
		if err := command.Start(); err != nil {
			t.Fatal(err)
		}
		go func() { done <- command.Wait() }()
	}
	j := &Journal{path: path, disk: osDisk{}, limits: small}
	seen := 0
	for running := 2; running > 0; {
		select {
		case err := <-done:
			if running--; err != nil {
				t.Fatal(err)
			}
		default:
		}
		log := read(t, j)
		if err := gapless(log); err != nil || log.Torn > 0 || len(log.Entries) < seen {
			t.Fatalf("%v: %d torn lines, %d plans after %d", err, log.Torn, len(log.Entries), seen)
		}
		seen = len(log.Entries)
	}
	ends := 0
	log := read(t, j)
	for _, e := range log.Entries {
		if e.State() == Verified {
			ends++
		}
	}
	beside, err := j.shelf()
	if len(log.Entries) != 2*plans || ends != 2*plans || err != nil || len(beside.older) < 10 {
		t.Errorf("%d plans, %d ends, %d files put aside, %v", len(log.Entries), ends, len(beside.older), err)
	}
}

// A process that is killed in the middle loses nothing that it was told to be written, and stands in nobody's way.
func TestKilledProcesses(t *testing.T) {
	path := filepath.Join(t.TempDir(), "journal.jsonl")
	j := &Journal{path: path, disk: osDisk{}, limits: small}
	for round := range 8 {
		command := writer(t, path, fmt.Sprint(round), 1<<20)
		out, err := command.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := command.Start(); err != nil {
			t.Fatal(err)
		}
		said := bufio.NewScanner(out)
		var written []string
		for said.Scan() {
			if written = append(written, said.Text()); len(written) == 20+7*round {
				if err := command.Process.Kill(); err != nil {
					t.Fatal(err)
				}
			}
		}
		if command.Wait() == nil {
			t.Fatal("the writer was not killed")
		}
		log := read(t, j)
		if err := gapless(log); err != nil || log.Torn > round+1 {
			t.Fatalf("%v: %d torn lines", err, log.Torn)
		}
		for _, line := range written {
			id, phase, _ := strings.Cut(line, " ")
			if entry, err := log.Find(id); err != nil || phase == string(Outcome) && entry.State() != Verified {
				t.Errorf("of %s is left %s, %v", line, entry.State(), err)
			}
		}
	}
}

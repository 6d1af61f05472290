package drafts

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/jansadm/jansadm/client/ops"
)

var errKilled = errors.New("the process was killed")

// mortal is a disk under a process that is killed after so many steps; nothing works any more then. Of a write it may leave the beginnings,
// as profile.WritePrivate does.
type mortal struct {
	osDisk
	steps int
	dead  bool
}

func (m *mortal) alive() bool {
	if m.steps--; m.steps < 0 {
		m.dead = true
	}
	return !m.dead
}

func (m *mortal) Write(path string, content []byte) error {
	unfinished := filepath.Join(filepath.Dir(path), "."+filepath.Base(path)+".1")
	for _, part := range [][]byte{nil, content[:len(content)/2], content} {
		if !m.alive() {
			return errKilled
		}
		if err := os.WriteFile(unfinished, part, 0o600); err != nil {
			return err
		}
	}
	return m.Rename(unfinished, path)
}

func (m *mortal) Rename(from, to string) error {
	if !m.alive() {
		return errKilled
	}
	return m.osDisk.Rename(from, to)
}

func (m *mortal) Remove(path string) error {
	if !m.alive() {
		return errKilled
	}
	return m.osDisk.Remove(path)
}

// A console finds a draft, takes it over, changes it, and ends: it is killed at each step. What was staged is found by the next one in its old
// or its new state, and nothing of it twice.
func TestKilledAtEveryStep(t *testing.T) {
	steps, died := 0, true
	for ; died; steps++ {
		dir := t.TempDir()
		keep(t, dir, prod, Content{Edits: []ops.Edit{lifetime("600")}})
		d := &mortal{steps: steps}
		s := shelf(dir, prod)
		s.disk = d
		staged := "600" // at least as new as this is what must be found
		found, _ := s.Left(t.Context())
		for _, value := range []string{"600", "900", "1200"} {
			if s.Save(Content{Edits: []ops.Edit{lifetime(value)}}) == nil {
				staged = value
			}
			if value == "600" && !d.dead {
				_ = found[0].Remove()
			}
		}
		if d.dead {
			for _, f := range found { // its locks die with it
				f.Release()
			}
		}
		_ = s.Release()
		died = d.dead
		next := left(t, dir, prod)
		if len(next) == 0 || len(next) > 2 {
			t.Fatalf("killed at step %d: %d drafts are found", steps, len(next))
		}
		draft := ops.NewDraft()
		for _, f := range next {
			draft.Adopt(f.Edits)
		}
		if got := string(draft.Edits()[0].Value); draft.Len() != 1 || got != staged && !(d.dead && newer(got, staged)) {
			t.Errorf("killed at step %d: %s is found, %s was staged", steps, got, staged)
		}
	}
	if steps < 14 {
		t.Errorf("only %d steps", steps)
	}
}

// newer says whether a value was staged after another one: a write whose process ended right after it was complete.
func newer(a, b string) bool {
	x, _ := strconv.Atoi(a)
	y, _ := strconv.Atoi(b)
	return x > y
}

// asConsole in the environment makes the test binary a program that saves one draft after the other there, and says of each that it is kept.
const asConsole = "JANSADM_TEST_DRAFTS"

func TestMain(m *testing.M) {
	if dir := os.Getenv(asConsole); dir != "" {
		s := New(dir, prod, time.Now)
		for i := 1; ; i++ {
			if err := s.Save(Content{Edits: []ops.Edit{lifetime(strconv.Itoa(i))}}); err != nil {
				fmt.Fprintln(os.Stderr, err)
				os.Exit(1)
			}
			fmt.Println(i)
		}
	}
	os.Exit(m.Run())
}

// A process that is really killed leaves what it had said was kept, or what it was just keeping; as long as it runs nobody is offered it.
func TestKilledProcesses(t *testing.T) {
	dir := t.TempDir()
	for round := range 6 {
		command := exec.CommandContext(t.Context(), os.Args[0])
		command.Env = append(os.Environ(), asConsole+"="+dir)
		command.Stderr = os.Stderr
		out, err := command.StdoutPipe()
		must(t, err)
		must(t, command.Start())
		said, last := bufio.NewScanner(out), 0
		for said.Scan() {
			last, err = strconv.Atoi(said.Text())
			must(t, err)
			if last == 3 && len(left(t, dir, prod)) > 0 {
				t.Error("the draft of a process that runs is offered")
			}
			if last == 5+9*round {
				must(t, command.Process.Kill())
			}
		}
		if command.Wait() == nil {
			t.Fatal("the process was not killed")
		}
		found, failures := shelf(dir, prod).Left(t.Context())
		if len(found) != 1 || len(failures) > 0 {
			t.Fatalf("found %d drafts, %v", len(found), failures)
		}
		if got := string(found[0].Edits[0].Value); got != strconv.Itoa(last) && got != strconv.Itoa(last+1) {
			t.Errorf("%s is found, %d was kept last", got, last)
		}
		must(t, found[0].Remove())
	}
}

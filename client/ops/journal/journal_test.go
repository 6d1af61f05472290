package journal

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jansadm/jansadm/client/ops/change"
)

func secretChange() change.Change {
	return change.Change{Target: change.PropertyTarget("keyStoreSecret"), Path: "/keyStoreSecret", Kind: change.Set,
		Old: json.RawMessage(`"old-secret"`), New: json.RawMessage(`"new-secret"`), Secret: true}
}

func intent(id string) Record {
	return Record{ID: id, Phase: Intent, Time: time.Unix(1_800_000_000, 0).UTC(), Server: "https://jans.example.org", Changes: Changes([]change.Change{
		{Target: change.PropertyTarget("accessTokenLifetime"), Path: "/accessTokenLifetime", Kind: change.Set, Old: json.RawMessage("300"), New: json.RawMessage("12345678901234567890")},
		secretChange(),
	})}
}

func outcome(id string, state State) Record { return Record{ID: id, Phase: Outcome, State: state} }

func fresh(t *testing.T) *Journal {
	return Open(filepath.Join(t.TempDir(), "state", "journal.jsonl"))
}

func appendAll(t *testing.T, j *Journal, records ...Record) {
	t.Helper()
	for _, record := range records {
		if err := j.Append(context.Background(), record); err != nil {
			t.Fatal(err)
		}
	}
}

func read(t *testing.T, j *Journal) Log {
	t.Helper()
	log, err := j.Read()
	if err != nil {
		t.Fatal(err)
	}
	return log
}

func TestAppendAndRead(t *testing.T) {
	j := fresh(t)
	if log := read(t, j); len(log.Entries) != 0 {
		t.Fatalf("a missing journal holds %v", log)
	}
	appendAll(t, j, intent("a"), outcome("a", Verified), intent("b"))
	log := read(t, j)
	if len(log.Entries) != 2 || log.Torn != 0 {
		t.Fatalf("read %+v", log)
	}
	if got := log.Entries[0].State(); got != Verified {
		t.Errorf("state of a = %s", got)
	}
	if got := log.Entries[1].State(); got != Unknown {
		t.Errorf("a plan without an outcome is %s, want unknown", got)
	}
	if got := string(log.Entries[0].Intent.Changes[0].New); got != "12345678901234567890" {
		t.Errorf("a large number became %s", got)
	}
}

func TestSecretsStayOut(t *testing.T) {
	j := fresh(t)
	appendAll(t, j, intent("a"))
	content, err := os.ReadFile(j.Path())
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(content), "-secret\"") {
		t.Errorf("the journal holds a secret: %s", content)
	}
	kept := read(t, j).Entries[0].Intent.Changes[1]
	if !kept.Secret || kept.Target != change.PropertyTarget("keyStoreSecret") {
		t.Errorf("the secret's change is not named: %+v", kept)
	}
}

func TestFilesArePrivate(t *testing.T) {
	j := fresh(t)
	appendAll(t, j, intent("a"))
	for path, want := range map[string]os.FileMode{j.Path(): 0o600, filepath.Dir(j.Path()): 0o700} {
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		if info.Mode().Perm() != want {
			t.Errorf("%s has mode %v, want %v", path, info.Mode().Perm(), want)
		}
	}
}

func TestTornLastLineSpoilsOnlyItself(t *testing.T) {
	j := fresh(t)
	appendAll(t, j, intent("a"), outcome("a", Verified))
	file, err := os.OpenFile(j.Path(), os.O_WRONLY|os.O_APPEND, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := file.WriteString(`{"v":1,"id":"torn","phase":"int`); err != nil {
		t.Fatal(err)
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
	appendAll(t, j, intent("b"), outcome("b", NotApplied))
	log := read(t, j)
	if len(log.Entries) != 2 || log.Entries[1].State() != NotApplied || log.Torn != 1 {
		t.Errorf("read %+v", log)
	}
}

func TestLaterVersionsAreCountedNotMisread(t *testing.T) {
	j := fresh(t)
	appendAll(t, j, intent("a"))
	file, err := os.OpenFile(j.Path(), os.O_WRONLY|os.O_APPEND, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := fmt.Fprintf(file, "{\"v\":%d,\"id\":\"z\",\"phase\":\"intent\"}\n", Version+1); err != nil {
		t.Fatal(err)
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
	if log := read(t, j); len(log.Entries) != 1 || log.Later != 1 {
		t.Errorf("read %+v", log)
	}
}

func TestWritersTakeTurns(t *testing.T) {
	path := fresh(t).Path()
	var writers sync.WaitGroup
	for w := range 4 {
		writers.Go(func() {
			own := Open(path)
			for i := range 25 {
				id := fmt.Sprintf("%d-%d", w, i)
				for _, record := range []Record{intent(id), outcome(id, Verified)} {
					if err := own.Append(context.Background(), record); err != nil {
						t.Errorf("writer %d: %v", w, err)
						return
					}
				}
			}
		})
	}
	writers.Wait()
	if log := read(t, Open(path)); len(log.Entries) != 100 || log.Torn != 0 {
		t.Errorf("%d plans, %d torn lines", len(log.Entries), log.Torn)
	}
}

func TestUnwritableFolder(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	err := Open(filepath.Join(file, "state", "journal.jsonl")).Append(context.Background(), intent("a"))
	var unwritable *UnwritableError
	if !errors.As(err, &unwritable) || unwritable.Path == "" {
		t.Errorf("got %v", err)
	}
}

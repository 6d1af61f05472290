package journal

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func tiny(t *testing.T, older int) *Journal {
	j := fresh(t)
	j.limits = limits{bytes: 1, older: older} // each record is put aside by the next
	return j
}

// A plan and its end stand in different files, and the plan's is removed first.
func TestAPlanWithoutAnEndOutlivesItsFile(t *testing.T) {
	j := tiny(t, 2)
	appendAll(t, j, intent("open"), intent("late"), intent("a"), outcome("a", Verified), intent("b"), outcome("b", Verified))
	appendAll(t, j, outcome("late", Partial))
	log := read(t, j)
	want := "open 1 unknown, late 2 partial, b 4 verified"
	if got := summary(log); got != want || log.Removed != 3 || log.Torn != 0 {
		t.Errorf("read %s, up to %d removed, %d torn; want %s", got, log.Removed, log.Torn, want)
	}
	appendAll(t, j, intent("c"), outcome("c", Verified), intent("d"))
	want = "open 1 unknown, c 5 verified, d 6 unknown"
	if got := summary(read(t, j)); got != want {
		t.Errorf("read %s, want %s", got, want)
	}
	appendAll(t, j, outcome("open", NotApplied))
	want = "open 1 not-applied, c 5 verified, d 6 unknown"
	if got := summary(read(t, j)); got != want {
		t.Errorf("read %s, want %s", got, want)
	}
}

func summary(log Log) string {
	parts := make([]string, len(log.Entries))
	for i, e := range log.Entries {
		parts[i] = fmt.Sprintf("%s %d %s", e.Intent.ID, e.Intent.Number, e.State())
	}
	return strings.Join(parts, ", ")
}

func TestTheJournalIsBounded(t *testing.T) {
	j := fresh(t)
	j.limits = limits{bytes: 4000, older: 3}
	for i := range 100 {
		id := fmt.Sprintf("plan-%d", i)
		appendAll(t, j, intent(id), outcome(id, Verified))
	}
	files, err := os.ReadDir(filepath.Dir(j.Path()))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		info, err := file.Info()
		if err != nil || info.Size() > 4000 || info.Mode().Perm() != 0o600 {
			t.Errorf("%s has %d bytes and mode %v, %v", file.Name(), info.Size(), info.Mode(), err)
		}
	}
	if len(files) != 6 { // with the lock and the removal
		t.Errorf("there are %v", files)
	}
	if log := read(t, j); log.Entries[len(log.Entries)-1].Intent.Number != 100 || gapless(log) != nil {
		t.Errorf("read %s", summary(log))
	}
}

// Plans of before there were numbers are numbered by their place, for ever.
func TestPlansWithoutNumbers(t *testing.T) {
	j := tiny(t, 2)
	var old strings.Builder
	for _, record := range []Record{intent("a"), outcome("a", Verified), intent("b"), intent("c"), outcome("c", Verified)} {
		record.Version = Version
		line, err := json.Marshal(record)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&old, "%s\n", line)
	}
	put(t, j, old.String())
	want := "a 1 verified, b 2 unknown, c 3 verified"
	if got := summary(read(t, j)); got != want {
		t.Errorf("read %s, want %s", got, want)
	}
	appendAll(t, j, intent("d"))
	if got := summary(read(t, j)); got != want+", d 4 unknown" {
		t.Errorf("read %s", got)
	}
	if log, err := j.ReadLast(1); err != nil || summary(log) != "d 4 unknown" || !log.Earlier {
		t.Errorf("the last is %s, %v", summary(log), err)
	}
	appendAll(t, j, intent("e"), outcome("d", Verified), outcome("e", Verified))
	want = "b 2 unknown, d 4 verified, e 5 verified"
	if got := summary(read(t, j)); got != want {
		t.Errorf("once the old file is removed: %s, want %s", got, want)
	}
}

// put makes the file that is written to hold just that.
func put(t *testing.T, j *Journal, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(j.Path()), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(j.Path(), []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}

// A script of 10 MB is larger than a file should be, and is written all the same.
func TestAHugeRecord(t *testing.T) {
	j := fresh(t)
	script := json.RawMessage(`"` + strings.Repeat("x", 10<<20) + `"`)
	huge := intent("huge")
	huge.Changes[0].New = script
	appendAll(t, j, intent("a"), huge, outcome("huge", Verified), intent("b"))
	log := read(t, j)
	if got, want := summary(log), "a 1 unknown, huge 2 verified, b 3 unknown"; got != want {
		t.Fatalf("read %s, want %s", got, want)
	}
	if got := len(log.Entries[1].Intent.Changes[0].New); got != len(script) {
		t.Errorf("%d of %d bytes were read", got, len(script))
	}
}

// A journal of which only the older files are left goes on with the numbers, and so does one whose removals are not known any more.
func TestMissingFiles(t *testing.T) {
	j := tiny(t, 2)
	for _, id := range []string{"a", "b", "c", "d"} {
		appendAll(t, j, intent(id), outcome(id, Verified))
	}
	for _, path := range []string{j.Path(), j.unfinishedPath()} {
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
		if err := j.Append(context.Background(), intent("next")); err != nil {
			t.Fatal(err)
		}
	}
	log := read(t, j)
	if last := log.Entries[len(log.Entries)-1].Intent.Number; last < 5 {
		t.Errorf("the last number is %d", last)
	}
}

package drafts

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/jansadm/jansadm/client/ops"
)

const head = `{"version":1,"profile":"prod","server":"https://jans.example.org",`

// A file that is no draft keeps nobody from the others. It is put aside, and named; that of a newer program is left where it is.
func TestFilesThatAreNoDrafts(t *testing.T) {
	for name, c := range map[string]struct {
		content string
		aside   bool
		says    string
	}{
		"empty":          {"", true, "not what this program writes"},
		"torn":           {head + `"edits":[{"targ`, true, "not what this program writes"},
		"zeros":          {strings.Repeat("\x00", 100), true, "not what this program writes"},
		"no version":     {`{"profile":"prod"}`, true, "not what this program writes"},
		"newer":          {`{"version":2,"edits":"in another form"}`, false, "a newer jansadm has written it"},
		"of another":     {`{"version":1,"profile":"test","server":"https://jans.example.org"}`, true, "belongs to another profile"},
		"no target":      {head + `"edits":[{"target":"property/","path":"/x","kind":"set"}]}`, true, "not what this program writes"},
		"no path":        {head + `"edits":[{"target":"scope/1","kind":"set","value":1}]}`, true, "it names no member"},
		"other path":     {head + `"edits":[{"target":"property/a","path":"/b","kind":"set","value":1}]}`, true, "it names no member"},
		"odd kind":       {head + `"edits":[{"target":"scope/1","path":"/x","kind":"drop"}]}`, true, "neither sets nor unsets"},
		"odd thing":      {head + `"edits":[{"target":"user/1","path":"/x","kind":"set"}]}`, true, "no such kind of thing"},
		"new and old":    {head + `"edits":[{"target":"scope/1","kind":"create","value":{}}]}`, true, "needs members"},
		"no new members": {head + `"edits":[{"target":"scope/new:a","kind":"create","value":[]}]}`, true, "needs members"},
		"deleted part":   {head + `"edits":[{"target":"scope/1","path":"/x","kind":"delete"}]}`, true, "only whole entries"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			keep(t, dir, prod, Content{Edits: []ops.Edit{lifetime("600")}})
			path := filepath.Join(dir, shelf(dir, prod).prefix()+"broken"+draftEnding)
			must(t, os.WriteFile(path, []byte(c.content), 0o600))
			found, failures := shelf(dir, prod).Left(t.Context())
			if len(found) != 1 || len(failures) != 1 {
				t.Fatalf("found %d, %v", len(found), failures)
			}
			var unread *UnreadError
			if !errors.As(failures[0], &unread) || unread.Aside != c.aside || !strings.Contains(unread.Error(), c.says) {
				t.Errorf("says %v", failures[0])
			}
			if kept, err := os.ReadFile(unread.Path); err != nil || string(kept) != c.content || (unread.Path != path) != c.aside {
				t.Errorf("kept %q, %v", kept, err)
			}
			found[0].Release()
			if _, again := shelf(dir, prod).Left(t.Context()); (len(again) == 0) != c.aside {
				t.Errorf("the next time: %v", again)
			}
		})
	}
}

// A broken draft of the same name as one that was put aside takes its place from nobody.
func TestWhatWasPutAsideStays(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, shelf(dir, prod).prefix()+"broken"+draftEnding)
	for _, text := range []string{"one", "two", "three"} {
		must(t, os.WriteFile(path, []byte(text), 0o600))
		if _, failures := shelf(dir, prod).Left(t.Context()); len(failures) != 1 {
			t.Fatalf("says %v", failures)
		}
	}
	for name, want := range map[string]string{".broken": "one", ".broken.2": "two", ".broken.3": "three"} {
		if kept, err := os.ReadFile(path + name); err != nil || string(kept) != want {
			t.Errorf("%s holds %q, %v", name, kept, err)
		}
	}
}

// A draft that others may read is for nobody else from now on.
func TestADraftIsMadePrivate(t *testing.T) {
	dir := t.TempDir()
	keep(t, dir, prod, Content{Edits: []ops.Edit{lifetime("600")}})
	drafts, err := filepath.Glob(filepath.Join(dir, "*"+draftEnding))
	if err != nil || len(drafts) != 1 {
		t.Fatalf("%v, %v", drafts, err)
	}
	must(t, os.Chmod(drafts[0], 0o644))
	if got := left(t, dir, prod); len(got) != 1 {
		t.Fatalf("found %d drafts", len(got))
	}
	if info, err := os.Stat(drafts[0]); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("it is %v, %v", info.Mode(), err)
	}
}

// A folder that cannot be written to, or is none, is said; nothing else happens.
func TestNoPlaceForDrafts(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	must(t, os.WriteFile(file, nil, 0o600))
	s := shelf(filepath.Join(file, "drafts"), prod)
	var unsaved *UnsavedError
	if err := s.Save(Content{Edits: []ops.Edit{lifetime("600")}}); !errors.As(err, &unsaved) {
		t.Errorf("got %v", err)
	}
	must(t, s.Release())
	if found, failures := shelf(file, prod).Left(t.Context()); len(found) != 0 || len(failures) != 1 {
		t.Errorf("found %v, %v", found, failures)
	}
}

// What killed consoles leave besides drafts is taken away after a while, from nobody who is at work.
func TestSweeping(t *testing.T) {
	dir := t.TempDir()
	keep(t, dir, prod, Content{Edits: []ops.Edit{lifetime("600")}})
	running := shelf(dir, prod)
	must(t, running.Save(Content{Edits: []ops.Edit{lifetime("900")}}))
	must(t, running.Save(Content{}))
	begin := shelf(dir, prod).prefix()
	for _, name := range []string{"." + begin + "dead.json.123", begin + "gone.lock", "." + begin + "young.json.9"} {
		must(t, os.WriteFile(filepath.Join(dir, name), nil, 0o600))
	}
	entries, err := os.ReadDir(dir)
	must(t, err)
	for _, entry := range entries {
		if !strings.Contains(entry.Name(), "young") {
			old := time.Now().Add(-time.Hour)
			must(t, os.Chtimes(filepath.Join(dir, entry.Name()), old, old))
		}
	}
	if got := left(t, dir, prod); len(got) != 1 {
		t.Errorf("found %d drafts", len(got))
	}
	for name, want := range map[string]bool{"." + begin + "dead.json.123": false, begin + "gone.lock": false, "." + begin + "young.json.9": true, running.own + lockEnding: true} {
		if _, err := os.Stat(filepath.Join(dir, name)); (err == nil) != want {
			t.Errorf("%s: %v", name, err)
		}
	}
}

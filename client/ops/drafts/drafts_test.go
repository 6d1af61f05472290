package drafts

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
)

var noon = time.Date(2026, 7, 13, 12, 0, 0, 0, time.UTC)

var prod = Owner{Profile: "prod", Server: "https://jans.example.org", Program: "1.2.3"}

func shelf(dir string, owner Owner) *Shelf { return New(dir, owner, func() time.Time { return noon }) }

func lifetime(value string) ops.Edit {
	return ops.Edit{Target: change.PropertyTarget("accessTokenLifetime"), Path: "/accessTokenLifetime", Kind: change.Set,
		Base: json.RawMessage("300"), Value: json.RawMessage(value)}
}

func must(t interface {
	Helper()
	Fatal(...any)
}, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// keep saves a draft as a console that then ends.
func keep(t *testing.T, dir string, owner Owner, c Content) {
	t.Helper()
	s := shelf(dir, owner)
	must(t, s.Save(c))
	must(t, s.Release())
}

// left is what the next console finds, and gives back.
func left(t *testing.T, dir string, owner Owner) []*Found {
	t.Helper()
	found, failures := shelf(dir, owner).Left(t.Context())
	if len(failures) > 0 {
		t.Fatal(failures)
	}
	for _, f := range found {
		f.Release()
	}
	return found
}

func TestAKeptDraftIsFound(t *testing.T) {
	dir := t.TempDir()
	want := Content{Person: "admin", Edits: []ops.Edit{lifetime("600"), {
		Target: change.Target{Resource: change.Scope, ID: "ab/c"}, Path: "/claims", Kind: change.Unset, Base: json.RawMessage(`["inum=1,ou=attributes,o=jans"]`),
		Title: "scope <careers>", Notes: []string{"a note"},
	}}, Typed: []Typed{{Screen: "auth.property", Arg: "issuer", Title: "issuer", Text: "https://\n< half", Place: json.RawMessage(`{"typed":true}`)}}}
	keep(t, dir, prod, want)
	found := left(t, dir, prod)
	if len(found) != 1 {
		t.Fatalf("%d drafts are found", len(found))
	}
	want.Program, want.Saved = "1.2.3", noon
	if got := found[0].Content; !same(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

func same(a, b Content) bool {
	left, _ := json.Marshal(a)
	right, _ := json.Marshal(b)
	draft := ops.NewDraft()
	draft.Add(a.Edits...)
	return string(left) == string(right) && draft.Holds(b.Edits)
}

// Drafts belong to a profile at a server, whatever it is called, and names are safe for files.
func TestDraftsOfOthersAreNotFound(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"prod", "Prod", "生产", "测试", "../../etc", "a\x00b", "", strings.Repeat("long", 200)} {
		owner := Owner{Profile: name, Server: prod.Server}
		keep(t, dir, owner, Content{Edits: []ops.Edit{lifetime("600")}})
		if got := len(left(t, dir, owner)); got != 1 {
			t.Errorf("%q: %d drafts", name, got)
		}
		if got := len(left(t, dir, Owner{Profile: name, Server: "https://other"})); got != 0 {
			t.Errorf("%q at another server: %d drafts", name, got)
		}
	}
	entries, err := os.ReadDir(dir)
	must(t, err)
	if len(entries) != 16 { // a draft and a lock each
		t.Errorf("%d files: %v", len(entries), entries)
	}
}

func TestTheDraftOfARunningConsoleIsNotOffered(t *testing.T) {
	dir := t.TempDir()
	running := shelf(dir, prod)
	must(t, running.Save(Content{Edits: []ops.Edit{lifetime("600")}}))
	if got := left(t, dir, prod); len(got) != 0 {
		t.Fatalf("found %+v", got)
	}
	other := shelf(dir, prod)
	must(t, other.Save(Content{Edits: []ops.Edit{lifetime("900")}}))
	must(t, running.Release())
	offered, _ := other.Left(t.Context())
	if len(offered) != 1 || string(offered[0].Edits[0].Value) != "600" {
		t.Fatalf("offered %+v", offered)
	}
	if got := left(t, dir, prod); len(got) != 0 {
		t.Errorf("what one console offers is offered by another one: %+v", got)
	}
	must(t, offered[0].Remove())
	must(t, other.Release())
	if got := left(t, dir, prod); len(got) != 1 || string(got[0].Edits[0].Value) != "900" {
		t.Errorf("left %+v", got)
	}
}

func TestAnEmptyDraftLeavesNothing(t *testing.T) {
	dir := t.TempDir()
	s := shelf(dir, prod)
	must(t, s.Save(Content{}))
	must(t, s.Save(Content{Edits: []ops.Edit{lifetime("600")}}))
	must(t, s.Save(Content{Person: "admin"}))
	must(t, s.Release())
	must(t, s.Save(Content{Edits: []ops.Edit{lifetime("600")}})) // a write that comes too late
	if entries, err := os.ReadDir(dir); err != nil || len(entries) != 0 {
		t.Errorf("left %v, %v", entries, err)
	}
}

func TestAReducedDraftKeepsTheRest(t *testing.T) {
	dir := t.TempDir()
	keep(t, dir, prod, Content{Edits: []ops.Edit{lifetime("600")}})
	found, _ := shelf(dir, prod).Left(t.Context())
	rest := found[0].Content
	rest.Edits = []ops.Edit{lifetime("900")}
	must(t, found[0].Reduce(rest))
	found, _ = shelf(dir, prod).Left(t.Context())
	if len(found) != 1 || string(found[0].Edits[0].Value) != "900" {
		t.Fatalf("left %+v", found)
	}
	must(t, found[0].Reduce(Content{}))
	if entries, err := os.ReadDir(dir); err != nil || len(entries) != 0 {
		t.Errorf("left %v, %v", entries, err)
	}
}

func TestDraftsArePrivate(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "state", "drafts")
	keep(t, dir, prod, Content{Edits: []ops.Edit{lifetime("600")}})
	info, err := os.Stat(dir)
	must(t, err)
	if info.Mode().Perm() != 0o700 {
		t.Errorf("the folder has mode %v", info.Mode())
	}
	entries, err := os.ReadDir(dir)
	must(t, err)
	for _, entry := range entries {
		if info, err := entry.Info(); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s has mode %v, %v", entry.Name(), info.Mode(), err)
		}
	}
}

// A script of 10 MB fits, with both its versions and what is typed; what does not fit is said, and the old draft stays.
func TestSizes(t *testing.T) {
	dir := t.TempDir()
	source := string(document.Quote(strings.Repeat("x = 'ü'\n", 10<<20/9)))
	edit := ops.Edit{Target: change.Target{Resource: change.Script, ID: "1"}, Path: "/script", Kind: change.Set, Base: json.RawMessage(source), Value: json.RawMessage(source)}
	s := shelf(dir, prod)
	must(t, s.Save(Content{Edits: []ops.Edit{edit}, Typed: []Typed{{Screen: "auth.script", Text: source, Place: json.RawMessage("[]")}}}))
	if err := s.Save(Content{Typed: []Typed{{Text: strings.Repeat("x", largest)}}}); err == nil || !strings.Contains(err.Error(), "64 MB are the most") {
		t.Errorf("got %v", err)
	}
	must(t, s.Release())
	if found := left(t, dir, prod); len(found) != 1 || string(found[0].Edits[0].Value) != source || found[0].Typed[0].Text != source {
		t.Error("the large draft is not found as it was")
	}
}

// Whatever was staged comes back as it was, in its order.
func TestRoundTrip(t *testing.T) {
	dir := t.TempDir()
	text := rapid.StringMatching(`[ -~äλ字\n]{0,12}`)
	value := rapid.Custom(func(t *rapid.T) json.RawMessage {
		switch rapid.IntRange(0, 5).Draw(t, "form") {
		case 0:
			return nil
		case 1:
			return json.RawMessage("null")
		case 2:
			return json.RawMessage("123456789012345678901234567890.50")
		case 3:
			return document.QuoteAll(rapid.SliceOfN(text, 0, 3).Draw(t, "list"))
		case 4:
			return json.RawMessage(`{"a":1,"a":2,"<&>":[]}`)
		}
		return document.Quote(text.Draw(t, "text"))
	})
	rapid.Check(t, func(t *rapid.T) {
		var want Content
		want.Person = text.Draw(t, "person")
		for i := range rapid.IntRange(1, 6).Draw(t, "edits") {
			e := ops.Edit{Title: text.Draw(t, "title"), Base: value.Draw(t, "base"), Value: value.Draw(t, "value")}
			word := rapid.StringMatching(`[a-zA-Z0-9/:~.é-]{1,8}`).Draw(t, "id") + string(rune('a'+i))
			switch rapid.IntRange(0, 3).Draw(t, "kind") {
			case 0:
				e.Target, e.Path, e.Kind = change.PropertyTarget(word), document.Pointer(word), change.Set
			case 1:
				e.Target, e.Path, e.Kind = change.Target{Resource: change.Scope, ID: word}, document.Pointer("attributes", word), change.Unset
			case 2:
				e.Target, e.Kind, e.Base, e.Value = change.NewTarget(change.Claim, word), change.Create, nil, json.RawMessage(`{"name":"x"}`)
			default:
				e.Target, e.Kind, e.Base, e.Value = change.Target{Resource: change.Claim, ID: word}, change.Delete, json.RawMessage(`{"inum":"x"}`), nil
			}
			want.Edits = append(want.Edits, e)
		}
		s := shelf(dir, prod)
		must(t, s.Save(want))
		must(t, s.Release())
		found, failures := shelf(dir, prod).Left(t.Context())
		if len(found) != 1 || len(failures) > 0 {
			t.Fatalf("found %d, %v", len(found), failures)
		}
		want.Program, want.Saved = prod.Program, noon
		if !same(found[0].Content, want) {
			t.Errorf("got  %+v\nwant %+v", found[0].Content, want)
		}
		must(t, found[0].Remove())
	})
}

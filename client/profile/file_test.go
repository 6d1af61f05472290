package profile

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode"
	"unicode/utf8"
)

func fileWith(t *testing.T, content string) *File {
	t.Helper()
	path := filepath.Join(t.TempDir(), "config", "profiles.yaml")
	if err := MakePrivate(filepath.Dir(path)); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return Open(path)
}

func content(t *testing.T, f *File) string {
	t.Helper()
	text, err := os.ReadFile(f.Path())
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func load(t *testing.T, f *File) Profiles {
	t.Helper()
	profiles, err := f.Load()
	if err != nil {
		t.Fatal(err)
	}
	return profiles
}

func TestFirstProfile(t *testing.T) {
	f := Open(filepath.Join(t.TempDir(), "a", "profiles.yaml"))
	if got := load(t, f); len(got.List) != 0 {
		t.Errorf("without a file there is %v", got)
	}
	p := Profile{Name: "prod", Server: "https://jans.example", ClientID: "1800.10", Secret: PlaceKeyring, ReadOnly: true}
	if err := f.Add(t.Context(), p); err != nil {
		t.Fatal(err)
	}
	want := newFile + `default: prod
profiles:
  prod:
    server: https://jans.example
    client_id: "1800.10"
    secret: keyring
    read_only: true
`
	if got := content(t, f); got != want {
		t.Errorf("got\n%s", got)
	}
	if got := load(t, f); got.Default != "prod" || !slices.Equal(got.List, []Profile{p}) {
		t.Errorf("got %+v", got)
	}
	for path, mode := range map[string]os.FileMode{f.Path(): 0o600, filepath.Dir(f.Path()): 0o700} {
		if info, err := os.Stat(path); err != nil || info.Mode().Perm() != mode {
			t.Errorf("%s: %v, %v", path, info.Mode(), err)
		}
	}
}

const written = `# mine
version: 1
default: prod # always

profiles:
  # the one that counts
  prod:
    server: https://a.example # behind the proxy
    client_id: 1800.10
    later: {kept: [1, 2.50]}
    read_only: true

  'test.one':
      server: https://b.example
# last
more:
  - x # y
`

func TestWhatIsNotOursIsKept(t *testing.T) {
	f := fileWith(t, written)
	if got := load(t, f).List; got[0].ClientID != "1800.10" || !got[0].ReadOnly || got[1].Name != "test.one" {
		t.Fatalf("got %+v", got)
	}
	err := f.Edit(t.Context(), "prod", func(p *Profile) error {
		p.Server, p.ReadOnly, p.Color, p.Name = "https://c.example", false, "red", "production"
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	want := strings.NewReplacer("https://a.example", "https://c.example", "    read_only: true\n", "    color: red\n",
		"default: prod ", "default: production ", "  prod:", "  production:").Replace(written)
	if got := content(t, f); got != want {
		t.Errorf("got\n%s", got)
	}
	if err := f.Remove(t.Context(), "production"); err != nil {
		t.Fatal(err)
	}
	got := content(t, f)
	for _, part := range []string{"# mine", "'test.one':\n      server: https://b.example", "- x # y"} {
		if !strings.Contains(got, part) {
			t.Errorf("%q is gone from\n%s", part, got)
		}
	}
	if load(t, f).Default != "" {
		t.Error("a removed profile is still the default")
	}
}

func TestRefusedChanges(t *testing.T) {
	f := fileWith(t, written)
	add := func(p Profile) error { return f.Add(t.Context(), p) }
	edit := func(name string, change func(*Profile)) error {
		return f.Edit(t.Context(), name, func(p *Profile) error { change(p); return nil })
	}
	for name, c := range map[string]struct {
		err  error
		want any
		text string
	}{
		"unknown":        {f.Remove(t.Context(), "prd"), new(*UnknownError), `no profile "prd"`},
		"unknown edit":   {edit("x", func(*Profile) {}), new(*UnknownError), `"x"`},
		"unknown choice": {f.SetDefault(t.Context(), "x"), new(*UnknownError), `"x"`},
		"taken":          {add(Profile{Name: "PROD", Server: "https://x"}), new(*DuplicateError), `"prod" already`},
		"taken by edit":  {edit("prod", func(p *Profile) { p.Name = "test.one" }), new(*DuplicateError), `"test.one"`},
		"strange name":   {add(Profile{Name: "a/b", Server: "https://x"}), new(*NameError), "the character '/'"},
		"no name":        {add(Profile{Server: "https://x"}), new(*NameError), "empty"},
		"the sandbox":    {add(Profile{Name: "sandbox", Server: "https://x"}), new(*NameError), "embedded"},
		"no server":      {edit("prod", func(p *Profile) { p.Server = "" }), new(*ValueError), "server"},
		"place":          {edit("prod", func(p *Profile) { p.Secret = "here" }), new(*ValueError), "keyring"},
		"pin":            {edit("prod", func(p *Profile) { p.Pin = "AA:BB" }), new(*ValueError), "64"},
		"pin, insecure":  {edit("prod", func(p *Profile) { p.Pin, p.Insecure = strings.Repeat("a", 64), true }), new(*ValueError), "exclude"},
		"half a pair":    {edit("prod", func(p *Profile) { p.ClientKey = "x" }), new(*ValueError), "client_key"},
	} {
		if c.err == nil || !errors.As(c.err, c.want) || !strings.Contains(c.err.Error(), c.text) {
			t.Errorf("%s: %v", name, c.err)
		}
	}
	if got := content(t, f); got != written {
		t.Errorf("the file became\n%s", got)
	}
	var unknown *UnknownError
	if _, err := load(t, f).Find("prd"); !errors.As(err, &unknown) || unknown.Hint() != "Did you mean prod?" {
		t.Errorf("got %v", err)
	}
	if p, err := load(t, f).Find(""); err != nil || p.Name != "prod" {
		t.Errorf("the default is %v, %v", p, err)
	}
}

func TestNames(t *testing.T) {
	for _, name := range []string{"a", "prod-1", "a.b_c", "9", "X", "sandbox2", "my-sandbox", "console", "com10", "nul-1"} {
		if err := CheckName(name); err != nil {
			t.Error(err)
		}
	}
	for _, name := range []string{"", ".", "..", "-a", "_a", "a b", "a/b", `a\b`, "ä", "a\n", "a\x1b[2J", "a:b", strings.Repeat("a", 41), strings.Repeat("中", 300), "中文", "a\u202eb", "a\xff",
		"sandbox", "SANDBOX", "Sandbox", "con", "NUL", "aux", "Prn", "com1", "LPT9", "con.txt", "nul.", "a."} {
		err := CheckName(name)
		if err == nil {
			t.Errorf("%q was accepted", name)
			continue
		}
		if !utf8.ValidString(err.Error()) || strings.ContainsFunc(err.Error(), func(r rune) bool { return !unicode.IsPrint(r) }) {
			t.Errorf("%q: the error is not fit to be shown: %q", name, err)
		}
	}
}

func TestSeveralWritersAtOnce(t *testing.T) {
	path := filepath.Join(t.TempDir(), "profiles.yaml")
	var group sync.WaitGroup
	for n := range 8 {
		group.Go(func() {
			if err := Open(path).Add(t.Context(), Profile{Name: fmt.Sprint("p", n), Server: "https://x"}); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	if got := load(t, Open(path)); len(got.List) != 8 || got.Default == "" {
		t.Errorf("got %v", got)
	}
}

// However people write YAML, a change is made or refused as a whole.
func TestOtherWaysToWriteIt(t *testing.T) {
	for _, text := range []string{
		"version: 1\nprofiles:\n", "version: 1\nprofiles: null # none\n", "{version: 1}", "{version: 1, profiles: {a: {server: x}}}",
		"version: 1\nprofiles: {a: {server: x}}\n", "version: 1\nprofiles:\n  a: {server: x}\n", "version: 1\nprofiles:\n  a:\n    server: >-\n      x\n      y\n",
		"---\nversion: 1\n...\n", "\"version\": 1\n'profiles':\n  \"a\":\n    \"server\": 'x'\n", "version: 1\r\nprofiles:\r\n  a:\r\n    server: x\r\n",
		"version: 1\nprofiles:\n  a:\n    server: x", "version: 1\nprofiles:\n        a:\n                server: x\n# end\n",
	} {
		f := fileWith(t, text)
		before := load(t, f)
		err := f.Add(t.Context(), Profile{Name: "new", Server: "https://x", ReadOnly: true})
		if err == nil && len(before.List) > 0 {
			err = f.Edit(t.Context(), "a", func(p *Profile) error { p.Name, p.Server, p.Color = "b", "https://y", "red"; return nil })
		}
		got := load(t, f)
		if err != nil { // only mappings within braces cannot be changed
			if !strings.Contains(err.Error(), "by hand") || !strings.Contains(text, "{") || content(t, f) != text {
				t.Errorf("%q: %v", text, err)
			}
			continue
		}
		if p, err := got.Find("new"); err != nil || !p.ReadOnly || len(got.List) != len(before.List)+1 {
			t.Errorf("%q became %q", text, content(t, f))
		}
	}
}

func TestProfilesWithinEmptyBraces(t *testing.T) {
	f := fileWith(t, "version: 1\nprofiles: {}\n")
	if err := f.Add(t.Context(), Profile{Name: "new", Server: "https://x"}); err != nil || len(load(t, f).List) != 1 {
		t.Errorf("%v: %q", err, content(t, f))
	}
}

func TestLinkStays(t *testing.T) {
	f := fileWith(t, written)
	link := filepath.Join(t.TempDir(), "link.yaml")
	if err := os.Symlink(f.Path(), link); err != nil {
		t.Fatal(err)
	}
	if err := Open(link).SetDefault(t.Context(), "test.one"); err != nil {
		t.Fatal(err)
	}
	if load(t, f).Default != "test.one" {
		t.Error("the file behind the link was not written")
	}
}

// Whatever a text begins with, it is the same when it is read.
func TestTextsThatYAMLHasUsesFor(t *testing.T) {
	for _, text := range []string{"? x", "?", "- x", "# x", "!x", "&x", "*x", "| x", "%x", "@x", "~", "x: y", "\"", "'", "<<", "1800.10", "? \"\u202e\\"} {
		f := fileWith(t, "version: 1\n")
		err := f.Add(t.Context(), Profile{Name: "a", Server: "https://x", ConfirmWord: text})
		if err == nil {
			err = f.Edit(t.Context(), "a", func(p *Profile) error { p.ClientID, p.ConfirmWord = text, "x"; return nil })
		}
		if err != nil || load(t, f).List[0].ClientID != text {
			t.Errorf("%q: %v: %q", text, err, content(t, f))
		}
	}
}

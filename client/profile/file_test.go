package profile

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"pgregory.net/rapid"
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

func TestBrokenFiles(t *testing.T) {
	for name, c := range map[string]struct {
		content, reason string
		line            int
	}{
		"empty":             {"", "empty", 0},
		"blank":             {" \n\n", "empty", 0},
		"comments":          {"# nothing\n", "none", 0},
		"several":           {"version: 1\n---\nversion: 1\n", "several", 0},
		"no YAML":           {"version: 1\na: b: c\n", "mapping value", 2},
		"not closed":        {"version: 1\nprofiles: {a: ", "", 2},
		"a list":            {"- a\n", "version: 1", 1},
		"a text":            {"hello", "version: 1", 1},
		"no version":        {"profiles: {}\n", "version: 1", 0},
		"newer":             {"# x\nversion: 2\n", "newer", 2},
		"twice":             {"version: 1\nprofiles:\n  a: {server: x}\n  a: {server: y}\n", "already defined", 4},
		"list of profiles":  {"version: 1\nprofiles: [a]\n", "below their names", 2},
		"profile is a text": {"version: 1\nprofiles:\n  a: b\n", "members", 3},
		"no flag":           {"version: 1\nprofiles:\n  a:\n    read_only: maybe\n", "true or false", 4},
		"yes is no flag":    {"version: 1\nprofiles:\n  a:\n    read_only: yes\n", "true or false", 4},
		"no text":           {"version: 1\nprofiles:\n  a:\n    server: [x]\n", "a text", 4},
		"flag for text":     {"version: 1\nprofiles:\n  a:\n    server: {x: y}\n", "a text", 4},
		"binary":            {"\x00\x01\x02", "", 0},
	} {
		f := fileWith(t, c.content)
		_, err := f.Load()
		var broken *BrokenError
		if !errors.As(err, &broken) || broken.Path != f.Path() || !strings.Contains(broken.Reason, c.reason) || c.line != 0 && broken.Line != c.line {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: more than one line: %q", name, err)
		}
		if err := f.Add(t.Context(), Profile{Name: "new", Server: "https://x"}); !errors.As(err, &broken) {
			t.Errorf("%s: adding said %v", name, err)
		}
		if got := content(t, f); got != c.content {
			t.Errorf("%s: the file became %q", name, got)
		}
	}
}

func TestSetAside(t *testing.T) {
	f := fileWith(t, "one")
	first, err := f.SetAside()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(f.Path(), []byte("two"), 0o600); err != nil {
		t.Fatal(err)
	}
	second, err := f.SetAside()
	if err != nil || first == second {
		t.Fatalf("%s, %s, %v", first, second, err)
	}
	if got := content(t, Open(first)) + content(t, Open(second)); got != "onetwo" {
		t.Errorf("kept %q", got)
	}
	if err := f.Add(t.Context(), Profile{Name: "new", Server: "https://x"}); err != nil {
		t.Error(err)
	}
	if _, err := Open(filepath.Join(t.TempDir(), "none")).SetAside(); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("got %v", err)
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
		"strange name":   {add(Profile{Name: "a/b", Server: "https://x"}), new(*NameError), "other characters"},
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
	for _, name := range []string{"a", "prod-1", "a.b_c", "9", "X"} {
		if err := CheckName(name); err != nil {
			t.Error(err)
		}
	}
	for _, name := range []string{"", ".", "..", "-a", "_a", "a b", "a/b", `a\b`, "ä", "a\n", "a\x1b[2J", "a:b", strings.Repeat("a", 41)} {
		if CheckName(name) == nil {
			t.Errorf("%q was accepted", name)
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

// Whatever is done, the file says what a list of profiles in memory says, and keeps the strange parts.
func TestFileFollowsModel(t *testing.T) {
	names := rapid.SampledFrom([]string{"prod", "test.one", "c", "9", "true", "null", "1.10", "A-b"})
	texts := rapid.OneOf(rapid.SampledFrom([]string{"", "a", "1800.10", "yes", "null", "# x", "a: b", "'", `"`, "{", "- x", "x #y", "0x10", "~"}),
		rapid.StringMatching(`[ -~äö]{0,12}`))
	rapid.Check(t, func(rt *rapid.T) {
		f := fileWith(t, written)
		model := load(t, f)
		for range rapid.IntRange(1, 8).Draw(rt, "steps") {
			name := names.Draw(rt, "name")
			next := Profile{Name: names.Draw(rt, "to"), Server: "https://" + texts.Draw(rt, "server"), ClientID: texts.Draw(rt, "id"),
				CACert: texts.Draw(rt, "ca"), ConfirmWord: texts.Draw(rt, "word"), ReadOnly: rapid.Bool().Draw(rt, "ro")}
			var err error
			switch rapid.IntRange(0, 3).Draw(rt, "action") {
			case 0:
				if err = f.Add(context.Background(), next); err == nil {
					model.List = append(model.List, next)
					if len(model.List) == 1 && model.Default == "" {
						model.Default = next.Name
					}
				}
			case 1:
				if err = f.Edit(context.Background(), name, func(p *Profile) error { *p = next; return nil }); err == nil {
					i, _ := model.index(name)
					model.List[i] = next
					if model.Default == name {
						model.Default = next.Name
					}
				}
			case 2:
				if err = f.Remove(context.Background(), name); err == nil {
					i, _ := model.index(name)
					model.List = slices.Delete(model.List, i, i+1)
					if model.Default == name {
						model.Default = ""
					}
				}
			case 3:
				if err = f.SetDefault(context.Background(), name); err == nil {
					model.Default = name
				}
			}
			if err != nil && !errors.As(err, new(*UnknownError)) && !errors.As(err, new(*DuplicateError)) {
				rt.Fatal(err)
			}
			if got, err := f.Load(); err != nil || !got.equal(model) {
				rt.Fatalf("got %+v, %v\nwant %+v", got, err, model)
			}
			if text := content(t, f); !strings.Contains(text, "# mine") || !strings.Contains(text, "- x # y") {
				rt.Fatalf("something is lost:\n%s", text)
			}
		}
	})
}

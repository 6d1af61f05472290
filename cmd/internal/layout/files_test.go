package layout

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

func repository(files map[string]string) fstest.MapFS {
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return fsys
}

func TestCheckFiles(t *testing.T) {
	lines := func(n int) string { return "package x\n" + strings.Repeat("\n", n-1) }
	for _, tc := range []struct {
		name, file, text, want string
	}{
		{"good", "client/x.go", "package x\n\nfunc initial() {}\n", ""},
		{"init", "client/x.go", "package x\n\nfunc init() {}\n", "client/x.go has an init function"},
		{"method named init", "client/x.go", "package x\n\ntype t int\n\nfunc (t) init() {}\n", ""},
		{"allowed init", "cmd/internal/quiet/x.go", "package x\n\nfunc init() {}\n", ""},
		{"longest", "tui/x.go", lines(500), ""},
		{"too long", "tui/x.go", lines(501), "tui/x.go has 501 lines"},
		{"open end", "tui/x.go", "package x\n\n// TO" + "DO later\n", "tui/x.go:3: "},
		{"open end in prose", "README.md", "We do this for" + " now.\n", "README.md:1: "},
		{"word within a word", "tui/x.go", "package x // MASTO" + "DON, xxx, before nowhere\n", ""},
		{"folder of a person", "tui/x.go", "package x // see \"/ho" + "me/somebody/x\"\n", "tui/x.go:1: "},
		{"folder of a person elsewhere", ".ci/run", "cd C:\\Us" + "ers\\x\n", ".ci/run:1: "},
		{"address", "README.md", "https://example.org/ho" + "me/page\n", ""},
		{"not a source", "client/seed.json", "TO" + "DO", ""},
		{"not ours", ".git/x.go", "package x // TO" + "DO\n", ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			found, err := CheckFiles(repository(map[string]string{tc.file: tc.text}))
			switch {
			case err != nil:
				t.Fatal(err)
			case tc.want == "" && len(found.Problems) > 0:
				t.Errorf("unexpected: %q", found.Problems)
			case tc.want != "" && (len(found.Problems) != 1 || !strings.HasPrefix(found.Problems[0], tc.want)):
				t.Errorf("got %q, want %q", found.Problems, tc.want)
			}
		})
	}
}

func TestLongFilesAreRemarked(t *testing.T) {
	found, err := CheckFiles(repository(map[string]string{"x.go": "package x\n" + strings.Repeat("\n", 300)}))
	if err != nil || len(found.Problems) != 0 || len(found.Remarks) != 1 {
		t.Errorf("got %+v, %v", found, err)
	}
}

func TestUnreadableGoFile(t *testing.T) {
	if _, err := CheckFiles(repository(map[string]string{"x.go": "func init no Go"})); err == nil {
		t.Error("no error")
	}
}

func TestCheckTop(t *testing.T) {
	complete := map[string]string{
		".gitignore": "# built\n/jansadm\n/dist/\n", ".ci/run": "", "LICENSE": "", "README.md": "", "go.mod": "", "go.sum": "",
		"client/x": "", "cmd/x": "", "theme/x": "", "tui/x": "",
	}
	with := func(name string) map[string]string {
		files := map[string]string{name: ""}
		for k, v := range complete {
			files[k] = v
		}
		return files
	}
	without := maps.Clone(complete)
	delete(without, "theme/x")
	for _, tc := range []struct {
		name    string
		files   map[string]string
		tracked []string
		want    string
	}{
		{"complete", complete, nil, ""},
		{"built program", with("jansadm"), nil, ""},
		{"built folder", with("dist/x"), nil, ""},
		{"stranger", with("docs/x"), nil, "docs does not belong"},
		{"missing", without, nil, "theme is missing"},
		{"program built under another name", with("jansadm-bin"), slices.Collect(maps.Keys(complete)), ""},
		{"tracked stranger", complete, slices.Collect(maps.Keys(with("docs/x"))), "docs does not belong"},
		{"not tracked", complete, slices.Collect(maps.Keys(without)), "theme is missing"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			entries, err := TopEntries(repository(tc.files), tc.tracked)
			if err != nil {
				t.Fatal(err)
			}
			problems := CheckTop(entries)
			switch {
			case tc.want == "" && len(problems) > 0:
				t.Errorf("unexpected: %q", problems)
			case tc.want != "" && (len(problems) != 1 || !strings.HasPrefix(problems[0], tc.want)):
				t.Errorf("got %q, want %q", problems, tc.want)
			}
		})
	}
}

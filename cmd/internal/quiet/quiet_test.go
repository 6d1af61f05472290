package quiet_test

import (
	"fmt"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"testing"

	"github.com/muesli/termenv"

	"github.com/jansadm/jansadm/cmd/internal/quiet"
	"github.com/jansadm/jansadm/tui/tuitest"
)

// reportTerm makes this test program print what TERM is before and after Restore, and end.
const reportTerm = "QUIET_TEST_REPORT_TERM"

func TestMain(m *testing.M) {
	if os.Getenv(reportTerm) != "" {
		os.Exit(report())
	}
	tuitest.Main(m)
}

func report() int {
	describe := func() string {
		value, present := os.LookupEnv("TERM")
		return fmt.Sprintf("%q %v", value, present)
	}
	fmt.Println("start", describe())
	for range 2 {
		if err := quiet.Restore(); err != nil {
			fmt.Println(err)
			return 1
		}
		fmt.Println("restored", describe())
	}
	return 0
}

// The real program is started on a terminal that never answers: it must not have asked.
func TestStartAsksTheTerminalNothing(t *testing.T) {
	for _, args := range [][]string{{"version"}, {"--help"}, {"no-such-verb"}} {
		t.Run(args[0], func(t *testing.T) {
			program := tuitest.Start(t, tuitest.Options{Args: args, Rows: 100}) // the whole help
			program.Exit()
			if asked := program.Queries(); len(asked) > 0 {
				t.Errorf("start asked the terminal %q", asked)
			}
			if !strings.Contains(program.Screen(), "jansadm") {
				t.Errorf("nothing useful was printed:\n%s", program.Screen())
			}
		})
	}
}

func TestRestore(t *testing.T) {
	for _, tc := range []struct {
		name, env, want string
	}{
		{"set", "TERM=xterm-kitty", `"xterm-kitty" true`},
		{"empty", "TERM=", `"" true`},
		{"unset", "", `"" false`},
	} {
		t.Run(tc.name, func(t *testing.T) {
			cmd := exec.Command(os.Args[0])
			cmd.Env = []string{reportTerm + "=1"}
			if tc.env != "" {
				cmd.Env = append(cmd.Env, tc.env)
			}
			out, err := cmd.Output()
			if err != nil {
				t.Fatal(err)
			}
			want := "start \"dumb\" true\nrestored " + tc.want + "\nrestored " + tc.want + "\n"
			if string(out) != want {
				t.Errorf("got\n%swant\n%s", out, want)
			}
		})
	}
}

// Another import could make this package wait for something that termenv does not wait for.
func TestOnlyOSIsImported(t *testing.T) {
	names, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		for _, spec := range file.Imports {
			if spec.Path.Value != `"os"` {
				t.Errorf("%s imports %s; only os keeps this package the first to be initialised", name, spec.Path.Value)
			}
		}
	}
}

// Of two packages that are ready, Go initialises the one whose import path sorts first.
func TestSortsBeforeTermenv(t *testing.T) {
	ours := runtime.FuncForPC(reflect.ValueOf(quiet.Restore).Pointer()).Name()
	theirs := reflect.TypeFor[termenv.Output]().PkgPath()
	if ours >= theirs {
		t.Errorf("%s does not sort before %s", ours, theirs)
	}
}

package tuitest

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"sync"
	"testing"

	"go.uber.org/goleak"
)

// program is jansadm as built for this test process. Only Main writes its folder, before any test runs.
var program struct {
	folder string
	once   sync.Once
	err    error
}

// Main runs the tests of a package that starts programs; it is the whole of that package's TestMain. It fails when
// goroutines are left over, and removes what Build has built.
func Main(m *testing.M) {
	folder, err := os.MkdirTemp("", "jansadm-test-")
	if err != nil {
		fmt.Fprintln(os.Stderr, "tuitest:", err)
		os.Exit(1)
	}
	program.folder = folder
	goleak.VerifyTestMain(m, goleak.Cleanup(func(code int) {
		if err := os.RemoveAll(folder); err != nil {
			fmt.Fprintln(os.Stderr, "tuitest:", err)
			code = 1
		}
		os.Exit(code)
	}))
}

// Build makes the jansadm program, once in a test process and without cgo, and returns its path.
func Build(t testing.TB) string {
	t.Helper()
	if program.folder == "" {
		t.Fatal("tuitest.Build needs a TestMain that calls tuitest.Main, which removes what was built")
	}
	path := filepath.Join(program.folder, "jansadm")
	if runtime.GOOS == "windows" {
		path += ".exe"
	}
	program.once.Do(func() { program.err = build(path) })
	if program.err != nil {
		t.Fatal(program.err)
	}
	return path
}

// build leaves out the commit, so that it works where the version control program is missing or distrusts the folder.
func build(path string) error {
	cmd := exec.Command("go", "build", "-buildvcs=false", "-o", path, "github.com/jansadm/jansadm/cmd/jansadm")
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("build jansadm: %w\n%s", err, out)
	}
	return nil
}

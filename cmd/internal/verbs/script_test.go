package verbs

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/jansadm/jansadm/client/sandbox"
)

func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("JANSADM_HOME", env.WorkDir+"/home")
			env.Setenv("GORACE", quickEnd)
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"unset": unset, "put": put, "hurry": hurry, "expire": expire, "leaks": leaks, "code": runForCode, "serve": serve, "shutdown": shutdown, "closed": runIntoClosedPipe, "mode": checkMode, "kept": keptFile, "json": checkJSON,
		},
	})
}

// quickEnd keeps programs that are built with the race detector from sleeping a second before their end.
const quickEnd = "atexit_sleep_ms=0"

// unset is "unset NAME...": those variables are taken out of the environment, or made empty.
func unset(ts *testscript.TestScript, _ bool, args []string) {
	for _, name := range args {
		ts.Setenv(name, "")
	}
}

// put is "put FILE TEXT": a private file with that text.
func put(ts *testscript.TestScript, _ bool, args []string) {
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(args[1]), 0o600))
}

// runForCode is "code N PROGRAM ARG...": it runs the program and wants that exit code.
func runForCode(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: code N program [args...]")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	var exit *exec.ExitError
	if err := ts.Exec(args[1], args[2:]...); errors.As(err, &exit) {
		got = exit.ExitCode()
	} else if err != nil {
		ts.Fatalf("%v", err)
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}

// serve is "serve ARG...": it runs "jansadm sandbox serve ARG...", and makes the environment lead to it once it is ready.
func serve(ts *testscript.TestScript, _ bool, args []string) {
	command := exec.Command("jansadm", append([]string{"sandbox", "serve"}, args...)...)
	command.Env = scriptEnvironment(ts)
	command.Dir = ts.MkAbs(".")
	command.Stderr = os.Stderr
	output, err := command.StdoutPipe()
	ts.Check(err)
	ts.Check(command.Start())
	ts.Defer(func() {
		_ = command.Process.Kill() // it has ended when the script has stopped it
		_ = command.Wait()
	})
	line, err := bufio.NewReader(output).ReadBytes('\n')
	ts.Check(err)
	var info sandbox.Info
	ts.Check(json.Unmarshal(line, &info))
	_, port, _ := strings.Cut(strings.TrimPrefix(info.URL, "https://"), ":")
	for name, value := range map[string]string{
		"PORT": port, "JANSADM_SERVER": info.URL, "JANSADM_CA_CERT": info.CAFile, "JANSADM_CLIENT_ID": info.ClientID, "JANSADM_CLIENT_SECRET": info.ClientSecret,
		"SERVER": info.URL, "CA": info.CAFile, "TUI_ID": info.TUIID, "TUI_SECRET": info.TUISecret, "FINGERPRINT": info.Fingerprint,
	} {
		ts.Setenv(name, value)
	}
	ts.Setenv("SERVED", strconv.Itoa(command.Process.Pid))
	running.Store(command.Process.Pid, command)
}

func scriptEnvironment(ts *testscript.TestScript) []string {
	var env []string
	for _, name := range []string{"PATH", "HOME", "TMPDIR", "JANSADM_HOME", "GORACE"} {
		env = append(env, name+"="+ts.Getenv(name))
	}
	return env
}

// running holds the commands of servers by process id.
var running sync.Map

// shutdown is "shutdown SIGNAL": it ends the server that was started last and wants exit code 0.
func shutdown(ts *testscript.TestScript, _ bool, args []string) {
	pid, err := strconv.Atoi(ts.Getenv("SERVED"))
	ts.Check(err)
	var signal os.Signal = os.Interrupt
	if len(args) > 0 && args[0] == "TERM" {
		signal = syscall.SIGTERM
	}
	started, _ := running.Load(pid)
	command := started.(*exec.Cmd)
	ts.Check(command.Process.Signal(signal))
	ts.Check(command.Wait())
}

// runIntoClosedPipe is "closed ARG...": it runs jansadm with a stdout that nobody reads, and wants silence and exit code 0.
func runIntoClosedPipe(ts *testscript.TestScript, _ bool, args []string) {
	reader, writer, err := os.Pipe()
	ts.Check(err)
	ts.Check(reader.Close())
	defer writer.Close()
	command := exec.Command("jansadm", args...)
	command.Env = scriptEnvironment(ts)
	var stderr strings.Builder
	command.Stdout, command.Stderr = writer, &stderr
	if err := command.Run(); err != nil || stderr.Len() > 0 {
		ts.Fatalf("%v, stderr %q", err, stderr.String())
	}
}

// checkMode is "mode PERMISSIONS FILE".
func checkMode(ts *testscript.TestScript, _ bool, args []string) {
	info, err := os.Stat(ts.MkAbs(args[1]))
	ts.Check(err)
	if got := fmt.Sprintf("%o", info.Mode().Perm()); got != args[0] {
		ts.Fatalf("%s has mode %s, want %s", args[1], got, args[0])
	}
}

var keptPattern = regexp.MustCompile(`(?:your text is kept in |"file": ")([^\s"]+)`)

// keptFile is "kept TEXT": the stderr of the last command names a file, private and holding the text. "! kept" wants that there
// is none, in the folder for temporary files either.
func keptFile(ts *testscript.TestScript, neg bool, args []string) {
	match := keptPattern.FindStringSubmatch(ts.ReadFile("stderr"))
	if neg {
		left, err := filepath.Glob(filepath.Join(ts.Getenv("TMPDIR"), "jansadm-edit-*"))
		ts.Check(err)
		if match != nil || len(left) > 0 {
			ts.Fatalf("kept: %q, %q", match, left)
		}
		return
	}
	if match == nil {
		ts.Fatalf("no file is named as kept")
	}
	if !strings.Contains(ts.ReadFile(match[1]), args[0]) {
		ts.Fatalf("%s lacks %q", match[1], args[0])
	}
	for name, want := range map[string]fs.FileMode{match[1]: 0o600, filepath.Dir(match[1]): 0o700} {
		info, err := os.Stat(name)
		ts.Check(err)
		if info.Mode().Perm() != want {
			ts.Fatalf("%s has mode %v", name, info.Mode())
		}
	}
	ts.Check(os.RemoveAll(filepath.Dir(match[1])))
}

// checkJSON is "json FILE PATH VALUE": the member of a JSON text, its path written with dots and numbers, is that JSON value. FILE
// may be stdout or stderr. "! json FILE PATH" wants that there is no such member.
func checkJSON(ts *testscript.TestScript, neg bool, args []string) {
	text := json.RawMessage(ts.ReadFile(args[0]))
	for step := range strings.SplitSeq(args[1], ".") {
		next, ok := descend(text, step)
		if !ok && neg {
			return
		}
		if !ok {
			ts.Fatalf("%s has no %s (at %q)", args[0], args[1], step)
		}
		text = next
	}
	if neg {
		ts.Fatalf("%s has %s: %s", args[0], args[1], text)
	}
	var got strings.Builder
	encoder := json.NewEncoder(&got)
	encoder.SetEscapeHTML(false)
	ts.Check(encoder.Encode(text))
	if strings.TrimSpace(got.String()) != args[2] {
		ts.Fatalf("%s: %s is %s, want %s", args[0], args[1], got.String(), args[2])
	}
}

func descend(text json.RawMessage, step string) (json.RawMessage, bool) {
	var members map[string]json.RawMessage
	if json.Unmarshal(text, &members) == nil {
		member, ok := members[step]
		return member, ok
	}
	var elements []json.RawMessage
	index, err := strconv.Atoi(step)
	if err != nil || json.Unmarshal(text, &elements) != nil || index >= len(elements) {
		return nil, false
	}
	return elements[index], true
}

package verbs

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/jansadm/jansadm/client/sandbox"
	"github.com/jansadm/jansadm/cmd/internal/connect"
)

// opened is what a console was opened with.
type opened struct {
	label, issuer, noColor, version string
	readOnly                        bool
}

// runConsole runs the program with a console that notes what it gets, on terminals or not.
func runConsole(t *testing.T, terminal bool, failure error, args ...string) (code int, stderr string, got *opened) {
	t.Helper()
	home := t.TempDir()
	var out, errs bytes.Buffer
	code = Run(t.Context(), Program{
		Args:    args,
		Streams: Streams{In: strings.NewReader(""), Out: &out, Err: &errs, InTerminal: terminal, OutTerminal: terminal, Width: func() int { return 80 }},
		Env: func(name string) string {
			return map[string]string{"JANSADM_HOME": home}[name]
		},
		Build: Build{Version: "v9"},
		Console: func(ctx context.Context, c Console) error {
			if c.Opened == nil {
				profiles, err := c.Gate.Profiles(ctx)
				got = &opened{label: "nowhere", issuer: fmt.Sprint(len(profiles), err)}
				return failure
			}
			configuration, err := c.Opened.Ops.Load(ctx)
			if err != nil {
				return err
			}
			got = &opened{c.Opened.Profile.Name, configuration.Issuer(), c.Env("NO_COLOR"), c.Version, c.Opened.Ops.ReadOnly()}
			return failure
		},
	})
	if out.Len() > 0 {
		t.Errorf("stdout %q", out.String())
	}
	return code, errs.String(), got
}

func TestConsoleIsOpenedOnATerminal(t *testing.T) {
	code, stderr, got := runConsole(t, true, nil, "--sandbox", "--read-only", "--no-color")
	if code != 0 || stderr != "" || got == nil {
		t.Fatalf("exit code %d, %q, %+v", code, stderr, got)
	}
	if got.label != connect.SandboxName || !strings.HasPrefix(got.issuer, "https://127.0.0.1:") || got.noColor != "1" || got.version != "v9" || !got.readOnly {
		t.Errorf("%+v", got)
	}
}

func TestConsoleIsNotOpened(t *testing.T) {
	for _, tc := range []struct {
		name     string
		terminal bool
		args     []string
		stderr   string
	}{
		{"no terminal", false, []string{"--sandbox"}, "the console needs a terminal"},
		{"unknown profile", true, []string{"--profile", "nowhere"}, "there is no profile \"nowhere\""},
		{"unknown command", true, []string{"--sandbox", "porperty"}, "did you mean property?"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			code, stderr, got := runConsole(t, tc.terminal, nil, tc.args...)
			if code == 0 || got != nil || !strings.Contains(stderr, tc.stderr) {
				t.Errorf("exit code %d, %q, %+v", code, stderr, got)
			}
		})
	}
}

// Where nothing is set up the console opens all the same: that is where a server is chosen.
func TestConsoleWithoutAServer(t *testing.T) {
	code, stderr, got := runConsole(t, true, nil)
	if code != 0 || stderr != "" || got == nil || got.label != "nowhere" || got.issuer != "0<nil>" && got.issuer != "0 <nil>" {
		t.Errorf("exit code %d, %q, %+v", code, stderr, got)
	}
}

func TestConsoleFails(t *testing.T) {
	code, stderr, _ := runConsole(t, true, errors.New("the screen\x1b[2J broke"), "--sandbox")
	if code != exitFailed || !strings.Contains(stderr, "error: the screen␛ broke") {
		t.Errorf("exit code %d, %q", code, stderr)
	}
}

func TestServeHelpTellsEveryKindOfFault(t *testing.T) {
	help := (&app{}).sandboxServe().Long
	_, kinds, _ := strings.Cut(help, "KIND is one of:")
	for _, kind := range sandbox.FaultKinds() {
		if !slices.Contains(strings.Fields(kinds), kind) {
			t.Errorf("%s is missing", kind)
		}
	}
}

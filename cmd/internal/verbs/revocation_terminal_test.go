package verbs

import (
	"bytes"
	"strings"
	"testing"

	"github.com/jansadm/jansadm/client/ops/revocation"
)

// No line of the help is wider than a usual terminal: it is printed as it is.
func TestHelpOfRevocationFits(t *testing.T) {
	r := newRevoking(t)
	_, help, _ := r.run("", "help", "revocation", "status")
	for line := range strings.Lines(help) {
		if len(strings.TrimRight(line, "\n")) > 100 {
			t.Errorf("%d characters: %s", len(line), line)
		}
	}
}

// What a person has to do stands on a line of its own, whatever the progress was.
func TestCheckCodeClearsTheProgress(t *testing.T) {
	var shown bytes.Buffer
	a := &app{streams: Streams{Width: func() int { return 80 }, ErrTerminal: true, Err: &shown}}
	progress := waiting{shown: true, to: &shown}
	with := clearing(revocation.With{ShowCode: a.showCheckCode}, &progress)
	progress.show("17 of 20: refresh-hint")
	with.ShowCode(revocation.Code{URL: "https://id.example.org/device", UserCode: "ABCD"})
	if !strings.Contains(shown.String(), "\r"+strings.Repeat(" ", len("17 of 20: refresh-hint"))+"\rFor a refresh token") {
		t.Errorf("shown: %q", shown.String())
	}
	if with := clearing(revocation.With{}, &progress); with.ShowCode != nil {
		t.Error("a person is asked whom nobody asks")
	}
}

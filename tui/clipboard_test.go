package tui

import (
	"bytes"
	"errors"
	"testing"

	"github.com/jansadm/jansadm/tui/core"
)

// Tmux takes the plain sequence for its own clipboard, and passes one on that is wrapped where it may; it tells which it does to nobody.
func TestCopyThroughMultiplexers(t *testing.T) {
	const plain = "\x1b]52;c;aGk=\x07"
	for name, tc := range map[string]struct{ variable, want string }{
		"terminal": {"", plain},
		"tmux":     {"TMUX", plain + "\x1bPtmux;\x1b" + plain + "\x1b\\"},
		"screen":   {"STY", "\x1bP" + plain + "\x1b\\"},
	} {
		var out bytes.Buffer
		answer := copyVia(&out, func(name string) string {
			if name == tc.variable {
				return "set"
			}
			return ""
		})("hi")()
		if out.String() != tc.want || answer.(core.Status).Tone != core.Plain {
			t.Errorf("%s: %q, %+v", name, out.String(), answer)
		}
	}
	if answer := copyVia(broken{}, func(string) string { return "" })("hi")(); answer.(core.Status).Tone != core.Failure {
		t.Errorf("%+v", answer)
	}
}

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, errors.New("gone") }

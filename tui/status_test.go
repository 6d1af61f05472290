package tui_test

import (
	"strings"
	"testing"

	"github.com/jansadm/jansadm/tui/core"
)

// A status that is too long for one line takes a second one from the body; of one that is longer still the middle goes, and not what to do.
func TestLongStatus(t *testing.T) {
	_, d := start(t)
	d.Resize(80, 24)
	long := "~/jobs/scripts/employment.py could not be read: " + strings.Repeat("permission denied, ", 3) + "try again"
	d.Send(core.Status{Tone: core.Failure, Text: long})
	d.Expect(long)
	d.CheckSize(80, 24)
	d.Send(core.Status{Tone: core.Failure, Text: strings.Replace(long, "permission", strings.Repeat("permission ", 30), 1)})
	d.Expect("~/jobs/scripts", "…", "try again")
	d.CheckSize(80, 24)
	d.Keys("esc")
	d.Refuse("try again")
	d.CheckSize(80, 24)
}

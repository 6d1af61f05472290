package verbs

import (
	"bytes"
	"strings"
	"testing"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
)

// The error of a script is its stack trace, line by line, and obeyed by no terminal.
func TestTheErrorOfAScriptIsReadable(t *testing.T) {
	doc, err := document.Parse([]byte(`{"inum":"1","name":"badge","scriptType":"dynamic_scope","enabled":true,
		"configurationProperties":[{"value1":"badge_number","value2":"employeeNumber"}],
		"scriptError":{"raisedAt":"2026-07-13T12:00:30","stackTrace":"Traceback (most recent call last):\n  File \"badge\", line 3\nNameError: \u001b[31mx\n"}}`))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	a := &app{streams: Streams{Out: &out, Err: &out}}
	a.program.Env = func(string) string { return "" }
	card := string(a.entryCard(scripts, ops.NewEntity(change.Script, doc), ops.Directory{}, false))
	for _, line := range []string{"Traceback (most recent call last):", `  File "badge", line 3`, "badge_number=employeeNumber"} {
		if !strings.Contains(card, line+"\n") {
			t.Errorf("%q is no line of\n%s", line, card)
		}
	}
	if strings.ContainsAny(card, "\x1b") || strings.Contains(card, `\n`) || !strings.Contains(card, "NameError: ") {
		t.Errorf("%q", card)
	}
}

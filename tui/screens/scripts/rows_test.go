package scripts

import (
	"encoding/json"
	"testing"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
)

// What is told of a stored error is its cause, which comes last in a Python trace.
func TestFlaw(t *testing.T) {
	const trace = "Traceback (most recent call last):\n  File \"<iostream>\", line 12, in update\nNameError: name 'claim' is not defined\n"
	for enabled, want := range map[string]string{
		"true":  "It does not work: NameError: name 'claim' is not defined",
		"false": "It failed when it was last loaded: NameError: name 'claim' is not defined",
	} {
		failure, _ := document.Document{"stackTrace": document.Quote(trace)}.MarshalJSON()
		script := ops.NewEntity(change.Script, document.Document{"enabled": json.RawMessage(enabled), "scriptError": failure})
		if got := flaw(script); got != want {
			t.Errorf("enabled %s: %q", enabled, got)
		}
	}
}

package verbs

import (
	"bytes"
	"context"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
)

// scriptServer holds one script. After its description has been changed it answers with an error of the script, or without one.
type scriptServer struct {
	ops.EntriesAPI
	doc   document.Document
	saved bool
	fails bool
}

func (s *scriptServer) Get(context.Context, string) (document.Document, error) {
	doc := s.doc.Clone()
	if s.saved && s.fails {
		doc["scriptError"] = json.RawMessage(`{"raisedAt":"2026-07-13T12:00:30","stackTrace":"Traceback (most recent call last):\nNameError: \u001b[31mx"}`)
	}
	return doc, nil
}

func (s *scriptServer) Patch(_ context.Context, _ string, patch document.Patch) (document.Document, string, error) {
	s.saved = true
	for _, op := range patch {
		if op.Op != document.OpTest {
			s.doc[strings.TrimPrefix(op.Path, "/")] = op.Value
		}
	}
	return s.doc.Clone(), "request-1", nil
}

// A verb that is to wait tells what the server made of the script, and fails when the script does.
func TestWaitingForScripts(t *testing.T) {
	for _, tc := range []struct {
		name           string
		wait, fails    bool
		form           format
		stdout, stderr string
		code           int
	}{
		{name: "not asked", fails: true, form: formatTable, stdout: "verified", stderr: "recorded"},
		{name: "good", wait: true, form: formatTable, stdout: "verified", stderr: "Waiting for what the change brings about; ctrl+c stops the waiting, not the change.\nscript s: no error after"},
		{name: "bad", wait: true, fails: true, form: formatTable, stdout: "verified", stderr: "Waiting for", code: exitUncertain},
		{name: "good, JSON", wait: true, form: formatJSON, stdout: `"scripts":[{"target":"script/1","name":"s","state":"no_error"}]`},
		{name: "bad, JSON", wait: true, fails: true, form: formatJSON, stdout: `"state":"failed","trace":"Traceback (most recent call last):\nNameError: \u001b[31mx"`,
			code: exitUncertain},
	} {
		t.Run(tc.name, func(t *testing.T) {
			server := &scriptServer{fails: tc.fails, doc: document.Document{
				"inum": json.RawMessage(`"1"`), "name": json.RawMessage(`"s"`), "enabled": json.RawMessage("true"), "description": json.RawMessage(`"a"`)}}
			var out, errs bytes.Buffer
			a := &app{streams: Streams{In: strings.NewReader(""), Out: &out, Err: &errs}, format: tc.form}
			a.global.output, a.global.yes, a.global.wait = tc.form, true, tc.wait
			a.program.Env = func(string) string { return "" }
			o := ops.New(ops.Deps{
				Entries: map[change.Resource]ops.EntriesAPI{change.Script: server}, Journal: &recorder{}, Now: time.Now,
				NewID: func() string { return "id-1" }, Sleep: func(context.Context, time.Duration) error { return nil },
			})
			plan, err := o.Plan(t.Context(), []ops.Edit{{
				Target: ops.Target{Resource: change.Script, ID: "1"}, Path: "/description", Kind: change.Set,
				Base: json.RawMessage(`"a"`), Value: json.RawMessage(`"b"`)}})
			if err != nil {
				t.Fatal(err)
			}
			settled, err := a.carryOut(t.Context(), o, plan, "")
			stdout := out.String()
			if tc.form == formatJSON {
				var compact bytes.Buffer
				if err := json.Compact(&compact, out.Bytes()); err != nil {
					t.Fatalf("%v: %s", err, out.Bytes())
				}
				stdout = compact.String()
			}
			if !settled || exitCode(err) != tc.code || !strings.Contains(stdout, tc.stdout) || !strings.Contains(errs.String(), tc.stderr) {
				t.Errorf("settled %v, %v\n%s\n%s", settled, err, stdout, errs.String())
			}
			if tc.code != 0 && !strings.Contains(explain(err).Message, "s does not work: NameError") {
				t.Errorf("%v", err)
			}
		})
	}
}

// Whoever interrupts the waiting learns that the change is made, and that nothing is known of the script.
func TestInterruptedWaiting(t *testing.T) {
	server := &scriptServer{doc: document.Document{
		"inum": json.RawMessage(`"1"`), "name": json.RawMessage(`"s"`), "enabled": json.RawMessage("true"), "description": json.RawMessage(`"a"`)}}
	ctx, interrupt := context.WithCancel(t.Context())
	defer interrupt()
	var out, errs bytes.Buffer
	a := &app{streams: Streams{In: strings.NewReader(""), Out: &out, Err: &errs}, format: formatTable}
	a.global.output, a.global.yes, a.global.wait = formatTable, true, true
	a.program.Env = func(string) string { return "" }
	o := ops.New(ops.Deps{
		Entries: map[change.Resource]ops.EntriesAPI{change.Script: server}, Journal: &recorder{}, Now: time.Now, NewID: func() string { return "id-1" },
		Sleep: func(ctx context.Context, _ time.Duration) error { interrupt(); return ctx.Err() },
	})
	plan, err := o.Plan(ctx, []ops.Edit{{
		Target: ops.Target{Resource: change.Script, ID: "1"}, Path: "/description", Kind: change.Set, Base: json.RawMessage(`"a"`), Value: json.RawMessage(`"b"`)}})
	if err != nil {
		t.Fatal(err)
	}
	settled, err := a.carryOut(ctx, o, plan, "")
	if problem := explain(err); !settled || exitCode(err) != exitInterrupted || problem.Message != "the change was made, but what became of script s is not known: waiting was interrupted" {
		t.Errorf("settled %v, %+v", settled, problem)
	}
	if !strings.Contains(out.String(), "verified") {
		t.Errorf("printed %s", out.String())
	}
}

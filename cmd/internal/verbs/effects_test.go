package verbs

import (
	"bytes"
	"context"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/jansadm/jansadm/client"
	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/effect"
)

// flagServer holds the list of flags. What applications see follows after some looks, or never.
type flagServer struct {
	doc   document.Document
	looks int
	late  int // looks that see nothing new
}

func (f *flagServer) Get(context.Context) (document.Document, error) { return f.doc.Clone(), nil }

func (f *flagServer) KnownFlags(context.Context) ([]string, error) {
	return []string{"userinfo", "u2f"}, nil
}

func (f *flagServer) Patch(_ context.Context, patch document.Patch) (document.Document, string, error) {
	for _, op := range patch {
		if op.Op != document.OpTest {
			f.doc[strings.TrimPrefix(op.Path, "/")] = op.Value
		}
	}
	return f.doc.Clone(), "request-1", nil
}

func (f *flagServer) Discovery(context.Context) (document.Document, error) {
	if f.looks++; f.looks > f.late {
		return document.Document{}, nil
	}
	return document.Document{"userinfo_endpoint": json.RawMessage(`"https://jans.example.org/\u001b[31muserinfo"`)}, nil
}

func (f *flagServer) Probe(context.Context, client.Probe) (client.Answer, error) {
	return client.Answer{Status: 403, Code: "access_denied"}, nil
}

// A verb that waits tells of each effect, and fails when one is not seen in time.
func TestWaitingForEffects(t *testing.T) {
	for _, tc := range []struct {
		name, stdout, stderr, wrong string
		wait                        bool
		timeout                     time.Duration
		form                        format
		late, code                  int
	}{
		{name: "not asked", form: formatTable, stderr: "endpoint /userinfo: in effect within 30 s\n" +
			"discovery document: shows it in up to 60 min, when its cache expires; \"jansadm property flush-discovery\" makes that a minute"},
		{name: "all seen", wait: true, form: formatTable, late: 9, stderr: "endpoint /userinfo: 403 after 2 s"},
		{name: "all seen, JSON", wait: true, form: formatJSON, late: 9,
			stdout: `"effects":[{"id":"endpoint/userinfo","what":"endpoint /userinfo","state":"seen","seconds":2,"says":"endpoint /userinfo: 403 after 2 s"},{"id":"discovery"`},
		{name: "never", wait: true, form: formatTable, late: 1 << 20, code: exitUncertain, wrong: "the change was made, but discovery document: still lists userinfo_endpoint"},
		{name: "for a minute", wait: true, form: formatJSON, late: 30, timeout: time.Minute, code: exitUncertain, stdout: `"id":"discovery","what":"discovery document","state":"not-yet","seconds":60`,
			wrong: "still lists userinfo_endpoint"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			server := &flagServer{late: tc.late, doc: document.Document{
				"featureFlags": json.RawMessage(`["userinfo","u2f"]`), "userInfoEndpoint": json.RawMessage(`"https://jans.example.org/userinfo"`)}}
			var out, errs bytes.Buffer
			a := &app{streams: Streams{In: strings.NewReader(""), Out: &out, Err: &errs}, format: tc.form}
			a.global.output, a.global.yes, a.global.wait, a.global.connect.Timeout = tc.form, true, tc.wait, tc.timeout
			a.global.acceptRisks = []string{"flag-userinfo-off"}
			a.program.Env = func(string) string { return "" }
			o := ops.New(ops.Deps{
				Configuration: server, Discovery: server.Discovery, Probe: server.Probe, Journal: &recorder{}, Now: func() time.Time { return time.Unix(1_800_000_000, 0) },
				NewID: func() string { return "id-1" }, Sleep: func(ctx context.Context, _ time.Duration) error { return ctx.Err() },
			})
			configuration, err := o.LoadWithFlags(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			draft := ops.NewDraft()
			if err := configuration.SetFlags(draft, false, "userinfo"); err != nil {
				t.Fatal(err)
			}
			plan, err := o.PlanAgainst(t.Context(), configuration, draft.Edits())
			if err != nil {
				t.Fatal(err)
			}
			_, err = a.carryOut(t.Context(), o, plan, "")
			stdout := out.String()
			if tc.form == formatJSON {
				var compact bytes.Buffer
				if err := json.Compact(&compact, out.Bytes()); err != nil {
					t.Fatalf("%v: %s", err, out.Bytes())
				}
				stdout = compact.String()
			}
			if exitCode(err) != tc.code || !strings.Contains(stdout, tc.stdout) || !strings.Contains(errs.String(), tc.stderr) || strings.ContainsRune(errs.String(), 0x1b) {
				t.Errorf("%v\n%s\n%s", err, stdout, errs.String())
			}
			if tc.code != 0 && !strings.Contains(explain(err).Message, tc.wrong) {
				t.Errorf("%v", err)
			}
		})
	}
}

// The line on a terminal says how much was seen, and what is waited for longest.
func TestProgressOfWaiting(t *testing.T) {
	var to bytes.Buffer
	w := waiting{shown: true, to: &to}
	w.tick(12*time.Second, []effect.Progress{
		{Effect: effect.Effect{What: "endpoint /revoke"}, State: effect.Seen}, {Effect: effect.Effect{What: "settings"}, State: effect.Unwatched},
		{Effect: effect.Effect{What: "discovery document"}, State: effect.Waiting, Deadline: "at the latest in 58 min"},
	})
	if want := "\rwaiting: 12 s, effects 1 of 2; discovery document at the latest in 58 min"; to.String() != want {
		t.Errorf("%q, want %q", to.String(), want)
	}
	w.clear()
	if got := to.String(); !strings.HasSuffix(got, "\r") || w.width != 0 {
		t.Errorf("%q", got)
	}
}

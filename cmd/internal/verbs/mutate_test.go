package verbs

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/journal"
	"github.com/jansadm/jansadm/client/transport"
)

// oddServer holds one setting and treats writes in an odd way.
type oddServer struct {
	doc   document.Document
	write func(*oddServer, document.Patch) error
	mute  bool // reads fail
}

func (s *oddServer) Get(context.Context) (document.Document, error) {
	if s.mute {
		return nil, &transport.Error{Kind: transport.KindUnreachable, Op: "read"}
	}
	return s.doc.Clone(), nil
}

func (s *oddServer) Patch(_ context.Context, patch document.Patch) (document.Document, string, error) {
	err := s.write(s, patch)
	return s.doc.Clone(), "request-1", err
}

func (s *oddServer) KnownFlags(context.Context) ([]string, error) { return []string{"par", "u2f"}, nil }

// store keeps what the patch asks for.
func store(s *oddServer, patch document.Patch) error {
	for _, op := range patch {
		if op.Op != document.OpTest {
			s.doc[strings.TrimPrefix(op.Path, "/")] = op.Value
		}
	}
	return nil
}

// recorder forgets everything; it fails at one of its records.
type recorder struct{ count, failAt int }

func (r *recorder) Append(context.Context, journal.Record) error {
	r.count++
	if r.count == r.failAt {
		return &journal.UnwritableError{Path: "journal", Err: errors.New("no space left on device")}
	}
	return nil
}

// run carries out "accessTokenLifetime becomes 600" with --yes and returns what the two streams got.
func run(t *testing.T, server *oddServer, records *recorder, form format) (stdout, stderr string, err error) {
	t.Helper()
	server.doc = document.Document{"accessTokenLifetime": json.RawMessage("300"), "dateFormatterPatterns": json.RawMessage(`{}`)}
	var out, errs bytes.Buffer
	a := &app{streams: Streams{In: strings.NewReader(""), Out: &out, Err: &errs}, format: form}
	a.global.output, a.global.yes = form, true
	a.program.Env = func(string) string { return "" }
	o := ops.New(ops.Deps{
		Configuration: server, Journal: records, Server: "https://id.example.org", Now: time.Now,
		NewID: func() string { return "id-1" }, Sleep: func(context.Context, time.Duration) error { return nil },
	})
	configuration, err := o.Load(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	draft := ops.NewDraft()
	if err := configuration.SetText(draft, "accessTokenLifetime", "600"); err != nil {
		t.Fatal(err)
	}
	plan, err := o.PlanAgainst(t.Context(), configuration, draft.Edits())
	if err != nil {
		t.Fatal(err)
	}
	_, err = a.carryOut(t.Context(), o, plan, "")
	if err != nil {
		a.report(err)
	}
	return out.String(), errs.String(), err
}

func TestWhatTheServerMadeOfIt(t *testing.T) {
	lost := &transport.Error{Kind: transport.KindTimeout, Op: "change the auth server configuration", Unknown: true}
	for _, tc := range []struct {
		name           string
		write          func(*oddServer, document.Patch) error
		records        recorder
		code           int
		stdout, stderr string
	}{
		{"as asked", store, recorder{}, 0, "600 s (10 min)  verified", "recorded in the journal as id-1"},
		{"nothing is known to follow from it", store, recorder{}, 0, "verified", "settings: in effect within 30 s"},
		{"coerced", func(s *oddServer, _ document.Patch) error {
			s.doc["accessTokenLifetime"] = json.RawMessage("7")
			return nil
		}, recorder{}, 8, "NOT AS ASKED, the server stored 7 s", "stored something else than was asked for: accessTokenLifetime"},
		{"dropped", func(*oddServer, document.Patch) error { return nil }, recorder{}, 8, "the server stored 300 s", "stored something else"},
		{"something else changes too", func(s *oddServer, patch document.Patch) error {
			s.doc["issuer"] = json.RawMessage(`"https://evil\u001b[2J.example.org"`)
			return store(s, patch)
		}, recorder{}, 0, "verified", "issuer: (empty) → https://evil␛.example.org (changed at the same time"},
		{"answer lost, but made", func(s *oddServer, patch document.Patch) error { return errors.Join(store(s, patch), lost) },
			recorder{}, 0, "verified", "recorded in the journal as id-1"},
		{"answer lost, old value seen", func(*oddServer, document.Patch) error { return lost }, recorder{}, 8, "", "a slow server may apply it yet"},
		{"nobody knows", func(s *oddServer, _ document.Patch) error { s.mute = true; return lost },
			recorder{}, 8, "", "it is not known whether the change was applied"},
		{"intent not recorded", store, recorder{failAt: 1}, 1, "", "nothing was written: the journal journal cannot be written"},
		{"outcome not recorded", store, recorder{failAt: 2}, 8, "verified", "could not be recorded: the journal journal cannot be written"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			records := tc.records
			stdout, stderr, err := run(t, &oddServer{write: tc.write}, &records, formatTable)
			if code := exitCode(err); code != tc.code {
				t.Errorf("exit code %d, want %d (%v)", code, tc.code, err)
			}
			if !strings.Contains(stdout, tc.stdout) || tc.stdout == "" && stdout != "" {
				t.Errorf("stdout %q lacks %q", stdout, tc.stdout)
			}
			if !strings.Contains(stderr, tc.stderr) {
				t.Errorf("stderr %q lacks %q", stderr, tc.stderr)
			}
		})
	}
}

// The shape that scripts rely on, member by member.
func TestOutcomeJSON(t *testing.T) {
	stdout, stderr, err := run(t, &oddServer{write: func(s *oddServer, patch document.Patch) error {
		s.doc["fapi"] = json.RawMessage("true")
		return store(s, patch)
	}}, &recorder{}, formatJSON)
	if err != nil || stderr != "" {
		t.Fatalf("%v, %s", err, stderr)
	}
	want := `{
  "applied": true,
  "verified": true,
  "changes": [
    {
      "target": "property/accessTokenLifetime",
      "path": "/accessTokenLifetime",
      "kind": "set",
      "old": 300,
      "new": 600,
      "masked": false,
      "ok": true
    }
  ],
  "impacts": [],
  "journal": "id-1",
  "dry_run": false,
  "notes": [],
  "others": [
    {
      "target": "property/fapi",
      "old": null,
      "new": true,
      "derived": true
    }
  ],
  "request_id": "request-1"
}
`
	if stdout != want {
		t.Errorf("got %s", stdout)
	}
}

func TestErrorJSON(t *testing.T) {
	stdout, stderr, err := run(t, &oddServer{write: func(*oddServer, document.Patch) error {
		return &transport.Error{Kind: transport.KindInvalid, Op: "change it", Status: 400, Message: "no <b>", RequestID: "r-9", Hint: "Correct it."}
	}}, &recorder{}, formatJSON)
	if err == nil || stdout != "" {
		t.Fatalf("%v, %s", err, stdout)
	}
	want := `{
  "error": {
    "kind": "server",
    "message": "cannot change it: the server refused the request (HTTP 400): no <b>",
    "hint": "Correct it.",
    "status": 400,
    "request_id": "r-9"
  }
}
`
	if stderr != want {
		t.Errorf("got %s", stderr)
	}
}

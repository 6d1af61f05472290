package ops

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops/impact"
	"github.com/jansadm/jansadm/client/ops/journal"
)

// fakeServer keeps one configuration and applies whole-property operations. Its hooks stand for what goes wrong.
type fakeServer struct {
	doc     document.Document
	known   []string
	gets    int
	patches []document.Patch

	onGet   func(n int) error                            // before the nth read, from 1
	onPatch func(document.Patch) (apply bool, err error) // nil: apply and answer
	coerce  func(name string, value json.RawMessage) json.RawMessage
}

func newFake(members ...string) *fakeServer {
	doc, err := document.Parse([]byte("{" + strings.Join(members, ",") + "}"))
	if err != nil {
		panic(err)
	}
	return &fakeServer{doc: doc, known: impact.KnownFlags()}
}

func (f *fakeServer) Get(context.Context) (document.Document, error) {
	f.gets++
	if f.onGet != nil {
		if err := f.onGet(f.gets); err != nil {
			return nil, err
		}
	}
	return f.doc.Clone(), nil
}

func (f *fakeServer) KnownFlags(context.Context) ([]string, error) { return f.known, nil }

func (f *fakeServer) Patch(_ context.Context, patch document.Patch) (document.Document, string, error) {
	f.patches = append(f.patches, patch)
	apply, err := true, error(nil)
	if f.onPatch != nil {
		apply, err = f.onPatch(patch)
	}
	if apply {
		f.apply(patch)
	}
	return f.doc.Clone(), "request-1", err
}

func (f *fakeServer) apply(patch document.Patch) {
	for _, op := range patch {
		name := strings.TrimPrefix(op.Path, "/")
		switch op.Op {
		case document.OpReplace, document.OpAdd:
			value := op.Value
			if f.coerce != nil {
				value = f.coerce(name, value)
			}
			f.doc[name] = value
		case document.OpRemove:
			delete(f.doc, name)
		}
	}
}

// memoryJournal records in memory; fail makes the nth record (from 1) fail.
type memoryJournal struct {
	records []journal.Record
	fail    int
}

var errDiskFull = errors.New("no space left on device")

func (m *memoryJournal) Append(_ context.Context, record journal.Record) error {
	if m.fail == len(m.records)+1 {
		return &journal.UnwritableError{Path: "/state/journal.jsonl", Err: errDiskFull}
	}
	m.records = append(m.records, record)
	return nil
}

type fixture struct {
	*Ops
	server  *fakeServer
	journal *memoryJournal
}

func setUp(members ...string) fixture {
	f := fixture{server: newFake(members...), journal: &memoryJournal{}}
	ids := 0
	f.Ops = New(Deps{
		Configuration: f.server, Journal: f.journal, Server: "https://jans.example.org", User: func() string { return "admin" },
		Now:   func() time.Time { return time.Unix(1_800_000_000, 0) },
		NewID: func() string { ids++; return fmt.Sprintf("id-%d", ids) },
		Sleep: func(ctx context.Context, _ time.Duration) error { return ctx.Err() },
	})
	return f
}

// stage loads and stages; the test fails when staging does.
func (f fixture) stage(t *testing.T, edit func(*Configuration, *Draft) error) (*Configuration, *Draft) {
	t.Helper()
	configuration, err := f.LoadWithFlags(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	draft := NewDraft()
	if err := edit(configuration, draft); err != nil {
		t.Fatal(err)
	}
	return configuration, draft
}

func (f fixture) plan(t *testing.T, edit func(*Configuration, *Draft) error) *Plan {
	t.Helper()
	configuration, draft := f.stage(t, edit)
	plan, err := f.PlanAgainst(context.Background(), configuration, draft.Edits())
	if err != nil {
		t.Fatal(err)
	}
	return plan
}

func set(name, text string) func(*Configuration, *Draft) error {
	return func(c *Configuration, d *Draft) error { return c.SetText(d, name, text) }
}

func text(raw json.RawMessage) string { return string(document.Compact(raw)) }

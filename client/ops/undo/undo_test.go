package undo_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/journal"
	"github.com/jansadm/jansadm/client/ops/undo"
)

const lifetime = "accessTokenLifetime"

func TestAPropertyIsTakenBackAndDoneAgain(t *testing.T) {
	th := open(t)
	old := th.load(t).Document.Get(lifetime)
	entry := th.apply(t, th.property(t, lifetime, "4711"))
	undone := th.undo(t, entry)
	if now := th.load(t).Document.Get(lifetime); !document.Equal(now, old) {
		t.Fatalf("the server holds %s, want %s", now, old)
	}
	if undone.Intent.UndoOf != entry.Intent.ID {
		t.Errorf("the record of the undo names %q", undone.Intent.UndoOf)
	}
	again := th.of(t, entry)
	if len(again.Edits) != 0 || len(again.Left) != 1 || again.Left[0].Reason != undo.Already || !strings.Contains(again.Left[0].Why, undo.Name(undone)) {
		t.Errorf("a second undo is %+v", again)
	}
	th.undo(t, undone)
	if now := th.load(t).Document.Get(lifetime); string(now) != "4711" {
		t.Errorf("done again, the server holds %s", now)
	}
}

func TestALaterChangeOfThisJournalStandsInTheWay(t *testing.T) {
	th := open(t)
	first := th.apply(t, th.property(t, lifetime, "4711"), th.member(t, change.Scope, "address", "/description", `"one"`))
	th.User = "bob"
	second := th.apply(t, th.property(t, lifetime, "4712"))
	th.apply(t, th.property(t, "idTokenLifetime", "99"))

	u := th.of(t, first)
	_, err := u.Plan(t.Context(), th.Ops)
	obstacles := isObstacle(t, err)
	if len(obstacles) != 1 {
		t.Fatalf("got %+v", obstacles)
	}
	got := obstacles[0]
	if got.By == nil || got.By.Intent.ID != second.Intent.ID || string(got.Expected) != "4711" || string(got.Present) != "4712" || got.Title != lifetime {
		t.Errorf("got %+v", got)
	}
	for _, word := range []string{lifetime, undo.Name(second), "of bob on " + second.Intent.Time.UTC().Format("2006-01-02 15:04"), "because"} {
		if !strings.Contains(err.Error(), word) {
			t.Errorf("%q does not tell %q", err, word)
		}
	}

	rest := u.Rest()
	if len(rest.Edits) != 1 || rest.Edits[0].Path != "/description" || len(rest.Left) != 1 || rest.Left[0].Reason != undo.Obstructed {
		t.Fatalf("the rest is %+v", rest)
	}
	plan := th.plan(t, rest)
	if notes := strings.Join(plan.Notes, "\n"); !strings.Contains(notes, lifetime) || !strings.Contains(notes, "bob") {
		t.Errorf("the notes do not name what is left out: %s", notes)
	}

	th.undo(t, second)
	if u := th.of(t, first); len(u.Obstacles) != 0 || len(u.Edits) != 2 {
		t.Errorf("once the later change is taken back: %+v", u)
	}
}

func TestALaterChangeFromOutsideStandsInTheWay(t *testing.T) {
	th := open(t)
	first := th.apply(t, th.property(t, lifetime, "4711"), th.member(t, change.Scope, "address", "/description", `"one"`))
	th.apply(t, th.property(t, lifetime, "4712")) // not what the server holds in the end
	scope := th.find(t, change.Scope, "address").Target
	for _, err := range []error{
		patched(th.API.Properties.Patch(t.Context(), document.Patch{{Op: document.OpReplace, Path: "/" + lifetime, Value: []byte("4713")}})),
		patched(th.API.Scopes.Patch(t.Context(), scope.ID, document.Patch{{Op: document.OpReplace, Path: "/description", Value: []byte(`"two"`)}})),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	_, err := th.of(t, first).Plan(t.Context(), th.Ops)
	for _, obstacle := range isObstacle(t, err) {
		if obstacle.By != nil || !strings.Contains(obstacle.String(), "outside of this journal") {
			t.Errorf("got %+v", obstacle)
		}
	}
	if !strings.Contains(err.Error(), lifetime) || !strings.Contains(err.Error(), "scope address: Description") {
		t.Errorf("got %v", err)
	}
}

func patched(_ document.Document, _ string, err error) error { return err }

func TestSetsAreTakenBackAroundLaterChanges(t *testing.T) {
	th := open(t)
	mail, phone := th.find(t, change.Claim, "mail").Head().DN(), th.find(t, change.Claim, "telephoneNumber").Head().DN()
	old := th.find(t, change.Scope, "address").Get("/claims")
	entry := th.apply(t, th.with(t, change.Scope, "address", "/claims", mail))
	later := th.apply(t, th.with(t, change.Scope, "address", "/claims", phone))
	u := th.of(t, entry)
	if len(u.Obstacles) != 0 || len(u.Edits) != 1 || len(u.Edits[0].Notes) != 1 || !strings.Contains(u.Edits[0].Notes[0], undo.Name(later)) {
		t.Fatalf("got %+v", u)
	}
	th.undo(t, entry)
	list, _ := document.Strings(old)
	scope := th.find(t, change.Scope, "address")
	if got, want := scope.Get("/claims"), document.QuoteAll(append(list, phone)); !scope.Same("/claims", got, want) {
		t.Errorf("the claims are %s, want %s", got, want)
	}
	th.undo(t, later)
	if got := th.find(t, change.Scope, "address").Get("/claims"); !scope.Same("/claims", got, old) {
		t.Errorf("the claims are %s, want %s", got, old)
	}
}

func TestAFlagIsTakenBackAroundLaterChanges(t *testing.T) {
	for _, c := range []struct {
		name         string
		start        func(theater) func(*ops.Draft) error
		first, later func(theater) func(*ops.Draft) error
		on, off      []string
	}{
		{"off, and another on", func(th theater) func(*ops.Draft) error { return th.flag(t, false, "stat") },
			func(th theater) func(*ops.Draft) error { return th.flag(t, false, "ciba") },
			func(th theater) func(*ops.Draft) error { return th.flag(t, true, "stat") }, []string{"ciba", "stat"}, nil},
		{"off, and another off", nil,
			func(th theater) func(*ops.Draft) error { return th.flag(t, false, "ciba") },
			func(th theater) func(*ops.Draft) error { return th.flag(t, false, "ssa") }, []string{"ciba"}, []string{"ssa"}},
		{"off from a list where all is on, and another off", func(th theater) func(*ops.Draft) error { return th.property(t, ops.FeatureFlags, "[]") },
			func(th theater) func(*ops.Draft) error { return th.flag(t, false, "ciba") },
			func(th theater) func(*ops.Draft) error { return th.flag(t, false, "ssa") }, []string{"ciba", "par"}, []string{"ssa"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			th := open(t)
			if c.start != nil {
				th.apply(t, c.start(th))
			}
			entry := th.apply(t, c.first(th))
			th.apply(t, c.later(th))
			th.undo(t, entry)
			for _, flag := range th.load(t).Flags(ops.NewDraft()).Flags {
				for _, want := range []struct {
					names []string
					on    bool
				}{{c.on, true}, {c.off, false}} {
					if contains(want.names, flag.Name) && flag.Enabled != want.on {
						t.Errorf("%s is on: %v", flag.Name, flag.Enabled)
					}
				}
			}
		})
	}
}

func contains(list []string, name string) bool {
	return strings.Contains(" "+strings.Join(list, " ")+" ", " "+name+" ")
}

func TestWhatIsNewestToTakeBack(t *testing.T) {
	th := open(t)
	name := func(entry journal.Entry, ok bool) string {
		if !ok {
			return ""
		}
		return entry.Intent.ID
	}
	expect := func(step, last, redo string) {
		t.Helper()
		log := th.log(t)
		if got := name(undo.Last(log, th.Ops.Server(), "")); got != last {
			t.Errorf("%s: the last is %q, want %q", step, got, last)
		}
		if got := name(undo.Redo(log, th.Ops.Server())); got != redo {
			t.Errorf("%s: to do again is %q, want %q", step, got, redo)
		}
	}
	expect("empty", "", "")
	one := th.apply(t, th.property(t, lifetime, "4711"))
	two := th.apply(t, th.property(t, "idTokenLifetime", "4711"))
	expect("two plans", two.Intent.ID, "")
	undoTwo := th.undo(t, two)
	expect("one undone", one.Intent.ID, undoTwo.Intent.ID)
	undoOne := th.undo(t, one)
	expect("both undone", "", undoOne.Intent.ID)
	th.undo(t, undoOne)
	expect("one done again", one.Intent.ID, undoTwo.Intent.ID)
	th.undo(t, undoTwo)
	expect("both done again", two.Intent.ID, "")
	if _, ok := undo.Last(th.log(t), th.Ops.Server(), "another"); ok {
		t.Error("another profile has something to take back")
	}
	if _, ok := undo.Last(th.log(t), "https://elsewhere", ""); ok {
		t.Error("another server has something to take back")
	}
}

func TestAPlanOfAnotherServerIsRefused(t *testing.T) {
	th := open(t)
	entry := th.apply(t, th.property(t, lifetime, "4711"))
	entry.Intent.Server = "https://elsewhere"
	if _, err := undo.Of(t.Context(), th.Ops, th.log(t), entry); ops.Explain(err).Kind != ops.ProblemUsage || !strings.Contains(err.Error(), "elsewhere") {
		t.Errorf("got %v", err)
	}
}

// What is revoked stays revoked: it is passed over, and refused when it is asked for.
func TestARevocationIsNeverTakenBack(t *testing.T) {
	th := open(t)
	entry := th.apply(t, th.property(t, lifetime, "4711"))
	revoked := journal.Entry{Intent: journal.Record{
		ID: "revoked", Number: 2, Server: th.Ops.Server(), Revocation: &journal.Revocation{Title: "5 tokens of maria", Count: 5}}}
	revoked.Outcome = journal.Record{ID: "revoked", State: journal.Verified}
	log := journal.Log{Entries: []journal.Entry{entry, revoked}}
	if last, err := undo.Find(log, th.Ops, undo.LastWord); err != nil || last.Intent.ID != entry.Intent.ID {
		t.Errorf("the last is %+v, %v", last.Intent, err)
	}
	for word, noted := range map[string]bool{undo.LastWord: true, "1": false} {
		u, err := undo.Of(t.Context(), th.Ops, log, entry)
		if err != nil {
			t.Fatal(err)
		}
		u.NotePassed(word)
		plan, err := u.Rest().Plan(t.Context(), th.Ops)
		if err != nil || strings.Contains(strings.Join(plan.Notes, " "), "Plan 2 is newer, but a revocation") != noted {
			t.Errorf("to take back %s notes %q, %v", word, plan.Notes, err)
		}
	}
	var final *undo.FinalError
	if _, err := undo.Of(t.Context(), th.Ops, log, revoked); !errors.As(err, &final) || ops.Explain(err).Kind != ops.ProblemUsage {
		t.Errorf("got %v", err)
	}
	var nothing *undo.NothingError
	if _, err := undo.Find(log, th.Ops, undo.RedoWord); !errors.As(err, &nothing) || ops.Explain(err).Kind != ops.ProblemNotFound {
		t.Errorf("redo: %v", err)
	}
}

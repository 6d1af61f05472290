package ops

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops/journal"
)

// A plan's records say who changed what, where, when, why and with which program, and what came of it after how long.
func TestWhatIsRecorded(t *testing.T) {
	f := setUp(`"accessTokenLifetime":300`)
	now := time.Unix(1_800_000_000, 0)
	f.deps.Program, f.deps.Profile, f.deps.Now = "1.2.3", "prod", func() time.Time { return now }
	f.server.onPatch = func(document.Patch) (bool, error) { now = now.Add(1500 * time.Millisecond); return true, nil }
	plan := f.plan(t, set("accessTokenLifetime", "600"))
	result, err := f.Apply(context.Background(), plan, Consent{Yes: true, Word: plan.Word(), Reason: "audit"})
	if err != nil {
		t.Fatal(err)
	}
	intent, outcome := f.journal.records[0], f.journal.records[1]
	if intent.Program != "1.2.3" || intent.Server != "https://jans.example.org" || intent.Profile != "prod" || intent.User != "admin" || intent.Reason != "audit" ||
		!intent.Time.Equal(time.Unix(1_800_000_000, 0)) || intent.ID != result.ID || intent.Phase != journal.Intent {
		t.Errorf("the intent is %+v", intent)
	}
	if c := intent.Changes[0]; text(c.Old) != "300" || text(c.New) != "600" {
		t.Errorf("the change is %+v", c)
	}
	if outcome.State != journal.Verified || outcome.Millis != 1500 || outcome.RequestID != "request-1" || outcome.ID != intent.ID {
		t.Errorf("the outcome is %+v", outcome)
	}
}

func TestJournalProblemsAreExplained(t *testing.T) {
	for err, want := range map[error]Problem{
		&journal.UnknownRecordError{Word: "9", Last: 3, Nearest: 3}:                     {Kind: ProblemNotFound, Hint: ""},
		&journal.AmbiguousRecordError{Word: "a", Numbers: []int64{3, 12}}:               {Kind: ProblemUsage, Hint: "3, 12"},
		&journal.UnwritableError{Path: "j", Err: errors.New("no space")}:                {Kind: ProblemLocal, Hint: "free some space"},
		&journal.UnwritableError{Path: "j", Err: &journal.NoFileError{Path: "j"}}:       {Kind: ProblemLocal, Hint: "files of its own"},
		errors.Join(errors.New("nothing was written"), &journal.NoFileError{Path: "j"}): {Kind: ProblemLocal, Hint: "files of its own"},
	} {
		if got := Explain(err); got.Kind != want.Kind || !strings.Contains(got.Hint, want.Hint) || got.Message != err.Error() {
			t.Errorf("%v is explained as %+v", err, got)
		}
	}
}

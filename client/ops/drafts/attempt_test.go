package drafts

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/journal"
)

func entry(profile string, at time.Time, state journal.State, value string) journal.Entry {
	return journal.Entry{
		Intent: journal.Record{Profile: profile, Time: at, Changes: []journal.Change{
			{Target: change.PropertyTarget("accessTokenLifetime"), Path: "/accessTokenLifetime", Kind: change.Set, New: json.RawMessage(value)}}},
		Outcome: journal.Record{State: state},
	}
}

// The journal tells which edits of a draft were being applied when the console ended, and which had been.
func TestAttempts(t *testing.T) {
	c := Content{Saved: noon, Edits: []ops.Edit{lifetime("600")}}
	for name, in := range map[string]struct {
		entry journal.Entry
		found bool
		ended bool
	}{
		"was being applied":  {entry("prod", noon.Add(time.Minute), "", "600"), true, false},
		"had been applied":   {entry("prod", noon.Add(time.Minute), journal.Verified, "6e2"), true, true},
		"a moment before":    {entry("prod", noon.Add(-time.Second), journal.Verified, "600"), true, true},
		"another value":      {entry("prod", noon.Add(time.Minute), "", "900"), false, false},
		"long before":        {entry("prod", noon.Add(-time.Hour), "", "600"), false, false},
		"of another profile": {entry("test", noon.Add(time.Minute), "", "600"), false, false},
	} {
		got := Attempts(journal.Log{Entries: []journal.Entry{in.entry}}, prod, c)
		if (len(got) == 1) != in.found || in.found && (got[0].Ended() != in.ended || got[0].Edits != 1) {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

package drafts

import (
	"time"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/journal"
)

// Attempt is a plan of the journal that had to do with edits of a draft: the console ended before it took them out of the draft.
type Attempt struct {
	journal.Entry
	Edits int // of the draft
}

// Ended says whether the journal knows what came of the plan.
func (a Attempt) Ended() bool { return a.Outcome.State != "" }

// clockSlack is how much earlier than the draft a plan may have been recorded that was made of it: a draft is kept a moment later.
const clockSlack = time.Minute

// Attempts lists the plans that were applied, or were being applied, out of a draft.
func Attempts(log journal.Log, owner Owner, c Content) []Attempt {
	var found []Attempt
	for _, entry := range log.Entries {
		if entry.Intent.Profile != owner.Profile || entry.Intent.Time.Before(c.Saved.Add(-clockSlack)) {
			continue
		}
		attempt := Attempt{Entry: entry}
		for _, edit := range c.Edits {
			if tried(entry.Intent.Changes, edit) {
				attempt.Edits++
			}
		}
		if attempt.Edits > 0 {
			found = append(found, attempt)
		}
	}
	return found
}

func tried(changes []journal.Change, edit ops.Edit) bool {
	for _, c := range changes {
		if c.Target == edit.Target && c.Path == edit.Path && c.Kind == edit.Kind && (edit.Kind == change.Delete || document.Equal(c.New, edit.Value)) {
			return true
		}
	}
	return false
}

// Owner is whose drafts lie here.
func (s *Shelf) Owner() Owner { return s.owner }

package verbs

import (
	"encoding/json"
	"time"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/history"
	"github.com/jansadm/jansadm/client/ops/journal"
)

// recordedJSON is one plan of the journal.
type recordedJSON struct {
	Number   int64         `json:"number"`
	ID       string        `json:"id"`
	Time     time.Time     `json:"time"` // UTC
	User     string        `json:"user"`
	Server   string        `json:"server"`
	Profile  string        `json:"profile"` // empty when the server was reached without one
	What     string        `json:"what"`    // was changed, in a few words for people
	Reason   string        `json:"reason"`
	State    journal.State `json:"state"`         // verified, unverified, partial, not-applied or unknown
	UndoneBy *int64        `json:"undone_by"`     // number of the plan that took it back; null when none has
	Partly   bool          `json:"undone_partly"` // that plan left some of it in force
	UndoOf   string        `json:"undo_of"`       // id of the plan that it took back; empty for none
}

// recordedWholeJSON is everything about one.
type recordedWholeJSON struct {
	recordedJSON
	Changes   []recordedChangeJSON `json:"changes"`
	Parts     []recordedPartJSON   `json:"parts"` // what came of each request, of a plan with entries
	RequestID string               `json:"request_id"`
	Error     string               `json:"error"`
	Accepted  []string             `json:"accepted"` // risks
	Program   string               `json:"program"`  // version
	Millis    int64                `json:"ms"`       // that it took

	Revocation *journal.Revocation `json:"revocation,omitempty"` // of tokens or sessions, which nothing takes back
}

type recordedChangeJSON struct {
	Target change.Target    `json:"target"`
	Name   string           `json:"name"` // what people called it
	Path   string           `json:"path"`
	Kind   change.Kind      `json:"kind"`
	Old    json.RawMessage  `json:"old"`
	New    json.RawMessage  `json:"new"`
	Secret bool             `json:"secret"` // the values are not kept
	Masked bool             `json:"masked"` // parts of the values are not kept
	Stored *json.RawMessage `json:"stored"` // what the server made of it; null when that is what was asked
}

type recordedPartJSON struct {
	Target    change.Target `json:"target"`
	State     journal.State `json:"state"`
	Inum      string        `json:"inum"` // of an entry that was created
	RequestID string        `json:"request_id"`
}

func recordedShape(item history.Item) recordedJSON {
	intent := item.Intent
	shape := recordedJSON{
		Number: intent.Number, ID: intent.ID, Time: intent.Time.UTC(), User: intent.User, Server: intent.Server, Profile: intent.Profile,
		What: item.What, Reason: intent.Reason, State: item.State(), UndoOf: intent.UndoOf,
	}
	if item.UndoneBy > 0 {
		shape.UndoneBy, shape.Partly = &item.UndoneBy, item.Partly
	}
	return shape
}

func recordedWholeShape(item history.Item) recordedWholeJSON {
	plan := ops.Recorded(item.Intent, ops.Directory{})
	shape := recordedWholeJSON{
		recordedJSON: recordedShape(item), RequestID: item.Outcome.RequestID, Error: item.Outcome.Error, Program: item.Intent.Program, Millis: item.Outcome.Millis,
		Changes: []recordedChangeJSON{}, Parts: []recordedPartJSON{}, Accepted: append([]string{}, item.Intent.Accepted...),
	}
	for _, c := range item.Intent.Changes {
		shown := recordedChangeJSON{
			Target: c.Target, Name: plan.Subject(c.Target, "").Title, Path: c.Path, Kind: c.Kind, Old: orNull(c.Old), New: orNull(c.New),
			Secret: c.Secret, Masked: c.Masked,
		}
		if stored, found := item.Stored(c); found {
			value := orNull(stored)
			shown.Stored = &value
		}
		shape.Changes = append(shape.Changes, shown)
	}
	if shape.Revocation = item.Outcome.Revocation; shape.Revocation == nil {
		shape.Revocation = item.Intent.Revocation
	}
	for _, part := range item.Outcome.Parts {
		shape.Parts = append(shape.Parts, recordedPartJSON(part))
	}
	return shape
}

// eventJSON is a request in the server's audit log.
type eventJSON struct {
	Time      string   `json:"time"` // by the server's clock and in its time zone, which it does not name
	User      string   `json:"user"` // inum; empty when it was not told
	Client    string   `json:"client"`
	Verb      string   `json:"verb"`
	Path      string   `json:"path"` // with hyphens in the place of slashes
	Arguments []string `json:"arguments"`
	Plan      *int64   `json:"plan"` // number of the plan of this journal that made it; null when none did
}

// serverTime is the form of times whose zone is not known.
const serverTime = "2006-01-02T15:04:05.000"

func eventShape(event history.Event) eventJSON {
	shape := eventJSON{
		Time: event.Time.Format(serverTime), User: event.User, Client: event.Client, Verb: event.Verb, Path: event.Path,
		Arguments: append([]string{}, event.Arguments...),
	}
	if event.Plan > 0 {
		shape.Plan = &event.Plan
	}
	return shape
}

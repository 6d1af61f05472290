// Package journal is the durable local record of every plan that was applied: who changed what on which server, when and why, with
// what is needed to take it back. It is a file of JSON lines, only ever appended to, and put aside when it is large.
package journal

import (
	"encoding/json"
	"time"

	"github.com/jansadm/jansadm/client/ops/change"
)

// Version is the format written today; readers skip records of a later one and say so.
const Version = 1

// Phase says what a line reports. A plan has two lines: one before its request is sent, so that a crash leaves a trace, and one
// with what came of it.
type Phase string

// The phases of a plan.
const (
	Intent  Phase = "intent"
	Outcome Phase = "outcome"
)

// State says what came of a plan.
type State string

// The ends of a plan. A plan whose outcome was never written is Unknown.
const (
	Verified   State = "verified"    // stored as asked
	Unverified State = "unverified"  // applied, but the server stored something else
	NotApplied State = "not-applied" // nothing was changed
	Partial    State = "partial"     // some of its requests were made, then one failed
	Unknown    State = "unknown"     // the request was sent and its fate could not be learnt

	AlreadyGone State = "already-gone" // of a part: somebody else had deleted the entry
)

// Record is one line of the journal.
type Record struct {
	Version int       `json:"v"`
	ID      string    `json:"id"`
	Phase   Phase     `json:"phase"`
	Time    time.Time `json:"time"`

	// Number counts the plans of this journal from 1, so that people can name one: "history undo 12". Append gives it to an intent.
	Number int64 `json:"n,omitempty"`

	Program   string                   `json:"program,omitempty"` // version of the program that applied the plan
	Server    string                   `json:"server,omitempty"`  // base URL
	Profile   string                   `json:"profile,omitempty"`
	User      string                   `json:"user,omitempty"`
	UserInum  string                   `json:"user_inum,omitempty"` // under which the server's audit log has it
	Reason    string                   `json:"reason,omitempty"`
	Changes   []Change                 `json:"changes,omitempty"`
	Names     map[change.Target]string `json:"names,omitempty"`    // what people called the entries
	Accepted  []string                 `json:"accepted,omitempty"` // ids of the risks that were accepted
	UndoOf    string                   `json:"undo_of,omitempty"`
	Partly    bool                     `json:"undo_partly,omitempty"` // the undo leaves some of that plan in force
	State     State                    `json:"state,omitempty"`
	RequestID string                   `json:"request_id,omitempty"`
	Millis    int64                    `json:"ms,omitempty"` // how long the plan took, of an outcome
	Error     string                   `json:"error,omitempty"`
	Stored    []Stored                 `json:"stored,omitempty"` // where the server stored something else than was asked
	Parts     []Part                   `json:"parts,omitempty"`  // of a plan that touched entries: what came of each request

	// Revocation is there instead of changes when tokens or sessions were revoked. Nothing takes that back.
	Revocation *Revocation `json:"revocation,omitempty"`
}

// Revocation is what was to be revoked, and in an outcome what was. Codes of tokens tell nobody the tokens themselves.
type Revocation struct {
	Title   string         `json:"title"`             // "5 tokens of the client 1800.a"
	Count   int            `json:"count"`             // of what was to go
	Targets []string       `json:"targets,omitempty"` // the first of them, as resource/id
	Clients map[string]int `json:"clients,omitempty"` // who lost how many, as far as there is room
	Users   map[string]int `json:"users,omitempty"`

	Revoked  int `json:"revoked,omitempty"`
	Gone     int `json:"already_gone,omitempty"`
	Failed   int `json:"failed,omitempty"`
	Unknown  int `json:"unknown,omitempty"` // perhaps gone
	NotTried int `json:"not_tried,omitempty"`
}

// Final says whether what the record tells of can never be taken back.
func (r Record) Final() bool { return r.Revocation != nil }

// Part is one request of a plan.
type Part struct {
	Target    change.Target `json:"target"`
	State     State         `json:"state"`
	Inum      string        `json:"inum,omitempty"` // that the server gave to what was created
	RequestID string        `json:"request_id,omitempty"`
}

// Change is a change as the journal keeps it: a secret's values are left out, and named as such.
type Change struct {
	Target change.Target   `json:"target"`
	Path   string          `json:"path"`
	Kind   change.Kind     `json:"kind"`
	Old    json.RawMessage `json:"old"`
	New    json.RawMessage `json:"new"`
	Secret bool            `json:"secret,omitempty"` // the values are left out
	Masked bool            `json:"masked,omitempty"` // secrets inside the values are masked: not to be written back
}

// Stored is a value that the server made of a change.
type Stored struct {
	Target change.Target   `json:"target"`
	Path   string          `json:"path,omitempty"`
	Value  json.RawMessage `json:"value"`
}

// Changes turns a plan's changes into what may be kept of them.
func Changes(changes []change.Change) []Change {
	kept := make([]Change, len(changes))
	for i, c := range changes {
		kept[i] = Change{Target: c.Target, Path: c.Path, Kind: c.Kind, Old: c.Old, New: c.New, Secret: c.Secret, Masked: c.Masked}
		if c.Secret {
			kept[i].Old, kept[i].New = nil, nil
		}
	}
	return kept
}

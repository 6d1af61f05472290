package revocation

import (
	"strings"
	"time"

	"github.com/jansadm/jansadm/client/ops"
)

// Conformity is how a server keeps a requirement. The names are stable.
type Conformity string

// The verdicts of the check.
const (
	Running   Conformity = "running" // it is being tested
	Conforms  Conformity = "conforms"
	KnownGap  Conformity = "departs-as-known" // Janssen is known to depart here; Why explains it
	Departs   Conformity = "departs"
	NotTested Conformity = "not-tested" // Why says what it would take
)

// Row is one requirement of RFC 7009 and how the server keeps it.
type Row struct {
	ID          string // stable
	Requirement string
	Section     string // of RFC 7009, where nothing else is said
	Expected    string
	Seen        string // empty as long as it was not tested
	Verdict     Conformity
	Why         string
}

// With is what a person gives to the check beyond the console's own client, so that more can be tested. The zero With is fine.
type With struct {
	Second ClientCredentials // whose token the console's client must not be able to revoke
	Public string            // id of a client without a secret
	// ShowCode tells a person how to sign in for a grant of the check's own; nil goes without.
	ShowCode func(Code)
}

// sentence is what an error says, with one full stop at its end: what a server says may have its own.
func sentence(err error) string { return strings.TrimRight(ops.Explain(err).Message, ".") + "." }

// Unmet lists the rows that could not be tested although something was given for them.
func (w With) Unmet(r Report) []Row {
	given := map[string]bool{
		rowPublic: w.Public != "", rowForeign: w.Second.ID != "", rowRefreshHint: w.ShowCode != nil, rowRefreshAccess: w.ShowCode != nil}
	var unmet []Row
	for _, row := range r.Rows {
		if row.Verdict == NotTested && given[row.ID] {
			unmet = append(unmet, row)
		}
	}
	return unmet
}

// The rows that take more than the console's own client.
const (
	rowPublic        = "public-client"
	rowForeign       = "foreign-token"
	rowRefreshHint   = "refresh-hint"
	rowRefreshAccess = "refresh-takes-access"
)

// ClientCredentials are those of another client.
type ClientCredentials struct {
	ID     string
	Secret Token
}

// Report is what the check has found.
type Report struct {
	Rows []Row
	// Left are the codes of tokens of the check that could not be removed; they end by themselves.
	Left []string
	// LeftErr is why they could not be removed.
	LeftErr error
	Took    time.Duration
}

// Count is how many rows have a verdict.
func (r Report) Count(verdict Conformity) int {
	count := 0
	for _, row := range r.Rows {
		if row.Verdict == verdict {
			count++
		}
	}
	return count
}

// NotReadyError says why the check does not start: what it needs is not there, or it could not undo what it would do.
type NotReadyError struct {
	Reasons []string
	Silent  bool // because nothing answers
}

func (e *NotReadyError) Error() string {
	return "the check does not start: " + strings.Join(e.Reasons, "; ")
}

// Problem implements ops.Explained.
func (e *NotReadyError) Problem() ops.Problem {
	if e.Silent {
		return ops.Problem{Kind: ops.ProblemUnreachable, Message: e.Error()}
	}
	return ops.Problem{Kind: ops.ProblemRefused, Message: e.Error(), Hint: "\"jansadm help revocation check\" lists what the check needs; nothing else was touched"}
}

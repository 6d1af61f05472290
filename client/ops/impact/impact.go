// Package impact knows what a change does to the people and programs that use the server. It is a table of small rules; ops
// asks it about every plan.
package impact

import (
	"fmt"

	"github.com/jansadm/jansadm/client/ops/change"
)

// Severity orders impacts by what they ask of the person: nothing, a look, a typed word, or a refusal.
type Severity int

const (
	// Info is worth knowing.
	Info Severity = iota
	// Caution may surprise somebody.
	Caution
	// Danger breaks something for users or clients, or opens a hole; it asks for a typed word.
	Danger
	// LockOut shuts administrators out, but this console can still take the change back; it asks for a typed word.
	LockOut
	// LockOutDatabase shuts every API client out, this console included, so that only the database could repair it; it is
	// refused unless a check proves that the new value works.
	LockOutDatabase
)

var severityNames = [...]string{"info", "caution", "danger", "lockout", "lockout-database"}

// String is the stable name used on the command line and in JSON.
func (s Severity) String() string {
	if s < 0 || int(s) >= len(severityNames) {
		return fmt.Sprintf("severity(%d)", int(s))
	}
	return severityNames[s]
}

// MarshalText writes the stable name.
func (s Severity) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// NeedsConsent says whether a bare yes is not enough.
func (s Severity) NeedsConsent() bool { return s >= Danger }

// Impact is one consequence of a plan.
type Impact struct {
	ID       string        // the rule's id, stable: scripts accept a risk by it
	Severity Severity      //
	Target   change.Target // the change that causes it
	Message  string        // what happens, to whom; one or two sentences
	When     string        // when it becomes visible; empty for at once
	Advice   string        // what to do about it; empty when there is nothing to do
	Check    *Check        // when set: a proof that would lower the severity
}

// CheckKind names a proof that ops can try before writing.
type CheckKind string

const (
	// CheckIntrospection asks the address in Value whether it knows this console's own token.
	CheckIntrospection CheckKind = "introspection"
	// CheckIssuer asks for the discovery document below the issuer in Value.
	CheckIssuer CheckKind = "issuer"
	// CheckJWKS asks the address in Value for a key set.
	CheckJWKS CheckKind = "jwks"
	// CheckTokenEndpoint asks whether an OAuth token endpoint answers at the address in Value.
	CheckTokenEndpoint CheckKind = "token-endpoint"
	// CheckConfiguration asks the address in Value for an OpenID configuration.
	CheckConfiguration CheckKind = "configuration"
	// CheckOwnScope asks whether this console's own token has the scope in Value.
	CheckOwnScope CheckKind = "own-scope"
)

// Check is a proof that a dangerous value works. When it succeeds, the impact is Passed instead; when it fails, the impact stands.
type Check struct {
	Kind   CheckKind
	Value  string
	Passed Severity // the severity after the proof
}

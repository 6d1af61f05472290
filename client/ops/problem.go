package ops

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"github.com/jansadm/jansadm/client/ops/journal"
	"github.com/jansadm/jansadm/client/schema"
	"github.com/jansadm/jansadm/client/transport"
)

// ProblemKind sorts failures for exit codes, JSON and colours. The names are stable.
type ProblemKind string

// The kinds of problems.
const (
	ProblemUsage           ProblemKind = "usage"             // what was asked for is not understood, or not allowed for this value
	ProblemNotFound        ProblemKind = "not_found"         // no such thing
	ProblemUnauthenticated ProblemKind = "not_authenticated" // who are you
	ProblemNotPermitted    ProblemKind = "not_permitted"     // known, but not allowed
	ProblemConflict        ProblemKind = "conflict"          // somebody else changed it
	ProblemUnreachable     ProblemKind = "unreachable"       // no connection, or no answer in time
	ProblemRefused         ProblemKind = "refused"           // a guard said no
	ProblemUnknownResult   ProblemKind = "unknown_result"    // written, perhaps
	ProblemPartial         ProblemKind = "partial"           // some of it was written
	ProblemCanceled        ProblemKind = "canceled"          // given up by the person
	ProblemServer          ProblemKind = "server"            // the server, or something before it, failed
	ProblemLocal           ProblemKind = "local"             // this machine: a full disk, an unwritable folder
)

// Problem is a failure in the words of a person: what happened, and what to do next. Its texts may hold what a server said and
// are not cleaned.
type Problem struct {
	Kind      ProblemKind
	Message   string
	Hint      string
	Status    int    // HTTP status; 0 when no answer arrived
	RequestID string // the server's logs have it
}

// Explained is an error that says itself what it means to a person.
type Explained interface {
	error
	Problem() Problem
}

// Explain sorts any failure of this package, and of getting to a server.
func Explain(err error) Problem {
	if explained := Explained(nil); errors.As(err, &explained) {
		return explained.Problem()
	}
	problem := Problem{Kind: ProblemLocal, Message: err.Error()}
	for _, explain := range []func(error, *Problem) bool{explainOwn, explainJournal, explainAccess, explainTransport, explainContext} {
		if explain(err, &problem) {
			break
		}
	}
	return problem
}

func explainOwn(err error, p *Problem) bool {
	var (
		unknownName *UnknownNameError
		invalid     *InvalidValueError
		fixed       *NotSettableError
		value       *schema.ValueError
		conflict    *ConflictError
		refused     *RefusedError
		unknown     *UnknownResultError
		ambiguous   *AmbiguousNameError
		partial     *PartialError
	)
	switch {
	case errors.As(err, &partial):
		p.Kind, p.Hint = ProblemPartial, "what was applied is recorded; do the rest again once the cause is mended"
	case errors.As(err, &ambiguous):
		p.Kind, p.Hint = ProblemUsage, "name it by its inum: "+candidates(ambiguous.Candidates)
	case errors.As(err, &unknown):
		p.Kind, p.Hint = ProblemUnknownResult, "read the value again before you repeat the change"
	case errors.As(err, &refused):
		p.Kind, p.Hint = ProblemRefused, refused.Hint
	case errors.As(err, &conflict):
		p.Kind, p.Hint = ProblemConflict, "look at what is there now and ask for it again; every attempt begins with reading"
	case errors.As(err, &unknownName):
		p.Kind = ProblemNotFound
		if len(unknownName.Nearest) > 0 {
			p.Hint = "did you mean " + strings.Join(unknownName.Nearest, ", ") + "?"
		}
	case errors.As(err, &invalid), errors.As(err, &fixed), errors.As(err, &value):
		p.Kind = ProblemUsage
	default:
		return false
	}
	return true
}

func explainJournal(err error, p *Problem) bool {
	var (
		unwritable *journal.UnwritableError
		refused    *journal.NoFileError
		unknown    *journal.UnknownRecordError
		ambiguous  *journal.AmbiguousRecordError
	)
	switch {
	case errors.As(err, &unknown):
		p.Kind = ProblemNotFound
	case errors.As(err, &ambiguous):
		p.Kind, p.Hint = ProblemUsage, "name one by its number: "+numbers(ambiguous.Numbers)
	case errors.As(err, &refused):
		p.Hint = "the journal is kept in files of its own; to keep it elsewhere set JANSADM_HOME to another folder"
	case errors.As(err, &unwritable):
		p.Hint = "changes are applied only when they can be recorded: free some space or make the folder writable, or set JANSADM_HOME to another one"
	default:
		return false
	}
	return true
}

func numbers(list []int64) string {
	texts := make([]string, len(list))
	for i, n := range list {
		texts[i] = strconv.FormatInt(n, 10)
	}
	return strings.Join(texts, ", ")
}

var problemKinds = map[transport.Kind]ProblemKind{
	transport.KindUnauthenticated: ProblemUnauthenticated,
	transport.KindNotPermitted:    ProblemNotPermitted,
	transport.KindNotFound:        ProblemNotFound,
	transport.KindConflict:        ProblemConflict,
	transport.KindInvalid:         ProblemServer,
	transport.KindServer:          ProblemServer,
	transport.KindProtocol:        ProblemServer,
	transport.KindTooLarge:        ProblemServer,
	transport.KindRateLimited:     ProblemServer,
	transport.KindUnreachable:     ProblemUnreachable,
	transport.KindTimeout:         ProblemUnreachable,
	transport.KindTLS:             ProblemUnreachable,
	transport.KindReadOnly:        ProblemRefused,
	transport.KindCanceled:        ProblemCanceled,
}

func explainTransport(err error, p *Problem) bool {
	var failure *transport.Error
	if !errors.As(err, &failure) {
		return false
	}
	p.Kind, p.Hint, p.Status, p.RequestID = problemKinds[failure.Kind], failure.Hint, failure.Status, failure.RequestID
	return true
}

func explainContext(err error, p *Problem) bool {
	switch {
	case errors.Is(err, context.Canceled), errors.Is(err, ErrStopped):
		p.Kind = ProblemCanceled
	case errors.Is(err, context.DeadlineExceeded):
		p.Kind = ProblemUnreachable
	default:
		return false
	}
	return true
}

func candidates(heads []Head) string {
	texts := make([]string, len(heads))
	for i, head := range heads {
		texts[i] = head.Inum
		if head.Title != "" {
			texts[i] += " (" + head.Title + ")"
		}
	}
	return strings.Join(texts, ", ")
}

package verbs

import (
	"bytes"
	"errors"
	"strings"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/undo"
	"github.com/jansadm/jansadm/client/sandbox"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// problemUnverified is what only this package has to say: the change was made, but not as it should be.
const problemUnverified ops.ProblemKind = "unverified"

// Exit codes. 8 is also for a change that was made but could not be verified or recorded.
const (
	exitDone        = 0
	exitFailed      = 1
	exitUsage       = 2
	exitNotFound    = 3
	exitDenied      = 4
	exitConflict    = 5
	exitUnreachable = 6
	exitRefused     = 7
	exitUncertain   = 8
	exitInterrupted = 130
)

var exitCodes = map[ops.ProblemKind]int{
	ops.ProblemUsage:           exitUsage,
	ops.ProblemNotFound:        exitNotFound,
	ops.ProblemUnauthenticated: exitDenied,
	ops.ProblemNotPermitted:    exitDenied,
	ops.ProblemConflict:        exitConflict,
	ops.ProblemUnreachable:     exitUnreachable,
	ops.ProblemRefused:         exitRefused,
	ops.ProblemUnknownResult:   exitUncertain,
	ops.ProblemPartial:         exitUncertain,
	problemUnverified:          exitUncertain,
	ops.ProblemCanceled:        exitInterrupted,
	ops.ProblemServer:          exitFailed,
	ops.ProblemLocal:           exitFailed,
}

func exitCode(err error) int {
	if err == nil {
		return exitDone
	}
	if code, ok := exitCodes[explain(err).Kind]; ok {
		return code
	}
	return exitFailed
}

// argumentErrors is everything that is wrong with the arguments of one command, at least one error.
type argumentErrors []error

func (e argumentErrors) Error() string {
	messages := make([]string, len(e))
	for i, err := range e {
		messages[i] = err.Error()
	}
	return strings.Join(messages, "; ")
}

// Unwrap returns all of them.
func (e argumentErrors) Unwrap() []error { return e }

// unverifiedError says that the server took a change and holds something else than was asked for, or that the change was made but
// not recorded.
type unverifiedError struct{ message, hint string }

func (e *unverifiedError) Error() string { return e.message }

// explain sorts any failure of a command.
func explain(err error) ops.Problem {
	var (
		many       argumentErrors
		usage      *usageError
		unverified *unverifiedError
		locked     *sandbox.LockedError
		unwatched  *unwatchedError
		group      *unknownGroupError
		editor     *editorError
		obstructed *undo.ObstacleError
	)
	switch {
	case errors.As(err, &many):
		return explainMany(many)
	case errors.As(err, &usage):
		return ops.Problem{Kind: ops.ProblemUsage, Message: usage.message, Hint: usage.hint}
	case errors.As(err, &group):
		return ops.Problem{Kind: ops.ProblemNotFound, Message: group.Error(), Hint: group.hint()}
	case errors.Is(err, sandbox.ErrNotRunning):
		return ops.Problem{Kind: ops.ProblemUnreachable, Message: err.Error(),
			Hint: "start \"jansadm sandbox serve\", or the console with --sandbox, and leave it running"}
	case errors.As(err, &locked):
		return ops.Problem{Kind: ops.ProblemLocal, Message: err.Error(), Hint: lockedHint(locked)}
	case errors.As(err, &unwatched):
		return unwatched.problem()
	case errors.As(err, &editor):
		return ops.Problem{Kind: ops.ProblemLocal, Message: editor.Error(), Hint: "set VISUAL or EDITOR to a program that edits a file"}
	case errors.As(err, &obstructed):
		return explainObstacles(obstructed)
	case errors.As(err, &unverified):
		return ops.Problem{Kind: problemUnverified, Message: unverified.message, Hint: unverified.hint}
	}
	return ops.Explain(err)
}

// explainMany is about names that do not exist only when all of the errors are.
func explainMany(errs argumentErrors) ops.Problem {
	all := explain(errs[0])
	if len(errs) == 1 {
		return all
	}
	all.Message, all.Hint = errs.Error(), ""
	for _, err := range errs {
		if explain(err).Kind != all.Kind {
			all.Kind = ops.ProblemUsage
		}
	}
	return all
}

// errorJSON is the shape of an error on stderr.
type errorJSON struct {
	Kind      ops.ProblemKind `json:"kind"`
	Message   string          `json:"message"`
	Hint      string          `json:"hint"`
	Status    int             `json:"status"`
	RequestID string          `json:"request_id"`
	Details   []errorJSON     `json:"details,omitempty"`   // one by one, when several arguments are wrong
	Impacts   []impactJSON    `json:"impacts,omitempty"`   // the risks for which a change was refused
	Conflicts []conflictJSON  `json:"conflicts,omitempty"` // what somebody else changed
	Obstacles []obstacleJSON  `json:"obstacles,omitempty"` // what stands in the way of an undo
	Kept      *keptJSON       `json:"kept,omitempty"`      // the text that was edited
}

func errorShape(err error) errorJSON {
	p := explain(err)
	shape := errorJSON{Kind: p.Kind, Message: p.Message, Hint: p.Hint, Status: p.Status, RequestID: p.RequestID}
	var many argumentErrors
	if errors.As(err, &many) && len(many) > 1 {
		for _, one := range many {
			shape.Details = append(shape.Details, errorShape(one))
		}
	}
	var refused *ops.RefusedError
	if errors.As(err, &refused) {
		shape.Impacts = impactShapes(refused.Impacts)
	}
	var conflict *ops.ConflictError
	if errors.As(err, &conflict) {
		shape.Conflicts = conflictShapes(conflict.Conflicts)
	}
	shape.Obstacles = obstacleShapes(err)
	var kept *keptError
	if errors.As(err, &kept) {
		shape.Kept = &kept.kept
	}
	return shape
}

// report writes an error to stderr in the form that -o asks for.
func (a *app) report(err error) {
	shape := errorShape(err)
	if a.format != formatTable {
		data, failure := encode(a.format, map[string]errorJSON{"error": shape})
		if failure == nil {
			_, _ = a.streams.Err.Write(data) // nobody can be told when that fails
			return
		}
	}
	a.reportText(shape)
	paint, width := a.paint(a.streams.ErrTerminal), a.width(a.streams.ErrTerminal)
	var out bytes.Buffer
	if !a.conflictsShown {
		out.Write(conflictsText(shape.Conflicts, paint, width))
	}
	for _, o := range shape.Obstacles {
		if values := o.values(); values != "" {
			paragraph(&out, 2, text.CleanLine(values), width)
		}
	}
	if !a.planShown {
		for _, i := range shape.Impacts {
			paragraph(&out, 2, severityStyle(paint, i.Severity).Paint(i.Severity.String())+" "+i.ID+": "+text.CleanLine(i.Message), width)
		}
	}
	if shape.Kept != nil {
		paragraph(&out, 0, shape.Kept.String(), width)
	}
	_, _ = a.streams.Err.Write(out.Bytes()) // nobody can be told when that fails
}

// reportText tells people what went wrong and what to do.
func (a *app) reportText(shape errorJSON) {
	if len(shape.Details) > 0 {
		for _, one := range shape.Details {
			a.reportText(one)
		}
		return
	}
	width := a.width(a.streams.ErrTerminal)
	var out bytes.Buffer
	paragraph(&out, 0, a.paint(a.streams.ErrTerminal).Danger.Paint("error:")+" "+text.CleanLine(shape.Message), width)
	if shape.Hint != "" {
		paragraph(&out, 0, "hint: "+text.CleanLine(shape.Hint), width)
	}
	if shape.RequestID != "" {
		paragraph(&out, 0, "request id: "+text.CleanLine(shape.RequestID), width)
	}
	_, _ = a.streams.Err.Write(out.Bytes()) // nobody can be told when that fails
}

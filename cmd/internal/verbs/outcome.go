package verbs

import (
	"encoding/json"
	"slices"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/journal"
)

// outcomeJSON is what every changing verb prints.
type outcomeJSON struct {
	Applied  bool         `json:"applied"`
	Verified bool         `json:"verified"` // the server holds exactly what was asked for
	Changes  []changeJSON `json:"changes"`
	Impacts  []impactJSON `json:"impacts"`
	Journal  string       `json:"journal"` // id of the record; empty when nothing was sent

	DryRun    bool          `json:"dry_run"`
	Notes     []string      `json:"notes"`
	Others    []driftJSON   `json:"others"` // what differs in the server's answer without having been asked for
	RequestID string        `json:"request_id"`
	Offers    []offerJSON   `json:"offers,omitempty"`  // what would mend what the plan leaves undone
	Parts     []partJSON    `json:"parts,omitempty"`   // of a plan that touches scopes, claims, scripts or clients: what came of each request
	Scripts   []watchedJSON `json:"scripts,omitempty"` // with --wait: whether the auth server could load those that were changed
	UndoOf    string        `json:"undo_of,omitempty"` // of an undo: id of the record that it takes back
	Left      []leftJSON    `json:"left,omitempty"`    // and what it leaves out
	Effects   []effectJSON  `json:"effects,omitempty"` // with --wait: what the change brings about, and what was seen of it
}

// offerJSON is something that the person may have forgotten.
type offerJSON struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	Why   string `json:"why"`
}

// partJSON is one request of a plan. An entry that was created has its inum here.
type partJSON struct {
	Target    change.Target `json:"target"`
	Name      string        `json:"name"` // what people call it
	State     journal.State `json:"state"`
	Inum      string        `json:"inum,omitempty"`
	RequestID string        `json:"request_id"`
}

// dryRunJSON adds what would be sent.
type dryRunJSON struct {
	outcomeJSON
	Requests []ops.Request `json:"requests"`
}

type changeJSON struct {
	Target change.Target   `json:"target"`
	Path   string          `json:"path"`
	Kind   change.Kind     `json:"kind"`
	Old    json.RawMessage `json:"old"`
	New    json.RawMessage `json:"new"`
	Masked bool            `json:"masked"`           // old and new are or hold secrets
	Gone   bool            `json:"gone,omitempty"`   // somebody else had deleted the entry already
	OK     *bool           `json:"ok,omitempty"`     // the server holds the new value; absent when nothing was written
	Stored json.RawMessage `json:"stored,omitempty"` // what it holds instead
}

type impactJSON struct {
	ID       string        `json:"id"`
	Severity ops.Severity  `json:"severity"`
	Message  string        `json:"message"`
	When     string        `json:"when"`
	Advice   string        `json:"advice"`
	Target   change.Target `json:"target"`
}

type driftJSON struct {
	Target  change.Target   `json:"target"`
	Path    string          `json:"path,omitempty"` // within a scope, claim, script or client
	Old     json.RawMessage `json:"old"`
	New     json.RawMessage `json:"new"`
	Derived bool            `json:"derived"` // the server computes it from another setting
}

func dryRunOf(plan *ops.Plan, nothing bool) dryRunJSON {
	outcome := outcomeOf(plan, &ops.Result{}, nothing)
	outcome.DryRun = true
	return dryRunJSON{outcome, append([]ops.Request{}, plan.Requests...)}
}

// outcomeOf is the shape of what came of a plan. A plan that asked for what was there already is verified without being applied.
func outcomeOf(plan *ops.Plan, result *ops.Result, nothing bool) outcomeJSON {
	shape := planShape(plan)
	shape.Applied, shape.Verified = result.Applied(), result.Verified() || nothing
	shape.Journal, shape.RequestID = result.ID, result.RequestID
	for _, item := range result.Items {
		i := slices.IndexFunc(plan.Changes, func(c ops.Change) bool { return c.Target == item.Change.Target && c.Path == item.Change.Path })
		ok := item.OK
		shape.Changes[i].OK, shape.Changes[i].Gone = &ok, item.Gone
		if !ok {
			shape.Changes[i].Stored = orNull(masked(plan, item.Change, item.Got))
		}
	}
	for _, part := range result.Parts() {
		if part.Target != ops.AllProperties {
			shape.Parts = append(shape.Parts, partJSON{
				Target: part.Target, Name: plan.Name(part.Target), State: part.State, Inum: part.Inum, RequestID: part.RequestID})
		}
	}
	for _, drift := range result.Others {
		about := ops.Change{Target: drift.Target, Path: drift.Path}
		shape.Others = append(shape.Others, driftJSON{
			Target: drift.Target, Path: drift.Path, Old: masked(plan, about, drift.Old), New: masked(plan, about, drift.New), Derived: drift.Derived})
	}
	return shape
}

func planShape(plan *ops.Plan) outcomeJSON {
	shape := outcomeJSON{
		Changes: make([]changeJSON, len(plan.Changes)), Impacts: impactShapes(plan.Impacts), Notes: plan.Notes, Others: []driftJSON{},
		UndoOf: plan.UndoOf, Left: leftShapes(plan.Left),
	}
	for _, offer := range plan.Offers {
		shape.Offers = append(shape.Offers, offerJSON{ID: offer.ID, Title: offer.Title, Why: offer.Why})
	}
	if shape.Notes == nil {
		shape.Notes = []string{}
	}
	for i, c := range plan.Changes {
		before, maskedBefore := plan.Hide(c, c.Old)
		after, maskedAfter := plan.Hide(c, c.New)
		shape.Changes[i] = changeJSON{
			Target: c.Target, Path: c.Path, Kind: c.Kind, Old: valueOrNull(before), New: valueOrNull(after), Masked: maskedBefore || maskedAfter}
	}
	return shape
}

func impactShapes(impacts []ops.Impact) []impactJSON {
	shapes := make([]impactJSON, len(impacts))
	for i, impact := range impacts {
		shapes[i] = impactJSON{ID: impact.ID, Severity: impact.Severity, Message: impact.Message, When: impact.When, Advice: impact.Advice, Target: impact.Target}
	}
	return shapes
}

// masked is a value of a change without its secrets.
func masked(plan *ops.Plan, c ops.Change, value json.RawMessage) json.RawMessage {
	value, _ = plan.Hide(c, value)
	return valueOrNull(value)
}

func orNull(value json.RawMessage) json.RawMessage {
	if value == nil {
		return json.RawMessage("null")
	}
	return value
}

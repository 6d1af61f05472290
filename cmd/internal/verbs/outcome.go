package verbs

import (
	"encoding/json"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/schema"
)

// outcomeJSON is what every changing verb prints.
type outcomeJSON struct {
	Applied  bool         `json:"applied"`
	Verified bool         `json:"verified"` // the server holds exactly what was asked for
	Changes  []changeJSON `json:"changes"`
	Impacts  []impactJSON `json:"impacts"`
	Journal  string       `json:"journal"` // id of the record; empty when nothing was sent

	DryRun    bool        `json:"dry_run"`
	Notes     []string    `json:"notes"`
	Others    []driftJSON `json:"others"` // what differs in the server's answer without having been asked for
	RequestID string      `json:"request_id"`
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
	for i, item := range result.Items {
		ok := item.OK
		shape.Changes[i].OK = &ok
		if !ok {
			shape.Changes[i].Stored = orNull(hidden(plan.Present, item.Change.Target, item.Got))
		}
	}
	for _, drift := range result.Others {
		shape.Others = append(shape.Others, driftJSON{
			Target: drift.Target, Old: hidden(plan.Present, drift.Target, drift.Old), New: hidden(plan.Present, drift.Target, drift.New), Derived: drift.Derived})
	}
	return shape
}

func planShape(plan *ops.Plan) outcomeJSON {
	shape := outcomeJSON{
		Changes: make([]changeJSON, len(plan.Changes)), Impacts: impactShapes(plan.Impacts), Notes: plan.Notes, Others: []driftJSON{},
	}
	if shape.Notes == nil {
		shape.Notes = []string{}
	}
	for i, c := range plan.Changes {
		property := propertyOf(plan.Present, c.Target)
		before, maskedBefore := property.Hide(c.Old)
		after, maskedAfter := property.Hide(c.New)
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

// propertyOf is what is known about the target of a change. One that has gone meanwhile shows as any JSON.
func propertyOf(configuration *ops.Configuration, target change.Target) schema.Property {
	entry, err := configuration.Lookup(target.ID)
	if err != nil {
		return schema.Property{Name: target.ID, Type: schema.Type{Kind: schema.KindAny}}
	}
	return entry.Property
}

// hidden is a value of a target without its secrets.
func hidden(configuration *ops.Configuration, target change.Target, value json.RawMessage) json.RawMessage {
	value, _ = propertyOf(configuration, target).Hide(value)
	return valueOrNull(value)
}

func orNull(value json.RawMessage) json.RawMessage {
	if value == nil {
		return json.RawMessage("null")
	}
	return value
}

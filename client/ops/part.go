package ops

import (
	"context"
	"encoding/json"

	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/schema"
)

// part is what one request of a plan does: all changes of properties, or all of one entry.
type part interface {
	target() Target
	// request is what will be sent, fit to be shown; nothing when that is nothing.
	request(plan *Plan) ([]Request, error)
	// reread looks once more at what is about to be changed, and returns what has changed since the plan was made.
	reread(ctx context.Context, o *Ops) ([]Conflict, error)
	// guarded says whether the server itself refuses the request when what it changes is not what was read.
	guarded() bool
	// again prepares another attempt after the server has refused one for a conflict that shows in none of the values; false when there is no
	// other way to try.
	again() bool
	// write sends the request and settles the result when the server has taken it. Errors of the client are returned as they are.
	write(ctx context.Context, o *Ops, result *Result) error
	// found looks after a write whose answer was lost whether it was made, and settles the result then.
	found(ctx context.Context, o *Ops, result *Result) (bool, error)
	// edits says whether an edit belongs to the part.
	covers(edit Edit) bool
}

// rank orders the parts so that nothing refers to what is not there yet, or is not there any more: what others need is made first,
// and deleted last.
func rank(p part) int {
	order := map[change.Resource]int{change.Script: 1, change.Claim: 2, change.Scope: 3, change.Client: 4, change.Property: 5}[p.target().Resource]
	if e, ok := p.(*entityPart); ok && e.kind == change.Delete {
		return 20 - order
	}
	return order
}

// AllProperties is the target under which results speak about the one request for all properties.
var AllProperties = Target{Resource: change.Property, ID: "*"}

// propertyPart is the patch of the configuration.
type propertyPart struct {
	changes []Change
	before  *Configuration // right before the write
	tried   attempts
}

func (p *propertyPart) target() Target { return AllProperties }

func (p *propertyPart) covers(edit Edit) bool { return isProperty(edit) }

const configurationPath = "/jans-auth-server/config"

func (p *propertyPart) request(plan *Plan) ([]Request, error) {
	patch, _ := buildPatch(p.changes, p.tried.at)
	if len(patch) == 0 {
		return nil, nil
	}
	return shownRequest("PATCH", configurationPath, masked(plan.Present, patch))
}

func shownRequest(method, path string, body any) ([]Request, error) {
	shown := Request{Method: method, Path: path}
	if body == nil {
		return []Request{shown}, nil
	}
	data, err := json.Marshal(body)
	if err != nil {
		return nil, &UnshowableError{Err: err}
	}
	shown.Body = data
	return []Request{shown}, nil
}

func (p *propertyPart) reread(ctx context.Context, o *Ops) ([]Conflict, error) {
	present, err := o.Load(ctx)
	if err != nil {
		return nil, err
	}
	p.before = present
	return changedSince(p.changes, present), nil
}

func (p *propertyPart) guarded() bool { return true }

func (p *propertyPart) again() bool {
	_, guessed := buildPatch(p.changes, p.tried.at)
	return p.tried.again(guessed)
}

func (p *propertyPart) write(ctx context.Context, o *Ops, result *Result) error {
	patch, _ := buildPatch(p.changes, p.tried.at)
	answer, requestID, err := o.deps.Configuration.Patch(ctx, patch)
	result.sent(requestID)
	if err != nil {
		return err
	}
	p.settle(result, &Configuration{Document: answer, Read: o.deps.Now(), known: p.before.known})
	return nil
}

func (p *propertyPart) found(ctx context.Context, o *Ops, result *Result) (bool, error) {
	now, err := o.Load(ctx)
	if err != nil {
		return false, err
	}
	result.After = now
	if len(changedSince(p.changes, now)) == 0 {
		return false, nil
	}
	p.settle(result, now)
	return true, nil
}

// changedSince compares what a plan saw of properties with what is there now.
func changedSince(changes []Change, present *Configuration) []Conflict {
	var conflicts []Conflict
	for _, c := range changes {
		entry, err := present.Lookup(c.Target.ID)
		if err == nil && entry.Type.Equal(entry.Value, c.Old) {
			continue
		}
		conflicts = append(conflicts, Conflict{
			Target: c.Target, Path: c.Path, Base: c.Old, Mine: c.New, Theirs: entry.Value, Secret: c.Secret,
		}.merging(schema.EntityField{Property: entry.Property}))
	}
	return conflicts
}

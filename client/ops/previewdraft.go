package ops

import (
	"context"
	"slices"

	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/transport"
)

// PreviewDraft is Preview of scopes as a draft would leave them, with the claims and scripts that it would create or change. It reads each
// of the scopes, and each claim and script that is edited.
func (o *Ops) PreviewDraft(ctx context.Context, draft *Draft, targets []Target) (*Preview, error) {
	scopes := make([]*Entity, len(targets))
	for i, target := range targets {
		var err error
		if scopes[i], err = o.staged(ctx, draft, target); err != nil {
			return nil, err
		}
	}
	var others []*Entity
	for _, edit := range draft.Edits() {
		seen := slices.ContainsFunc(others, func(e *Entity) bool { return e.Target == edit.Target })
		if seen || edit.Target.Resource != change.Claim && edit.Target.Resource != change.Script || edit.Kind == change.Delete {
			continue
		}
		entity, err := o.staged(ctx, draft, edit.Target)
		if transport.KindOf(err) == transport.KindNotFound { // somebody else has deleted it
			continue
		}
		if err != nil {
			return nil, err
		}
		others = append(others, entity)
	}
	return o.Preview(ctx, scopes, others...)
}

// staged is an entry as a draft would leave it. A new one that is not staged any more is an UnknownNameError.
func (o *Ops) staged(ctx context.Context, draft *Draft, target Target) (*Entity, error) {
	if !target.IsNew() {
		entity, err := o.Entity(ctx, target)
		if err != nil {
			return nil, err
		}
		return entity.With(draft), nil
	}
	if _, ok := draft.Member(target, ""); !ok {
		return nil, &UnknownNameError{Thing: "staged " + string(target.Resource), Name: target.Word()}
	}
	return (&Entity{Kind: kindOf(target.Resource), Target: target}).With(draft), nil
}

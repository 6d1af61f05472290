package undo

import (
	"context"
	"slices"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/journal"
)

// Settle records that the last undo of the plan, which was cut off, is done, when that has turned out: from then on it is in force, and the plan
// is no more the last to be taken back. Otherwise nothing happens. The error is that of the journal.
func (u *Undo) Settle(ctx context.Context, o *ops.Ops) error {
	by, cut := u.facts.unsettled()
	if !cut || len(u.Edits) > 0 || len(u.Obstacles) > 0 || slices.ContainsFunc(u.Left, Left.inForce) {
		return nil
	}
	parts, known := u.facts.partsOf(by)
	if !known {
		return nil
	}
	return o.Settle(ctx, by.Intent.ID, parts)
}

// unsettled is the last undo of the plan of which nobody knows what came of it.
func (f *facts) unsettled() (journal.Entry, bool) {
	for _, by := range slices.Backward(f.later()) {
		if by.Intent.UndoOf == f.entry.Intent.ID && by.State() == journal.Unknown {
			return by, true
		}
	}
	return journal.Entry{}, false
}

// partsOf are the requests of an undo that is done; false while it is not known what became of something that it was to make again.
func (f *facts) partsOf(by journal.Entry) (parts []journal.Part, known bool) {
	again := map[ops.Target]ops.Target{}
	for _, r := range recreations(f.entry.Intent.Changes, nil) {
		if now := f.now(r.was); now != r.was {
			again[r.provisional] = now
		}
	}
	for _, c := range by.Intent.Changes {
		part := journal.Part{Target: c.Target, State: journal.Verified}
		if c.Target.Resource == change.Property {
			part.Target = ops.AllProperties
		}
		if c.Kind == change.Create {
			if part.Inum = again[c.Target].ID; part.Inum == "" {
				return nil, false
			}
		}
		if !slices.Contains(parts, part) {
			parts = append(parts, part)
		}
	}
	return parts, true
}

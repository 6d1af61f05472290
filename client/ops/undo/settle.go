package undo

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/journal"
)

// settle finds what undoes whose end is not known have made again, so that nothing is made twice: whoever has made it, it is there.
func (f *facts) settle(ctx context.Context, o *ops.Ops) error {
	for _, by := range f.later() {
		at := slices.IndexFunc(f.log.Entries, func(e journal.Entry) bool { return e.Intent.ID == by.Intent.UndoOf })
		if at < 0 {
			continue
		}
		undone, made := f.log.Entries[at], created(by)
		known := len(made)
		for _, again := range recreations(undone.Intent.Changes, nil) {
			if err := f.findAgain(ctx, o, by, made, again.provisional); err != nil {
				return err
			}
		}
		if len(made) > known {
			f.add(undone, made)
		}
	}
	return nil
}

// findAgain looks for one entry that an undo may have made, and notes it among those that it has made.
func (f *facts) findAgain(ctx context.Context, o *ops.Ops, by journal.Entry, made map[ops.Target]ops.Target, provisional ops.Target) error {
	at := slices.IndexFunc(by.Intent.Changes, func(c journal.Change) bool { return c.Target == provisional && c.Kind == change.Create })
	if at < 0 || stateOf(by, provisional) != journal.Unknown {
		return nil
	}
	found, err := f.sought(ctx, o, by.Intent.Changes[at], resultOf(by, by.Intent.Changes[at], made))
	if err == nil && found != nil {
		made[provisional] = found.Target
	}
	return err
}

// find looks for an entry that the plan may have created without an answer. Where another may have made what is there, that is noted.
func (f *facts) find(ctx context.Context, o *ops.Ops, c journal.Change) error {
	found, err := f.sought(ctx, o, c, resultOf(f.entry, c, f.made))
	if err != nil || found == nil {
		return err
	}
	if doubt := f.doubt(found); doubt != "" {
		f.doubts[c.Target] = doubt
		return nil
	}
	f.made[c.Target] = found.Target
	return nil
}

// sought is the only entry of the name that was asked for; nil when there is none, or when it holds something else.
func (f *facts) sought(ctx context.Context, o *ops.Ops, c journal.Change, asked []byte) (*ops.Entity, error) {
	doc, _ := document.Members(asked)
	found, err := o.Find(ctx, c.Target.Resource, ops.NewEntity(c.Target.Resource, doc).Name())
	var unknown *ops.UnknownNameError
	var ambiguous *ops.AmbiguousNameError
	switch {
	case errors.As(err, &unknown), errors.As(err, &ambiguous):
		return nil, nil
	case err != nil:
		return nil, err
	case len(f.altered(c, asked, found)) > 0:
		return nil, nil
	}
	return found, nil
}

// doubt says why an entry that holds what the plan had asked for is not taken for the plan's own; empty when it may be. To delete what
// somebody else has made would be worse than to leave it.
func (f *facts) doubt(found *ops.Entity) string {
	there := fmt.Sprintf("the answer of the server was lost, and the %s of that name that is there ", found.Kind.Resource)
	if other := f.maker(found.Target); other != nil {
		return there + "is known from " + Name(*other)
	}
	text, _ := document.Text(found.Get("/creationDate"))
	made, err := time.Parse(serverTime, text)
	switch {
	case err != nil:
		return there + "may be somebody else's: the server does not tell when it was created"
	case !f.madeThen(made):
		return there + "was not created at the time of the plan"
	}
	return ""
}

// maker is another plan of the journal that has created an entry, or that was about it before this one.
func (f *facts) maker(target ops.Target) *journal.Entry {
	before := true
	for _, entry := range f.log.Entries {
		if entry.Intent.ID == f.entry.Intent.ID {
			before = false
			continue
		}
		if entry.Intent.Server != f.entry.Intent.Server {
			continue
		}
		for _, real := range created(entry) {
			if real == target {
				return &entry
			}
		}
		if before && slices.ContainsFunc(entry.Intent.Changes, func(c journal.Change) bool { return c.Target == target }) {
			return &entry
		}
	}
	return nil
}

const (
	serverTime   = "2006-01-02T15:04:05" // as the server writes it, in a time zone that it does not name (ObjectMapperContextResolver.java)
	zoneStep     = 15 * time.Minute      // all time zones differ by multiples of it
	clocksDiffer = 30 * time.Second      // at most, between this machine and the server
	usualRequest = 30 * time.Second      // a plan without an end has made its requests by then
)

// madeThen says whether a time of the server, in whatever time zone, may be when the plan was applied.
func (f *facts) madeThen(at time.Time) bool {
	since := (at.Sub(f.entry.Intent.Time) + clocksDiffer) % zoneStep
	if since < 0 {
		since += zoneStep
	}
	return since <= 2*clocksDiffer+usualRequest
}

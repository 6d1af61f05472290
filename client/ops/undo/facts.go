package undo

import (
	"context"
	"slices"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/journal"
	"github.com/jansadm/jansadm/client/transport"
)

// facts are a plan of the journal and what the server holds now of what it was about. They are not modified once they are gathered.
type facts struct {
	entry journal.Entry
	log   journal.Log
	odd   []journal.Change // of the plan, about kinds of things that this program does not know
	successors
	made          map[ops.Target]ops.Target // what became of the plan's provisional targets
	doubts        map[ops.Target]string     // why what seems to have become of one is not taken for it
	configuration *ops.Configuration        // nil when the plan is about no property
	entities      map[ops.Target]*ops.Entity
	users         map[ops.Target][]ops.Head // of what the plan has created
	directory     ops.Directory
}

func gather(ctx context.Context, o *ops.Ops, log journal.Log, entry journal.Entry) (*facts, error) {
	f := &facts{
		entry: entry, log: log, successors: follow(log, entry), made: created(entry),
		doubts: map[ops.Target]string{}, entities: map[ops.Target]*ops.Entity{}, users: map[ops.Target][]ops.Head{},
	}
	if err := f.settle(ctx, o); err != nil {
		return nil, err
	}
	if err := f.readProperties(ctx, o); err != nil {
		return nil, err
	}
	for _, c := range entry.Intent.Changes {
		if c.Target.Resource == change.Property {
			continue
		}
		if err := f.readEntry(ctx, o, c); err != nil {
			return nil, err
		}
	}
	f.directory = o.Directory()
	return f, nil
}

// understand takes the changes out of a plan that are about kinds of things that this program does not know.
func understand(entry journal.Entry) (understood journal.Entry, odd []journal.Change) {
	understood = entry
	understood.Intent.Changes = nil
	for _, c := range entry.Intent.Changes {
		switch c.Target.Resource {
		case change.Property, change.Scope, change.Claim, change.Script, change.Client:
			understood.Intent.Changes = append(understood.Intent.Changes, c)
		default:
			odd = append(odd, c)
		}
	}
	return understood, odd
}

func (f *facts) readProperties(ctx context.Context, o *ops.Ops) error {
	changes := f.entry.Intent.Changes
	if !slices.ContainsFunc(changes, func(c journal.Change) bool { return c.Target.Resource == change.Property }) {
		return nil
	}
	load := o.Load
	if slices.ContainsFunc(changes, func(c journal.Change) bool { return c.Target == flags }) {
		load = o.LoadWithFlags
	}
	var err error
	f.configuration, err = load(ctx)
	return err
}

func (f *facts) readEntry(ctx context.Context, o *ops.Ops, c journal.Change) error {
	if c.Kind == change.Create && stateOf(f.entry, c.Target) == journal.Unknown {
		if err := f.find(ctx, o, c); err != nil {
			return err
		}
	}
	target := f.become(c.Target)
	if target.IsNew() || f.entities[target] != nil {
		return nil
	}
	entity, err := o.Entity(ctx, target)
	if transport.KindOf(err) == transport.KindNotFound {
		return nil
	}
	if err != nil {
		return err
	}
	f.entities[target] = entity
	if c.Kind == change.Create {
		f.users[target], err = o.Users(ctx, target)
	}
	return err
}

// become is the entry that a target of the plan is by now; a provisional one when nobody knows.
func (f *facts) become(target ops.Target) ops.Target {
	if real, ok := f.made[target]; ok {
		target = real
	}
	return f.now(target)
}

// stateOf says what came of the request that was about a target. Where a plan stopped before it, it was not applied.
func stateOf(entry journal.Entry, target ops.Target) journal.State {
	if len(entry.Outcome.Parts) == 0 {
		return entry.State()
	}
	if target.Resource == change.Property {
		target = ops.AllProperties
	}
	for _, part := range entry.Outcome.Parts {
		if part.Target == target {
			return part.State
		}
	}
	return journal.NotApplied
}

// entryTitle is what people call an entry: by its present name, else by the one that the record tells.
func (f *facts) entryTitle(target ops.Target) string {
	word := target.Word()
	head, known := f.directory.Find(f.become(target))
	entity := f.entities[f.become(target)]
	switch recorded := f.recorded(target); {
	case entity != nil:
		word = entity.Name()
	case recorded != nil:
		word = recorded.Name()
	case f.entry.Intent.Names[target] != "":
		word = f.entry.Intent.Names[target]
	case known:
		word = head.Word()
	}
	return string(target.Resource) + " " + word
}

// recorded is an entry as this record has it, or another one, when its plan created or deleted it.
func (f *facts) recorded(target ops.Target) *ops.Entity {
	if entity := whole(f.entry, target); entity != nil || target.IsNew() {
		return entity
	}
	for _, entry := range slices.Backward(f.log.Entries) {
		if entity := whole(entry, target); entity != nil && entry.Intent.Server == f.entry.Intent.Server {
			return entity
		}
	}
	return nil
}

func whole(entry journal.Entry, target ops.Target) *ops.Entity {
	for _, c := range entry.Intent.Changes {
		if c.Target != target || c.Path != "" {
			continue
		}
		value := c.New
		if c.Kind == change.Delete {
			value = c.Old
		}
		if doc, ok := document.Members(value); ok && doc != nil {
			entity := ops.NewEntity(target.Resource, doc)
			entity.Target = target
			return entity
		}
	}
	return nil
}

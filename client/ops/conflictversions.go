package ops

import (
	"encoding/json"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops/change"
)

// Differences are the members that somebody has changed of an entry that is to be deleted; nil for every other conflict.
func (c Conflict) Differences() []Change {
	if !c.Whole() || c.Gone {
		return nil
	}
	base, _ := document.Members(c.Base)
	theirs, _ := document.Members(c.Theirs)
	seen, now := NewEntity(c.Target.Resource, base), NewEntity(c.Target.Resource, theirs)
	var changes []Change
	for _, path := range differences(seen, now) {
		changes = append(changes, Change{
			Target: c.Target, Path: path, Kind: change.Set, Old: seen.Get(path), New: now.Get(path), Secret: now.Field(path).Secret})
	}
	return changes
}

// Asked is what the edit changes of what the person saw.
func (c Conflict) Asked() Change { return c.between(c.Base, c.Mine) }

// Happened is what somebody else has changed since the edit was made.
func (c Conflict) Happened() Change { return c.between(c.Base, c.Theirs) }

// Together is what taking both would change on the server now; only where there is a merged value.
func (c Conflict) Together() Change { return c.between(c.Theirs, c.Merged) }

func (c Conflict) between(old, value json.RawMessage) Change {
	return Change{Target: c.Target, Path: c.Path, Kind: change.Set, Old: old, New: value, Secret: c.Secret}
}

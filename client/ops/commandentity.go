package ops

import (
	"encoding/json"
	"strings"

	"github.com/jansadm/jansadm/client/ops/change"
)

// Command is the command line that gives one field of the entry a value, ready for a POSIX shell; of an entry that is yet to be created the
// one that creates it. For what cannot be changed, or would stay as it is, it is the one that shows the entry.
func (e *Entity) Command(names Directory, path string, value json.RawMessage) string {
	plan := &Plan{Directory: names}
	if e.New() {
		return strings.Join(plan.entityCommands(&entityPart{kind: change.Create, entity: e}), "\n")
	}
	field := e.Field(path)
	old := e.Get(path)
	if e.settable(field) != nil || same(field, old, value) {
		shown := "jansadm " + e.word() + " get " + position(e.Head())
		if path == "/script" {
			shown += " --source"
		}
		return shown
	}
	edit := Change{Target: e.Target, Path: path, Kind: change.Set, Old: old, New: value}
	return strings.Join(plan.entityCommands(&entityPart{kind: change.Set, entity: e, changes: []Change{edit}}), "\n")
}

package ops

import (
	"cmp"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/journal"
	"github.com/jansadm/jansadm/client/schema"
)

// Recorded is a plan as the journal tells it, to show what it was about; names may help to tell what its entries refer to. It cannot be
// applied.
func Recorded(record journal.Record, names Directory) *Plan {
	held := document.Document{}
	plan := &Plan{Directory: names, UndoOf: record.UndoOf, Present: &Configuration{Document: held}, recorded: true}
	for _, c := range record.Changes {
		if c.Secret { // their values are not kept
			c.Old, c.New = document.Quote(schema.SecretMask), document.Quote(schema.AnotherSecret)
		}
		plan.Changes = append(plan.Changes, Change{
			Target: c.Target, Path: c.Path, Kind: c.Kind, Old: c.Old, New: c.New, Secret: c.Secret, Masked: c.Masked})
		if c.Target.Resource == change.Property {
			held[c.Target.ID] = c.Old // for the type of a property that this program does not know
			if document.IsEmpty(c.Old) {
				held[c.Target.ID] = c.New
			}
			continue
		}
		title := string(c.Target.Resource) + " " + cmp.Or(record.Names[c.Target], wholeName(c), c.Target.Word())
		plan.Edits = append(plan.Edits, Edit{Target: c.Target, Title: title})
	}
	return plan
}

// wholeName is the name of an entry that was created or deleted, which its document tells.
func wholeName(c journal.Change) string {
	doc, isWhole := document.Members(c.New)
	if c.Kind == change.Delete {
		doc, isWhole = document.Members(c.Old)
	}
	if c.Path != "" || !isWhole {
		return ""
	}
	return NewEntity(c.Target.Resource, doc).Name()
}

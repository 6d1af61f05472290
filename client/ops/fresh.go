package ops

import (
	"encoding/json"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops/change"
)

// Fresh is what a new entry of a kind holds before the person says anything: what the server needs and people seldom choose. A claim is a
// text that people see and administrators change.
func Fresh(resource change.Resource) document.Document {
	switch resource {
	case change.Claim:
		return document.Document{
			"dataType": json.RawMessage(`"string"`), "viewType": json.RawMessage(`["user","admin"]`), "editType": json.RawMessage(`["admin"]`),
			"usageType": json.RawMessage(`["openid"]`), "status": json.RawMessage(`"active"`),
		}
	case change.Script:
		return document.Document{"programmingLanguage": json.RawMessage(`"python"`)}
	}
	return document.Document{}
}

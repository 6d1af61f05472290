package ops

import (
	"encoding/json"
	"fmt"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/schema"
)

// Nothing is how a value is shown that is null, "", [], {} or absent: the server does not tell which.
const Nothing = "empty or unset"

// Display shows a value of the property on one line, for people: secrets are masked, numbers carry their unit, emptiness is
// named. What comes from the server is not cleaned.
func (e Entry) Display(value json.RawMessage) string {
	switch {
	case document.IsEmpty(value) && e.Name == FeatureFlags:
		return "empty: every feature is on"
	case document.IsEmpty(value):
		return Nothing
	case e.Name == FeatureFlags:
		if listed, ok := document.Strings(value); ok {
			return fmt.Sprintf("%d listed: %s", len(listed), schema.Text(e.Type, value))
		}
	}
	shown, _ := e.Hide(value)
	if e.Secret {
		return schema.SecretMask
	}
	return schema.Display(e.Type, shown)
}

package editor

import (
	"encoding/json"
	"strings"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/schema"
)

// nameReader reads the name of an entry of a map; any text is one.
type nameReader struct {
	textReader
	before string   // the present name
	fresh  bool     // there is no entry yet
	taken  []member // the entries of the map
}

func (r nameReader) start(json.RawMessage) string { return r.before }

func (r nameReader) read(typed string) (json.RawMessage, *schema.Problem) {
	switch {
	case strings.TrimSpace(typed) == "":
		return nil, &schema.Problem{Message: "a name is needed", Hint: "esc goes back without one", Severity: schema.Refuse}
	case typed != r.before && indexOf(r.taken, typed) >= 0:
		return nil, &schema.Problem{Message: "there is an entry of that name", Severity: schema.Refuse}
	}
	return document.Quote(typed), nil
}

func (r nameReader) hint() string { return "The name of the entry; enter goes on." }

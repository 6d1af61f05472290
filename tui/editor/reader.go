package editor

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strings"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/schema"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// reader says what typed text means.
type reader interface {
	start(value json.RawMessage) string
	read(typed string) (json.RawMessage, *schema.Problem)
	// reading is what to say about the text while it is typed.
	reading(typed string) []note
	hint() string
}

// refusal is the first reason not to take a value of the type.
func refusal(t schema.Type, value json.RawMessage) *schema.Problem {
	for _, problem := range schema.Validate(t, value) {
		if problem.Severity == schema.Refuse {
			return &problem
		}
	}
	return nil
}

func asProblem(err error) *schema.Problem {
	problem := schema.Problem{Message: err.Error(), Severity: schema.Refuse}
	if refused := (*schema.ValueError)(nil); errors.As(err, &refused) {
		problem.Path, problem.Message, problem.Hint = refused.Path, refused.Message, refused.Hint
	}
	return &problem
}

// integerReader reads whole numbers and amounts such as 5m.
type integerReader struct{ place *place }

func (r integerReader) start(value json.RawMessage) string {
	return schema.Text(r.place.spec.typ, value)
}

func (r integerReader) read(typed string) (json.RawMessage, *schema.Problem) {
	value, err := schema.Parse(r.place.spec.typ, typed)
	if err == nil {
		return value, nil
	}
	problem := asProblem(err)
	if strings.TrimSpace(typed) == "" && r.place.depth > 0 {
		problem.Hint = "esc goes back without a change"
	}
	return nil, problem
}

func (r integerReader) reading(typed string) []note {
	if strings.TrimSpace(typed) == "" {
		return nil
	}
	value, err := schema.Parse(r.place.spec.typ, typed)
	if err != nil {
		return []note{r.place.remark(asProblem(err).Message)}
	}
	if shown := schema.Display(r.place.spec.typ, value); shown != typed {
		return []note{{style: r.place.theme().Info, text: "= " + shown}}
	}
	return nil
}

func (r integerReader) hint() string {
	t := r.place.spec.typ
	low, high := int64(math.MinInt32), int64(math.MaxInt32)
	if t.Min != nil {
		low = *t.Min
	}
	if t.Max != nil {
		high = *t.Max
	}
	counted := "A whole number"
	if t.Unit != schema.UnitNone {
		counted = "A whole number of " + string(t.Unit)
	}
	hint := fmt.Sprintf("%s, from %d to %d.", counted, low, high)
	switch t.Unit {
	case schema.UnitNone, schema.UnitBits:
	case schema.UnitBytes:
		hint += " 64KiB and 1MiB are understood."
	default:
		hint += " 90s, 5m, 1h and 30d are understood."
	}
	return hint
}

// textReader takes text as it is typed.
type textReader struct{ place *place }

func (r textReader) start(value json.RawMessage) string {
	s, _ := document.Text(value)
	return s
}

func (r textReader) read(typed string) (json.RawMessage, *schema.Problem) {
	value := document.Quote(typed)
	return value, refusal(r.place.spec.typ, value)
}

func (r textReader) reading(typed string) []note {
	var notes []note
	if !r.place.spec.secret {
		for _, problem := range schema.Validate(r.place.spec.typ, document.Quote(typed)) {
			if problem.Severity == schema.Warn {
				notes = append(notes, r.place.about(problem))
			}
		}
	}
	if clean := text.Clean(typed); clean != typed {
		notes = append(notes, r.place.remark("Some characters of this text cannot be seen. They are shown by signs, and stay unless you delete them."))
	}
	return notes
}

var formatHints = map[schema.Format]string{
	schema.FormatURL:         "A whole address: https://host/path, or http://.",
	schema.FormatRegexp:      "A regular expression as Java understands it.",
	schema.FormatScope:       "The id of a scope.",
	schema.FormatClaim:       "The name of a claim or user attribute.",
	schema.FormatACR:         "The name of an authentication method (acr).",
	schema.FormatClient:      "The id of a client.",
	schema.FormatDN:          "A distinguished name, as in ou=people,o=jans.",
	schema.FormatDomain:      "A host or domain name, without https://, port or path.",
	schema.FormatPath:        "A path as the server sees it.",
	schema.FormatJSON:        "A JSON document, kept as text.",
	schema.FormatDatePattern: "A date pattern as Java understands it, as in yyyy-MM-dd.",
	schema.FormatFlag:        "The name of a feature flag.",
}

func (r textReader) hint() string { return formatHints[r.place.spec.typ.Format] }

// jsonReader reads any value, written as JSON.
type jsonReader struct{ place *place }

func (r jsonReader) start(value json.RawMessage) string { return pretty(value) }

func (r jsonReader) read(typed string) (json.RawMessage, *schema.Problem) {
	if problem := malformed(typed); problem != nil {
		return nil, problem
	}
	value := document.Compact(json.RawMessage(typed))
	return value, refusal(r.place.spec.typ, value)
}

func (r jsonReader) reading(string) []note { return nil }

func (r jsonReader) hint() string {
	why := misfit(r.place.spec.typ, r.place.value())
	if why != "" {
		return why + " It is edited as JSON, so that nothing gets lost."
	}
	return "JSON: a text needs double quotes around it."
}

// malformed says where a text stops being JSON.
func malformed(typed string) *schema.Problem {
	if strings.TrimSpace(typed) == "" {
		return &schema.Problem{Message: "a value is needed", Hint: "write it as JSON; to empty it, write null", Severity: schema.Refuse}
	}
	line, column, err := breaks(typed)
	if err == nil {
		return nil
	}
	return &schema.Problem{Message: fmt.Sprintf("line %d, column %d: this is not JSON: %v", line+1, column+1, err), Severity: schema.Refuse}
}

// unfinished is what the parser says about a text that ends too soon; its offset is then the end.
const unfinished = "unexpected end of JSON input"

// breaks finds the line, and the byte of it, where a text stops being JSON, both from 0; the error is nil when it nowhere does.
func breaks(typed string) (line, column int, err error) {
	var parsed json.RawMessage
	err = json.Unmarshal([]byte(typed), &parsed)
	offset := len(typed)
	if broken := (*json.SyntaxError)(nil); errors.As(err, &broken) && broken.Error() != unfinished {
		offset = int(broken.Offset) - 1
	}
	before := typed[:max(offset, 0)]
	return strings.Count(before, "\n"), len(before) - strings.LastIndexByte(before, '\n') - 1, err
}

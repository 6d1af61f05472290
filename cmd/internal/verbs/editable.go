package verbs

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/schema"
)

// commentMark begins the lines at the top of an edited text that are not part of it.
const commentMark = "//"

// editable is something that can be edited as a text: one setting, all of them, an entry, the source of a script.
type editable struct {
	name   string // of the file
	about  []string
	text   string
	plain  bool // the text is no JSON, and has no lines at its top
	secret bool // the text is or holds a secret in clear
	// stage puts what differs from the original into a draft. It gets the text as it was saved.
	stage func(page string, draft *ops.Draft) error
}

// page is the text to edit, with lines at its top that tell what it is about.
func (e editable) page(text string, complaints []string) string {
	if e.plain {
		return text
	}
	var out strings.Builder
	for _, line := range slices.Concat(e.about, complaints) {
		out.WriteString(commentMark + " " + strings.ReplaceAll(line, "\n", "\n"+commentMark+" ") + "\n")
	}
	return out.String() + text
}

// content is the text of a page.
func (e editable) content(page string) string {
	if e.plain {
		return page
	}
	return withoutComments(page)
}

// same says whether a page holds what was there at first.
func (e editable) same(page string) bool {
	return strings.TrimSpace(e.content(page)) == strings.TrimSpace(e.text)
}

// asJSON is the stage of a thing that is edited as JSON.
func asJSON(stage func(edited json.RawMessage, draft *ops.Draft) error) func(string, *ops.Draft) error {
	return func(page string, draft *ops.Draft) error {
		value, err := parseEdited(page)
		if err != nil {
			return err
		}
		return stage(value, draft)
	}
}

// withoutComments takes the lines off that page has put there.
func withoutComments(page string) string {
	for strings.HasPrefix(strings.TrimLeft(page, " \t\r\n"), commentMark) {
		_, page, _ = strings.Cut(strings.TrimLeft(page, " \t\r\n"), "\n")
	}
	return page
}

// editableOf is the setting that is named, or all of them.
func editableOf(configuration *ops.Configuration, names []string) (editable, error) {
	if len(names) == 0 {
		return allSettings(configuration)
	}
	entry, err := configuration.Lookup(names[0])
	if err != nil {
		return editable{}, err
	}
	return oneSetting(configuration, entry), nil
}

// oneSetting is one property as JSON, secrets in clear.
func oneSetting(configuration *ops.Configuration, entry ops.Entry) editable {
	_, masked := entry.Property.Hide(entry.Value)
	return editable{
		name:   entry.Name + ".json",
		secret: entry.Secret || masked,
		about: []string{
			fmt.Sprintf("%s of %s: %s.", entry.Name, configuration.Issuer(), entry.Type.String()),
			"Save and leave the editor to go on; leave it unchanged to change nothing. null unsets the setting.",
		},
		text: string(document.Indent(orNull(entry.Value))) + "\n",
		stage: asJSON(func(edited json.RawMessage, draft *ops.Draft) error {
			return stageValue(configuration, draft, entry.Name, edited)
		}),
	}
}

func stageValue(configuration *ops.Configuration, draft *ops.Draft, name string, value json.RawMessage) error {
	if string(bytes.TrimSpace(value)) == "null" {
		return configuration.Unset(draft, name)
	}
	return configuration.Set(draft, name, value)
}

// allSettings is the whole configuration as one JSON object, secrets masked.
func allSettings(configuration *ops.Configuration) (editable, error) {
	shown := configuration.Document.Clone()
	for _, name := range configuration.Document.Names() {
		entry, err := configuration.Lookup(name)
		if err != nil {
			return editable{}, err
		}
		shown[name], _ = entry.Property.Hide(shown[name])
	}
	text, err := shown.MarshalJSON()
	if err != nil {
		return editable{}, fmt.Errorf("the configuration cannot be shown: %w", err)
	}
	return editable{
		name: "settings.json",
		about: []string{
			fmt.Sprintf("The settings of %s. Only what you change is written.", configuration.Issuer()),
			fmt.Sprintf("A setting that you take out is unset. %s stands for a secret that stays as it is.", schema.SecretMask),
		},
		text: string(document.Indent(text)) + "\n",
		stage: asJSON(func(edited json.RawMessage, draft *ops.Draft) error {
			return stageAll(configuration, shown, edited, draft)
		}),
	}, nil
}

// stageAll stages every difference between what was shown and what it has become.
func stageAll(configuration *ops.Configuration, shown document.Document, edited json.RawMessage, draft *ops.Draft) error {
	wanted, err := document.Parse(edited)
	if err != nil {
		return &usageError{message: "it has to stay one JSON object: " + err.Error()}
	}
	return stageEach(nil, slices.Compact(slices.Sorted(slices.Values(append(shown.Names(), wanted.Names()...)))), func(name string) error {
		value := wanted.Get(name)
		switch {
		case !wanted.Has(name):
			return configuration.Unset(draft, name)
		case shown.Has(name) && document.Equal(value, shown.Get(name)), !shown.Has(name) && document.IsEmpty(value):
			return nil
		case bytes.Contains(value, []byte(schema.SecretMask)):
			return &usageError{message: name + " is changed and still holds a masked secret", hint: "edit it alone, with \"property edit " + name + "\""}
		}
		return stageValue(configuration, draft, name, value)
	})
}

// errMalformed marks a text that is not JSON.
var errMalformed = errors.New("malformed JSON")

// parseEdited reads an edited page; the error says in which line and column the JSON ends to be JSON.
func parseEdited(page string) (json.RawMessage, error) {
	text := withoutComments(page)
	var value json.RawMessage
	err := json.Unmarshal([]byte(text), &value)
	var syntax *json.SyntaxError
	switch {
	case errors.As(err, &syntax):
		line, column := position(page, len(page)-len(text)+int(syntax.Offset))
		return nil, &usageError{message: fmt.Sprintf("%v in line %d, column %d: %v", errMalformed, line, column, err)}
	case err != nil:
		return nil, &usageError{message: fmt.Sprintf("%v: %v", errMalformed, err)}
	}
	return value, nil
}

// position counts lines and columns from 1; the offset counts bytes and points behind the one that is meant.
func position(text string, offset int) (line, column int) {
	before := text[:max(0, min(offset, len(text))-1)]
	return strings.Count(before, "\n") + 1, len([]rune(before[strings.LastIndexByte(before, '\n')+1:])) + 1
}

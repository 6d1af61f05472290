package drafts

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
)

// version is that of the form of the files.
const version = 1

// stored is a draft as it stands in its file.
type stored struct {
	Version int        `json:"version"`
	Program string     `json:"program,omitempty"`
	Profile string     `json:"profile"`
	Server  string     `json:"server"`
	Person  string     `json:"person,omitempty"`
	Saved   time.Time  `json:"saved"`
	Edits   []edit     `json:"edits,omitempty"`
	Typed   []Typed    `json:"typed,omitempty"`
	LeftOut []Omission `json:"left_out,omitempty"`
}

type edit struct {
	Target change.Target   `json:"target"`
	Path   string          `json:"path,omitempty"`
	Kind   change.Kind     `json:"kind"`
	Base   json.RawMessage `json:"base,omitempty"`
	Value  json.RawMessage `json:"value,omitempty"`
	Title  string          `json:"title,omitempty"`
	Notes  []string        `json:"notes,omitempty"`
}

func encode(o Owner, c Content) ([]byte, error) {
	file := stored{
		Version: version, Program: c.Program, Profile: o.Profile, Server: o.Server, Person: c.Person, Saved: c.Saved,
		Typed: c.Typed, LeftOut: c.LeftOut,
	}
	for _, e := range c.Edits {
		file.Edits = append(file.Edits, edit{Target: e.Target, Path: e.Path, Kind: e.Kind, Base: e.Base, Value: e.Value, Title: e.Title, Notes: e.Notes})
	}
	var content bytes.Buffer
	encoder := json.NewEncoder(&content)
	encoder.SetEscapeHTML(false) // values stay as they are
	if err := encoder.Encode(file); err != nil {
		return nil, fmt.Errorf("the draft cannot be written as JSON: %w", err)
	}
	return content.Bytes(), nil
}

// errNewer says that a later version of this program has written the file.
var errNewer = errors.New("a newer jansadm has written it")

func decode(o Owner, content []byte) (Content, error) {
	var form struct {
		Version int `json:"version"`
	}
	if err := json.Unmarshal(content, &form); err != nil {
		return Content{}, fmt.Errorf("it is not what this program writes: %w", err)
	}
	if form.Version > version {
		return Content{}, errNewer
	}
	var file stored
	if err := json.Unmarshal(content, &file); err != nil || file.Version != version {
		return Content{}, errors.Join(errors.New("it is not what this program writes"), err)
	}
	if file.Profile != o.Profile || file.Server != o.Server {
		return Content{}, errors.New("it belongs to another profile or server")
	}
	c := Content{Person: file.Person, Program: file.Program, Saved: file.Saved, Typed: file.Typed, LeftOut: file.LeftOut}
	for i, e := range file.Edits {
		if why := e.unusable(); why != "" {
			return Content{}, fmt.Errorf("edit %d is none: %s", i+1, why)
		}
		c.Edits = append(c.Edits, ops.Edit{Target: e.Target, Path: e.Path, Kind: e.Kind, Base: e.Base, Value: e.Value, Title: e.Title, Notes: e.Notes})
	}
	return discreet(c), nil // whoever has put a secret into the file
}

// unusable is why an edit cannot have been staged by this program; empty when it can.
func (e edit) unusable() string {
	_, isObject := document.Members(e.Value)
	switch e.Target.Resource {
	case change.Property, change.Scope, change.Claim, change.Script, change.Client:
	default:
		return "there is no such kind of thing"
	}
	switch e.Kind {
	case change.Create, change.Delete:
		switch {
		case e.Target.Resource == change.Property || e.Path != "":
			return "only whole entries come and go"
		case e.Kind == change.Create && !(isObject && e.Target.IsNew()):
			return "a new entry needs members"
		}
	case change.Set, change.Unset:
		if !strings.HasPrefix(e.Path, "/") || e.Target.Resource == change.Property && e.Path != document.Pointer(e.Target.ID) {
			return "it names no member"
		}
	default:
		return "it neither sets nor unsets, creates or deletes"
	}
	return ""
}

package drafts

import (
	"encoding/json"
	"time"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
)

// Content is what a draft holds.
type Content struct {
	Person  string // who staged it, as far as known
	Program string // version of the program that kept it
	Saved   time.Time

	Edits   []ops.Edit // in the order in which they were staged
	Typed   []Typed    // one for each page that held text
	LeftOut []Omission // what is not kept, by name
}

// Empty says whether there is nothing to keep.
func (c Content) Empty() bool { return len(c.Edits)+len(c.Typed)+len(c.LeftOut) == 0 }

// Typed is text that a person has typed into a page and not staged, and where it belongs.
type Typed struct {
	Screen string          `json:"screen"`
	Arg    string          `json:"arg,omitempty"`
	Title  string          `json:"title,omitempty"` // where it was typed, in words
	Text   string          `json:"text,omitempty"`
	Place  json.RawMessage `json:"place,omitempty"` // the page's own note of where on it the text was; nil when it cannot be put back by itself
	Secret bool            `json:"-"`               // the text is not kept
}

// Omission names what is not kept because it is a secret, or holds one.
type Omission struct {
	Name string      `json:"name"`
	Kind change.Kind `json:"kind,omitempty"` // empty for text that was typed
}

// Omissions name what would be left out of a draft.
func Omissions(edits []ops.Edit, typed []Typed) []Omission {
	return discreet(Content{Edits: edits, Typed: typed}).LeftOut
}

// discreet is the content without secrets, which are named instead.
func discreet(c Content) Content {
	kept := c
	kept.Edits, kept.Typed = nil, nil
	for _, edit := range c.Edits {
		if edit.HoldsSecret() {
			kept.LeftOut = append(kept.LeftOut, Omission{Name: edit.Name(), Kind: edit.Kind})
		} else {
			kept.Edits = append(kept.Edits, edit)
		}
	}
	for _, typed := range c.Typed {
		if typed.Secret {
			kept.LeftOut = append(kept.LeftOut, Omission{Name: typed.Title})
		} else {
			kept.Typed = append(kept.Typed, typed)
		}
	}
	return kept
}

package undo

import (
	"encoding/json"
	"fmt"
	"slices"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/journal"
	"github.com/jansadm/jansadm/client/schema"
)

// Reason says why something is not taken back. The words are stable.
type Reason string

// The reasons.
const (
	Secret        Reason = "secret"         // the journal keeps no secrets; the old value can be supplied
	NotApplied    Reason = "not-applied"    // the plan never came to it, or the server refused it
	Already       Reason = "already"        // the server holds the old value as it is
	DoneByOthers  Reason = "done-by-others" // somebody else had deleted the entry before the plan did
	NotRestorable Reason = "not-restorable" // the server or this console cannot bring it back
	Unclear       Reason = "unclear"        // the journal does not tell enough to find it
	Obstructed    Reason = "obstructed"     // a later change stands in the way, and was to be left alone
)

// Place names what an undo is about: a property, a member of an entry, the whole of an entry (an empty path), or one setting of a script.
type Place struct {
	Target  ops.Target // as the journal names it
	Path    string
	Setting string // a configuration property of a script, by name; empty for the whole value
}

// Left is something that an undo leaves out.
type Left struct {
	Place
	Title  string // "accessTokenLifetime", "scope careers: Claims"
	Reason Reason
	Why    string // in words
}

// inForce says whether what the plan did there stays as it is.
func (l Left) inForce() bool {
	return slices.Contains([]Reason{Secret, NotRestorable, Unclear, Obstructed}, l.Reason)
}

// String is a sentence.
func (l Left) String() string { return l.Title + " is left out: " + l.Why + "." }

// Supply gives the old value of something that was left out because it is a secret; that of a setting is a text. The errors are
// ops.NotSettableError, when the undo needs no value there, and ops.InvalidValueError; then nothing is changed.
func (u *Undo) Supply(place Place, value json.RawMessage) error {
	at := slices.IndexFunc(u.Left, func(l Left) bool { return l.Place == place && l.Reason == Secret })
	if _, again := u.supplied[place]; at < 0 && !again {
		return &ops.NotSettableError{Name: place.name(), Why: "the undo asks for no value of it"}
	}
	if problems := u.facts.check(place, value); len(problems) > 0 {
		return &ops.InvalidValueError{Name: place.name(), Problems: problems}
	}
	u.supplied[place] = document.Compact(value)
	u.work()
	return nil
}

// SupplyText is Supply for what a person types: of texts just the text, of everything else JSON or what its type takes.
func (u *Undo) SupplyText(place Place, text string) error {
	value := document.Quote(text)
	if place.Setting == "" {
		subject, ok := u.facts.placed(place)
		if !ok {
			return &ops.NotSettableError{Name: place.name(), Why: "the undo asks for no value of it"}
		}
		var err error
		if value, err = schema.Parse(subject.field.Type, text); err != nil {
			return fmt.Errorf("%s: %w", place.name(), err)
		}
	}
	return u.Supply(place, value)
}

// String names a place in one word: "keyStoreSecret", "scope/43F1/description", "script/4A4E/configurationProperties/api_key".
func (p Place) String() string {
	if p.Target.Resource == change.Property {
		return p.Target.ID
	}
	name := p.Target.String() + p.Path
	if p.Setting != "" {
		name += document.Pointer(p.Setting)
	}
	return name
}

func (p Place) name() string {
	name := ops.Conflict{Target: p.Target, Path: p.Path}.Name()
	if p.Setting != "" {
		name += " " + p.Setting
	}
	return name
}

// check lists why a supplied value cannot be stored.
func (f *facts) check(place Place, value json.RawMessage) []schema.Problem {
	if place.Setting != "" {
		if text, isText := document.Text(value); !isText || text == "" {
			return []schema.Problem{{Message: "the value of a setting is a text", Severity: schema.Refuse}}
		}
		return nil
	}
	subject, ok := f.placed(place)
	if !ok {
		return nil
	}
	return slices.DeleteFunc(subject.field.Check(value), func(p schema.Problem) bool { return p.Severity != schema.Refuse })
}

func (f *facts) placed(place Place) (subject, bool) {
	return f.subject(item{Change: journal.Change{Target: place.Target, Path: place.Path}, target: f.become(place.Target)})
}

// title is what people call a target and its member, also when the entry has gone.
func (f *facts) title(target ops.Target, path string) string {
	conflict := ops.Conflict{Target: target, Path: path}
	if target.Resource != change.Property {
		conflict.Title = f.entryTitle(target)
	}
	return conflict.Name()
}

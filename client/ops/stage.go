package ops

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/schema"
)

// Value is what the property would hold if the draft were applied.
func (c *Configuration) Value(draft *Draft, name string) json.RawMessage {
	if edit, ok := draft.Get(change.PropertyTarget(name)); ok {
		return edit.Value
	}
	return c.Document.Get(name)
}

// Set stages a value for a property. A value that equals the present one takes an earlier edit back. The errors are
// UnknownNameError, NotSettableError and InvalidValueError; then nothing is staged.
func (c *Configuration) Set(draft *Draft, name string, value json.RawMessage) error {
	entry, err := c.settable(name)
	if err != nil {
		return err
	}
	if problems := refusals(entry.Check(value)); len(problems) > 0 {
		return &InvalidValueError{Name: entry.Name, Problems: problems}
	}
	c.stage(draft, entry, change.Set, document.Compact(value), nil)
	return nil
}

// SetText is Set for a value as a person types it.
func (c *Configuration) SetText(draft *Draft, name, text string) error {
	entry, err := c.settable(name)
	if err != nil {
		return err
	}
	value, err := schema.Parse(entry.Type, text)
	if err != nil {
		return invalidText(entry.Name, err)
	}
	return c.Set(draft, name, value)
}

func invalidText(name string, err error) error {
	problem := schema.Problem{Message: err.Error(), Severity: schema.Refuse}
	if value := (*schema.ValueError)(nil); errors.As(err, &value) {
		problem.Path, problem.Message, problem.Hint = value.Path, value.Message, value.Hint
	}
	return &InvalidValueError{Name: name, Problems: []schema.Problem{problem}}
}

// Unset stages the removal of a property: the server then holds its own default, which for lifetimes is mostly 0.
func (c *Configuration) Unset(draft *Draft, name string) error {
	entry, err := c.settable(name)
	if err != nil {
		return err
	}
	c.stage(draft, entry, change.Unset, entry.Unset, nil)
	return nil
}

// Reset stages the value that a new installation holds. NotSettableError when there is none to return to.
func (c *Configuration) Reset(draft *Draft, name string) error {
	entry, err := c.settable(name)
	if err != nil {
		return err
	}
	switch {
	case !entry.Known:
		return &NotSettableError{Name: entry.Name, Why: "this console does not know what a new installation holds for it"}
	case entry.Generated:
		return &NotSettableError{Name: entry.Name, Why: "each installation makes its own value, so there is no default to return to"}
	case entry.Shipped == nil:
		c.stage(draft, entry, change.Unset, entry.Unset, nil)
	default:
		c.stage(draft, entry, change.Set, entry.Shipped, nil)
	}
	return nil
}

func (c *Configuration) settable(name string) (Entry, error) {
	entry, err := c.Lookup(name)
	if err != nil {
		return Entry{}, err
	}
	if entry.Fixed != "" {
		return Entry{}, &NotSettableError{Name: entry.Name, Why: entry.Fixed}
	}
	return entry, nil
}

func refusals(problems []schema.Problem) []schema.Problem {
	var refused []schema.Problem
	for _, problem := range problems {
		if problem.Severity == schema.Refuse {
			refused = append(refused, problem)
		}
	}
	return refused
}

func (c *Configuration) stage(draft *Draft, entry Entry, kind change.Kind, value json.RawMessage, notes []string) {
	target := change.PropertyTarget(entry.Name)
	unchanged := entry.Type.Equal(entry.Value, value)
	if kind == change.Unset && !entry.Known {
		unchanged = entry.Empty() // nobody knows what an unknown property falls back to
	}
	if unchanged {
		draft.Discard(target)
		return
	}
	draft.put(Edit{
		Target: target, Path: document.Pointer(entry.Name), Kind: kind,
		Base: entry.Value, Value: value, Secret: entry.Secret, Notes: notes,
	})
}

// SetFlags stages switching feature flags on or off, on top of what the draft already does to them. The errors are
// UnknownNameError and NotSettableError.
func (c *Configuration) SetFlags(draft *Draft, on bool, names ...string) error {
	entry, err := c.settable(FeatureFlags)
	if err != nil {
		return fmt.Errorf("this server has no feature flags: %w", err)
	}
	list, notes, err := switchFlags(c.Value(draft, FeatureFlags), c.KnownFlags(), on, names)
	if err != nil {
		return err
	}
	c.stage(draft, entry, change.Set, list, notes)
	return nil
}

package ops

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops/impact"
	"github.com/jansadm/jansadm/client/schema"
)

// placeholderFlag gates nothing, so it can stay listed alone: a list without any known flag would switch every feature on.
const placeholderFlag = "u2f"

// FlagState is one feature flag as it stands.
type FlagState struct {
	Name    string
	Listed  bool        // stored in the list
	Enabled bool        // what the server does
	Known   bool        // the server knows it; other strings are kept and ignored
	Facts   schema.Flag // what the catalogue knows; zero for a newer server's flag
}

// Flags is the state of all feature flags.
type Flags struct {
	Flags []FlagState // the server's in its order, then the unknown strings of the stored list
	AllOn bool        // the list names no known flag, so everything is on
}

// Flags tells which features would be on if the draft were applied.
func (c *Configuration) Flags(draft *Draft) Flags {
	return flagsOf(c.Value(draft, FeatureFlags), c.KnownFlags())
}

func flagsOf(stored json.RawMessage, known []string) Flags {
	listed, _ := document.Strings(stored)
	enabled := impact.EffectiveFlags(listed, known)
	state := Flags{AllOn: enabled == nil}
	for _, name := range known {
		facts, _ := schema.LookupFlag(name)
		state.Flags = append(state.Flags, FlagState{
			Name: name, Known: true, Facts: facts,
			Listed: containsFold(listed, name), Enabled: state.AllOn || slices.Contains(enabled, name),
		})
	}
	for _, name := range listed {
		if !containsFold(known, name) && !slices.ContainsFunc(state.Flags, func(f FlagState) bool { return f.Name == name }) {
			state.Flags = append(state.Flags, FlagState{Name: name, Listed: true})
		}
	}
	return state
}

func containsFold(list []string, name string) bool {
	return slices.ContainsFunc(list, func(s string) bool { return strings.EqualFold(s, name) })
}

// switchFlags returns the list to store. Strings that the server does not know, spellings and repetitions stay as they are.
func switchFlags(stored json.RawMessage, known []string, on bool, names []string) (json.RawMessage, []string, error) {
	elements, _ := document.Elements(stored)
	list := flagList{elements: elements, known: known}
	for _, name := range names {
		if err := list.turn(name, on); err != nil {
			return nil, nil, err
		}
	}
	if err := list.keepOneKnown(names); err != nil {
		return nil, nil, err
	}
	if !list.touched {
		return stored, nil, nil
	}
	return document.JoinArray(list.elements), list.notes, nil
}

type flagList struct {
	elements []json.RawMessage // as stored: whatever else is in the list stays
	known    []string
	notes    []string
	touched  bool
}

func (l *flagList) names() []string {
	names, _ := document.Strings(document.JoinArray(l.elements))
	return names
}

// resolve finds the flag that a person means: one that the server knows, or a string that is stored.
func (l *flagList) resolve(name string) (string, error) {
	wanted := strings.ReplaceAll(strings.TrimSpace(name), "-", "_")
	for _, candidate := range slices.Concat(l.known, l.names()) {
		if strings.EqualFold(candidate, wanted) || strings.EqualFold(candidate, name) {
			return candidate, nil
		}
	}
	return "", &UnknownNameError{Thing: "feature flag", Name: name, Nearest: schema.NearestFlags(name, 3)}
}

func (l *flagList) turn(name string, on bool) error {
	flag, err := l.resolve(name)
	if err != nil {
		return err
	}
	allOn := impact.EffectiveFlags(l.names(), l.known) == nil
	switch {
	case on && (allOn || containsFold(l.names(), flag)):
		return nil
	case on:
		l.add(flag)
	case allOn && containsFold(l.known, flag):
		l.writeOut()
		l.remove(flag)
	default:
		l.remove(flag)
	}
	return nil
}

func (l *flagList) add(flag string) {
	l.elements = append(slices.Clone(l.elements), document.Quote(flag))
	l.touched = true
}

func (l *flagList) remove(flag string) {
	kept := slices.DeleteFunc(slices.Clone(l.elements), func(element json.RawMessage) bool {
		name, isText := document.Text(element)
		return isText && strings.EqualFold(name, flag)
	})
	l.touched = l.touched || len(kept) != len(l.elements)
	l.elements = kept
}

// writeOut replaces "everything, because the list is empty" by the list of everything.
func (l *flagList) writeOut() {
	for _, flag := range l.known {
		l.add(flag)
	}
	l.notes = append(l.notes, "The list named no known flag, so everything was on. To switch something off all the others are now listed; "+
		"a flag that a newer server brings will be off until it is listed too.")
}

// keepOneKnown sees to it that switching off the last flag does not switch everything on.
func (l *flagList) keepOneKnown(asked []string) error {
	if !l.touched || impact.EffectiveFlags(l.names(), l.known) != nil {
		return nil
	}
	if containsFold(asked, placeholderFlag) {
		return &NotSettableError{Name: placeholderFlag, Why: "it would be the last flag in the list, and an empty list switches every feature on; " +
			placeholderFlag + " itself gates nothing, so it can stay"}
	}
	if !containsFold(l.known, placeholderFlag) {
		return &NotSettableError{Name: "the last feature flag", Why: "an empty list switches every feature on, and this server does not know " +
			placeholderFlag + ", the flag that could stand in the list without effect; leave one flag on"}
	}
	l.add(placeholderFlag)
	l.notes = append(l.notes, placeholderFlag+" is kept in the list: it gates nothing, and without any flag in the list the server would switch every feature on.")
	return nil
}

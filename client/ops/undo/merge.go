package undo

import (
	"encoding/json"
	"slices"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/journal"
	"github.com/jansadm/jansadm/client/schema"
)

var flags = change.PropertyTarget(ops.FeatureFlags)

// merge takes back what the plan did to a value that has been changed again since, where the two do not touch: in sets, element by
// element. Everything else is an obstacle, and so is a change of which nobody knows whether it was made.
func (in *inversion) merge(s subject) {
	edit, ok := in.merged(s)
	switch {
	case !ok || s.state == journal.Unknown || s.Masked:
		in.obstruct(s)
	case s.same(s.present, edit.Value):
		in.leave(s.item, Already, "what the plan did to it has been taken back already")
	default:
		note := s.title + " has been changed again since"
		if by := in.writer(s); by != nil {
			note += ", by " + Name(*by)
		}
		edit.Notes = append(edit.Notes, note+"; only what the plan did to it is taken back, and the later change stays.")
		in.draft.Add(edit)
	}
}

func (in *inversion) merged(s subject) (ops.Edit, bool) {
	switch {
	case s.target == flags:
		return in.mergedFlags(s)
	case s.field.Type.Kind == schema.KindSet:
		value, ok := mergedSet(s.field.Type, s.made, s.old, s.present)
		return s.edit(value), ok
	}
	return ops.Edit{}, false
}

// mergedSet gives a set back what a change has taken out of it, and takes out what that has added.
func mergedSet(t schema.Type, made, old, present json.RawMessage) (json.RawMessage, bool) {
	var lists [3][]json.RawMessage
	for i, value := range []json.RawMessage{made, old, present} {
		elements, isList := document.Elements(value)
		if !isList && !document.IsEmpty(value) || t.Elem == nil {
			return nil, false
		}
		lists[i] = elements
	}
	had := func(list []json.RawMessage, element json.RawMessage) bool {
		return slices.ContainsFunc(list, func(other json.RawMessage) bool { return t.Elem.Equal(other, element) })
	}
	merged := slices.DeleteFunc(lists[2], func(e json.RawMessage) bool { return had(lists[0], e) && !had(lists[1], e) })
	for _, element := range lists[1] {
		if !had(lists[0], element) && !had(merged, element) {
			merged = append(merged, element)
		}
	}
	return document.JoinArray(merged), true
}

// mergedFlags switches the features back that the change has switched, whatever the list then has to look like: an empty one means that
// everything is on, so that elements alone do not tell. Names that the server ignores are not merged.
func (in *inversion) mergedFlags(s subject) (ops.Edit, bool) {
	made, before := in.flagsIn(s.made), in.flagsIn(s.old)
	var on, off []string
	for _, flag := range slices.Concat(made, before) {
		was, is := stateIn(before, flag.Name), stateIn(made, flag.Name)
		switch {
		case !flag.Known && was.Listed != is.Listed:
			return ops.Edit{}, false
		case was.Enabled && !is.Enabled:
			on = append(on, flag.Name)
		case is.Enabled && !was.Enabled:
			off = append(off, flag.Name)
		}
	}
	draft := ops.NewDraft()
	for _, names := range []struct {
		on    bool
		names []string
	}{{true, on}, {false, off}} {
		if len(names.names) > 0 && in.configuration.SetFlags(draft, names.on, names.names...) != nil {
			return ops.Edit{}, false
		}
	}
	if edit, ok := draft.Get(flags); ok {
		return edit, true
	}
	return s.edit(s.present), true
}

func (in *inversion) flagsIn(list json.RawMessage) []ops.FlagState {
	draft := ops.NewDraft()
	draft.Add(ops.Edit{Target: flags, Value: list})
	return in.configuration.Flags(draft).Flags
}

func stateIn(states []ops.FlagState, name string) ops.FlagState {
	if at := slices.IndexFunc(states, func(f ops.FlagState) bool { return f.Name == name }); at >= 0 {
		return states[at]
	}
	return ops.FlagState{}
}

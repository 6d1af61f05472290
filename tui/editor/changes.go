package editor

import (
	"encoding/json"
	"slices"
	"strconv"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/schema"
	"github.com/jansadm/jansadm/theme"
)

// Changes says in short lines what turns one value of the type into the other: "corsEnabled: true → false", "+ RS256". Secrets are
// masked. The lines are not cleaned.
func Changes(glyphs theme.Glyphs, t schema.Type, before, after json.RawMessage, secret bool) []string {
	return changes{glyphs}.of(spec{typ: t, secret: secret}, before, after)
}

type changes struct{ glyphs theme.Glyphs }

func (c changes) of(s spec, before, after json.RawMessage) []string {
	if before != nil && after != nil && s.typ.Equal(before, after) {
		return nil
	}
	fit := misfit(s.typ, before) == "" && misfit(s.typ, after) == "" && !s.secret
	switch s.typ.Kind {
	case schema.KindObject, schema.KindMap:
		if fit && !document.IsEmpty(before) && !document.IsEmpty(after) {
			return c.members(s.typ, before, after)
		}
	case schema.KindList, schema.KindSet:
		if fit {
			return c.elements(s.typ, before, after)
		}
	}
	return []string{said(s, before) + " " + c.glyphs.Arrow + " " + said(s, after)}
}

func said(s spec, value json.RawMessage) string {
	if document.IsEmpty(value) {
		return "nothing"
	}
	return Summary(s.typ, value, s.secret)
}

func (c changes) members(t schema.Type, before, after json.RawMessage) []string {
	old, _ := membersOf(before)
	all := slices.Clone(old)
	now, _ := membersOf(after)
	for _, m := range now {
		if indexOf(old, m.name) < 0 {
			all = append(all, m)
		}
	}
	var lines []string
	for _, m := range all {
		inside := spec{typ: elementOf(t)}
		if t.Kind == schema.KindObject {
			field, known := t.Field(m.name)
			inside.typ, inside.secret = field.Type, field.Secret
			if !known {
				inside.typ = schema.Infer(m.name, m.value).Type
			}
		}
		for _, line := range c.of(inside, at(before, toMember(m.name)), at(after, toMember(m.name))) {
			lines = append(lines, m.name+": "+line)
		}
	}
	return lines
}

// elements names what goes and what comes. One element that is altered in its place is described from inside.
func (c changes) elements(t schema.Type, before, after json.RawMessage) []string {
	old, _ := document.Elements(before)
	now, _ := document.Elements(after)
	gone, come := c.surplus(t, old, now), c.surplus(t, now, old)
	if len(gone) == 1 && slices.Equal(gone, come) {
		i := gone[0]
		var lines []string
		for _, line := range c.of(spec{typ: elementOf(t)}, old[i], now[i]) {
			lines = append(lines, "#"+strconv.Itoa(i+1)+" "+line)
		}
		return lines
	}
	var lines []string
	for _, i := range gone {
		lines = append(lines, c.glyphs.Removed+" "+Summary(elementOf(t), old[i], false))
	}
	for _, i := range come {
		lines = append(lines, c.glyphs.Added+" "+Summary(elementOf(t), now[i], false))
	}
	if len(lines) == 0 && len(old)+len(now) > 0 {
		lines = []string{"another order"}
	}
	return lines
}

// surplus lists the places in a list of what is there beyond what is in the other.
func (c changes) surplus(t schema.Type, list, other []json.RawMessage) []int {
	used := make([]bool, len(other))
	var more []int
	for i, e := range list {
		found := -1
		for k, o := range other {
			if !used[k] && elementOf(t).Equal(e, o) {
				found = k
				break
			}
		}
		if found < 0 {
			more = append(more, i)
			continue
		}
		used[found] = true
	}
	return more
}

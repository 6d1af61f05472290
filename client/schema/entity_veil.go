package schema

import (
	"bytes"
	"encoding/json"
	"slices"

	"github.com/jansadm/jansadm/client/document"
)

// veil remembers which settings were hidden in other versions of a value.
type veil struct{ names, values []string }

// Veiling is the field as it hides a value of which there are other versions: a setting that is hidden in one of them is masked although
// its mark is taken away, found again by its name or its value.
func (f EntityField) Veiling(versions ...json.RawMessage) EntityField {
	if f.Path != configurationProperties {
		return f
	}
	next := veil{slices.Clone(f.veiled.names), slices.Clone(f.veiled.values)}
	for _, version := range versions {
		settings, _ := document.Elements(version)
		for _, setting := range settings {
			members, _ := document.Members(setting)
			if !isHidden(members) || document.IsEmpty(members.Get("value2")) {
				continue
			}
			next.names = append(next.names, textOf(members, "value1"))
			next.values = append(next.values, textOf(members, "value2"))
		}
	}
	f.veiled = next
	return f
}

func (v veil) covers(setting document.Document) bool {
	return slices.Contains(v.names, textOf(setting, "value1")) || slices.Contains(v.values, textOf(setting, "value2"))
}

func textOf(members document.Document, name string) string {
	text, _ := document.Text(members.Get(name))
	return text
}

// Unmask puts the secrets of the present value back where an edited one still holds their masks. It is false when a mask is left that stands
// for nothing there.
func (f EntityField) Unmask(edited, present json.RawMessage) (json.RawMessage, bool) {
	shown, _ := f.Hide(present)
	if document.Equal(edited, shown) {
		return present, true
	}
	settings, isList := document.Elements(edited)
	if f.Path != configurationProperties || !isList {
		return edited, !bytes.Contains(edited, []byte(SecretMask))
	}
	old, _ := document.Elements(present)
	for i, setting := range settings {
		members, ok := document.Members(setting)
		if !ok || textOf(members, "value2") != SecretMask {
			continue
		}
		at := slices.IndexFunc(old, func(other json.RawMessage) bool {
			was, _ := document.Members(other)
			_, hidden := f.hideSetting(other)
			return hidden && textOf(was, "value1") == textOf(members, "value1")
		})
		if at < 0 {
			return edited, false
		}
		was, _ := document.Members(old[at])
		members["value2"] = was.Get("value2")
		settings[i], _ = members.MarshalJSON() // cannot fail: the members are JSON already
	}
	return document.JoinArray(settings), true
}

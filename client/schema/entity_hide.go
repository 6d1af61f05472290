package schema

import (
	"encoding/json"

	"github.com/jansadm/jansadm/client/document"
)

// Hide replaces the secrets of a value by a mask, and says whether there were any. Besides what [Property.Hide] knows of, these are the
// values of settings that are marked to be hidden (SimpleExtendedCustomProperty.java).
func (f EntityField) Hide(value json.RawMessage) (json.RawMessage, bool) {
	if f.Path != configurationProperties {
		return f.Property.Hide(value)
	}
	settings, ok := document.Elements(value)
	if !ok {
		return value, false
	}
	hidden := false
	for i, setting := range settings {
		var inside bool
		settings[i], inside = hideSetting(setting)
		hidden = hidden || inside
	}
	if !hidden {
		return value, false
	}
	return document.JoinArray(settings), true
}

func hideSetting(setting json.RawMessage) (json.RawMessage, bool) {
	members, ok := document.Members(setting)
	if !ok || !isHidden(members) {
		return setting, false
	}
	return hideInObject(setting, func(name string, member json.RawMessage) (json.RawMessage, bool) {
		if name != "value2" {
			return member, false
		}
		return veiled(member)
	})
}

// isHidden says whether consoles mask the value of a setting.
func isHidden(setting document.Document) bool {
	return document.Equal(setting.Get("hide"), json.RawMessage(`true`))
}

// HideAt is Hide for a part of the field's value. A part of a setting does not say whether it is to be hidden, so its value always is.
func (f EntityField) HideAt(path []string, value json.RawMessage) (json.RawMessage, bool) {
	switch {
	case f.Path != configurationProperties:
		return f.Property.HideAt(path, value)
	case len(path) == 0:
		return f.Hide(value)
	case len(path) == 1:
		return hideSetting(value)
	case path[1] == "value2":
		return veiled(value)
	}
	return value, false
}

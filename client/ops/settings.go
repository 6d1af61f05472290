package ops

import (
	"encoding/json"
	"slices"

	"github.com/jansadm/jansadm/client/document"
)

// WithSetting is the value of a script's configuration properties with one of them set; hide marks its value as one that consoles mask.
// Whatever else the setting holds stays, its mark too when it is not to be hidden (SimpleExtendedCustomProperty.java).
func WithSetting(list json.RawMessage, name, value string, hide bool) json.RawMessage {
	settings, _ := document.Elements(list)
	at := slices.IndexFunc(settings, func(setting json.RawMessage) bool { return settingName(setting) == name })
	members := document.Document{"value1": document.Quote(name)}
	if at >= 0 {
		members, _ = document.Members(settings[at])
		members = members.Clone()
	}
	members["value2"] = document.Quote(value)
	if hide {
		members["hide"] = json.RawMessage("true")
	} else if !members.Has("hide") {
		members["hide"] = json.RawMessage("false")
	}
	setting, _ := members.MarshalJSON() // cannot fail: the members are JSON already
	if at < 0 {
		return document.JoinArray(append(slices.Clone(settings), setting))
	}
	settings = slices.Clone(settings)
	settings[at] = setting
	return document.JoinArray(settings)
}

// WithoutSetting is the value of a script's configuration properties without one of them; false when there is none of that name.
func WithoutSetting(list json.RawMessage, name string) (json.RawMessage, bool) {
	settings, _ := document.Elements(list)
	left := slices.DeleteFunc(slices.Clone(settings), func(setting json.RawMessage) bool { return settingName(setting) == name })
	return document.JoinArray(left), len(left) < len(settings)
}

// HiddenSetting says whether consoles mask the value of a script's configuration property.
func HiddenSetting(list json.RawMessage, name string) bool {
	members, _ := document.Members(settingOf(list, name))
	return string(members.Get("hide")) == "true"
}

func settingName(setting json.RawMessage) string {
	members, _ := document.Members(setting)
	name, _ := document.Text(members.Get("value1"))
	return name
}

// settingOf finds a setting; nil when there is none of that name.
func settingOf(list json.RawMessage, name string) json.RawMessage {
	settings, _ := document.Elements(list)
	if at := slices.IndexFunc(settings, func(setting json.RawMessage) bool { return settingName(setting) == name }); at >= 0 {
		return settings[at]
	}
	return nil
}

package undo

import (
	"bytes"
	"encoding/json"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/schema"
)

// settingsPath leads to the settings of a script, of which some are secret one by one.
const settingsPath = "/configurationProperties"

// restored is the old value of a subject. Where the record has no value or a mask, it is the supplied one; the settings of a script keep
// their present secrets without. False, with a word about it, when there is none.
func (in *inversion) restored(s subject) (json.RawMessage, bool) {
	if value, given := in.supplied[s.place()]; given {
		return value, true
	}
	if s.Secret {
		in.leave(s.item, Secret, "it is a secret, and the journal keeps no old value of it")
		return nil, false
	}
	old := s.old
	if s.Masked && s.Path == settingsPath {
		var masks []mask
		old, masks = unmasked(s.Target, old, s.present, in.supplied)
		in.leaveMasks(s.Target, s.title, masks)
	}
	if s.Masked && hasMask(old) {
		in.leave(s.item, Secret, "there are secrets in it, of which the journal keeps no old values")
		return nil, false
	}
	return old, true
}

func hasMask(value json.RawMessage) bool {
	return bytes.Contains(value, document.Quote(schema.SecretMask))
}

// mask is a secret setting of a script that the record does not tell.
type mask struct {
	name string
	kept bool // as the server holds it now
}

// unmasked puts values in the place of the masks of a script's settings: the supplied ones, else those that the server holds now. A
// setting that has neither is taken out.
func unmasked(target ops.Target, list, present json.RawMessage, supplied map[Place]json.RawMessage) (json.RawMessage, []mask) {
	var masks []mask
	settings, _ := document.Elements(list)
	for _, setting := range settings {
		name, value := pair(setting)
		if value != schema.SecretMask {
			continue
		}
		given, isGiven := supplied[Place{Target: target, Path: settingsPath, Setting: name}]
		held := settingValue(present, name)
		switch text, _ := document.Text(given); {
		case isGiven:
			list = ops.WithSetting(list, name, text, false)
		case held != "":
			list, masks = ops.WithSetting(list, name, held, false), append(masks, mask{name, true})
		default:
			list, _ = ops.WithoutSetting(list, name)
			masks = append(masks, mask{name, false})
		}
	}
	return list, masks
}

// withoutMasks are the settings of a script that are no secrets. One that was made again may lack those.
func withoutMasks(list json.RawMessage) json.RawMessage {
	open, _ := unmasked(ops.Target{}, list, nil, nil)
	return open
}

func pair(setting json.RawMessage) (name, value string) {
	members, _ := document.Members(setting)
	name, _ = document.Text(members.Get("value1"))
	value, _ = document.Text(members.Get("value2"))
	return name, value
}

func settingValue(list json.RawMessage, name string) string {
	settings, _ := document.Elements(list)
	for _, setting := range settings {
		if other, value := pair(setting); other == name {
			return value
		}
	}
	return ""
}

func (in *inversion) leaveMasks(target ops.Target, title string, masks []mask) {
	for _, m := range masks {
		why := "it is a secret, and the journal keeps no old value of it"
		if m.kept {
			why = "it is a secret of which the journal keeps no old value; it stays as it is now"
		}
		in.left = append(in.left, Left{
			Place: Place{Target: target, Path: settingsPath, Setting: m.name}, Title: title + ": " + m.name, Reason: Secret, Why: why})
	}
}

// settingsTitle is what people call the settings of an entry.
func (f *facts) settingsTitle(target ops.Target) string {
	if target.Resource != change.Script {
		return f.entryTitle(target)
	}
	return f.title(target, settingsPath)
}

package property

import (
	"encoding/json"
	"strings"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/tui/editor"
)

// switches are the rules of the feature flags: an empty list means that everything is on.
func (s *Screen) switches() *editor.Switches {
	return &editor.Switches{
		On: func(value json.RawMessage) map[string]bool {
			draft, err := s.flagsDraft(value)
			if err != nil {
				return nil // a list that could not be written: the editor shows what is listed
			}
			on := map[string]bool{}
			for _, flag := range s.session.Configuration.Flags(draft).Flags {
				on[strings.ToLower(flag.Name)] = flag.Enabled
			}
			return on
		},
		Turn: func(value json.RawMessage, name string, on bool) (json.RawMessage, string, error) {
			draft, err := s.flagsDraft(value)
			if err != nil {
				return nil, "", err
			}
			if err := s.session.Configuration.SetFlags(draft, on, name); err != nil {
				return nil, "", err
			}
			note := ""
			if edits := draft.Edits(); len(edits) > 0 {
				note = strings.Join(edits[0].Notes, " ")
			}
			return s.session.Configuration.Value(draft, ops.FeatureFlags), note, nil
		},
	}
}

// flagsDraft is a draft of nothing but that list.
func (s *Screen) flagsDraft(value json.RawMessage) (*ops.Draft, error) {
	draft := ops.NewDraft()
	if value == nil {
		return draft, s.session.Configuration.Unset(draft, ops.FeatureFlags)
	}
	return draft, s.session.Configuration.Set(draft, ops.FeatureFlags, value)
}

package form

import (
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/schema"
	"github.com/jansadm/jansadm/theme"
)

// mark is a word that tells an entry from others in a list to choose from: what the draft does to it counts.
func (s *Screen) mark(head ops.Head) (string, theme.Style) {
	th := s.Session.Theme
	switch {
	case head.Target().IsNew():
		return "new", th.Staged
	case head.Failure != "":
		return "failing", th.Danger
	case head.Resource == change.Script && !s.Enabled(head):
		return "disabled", th.Warn
	case head.Resource == change.Scope:
		return head.Type, th.Muted
	case head.Resource == change.Claim:
		return s.markClaim(head)
	}
	return "", theme.Style{}
}

// markClaim tells those of the standard, and those that forms for people do not offer.
func (s *Screen) markClaim(head ops.Head) (string, theme.Style) {
	th := s.Session.Theme
	_, standard := schema.StandardClaim(head.Claim)
	switch {
	case standard && !head.Active:
		return "standard, inactive", th.Warn
	case standard:
		return "standard", th.Info
	case !head.Active:
		return "inactive", th.Warn
	}
	return "", theme.Style{}
}

// Enabled says whether a script would be enabled once the draft is applied.
func (s *Screen) Enabled(head ops.Head) bool {
	if edit, staged := s.Session.Draft.Member(head.Target(), "/enabled"); staged {
		return string(edit.Value) == "true"
	}
	return head.Active
}

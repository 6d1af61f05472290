package core

import "github.com/jansadm/jansadm/client/ops/change"

// Denies says whether an action is not possible for that reason because nothing may be written, or because a permission is missing: nothing
// that one could do on the page would change that.
func (s *Session) Denies(reason string) bool {
	if reason == "" {
		return false
	}
	for _, resource := range []change.Resource{change.Property, change.Scope, change.Claim, change.Script, change.Client} {
		if reason == s.CannotWrite(resource) || reason == s.CannotDelete(resource) {
			return true
		}
	}
	return false
}

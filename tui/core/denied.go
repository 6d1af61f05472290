package core

import "github.com/jansadm/jansadm/client/ops/change"

// Denials are the reasons why something may not be written here, by the profile or for want of a permission: nothing that one could do on a
// page would change that.
func (s *Session) Denials() []string {
	var reasons []string
	for _, resource := range []change.Resource{change.Property, change.Scope, change.Claim, change.Script, change.Client} {
		for _, why := range []string{s.CannotWrite(resource), s.CannotDelete(resource)} {
			if why != "" {
				reasons = append(reasons, why)
			}
		}
	}
	return reasons
}

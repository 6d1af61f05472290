package core

import "github.com/jansadm/jansadm/client/ops"

// SignedOut forgets who was signed in. What is staged stays, for whoever signs in next.
func (s *Session) SignedOut() {
	s.Identity, s.Permissions, s.Label.User = nil, ops.Permissions{}, ""
}

// Attribute keeps in mind who made the staged edits. It is called after everything that may stage or drop some.
func (s *Session) Attribute() {
	switch {
	case s.Staged() == 0:
		s.stagedBy = ""
	case s.stagedBy == "" && s.Identity != nil:
		s.stagedBy = s.Identity.Person
	}
}

// StagedByAnother names who made the staged edits when somebody else is signed in now; empty when nobody else is.
func (s *Session) StagedByAnother() string {
	if s.Staged() == 0 || s.Identity == nil || s.Identity.Person == s.stagedBy {
		return ""
	}
	return s.stagedBy
}

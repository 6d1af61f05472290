package core

import (
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
)

// ReadOnly says whether writing is switched off.
func (s *Session) ReadOnly() bool { return s.Ops != nil && s.Ops.ReadOnly() }

// CannotRead is why entries of that kind cannot be seen; empty when they can, or when nobody knows.
func (s *Session) CannotRead(resource change.Resource) string {
	return s.Permissions.Lacks(resource, ops.Reading)
}

// CannotWrite is why nothing of that kind can be changed or created; empty when it can, or when nobody knows.
func (s *Session) CannotWrite(resource change.Resource) string {
	return s.cannot(resource, ops.Writing)
}

// CannotDelete is why nothing of that kind can be deleted; empty when it can, or when nobody knows.
func (s *Session) CannotDelete(resource change.Resource) string {
	return s.cannot(resource, ops.Deleting)
}

// readOnlyBy is who forbids all changes, and what to do about it.
func (s *Session) readOnlyBy() string {
	if name := s.Ops.Guards().ReadOnlyOf; name != "" {
		return "the profile " + name + " is read-only (e in Profiles)"
	}
	return "read-only; start without --read-only"
}

func (s *Session) cannot(resource change.Resource, doing ops.Doing) string {
	if s.ReadOnly() {
		return s.readOnlyBy()
	}
	return s.Permissions.Lacks(resource, doing)
}

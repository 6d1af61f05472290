package core

import "testing"

func TestUndoOpensItsReview(t *testing.T) {
	session := &Session{}
	session.UndoRecord("42")
	if posted := session.Posted(); len(posted) != 1 || posted[0] != (Open{ID: "undo", Arg: "42"}) {
		t.Errorf("posted %+v", posted)
	}
}

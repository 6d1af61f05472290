package core

import (
	"cmp"
	"context"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/drafts"
)

// Typist is a screen whose typed text outlives the console: it is kept with the draft, and can be put back.
type Typist interface {
	// Typed is the text that is typed and not staged; nil when there is none. Screen and Arg are for the root to fill in.
	Typed() *drafts.Typed
	// Retype puts text back where it was, perhaps only when what the screen needs has been read. Text that has no place there any more is
	// for a Homeless.
	Retype(typed drafts.Typed) tea.Cmd
}

// Reopen opens the screen in which a text was typed, with the text in it.
type Reopen struct{ Typed drafts.Typed }

// Homeless shows text that cannot be put back where it was typed, and offers to copy it.
type Homeless struct{ Typed drafts.Typed }

// LeftDraft is a draft that another console has left behind, with what the journal knows of plans made of it.
type LeftDraft struct {
	*drafts.Found
	Attempts []drafts.Attempt
}

// LeftDrafts is the answer to looking for drafts.
type LeftDrafts struct {
	Of       *drafts.Shelf
	Found    []LeftDraft
	Failures []error // about single files
}

// Drafts is where what is staged is kept; nil where there is no such place.
func (s *Session) Drafts() *drafts.Shelf {
	if opened := s.Opened(); opened != nil {
		return opened.Drafts
	}
	return nil
}

// LookForDrafts is work that finds what other consoles have left behind for the server in use. There must be a place for drafts.
func (s *Session) LookForDrafts() func(context.Context) LeftDrafts {
	shelf, operations := s.Drafts(), s.Ops
	return func(ctx context.Context) LeftDrafts {
		found, failures := shelf.Left(ctx)
		answer := LeftDrafts{Of: shelf, Failures: failures}
		if len(found) == 0 {
			return answer
		}
		log, err := operations.History()
		if err != nil {
			answer.Failures = append(answer.Failures, err)
		}
		for _, draft := range found {
			answer.Found = append(answer.Found, LeftDraft{Found: draft, Attempts: drafts.Attempts(log, shelf.Owner(), draft.Content)})
		}
		return answer
	}
}

// Hand keeps the drafts that were found, for the screen that offers them. Those of another server are given back.
func (s *Session) Hand(answer LeftDrafts) {
	if answer.Of != s.Drafts() {
		release(answer.Found)
		return
	}
	s.Left = append(s.Left, answer.Found...)
}

// PutOff gives the drafts that were found back, to be found another time.
func (s *Session) PutOff() {
	release(s.Left)
	s.Left = nil
}

func release(found []LeftDraft) {
	for _, draft := range found {
		draft.Release()
	}
}

// Adopted is a draft whose edits were taken over, and what stays of it because something else is staged in its place.
type Adopted struct {
	Draft LeftDraft
	Rest  drafts.Content
}

// Adopt takes over the edits of the first draft that was found, over what the server held when they were made. It returns those that are not
// taken because something else is staged in their place. The file goes once the edits are kept with this console's own; see Adoptions.
func (s *Session) Adopt() (left []ops.Edit) {
	draft := s.Left[0]
	s.Left = s.Left[1:]
	if s.Staged() == 0 {
		s.stagedBy = draft.Person
	}
	left = s.Draft.Adopt(draft.Edits)
	if s.Configuration != nil {
		s.Draft.Settle(s.Configuration)
	}
	rest := drafts.Content{Person: draft.Person, Program: draft.Program, Saved: draft.Saved, Edits: left}
	s.adopted = append(s.adopted, Adopted{Draft: draft, Rest: rest})
	return left
}

// Adoptions hands over the drafts that were taken over since it was asked last.
func (s *Session) Adoptions() []Adopted {
	adopted := s.adopted
	s.adopted = nil
	return adopted
}

// Adopting says whether drafts were taken over whose files are still there.
func (s *Session) Adopting() bool { return len(s.adopted) > 0 }

// End leaves of the draft's file what was not taken over.
func (a Adopted) End() error { return a.Draft.Reduce(a.Rest) }

// Drafter is who has staged what is staged, as far as known.
func (s *Session) Drafter() string { return cmp.Or(s.stagedBy, s.Label.User) }

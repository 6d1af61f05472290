package plan

import "fmt"

// words are what differs in the texts of a review.
type words struct {
	checking string
	nothing  string // there is to change
	unread   string // when the server could not be asked
	kept     string // what is kept after a failure, before what to do about it
	rest     string // what is with the parts that were not tried
	done     string // begins the line that an applied plan leaves behind
}

func (s *Screen) words() words {
	if s.undoing != nil {
		return words{
			checking: "Working out against the server how to take it back",
			nothing:  "There is nothing left to take back.",
			unread:   "Nothing was changed. r tries again, esc goes back.",
			rest:     "What was not taken back can be taken back later.",
			done:     s.undoing.done(),
		}
	}
	staged := s.session.Staged()
	return words{
		checking: fmt.Sprintf("Checking %d staged %s against the server", staged, plural(staged, "edit")),
		nothing:  "There is nothing to change: the server holds what the staged edits ask for.",
		unread:   "The staged edits are kept. r tries again, esc goes back.",
		kept:     "Your edits are kept. ",
		rest:     "What was not done is still staged.",
		done:     "Applied and verified: ",
	}
}

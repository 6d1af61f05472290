package core

import tea "github.com/charmbracelet/bubbletea"

// UndoRecord opens the review of taking back what a record of the journal says was done.
func (s *Session) UndoRecord(id string) tea.Cmd { return s.Post(Open{ID: "undo", Arg: id}) }

package core

import tea "github.com/charmbracelet/bubbletea"

// UndoScreen is the id of the screen that reviews taking back a plan of the journal.
const UndoScreen = "undo"

// UndoRecord opens the review of taking back what a record of the journal says was done; without an id that is the last in force. See undo.Find for other words.
func (s *Session) UndoRecord(id string) tea.Cmd { return s.Post(Open{ID: UndoScreen, Arg: id}) }

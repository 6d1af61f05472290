package draft

import (
	"fmt"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/drafts"
	"github.com/jansadm/jansadm/tui/core"
)

// Actions decide about the draft that is shown.
func (s *Screen) Actions() []core.Action {
	none := ""
	if len(s.session.Left) == 0 {
		none = "there is no draft"
	}
	look := core.Action{ID: "draft.look", Keys: []string{"enter", "v"}, Title: "Look", Help: "Shows all values whole, or in one line each again.", Disabled: none, Run: s.look}
	if s.looking {
		look.Title = "Short"
	}
	return []core.Action{
		{ID: "draft.take", Keys: []string{"t"}, Title: "Take it", Help: "Stages the edits again, and puts typed text back where it was. Nothing is applied.",
			Disabled: none, Run: s.take},
		look,
		{ID: "draft.discard", Keys: []string{"d"}, Title: "Discard", Help: "Takes the draft away for good.", Disabled: none, Run: s.discard},
		{ID: "draft.later", Keys: []string{"esc"}, Title: "Later", Help: "Leaves the draft as it is; it is offered again at the next start.", Run: s.later},
	}
}

func (s *Screen) look() tea.Cmd {
	s.looking = !s.looking
	s.draw()
	return nil
}

// take stages the edits again and goes where something was typed, or back.
func (s *Screen) take() tea.Cmd {
	draft := s.session.Left[0]
	left := s.session.Adopt()
	s.typed = append(s.typed, draft.Typed...)
	s.next(takenStatus(draft.Content, left))
	return nil
}

func takenStatus(c drafts.Content, left []ops.Edit) core.Status {
	taken := len(c.Edits) - len(left)
	status := core.Status{Tone: core.Good, Text: fmt.Sprintf("%s staged again. ctrl+s reviews.", countIs(taken, "edit"))}
	switch {
	case taken == 0 && len(c.Typed) > 0:
		status.Text = "What was typed is back where it was, and not staged."
	case taken == 0:
		status = core.Status{Tone: core.Plain, Text: "There was nothing to stage in it."}
	}
	if len(left) > 0 {
		status.Tone = core.Warning
		status.Text += fmt.Sprintf(" %s left in the draft: something else is staged in the same place.", countIs(len(left), "edit"))
	}
	return status
}

// next shows the next draft, or goes back when there is none.
func (s *Screen) next(status core.Status) {
	s.looking = false
	if len(s.session.Left) == 0 {
		s.end(status)
		return
	}
	s.draw()
	s.session.Post(status)
}

// end goes back, or where text is to be put back that was taken over.
func (s *Screen) end(status core.Status) {
	s.session.Post(core.Pop{Screen: s}, status)
	for _, typed := range s.typed {
		s.session.Post(core.Reopen{Typed: typed})
	}
}

// discard asks first: it cannot be brought back.
func (s *Screen) discard() tea.Cmd {
	draft := s.session.Left[0]
	return s.session.Post(core.Ask{
		Title: "Discard this draft?", Lines: []string{summary(draft.Content), "It has not been applied, and cannot be brought back."}, Yes: "Discard",
		Done: func(yes bool, _ string) tea.Cmd {
			if !yes || len(s.session.Left) == 0 || s.session.Left[0].Found != draft.Found {
				return nil
			}
			s.session.Left = s.session.Left[1:]
			s.next(core.Status{Tone: core.Plain, Text: "The draft is discarded."})
			return func() tea.Msg {
				if err := draft.Remove(); err != nil {
					return core.Status{Tone: core.Failure, Text: core.Explain(err).Message}
				}
				return nil
			}
		},
	})
}

func (s *Screen) later() tea.Cmd {
	status := core.Status{Tone: core.Plain, Text: "The draft is kept, and offered again at the next start. \"Draft\" in the palette (:) opens it before."}
	if len(s.session.Left) == 0 {
		status.Text = ""
	}
	s.end(status)
	return nil
}

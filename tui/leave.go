package tui

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/ops/drafts"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// quit asks when something would be lost. A second quit at the question goes: whoever presses ctrl+c twice means it. What can be kept is.
func (a *App) quit() tea.Cmd {
	if d, ok := a.overlay.(*dialog); ok && d.quits || a.quitting {
		return a.leave(true)
	}
	lines := a.losses()
	if len(lines) == 0 {
		return a.leave(true)
	}
	question := newDialog(a.session, a.parting("Quit", lines, func(keep bool) tea.Cmd { return a.leave(keep) }))
	question.quits = true
	a.overlay = question
	return nil
}

// parting is the question before what is staged and typed goes out of sight: it is kept for the next time where it can be, or discarded.
func (a *App) parting(verb string, lines []string, leave func(keep bool) tea.Cmd) core.Ask {
	question := core.Ask{
		Title: verb + "?", Lines: lines, Yes: verb,
		Done: func(yes bool, _ string) tea.Cmd {
			if yes {
				return leave(true)
			}
			return nil
		},
	}
	if a.session.Drafts() == nil || a.content().Empty() {
		return question
	}
	question.Yes, question.Other, question.Cancel = "Keep and "+strings.ToLower(verb), "Discard", "Stay"
	question.Instead = func() tea.Cmd { return leave(false) }
	question.Lines = append(lines, "", "What you keep is offered when "+text.CleanLine(a.session.Label.Profile)+" is opened again.")
	if names := a.notKept(); names != "" {
		question.Lines = append(question.Lines, "It is kept without secrets, which have to be typed again: "+names+".")
	}
	return question
}

// notKept names what a draft does not keep.
func (a *App) notKept() string {
	content := a.content()
	var names []string
	for _, omission := range drafts.Omissions(content.Edits, content.Typed) {
		if name := text.CleanLine(omission.Name); !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return strings.Join(names, ", ")
}

func (a *App) losses() []string {
	var lines []string
	for _, screen := range a.screens {
		if lost := unsaved(screen); lost != "" {
			lines = append(lines, lost)
		}
	}
	switch staged := a.session.Staged(); staged {
	case 0:
	case 1:
		lines = append(lines, "One staged edit has not been applied.")
	default:
		lines = append(lines, fmt.Sprintf("%d staged edits have not been applied.", staged))
	}
	return lines
}

// leave ends the program. What is to be kept is written when it has ended: see End.
func (a *App) leave(keep bool) tea.Cmd {
	if !a.quitting {
		a.last = a.remains(keep)
	}
	a.quitting = true
	for _, screen := range a.screens {
		if closer, ok := screen.(core.Closer); ok {
			closer.Close()
		}
	}
	return tea.Quit
}

// remains is what is still to be written of the connection in use when it is left. It may take time.
func (a *App) remains(keep bool) func() error {
	shelf := a.session.Drafts()
	if shelf == nil {
		return func() error { return nil }
	}
	content, adopted := drafts.Content{}, a.session.Adoptions()
	if keep {
		content = a.content()
	}
	return func() error { return errors.Join(write(shelf, content, adopted), shelf.Release()) }
}

// End keeps what is to be kept, after the program has ended in whatever way.
func (a *App) End() error {
	if a.last == nil { // the terminal went away, or the program was told to end
		a.last = a.remains(true)
	}
	a.session.PutOff()
	return a.last()
}

package tui

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/confirm"
	"github.com/jansadm/jansadm/tui/kit/layout"
)

// dialog asks a question on behalf of a screen.
type dialog struct {
	ask    core.Ask
	widget *confirm.Dialog
	quits  bool // the question is whether to leave the console
}

func newDialog(session *core.Session, ask core.Ask) *dialog {
	if ask.Typed == nil {
		ask.Typed = func(text string) bool { return strings.EqualFold(strings.TrimSpace(text), ask.Word) }
	}
	return &dialog{ask: ask, widget: confirm.New(session.Theme, confirm.Options{
		Title: ask.Title, Lines: ask.Lines, Confirm: ask.Yes, Cancel: ask.Cancel, Other: ask.Other, Word: ask.Word, Typed: ask.Typed, Danger: ask.Risky, Now: session.Now,
	})}
}

// Key hands the key to the dialog and runs what follows from an answer.
func (d *dialog) Key(msg tea.KeyMsg) (bool, tea.Cmd) {
	switch d.widget.Key(msg) {
	case confirm.Confirmed:
		return true, d.ask.Done(true, d.ask.Word)
	case confirm.Cancelled:
		return true, d.ask.Done(false, "")
	case confirm.Other:
		return true, d.ask.Instead()
	}
	return false, nil
}

// Draw puts the dialog in the middle.
func (d *dialog) Draw(frame []string, width, height int) []string {
	d.widget.SetSize(d.widget.Size(width-4, height-2))
	return layout.OverlayCenter(frame, d.widget.Lines(), width)
}

// Typing is true while a word is asked for.
func (d *dialog) Typing() bool { return d.ask.Word != "" }

// Package impacts shows what something causes, and asks before what is dangerous. Plans of changes and revocations do it in the same way.
package impacts

import (
	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/impact"
	"github.com/jansadm/jansadm/theme"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/prose"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// Mark is the sign of a severity.
func Mark(th *theme.Theme, severity ops.Severity) (string, theme.Style) {
	switch severity {
	case impact.Info:
		return th.Glyphs.Info, th.Info
	case impact.Caution:
		return th.Glyphs.Warn, th.Warn
	}
	return th.Glyphs.Danger, th.Danger
}

// Add describes one impact on a page, its severity in those words.
func Add(page *prose.Page, th *theme.Theme, found ops.Impact, severity string) {
	glyph, style := Mark(th, found.Severity)
	page.Bullet(glyph, style, th.Text, found.Message)
	if found.When != "" {
		page.Indent(3, th.Muted, "When: "+text.CleanLine(found.When))
	}
	if found.Advice != "" {
		page.Indent(3, th.Info, text.CleanLine(core.Here(found.Advice)))
	}
	page.Indent(3, th.Muted, found.ID+", "+severity)
}

// Question is what is asked before something with these impacts is done.
type Question struct {
	Impacts []ops.Impact
	Word    string                 // to type; empty when nothing has to be asked
	Typed   func(text string) bool // whether a text is the word
	Yes     string                 // the button
}

// Ask does at once what is harmless: the page was the question. What is dangerous, or guarded by the profile, asks for the word first.
func Ask(session *core.Session, q Question, do func(word string) tea.Cmd) tea.Cmd {
	if q.Word == "" {
		return do("")
	}
	title := "This is dangerous"
	var lines []string
	for _, found := range q.Impacts {
		if found.Severity.NeedsConsent() {
			lines = append(lines, text.CleanLine(found.Message))
		}
	}
	if len(lines) == 0 {
		title, lines = "Change "+session.Label.Profile+"?", []string{"Here " + session.Ops.Guards().WhoseWord() + "."}
	}
	return session.Post(core.Ask{
		Title: title, Lines: lines, Yes: q.Yes, Word: q.Word, Typed: q.Typed, Risky: true,
		Done: func(yes bool, typed string) tea.Cmd {
			if !yes {
				return nil
			}
			return do(typed)
		},
	})
}

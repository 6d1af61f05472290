// Package script has what the form of a script shows besides its fields: the source with colours and a search, its settings, what went wrong
// on the server. It also makes new scripts, from the form of a scope as well.
package script

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/schema"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/entries/form"
)

// The fields of a script with a panel of their own.
const (
	sourcePath   = "/script"
	settingsPath = "/configurationProperties"
	failurePath  = "/scriptError"
)

// script is what is special about the form of one script.
type script struct {
	kept string // source that came back from the person's editor and was not staged
}

// Options make the form of a script.
func Options() form.Options {
	s := &script{}
	return form.Options{
		Resource: change.Script, Deletable: true,
		Notes: s.notes, OfField: s.ofField, OfEntry: s.ofEntry, Edited: s.edited, Kept: &s.kept,
		Pending: func(*form.Page) string {
			if s.kept == "" {
				return ""
			}
			return "The source that came back from your editor is not staged."
		},
	}
}

// notes say what the type does, and what keeps the script from doing it.
func (s *script) notes(p *form.Page) []form.Note {
	staged := p.Staged()
	var notes []form.Note
	if t, known := schema.LookupScriptType(staged.Type()); known {
		note := t.Title + ": " + t.Sentence
		if t.RunsElsewhere {
			note += " Another server than the auth server runs it."
		}
		notes = append(notes, form.Note{Text: note})
	}
	if failure := p.Entity().Head().Failure; failure != "" && !p.Entity().New() {
		notes = append(notes, form.Note{Warning: true, Text: "It failed on the server: " + lastLine(failure) + " (enter on Error shows all)"})
	}
	switch enabled := string(p.Entity().Get("/enabled")) == "true"; {
	case string(staged.Get("/enabled")) == "true":
	case enabled && !p.Entity().New():
		notes = append(notes, form.Note{Text: "It is enabled until the staged edits are applied; then it never runs."})
	default:
		notes = append(notes, form.Note{Text: "It is disabled and never runs. space on Enabled stages enabling it."})
	}
	if s.kept != "" {
		notes = append(notes, form.Note{Warning: true, Text: "The source that came back from your editor is kept, but not staged. e on Source opens it again."})
	}
	for _, problem := range checkSource(p, text(staged.Get(sourcePath))) {
		notes = append(notes, form.Note{Warning: true, Text: "Source: " + problem.String()})
		break
	}
	return notes
}

// lastLine is the line of a stack trace that names the cause.
func lastLine(trace string) string {
	lines := strings.Split(strings.TrimSpace(trace), "\n")
	for _, line := range lines {
		if strings.Contains(line, "Error") && !strings.HasPrefix(strings.TrimSpace(line), "at ") {
			return strings.TrimSpace(line)
		}
	}
	return strings.TrimSpace(lines[len(lines)-1])
}

func text(value []byte) string {
	s, _ := document.Text(value)
	return s
}

func checkSource(p *form.Page, source string) []schema.Problem {
	return schema.CheckSource(p.Staged().Type(), text(p.Staged().Get("/programmingLanguage")), source)
}

// ofField gives source, settings and error their own panels.
func (s *script) ofField(p *form.Page, field schema.EntityField) []core.Action {
	open := core.Action{ID: "script.open", Keys: []string{"enter"}, Title: "Open", Help: "Shows all of it."}
	switch field.Path {
	case sourcePath:
		open.Title, open.Help, open.Run = "View", "Shows the source with line numbers, colours and a search.", s.view(p)
		return []core.Action{open, s.editAction(p)}
	case settingsPath:
		open.Keys, open.Title, open.Run = []string{"enter", "e"}, "Settings", func() tea.Cmd { return p.Screen().Push(newSettings(p)) }
		return []core.Action{open}
	case failurePath:
		open.Keys = []string{"enter", "e"}
		open.Run = func() tea.Cmd {
			return p.Screen().Push(form.NewReader(p.Screen(), "Error", p.Entity().Head().Failure))
		}
		return []core.Action{open}
	}
	return nil
}

func (s *script) ofEntry(p *form.Page) []core.Action {
	return []core.Action{
		{ID: "script.view", Keys: []string{"v"}, Title: "Source", Help: "Shows the source with line numbers, colours and a search.", Run: s.view(p)},
		p.UsersAction(),
	}
}

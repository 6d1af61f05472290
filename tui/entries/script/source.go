package script

import (
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/schema"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/entries/form"
	"github.com/jansadm/jansadm/tui/kit/code"
)

// sourceView shows the source of a script.
type sourceView struct {
	script *script
	page   *form.Page
	code   *code.Code
	shown  string
}

func (s *script) view(p *form.Page) func() tea.Cmd {
	return func() tea.Cmd {
		v := &sourceView{script: s, page: p, code: code.New(p.Screen().Session.Theme, code.Options{})}
		v.show()
		return p.Screen().Push(v)
	}
}

func (v *sourceView) show() {
	v.shown = text(v.page.Staged().Get(sourcePath))
	v.code.SetText(text(v.page.Staged().Get("/programmingLanguage")), v.shown)
}

// Title is the breadcrumb's part.
func (v *sourceView) Title() string {
	if at := v.code.Position(); at != "" {
		return "Source " + at
	}
	return "Source"
}

// SetSize gives the room.
func (v *sourceView) SetSize(width, height int) { v.code.SetSize(width, height) }

// Lines draws the source.
func (v *sourceView) Lines() []string { return v.code.Lines() }

// Typing says whether a search is typed.
func (v *sourceView) Typing() bool { return v.code.Typing() }

// Pending is always empty.
func (v *sourceView) Pending() string { return "" }

// Actions are the search and the person's editor.
func (v *sourceView) Actions() []core.Action {
	if v.code.Typing() {
		return []core.Action{
			{ID: "search.keep", Keys: []string{"enter"}, Title: "Keep", Help: "Keeps the search; n and N go on.", Run: v.keep},
			{ID: "search.leave", Keys: []string{"esc"}, Title: "Leave", Help: "Leaves the search.", Run: v.key(tea.KeyEsc)},
		}
	}
	actions := []core.Action{
		v.script.editAction(v.page),
		v.page.JSONAction(),
		{ID: "search", Keys: []string{"/"}, Title: "Search", Help: "Searches in the source while you type; n and N go to the next and the previous place.",
			Run: func() tea.Cmd { v.code.StartSearch(); return nil }},
	}
	if v.code.Searching() {
		actions = append(actions, core.Action{ID: "search.end", Keys: []string{"esc"}, Title: "End search", Help: "Ends the search.", Run: v.key(tea.KeyEsc)})
	}
	return append(actions, core.Action{ID: "copy.value", Keys: []string{"y"}, Title: "Copy source", Help: "Puts the source on the clipboard.", Quiet: true,
		Run: func() tea.Cmd { return v.page.Screen().Session.Copy(v.shown) }})
}

// keep ends the typing of a search. One that has found nothing ends.
func (v *sourceView) keep() tea.Cmd {
	v.code.Key(tea.KeyMsg{Type: tea.KeyEnter})
	if !v.code.Searching() || v.code.Found() {
		return nil
	}
	v.code.EndSearch()
	return v.page.Screen().Session.Say(core.Warning, "That is not in the source.")
}

func (v *sourceView) key(kind tea.KeyType) func() tea.Cmd {
	return func() tea.Cmd {
		v.code.Key(tea.KeyMsg{Type: kind})
		return nil
	}
}

// Update scrolls, and takes what came back from the person's editor.
func (v *sourceView) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.KeyMsg:
		v.code.Key(msg)
	case core.Edited:
		return v.page.Update(msg)
	case form.Resumed, core.Applied:
	default:
		return nil
	}
	if v.page.Staged() != nil && text(v.page.Staged().Get(sourcePath)) != v.shown {
		v.show()
	}
	return nil
}

// editAction opens the source in the person's own editor.
func (s *script) editAction(p *form.Page) core.Action {
	return core.Action{ID: "script.edit", Keys: []string{"e"}, Title: "Edit source",
		Help: "Edits the source in your own editor, named by $EDITOR, and checks what comes back.",
		Risk: core.Stage, Verb: "jansadm script edit " + p.Target().Word(), Disabled: p.Locked(), Run: func() tea.Cmd { return s.edit(p) }}
}

// fileName is the name of the file that the person edits, as their editor knows the language by it.
func fileName(p *form.Page) string {
	if text(p.Staged().Get("/programmingLanguage")) == "java" {
		return "script.java"
	}
	return "script.py"
}

func (s *script) edit(p *form.Page) tea.Cmd {
	content := s.kept
	if content == "" {
		content = text(p.Staged().Get(sourcePath))
	}
	return p.Screen().Session.EditFile(p.Screen(), fileName(p), content)
}

// edited checks the source that came back, and stages it. One that the server could not use is staged only if the person says so.
func (s *script) edited(p *form.Page, msg core.Edited) tea.Cmd {
	session := p.Screen().Session
	present := text(p.Staged().Get(sourcePath))
	switch why := p.Locked(); {
	case msg.Err != nil:
		return session.Say(core.Failure, "Nothing was changed: "+msg.Err.Error())
	case why != "":
		return session.Say(core.Warning, "Nothing was changed: "+why)
	case strings.TrimRight(msg.Text, "\n") == strings.TrimRight(present, "\n"):
		s.kept = ""
		p.Refresh()
		return session.Say(core.Plain, "The source came back as it was; nothing was changed.")
	case strings.TrimSpace(msg.Text) == "":
		return session.Say(core.Warning, "The file came back empty; nothing was changed.")
	}
	problems := checkSource(p, msg.Text)
	if !schema.Refused(problems) {
		return s.stage(p, msg.Text)
	}
	s.kept = msg.Text
	p.Refresh()
	return session.Post(core.Ask{
		Title: "The server could not use this script", Lines: complaints(problems), Yes: "Keep all the same",
		Done: func(yes bool, _ string) tea.Cmd {
			if !yes {
				return session.Say(core.Warning, "The source is not staged; e on Source opens it again.")
			}
			return s.stage(p, msg.Text)
		},
	})
}

// complaints say what is wrong with a source, and each advice once.
func complaints(problems []schema.Problem) []string {
	var lines, hints []string
	for _, problem := range problems {
		lines = append(lines, problem.Message)
		if problem.Hint != "" && !slices.Contains(hints, problem.Hint) {
			hints = append(hints, problem.Hint)
		}
	}
	return append(append(lines, hints...), "It can be kept all the same, or mended first: e opens it again.")
}

func (s *script) stage(p *form.Page, source string) tea.Cmd {
	s.kept = ""
	return p.Set(sourcePath, document.Quote(source))
}

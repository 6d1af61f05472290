package scripts

import (
	"encoding/json"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/schema"
	"github.com/jansadm/jansadm/theme"
	"github.com/jansadm/jansadm/tui/entries/list"
	"github.com/jansadm/jansadm/tui/kit/table"
)

func cells(th *theme.Theme, script *ops.Entity) []table.Cell {
	state := table.Cell{Text: "off", Style: th.Muted}
	switch {
	case !enabled(script):
	case script.Head().Failure != "":
		state = table.Cell{Text: "error", Style: th.Danger}
	default:
		state = table.Cell{Text: "on", Style: th.OK}
	}
	return []table.Cell{
		{Text: script.Name(), Style: th.Text},
		{Text: script.Type(), Style: th.Text},
		state,
		{Text: string(script.Get("/level")), Style: th.Muted},
		{Text: string(script.Get("/revision")), Style: th.Muted},
	}
}

func enabled(script *ops.Entity) bool { return string(script.Get("/enabled")) == "true" }

// flaw is what tells most of the stack trace that the server stored.
func flaw(script *ops.Entity) string {
	failure := script.Head().Failure
	if failure == "" {
		return ""
	}
	if !enabled(script) {
		return "It failed when it was last loaded: " + ops.Cause(failure)
	}
	return "It does not work: " + ops.Cause(failure)
}

// about tells where the server calls the script.
func about(script *ops.Entity) []string {
	t, ok := schema.LookupScriptType(script.Type())
	if !ok {
		return []string{"The script has no type that this version of jansadm knows."}
	}
	sentences := []string{t.Title + ": " + t.Sentence}
	if !enabled(script) {
		sentences = append(sentences, "It is disabled, so that the server never calls it.")
	}
	return sentences
}

// toggle stages the other state of the script under the cursor, as the draft has it now.
func toggle(s *list.Screen) func() tea.Cmd {
	return func() tea.Cmd {
		what, value := "on", json.RawMessage("true")
		if staged := s.Staged(); enabled(staged) {
			what, value = "off", json.RawMessage("false")
		}
		return s.Stage(what, func(script *ops.Entity, draft *ops.Draft) error { return script.Set(draft, "/enabled", value) })
	}
}

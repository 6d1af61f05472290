package editor

import (
	"bytes"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// outsideAction edits the value shown, as JSON, in the person's own editor.
func (p *place) outsideAction() core.Action {
	keys := []string{"E", "ctrl+o"}
	if p.level.typing() {
		keys = []string{"ctrl+o"}
	}
	hidden := ""
	if p.spec.secret && !isRevealed(p.level) {
		hidden = "the editor would show the secret; reveal it first (ctrl+r)"
	}
	action := p.staging("outside", keys, "JSON", "Edits this value as JSON in your own editor, named by $EDITOR; secrets inside it are in that file, too.", func() tea.Cmd {
		return p.editor.env.EditFile(p.editor.property.Name+".json", p.level.outside()+"\n")
	})
	return quiet(but(action, hidden))
}

func isRevealed(l level) bool {
	f, isField := l.(*field)
	return !isField || f.revealed
}

// Edited takes over what came back from the person's own editor. Text that is no value stays, to be put right.
func (e *Editor) Edited(answer core.Edited) tea.Cmd {
	p := e.top()
	switch {
	case answer.Err != nil:
		return core.Say(core.Failure, "Nothing was changed: "+text.CleanLine(answer.Err.Error()))
	case p.spec.locked != "":
		return core.Say(core.Warning, "Nothing was changed: "+text.CleanLine(p.spec.locked))
	case strings.TrimSpace(answer.Text) == "":
		return core.Say(core.Warning, "The file came back empty; nothing was changed.")
	}
	typed := strings.TrimRight(answer.Text, "\n")
	value, problem := jsonReader{p}.read(typed)
	if problem == nil && bytes.Equal(value, document.Compact(p.value())) {
		p.load()
		return core.Say(core.Plain, "The value came back as it was.")
	}
	if problem == nil {
		problem = p.take(value)
	}
	if problem != nil {
		p.become(formJSON)
		kept := p.level.(*block)
		kept.load(p.value())
		kept.offer(typed, problem)
		return core.Say(core.Warning, "What came back is no value yet; it is kept here. ctrl+o opens your editor again.")
	}
	if compound(p.form) {
		return nil
	}
	return p.done()
}

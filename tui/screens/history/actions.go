package history

import (
	"cmp"
	"fmt"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/ops/history"
	"github.com/jansadm/jansadm/client/ops/journal"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// Actions depend on the plan under the cursor.
func (s *Screen) Actions() []core.Action {
	filtering, alone := s.filter.actions(s.refresh)
	if alone {
		return filtering
	}
	item, ok := s.selected()
	none := ""
	if !ok {
		none = "there is no plan"
	}
	actions := []core.Action{{ID: "history.open", Keys: []string{"enter", "right", "l"}, Title: "Open", Help: "Shows everything that is known of the plan.", Disabled: none,
		Run: func() tea.Cmd { return s.session.Post(core.Push{Screen: newDetail(s.session, item)}) }}}
	actions = append(append(actions, ofPlan(s.session, item, none)...), filtering...)
	everies := "All servers"
	if s.everies {
		everies = "This server"
	}
	return append(actions, []core.Action{
		{ID: "history.audit", Keys: []string{"A", "tab"}, Title: "Audit log", Help: "Shows the server's own log, in which others' changes are too.",
			Run: func() tea.Cmd { return s.session.Post(core.Open{ID: Audit.ID}) }},
		{ID: "history.all", Keys: []string{"a"}, Title: everies, Help: "Switches between what was changed on this server and on all.", Run: s.toggleEveries},
		{ID: "reload", Keys: []string{"r"}, Title: "Reload", Help: "Reads the journal again.", Quiet: true, Run: s.read},
	}...)
}

func (s *Screen) toggleEveries() tea.Cmd {
	s.everies = !s.everies
	s.refresh()
	return s.more()
}

// ofPlan are the actions on one plan; none is why there is no plan.
func ofPlan(session *core.Session, item history.Item, none string) []core.Action {
	number := fmt.Sprint(item.Intent.Number)
	return []core.Action{
		{ID: "history.undo", Keys: []string{"u"}, Title: "Undo", Help: "Works out how to take the plan back, and reviews that.", Risk: core.Write, Verb: "jansadm history undo N",
			Disabled: cmp.Or(none, cannotUndo(session, item)), Run: func() tea.Cmd { return session.UndoRecord(item.Intent.ID) }},
		{ID: "copy.value", Keys: []string{"y"}, Title: "Copy id", Help: "Puts the id of the record on the clipboard.", Quiet: true, Disabled: none,
			Run: func() tea.Cmd { return session.Copy(text.CleanLine(item.Intent.ID)) }},
		{ID: "copy.command", Keys: []string{"Y"}, Title: "Copy command", Help: "Puts the command line that takes the plan back on the clipboard.", Quiet: true, Disabled: none,
			Run: func() tea.Cmd { return session.Copy("jansadm history undo " + number) }},
	}
}

// cannotUndo is why a plan cannot be taken back; empty when it may be.
func cannotUndo(session *core.Session, item history.Item) string {
	switch {
	case item.Intent.Server != session.Ops.Server():
		return "it was applied to another server"
	case item.Intent.Final():
		return "what is revoked stays revoked"
	case item.UndoneBy > 0:
		return fmt.Sprintf("plan %d has taken it back; undo that one to do it again", item.UndoneBy)
	case item.State() == journal.NotApplied:
		return "it was not applied"
	}
	return ""
}

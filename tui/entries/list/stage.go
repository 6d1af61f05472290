package list

import (
	"context"
	"fmt"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/tui/core"
)

// Targets are the marked entries; where none is marked, the one under the cursor.
func (s *Screen) Targets() []ops.Target {
	var targets []ops.Target
	for _, id := range s.table.Marks() {
		targets = append(targets, ops.Target{Resource: s.kind.Resource, ID: id})
	}
	if current := s.Current(); current != nil && len(targets) == 0 {
		targets = append(targets, current.Target)
	}
	return targets
}

// Stage runs a staging operation on the entry under the cursor and says what came of it.
func (s *Screen) Stage(what string, do func(*ops.Entity, *ops.Draft) error) tea.Cmd {
	current := s.Current()
	if current == nil {
		return nil
	}
	if err := do(current, s.session.Draft); err != nil {
		return s.session.Say(core.Failure, core.Explain(err).Message)
	}
	s.refresh()
	if _, staged := s.session.Draft.Get(current.Target); !staged {
		return s.session.Say(core.Plain, current.Name()+": the server has it so; nothing is staged.")
	}
	return s.session.Say(core.Plain, current.Name()+": staged "+what+". ctrl+s reviews.")
}

// wholeMsg brings the entries that are to be deleted, whole. Those that are gone already are not among them.
type wholeMsg struct {
	entities []*ops.Entity
	gone     int
	err      error
}

// Failure tells the header whether the server answered.
func (m wholeMsg) Failure() error { return m.err }

// delete stages the deletion of the marked entries. The draft holds each as it was seen, so that nothing is deleted that somebody changes
// meanwhile; those of which the list does not keep everything are read first.
func (s *Screen) delete() tea.Cmd {
	var held []*ops.Entity
	var missing []ops.Target
	for _, target := range s.Targets() {
		if current, ok := s.rowAt(s.rows.Index(target.ID)); ok && (current.whole || target.IsNew()) {
			held = append(held, current.entity)
		} else {
			missing = append(missing, target)
		}
	}
	if len(missing) == 0 {
		return s.deleteRead(wholeMsg{entities: held})
	}
	operations := s.session.Ops
	return s.whole.Start(s.session, s, func(ctx context.Context) tea.Msg { return readWhole(ctx, operations, held, missing) })
}

func readWhole(ctx context.Context, operations *ops.Ops, held []*ops.Entity, missing []ops.Target) tea.Msg {
	found := wholeMsg{entities: held}
	for _, target := range missing {
		entity, err := operations.Entity(ctx, target)
		switch {
		case err != nil && core.Explain(err).Kind == ops.ProblemNotFound:
			found.gone++
		case err != nil:
			return wholeMsg{err: err}
		default:
			found.entities = append(found.entities, entity)
		}
	}
	return found
}

func (s *Screen) deleteRead(found wholeMsg) tea.Cmd {
	if found.err != nil {
		return s.session.Say(core.Failure, "Nothing is staged: "+core.Explain(found.err).Message)
	}
	for _, entity := range found.entities {
		if err := entity.Delete(s.session.Draft); err != nil {
			return s.session.Say(core.Failure, core.Explain(err).Message)
		}
	}
	s.table.ClearMarks()
	s.refresh()
	return s.session.Say(core.Plain, s.deletionLine(found))
}

func (s *Screen) deletionLine(found wholeMsg) string {
	line := fmt.Sprintf("%d %s: staged their deletion. ctrl+s reviews.", len(found.entities), s.many())
	if len(found.entities) == 1 {
		only := found.entities[0]
		line = only.Name() + ": staged its deletion. ctrl+s reviews, backspace takes it back."
		if only.New() {
			line = only.Name() + ": it was not on the server yet; its staged creation is taken back."
		}
	}
	if found.gone > 0 {
		line += fmt.Sprintf(" %d are not on the server any more.", found.gone)
	}
	return line
}

// discard takes back what is staged for the entry under the cursor.
func (s *Screen) discard() tea.Cmd {
	current := s.Current()
	s.session.Draft.Discard(current.Target)
	s.refresh()
	return s.session.Say(core.Plain, current.Name()+": what was staged is discarded.")
}

// staged says whether the draft has anything about an entry.
func (s *Screen) staged(target ops.Target) (deleted, any bool) {
	for _, edit := range s.session.Draft.Of(target) {
		deleted, any = deleted || edit.Kind == change.Delete, true
	}
	return deleted, any
}

// identifier is what the command line calls the entry under the cursor.
func (s *Screen) identifier() string {
	current := s.Current()
	if s.kind.Resource == change.Client {
		return current.Target.ID
	}
	return current.Name()
}

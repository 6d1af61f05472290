package form

import (
	"encoding/json"
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/ops/drafts"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/editor"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// trace is what a panel notes down so that what is typed in it, or in the panel above it, can be put back.
type trace struct {
	Field  string       `json:"field,omitempty"`  // the panel is about this field of the page below
	Editor *editor.Kept `json:"editor,omitempty"` // where in the value of the field
	Marked []string     `json:"marked,omitempty"` // in a list to choose from
	Chosen []string     `json:"chosen,omitempty"` // what led from a list to the panel above
	Kept   string       `json:"kept,omitempty"`   // which text of the person's own editor
}

// tracer is a panel whose text can be kept and put back.
type tracer interface {
	// trace notes where the text is. With secret it must not be kept.
	trace() (t trace, typed string, secret bool)
	// retrace puts the text back; false when it has no place there.
	retrace(t trace, typed string) bool
}

// leader is a panel from which choosing leads to the one above.
type leader interface {
	// lead repeats the choice.
	lead(t trace) tea.Cmd
}

// Typed is what the screen would lose by being left: the text of the uppermost panel that holds any.
func (s *Screen) Typed() *drafts.Typed {
	if s.retyping != nil {
		return s.retyping
	}
	for i, panel := range slices.Backward(s.panels) {
		if panel.Pending() == "" {
			continue
		}
		keeper, ok := panel.(tracer)
		if !ok {
			return nil
		}
		last, content, secret := keeper.trace()
		typed := &drafts.Typed{Title: s.Title(), Text: content, Secret: secret, Place: s.way(i, last)}
		if typed.Place == nil && content == "" {
			return nil // marks in a list that nobody finds again
		}
		return typed
	}
	return nil
}

// way notes how to get to a panel; nil when nobody could go there by himself.
func (s *Screen) way(to int, last trace) json.RawMessage {
	var steps []trace
	for i, panel := range s.panels[:to] {
		var step trace
		switch panel := panel.(type) {
		case *Page:
			if field, isPanel := s.panels[i+1].(interface{ about() string }); !isPanel || field.about() == "" {
				return nil
			}
		case *Pick:
			if step.Chosen = panel.led; step.Chosen == nil {
				return nil
			}
		default:
			return nil
		}
		steps = append(steps, step)
	}
	place, err := json.Marshal(append(steps, last))
	if err != nil {
		return nil // a value that is no JSON
	}
	return place
}

// Retype puts text back where it was, once the first panel has what it needs.
func (s *Screen) Retype(typed drafts.Typed) tea.Cmd {
	s.retyping = &typed
	return s.retype()
}

// retype goes the way to the panel again, as far as it leads.
func (s *Screen) retype() tea.Cmd {
	page, isPage := s.panels[0].(*Page)
	if s.retyping == nil || isPage && (!page.ready() || page.load.Busy()) {
		return nil
	}
	typed := *s.retyping
	s.retyping = nil
	var steps []trace
	var cmds []tea.Cmd
	if json.Unmarshal(typed.Place, &steps) != nil || len(steps) == 0 || len(s.panels) > 1 {
		return s.Session.Post(core.Homeless{Typed: typed})
	}
	for i, step := range steps[:len(steps)-1] {
		below := s.top()
		switch below := below.(type) {
		case *Page:
			below.Select(steps[i+1].Field)
			cmds = append(cmds, below.Open())
		case leader:
			cmds = append(cmds, below.lead(step))
		}
		if s.top() == below {
			return tea.Batch(append(cmds, s.Session.Post(core.Homeless{Typed: typed}))...)
		}
	}
	last, ok := s.top().(tracer)
	restored := ok && last.retrace(steps[len(steps)-1], typed.Text)
	s.arrange()
	if !restored {
		cmds = append(cmds, s.Session.Post(core.Homeless{Typed: typed}))
	}
	return tea.Batch(cmds...)
}

// unretyped says that text still waits to be put back.
func (s *Screen) unretyped() string {
	if s.retyping == nil {
		return ""
	}
	return "What was typed for " + text.CleanLine(s.retyping.Title) + " is not staged."
}

// Package preview is the screen that shows what userinfo would tell a client with some scopes, as the draft would leave them.
package preview

import (
	"context"
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/layout"
	"github.com/jansadm/jansadm/tui/kit/picker"
	"github.com/jansadm/jansadm/tui/kit/table"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// Spec describes the screen. Its argument names the scopes: their inums, with commas between them; new:WORD is one that is only staged.
var Spec = core.Spec{
	ID: "auth.preview", Title: "Preview", Help: "What userinfo would tell a client with the scopes: which claims, from what, and what makes one missing.",
	New: func(session *core.Session, arg string) core.Screen { return newScreen(session, arg) },
}

// Screen is the table of claims.
type Screen struct {
	session *core.Session
	targets []ops.Target
	load    core.Slot
	ask     core.Slot // for the values of a person
	table   *table.Table
	picker  *picker.Picker // nil while nobody is being chosen

	preview *ops.Preview // without values; nil before it was read
	shown   *ops.Preview // what is on the screen: the same, or with values
	people  []string
	failure error
	person  string // whose values are wanted; empty for nobody's

	width, height int
	list          layout.Rect
	side          layout.Rect // detail beside the list
	foot          int         // lines of detail below the list, where there is no room beside it
}

func newScreen(session *core.Session, arg string) *Screen {
	s := &Screen{session: session, table: table.New(session.Theme)}
	for _, id := range strings.Split(arg, ",") {
		if id = strings.TrimSpace(id); id != "" {
			s.targets = append(s.targets, ops.Target{Resource: change.Scope, ID: id})
		}
	}
	s.table.SetSource(source{s})
	return s
}

// read is what there is to know about the scopes.
type read struct {
	preview, shown *ops.Preview
	people         []string
	err            error
}

// Failure tells the header whether the server answered.
func (r read) Failure() error { return r.err }

// valued is the preview with the values of a person.
type valued struct {
	person string
	shown  *ops.Preview
	err    error
}

// Failure tells the header whether the server answered.
func (v valued) Failure() error { return v.err }

// Init reads the scopes.
func (s *Screen) Init() tea.Cmd { return s.reload() }

// Resume reads again: what is staged may be something else now.
func (s *Screen) Resume() tea.Cmd { return s.reload() }

// Close cancels what is being read.
func (s *Screen) Close() {
	s.load.Cancel()
	s.ask.Cancel()
}

// reload reads everything, with the values of the person that was chosen, or of the only one there is.
func (s *Screen) reload() tea.Cmd {
	s.ask.Cancel()
	draft := ops.NewDraft()
	draft.Add(s.session.Draft.Edits()...)
	operations, targets, person := s.session.Ops, slices.Clone(s.targets), s.person
	cmd := s.load.Start(s.session, s, func(ctx context.Context) tea.Msg {
		found := read{}
		if found.preview, found.err = operations.PreviewDraft(ctx, draft, targets); found.err != nil {
			return found
		}
		found.shown = found.preview
		if found.people, found.err = operations.People(ctx); found.err != nil {
			return found
		}
		if person == "" && len(found.people) == 1 {
			person = found.people[0]
		}
		if slices.Contains(found.people, person) {
			found.shown, found.err = operations.PreviewFor(ctx, found.preview, person)
		}
		return found
	})
	s.arrange()
	return cmd
}

// show asks for the values of a person.
func (s *Screen) show(person string) tea.Cmd {
	operations, preview := s.session.Ops, s.preview
	return s.ask.Start(s.session, s, func(ctx context.Context) tea.Msg {
		shown, err := operations.PreviewFor(ctx, preview, person)
		return valued{person: person, shown: shown, err: err}
	})
}

// Update takes answers and moves the cursor.
func (s *Screen) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case read:
		return s.take(msg)
	case valued:
		if msg.err != nil {
			return s.session.Say(core.Failure, "The values could not be read: "+core.Explain(msg.err).Message)
		}
		s.person, s.shown = msg.person, msg.shown
		s.arrange()
	case core.Applied:
		return s.reload()
	case tea.KeyMsg:
		if s.picker != nil {
			return s.pick(msg)
		}
		s.table.Key(msg)
	}
	return nil
}

// take keeps what was read. When that failed, what there was before stays.
func (s *Screen) take(msg read) tea.Cmd {
	s.failure = msg.err
	if msg.shown != nil {
		s.preview, s.shown, s.people, s.person = msg.preview, msg.shown, msg.people, msg.shown.Person
	}
	s.arrange()
	if msg.err != nil && s.shown != nil {
		return s.session.Say(core.Failure, "It could not be read again: "+core.Explain(msg.err).Message)
	}
	return nil
}

// Typing says whether the filter of the picker has the focus.
func (s *Screen) Typing() bool { return s.picker != nil }

// Title names the scopes.
func (s *Screen) Title() string {
	if s.shown == nil {
		return "Preview"
	}
	return "Preview of " + strings.Join(s.names(), ", ")
}

func (s *Screen) names() []string {
	names := make([]string, len(s.shown.Scopes))
	for i, scope := range s.shown.Scopes {
		names[i] = scope.Word()
	}
	return names
}

// HelpText explains the page.
func (s *Screen) HelpText() string {
	help := "Userinfo tells a client claims about the person: those that the scopes of its token list, and what the scripts of its dynamic scopes add. Here is " +
		"what the scopes would release as they are staged, from which attribute or script, and what would make a claim missing. Values are those of a user of the " +
		"sandbox, or of the person whom the token of this connection belongs to.\n\nA claim that does not exist any more breaks the whole answer. What a script " +
		"does can only be told by running it: of the template its settings are read, of others the source."
	if s.shown == nil {
		return help
	}
	for _, problem := range s.shown.Problems {
		help += "\n\n" + text.Clean(problem.Message)
	}
	return help + "\n\n" + text.Clean(strings.Join(s.shown.Notes, "\n\n"))
}

// Package plan is the screen that reviews the staged edits, applies them and tells what came of it.
package plan

import (
	"context"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/undo"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/area"
	"github.com/jansadm/jansadm/tui/kit/line"
)

// Spec describes the screen.
var Spec = core.Spec{
	ID: "plan", Title: "Review", Help: "What the staged edits would do; apply them.", Aliases: []string{"apply", "staged", "diff"},
	New: func(session *core.Session, _ string) core.Screen { return newScreen(session, nil) },
}

// stage is how far the review has come.
type stage int

const (
	checking stage = iota // the server is asked what it holds now
	checked               // the plan is shown
	applying              // the write is under way
	finished              // the result is shown
)

// Screen reviews one plan.
type Screen struct {
	session *core.Session
	check   core.Slot
	body    *area.Area
	reason  *line.Input
	typing  bool     // the reason has the focus
	undoing *undoing // what is taken back; nil when the staged edits are reviewed

	stage    stage
	plan     *ops.Plan
	conflict int // the one that keys decide about
	result   *ops.Result
	failure  error
	course   *course // of the requests that are being made
	width    int
	height   int
}

func newScreen(session *core.Session, taken *undoing) *Screen {
	s := &Screen{session: session, undoing: taken, body: area.New(session.Theme, area.Options{Wrap: false})}
	s.reason = line.New(session.Theme, line.Options{Placeholder: "why, for the journal (optional)", Limit: 500})
	s.reason.SetFocused(false)
	return s
}

// Reviewing marks this screen as the one that ctrl+s leads to.
func (s *Screen) Reviewing() {}

type checkedMsg struct {
	undo *undo.Undo // when it was worked out anew
	plan *ops.Plan
	err  error
}

// Failure tells the header whether the server answered.
func (m checkedMsg) Failure() error { return m.err }

type appliedMsg struct {
	result *ops.Result
	err    error
}

// Failure tells the header whether the server answered.
func (m appliedMsg) Failure() error { return m.err }

// Init checks the draft against the server.
func (s *Screen) Init() tea.Cmd { return s.recheck() }

// draft holds the edits that are reviewed.
func (s *Screen) draft() *ops.Draft {
	if s.undoing != nil {
		return s.undoing.draft
	}
	return s.session.Draft
}

// recheck asks the server what it holds now.
func (s *Screen) recheck() tea.Cmd {
	s.stage, s.plan, s.result, s.failure = checking, nil, nil, nil
	edits, operations := s.draft().Edits(), s.session.Ops
	work := func(ctx context.Context) tea.Msg {
		plan, err := operations.Plan(ctx, edits)
		return checkedMsg{plan: plan, err: err}
	}
	if s.undoing != nil {
		work = s.undoing.work(operations)
	}
	cmd := s.check.Start(s.session, s, work)
	s.draw()
	return cmd
}

// reload is recheck, and works out anew what there is to take back.
func (s *Screen) reload() tea.Cmd {
	if s.undoing != nil {
		s.undoing.undo = nil
	}
	return s.recheck()
}

// Close cancels the check. A write that is under way goes on: it may have reached the server.
func (s *Screen) Close() { s.check.Cancel() }

// Update takes answers and scrolls.
func (s *Screen) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case checkedMsg:
		if s.undoing != nil && s.undone(msg) {
			return nil
		}
		s.stage, s.plan, s.failure = checked, msg.plan, msg.err
		s.keepConflict()
		if msg.err == nil && s.undoing == nil {
			s.session.Draft.Done(msg.plan.Already) // what the server holds needs no applying, and counts no more as staged
		}
		if msg.err == nil && msg.plan.Present != nil {
			s.session.Configuration = msg.plan.Present
		}
		s.draw()
	case appliedMsg:
		return s.take(msg)
	case tea.KeyMsg:
		if input := s.focused(); input != nil {
			input.Key(msg)
			return nil
		}
		s.body.Key(msg)
	}
	return nil
}

// applyLimit bounds each request of a plan with everything that belongs to it: re-reading, writing, and finding out what came of a lost
// answer.
const applyLimit = 90 * time.Second

// apply writes. Nothing that happens on the screen cancels it.
func (s *Screen) apply(word string) tea.Cmd {
	s.stage, s.course = applying, &course{}
	s.draw()
	plan, operations, running := s.plan, s.session.Ops, s.course
	consent := ops.Consent{Yes: true, Word: word, Reason: s.reason.Value()}
	return s.session.Work(s, func(ctx context.Context) tea.Msg {
		ctx, cancel := context.WithTimeout(ctx, applyLimit*time.Duration(max(len(plan.Requests), 1)))
		defer cancel()
		result, err := operations.Apply(ctx, plan, consent, running.watch)
		return appliedMsg{result: result, err: err}
	})
}

// take shows the result. A plan that was applied as asked needs no page, as one line says so; unless several entries were deleted, of which
// one wants to see each.
func (s *Screen) take(msg appliedMsg) tea.Cmd {
	s.stage, s.result, s.failure = finished, msg.result, msg.err
	s.draft().Done(s.result.Settled(s.plan))
	s.draft().Refer(s.result)
	if s.result != nil && s.result.After != nil {
		s.session.Configuration = s.result.After
	}
	if onlyConflict(msg.err) { // the review shows all versions, and what can be done
		s.session.Say(core.Warning, "Nothing was written: a value was changed by somebody else in the meantime. Yours is kept.")
		return s.recheck()
	}
	s.draw()
	watch := s.session.WatchEffects(s.result, s.appliedNames())
	if s.result.Verified() && msg.err == nil && s.result.JournalErr == nil && !s.foreignDrift() && !s.severalDeleted() {
		s.session.Post(core.Pop{Screen: s}, core.Applied{}, core.Status{Tone: core.Good, Text: s.successLine()})
		return watch
	}
	s.session.Post(core.Applied{})
	return watch
}

func (s *Screen) severalDeleted() bool {
	deleted := 0
	for _, item := range s.result.Items {
		if item.Change.Kind == change.Delete {
			deleted++
		}
	}
	return deleted > 1
}

func (s *Screen) foreignDrift() bool {
	for _, drift := range s.result.Others {
		if !drift.Derived {
			return true
		}
	}
	return false
}

// SetSize gives the room.
func (s *Screen) SetSize(width, height int) {
	s.width, s.height = width, height
	s.body.SetSize(width, max(height-1, 0))
	s.reason.SetWidth(max(width-12, 8))
	if s.undoing != nil {
		s.undoing.value.SetWidth(max(width/2, 8))
	}
	s.draw()
}

// Typing says whether the reason, or the old value of a secret, has the focus.
func (s *Screen) Typing() bool { return s.focused() != nil }

// focused is what takes the keys; nil when that is the page.
func (s *Screen) focused() *line.Input {
	switch {
	case s.typing:
		return s.reason
	case s.undoing != nil && s.undoing.asked != nil:
		return s.undoing.value
	}
	return nil
}

// Unsaved warns while a write is under way.
func (s *Screen) Unsaved() string {
	if s.stage == applying {
		return "A change is being applied right now; you would not see what came of it."
	}
	return ""
}

// Title is the breadcrumb's part.
func (s *Screen) Title() string {
	switch {
	case s.stage == finished:
		return "Result"
	case s.undoing != nil:
		return "Undo"
	}
	return "Review"
}

// HelpText explains the page.
func (s *Screen) HelpText() string {
	if s.undoing != nil {
		return undoHelp
	}
	return "The plan shows every value as it is on the server now and as it would be, what that causes, and the exact request. Right before writing, the " +
		"configuration is read once more; a value that somebody else has changed meanwhile is not overwritten: you decide whether theirs stays, yours goes on top, or both are put " +
		"together where they do not touch. The server's answer is compared with what was " +
		"asked, and everything is recorded in the journal.\n\nA dangerous change asks for a typed word. A change that only the database could take back is refused, " +
		"unless the new value was tried and works."
}

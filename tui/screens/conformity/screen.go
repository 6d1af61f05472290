// Package conformity is the screen that tests the revocation endpoint against RFC 7009: a list of requirements that fills as they are tested.
package conformity

import (
	"context"
	"strings"
	"sync/atomic"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/ops/revocation"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/fields"
	"github.com/jansadm/jansadm/tui/kit/table"
)

// Spec describes the screen.
var Spec = core.Spec{
	ID: "auth.revocation.check", Title: "RFC 7009 check", Help: "Tests the revocation endpoint against RFC 7009, with tokens of the test's own.",
	New: func(session *core.Session, _ string) core.Screen { return newScreen(session) },
}

// stage is how far the check has come.
type stage int

const (
	asking   stage = iota // what it is given is typed
	running               // requirements are tested
	finished              // the report is there
)

// Screen is the check.
type Screen struct {
	session *core.Session
	form    *fields.Form
	table   *table.Table

	stage   stage
	course  *course
	report  revocation.Report
	failure error
	width   int
	height  int
}

// course is how far the rows are tested. The command that tests writes it and the screen reads it; the header's wheel has it drawn anew.
type course struct {
	rows atomic.Pointer[[]revocation.Row]
	code atomic.Pointer[revocation.Code]
	stop *core.Stop
}

// tell takes a row in. Only the command calls it.
func (c *course) tell(row revocation.Row) {
	rows := append([]revocation.Row(nil), *c.rows.Load()...)
	for i := range rows {
		if rows[i].ID == row.ID {
			rows[i] = row
		}
	}
	c.rows.Store(&rows)
}

func newScreen(session *core.Session) *Screen {
	s := &Screen{session: session}
	s.form = fields.New(session.Theme,
		fields.Field{ID: secondID, Label: "Second client", Placeholder: "none", Check: s.checkSecond,
			Help: "The id of another client that gets tokens with its secret: its token must not be revoked by this console's client. Without one, that is not tested."},
		fields.Field{ID: secondSecret, Label: "Its secret", Placeholder: "none", Secret: true, Help: "It is sent to the token endpoint only, and kept nowhere."},
		fields.Field{ID: publicID, Label: "Public client", Placeholder: "none", Help: "The id of a client without a secret. Without one, that public clients may revoke is tested less well."},
		fields.Field{ID: signIn, Label: "Sign in for it", Choices: fields.YesNo(),
			Help: "With yes, you are asked to sign in with a browser once more, for a refresh token of the check's own. Your own sign-in is never touched."})
	s.table = table.New(session.Theme,
		table.Column{Title: "Verdict", Min: 15, Max: 15},
		table.Column{Title: "RFC 7009", Min: 12, Max: 12},
		table.Column{Title: "Requirement", Min: 20, Weight: 3},
		table.Column{Title: "Seen", Min: 12, Weight: 2, Drop: 1})
	s.table.SetSource(source{s})
	return s
}

// The fields of the form.
const (
	secondID     = "second"
	secondSecret = "secret"
	publicID     = "public"
	signIn       = "signin"
)

func (s *Screen) checkSecond(id string) string {
	if strings.TrimSpace(id) != "" && s.form.Value(secondSecret) == "" {
		return "its secret is missing"
	}
	return ""
}

// with is what the person gives to the check.
func (s *Screen) with(c *course) revocation.With {
	with := revocation.With{Public: strings.TrimSpace(s.form.Value(publicID))}
	if id := strings.TrimSpace(s.form.Value(secondID)); id != "" {
		with.Second = revocation.ClientCredentials{ID: id, Secret: revocation.NewToken(s.form.Value(secondSecret))}
	}
	if s.form.Value(signIn) == fields.Yes {
		with.ShowCode = func(code revocation.Code) { c.code.Store(&code) }
	}
	return with
}

// Init has nothing to start: the check waits for the person.
func (s *Screen) Init() tea.Cmd { return nil }

type checkedMsg struct {
	report revocation.Report
	err    error
}

// Failure tells the header whether the server answered.
func (m checkedMsg) Failure() error { return m.err }

// run tests. When it is stopped, the check still removes its own tokens.
func (s *Screen) run() tea.Cmd {
	rows := revocation.Rows()
	s.stage, s.failure, s.course = running, nil, &course{stop: core.NewStop()}
	s.course.rows.Store(&rows)
	s.table.Refresh()
	s.table.Home()
	s.arrange()
	service, with, c := s.session.Revocation, s.with(s.course), s.course
	return s.session.Work(s, func(ctx context.Context) tea.Msg {
		ctx, cancel := c.stop.Context(ctx)
		defer cancel()
		report, err := service.Check(ctx, with, c.tell)
		return checkedMsg{report: report, err: err}
	})
}

// rows are the requirements as they are known now.
func (s *Screen) rows() []revocation.Row {
	if s.course == nil {
		return nil
	}
	return *s.course.rows.Load()
}

// Close stops the check before its next requirement.
func (s *Screen) Close() {
	if s.course != nil {
		s.course.stop.Wish()
	}
}

// Update takes the report, and moves the cursor.
func (s *Screen) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case checkedMsg:
		s.stage, s.report, s.failure = finished, msg.report, msg.err
		for _, row := range msg.report.Rows {
			s.course.tell(row)
		}
		s.table.Refresh()
		s.arrange()
		return s.session.Post(core.Revoked{})
	case tea.KeyMsg:
		if s.stage != asking {
			s.table.Key(msg)
		} else if s.form.Key(msg) == fields.Done {
			return s.run()
		}
	}
	return nil
}

// Typing says whether the form has the focus.
func (s *Screen) Typing() bool { return s.stage == asking }

// Unsaved warns while requirements are tested.
func (s *Screen) Unsaved() string {
	if s.stage == running {
		return "The check is under way; it would stop before its next requirement, remove its tokens, and you would not see what came of it."
	}
	return ""
}

// Title names the page.
func (s *Screen) Title() string { return "RFC 7009 check" }

// HelpText explains the verdicts.
func (s *Screen) HelpText() string {
	return "The check gets itself tokens, revokes them and looks what became of them. It never touches a token that it did not get itself, and removes its own in the end, also when it is " +
		"stopped. It does not start when it would need something that it could not undo.\n\n" +
		"conforms: as RFC 7009 wants it. known gap: Janssen is known to depart there, and the row explains what that means. departs: it does not do what it should, nor what Janssen is " +
		"known to do. not tested: the row says what it would take."
}

package form

import (
	"cmp"
	"context"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/schema"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/line"
	"github.com/jansadm/jansadm/tui/kit/prose"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// PromptOptions make a question that is answered with a word.
type PromptOptions struct {
	Title  string
	Crumb  string // in the breadcrumb, in place of the title
	Help   string
	Verb   string // the command line that does what the answer leads to
	Value  string // at first; not that of a secret, which nobody could see
	Secret bool   // what is typed is masked, and begins empty
	// Check says what is wrong with what is typed; nil when anything goes.
	Check func(typed string) []schema.Problem
	// Done takes the answer. The question is still there: Drop takes it away.
	Done func(prompt *Prompt, typed string) tea.Cmd
}

// Prompt asks for a word, such as the id of a new scope.
type Prompt struct {
	screen  *Screen
	options PromptOptions
	input   *line.Input
	refused string // why the answer was not taken
	reading core.Slot
	width   int
}

// NewPrompt makes a question.
func NewPrompt(screen *Screen, options PromptOptions) *Prompt {
	if options.Secret {
		options.Value = ""
	}
	q := &Prompt{screen: screen, options: options, input: line.New(screen.Session.Theme, line.Options{RefuseBreaks: true, Secret: options.Secret})}
	q.input.SetValue(options.Value)
	return q
}

// Title is the breadcrumb's part.
func (q *Prompt) Title() string { return cmp.Or(q.options.Crumb, q.options.Title) }

// SetSize gives the room.
func (q *Prompt) SetSize(width, _ int) {
	q.width = width
	q.input.SetWidth(max(width-4, 0))
}

// Lines draws question, answer and what is wrong with it.
func (q *Prompt) Lines() []string {
	th := q.screen.Session.Theme
	page := prose.New(q.width)
	page.Add(th.Text, q.options.Help)
	page.Painted(0, rule(th, q.options.Title, q.width), " "+th.Focus.Paint(th.Glyphs.Cursor)+" "+q.input.View())
	if q.refused != "" {
		page.Bullet(th.Glyphs.Error, th.Danger, th.Danger, q.refused)
	} else if !q.input.Empty() {
		for _, problem := range q.check() {
			page.Bullet(th.Glyphs.Warn, th.Warn, th.Warn, problem.String())
		}
	}
	if notice := q.input.Notice(); notice != "" {
		page.Bullet(th.Glyphs.Warn, th.Warn, th.Warn, notice)
	}
	return page.Lines()
}

func (q *Prompt) check() []schema.Problem {
	if q.options.Check == nil {
		return nil
	}
	return q.options.Check(q.input.Value())
}

// Read asks the server about the answer, and then goes on. When it fails, the question stays.
func (q *Prompt) Read(read func(context.Context) (then func() tea.Cmd, err error)) tea.Cmd {
	return q.screen.read(q, &q.reading, read)
}

// Close cancels what the server is asked for.
func (q *Prompt) Close() { q.reading.Cancel() }

// Refuse says why the answer is not taken.
func (q *Prompt) Refuse(why string) { q.refused = why }

// Actions take the answer.
func (q *Prompt) Actions() []core.Action {
	return []core.Action{{ID: "prompt.done", Keys: []string{"enter"}, Title: "Go on", Help: "Takes what is typed.", Risk: core.Stage, Verb: q.options.Verb, Run: q.enter}}
}

func (q *Prompt) enter() tea.Cmd {
	for _, problem := range q.check() {
		if problem.Severity == schema.Refuse {
			q.refused = problem.String()
			return nil
		}
	}
	return q.options.Done(q, q.input.Value())
}

// Update takes keys.
func (q *Prompt) Update(msg tea.Msg) tea.Cmd {
	if key, ok := msg.(tea.KeyMsg); ok && q.input.Key(key) {
		q.refused = ""
		q.reading.Cancel() // what was asked for is another answer by now
	}
	return nil
}

// Typing is always true.
func (q *Prompt) Typing() bool { return true }

// Pending says that something is typed.
func (q *Prompt) Pending() string {
	if q.input.Value() == q.options.Value {
		return ""
	}
	return "What is typed for " + text.CleanLine(q.options.Title) + " is not staged."
}

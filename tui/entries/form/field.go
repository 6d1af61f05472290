package form

import (
	"encoding/json"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/schema"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/editor"
	"github.com/jansadm/jansadm/tui/kit/layout"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// fieldPanel edits the value of one field.
type fieldPanel struct {
	page   *Page
	field  schema.EntityField
	editor *editor.Editor
	width  int
	list   layout.Rect
	side   layout.Rect
	head   int // lines of description above the editor, where there is no room beside it
}

func newFieldPanel(p *Page, field schema.EntityField) *fieldPanel {
	panel := &fieldPanel{page: p, field: field}
	property := field.Property
	property.Name = field.Title
	panel.editor = editor.New(editor.Env{
		Theme: p.session().Theme, Locked: p.cannot(field), Verb: p.Verb(),
		Commit:   func(value json.RawMessage) []schema.Problem { return p.commit(field.Path, value) },
		Done:     panel.done,
		EditFile: func(_, content string) tea.Cmd { return p.session().EditFile(p.screen, field.Name+".json", content) },
	}, property, p.staged.Get(field.Path))
	return panel
}

// done goes back to the fields after a value of one piece was finished with, and says what is staged.
func (f *fieldPanel) done() tea.Cmd {
	back := f.page.screen.Drop(f)
	if _, staged := f.page.session().Draft.Member(f.page.target, f.field.Path); staged || f.page.read.New() {
		return tea.Batch(back, f.page.said(f.field.Path))
	}
	return back
}

// Title names the field, and where inside its value one is.
func (f *fieldPanel) Title() string {
	crumb := " " + f.page.session().Theme.Glyphs.Crumb + " "
	return strings.Join(append([]string{f.field.Title}, f.editor.Crumb()...), crumb)
}

// SetSize gives the editor its room: beside the description from 120 columns, below it elsewhere.
func (f *fieldPanel) SetSize(width, height int) {
	f.width, f.head = width, 0
	beside := false
	if f.list, f.side, beside = layout.ListDetail(layout.Rect{W: width, H: height}); !beside {
		f.head = min(len(f.page.detail(width)), max(height-1-f.editor.Least(), min(2, height/3)))
		f.list.H -= f.head
	}
	f.editor.SetSize(f.list.W, f.list.H-1)
}

// Lines draws description and editor.
func (f *fieldPanel) Lines() []string {
	th := f.page.session().Theme
	lines := append([]string{rule(th, f.field.Title, f.list.W)}, strings.Split(f.editor.View(), "\n")...)
	if f.side.Empty() {
		return append(cut(th, f.page.detail(f.width), f.width, f.head), lines...)
	}
	side := text.Fit(f.page.detail(f.side.W), f.side.W, f.side.H)
	return layout.Beside(text.Fit(lines, f.list.W, f.list.H), th.Border.Paint(th.Glyphs.Divider), side)
}

// Actions are those of the editor.
func (f *fieldPanel) Actions() []core.Action {
	actions := f.editor.Actions()
	if f.editor.Inside() {
		actions = append(actions, core.Action{ID: "value.up", Keys: []string{"esc"}, Title: "Up",
			Help: "Goes one level up; asks only when typed text is not staged.", Run: f.up})
	}
	return actions
}

// up leaves a place inside the value. Whatever was staged there stays staged.
func (f *fieldPanel) up() tea.Cmd {
	typed := f.editor.Typed()
	if typed == "" {
		f.climb()
		return nil
	}
	return f.page.session().Post(core.Ask{
		Title: "Go up without staging?", Lines: []string{typed}, Yes: "Go up",
		Done: func(yes bool, _ string) tea.Cmd {
			if yes {
				f.climb()
			}
			return nil
		},
	})
}

func (f *fieldPanel) climb() {
	f.editor.Up()
	f.page.screen.arrange()
}

// Update hands keys to the editor, and what came back from the person's own.
func (f *fieldPanel) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.KeyMsg:
		return f.editor.Key(msg)
	case core.Edited:
		return f.editor.Edited(msg)
	}
	return nil
}

// Typing says whether text has the focus.
func (f *fieldPanel) Typing() bool { return f.editor.Typing() }

// Pending says what leaving would lose.
func (f *fieldPanel) Pending() string { return f.editor.Pending() }

// HelpText is that of the page, whose cursor is on the field.
func (f *fieldPanel) HelpText() string { return f.page.HelpText() }

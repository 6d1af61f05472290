// Package fields is a short form: labelled inputs, one below the other, with a word of help about the one that has the focus.
package fields

import (
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/theme"
	"github.com/jansadm/jansadm/tui/kit/line"
)

// Field is one input. Its texts need not be cleaned.
type Field struct {
	ID    string
	Label string
	Help  string // what it is for, and where one finds it
	// Value is what it holds at first. A secret that is set is shown by masks of a fixed number.
	Value       string
	Placeholder string
	Secret      bool
	// Choices are the values that there are, if not any text will do. One goes through them with space or the arrows.
	Choices []string
	// Check says what is wrong with a value; empty when nothing is. It is asked as one types.
	Check func(value string) string
}

// Yes and No are the choices of a question.
const (
	Yes = "yes"
	No  = "no"
)

// YesNo are the choices of a question, no first.
func YesNo() []string { return []string{No, Yes} }

// Form is the widget. Make it with New.
type Form struct {
	theme  *theme.Theme
	fields []*input
	focus  int
	width  int
	height int
}

type input struct {
	Field
	line    *line.Input
	chosen  int
	refused string // why the form was not taken
	touched bool   // something was typed
}

// New makes a form with the focus on its first field.
func New(th *theme.Theme, fields ...Field) *Form {
	f := &Form{theme: th}
	for _, field := range fields {
		in := &input{Field: field, line: line.New(th, line.Options{Placeholder: field.Placeholder, Secret: field.Secret, RefuseBreaks: true, Limit: longest})}
		f.fields = append(f.fields, in)
		f.SetValue(field.ID, field.Value)
	}
	f.move(0)
	return f
}

// longest is more than any address, name or secret has.
const longest = 4096

// Result is how far the form is.
type Result int

// Results of a key.
const (
	Open Result = iota // not finished
	Done               // enter, with nothing wrong
)

// Key acts on a key: typing changes the field in focus, tab and the arrows go to another one, enter finishes, or goes to the first
// field that something is wrong with. Every key but esc and ctrl keys of no input belongs to the form.
func (f *Form) Key(msg tea.KeyMsg) Result {
	current := f.fields[f.focus]
	switch key := msg.String(); {
	case key == "enter":
		return f.enter()
	case key == "tab" || key == "down":
		f.move(1)
	case key == "shift+tab" || key == "up":
		f.move(-1)
	case len(current.Choices) > 0:
		f.choose(key)
	default:
		if current.line.Key(msg) {
			current.refused, current.touched = "", true
		}
	}
	return Open
}

func (f *Form) move(by int) {
	f.focus = (f.focus + by + len(f.fields)) % len(f.fields)
	for i, in := range f.fields {
		in.line.SetFocused(i == f.focus)
	}
}

func (f *Form) choose(key string) {
	in := f.fields[f.focus]
	switch key {
	case " ", "right":
		in.chosen = (in.chosen + 1) % len(in.Choices)
	case "left":
		in.chosen = (in.chosen - 1 + len(in.Choices)) % len(in.Choices)
	default:
		return
	}
	in.refused, in.touched = "", true
}

func (f *Form) enter() Result {
	for i, in := range f.fields {
		if problem := in.problem(); problem != "" {
			in.refused = problem
			f.move(i - f.focus)
			return Open
		}
	}
	return Done
}

func (in *input) problem() string {
	if in.Check == nil {
		return ""
	}
	return in.Check(in.value())
}

func (in *input) value() string {
	if len(in.Choices) > 0 {
		return in.Choices[in.chosen]
	}
	return in.line.Value()
}

func (f *Form) find(id string) *input {
	i := slices.IndexFunc(f.fields, func(in *input) bool { return in.ID == id })
	if i < 0 {
		return nil
	}
	return f.fields[i]
}

// Value is what a field holds; empty when there is no such field.
func (f *Form) Value(id string) string {
	if in := f.find(id); in != nil {
		return in.value()
	}
	return ""
}

// SetValue replaces what a field holds. A choice that there is none of becomes the first.
func (f *Form) SetValue(id, value string) {
	in := f.find(id)
	if in == nil {
		return
	}
	in.line.SetValue(value)
	in.chosen = max(slices.Index(in.Choices, value), 0)
}

// Changed says whether a field holds something else than at first.
func (f *Form) Changed() bool {
	return slices.ContainsFunc(f.fields, func(in *input) bool {
		return in.touched && in.value() != in.Value && !(len(in.Choices) > 0 && in.Value == "" && in.chosen == 0)
	})
}

// Touched says whether somebody has typed into a field.
func (f *Form) Touched(id string) bool {
	in := f.find(id)
	return in != nil && in.touched
}

// Focus puts the focus on a field.
func (f *Form) Focus(id string) {
	for i, in := range f.fields {
		if in.ID == id {
			f.move(i - f.focus)
		}
	}
}

// Focused is the id of the field in focus.
func (f *Form) Focused() string { return f.fields[f.focus].ID }

// Refuse puts the focus on a field and says what is wrong with it, for what only somebody else can tell.
func (f *Form) Refuse(id, why string) {
	if in := f.find(id); in != nil {
		in.refused = why
		f.Focus(id)
	}
}

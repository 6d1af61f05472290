// Package editor edits the value of a property, whatever its type: one kind of value a file, one inside the other as the type says.
// It works on raw JSON, so that whatever the person does not touch stays as the server wrote it.
package editor

import (
	"bytes"
	"encoding/json"
	"strings"
	"unicode"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/schema"
	"github.com/jansadm/jansadm/theme"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// Env is what an editor needs from the screen it is part of.
type Env struct {
	Theme  *theme.Theme
	Locked string // why nothing can be changed; empty when it can
	Verb   string // the command line that does the same as a change here
	Unset  string // what an empty field stands for while the whole value is unset; empty when it is not

	// Commit takes over the whole value after each change. It returns what keeps it from doing so; nothing when it is done.
	Commit func(value json.RawMessage) []schema.Problem
	// Done is called when a value of one piece is finished with; the screen goes back to where it was opened.
	Done func() tea.Cmd
	// EditFile opens the person's own editor. What comes back goes to Edited.
	EditFile func(name, text string) tea.Cmd
	// Switches, if not nil, say what is on in a check list where that is more than what is listed.
	Switches *Switches
}

// Switches are the rules of a list in which being listed and being on are not the same.
type Switches struct {
	// On tells which names, in lower case, are on; nil when that is simply what is listed.
	On func(value json.RawMessage) map[string]bool
	// Turn returns the list after a change, and what else the person should know about it.
	Turn func(value json.RawMessage, name string, on bool) (changed json.RawMessage, note string, err error)
}

// Editor edits one value. It shows one place of it at a time: the value itself, or something inside.
type Editor struct {
	env      Env
	property schema.Property

	value   json.RawMessage  // as edited
	refused []schema.Problem // why Commit did not take the value over; none when it did
	found   []schema.Problem // what is wrong or odd in the value
	places  []*place         // from the value down to what is shown
	history []past

	width, height int
}

// past is a value that can be returned to, and how deep the change was made that replaced it.
type past struct {
	value json.RawMessage
	depth int
}

// New returns an editor for a value of the property. The value is copied.
func New(env Env, property schema.Property, value json.RawMessage) *Editor {
	e := &Editor{env: env, property: property, value: bytes.Clone(value)}
	e.found = property.Check(e.value)
	root := &place{editor: e, spec: spec{
		typ: property.Type, title: property.Name, secret: property.Secret, locked: env.Locked,
	}}
	e.places = []*place{root}
	root.load()
	return e
}

func (e *Editor) top() *place { return e.places[len(e.places)-1] }

// Value is the value as edited, staged or not.
func (e *Editor) Value() json.RawMessage { return bytes.Clone(e.value) }

// SetSize gives the room.
func (e *Editor) SetSize(width, height int) {
	e.width, e.height = max(width, 0), max(height, 0)
	e.top().level.size(e.width, e.height)
}

// View draws exactly as many lines of exactly such a width as SetSize said.
func (e *Editor) View() string {
	return strings.Join(text.Fit(e.top().level.lines(), e.width, e.height), "\n")
}

// Least is how many lines the place shown needs to be of use; more make tables and long texts better.
func (e *Editor) Least() int {
	switch e.top().form {
	case formBoolean, formInteger, formText:
		return 5
	}
	return 9
}

// Key acts on a key as the console's root would: text first, then actions, then the rest.
func (e *Editor) Key(msg tea.KeyMsg) tea.Cmd {
	level := e.top().level
	if level.typing() && prints(msg) {
		return level.key(msg)
	}
	action, ok := core.Find(e.Actions(), msg.String())
	switch {
	case !ok:
		return level.key(msg)
	case action.Disabled != "":
		return core.Say(core.Warning, action.Title+" is not possible: "+action.Disabled)
	}
	return action.Run()
}

func prints(msg tea.KeyMsg) bool {
	if msg.Paste || msg.Type == tea.KeySpace {
		return true
	}
	return msg.Type == tea.KeyRunes && !msg.Alt && len(msg.Runes) > 0 && unicode.IsPrint(msg.Runes[0])
}

// Typing says whether text has the focus.
func (e *Editor) Typing() bool { return e.top().level.typing() }

// Actions is what can be done at the place shown.
func (e *Editor) Actions() []core.Action {
	top := e.top()
	actions := top.level.actions()
	if compound(top.form) && !top.level.typing() {
		actions = append(actions, e.undoAction())
	}
	return append(actions, top.outsideAction())
}

// Crumb names the places between the value and what is shown.
func (e *Editor) Crumb() []string {
	var titles []string
	for _, p := range e.places[1:] {
		titles = append(titles, p.spec.title)
	}
	return titles
}

// Inside says whether Up leads somewhere.
func (e *Editor) Inside() bool { return len(e.places) > 1 || e.top().level.inner() }

// Up goes one level up, and gives up what is typed there; false at the top.
func (e *Editor) Up() bool {
	left := e.top()
	if left.level.back() {
		return true
	}
	if len(e.places) == 1 {
		return false
	}
	e.places = e.places[:len(e.places)-1]
	e.top().load()
	e.top().level.show(left.step)
	e.SetSize(e.width, e.height)
	return true
}

// Typed says in words what Up would lose: text that is typed and not taken over. It does not repeat the text.
func (e *Editor) Typed() string {
	if !e.top().level.typed() {
		return ""
	}
	return "What is typed for " + text.CleanLine(e.top().spec.title) + " is not staged."
}

// Pending says in words what leaving the editor would lose.
func (e *Editor) Pending() string {
	if typed := e.Typed(); typed != "" || len(e.refused) == 0 {
		return typed
	}
	return "The last changes of " + text.CleanLine(e.property.Name) + " are not staged: " + e.words(e.refused[0])
}

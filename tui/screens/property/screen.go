// Package property is the screen that explains one property and edits its value.
package property

import (
	"bytes"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/drafts"
	"github.com/jansadm/jansadm/client/schema"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/editor"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// Spec describes the screen. Its argument is the name of the property.
var Spec = core.Spec{
	ID: "auth.property", Title: "Property", Help: "One setting of the auth server: what it does, what it is, and its editor.",
	New: func(session *core.Session, arg string) core.Screen { return newScreen(session, arg) },
}

// Screen is the description of one property and the editor of its value.
type Screen struct {
	session *core.Session
	name    string
	load    core.Slot
	failure error

	entry   ops.Entry
	missing error          // the server does not have the property (any more)
	editor  *editor.Editor // nil where nothing can be edited
	stale   bool           // the value changed elsewhere while something is typed here

	retyping *drafts.Typed // waits to be put back into the editor

	width, height int
}

func newScreen(session *core.Session, name string) *Screen {
	return &Screen{session: session, name: name}
}

// Init shows what is known, and reads the configuration if nobody has.
func (s *Screen) Init() tea.Cmd {
	if s.session.Configuration != nil {
		s.sync()
		return nil
	}
	return s.reload()
}

func (s *Screen) reload() tea.Cmd { return core.LoadConfiguration(s.session, &s.load, s) }

// Resume shows what happened to the value meanwhile.
func (s *Screen) Resume() tea.Cmd {
	s.sync()
	return nil
}

// Close cancels what is being read.
func (s *Screen) Close() { s.load.Cancel() }

// Update takes answers, and the keys that no action claims.
func (s *Screen) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case core.Loaded:
		s.failure = s.session.Take(msg)
		s.sync()
		return s.retype()
	case core.Applied:
		s.sync()
	case core.Edited:
		return s.edit(func(e *editor.Editor) tea.Cmd { return e.Edited(msg) })
	case tea.KeyMsg:
		return s.edit(func(e *editor.Editor) tea.Cmd { return e.Key(msg) })
	}
	return nil
}

// edit hands something to the editor, where there is one, and gives it the room that it needs afterwards.
func (s *Screen) edit(act func(*editor.Editor) tea.Cmd) tea.Cmd {
	if !s.editable() {
		return nil
	}
	cmd := act(s.editor)
	s.arrange()
	return cmd
}

// editable says whether the editor is shown. It is kept while the server does not have the property, for what is typed in it.
func (s *Screen) editable() bool { return s.editor != nil && s.missing == nil }

// sync shows the property as it is now. Text that is typed, and changes that could not be staged, stay in the editor.
func (s *Screen) sync() {
	configuration := s.session.Configuration
	if configuration == nil {
		return
	}
	s.entry, s.missing = configuration.Lookup(s.name)
	s.stale = false
	switch {
	case s.missing != nil:
	case s.entry.Fixed != "":
		s.editor = nil
	case s.editor == nil:
		s.open()
	case bytes.Equal(s.editor.Value(), s.edited()):
	case s.editor.Pending() != "":
		s.stale = true
	default:
		s.open()
	}
	s.arrange()
}

// value is what the property would hold if the draft were applied.
func (s *Screen) value() []byte { return s.session.Configuration.Value(s.session.Draft, s.entry.Name) }

// edited is what the editor is given: a number is not there while it is to be unset, as what the server makes of that often cannot be
// set.
func (s *Screen) edited() []byte {
	if s.entry.Type.Kind == schema.KindInteger && s.unsetStaged() {
		return nil
	}
	return s.value()
}

// open starts the editor anew, at the present value.
func (s *Screen) open() {
	s.stale = false
	s.editor = editor.New(s.env(), s.entry.Property, s.edited())
	s.arrange()
}

// property is the wire name, also while the server does not have the property.
func (s *Screen) property() string {
	if s.missing != nil {
		return s.name
	}
	return s.entry.Name
}

// label is the name for sentences: one that only the server knows may hold anything.
func (s *Screen) label() string { return text.CleanLine(s.property()) }

func (s *Screen) staged() (ops.Edit, bool) {
	return s.session.Draft.Get(change.PropertyTarget(s.property()))
}

// unheard says that the editor's value differs from the server's in nothing that the server tells apart, so that there is nothing to
// stage: an entry without anything in it, for one.
func (s *Screen) unheard() bool {
	if !s.editable() || s.editor.Pending() != "" {
		return false
	}
	_, staged := s.staged()
	return !staged && !bytes.Equal(s.editor.Value(), s.entry.Value)
}

// Typing says whether text has the focus.
func (s *Screen) Typing() bool { return s.editable() && s.editor.Typing() }

// Unsaved says what would be lost by leaving.
func (s *Screen) Unsaved() string {
	switch {
	case s.retyping != nil:
		return "What was typed for " + s.label() + " is not staged."
	case s.editor == nil:
		return ""
	}
	return s.editor.Pending()
}

// Title names the property, and where inside its value one is.
func (s *Screen) Title() string {
	if !s.editable() {
		return s.name
	}
	crumb := " " + s.session.Theme.Glyphs.Crumb + " "
	return strings.Join(append([]string{s.entry.Name}, s.editor.Crumb()...), crumb)
}

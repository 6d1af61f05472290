package editor

import (
	"encoding/json"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/schema"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/line"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// field edits a value as text of one line.
type field struct {
	plain
	reader   reader
	input    *line.Input
	initial  string
	commit   func(json.RawMessage) *schema.Problem
	finish   func() tea.Cmd  // goes back once the text is taken over
	problem  *schema.Problem // why the text was not taken over
	vacant   string          // what an empty input stands for
	revealed bool            // a secret is shown
}

func newField(p *place, r reader) *field {
	f := &field{plain: plain{place: p}, reader: r, commit: p.take, finish: p.done}
	f.makeInput("")
	return f
}

// makeInput replaces the input, whose masking cannot be switched.
func (f *field) makeInput(content string) {
	f.input = line.New(f.place.theme(), line.Options{
		Secret: f.place.spec.secret && !f.revealed, RefuseBreaks: !f.takesLines(), Placeholder: f.vacant,
	})
	f.input.SetValue(content)
	f.size(f.width, f.height)
}

// takesLines says whether text of several lines means something here.
func (f *field) takesLines() bool {
	return f.place.spec.typ.Kind == schema.KindString && f.place.spec.typ.Format == schema.FormatNone && !f.place.spec.secret
}

const fieldMargin = 3 // the sign in front of the input

func (f *field) size(width, height int) {
	f.plain.size(width, height)
	f.input.SetWidth(max(width-fieldMargin-1, 0))
}

func (f *field) load(value json.RawMessage) {
	f.initial, f.problem, f.vacant = f.reader.start(value), nil, ""
	if f.place.depth == 0 && value == nil {
		f.vacant = f.place.editor.env.Unset
	}
	f.makeInput(f.initial)
}

func (f *field) typing() bool { return true }
func (f *field) typed() bool  { return f.input.Value() != f.initial }

func (f *field) outside() string {
	if value, problem := f.reader.read(f.input.Value()); problem == nil && f.typed() {
		return pretty(value)
	}
	return f.plain.outside()
}

func (f *field) lines() []string {
	th := f.place.theme()
	lines := []string{" " + th.Focus.Paint(th.Glyphs.Cursor) + " " + f.input.View()}
	return append(lines, f.place.paint(f.notes(), f.width, f.height-1)...)
}

func (f *field) notes() []note {
	var notes []note
	if f.problem != nil {
		notes = append(notes, f.place.about(*f.problem))
	} else {
		notes = f.reader.reading(f.input.Value())
	}
	if notice := f.input.Notice(); notice != "" {
		notes = append(notes, f.place.warning(notice))
	}
	notes = append(notes, f.place.standing()...)
	return append(notes, f.place.remark(f.place.spec.help), f.place.remark(f.reader.hint()))
}

func (f *field) key(msg tea.KeyMsg) tea.Cmd {
	if msg.Paste && strings.ContainsAny(strings.TrimRight(string(msg.Runes), "\r\n"), "\r\n") && f.pasteLines(string(msg.Runes)) {
		return nil
	}
	if f.input.Key(msg) {
		f.problem = nil
	}
	return nil
}

// pasteLines makes something of pasted text of several lines: elements of a list, or a longer editor.
func (f *field) pasteLines(pasted string) bool {
	spread := f.place.spec.spread
	switch {
	case spread != nil && f.input.Empty():
		if f.problem = spread(linesOf(pasted)); f.problem == nil {
			f.place.editor.Up()
		}
		return true
	case f.takesLines():
		typed := f.input.Value()
		f.place.become(formLong)
		f.place.level.load(f.place.value())
		longer := f.place.level.(*block)
		longer.edit.SetValue(typed)
		longer.edit.Key(tea.KeyMsg{Type: tea.KeyCtrlEnd})
		longer.edit.Key(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(pasted), Paste: true})
		return true
	}
	return false
}

// linesOf are the lines of a paste that hold something, without blanks around them.
func linesOf(pasted string) []string {
	var lines []string
	for _, l := range strings.FieldsFunc(pasted, func(r rune) bool { return r == '\n' || r == '\r' }) {
		if l = strings.TrimSpace(text.Typed("", l)); l != "" {
			lines = append(lines, l)
		}
	}
	return lines
}

func (f *field) actions() []core.Action {
	keys := []string{"enter"}
	if f.typed() {
		keys = append(keys, "ctrl+s")
	}
	actions := []core.Action{f.place.staging("stage", keys, "Stage", "Stages what is typed and goes back.", f.stage)}
	if f.place.spec.secret {
		title := "Reveal"
		if f.revealed {
			title = "Mask"
		}
		actions = append(actions, looking("reveal", []string{"ctrl+r"}, title, "Shows the secret, or masks it again.", f.reveal))
	}
	return actions
}

func (f *field) reveal() tea.Cmd {
	f.revealed = !f.revealed
	f.makeInput(f.input.Value())
	return nil
}

// stage takes the text over. Text that was not touched is left alone: reading it could only alter it.
func (f *field) stage() tea.Cmd {
	typed := f.input.Value()
	if typed == f.initial && !f.place.spec.fresh {
		return f.finish()
	}
	value, problem := f.reader.read(typed)
	if problem == nil {
		problem = f.commit(value)
	}
	if problem != nil {
		f.problem = problem
		return nil
	}
	return f.finish()
}

package editor

import (
	"encoding/json"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/schema"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/edit"
)

// block edits a value as text of several lines: long texts, and JSON.
type block struct {
	plain
	reader  reader
	edit    *edit.Editor
	initial string
	problem *schema.Problem
}

func newBlock(p *place, r reader) *block {
	_, isJSON := r.(jsonReader)
	return &block{plain: plain{place: p}, reader: r, edit: edit.New(p.theme(), edit.Options{Numbers: isJSON, Tab: "  "})}
}

func (b *block) load(value json.RawMessage) {
	b.initial, b.problem = b.reader.start(value), nil
	b.edit.SetValue(b.initial)
}

// offer shows a text that was typed elsewhere, with what is wrong with it.
func (b *block) offer(typed string, problem *schema.Problem) {
	b.edit.SetValue(typed)
	b.refuse(problem)
}

func (b *block) refuse(problem *schema.Problem) {
	b.problem = problem
	if _, isJSON := b.reader.(jsonReader); !isJSON {
		return
	}
	if line, column, err := breaks(b.edit.Value()); err != nil {
		b.edit.Goto(line, column)
	}
}

func (b *block) typing() bool { return true }
func (b *block) typed() bool  { return b.edit.Value() != b.initial }

func (b *block) outside() string {
	if _, isJSON := b.reader.(jsonReader); isJSON {
		return b.edit.Value()
	}
	if value, problem := b.reader.read(b.edit.Value()); problem == nil && b.typed() {
		return pretty(value)
	}
	return b.plain.outside()
}

// blockNotes is the room below the text.
const blockNotes = 3

func (b *block) room() int { return max(b.height-blockNotes, min(b.height, 2)) }

func (b *block) size(width, height int) {
	b.plain.size(width, height)
	b.edit.SetSize(width, b.room())
}

func (b *block) lines() []string {
	var notes []note
	if b.problem != nil {
		notes = append(notes, b.place.about(*b.problem))
	}
	notes = append(notes, b.reader.reading(b.edit.Value())...)
	if notice := b.edit.Notice(); notice != "" {
		notes = append(notes, b.place.warning(notice))
	}
	notes = append(notes, b.place.standing()...)
	notes = append(notes, b.place.remark(strings.TrimSpace(b.reader.hint()+" ctrl+s stages the text.")), b.place.remark(b.place.spec.help))
	return append(b.edit.Lines(), b.place.paint(notes, b.width, b.height-b.room())...)
}

func (b *block) key(msg tea.KeyMsg) tea.Cmd {
	if b.edit.Key(msg) {
		b.problem = nil
	}
	return nil
}

func (b *block) actions() []core.Action {
	if !b.typed() && !b.place.spec.fresh {
		return nil
	}
	return []core.Action{b.place.staging("stage", []string{"ctrl+s"}, "Stage", "Stages the text and goes back.", b.stage)}
}

func (b *block) stage() tea.Cmd {
	value, problem := b.reader.read(b.edit.Value())
	if problem == nil {
		problem = b.place.take(value)
	}
	if problem != nil {
		b.refuse(problem)
		return nil
	}
	return b.place.done()
}

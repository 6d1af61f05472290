package editor

import (
	"encoding/json"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/schema"
	"github.com/jansadm/jansadm/tui/core"
)

// boolean chooses between true and false. Neither is chosen while there is no value.
type boolean struct {
	plain
	chosen  string // "true", "false" or empty
	cursor  string // "true" or "false"
	moved   bool   // the cursor is where the person put it
	hasty   bool   // enter was pressed before anything was chosen
	problem *schema.Problem
}

func newBoolean(p *place) *boolean { return &boolean{plain: plain{place: p}} }

func (b *boolean) load(value json.RawMessage) {
	b.chosen, b.problem = string(document.Compact(value)), nil
	b.moved, b.hasty = false, false
	if b.chosen != "true" && b.chosen != "false" {
		b.chosen = ""
	}
	b.cursor = b.chosen
	if b.cursor == "" {
		b.cursor = "true"
	}
}

func (b *boolean) lines() []string {
	th := b.place.theme()
	var lines []string
	for _, value := range []string{"true", "false"} {
		cursor, box, style := " ", "( )", th.Text
		if value == b.chosen {
			box = "(" + th.Glyphs.Bullet + ")"
		}
		if value == b.cursor {
			cursor, style = th.Glyphs.Cursor, th.Selection
		}
		lines = append(lines, " "+style.Paint(cursor+" "+box+" "+value+" "))
	}
	var notes []note
	if b.problem != nil {
		notes = append(notes, b.place.about(*b.problem))
	}
	if b.hasty {
		notes = append(notes, b.place.warning("Choose first: space takes what is under the cursor, the arrows move it."))
	}
	if b.chosen == "" {
		notes = append(notes, b.place.remark("Neither is chosen: the value is empty or unset."))
	}
	notes = append(append(notes, b.place.standing()...), b.place.remark(b.place.spec.help))
	return append(lines, b.place.paint(notes, b.width, b.height-len(lines))...)
}

func (b *boolean) key(msg tea.KeyMsg) tea.Cmd {
	b.moved, b.hasty = true, false
	switch msg.String() {
	case "up", "k", "home", "g":
		b.cursor = "true"
	case "down", "j", "end", "G":
		b.cursor = "false"
	case "left", "right", "h", "l", "tab":
		b.cursor = opposite(b.cursor)
	}
	return nil
}

func opposite(value string) string {
	if value == "true" {
		return "false"
	}
	return "true"
}

func (b *boolean) actions() []core.Action {
	return []core.Action{
		b.place.staging("toggle", []string{" "}, "Toggle", "Stages the other of true and false.", b.toggle),
		b.place.staging("stage", []string{"enter"}, "Stage", "Stages what is under the cursor and goes back.", b.enter),
	}
}

// enter takes what is under the cursor. A second enter of somebody who only wanted to look must not choose for an empty value.
func (b *boolean) enter() tea.Cmd {
	if b.hasty = b.chosen == "" && !b.moved; b.hasty {
		return nil
	}
	if b.cursor != b.chosen && !b.stage(b.cursor) {
		return nil
	}
	return b.place.done()
}

func (b *boolean) toggle() tea.Cmd {
	if b.chosen == b.cursor {
		b.cursor = opposite(b.cursor)
	}
	b.stage(b.cursor)
	return nil
}

func (b *boolean) stage(value string) bool {
	b.problem = b.place.take(json.RawMessage(value))
	return b.problem == nil
}

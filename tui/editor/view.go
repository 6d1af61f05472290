package editor

import (
	"encoding/json"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/schema"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/area"
)

// view shows a value that cannot be changed.
type view struct {
	plain
	area     *area.Area
	shown    string
	revealed bool
}

func newView(p *place) *view {
	return &view{plain: plain{place: p}, area: area.New(p.theme(), area.Options{Wrap: true})}
}

func (v *view) load(value json.RawMessage) {
	spec := v.place.spec
	text, isText := document.Text(value)
	switch {
	case document.IsEmpty(value):
		v.shown = "empty or unset"
	case spec.secret && !v.revealed:
		v.shown = schema.SecretMask
	case isText:
		v.shown = text
	case misfit(spec.typ, value) == "" && spec.typ.Kind != schema.KindAny:
		v.shown = schema.Display(spec.typ, value)
	default:
		v.shown = pretty(value)
	}
	v.area.SetText(v.shown)
}

// viewNotes is the room below the value.
const viewNotes = 2

func (v *view) size(width, height int) {
	v.plain.size(width, height)
	v.area.SetSize(max(width-1, 0), max(height-viewNotes, 0))
}

func (v *view) lines() []string {
	var lines []string
	for _, l := range v.area.Lines() {
		lines = append(lines, " "+l)
	}
	notes := []note{v.place.remark("It cannot be changed: " + sentence(v.place.spec.locked)), v.place.remark(v.place.spec.help)}
	return append(lines, v.place.paint(notes, v.width, min(viewNotes, v.height))...)
}

func (v *view) key(msg tea.KeyMsg) tea.Cmd {
	v.area.Key(msg)
	return nil
}

func (v *view) actions() []core.Action {
	actions := []core.Action{quiet(looking("leave", []string{"enter"}, "Back", "Goes back.", v.place.done))}
	if v.place.spec.secret {
		actions = append(actions, looking("reveal", []string{"ctrl+r"}, "Reveal", "Shows the secret, or masks it again.", func() tea.Cmd {
			v.revealed = !v.revealed
			v.load(v.place.value())
			return nil
		}))
	}
	return actions
}

// sentence puts the end to a reason that may have one already.
func sentence(reason string) string { return strings.TrimSuffix(reason, ".") + "." }

package editor

import (
	"encoding/json"
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/schema"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/picker"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// choice picks one of the known values. Where they are suggestions, another one can be typed.
type choice struct {
	plain
	picker  *picker.Picker
	other   *field // another value is being typed; nil mostly
	present string
	has     bool // there is a present value
	moved   bool // the cursor is where the person put it
	hasty   bool // enter was pressed before anything was chosen
	problem *schema.Problem
}

// Ids of items: a value is marked as such so that none can be taken for the last item.
const (
	valueItem = "="
	otherItem = "other"
)

func newChoice(p *place) *choice {
	return &choice{plain: plain{place: p}, picker: picker.New(p.theme(), picker.Options{Prompt: "Filter", None: "no value has that in its name"})}
}

func (c *choice) load(value json.RawMessage) {
	c.present, c.has = document.Text(value)
	c.has = c.has && c.present != ""
	c.problem, c.other, c.moved, c.hasty = nil, nil, false, false
	c.picker.SetItems(c.items())
	if c.has {
		c.picker.SetChosen(valueItem + c.present)
	}
}

func (c *choice) items() []picker.Item {
	t := c.place.spec.typ
	var items []picker.Item
	if c.has && !slices.Contains(t.Values, c.present) {
		items = append(items, picker.Item{ID: valueItem + c.present, Title: text.CleanLine(c.present), Detail: "the present value; unusual"})
	}
	for _, v := range t.Values {
		item := picker.Item{ID: valueItem + v, Title: v}
		if c.has && v == c.present {
			item.Detail = "the present value"
		}
		items = append(items, item)
	}
	if t.Open {
		items = append(items, picker.Item{ID: otherItem, Title: "other" + c.place.theme().Glyphs.Ellipsis, Detail: "type another value"})
	}
	return items
}

// choiceNotes is the room below the list.
const choiceNotes = 2

func (c *choice) size(width, height int) {
	c.plain.size(width, height)
	c.picker.SetSize(width, max(height-choiceNotes, min(height, 2)))
	if c.other != nil {
		c.other.size(width, height)
	}
}

func (c *choice) lines() []string {
	if c.other != nil {
		return c.other.lines()
	}
	lines := c.picker.Lines()
	var notes []note
	if c.problem != nil {
		notes = append(notes, c.place.about(*c.problem))
	}
	if notice := c.picker.Notice(); notice != "" {
		notes = append(notes, c.place.warning(notice))
	}
	if c.picker.Filtered() {
		notes = append(notes, c.place.remark("Typing filters the list: the arrows move, esc shows all of it again."))
	}
	if c.hasty {
		notes = append(notes, c.place.warning("Choose first: type a part of a name, or move with the arrows."))
	}
	if !c.has {
		notes = append(notes, c.place.remark("Nothing is chosen: the value is empty or unset."))
	}
	notes = append(append(notes, c.place.standing()...), c.place.remark(c.place.spec.help))
	return append(lines, c.place.paint(notes, c.width, c.height-len(lines))...)
}

func (c *choice) typing() bool { return true }
func (c *choice) typed() bool  { return c.other != nil && c.other.typed() }
func (c *choice) inner() bool  { return c.other != nil || c.picker.Filtered() }

func (c *choice) outside() string {
	if c.other != nil {
		return c.other.outside()
	}
	return c.plain.outside()
}

func (c *choice) back() bool {
	if c.other != nil {
		c.other = nil
		return true
	}
	filtered := c.picker.Filtered()
	c.unfilter()
	return filtered
}

// unfilter lists everything again.
func (c *choice) unfilter() {
	if c.picker.Filtered() {
		c.picker.Key(tea.KeyMsg{Type: tea.KeyEsc})
	}
}

func (c *choice) key(msg tea.KeyMsg) tea.Cmd {
	if c.other != nil {
		return c.other.key(msg)
	}
	c.problem, c.moved, c.hasty = nil, true, false
	c.picker.Key(msg)
	return nil
}

func (c *choice) actions() []core.Action {
	if c.other != nil {
		return c.other.actions()
	}
	return []core.Action{c.place.staging("stage", []string{"enter"}, "Stage", "Stages the value under the cursor and goes back.", c.choose)}
}

// choose takes what is under the cursor. A second enter of somebody who only wanted to look must not choose for an empty value.
func (c *choice) choose() tea.Cmd {
	if c.hasty = !c.has && !c.moved; c.hasty {
		return nil
	}
	if c.picker.Key(tea.KeyMsg{Type: tea.KeyEnter}) != picker.Chosen {
		return nil
	}
	chosen := c.picker.Chosen()[0]
	if chosen == otherItem {
		c.typeOther()
		return nil
	}
	c.unfilter()
	value := strings.TrimPrefix(chosen, valueItem)
	if c.has && value == c.present {
		return c.place.done()
	}
	if c.problem = c.place.take(document.Quote(value)); c.problem != nil {
		return nil
	}
	return c.place.done()
}

// typeOther lets another value be typed.
func (c *choice) typeOther() {
	c.other = newField(c.place, textReader{c.place})
	c.other.size(c.width, c.height)
}

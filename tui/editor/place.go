package editor

import (
	"encoding/json"
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/schema"
	"github.com/jansadm/jansadm/tui/core"
)

// spec is what is known about a value before one looks at it.
type spec struct {
	typ    schema.Type
	title  string
	help   string
	secret bool
	locked string // why it cannot be changed; empty when it can
	fresh  bool   // it is being added: leaving it as it is shown adds it

	// check refuses what the type allows and the surroundings do not.
	check func(json.RawMessage) *schema.Problem
	// spread adds several elements at once, for text of several lines that is pasted; nil where that means nothing.
	spread func(lines []string) *schema.Problem
}

// place is where one is in a value.
type place struct {
	editor *Editor
	depth  int
	step   step // from the place above
	spec   spec
	form   form
	level  level
}

// level edits the value at one place, in one form.
type level interface {
	load(value json.RawMessage) // shows a value and forgets what was typed
	size(width, height int)
	lines() []string
	key(msg tea.KeyMsg) tea.Cmd // keys that no action claims
	actions() []core.Action
	typing() bool     // text has the focus
	typed() bool      // there is text that is not taken over
	outside() string  // the value for the person's own editor
	inner() bool      // back may lead somewhere
	back() bool       // closes something inside the level
	show(inside step) // puts the cursor on something inside

	content() (input, text string)  // what is typed, and into which input
	retype(input, text string) bool // types it again; false when there is no such input
	descend(key string) bool        // opens something inside; false when it is not there
}

// plain is the behaviour of a level that has nothing special.
type plain struct {
	place         *place
	width, height int
}

func (p *plain) size(width, height int) { p.width, p.height = width, height }
func (p *plain) typing() bool           { return false }
func (p *plain) typed() bool            { return false }
func (p *plain) outside() string        { return pretty(p.place.value()) }
func (p *plain) inner() bool            { return false }
func (p *plain) back() bool             { return false }
func (p *plain) show(step)              {}

// value is what is at the place, nil when nothing is.
func (p *place) value() json.RawMessage {
	value := p.editor.value
	for _, below := range p.editor.places[1 : p.depth+1] {
		value = at(value, below.step)
	}
	return value
}

// load shows the present value, in the form that fits it.
func (p *place) load() {
	value := p.value()
	p.become(formOf(p.spec, value))
	p.level.load(value)
}

// become switches to another form.
func (p *place) become(f form) {
	if p.level != nil && p.form == f {
		return
	}
	p.form, p.level = f, newLevel(p, f)
	p.level.size(p.editor.width, p.editor.height)
}

// open goes one level down.
func (p *place) open(s step, inside spec) {
	if inside.locked == "" {
		inside.locked = p.spec.locked
	}
	inside.secret = inside.secret || p.spec.secret
	child := &place{editor: p.editor, depth: p.depth + 1, step: s, spec: inside}
	p.editor.places = append(p.editor.places[:p.depth+1], child)
	child.load()
}

// done leaves a value of one piece.
func (p *place) done() tea.Cmd {
	if p.depth == 0 {
		return p.editor.env.Done()
	}
	p.editor.Up()
	return nil
}

// path leads from the whole value to the place.
func (p *place) path() []string {
	var path []string
	for _, below := range p.editor.places[1 : p.depth+1] {
		path = append(path, below.step.key())
	}
	return path
}

// problemAt finds what is wrong or odd with something inside the place.
func (p *place) problemAt(s step) *schema.Problem {
	path := append(p.path(), s.key())
	for i, problem := range p.editor.found {
		if len(problem.Path) >= len(path) && slices.Equal(problem.Path[:len(path)], path) {
			return &p.editor.found[i]
		}
	}
	return nil
}

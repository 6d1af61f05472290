// Package confirm asks whether to do something that has consequences.
package confirm

import (
	"slices"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/theme"
	"github.com/jansadm/jansadm/tui/kit/area"
	"github.com/jansadm/jansadm/tui/kit/line"
)

// Quiet is how long after it is first drawn a dialog takes no answer but esc:
// keys that come that soon were typed for what was there before.
const Quiet = 250 * time.Millisecond

// longest is how much can be typed where a word is asked for: a wrong one is told, so it must be seen whole.
const longest = 200

// Result is how far the dialog is.
type Result int

// Results of a key.
const (
	Open      Result = iota // no answer yet
	Confirmed               // do it
	Cancelled               // don't
	Other                   // do the other thing
)

// Options describe the question.
type Options struct {
	// Title is the heading of the frame, cleaned text.
	Title string
	// Lines are painted: the question, and what will happen. They are wrapped,
	// and scroll where they don't fit.
	Lines []string
	// Confirm and Cancel are the labels of the buttons; empty means "OK" and
	// "Cancel". The one to cancel is chosen at first.
	Confirm, Cancel string
	// Other is the label of a third button, for another way to go on; empty for
	// none. Its first letter chooses it.
	Other string
	// Word, if not empty, must be typed to confirm. There are no buttons to choose
	// from then. Typed says whether a text is the word; nil wants it exactly so.
	Word  string
	Typed func(text string) bool
	// Danger paints the frame and the confirming button as a warning.
	Danger bool
	// Now is the clock; nil means time.Now.
	Now func() time.Time
}

// Dialog is the widget. Make it with New.
type Dialog struct {
	theme   *theme.Theme
	options Options
	body    *area.Area
	input   *line.Input

	width, height int
	chosen        Result    // what the chosen button answers
	since         time.Time // when it was first drawn
	notice        string    // what was wrong with the last try
}

// New returns a dialog without size.
func New(th *theme.Theme, o Options) *Dialog {
	if o.Confirm == "" {
		o.Confirm = "OK"
	}
	if o.Cancel == "" {
		o.Cancel = "Cancel"
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	d := &Dialog{theme: th, options: o, chosen: Cancelled, body: area.New(th, area.Options{Wrap: true})}
	d.body.SetLines(o.Lines)
	d.input = line.New(th, line.Options{Limit: longest})
	return d
}

// Key acts on a key. Every key belongs to the dialog while it is open.
func (d *Dialog) Key(msg tea.KeyMsg) Result {
	key := msg.String()
	if key == "esc" {
		return Cancelled
	}
	if d.since.IsZero() || d.options.Now().Sub(d.since) < Quiet {
		return Open
	}
	switch key {
	case "up", "down", "pgup", "pgdown":
		d.body.Key(msg)
		return Open
	}
	if d.options.Word != "" {
		return d.typed(msg)
	}
	return d.choose(key)
}

// typed handles keys where a word is asked for.
func (d *Dialog) typed(msg tea.KeyMsg) Result {
	if msg.String() != "enter" {
		d.input.Key(msg)
		return Open
	}
	if !d.wordTyped() {
		d.refuse()
		return Open
	}
	return Confirmed
}

// refuse says what is wrong with what was typed, and makes room for the next try.
func (d *Dialog) refuse() {
	typed := "Nothing was typed"
	if !d.input.Empty() {
		typed = "“" + d.input.Value() + "” is not the word"
	}
	d.notice = typed + ": type " + d.options.Word + " to go on, or esc to leave everything as it is"
	d.input.SetValue("")
	d.SetSize(d.width, d.height)
}

func (d *Dialog) wordTyped() bool {
	if d.options.Typed != nil {
		return d.options.Typed(d.input.Value())
	}
	return d.input.Value() == d.options.Word
}

// choose handles keys where there are buttons.
func (d *Dialog) choose(key string) Result {
	switch key {
	case "left", "h", "shift+tab":
		d.move(-1, key == "shift+tab")
	case "right", "l", "tab":
		d.move(1, key == "tab")
	case "y", "Y":
		return Confirmed
	case "n", "N":
		return Cancelled
	case "enter":
		return d.chosen
	default:
		if d.options.Other != "" && strings.EqualFold(key, d.options.Other[:1]) {
			return Other
		}
	}
	return Open
}

// answers are those of the buttons, from left to right.
func (d *Dialog) answers() []Result {
	if d.options.Other == "" {
		return []Result{Cancelled, Confirmed}
	}
	return []Result{Cancelled, Confirmed, Other}
}

// move chooses a neighbouring button, and with round goes on at the other end.
func (d *Dialog) move(by int, round bool) {
	answers := d.answers()
	at := slices.Index(answers, d.chosen) + by
	if round {
		at = (at + len(answers)) % len(answers)
	}
	d.chosen = answers[min(max(at, 0), len(answers)-1)]
}

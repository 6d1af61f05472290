// Package tuitest drives the console in tests: the model without a terminal, and the whole program at a pseudo-terminal.
package tuitest

import (
	"fmt"
	"reflect"
	"runtime"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/tui/kit/text"
)

// Driver sends messages to a model and runs the commands it returns, one after the other, until nothing is left to do. What it
// shows is then settled: no waiting, no program.
type Driver struct {
	t     testing.TB
	model tea.Model
	Quit  bool // the model has ended the program
	width int
}

// Drive starts a model in a window of that size.
func Drive(t testing.TB, model tea.Model, width, height int) *Driver {
	t.Helper()
	d := &Driver{t: t, model: model}
	d.run(model.Init())
	d.Resize(width, height)
	return d
}

// Resize changes the window.
func (d *Driver) Resize(width, height int) {
	d.t.Helper()
	d.width = width
	d.Send(tea.WindowSizeMsg{Width: width, Height: height})
}

// Send delivers one message and settles.
func (d *Driver) Send(msg tea.Msg) {
	d.t.Helper()
	model, cmd := d.model.Update(msg)
	d.model = model
	d.model.View() // as the library does after every message
	d.run(cmd)
}

// Keys presses keys by bubbletea's names: "enter", "ctrl+s", "down", "x".
func (d *Driver) Keys(names ...string) {
	d.t.Helper()
	for _, name := range names {
		d.Send(Key(name))
	}
}

// Type types a text, one key a character.
func (d *Driver) Type(content string) {
	d.t.Helper()
	for _, r := range content {
		if r == ' ' {
			d.Keys("space")
			continue
		}
		d.Send(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{r}})
	}
}

// Paste sends a bracketed paste.
func (d *Driver) Paste(content string) {
	d.t.Helper()
	d.Send(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(content), Paste: true})
}

// Screen is what is shown, without colours.
func (d *Driver) Screen() string { return text.Strip(d.model.View()) }

// Raw is what is written to the terminal.
func (d *Driver) Raw() string { return d.model.View() }

// Expect fails unless all texts are shown. Line breaks and runs of blanks count as one blank, since texts are wrapped.
func (d *Driver) Expect(texts ...string) {
	d.t.Helper()
	shown := squeeze(d.Screen())
	for _, want := range texts {
		if !strings.Contains(shown, squeeze(want)) {
			d.t.Fatalf("%q is not shown:\n%s", want, d.Screen())
		}
	}
}

// Refuse fails if one of the texts is shown.
func (d *Driver) Refuse(texts ...string) {
	d.t.Helper()
	for _, unwanted := range texts {
		if strings.Contains(squeeze(d.Screen()), squeeze(unwanted)) {
			d.t.Fatalf("%q is shown:\n%s", unwanted, d.Screen())
		}
	}
}

func squeeze(s string) string { return strings.Join(strings.Fields(s), " ") }

// CheckSize fails unless the frame has exactly the window's lines and every line its width.
func (d *Driver) CheckSize(width, height int) {
	d.t.Helper()
	lines := strings.Split(d.model.View(), "\n")
	if len(lines) != height {
		d.t.Errorf("%d lines, want %d:\n%s", len(lines), height, d.Screen())
	}
	for i, line := range lines {
		if text.Width(line) != width {
			d.t.Errorf("line %d is %d cells wide, want %d: %q", i+1, text.Width(line), width, line)
		}
	}
}

// commandLimit is how long a command may take before it counts as stuck.
const commandLimit = 30 * time.Second

func (d *Driver) run(cmd tea.Cmd) {
	d.t.Helper()
	if cmd == nil {
		return
	}
	answer := make(chan tea.Msg, 1)
	go func() { answer <- cmd() }()
	select {
	case msg := <-answer:
		d.take(msg)
	case <-time.After(commandLimit):
		d.t.Fatalf("the command %s does not end", runtime.FuncForPC(reflect.ValueOf(cmd).Pointer()).Name())
	}
}

func (d *Driver) take(msg tea.Msg) {
	d.t.Helper()
	switch msg := msg.(type) {
	case nil:
	case tea.QuitMsg:
		d.Quit = true
	case tea.BatchMsg:
		for _, cmd := range msg {
			d.run(cmd)
		}
	default:
		if list := reflect.ValueOf(msg); list.Kind() == reflect.Slice && list.Type().Elem() == reflect.TypeFor[tea.Cmd]() {
			for i := range list.Len() { // tea.Sequence, whose type has no name outside
				d.run(list.Index(i).Interface().(tea.Cmd))
			}
			return
		}
		d.Send(msg)
	}
}

// Key makes the message of a key by bubbletea's name.
func Key(name string) tea.KeyMsg {
	if msg, ok := namedKeys[name]; ok {
		return msg
	}
	if rest, ok := strings.CutPrefix(name, "alt+"); ok {
		msg := Key(rest)
		msg.Alt = true
		return msg
	}
	if len([]rune(name)) != 1 {
		panic(fmt.Sprintf("tuitest: there is no key %q", name))
	}
	return tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(name)}
}

// namedKeys are all keys of the library, by the names it gives them.
var namedKeys = func() map[string]tea.KeyMsg {
	keys := map[string]tea.KeyMsg{"space": {Type: tea.KeySpace, Runes: []rune{' '}}}
	for kind := tea.KeyType(-100); kind < 128; kind++ {
		if name := (tea.KeyMsg{Type: kind}).String(); name != "" && kind != tea.KeyRunes && kind != tea.KeySpace {
			keys[name] = tea.KeyMsg{Type: kind}
		}
	}
	return keys
}()

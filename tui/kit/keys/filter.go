// Package keys turns the key messages of the terminal library into single,
// whole keys. The library reads whatever bytes have arrived and makes messages
// of those: keys typed fast or repeated by a slow connection come as one message
// of several characters, which no binding knows, and an escape sequence that
// arrives in two parts comes as an escape, which cancels something, and a few
// characters, which do something else.
package keys

import (
	"time"

	tea "github.com/charmbracelet/bubbletea"
)

// HoldFor is how long an escape is held back to see whether the rest of a
// sequence follows. People can't type that fast, and connections that tear a
// sequence apart deliver the rest well within it.
const HoldFor = 30 * time.Millisecond

// Options of a filter.
type Options struct {
	// Typing reports whether a text input has the focus. While it has,
	// characters that arrive together stay together.
	Typing func() bool
	// Wants reports whether some binding waits for a key with Alt. Terminals
	// send Alt and a key as escape and the key, so one that nobody waits for was
	// the escape key followed closely by another.
	Wants func(tea.KeyMsg) bool
	// After returns a command that yields msg after a while; nil means tea.Tick.
	After func(wait time.Duration, msg tea.Msg) tea.Cmd
}

// Filter is the state between messages. Only the program's Update touches it.
type Filter struct {
	options Options
	held    []rune // an unfinished sequence from its escape on
	holding int    // counts the holds, so that a late FlushMsg is known as such
	paste   *paste // the paste being put together, or nil
}

// FlushMsg tells the filter that it has waited long enough. It comes from the
// command that Feed returned and goes back into Feed like any message.
type FlushMsg struct{ hold int }

// New returns a filter.
func New(o Options) *Filter {
	if o.Typing == nil {
		o.Typing = func() bool { return false }
	}
	if o.Wants == nil {
		o.Wants = func(tea.KeyMsg) bool { return false }
	}
	if o.After == nil {
		o.After = func(wait time.Duration, msg tea.Msg) tea.Cmd {
			return tea.Tick(wait, func(time.Time) tea.Msg { return msg })
		}
	}
	return &Filter{options: o}
}

// Feed takes a message and returns those to act on now, in order, and a command
// to run if something is held back. Messages that are no keys pass at once.
func (f *Filter) Feed(msg tea.Msg) ([]tea.Msg, tea.Cmd) {
	if flush, ok := msg.(FlushMsg); ok {
		return f.flush(flush), nil
	}
	if f.paste != nil {
		if done, taken := f.paste.add(msg); taken {
			return f.pasted(done)
		}
	}
	key, ok := msg.(tea.KeyMsg)
	if !ok {
		return []tea.Msg{msg}, nil
	}
	out := f.key(key)
	return out, f.wait()
}

// wait returns the command that ends the holding back, if there is any.
func (f *Filter) wait() tea.Cmd {
	if len(f.held) == 0 && f.paste == nil {
		return nil
	}
	f.holding++
	hold := HoldFor
	if f.paste != nil {
		hold = pasteFor
	}
	return f.options.After(hold, FlushMsg{f.holding})
}

// key handles one key message.
func (f *Filter) key(key tea.KeyMsg) []tea.Msg {
	if key.Paste {
		return append(f.giveUp(), key)
	}
	if len(f.held) > 0 {
		if key.Type == tea.KeyRunes && !key.Alt {
			return f.join(key.Runes)
		}
		out := f.giveUp()
		return append(out, f.key(key)...)
	}
	switch {
	case key.Type == tea.KeyEscape && !key.Alt:
		f.held = []rune{escape}
		return nil
	case key.Type == tea.KeyEscape: // two escapes read together
		f.held = []rune{escape}
		return []tea.Msg{tea.KeyMsg{Type: tea.KeyEscape}}
	case key.Alt:
		return f.alt(key)
	case key.Type == tea.KeyRunes:
		return f.runes(key.Runes)
	default:
		return []tea.Msg{key}
	}
}

// runes gives out characters that arrived together.
func (f *Filter) runes(runes []rune) []tea.Msg {
	if len(runes) == 0 {
		return nil
	}
	if f.options.Typing() {
		return []tea.Msg{tea.KeyMsg{Type: tea.KeyRunes, Runes: runes}}
	}
	out := make([]tea.Msg, 0, len(runes))
	for _, r := range runes {
		out = append(out, tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{r}})
	}
	return out
}

// alt decides what an Alt key was.
func (f *Filter) alt(key tea.KeyMsg) []tea.Msg {
	if f.options.Wants(key) {
		return []tea.Msg{key}
	}
	bare := key
	bare.Alt = false
	switch {
	case key.Type == tea.KeyRunes && len(key.Runes) == 1 && introduces(key.Runes[0]):
		f.held = []rune{escape, key.Runes[0]}
		return nil
	case key.Type < 0 && key.Type != tea.KeyRunes && key.Type != tea.KeySpace:
		// A key with a sequence of its own, an arrow say: here the terminal
		// really said Alt. Nobody waits for it, but it was no escape.
		return []tea.Msg{bare}
	default:
		return append([]tea.Msg{tea.KeyMsg{Type: tea.KeyEscape}}, f.key(bare)...)
	}
}

// join adds characters to the sequence being held.
func (f *Filter) join(runes []rune) []tea.Msg {
	for n, r := range runes {
		if !continues(f.held, r) {
			out := f.giveUp()
			return append(out, f.runes(runes[n:])...)
		}
		f.held = append(f.held, r)
		if !complete(f.held) {
			continue
		}
		sequence := string(f.held)
		f.held = nil
		if sequence == pasteStart {
			f.paste = &paste{text: append([]rune(nil), runes[n+1:]...)}
			return nil
		}
		out := decode(sequence)
		return append(out, f.runes(runes[n+1:])...)
	}
	return nil
}

// giveUp gives out what is held as the keys it looks like.
func (f *Filter) giveUp() []tea.Msg {
	if len(f.held) == 0 {
		return nil
	}
	rest := f.held[1:]
	f.held = nil
	return append([]tea.Msg{tea.KeyMsg{Type: tea.KeyEscape}}, f.runes(rest)...)
}

// flush ends the hold that the message belongs to.
func (f *Filter) flush(msg FlushMsg) []tea.Msg {
	if msg.hold != f.holding {
		return nil
	}
	if f.paste != nil {
		whole := f.paste.whole()
		f.paste = nil
		return whole
	}
	return f.giveUp()
}

// pasted goes on with a paste, or ends it.
func (f *Filter) pasted(done bool) ([]tea.Msg, tea.Cmd) {
	if !done {
		return nil, f.wait()
	}
	whole := f.paste.whole()
	f.paste = nil
	return whole, nil
}

package keys

import (
	"fmt"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"
)

// pasteStart is what a terminal puts before pasted text. The library knows it
// only if it arrives in one piece; where it does not, the pasted text would
// come as keys and be obeyed.
const pasteStart = "\x1b[200~"

// pasteFor is how long to wait for more of a paste whose end got lost.
const pasteFor = 500 * time.Millisecond

// pasteEndNote is how the library's message for the unknown sequence "[201~",
// the end of a paste that it did not see start, describes itself. The type is
// not exported.
const pasteEndNote = "?CSI[50 48 49 126]?"

// paste collects a paste whose start arrived in two pieces.
type paste struct{ text []rune }

// add takes a message that belongs to the paste, and reports whether it was the
// end of it.
func (p *paste) add(msg tea.Msg) (done, taken bool) {
	if note, ok := msg.(fmt.Stringer); ok && note.String() == pasteEndNote {
		return true, true
	}
	key, ok := msg.(tea.KeyMsg)
	if !ok {
		return false, false
	}
	switch key.Type {
	case tea.KeyRunes, tea.KeySpace:
		if key.Alt { // the end's escape was read together with its "["
			p.text = append(p.text, escape)
		}
		p.text = append(p.text, key.Runes...)
	case tea.KeyEnter, tea.KeyCtrlJ:
		p.text = append(p.text, '\n')
	case tea.KeyTab:
		p.text = append(p.text, '\t')
	case tea.KeyEscape:
		p.text = append(p.text, escape)
	}
	return strings.HasSuffix(string(p.text[max(len(p.text)-len(pasteEnd), 0):]), pasteEnd), true
}

// pasteEnd is what a terminal puts behind pasted text.
const pasteEnd = "\x1b[201~"

// whole returns the paste as the message it should have been.
func (p *paste) whole() []tea.Msg {
	runes := []rune(strings.TrimSuffix(string(p.text), pasteEnd))
	if len(runes) == 0 {
		return nil
	}
	return []tea.Msg{tea.KeyMsg{Type: tea.KeyRunes, Runes: runes, Paste: true}}
}

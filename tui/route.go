package tui

import (
	"slices"
	"unicode"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/tui/core"
)

// key finds who a key belongs to: the overlay, else text that has the focus, else the screen's actions, else the console's own.
func (a *App) key(msg tea.KeyMsg) tea.Cmd {
	if msg.String() == "ctrl+c" {
		return a.quit()
	}
	if a.tooSmall() {
		if msg.String() == "q" {
			return a.quit()
		}
		return nil
	}
	if a.status.Tone != core.Failure || msg.String() == "esc" {
		a.status = core.Status{}
	}
	if a.overlay != nil {
		current := a.overlay
		done, cmd := current.Key(msg)
		if done && a.overlay == current {
			a.overlay = nil
		}
		return cmd
	}
	screen := a.top()
	if isTyping(screen) && prints(msg) {
		return screen.Update(msg)
	}
	if action, ok := core.Find(screen.Actions(), msg.String()); ok {
		return a.run(action)
	}
	if action, ok := core.Find(a.globals(), msg.String()); ok {
		return a.run(action)
	}
	return screen.Update(msg)
}

func (a *App) run(action core.Action) tea.Cmd {
	if action.Disabled != "" {
		return a.session.Say(core.Warning, action.Title+" is not possible: "+action.Disabled)
	}
	return action.Run()
}

// prints says whether a key would put something into a text.
func prints(msg tea.KeyMsg) bool {
	if msg.Paste || msg.Type == tea.KeySpace {
		return true
	}
	return msg.Type == tea.KeyRunes && !msg.Alt && len(msg.Runes) > 0 && unicode.IsPrint(msg.Runes[0])
}

func isTyping(screen core.Screen) bool {
	typing, ok := screen.(core.Typing)
	return ok && typing.Typing()
}

// typing says whether keys that arrive together are text rather than commands.
func (a *App) typing() bool {
	if a.overlay != nil {
		return a.overlay.Typing()
	}
	return len(a.screens) > 0 && isTyping(a.top())
}

// wants says whether some binding waits for a key with Alt: an action, or the editing keys of a text that has the focus.
func (a *App) wants(msg tea.KeyMsg) bool {
	name := msg.String()
	if a.typing() && slices.Contains(editingKeys, name) {
		return true
	}
	if len(a.screens) == 0 || a.overlay != nil {
		return false
	}
	_, bound := core.Find(append(a.top().Actions(), a.globals()...), name)
	return bound
}

// editingKeys are what text inputs do with Alt: by words.
var editingKeys = []string{"alt+b", "alt+f", "alt+d", "alt+backspace", "alt+delete", "alt+left", "alt+right"}

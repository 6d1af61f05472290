package core

import (
	"slices"

	tea "github.com/charmbracelet/bubbletea"
)

// Risk says what an action may do to the server.
type Risk int

// Most actions only look; Stage changes the draft, which is harmless; Write sends something that changes the server.
const (
	Look Risk = iota
	Stage
	Write
)

// Action is one thing a person can do. Keys, hints, help and palette are all made from it.
type Action struct {
	ID       string   // stable, as in "property.edit"
	Keys     []string // as bubbletea names them; the first is the one that hints show
	Title    string   // two words at most: hints show it
	Help     string   // one sentence
	Risk     Risk
	Verb     string // the command line that does the same; Stage and Write actions have one
	Quiet    bool   // claimed and explained, but not worth a place among the hints
	Disabled string // why it is not possible now; empty when it is
	Run      func() tea.Cmd
}

// Claims says whether the action is bound to a key.
func (a Action) Claims(key string) bool { return slices.Contains(a.Keys, key) }

// Find returns the first action bound to a key.
func Find(actions []Action, key string) (Action, bool) {
	for _, action := range actions {
		if action.Claims(key) {
			return action, true
		}
	}
	return Action{}, false
}

// KeyName is how a key is shown to people.
func KeyName(key string) string {
	switch key {
	case " ":
		return "space"
	case "pgdown":
		return "pgdn"
	case "up":
		return "↑"
	case "down":
		return "↓"
	}
	return key
}

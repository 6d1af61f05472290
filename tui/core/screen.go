// Package core is the contract between the console's root and its screens.
package core

import (
	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/ops/change"
)

// Screen is one page of the console. All methods run on the program's one loop: they touch memory only, and leave what takes time
// to the commands they return.
type Screen interface {
	// Init starts what the screen needs; called once, when it is first shown.
	Init() tea.Cmd
	// Update receives the replies addressed to the screen, and the keys that no action of the screen claims.
	Update(msg tea.Msg) tea.Cmd
	// SetSize gives the room of the body; called before the first View and whenever it changes.
	SetSize(width, height int)
	// View draws the body: exactly height lines of width cells.
	View() string
	// Title is the screen's part of the breadcrumb.
	Title() string
	// Actions is what can be done here now, the most useful first.
	Actions() []Action
}

// Typing is a screen where text may have the focus. While Typing is true, keys that print go to Update before any action.
type Typing interface{ Typing() bool }

// Unsaved is a screen that holds text which is typed but not staged. Leaving it asks first.
type Unsaved interface {
	// Unsaved says in words what would be lost; empty when nothing would.
	Unsaved() string
}

// Saver is an Unsaved screen whose text is saved, not staged.
type Saver interface{ Saves() }

// Closer is a screen that wants to know that it is gone, to cancel its requests.
type Closer interface{ Close() }

// Resumer is a screen that wants to know that it is on top again.
type Resumer interface{ Resume() tea.Cmd }

// Helper is a screen with more to say about itself than its actions do.
type Helper interface {
	// HelpText is a few paragraphs of plain text.
	HelpText() string
}

// Spec describes a screen to the registry: menu, palette and help are made from it.
type Spec struct {
	ID      string   // stable, as in "auth.properties"
	Menu    string   // id of the menu that lists it; empty for screens that other screens open
	Order   int      // position in the menu
	Title   string   // as the server's documentation calls it
	Help    string   // one line
	Aliases []string // other words for the palette

	// Reads is what the screen is about, to say beforehand that the permission to read it is missing; empty for nothing.
	Reads change.Resource
	// Offline says that the screen needs no server.
	Offline bool

	// New makes the screen. The argument names the thing it is about, for screens that are about one thing.
	New func(s *Session, arg string) Screen
	// Objects lists what can be opened here by name, for the palette; nil when there is nothing.
	Objects func(s *Session) []Object
}

// Object is one thing that the palette finds.
type Object struct {
	Name     string // the argument of the screen
	Title    string
	Detail   string
	Keywords string
}

package core

import (
	tea "github.com/charmbracelet/bubbletea"
)

// Push opens a screen on top of the present one.
type Push struct{ Screen Screen }

// Pop goes back. It does not ask: whoever sends it has done so, or has nothing to lose. With a screen that one goes, also from below others:
// what it waited for has come while the person looked at something else.
type Pop struct{ Screen Screen }

// Open opens the screen of that id from the registry, about the thing that Arg names. Then is the id of an action to run there at once;
// empty for none.
type Open struct{ ID, Arg, Then string }

// EffectsScreen is the id of the screen that lists what applied plans bring about.
const EffectsScreen = "effects"

// The ids of the form of a stored profile, which is opened about one, and of the same with the focus on the client's secret and on the CA file;
// and that of the page about the certificate of its server.
const (
	ProfileScreen      = "profile"
	ProfileSecret      = "profile.secret"
	ProfileAuthority   = "profile.authority"
	ProfileCertificate = "profile.certificate"
)

// Jump leaves every open screen and opens the one of that id along the path of the menus. Text that is typed and not staged is asked
// about first.
type Jump struct{ ID, Arg string }

// Tone colours a status line.
type Tone int

// The tones of a status line.
const (
	Plain Tone = iota
	Good
	Warning
	Failure
)

// Status shows one line at the bottom. It stays until the next key after it was seen; failures stay until another line replaces them.
type Status struct {
	Tone Tone
	Text string
}

// Ask opens a dialog. Done is called with the answer on the program's loop.
type Ask struct {
	Title string
	Lines []string
	Yes   string                 // the button that goes on, as in "Discard"
	Word  string                 // must be typed to go on; empty when the button is enough
	Typed func(text string) bool // whether a text is the word; nil takes it in any case
	Risky bool
	Done  func(yes bool, typed string) tea.Cmd

	Cancel  string         // the button that leaves everything as it is; empty for "Cancel"
	Other   string         // a third button, as in "Discard"; its first letter chooses it. Empty for none
	Instead func() tea.Cmd // is called when that one was chosen
}

// Applied tells every screen that the server's configuration has changed through this console.
type Applied struct{}

// Revoked tells every screen that tokens or sessions have gone through this console.
type Revoked struct{}

// Send wraps a message as a command, for what is reported later.
func Send(msg tea.Msg) tea.Cmd { return func() tea.Msg { return msg } }

// Say is Send for a status line, for what has no session at hand.
func Say(tone Tone, text string) tea.Cmd { return Send(Status{Tone: tone, Text: text}) }

// Deliver hands a message to one screen, if it is still open.
type Deliver struct {
	To  Screen
	Msg tea.Msg
}

// Outcome is a message that tells whether the server answered; the header's connection state follows it.
type Outcome interface{ Failure() error }

// Attempt is the Outcome of an attempt to sign in. That it failed takes nothing from the login there is.
type Attempt interface {
	Outcome
	Attempt()
}

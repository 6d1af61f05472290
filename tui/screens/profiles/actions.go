package profiles

import (
	"context"
	"fmt"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/ops/access"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// Actions depend on the profile under the cursor.
func (s *Screen) Actions() []core.Action {
	if s.failure != nil {
		return []core.Action{
			{ID: "reload", Keys: []string{"r"}, Title: "Try again", Help: "Reads the profiles again.", Run: s.reload},
			{ID: "profiles.aside", Keys: []string{"S"}, Title: "Set aside", Help: "Renames the file that cannot be read, and starts without profiles.", Disabled: s.noGate(), Run: s.setAside},
		}
	}
	p, ok := s.selected()
	none, notStored := "", ""
	if !ok {
		none, notStored = "no profile is selected", "no profile is selected"
	} else if p.Name == access.SandboxName {
		notStored = "the sandbox is part of this program"
	}
	return append([]core.Action{
		{ID: "profiles.switch", Keys: []string{"enter", "right", "l"}, Title: "Switch to", Help: "Works with the server under the cursor; asks when edits are staged.", Disabled: s.noSwitch(none, p),
			Run: func() tea.Cmd { return s.session.Post(core.Switch{Profile: p.Name, To: s}) }},
		{ID: "profiles.add", Keys: []string{"a"}, Title: "Add", Help: "Finds another server and makes a profile of it.", Disabled: s.noGate(),
			Run: func() tea.Cmd { return s.session.Post(core.Open{ID: "connect"}) }},
		{ID: "profiles.edit", Keys: []string{"e"}, Title: "Edit", Help: "Opens the profile.", Disabled: notStored, Run: func() tea.Cmd { return s.session.Post(core.Open{ID: core.ProfileScreen, Arg: p.Name}) }},
		{ID: "profiles.default", Keys: []string{"m"}, Title: "Make default", Help: "The console opens on it, and commands use it when they name none.", Disabled: already(notStored, p.Default, "it is"),
			Run: s.do("is the default profile now.", p.Name, func(ctx context.Context, gate access.Gate) error { return gate.SetDefault(ctx, p.Name) })},
		{ID: "profiles.signout", Keys: []string{"o"}, Title: "Sign out", Help: "Ends the sign-in at the server and forgets it; asks first.", Disabled: already(notStored, !p.SignedIn, "nobody is signed in"),
			Run: func() tea.Cmd { return s.signOut(p) }},
		{ID: "profiles.remove", Keys: []string{"d"}, Title: "Remove", Help: "Takes the profile away, with its secrets; asks first.", Disabled: notStored, Run: func() tea.Cmd { return s.remove(p) }},
		{ID: "profiles.certificate", Keys: []string{"c"}, Title: "Certificate", Help: "Shows the certificate that the server presents, to compare and to pin.", Quiet: true, Disabled: notStored,
			Run: func() tea.Cmd { return s.session.Post(core.Open{ID: core.ProfileCertificate, Arg: p.Name}) }},
	}, s.rest()...)
}

func (s *Screen) rest() []core.Action {
	return []core.Action{
		{ID: "profiles.identity", Keys: []string{"i"}, Title: "Identity", Help: "Tells who is signed in to the server in use, and what they may do.", Quiet: true, Disabled: s.noIdentity(),
			Run: func() tea.Cmd { return s.session.Post(core.Open{ID: "identity"}) }},
		{ID: "reload", Keys: []string{"r"}, Title: "Reload", Help: "Reads the profiles again.", Run: s.reload},
	}
}

func already(cannot string, is bool, why string) string {
	if cannot == "" && is {
		return why
	}
	return cannot
}

func (s *Screen) noSwitch(none string, p access.Profile) string {
	return already(none, none == "" && s.current(p), "it is the one in use")
}

func (s *Screen) noGate() string {
	if s.session.Gate == nil {
		return errNoGate.Error()
	}
	return ""
}

func (s *Screen) noIdentity() string {
	if s.session.Opened() == nil {
		return "no server is in use"
	}
	return ""
}

// gateless is why there are no profiles where the console was given one server alone.
type gateless struct{}

func (gateless) Error() string { return "this console knows one server only" }

var errNoGate = gateless{}

// do makes an action of something that is done to a profile.
func (s *Screen) do(said, name string, work func(context.Context, access.Gate) error) func() tea.Cmd {
	return func() tea.Cmd {
		gate := s.session.Gate
		return s.session.Work(s, func(ctx context.Context) tea.Msg {
			return done{said: text.CleanLine(name) + " " + said, err: work(ctx, gate)}
		})
	}
}

// signOut ends a sign-in, after a question: to get it back takes a browser.
func (s *Screen) signOut(p access.Profile) tea.Cmd {
	lines := []string{"The sign-in is ended at the server and forgotten here. The profile stays, with the secret of its client."}
	if staged := s.session.Staged(); staged > 0 && s.current(p) {
		lines = append(lines, fmt.Sprintf("%d staged: kept for whoever signs in next, and not applied before.", staged))
	}
	return s.session.Post(core.Ask{
		Title: "Sign out of " + p.Name + "?", Lines: lines, Yes: "Sign out",
		Done: func(yes bool, _ string) tea.Cmd {
			if !yes {
				return nil
			}
			return s.endSignIn(p)
		},
	})
}

func (s *Screen) endSignIn(p access.Profile) tea.Cmd {
	gate, current := s.session.Gate, s.current(p)
	return s.session.Work(s, func(ctx context.Context) tea.Msg {
		return done{said: text.CleanLine(p.Name) + " is signed out.", out: current, err: gate.SignOut(ctx, p.Name)}
	})
}

func (s *Screen) remove(p access.Profile) tea.Cmd {
	lines := []string{"Its address, its secrets and its sign-in are forgotten. The server itself is not changed."}
	if lifted := access.Lifts(p, access.Profile{}); len(lifted) > 0 {
		lines = append(lines, "It guards its server no more: "+strings.Join(lifted, ", ")+".")
	}
	if s.current(p) {
		lines = append(lines, "It is the one in use: you can go on until you leave.")
	}
	return s.session.Post(core.Ask{
		Title: "Remove " + p.Name + "?", Lines: lines, Yes: "Remove", Word: strings.TrimSpace(p.ConfirmWord), Typed: p.Confirms, Risky: true,
		Done: func(yes bool, _ string) tea.Cmd {
			if !yes {
				return nil
			}
			return s.do("is removed.", p.Name, func(ctx context.Context, gate access.Gate) error {
				if err := access.SameGuards(ctx, gate, p); err != nil {
					return err
				}
				return gate.Remove(ctx, p.Name)
			})()
		},
	})
}

// setAside renames the file that cannot be read.
func (s *Screen) setAside() tea.Cmd {
	return s.session.Post(core.Ask{
		Title: "Start without profiles?", Yes: "Set aside",
		Lines: []string{"The file is renamed, not deleted: what is in it can be mended and taken back. Secrets stay where they are."},
		Done: func(yes bool, _ string) tea.Cmd {
			if !yes {
				return nil
			}
			gate := s.session.Gate
			return s.session.Work(s, func(ctx context.Context) tea.Msg {
				renamed, err := gate.SetAside(ctx)
				return done{said: "The file is now called " + renamed + ".", err: err}
			})
		},
	})
}

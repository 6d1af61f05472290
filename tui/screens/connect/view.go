package connect

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/ops/access"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/prose"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// SetSize gives the room.
func (s *Screen) SetSize(width, height int) {
	s.width, s.height = width, height
	s.page.SetSize(width, height)
	if s.stage == refused {
		s.page.ReplaceLines(s.obstacle(width))
	}
}

// View draws the step.
func (s *Screen) View() string { return strings.Join(text.Fit(s.lines(), s.width, s.height), "\n") }

func (s *Screen) lines() []string {
	th := s.session.Theme
	page := prose.New(s.width)
	switch s.stage {
	case importing:
		page.Add(th.Muted, "Reading what the existing console has stored "+th.Glyphs.Ellipsis)
	case addressing:
		page.Add(th.Text, "Where is the server? enter looks at it; nothing secret is sent yet.")
		if s.broken != nil {
			page.Bullet(th.Glyphs.Warn, th.Warn, th.Warn, core.Explain(s.broken).Message)
			page.Indent(3, th.Text, "Nothing can be saved before that: mend the file, or set it aside on the page Profiles.")
		}
		if s.inClear() {
			page.Bullet(th.Glyphs.Danger, th.Danger, th.Danger, "Over http, secrets and tokens travel in clear.")
		}
		page.Space()
		s.address.SetSize(s.width, max(s.height-len(page.Lines()), 1))
		return append(page.Lines(), s.address.Lines()...)
	case looking:
		page.Space()
		page.Add(th.Text, "Looking at "+s.profile.Server+" "+th.Glyphs.Ellipsis)
		page.Add(th.Muted, "Its certificate, its OpenID configuration and its Config API. esc gives up.")
	case refused:
		return s.page.Lines()
	case detailing:
		s.sights(page)
		page.Space()
		s.details.SetSize(s.width, max(s.height-len(page.Lines()), 1))
		return append(page.Lines(), s.details.Lines()...)
	case saving:
		page.Space()
		page.Add(th.Muted, "Saving the profile "+th.Glyphs.Ellipsis)
	}
	return page.Lines()
}

func (s *Screen) inClear() bool {
	typed := s.address.Value(hostField)
	_, err := access.Address(typed, false)
	return access.PlainHTTP(typed) && err != nil
}

// sights are what the look has found. Little room shows only the auth server.
func (s *Screen) sights(page *prose.Page) {
	th, found := s.session.Theme, s.found
	page.Bullet(th.Glyphs.OK, th.OK, th.Text, "Found "+text.CleanLine(found.Issuer))
	if s.height > 14 {
		page.Indent(3, th.Muted, "Auth server  "+text.CleanLine(found.AuthURL))
		page.Indent(3, th.Muted, "Config API   "+text.CleanLine(found.ConfigURL))
		if found.Health != "" {
			page.Indent(3, th.Muted, "Health       "+text.CleanLine(found.Health))
		}
		if s.profile.Pin != "" {
			page.Indent(3, th.Muted, "Certificate  pinned: no other one will be accepted")
		}
	}
}

// Actions depend on the step.
func (s *Screen) Actions() []core.Action {
	back := core.Action{ID: "connect.back", Keys: []string{"esc"}, Title: "Back", Help: "Goes to the step before; what is typed stays.", Run: s.back}
	next := core.Action{ID: "connect.field", Keys: []string{"tab"}, Title: "Next field", Help: "Goes to the next field; shift+tab goes to the one before.",
		Run: func() tea.Cmd { return s.key(tea.KeyMsg{Type: tea.KeyTab}) }}
	enter := func() tea.Cmd { return s.key(tea.KeyMsg{Type: tea.KeyEnter}) }
	switch s.stage {
	case addressing:
		return []core.Action{{ID: "connect.look", Keys: []string{"enter"}, Title: "Look", Help: "Looks at the server.", Run: enter}, next}
	case detailing:
		return []core.Action{{ID: "connect.save", Keys: []string{"enter"}, Title: "Save and sign in", Help: "Stores the profile and goes on to sign in.", Run: enter}, next, back}
	case refused:
		return s.waysOut(back)
	}
	return []core.Action{back}
}

func (s *Screen) waysOut(back core.Action) []core.Action {
	again := s.ask
	if s.found.Server != "" {
		again = s.save
	}
	actions := []core.Action{{ID: "reload", Keys: []string{"r"}, Title: "Try again", Help: "Tries the same again.", Run: again}}
	if s.certificate() != nil {
		actions = append([]core.Action{pinAction(s.noPin(), s.pin), authorityAction(noAuthority(s.certificate()), s.authority)}, actions...)
	}
	return append(actions, back)
}

// HelpText explains the words.
func (s *Screen) HelpText() string {
	return "The auth server is found by its OpenID configuration at the host, the Config API at its usual place below it. Where an installation has them elsewhere, their addresses can be given.\n\n" +
		"The client is who this program is to the server. Setup makes one for consoles, and keeps its id and secret as tui_client_id and tui_client_pw: in setup.properties.last, and on Kubernetes in " +
		"the ConfigMap and the Secret cn.\n\nSetup makes a certificate itself where it is given none. It is signed by nobody, and has no alternative names, so that it can only be trusted by comparing its " +
		"fingerprint: it is then pinned, and checked on every connection."
}

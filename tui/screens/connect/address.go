package connect

import (
	"context"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/ops/access"
	"github.com/jansadm/jansadm/theme"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/fields"
)

// The fields of the address.
const (
	hostField   = "host"
	authField   = "auth"
	configField = "config"
	caField     = "ca"
)

func newAddress(th *theme.Theme) *fields.Form {
	return fields.New(th,
		fields.Field{ID: hostField, Label: "Host", Placeholder: "jans.example.org", Check: checkHost,
			Help: "The name of the server, as in jans.example.org or https://jans.example.org:8443. The rest is found by itself."},
		fields.Field{ID: authField, Label: "Auth server", Placeholder: "found by discovery", Check: checkOther,
			Help: "Only if the auth server is not at the host itself: its address."},
		fields.Field{ID: configField, Label: "Config API", Placeholder: "below the host", Check: checkOther,
			Help: "Only if the Config API is not at https://HOST/jans-config-api: its address."},
		fields.Field{ID: caField, Label: "CA file", Placeholder: "none",
			Help: "Only if the server's certificate is signed by an authority of your own: the PEM file with its certificate. A certificate that setup made itself " +
				"needs none: it is shown to you for comparison."},
	)
}

func checkHost(typed string) string {
	_, err := access.Address(typed, true)
	return inWords(err)
}

func checkOther(typed string) string {
	if strings.TrimSpace(typed) == "" {
		return ""
	}
	return checkHost(typed)
}

// look asks the server what it is. Addresses without encryption are asked about first.
func (s *Screen) look() tea.Cmd {
	server, _ := access.Address(s.address.Value(hostField), true)
	s.profile = access.Profile{
		Server: server, AuthURL: strings.TrimSpace(s.address.Value(authField)), ConfigURL: strings.TrimSpace(s.address.Value(configField)),
		CACert: access.Path(s.address.Value(caField)), Pin: s.pinOf(server),
	}
	if access.Shortened(s.address.Value(hostField)) {
		s.session.Say(core.Plain, "Using "+server+": what follows the host is left out. A Config API elsewhere has a field of its own.")
	}
	if !s.profile.InClear() {
		return s.ask()
	}
	return s.session.Post(core.Ask{
		Title: "Without encryption?", Yes: "Go on", Word: "http", Risky: true,
		Lines: []string{"Over http, the client's secret and all tokens travel in clear: everybody on the way can read and alter them. Use https where there is any way to."},
		Done: func(yes bool, _ string) tea.Cmd {
			if !yes {
				return nil
			}
			s.profile.PlainHTTP = true
			return s.ask()
		},
	})
}

// pinOf is the pin that was confirmed for this server a moment ago.
func (s *Screen) pinOf(server string) string {
	if server == s.profile.Server {
		return s.profile.Pin
	}
	return ""
}

func (s *Screen) ask() tea.Cmd {
	s.stage, s.found = looking, access.Sighting{}
	gate, profile := s.session.Gate, s.profile
	return s.work.Start(s.session, s, func(ctx context.Context) tea.Msg {
		sighting, err := gate.Look(ctx, profile)
		return sighted{sighting: sighting, err: err}
	})
}

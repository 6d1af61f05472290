package connect

import (
	"context"
	"errors"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/ops/access"
	"github.com/jansadm/jansadm/theme"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/fields"
)

// The fields of the client and of the profile.
const (
	clientField   = "client"
	secretField   = "secret"
	nameField     = "name"
	colorField    = "color"
	readOnlyField = "readonly"
)

// noColor is what a profile without a colour of its own has.
const noColor = "none"

func newDetails(th *theme.Theme) *fields.Form {
	const where = " On a virtual machine it is in setup.properties.last, on Kubernetes in the "
	return fields.New(th,
		fields.Field{ID: clientField, Label: "Client id", Check: needed("the client id is needed"),
			Help: "The client that setup made for consoles." + where + "ConfigMap cn: tui_client_id."},
		fields.Field{ID: secretField, Label: "Client secret", Secret: true, Check: needed("the client secret is needed"),
			Help: "Its secret." + where + "Secret cn: tui_client_pw. It is kept in your keyring, or in a private file where there is none."},
		fields.Field{ID: nameField, Label: "Profile name", Check: checkName, Help: "What you call the server, in the header and on the command line: --profile NAME."},
		fields.Field{ID: colorField, Label: "Colour", Choices: append([]string{noColor}, theme.ServerColors()...),
			Help: "Of the name in the header. Give production one that warns you: red."},
		fields.Field{ID: readOnlyField, Label: "Read-only", Choices: fields.YesNo(), Help: "With yes, nothing can be changed through this profile, and only permissions to read are asked for."},
	)
}

func needed(why string) func(string) string {
	return func(value string) string {
		if strings.TrimSpace(value) == "" {
			return why
		}
		return ""
	}
}

func checkName(name string) string { return inWords(access.CheckName(name)) }

// inWords is what is wrong, and the way out.
func inWords(err error) string {
	if err == nil {
		return ""
	}
	message := core.Explain(err).Message
	if hinted := (interface{ Hint() string })(nil); errors.As(err, &hinted) {
		message += ". " + hinted.Hint()
	}
	return message
}

// errTaken says that there is a profile of that name, which must not be written over by one that is new.
var errTaken = errors.New("there is a profile of that name already")

// save stores the profile, which can then be opened.
func (s *Screen) save() tea.Cmd {
	s.stage = saving
	s.profile.Name, s.profile.ClientID = s.details.Value(nameField), strings.TrimSpace(s.details.Value(clientField))
	s.profile.ReadOnly, s.profile.Color = s.details.Value(readOnlyField) == fields.Yes, s.details.Value(colorField)
	if s.profile.Color == noColor {
		s.profile.Color = ""
	}
	gate, profile, secret := s.session.Gate, s.profile, access.NewSecret(s.details.Value(secretField))
	return s.work.Start(s.session, s, func(ctx context.Context) tea.Msg {
		ctx = context.WithoutCancel(ctx) // half a profile helps nobody
		stored, err := gate.Profiles(ctx)
		if err != nil {
			return saved{err: err}
		}
		for _, other := range stored {
			if strings.EqualFold(other.Name, profile.Name) {
				return saved{err: errTaken}
			}
		}
		place, err := gate.Save(ctx, profile.Name, profile, secret)
		return saved{place: place, err: err}
	})
}

// finish goes on to the server.
func (s *Screen) finish(msg saved) tea.Cmd {
	switch {
	case errors.Is(msg.err, errTaken):
		s.stage = detailing
		s.details.Refuse(nameField, msg.err.Error()+": choose another one")
		return nil
	case msg.err != nil:
		s.refuse(msg.err)
		return nil
	}
	return s.session.Post(core.Pop{Screen: s}, core.Status{Tone: core.Good, Text: "The profile " + s.profile.Name + " is saved, the secret " + msg.place + "."},
		core.Switch{Profile: s.profile.Name})
}

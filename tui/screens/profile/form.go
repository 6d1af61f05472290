package profile

import (
	"errors"
	"slices"
	"strings"

	"github.com/jansadm/jansadm/client/ops/access"
	"github.com/jansadm/jansadm/theme"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/fields"
)

// The fields that others lead to.
const (
	secretField    = "secret"
	authorityField = "ca"
)

// none is how a profile without a colour of its own is shown.
const none = "none"

func newForm(th *theme.Theme, p access.Profile) *fields.Form {
	colors := append([]string{none}, theme.ServerColors()...)
	if p.Color != "" && !slices.Contains(colors, p.Color) {
		colors = append(colors, p.Color) // it stays unless somebody chooses another one
	}
	places := []string{access.PlaceKeyring, access.PlaceFile, access.PlaceEnv}
	place := "The keyring of the system, a private file, or nowhere: then the environment has them each time."
	if p.Kept != "" {
		place += " Now they are " + p.Kept + "."
	}
	yes := func(on bool) string {
		if on {
			return fields.Yes
		}
		return fields.No
	}
	return fields.New(th,
		fields.Field{ID: "name", Label: "Profile name", Value: p.Name, Check: checkName, Help: "In the header and on the command line: --profile NAME."},
		fields.Field{ID: "server", Label: "Server", Value: p.Server, Check: checkServer, Help: "Its host, or https://host:port."},
		fields.Field{ID: "color", Label: "Colour", Value: p.Color, Choices: colors, Help: "Of the name in the header. Give production one that warns you: red."},
		fields.Field{ID: "readonly", Label: "Read-only", Value: yes(p.ReadOnly), Choices: fields.YesNo(), Help: "With yes, nothing can be changed through this profile."},
		fields.Field{ID: "word", Label: "Confirm word", Value: p.ConfirmWord, Placeholder: none, Help: "Has to be typed before anything is changed, for production."},
		fields.Field{ID: "reason", Label: "Ask for a reason", Value: yes(p.RequireReason), Choices: fields.YesNo(), Help: "With yes, every change needs a reason, which the journal keeps."},
		fields.Field{ID: "client", Label: "Client id", Value: p.ClientID, Help: "The client that setup made for consoles: tui_client_id in its properties, on Kubernetes in the ConfigMap cn."},
		fields.Field{ID: secretField, Label: "Client secret", Secret: true, Placeholder: "stays as it is",
			Help: "Type it only to replace the one that is kept: tui_client_pw in the properties of setup, on Kubernetes in the Secret cn."},
		fields.Field{ID: "place", Label: "Secrets are in", Value: p.Place, Choices: places, Help: place},
		fields.Field{ID: authorityField, Label: "CA file", Value: p.CACert, Placeholder: none, Help: "A PEM file with the authority that signed the server's certificate."},
		fields.Field{ID: "pin", Label: "Pinned certificate", Value: p.Pin, Placeholder: none, Check: checkPin,
			Help: "The SHA-256 fingerprint of the one certificate that the server may present. Empty it to go by authorities again."},
		fields.Field{ID: "insecure", Label: "Accept any certificate", Value: yes(p.Insecure), Choices: fields.YesNo(), Help: "With yes, certificates are not checked at all. Anybody on the way can read and alter everything."},
		fields.Field{ID: "auth", Label: "Auth server", Value: p.AuthURL, Placeholder: "found by discovery", Help: "Its address, if it is not at the server itself."},
		fields.Field{ID: "config", Label: "Config API", Value: p.ConfigURL, Placeholder: "below the server", Help: "Its address, if it is not at its usual place."},
		fields.Field{ID: "plain", Label: "Allow http", Value: yes(p.PlainHTTP), Choices: fields.YesNo(), Help: "With yes, secrets and tokens may travel in clear."},
		fields.Field{ID: "cert", Label: "Client certificate", Value: p.ClientCert, Placeholder: none, Help: "A PEM file with a certificate that the server wants to see."},
		fields.Field{ID: "key", Label: "Its key", Value: p.ClientKey, Placeholder: none, Help: "The PEM file with the key of the client certificate."},
	)
}

// values is the profile as the form has it. An empty secret is none: the kept one stays.
func values(f *fields.Form, p access.Profile) (access.Profile, access.Secret) {
	word := func(id string) string { return strings.TrimSpace(f.Value(id)) }
	on := func(id string) bool { return f.Value(id) == fields.Yes }
	p.Name, p.Server, p.AuthURL, p.ConfigURL, p.PlainHTTP = word("name"), word("server"), word("auth"), word("config"), on("plain")
	if p.Color = f.Value("color"); p.Color == none {
		p.Color = ""
	}
	if place := f.Value("place"); place != access.PlaceKeyring || p.Place != "" {
		p.Place = place
	}
	p.ReadOnly, p.ConfirmWord, p.RequireReason = on("readonly"), word("word"), on("reason")
	p.ClientID, p.Insecure, p.Pin = word("client"), on("insecure"), access.PinOf(word("pin"))
	p.CACert, p.ClientCert, p.ClientKey = access.Path(word(authorityField)), access.Path(word("cert")), access.Path(word("key"))
	return p, access.NewSecret(f.Value(secretField))
}

func checkName(name string) string {
	err := access.CheckName(name)
	if err == nil {
		return ""
	}
	message := core.Explain(err).Message
	if hinted := (interface{ Hint() string })(nil); errors.As(err, &hinted) {
		message += ". " + hinted.Hint()
	}
	return message
}

func checkServer(typed string) string {
	if _, err := access.Address(typed, true); err != nil {
		return core.Explain(err).Message
	}
	return ""
}

func checkPin(typed string) string {
	if pin := access.PinOf(strings.TrimSpace(typed)); pin != "" && (len(pin) != 64 || strings.Trim(pin, "0123456789abcdef") != "") {
		return "a fingerprint has 64 hexadecimal digits, with or without colons"
	}
	return ""
}

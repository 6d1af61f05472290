package profile

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Profile is a server and how to use it. Secrets are not part of it.
type Profile struct {
	Name string

	Server    string // https://host[:port]
	ConfigURL string // of the Config API where it is not at its usual place below Server
	AuthURL   string // of the auth server, likewise
	PlainHTTP bool   // Server and the others may be http, which carries tokens in clear

	ClientID string
	Secret   Place // where the client's secret and the login are kept

	CACert     string // a PEM file, trusted in addition to the system's authorities
	Pin        string // SHA-256 of the one certificate that the server may present, in hexadecimal
	ClientCert string // PEM files of a certificate to present
	ClientKey  string
	Insecure   bool // any server certificate is accepted

	Color         string // of the profile in the console's header
	ReadOnly      bool
	ConfirmWord   string // has to be typed before anything is changed
	RequireReason bool   // every change needs a reason
}

// Place is where secrets are kept.
type Place string

// The places of secrets. "" is PlaceKeyring.
const (
	PlaceKeyring Place = "keyring" // of the operating system; a private file where there is none
	PlaceFile    Place = "file"    // a private file
	PlaceEnv     Place = "env"     // nowhere: the environment has them each time
)

var pinPattern = regexp.MustCompile(`^[0-9a-f]{64}$`)

// Check says whether the profile can be stored: nil, *NameError or *ValueError. Addresses and files are looked at when they are used.
func (p Profile) Check() error {
	if err := CheckName(p.Name); err != nil {
		return err
	}
	switch {
	case p.Server == "":
		return &ValueError{p.Name, "server", "is missing"}
	case !slices.Contains([]Place{"", PlaceKeyring, PlaceFile, PlaceEnv}, p.Secret):
		return &ValueError{p.Name, "secret", `is none of "keyring", "file" and "env"`}
	case p.Pin != "" && !pinPattern.MatchString(p.Pin):
		return &ValueError{p.Name, "pin", "is not 64 hexadecimal digits: the SHA-256 of a certificate"}
	case p.Pin != "" && p.Insecure:
		return &ValueError{p.Name, "pin", "and insecure_skip_verify exclude each other"}
	case (p.ClientCert == "") != (p.ClientKey == ""):
		return &ValueError{p.Name, "client_cert", "and client_key belong together"}
	}
	return nil
}

// member is one line of a profile in the file.
type member struct {
	key  string
	text func(*Profile) *string // one of the two is set
	flag func(*Profile) *bool
}

// members are in the order in which they are written.
var members = []member{
	{key: "server", text: func(p *Profile) *string { return &p.Server }},
	{key: "config_url", text: func(p *Profile) *string { return &p.ConfigURL }},
	{key: "auth_url", text: func(p *Profile) *string { return &p.AuthURL }},
	{key: "plain_http", flag: func(p *Profile) *bool { return &p.PlainHTTP }},
	{key: "client_id", text: func(p *Profile) *string { return &p.ClientID }},
	{key: "secret", text: func(p *Profile) *string { return (*string)(&p.Secret) }},
	{key: "ca_cert", text: func(p *Profile) *string { return &p.CACert }},
	{key: "pin", text: func(p *Profile) *string { return &p.Pin }},
	{key: "client_cert", text: func(p *Profile) *string { return &p.ClientCert }},
	{key: "client_key", text: func(p *Profile) *string { return &p.ClientKey }},
	{key: "insecure_skip_verify", flag: func(p *Profile) *bool { return &p.Insecure }},
	{key: "color", text: func(p *Profile) *string { return &p.Color }},
	{key: "read_only", flag: func(p *Profile) *bool { return &p.ReadOnly }},
	{key: "confirm_word", text: func(p *Profile) *string { return &p.ConfirmWord }},
	{key: "require_reason", flag: func(p *Profile) *bool { return &p.RequireReason }},
}

// value is what the file says, nil for nothing: "" and false are left out.
func (m member) value(p *Profile) any {
	if m.flag != nil {
		if *m.flag(p) {
			return true
		}
		return nil
	}
	switch text := *m.text(p); {
	case text == "":
		return nil
	case strings.HasPrefix(text, "?"):
		return quoted(text)
	default:
		return text
	}
}

// quoted is a text that the YAML library takes for a key when it stands without quotes, and writes so.
type quoted string

// MarshalYAML implements yaml.BytesMarshaler.
func (q quoted) MarshalYAML() ([]byte, error) { return []byte(strconv.Quote(string(q))), nil }

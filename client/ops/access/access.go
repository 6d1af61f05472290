// Package access is how a person gets to a server: profiles, looking at a server before anything is trusted, signing in, and opening a
// connection. It holds the words and the contract; the program puts them into practice where it connects.
package access

import (
	"context"
	"time"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/drafts"
	"github.com/jansadm/jansadm/client/ops/revocation"
	"github.com/jansadm/jansadm/client/ops/tokens"
)

// SandboxName is what the embedded server is called; no profile can have that name.
const SandboxName = "sandbox"

// Profile is a named server as a person sees it. Secrets are not part of it.
type Profile struct {
	Name      string
	Server    string // host, or https://host[:port]
	ConfigURL string // of the Config API, where it is not at its usual place
	AuthURL   string // of the auth server, likewise
	PlainHTTP bool   // tokens may travel in clear

	ClientID string
	Place    string // where secrets are kept: keyring, file or env; "" is keyring

	CACert     string
	Pin        string // SHA-256 of the one certificate that the server may present
	ClientCert string
	ClientKey  string
	Insecure   bool

	Color         string
	ReadOnly      bool
	ConfirmWord   string // has to be typed before anything is changed
	RequireReason bool

	// What is known about it, not stored with it.
	Default   bool
	SecretsIn string // where its secrets really are: file also stands for a keyring that cannot be used
	SignedIn  bool   // a sign-in is kept; the server may have ended it
	Person    string // who signed in
	Kept      string // where its secrets and its sign-in really are, in words
}

// Parting is what a changed profile has to be without: a login and a secret belong to the server and the client that they were given for,
// and must not be sent to others.
type Parting struct {
	Login  bool
	Secret bool
}

// Secret is the secret of a profile's client on its way to where it is kept. It shows itself nowhere.
type Secret struct{ text string }

// NewSecret takes a secret over.
func NewSecret(text string) Secret { return Secret{text} }

// Reveal is the secret.
func (s Secret) Reveal() string { return s.text }

// IsZero says whether there is none.
func (s Secret) IsZero() bool { return s.text == "" }

// String hides the secret.
func (s Secret) String() string { return "(hidden)" }

// GoString hides the secret.
func (s Secret) GoString() string { return "(hidden)" }

// MarshalText hides the secret.
func (s Secret) MarshalText() ([]byte, error) { return []byte("(hidden)"), nil }

// Legacy is what the existing console of Janssen has stored about a server.
type Legacy struct{ Path, Server, ClientID string }

// Sighting is what a look at a server has found, before anything secret is sent there.
type Sighting struct {
	Server    string // the address, made whole
	Issuer    string
	AuthURL   string
	ConfigURL string
	Health    string // what the Config API says of itself; empty when it does not
}

// Code is what a person needs to sign in with a browser.
type Code struct {
	UserCode    string
	URL         string // where the code is typed in
	CompleteURL string // the same with the code in it; empty when the server offers none
	Expires     time.Time
	Trouble     error // why the server could not be asked the last time; it will be asked again
}

// Identity is who is signed in and what he may do.
type Identity struct {
	Person      string   // as people call him; the client when nobody is
	Roles       []string // what the identity provider says; permissions decide
	Scopes      []string // of the token in use
	MissingFull []string // what a full administrator has besides
	MissingRead []string // what a read-only one has besides
	Expires     time.Time
	ClientID    string
	Issuer      string
	Renewable   bool     // it renews itself
	Kept        string   // where the sign-in and the client's secret really are, in words; empty when they are not kept here
	ServerNotes []string // version and health of the server where it tells them, clock differences
}

// Call is a request that was made, for the pane of recent requests. It holds no secret.
type Call struct {
	Time      time.Time
	Op        string
	Method    string
	Path      string
	URL       string // whole, with what is secret in it hidden
	Curl      string // a command line that asks the same, with references in the place of secrets
	Status    int    // 0 when no answer arrived
	Failure   string // with the server's own code, not cleaned
	Duration  time.Duration
	RequestID string
	Times     int // how often it was asked with the same answer; the rest is about the last time
	Try       int // which one of the same request
}

// Opened is a server that is ready to be worked with. Nothing has been sent for it but what signing in takes.
type Opened struct {
	Ops        *ops.Ops
	Tokens     *tokens.Service     // what can be done with tokens and sessions
	Revocation *revocation.Service // what can be done about the revocation endpoint
	Profile    Profile             // of the sandbox only Name is set
	Server     string              // host, for the header
	User       string              // who acts, as far as known
	Personal   bool                // it is a person who acts, signed in with a browser
	Warnings   []string            // what should be told once: a secret file that others can read, a certificate that is not checked
	News       func() []string     // what should be told once, and came up since this was called last; nil for never
	Drafts     *drafts.Shelf       // where what is staged is kept; nil where there is no such place
	Calls      func() []Call
	Identity   func(ctx context.Context) (Identity, error)
	Close      func(ctx context.Context) error
}

// NeedsSignIn says whether it is known that nothing can be asked of the server before a person signs in.
func (o *Opened) NeedsSignIn() bool { return o.Personal && o.User == "" }

// Gate is the way in. All of it may take time. Errors are explained by ops.Explain; those about certificates are CertificateProblem.
type Gate interface {
	// Profiles lists what is stored, the default one first.
	Profiles(ctx context.Context) ([]Profile, error)
	// SetAside renames a file of profiles that cannot be read, so that one can start afresh, and returns its new name.
	SetAside(ctx context.Context) (string, error)
	// Legacy finds what the existing console has stored; false when there is nothing.
	Legacy(ctx context.Context) (Legacy, bool, error)
	// Look finds a server's auth server and Config API, without secrets. Of the profile the addresses and what it trusts are used.
	Look(ctx context.Context, profile Profile) (Sighting, error)
	// Parting tells what Save forgets when the profile of that name becomes the given one; a new profile parts with nothing. Errors are
	// those for which Save stores nothing. It looks at files of this machine only.
	Parting(name string, profile Profile) (Parting, error)
	// Save adds a profile, or changes the one of that name, which may give it another. A zero secret leaves the one that is kept. It
	// returns where the secret is kept, in words.
	Save(ctx context.Context, name string, profile Profile, secret Secret) (string, error)
	// Remove takes a profile away with its secrets. A sign-in is ended first where the server can be reached.
	Remove(ctx context.Context, name string) error
	// SetDefault makes a profile the one that is used when none is named.
	SetDefault(ctx context.Context, name string) error
	// SignIn signs a person in with a browser: show is told the code, and again before each wait. It ends when the person is signed in,
	// when it fails, or with the context.
	SignIn(ctx context.Context, name string, show func(Code)) error
	// SignOut ends the sign-in at the server and forgets it.
	SignOut(ctx context.Context, name string) error
	// Open makes a connection by a profile; SandboxName is the embedded server. Its context ends with the opening, not with the
	// connection. It sends nothing: whether a sign-in is needed shows with the first request.
	Open(ctx context.Context, name string) (*Opened, error)
}

// Stored is the profile of that name as it is now, or an *ops.UnknownNameError.
func Stored(ctx context.Context, gate Gate, name string) (Profile, error) {
	profiles, err := gate.Profiles(ctx)
	if err != nil {
		return Profile{}, err
	}
	for _, profile := range profiles {
		if profile.Name == name {
			return profile, nil
		}
	}
	return Profile{}, &ops.UnknownNameError{Thing: "profile", Name: name}
}

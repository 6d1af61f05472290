// Package connect turns flags, environment and profiles into a connection to one server: what the verbs and the console work with.
package connect

import (
	"cmp"
	"context"
	"time"

	"github.com/jansadm/jansadm/client/auth/store"
	"github.com/jansadm/jansadm/client/profile"
	"github.com/jansadm/jansadm/client/transport"
)

// Settings say which server to talk to and how. They come from flags. Without Sandbox and Server it is a profile, the default one when
// none is named.
type Settings struct {
	Sandbox    bool   // the embedded server
	Server     string // host, host:port or https://host
	Profile    string // the name of a profile
	CACert     string // PEM files
	ClientCert string
	ClientKey  string
	Insecure   bool // accept any server certificate
	Strict     bool // check certificates also where the profile does not
	ReadOnly   bool
	Timeout    time.Duration // of one call to the server
	LogFile    string
}

// over is the profile with these settings laid over it: they win, but for a read-only profile, which stays so.
func (s Settings) over(p profile.Profile) profile.Profile {
	p.CACert = cmp.Or(s.CACert, p.CACert)
	if s.ClientCert != "" || s.ClientKey != "" {
		p.ClientCert, p.ClientKey = s.ClientCert, s.ClientKey
	}
	p.Insecure = (p.Insecure || s.Insecure) && !s.Strict
	p.ReadOnly = p.ReadOnly || s.ReadOnly
	return p
}

// System is what a connection needs of the world.
type System struct {
	Env     func(string) string
	Keyring store.Keyring // nil is that of the operating system
	Now     func() time.Time
	NewID   func() string
	Sleep   func(context.Context, time.Duration) error
	Version string // of this program
}

// RealSystem is the system outside of tests.
func RealSystem(env func(string) string, version string) System {
	return System{Env: env, Now: time.Now, NewID: transport.RandomID, Sleep: transport.Sleep, Version: version}
}

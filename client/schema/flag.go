package schema

import "strings"

// Flag is one feature flag of the auth server: a value of the property
// featureFlags (FeatureFlagType.java). An empty list of flags switches every
// feature on.
type Flag struct {
	Name          string   // wire value, as in revoke_token
	Constant      string   // Java constant, as in REVOKE_TOKEN
	Title         string   // what it is called in a list
	Shipped       bool     // listed by the setup of a new installation
	Gates         string   // what is refused or skipped while it is off
	WhenOff       string   // what a client sees while it is off
	DiscoveryKeys []string // discovery members that appear only while it is on
	Inert         bool     // no endpoint or behaviour depends on it
	Paths         []string // paths it gates, below the server's host
	Note          string   // anything else worth knowing; may be empty
}

// DocURL is the manual page of the flag.
func (f Flag) DocURL() string { return flagPage + strings.ToLower(f.Constant) }

// Flags lists the feature flags in the server's declaration order. Callers
// must not modify it.
func Flags() []Flag { return flags }

// LookupFlag finds a flag in any case, with hyphens or underscores, by its wire
// value or its constant.
func LookupFlag(name string) (Flag, bool) {
	key := flagKey(name)
	for _, f := range flags {
		if f.Name == key {
			return f, true
		}
	}
	return Flag{}, false
}

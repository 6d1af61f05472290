package revocation

import (
	"encoding/json"
	"time"

	"github.com/jansadm/jansadm/client/ops"
)

// Status is what three witnesses say about the revocation of tokens: discovery, the settings, and the endpoint itself; and where they
// disagree. Its texts are partly the server's: they have to be cleaned.
type Status struct {
	Advertised Advertised
	Settings   Settings
	Scripts    []Script // of the type revoke_token, enabled or not
	Probe      Probe
	MTLSProbe  Probe
	Findings   []Finding // gravest first
	Unread     []Unread  // what could not be looked at: the findings are without it
}

// Agree says that all witnesses were heard, and that nothing was found.
func (s Status) Agree() bool { return len(s.Findings) == 0 && s.Heard() }

// Heard says that every witness could be asked; without one of them nobody can say that nothing disagrees.
func (s Status) Heard() bool { return len(s.Unread) == 0 && s.Probe.Verdict != NotAsked }

// Nodes is what has to be known about several processes of the auth server.
const Nodes = "Each process of the auth server keeps its own copy of the settings and its own discovery cache. Behind a load balancer " +
	"this shows the one that happened to answer; another may say something else for a while."

// Unread is something that could not be looked at, and why.
type Unread struct {
	What string // "the discovery document"
	Err  error
}

// Advertised is what discovery tells clients.
type Advertised struct {
	Known    bool // the document could be read
	Issuer   string
	Endpoint *string // revocation_endpoint; nil when it is not there
	MTLS     *string // that of mtls_endpoint_aliases
	Read     time.Time
	Cached   bool
	// StaleUntil is when the document shows at the latest what is set at the moment of reading; zero when nobody can tell.
	StaleUntil time.Time
}

// Settings is what the server is told to do.
type Settings struct {
	Known      bool // they could be read
	Flag       bool // revoke_token is on
	Listed     bool // and stored in the list of flags
	AllOn      bool // the list names no flag that the server knows, so everything is on
	Properties []Setting

	configuration *ops.Configuration
}

// Configuration is what the settings were read from; nil when they could not be read. Fixes are staged over it.
func (s Settings) Configuration() *ops.Configuration { return s.configuration }

// Setting is one property that has to do with revocation.
type Setting struct {
	Name  string
	Value json.RawMessage // nil: empty or unset
	Unset json.RawMessage // what the server goes by while it is unset; nil for nothing
	Help  string
}

// Set says whether it has a value.
func (s Setting) Set() bool { return len(s.Value) > 0 }

// Setting finds a property by its name.
func (s Settings) Setting(name string) Setting {
	for _, setting := range s.Properties {
		if setting.Name == name {
			return setting
		}
	}
	return Setting{Name: name}
}

// Script is a script that is asked before a token is revoked.
type Script struct {
	Inum, Name string
	Enabled    bool
	Error      string // what it has failed with the last time, in a line; empty for none
}

// Verdict is what an answer of the endpoint means. The names are stable.
type Verdict string

// The verdicts of a probe.
const (
	Live         Verdict = "live"         // tokens are revoked there
	Off          Verdict = "off"          // the feature flag is off, as this process has it
	WrongPath    Verdict = "wrong-path"   // something answers that does not know the path
	Unauthorised Verdict = "unauthorised" // it answers, and does not accept the console's client
	Unreachable  Verdict = "unreachable"  // nothing answers
	Odd          Verdict = "odd"          // something answers that no revocation endpoint says
	NotAsked     Verdict = "not-asked"    // see Says
)

// Probe is what an endpoint has answered to a token that does not exist.
type Probe struct {
	URL     string
	Status  int // 0 when nothing answered, or nothing was asked
	Code    string
	Verdict Verdict
	Says    string // the verdict in a sentence
}

// Finding is a disagreement between the witnesses, or a risk.
type Finding struct {
	ID       string // stable
	Severity ops.Severity
	Says     string     // what does not fit
	Explains string     // why, and what it means to clients
	FixTitle string     // empty when there is no fix
	Fix      []ops.Edit // the edits of a plan; nil when no setting mends it
	Commands []string   // the same on the command line
}

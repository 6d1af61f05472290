package tui_test

import (
	"context"
	"errors"
	"net"
	"net/http"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/jansadm/jansadm/client"
	"github.com/jansadm/jansadm/client/auth"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/sandbox"
	"github.com/jansadm/jansadm/client/transport"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/kittest"
	"github.com/jansadm/jansadm/tui/tuitest"
)

// wire is a network in front of the sandbox. It can be cut before or behind it, and counts what goes through.
type wire struct {
	through http.RoundTripper
	calls   map[string]int
	before  func(*http.Request) error // nil lets the request through
	behind  func(*http.Request) error // nil lets the answer through
}

func (w *wire) RoundTrip(r *http.Request) (*http.Response, error) {
	w.calls[r.Method+" "+r.URL.Path]++
	if w.before != nil {
		if err := w.before(r); err != nil {
			return nil, err
		}
	}
	answer, err := w.through.RoundTrip(r)
	if err != nil || w.behind == nil {
		return answer, err
	}
	if err := w.behind(r); err != nil {
		return nil, errors.Join(err, answer.Body.Close())
	}
	return answer, nil
}

// count adds up the calls to a path, whatever its base.
func (w *wire) count(method, end string) int {
	n := 0
	for call, times := range w.calls {
		if strings.HasPrefix(call, method+" ") && strings.HasSuffix(call, end) {
			n += times
		}
	}
	return n
}

const (
	configPath = "/jans-auth-server/config"
	tokenPath  = "/token"
)

// trouble is a console on a sandbox whose network and answers can be spoilt.
type trouble struct {
	*stage
	world *tuitest.World
	wire  *wire
}

// enter opens a console on a sandbox, which several may use one after the other.
func enter(t *testing.T, world *tuitest.World, recorder ops.Recorder) *trouble {
	t.Helper()
	over := &wire{through: world.Sandbox.Transport(), calls: map[string]int{}}
	info := world.Sandbox.Info()
	session := connection{
		server: info.URL, network: over, journal: recorder, theme: kittest.Mono(),
		tokens: func(t *transport.Transport) auth.TokenSource {
			return auth.NewClientCredentials(t, info.URL+"/jans-auth/restv1/token", info.ClientID, info.ClientSecret, client.Scopes(false), time.Now)
		},
	}.session(t)
	return &trouble{stage: raise(t, session, 80, 24), world: world, wire: over}
}

// fail makes the sandbox answer so.
func (c *trouble) fail(method, path, kind string) {
	c.world.Sandbox.SetFaults([]sandbox.Fault{{Method: method, Path: path, Kind: kind}})
}

func (c *trouble) mend() {
	c.world.Sandbox.SetFaults(nil)
	c.wire.before, c.wire.behind = nil, nil
}

// fault is one way in which reading can fail, and words that say so.
type fault struct {
	name   string
	kind   string // of the sandbox
	before error  // of the network
	says   []string
}

var (
	errReset   = &net.OpError{Op: "read", Net: "tcp", Err: syscall.ECONNRESET}
	errRefused = &net.OpError{Op: "dial", Net: "tcp", Err: syscall.ECONNREFUSED}
	errNoHost  = &net.OpError{Op: "dial", Net: "tcp", Err: &net.DNSError{Err: "no such host", Name: "jans.example.org", IsNotFound: true}}
)

var readFaults = []fault{
	{name: "401", kind: sandbox.Fault401, says: []string{"did not accept the credentials (HTTP 401)", "log in again"}},
	{name: "403", kind: sandbox.Fault403, says: []string{"not permitted (HTTP 403)", "Ask an administrator"}},
	{name: "404", kind: sandbox.Fault404, says: []string{"not found (HTTP 404)", "check that the address is right"}},
	{name: "409", kind: sandbox.Fault409, says: []string{"in conflict", "(HTTP 409)"}},
	{name: "429", kind: sandbox.Fault429, says: []string{"too many requests (HTTP 429)", "Wait a moment"}},
	{name: "500", kind: sandbox.Fault500, says: []string{"the server failed (HTTP 500)", "Failed to update entry"}},
	{name: "500 with HTML", kind: sandbox.Fault500HTML, says: []string{"an HTML page, probably from a proxy", "Something in front of the server answered"}},
	{name: "cut body", kind: sandbox.FaultCut, says: []string{"the answer broke off before its end"}},
	{name: "reset", kind: sandbox.FaultReset, says: []string{"the connection was closed before an answer arrived"}},
	{name: "nonsense", kind: sandbox.FaultNonsense, says: []string{"was not understood", "A portal, proxy or load balancer answered"}},
	{name: "refused", before: errRefused, says: []string{"connection refused", "that the server is running"}},
	{name: "no such host", before: errNoHost, says: []string{"there is no host named jans.example.org"}},
	{name: "time-out", before: context.DeadlineExceeded, says: []string{"no answer in time"}},
}

func (f fault) strike(c *trouble) {
	if f.before != nil {
		c.wire.before = func(*http.Request) error { return f.before }
		return
	}
	c.fail(http.MethodGet, "*", f.kind)
}

// place is a screen that reads something: the way there, and what it says while it waits, when it cannot read, and when it could.
type place struct {
	name, waiting, failed, shown string
	open                         core.Open
}

var places = []place{
	{"properties", "Reading the configuration", "The configuration could not be read.", "329 of 329", core.Open{ID: "auth.properties"}},
	{"flags", "Asking the server which flags it knows", "The flags could not be read.", "features are on.", core.Open{ID: "auth.flags"}},
	{"property", "Reading the configuration", "The configuration could not be read.", "Requires every client to use PKCE",
		core.Open{ID: "auth.property", Arg: "requirePkce"}},
}

// Whatever goes wrong while a screen reads for the first time: it says what, it can be used, and r recovers.
func TestFirstReadFails(t *testing.T) {
	t.Parallel()
	world := tuitest.NewWorld(t, sandbox.Options{})
	for _, place := range places {
		for _, f := range readFaults {
			t.Run(place.name+" "+f.name, func(t *testing.T) {
				c := enter(t, world, memory{})
				f.strike(c)
				c.Send(place.open)
				c.Expect(append(f.says, place.failed, "r tries again.")...)
				c.usable()
				c.Keys("r")
				c.Expect(f.says...)
				c.mend()
				c.Keys("r")
				c.Expect(place.shown, "connected")
				c.Refuse(place.failed)
				c.CheckSize(80, 24)
			})
		}
	}
}

// stageEdit stages a harmless change in the list of properties.
func (c *trouble) stageEdit() {
	c.find("errorReasonEnabled")
	c.Keys("space")
	c.Expect("1 staged")
}

// usable fails unless help and palette still open.
func (c *trouble) usable() {
	c.Keys("?")
	c.Expect("Keys here")
	c.Keys("q", ":")
	c.Expect("Go to or do")
	c.Keys("esc", "down", "up", "pgdown", "home")
}

// A list that is there stays when it cannot be read again, with what is staged; the status line says why until it can.
func TestReadingAgainFails(t *testing.T) {
	t.Parallel()
	world := tuitest.NewWorld(t, sandbox.Options{})
	for _, place := range places {
		for _, f := range readFaults {
			t.Run(place.name+" "+f.name, func(t *testing.T) {
				c := enter(t, world, memory{})
				c.stageEdit()
				c.Send(place.open)
				c.Expect(place.shown, "1 staged")
				f.strike(c)
				c.Keys("r")
				c.Expect("✗", place.shown, "1 staged")
				c.mend()
				c.Keys("r")
				c.Expect(place.shown, "1 staged", "connected")
				c.Refuse("✗")
			})
		}
	}
}

// A review that cannot be made keeps the edits, and can be tried again.
func TestCheckingAPlanFails(t *testing.T) {
	t.Parallel()
	world := tuitest.NewWorld(t, sandbox.Options{})
	for _, f := range readFaults {
		t.Run(f.name, func(t *testing.T) {
			c := enter(t, world, memory{})
			c.stageEdit()
			f.strike(c)
			c.Keys("ctrl+s")
			c.Expect(append(f.says, "The plan could not be checked against the server.", "The staged edits are kept.", "1 staged")...)
			c.Keys("enter")
			c.Expect("Apply is not possible: the plan could not be checked; r tries again")
			c.usable()
			c.mend()
			c.Keys("r")
			c.Expect("1 change", "errorReasonEnabled", "false → true", "connected")
			c.Keys("esc")
			c.Expect("Properties", "1 staged")
		})
	}
}

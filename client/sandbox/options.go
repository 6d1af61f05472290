package sandbox

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Options say where a sandbox keeps its data, where it listens and how it behaves. The zero value is an ephemeral sandbox.
type Options struct {
	Dir     string        // data folder; "" means ephemeral: a private temporary folder that Close removes
	Listen  string        // "" is 127.0.0.1 with a free port that the folder remembers; only loopback addresses are accepted
	Clock   Clock         // nil is the system clock
	Rand    io.Reader     // nil is crypto/rand; source of ids, tokens and secrets, not of TLS keys
	Timing  Timing        // zero is ShortTiming
	Seed    Seed          // what a new folder is filled with; an existing one keeps its own until Reset
	Latency time.Duration // added to every request
	Faults  []Fault       // made to happen on the requests they match
	AsCoded bool          // reproduce three suspected bugs literally: revoking "all", tokens of other clients, tokens of sessions that are deleted
	Lenient bool          // leave out bean validation, which nobody has seen at work on a real server but whose annotations are there
	Log     *slog.Logger  // nil discards; secrets and tokens are never logged

	AutoApprove string     // name of a user who approves every device after its first poll; "" leaves that to the page
	Sabotage    []Sabotage // what the revocation endpoint does wrong, for tests of those who check it
	SelfSigned  bool       // serve a certificate as setup makes it: no authority, a common name, no subject alternative name
}

// Timing holds the delays with which the auth server notices changes. A delay that is not positive is none at all.
type Timing struct {
	ConfigPickup time.Duration // period of the timer that looks for a changed configuration or script (30 s in ConfigurationFactory.java)
	EntityCache  time.Duration // how long clients, scopes and attributes are cached (60 s)
	Minute       time.Duration // what one configured minute lasts, for discoveryCacheLifetimeInMinutes
}

// ShortTiming makes every delay visible without making anybody wait for it.
func ShortTiming() Timing {
	return Timing{ConfigPickup: 300 * time.Millisecond, EntityCache: 500 * time.Millisecond, Minute: 50 * time.Millisecond}
}

// RealTiming has the delays of a real server.
func RealTiming() Timing {
	return Timing{ConfigPickup: 30 * time.Second, EntityCache: time.Minute, Minute: time.Minute}
}

// Seed describes what a new sandbox is filled with besides the standard installation.
type Seed struct {
	Newer    bool `json:"newer"`    // imitate a newer server: unknown properties, an unknown flag, an unknown nested member
	Scopes   int  `json:"scopes"`   // number of additional scopes
	Tokens   int  `json:"tokens"`   // number of additional tokens
	Sessions int  `json:"sessions"` // number of additional sessions
}

// mostSeeds is more than any installation has.
const mostSeeds = 10_000_000

// ParseSeed reads "newer,scopes=100000,tokens=10000,sessions=500"; the empty string is the zero Seed.
func ParseSeed(text string) (Seed, error) {
	var seed Seed
	if strings.TrimSpace(text) == "" {
		return seed, nil
	}
	for _, part := range strings.Split(text, ",") {
		name, value, _ := strings.Cut(strings.TrimSpace(part), "=")
		number := map[string]*int{"scopes": &seed.Scopes, "tokens": &seed.Tokens, "sessions": &seed.Sessions}[name]
		switch {
		case name == "newer":
			seed.Newer = true
		case number == nil:
			return Seed{}, fmt.Errorf("seed %q is unknown: use newer, scopes=NUMBER, tokens=NUMBER or sessions=NUMBER, separated by commas", part)
		default:
			n, err := strconv.Atoi(value)
			if err != nil || n < 0 || n > mostSeeds {
				return Seed{}, fmt.Errorf("seed %q: the number of %s must be a whole number from 0 to %d", part, name, mostSeeds)
			}
			*number = n
		}
	}
	return seed, nil
}

// resolved fills in what was left at zero.
func (o Options) resolved() Options {
	if o.Clock == nil {
		o.Clock = systemClock{}
	}
	if o.Rand == nil {
		o.Rand = rand.Reader
	}
	o.Rand = &lockedReader{source: o.Rand}
	if o.Timing == (Timing{}) {
		o.Timing = ShortTiming()
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	return o
}

// lockedReader lets several requests draw from one source.
type lockedReader struct {
	mu     sync.Mutex
	source io.Reader
}

func (r *lockedReader) Read(p []byte) (int, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return io.ReadFull(r.source, p)
}

// listenAddress checks an address and fills in what is missing: "" for the host is 127.0.0.1, "" for the port is 0.
func listenAddress(listen string) (host, port string, err error) {
	if listen == "" {
		return "127.0.0.1", "0", nil
	}
	host, port, err = net.SplitHostPort(listen)
	if err != nil {
		return "", "", fmt.Errorf("listen address %q: write it as 127.0.0.1:8443: %w", listen, err)
	}
	switch host {
	case "", "localhost":
		host = "127.0.0.1"
	}
	if port == "" {
		port = "0"
	}
	if ip := net.ParseIP(host); ip == nil || !ip.IsLoopback() {
		return "", "", fmt.Errorf("listen address %q: %w", listen, errNotLoopback)
	}
	return host, port, nil
}

var errNotLoopback = errors.New("the sandbox hands out administrator rights and listens on loopback addresses only")

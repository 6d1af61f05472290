package sandbox

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Fault makes matching requests fail or dawdle, as a network, a proxy or a sick server would.
type Fault struct {
	Method string        // "" or "*" matches every method
	Path   string        // end of the URL path after which it applies; * stands for anything, "" and "*" match every path
	Kind   string        // one of the Fault kinds
	Times  int           // number of requests it happens to; 0 is all
	Delay  time.Duration // for FaultSlow; for Fault429 the Retry-After
}

// The kinds of faults.
const (
	Fault401      = "401"
	Fault403      = "403"
	Fault404      = "404"
	Fault409      = "409"
	Fault429      = "429"      // with Retry-After
	Fault500      = "500"      // a text body
	Fault500HTML  = "500html"  // a proxy's page
	FaultCut      = "cut"      // the answer ends in the middle of the body
	FaultReset    = "reset"    // the connection is reset before any answer
	FaultHang     = "hang"     // no answer at all
	FaultSlow     = "slow"     // the answer comes after Delay
	FaultNonsense = "nonsense" // 200 with HTML
	FaultExpired  = "expired"  // the token is treated as expired
)

// FaultKinds lists the kinds of faults.
func FaultKinds() []string {
	return []string{
		Fault401, Fault403, Fault404, Fault409, Fault429, Fault500, Fault500HTML,
		FaultCut, FaultReset, FaultHang, FaultSlow, FaultNonsense, FaultExpired,
	}
}

// ParseFault reads "METHOD PATH=KIND[:ARGUMENT]", for example "PATCH /jans-auth-server/config=500html", "GET *=slow:2s" or
// "* /token=reset:1". The argument is a duration for slow and a number of requests for the others; 429:N sets Retry-After to N seconds.
func ParseFault(text string) (Fault, error) {
	target, kind, ok := strings.Cut(text, "=")
	method, pattern, spaced := strings.Cut(strings.TrimSpace(target), " ")
	if !ok || !spaced {
		return Fault{}, fmt.Errorf("fault %q: write it as METHOD PATH=KIND[:ARG], for example \"PATCH /jans-auth-server/config=500html\"", text)
	}
	kind, argument, hasArgument := strings.Cut(strings.TrimSpace(kind), ":")
	fault := Fault{Method: strings.ToUpper(method), Path: strings.TrimSpace(pattern), Kind: kind}
	if err := fault.setArgument(argument, hasArgument); err != nil {
		return Fault{}, fmt.Errorf("fault %q: %w", text, err)
	}
	return fault, nil
}

func (f *Fault) setArgument(argument string, given bool) error {
	if kinds := FaultKinds(); !slices.Contains(kinds, f.Kind) {
		return fmt.Errorf("unknown kind %q: it has to be one of %s", f.Kind, strings.Join(kinds, ", "))
	}
	if f.Kind == FaultSlow {
		delay, err := time.ParseDuration(argument)
		if err != nil || delay < 0 {
			return fmt.Errorf("slow needs a duration, as in slow:2s")
		}
		f.Delay = delay
		return nil
	}
	if !given {
		return nil
	}
	n, err := strconv.Atoi(argument)
	if err != nil || n < 1 {
		return fmt.Errorf("%q is not a whole number above 0", argument)
	}
	if f.Kind == Fault429 {
		f.Delay = time.Duration(n) * time.Second
		return nil
	}
	f.Times = n
	return nil
}

// matches says whether a request is meant. The path of a fault is compared with the end of the request's path, so that a fault can be
// written with the paths of the documentation, which leave out the base.
func (f *Fault) matches(method, requestPath string) bool {
	if f.Method != "" && f.Method != "*" && f.Method != method {
		return false
	}
	if f.Path == "" || f.Path == "*" {
		return true
	}
	return matchesEnd(f.Path, requestPath)
}

func matchesEnd(pattern, requestPath string) bool {
	for rest := requestPath; ; {
		if wildcard(pattern, rest) {
			return true
		}
		next := strings.IndexByte(rest[min(1, len(rest)):], '/')
		if next < 0 {
			return false
		}
		rest = rest[next+1:]
	}
}

// wildcard matches a whole text; * stands for any characters, slashes included.
func wildcard(pattern, text string) bool {
	parts := strings.Split(pattern, "*")
	if len(parts) == 1 {
		return pattern == text
	}
	first, last := parts[0], parts[len(parts)-1]
	if !strings.HasPrefix(text, first) {
		return false
	}
	text = text[len(first):]
	for _, part := range parts[1 : len(parts)-1] {
		i := strings.Index(text, part)
		if i < 0 {
			return false
		}
		text = text[i+len(part):]
	}
	return strings.HasSuffix(text, last)
}

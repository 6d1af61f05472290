package tui_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/exp/golden"
	"github.com/muesli/termenv"

	"github.com/jansadm/jansadm/client/auth"
	"github.com/jansadm/jansadm/client/ops/access"
	"github.com/jansadm/jansadm/client/profile"
	"github.com/jansadm/jansadm/client/transport"
	"github.com/jansadm/jansadm/theme"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/kittest"
	"github.com/jansadm/jansadm/tui/tuitest"
)

// entrance is one state on the way to a server: what the gate does, and the way there. On is the profile the console begins on; empty for
// the first page.
type entrance struct {
	name string
	gate func(*portal)
	on   string
	walk func(*stage)
}

func holds(profiles ...access.Profile) func(*portal) {
	return func(g *portal) { g.profiles = profiles }
}

func looks(sighting access.Sighting, err error) func(*portal) {
	return func(g *portal) {
		g.look = func(access.Profile) (access.Sighting, error) { return sighting, err }
	}
}

func fails(err error) func(*portal) {
	return func(g *portal) {
		g.profiles = []access.Profile{prod, staging}
		g.signIn = func(context.Context, func(access.Code)) error { return err }
	}
}

// toConnect opens the form of the address and fills in the host.
func toConnect(host string) func(*stage) { return steps(keys("c"), types(host)) }

// toDetails goes on to the client.
var toDetails = steps(toConnect("jans.example.org"), keys("enter"))

func changedPin() *access.CertificateProblem {
	problem := selfMade()
	problem.Message, problem.MayPin, problem.PinChanged = "THE CERTIFICATE OF jans.example.org HAS CHANGED", false, true
	return problem
}

var calls = []access.Call{
	{Time: noon.Add(-time.Second), Op: "sign in", Method: "POST", Path: "/jans-auth/restv1/token", URL: issuer + "/jans-auth/restv1/token", Status: 400, Duration: 21 * time.Millisecond,
		RequestID: "4b1f2c00-0000", Failure: "the server refused the request: authorization_pending", Times: 12, Try: 1,
		Curl: `curl --request 'POST' '` + issuer + `/jans-auth/restv1/token' --user "$JANSADM_CLIENT_ID:$JANSADM_CLIENT_SECRET" --data-urlencode "device_code=$JANSADM_DEVICE_CODE"`},
	{Time: noon.Add(time.Second), Op: "list scopes", Method: "GET", Path: "/jans-config-api/api/v1/scopes", URL: issuer + "/jans-config-api/api/v1/scopes?limit=200", Status: 403,
		Duration: 12 * time.Millisecond, RequestID: "4b1f2c00-0002", Failure: "not permitted", Curl: `curl '` + issuer + `/jans-config-api/api/v1/scopes?limit=200' --header "Authorization: Bearer $JANSADM_ACCESS_TOKEN"`},
	{Time: noon.Add(2 * time.Second), Op: "change the configuration", Method: "PATCH", Path: "/jans-config-api/api/v1/jans-auth-server/config", Duration: 30 * time.Second, RequestID: "4b1f2c00-0003", Failure: "no answer in time"},
}

func admin() (access.Identity, error) {
	return access.Identity{
		Person: "admin", Roles: []string{"api-admin"}, ClientID: "1800.prod", Issuer: issuer, Renewable: true, Kept: "in the keyring of this computer", Expires: time.Date(2026, 7, 13, 13, 0, 0, 0, time.Local),
		Scopes:      []string{"https://jans.io/oauth/config/scopes.readonly", "https://jans.io/oauth/config/attributes.readonly"},
		MissingFull: []string{"https://jans.io/oauth/config/scopes.write", "https://jans.io/oauth/config/scripts.readonly"},
		MissingRead: []string{"https://jans.io/oauth/config/scripts.readonly"}, ServerNotes: []string{"Config API: liveness UP, readiness UP", "version: 1.5.0"},
	}, nil
}

var entrances = []entrance{
	{name: "welcome", walk: keys()},
	{name: "welcome legacy", walk: keys("end"),
		gate: func(g *portal) {
			g.legacy = &access.Legacy{Path: "~/.config/jans-cli.ini", Server: "jans.example.org", ClientID: "1800.old"}
		}},
	{name: "welcome profiles", gate: holds(prod, staging), walk: keys()},
	{name: "welcome broken", walk: keys(), gate: func(g *portal) {
		g.broken = &profile.BrokenError{Path: "profiles.yaml", Line: 7, Reason: "a name is given twice"}
	}},
	{name: "welcome no sandbox", gate: func(g *portal) { g.opening = errNoFolder }, walk: keys("s")},
	{name: "help of welcome", walk: keys("?")},
	{name: "palette of welcome", walk: steps(keys(":"), types("prop"))},

	{name: "connect", walk: toConnect("")},
	{name: "connect wrong", walk: toConnect("https://admin@jans.example.org")},
	{name: "connect in clear", walk: toConnect("http://jans.example.org")},
	{name: "connect in clear asks", walk: steps(toConnect("http://jans.example.org"), keys("enter"))},
	{name: "connect looking", walk: steps(toConnect("jans.example.org"), pressed("enter"))},
	{name: "connect found", walk: toDetails},
	{name: "connect incomplete", walk: steps(toDetails, types("1800.prod"), keys("enter"))},
	{name: "connect filled", walk: steps(toDetails, types("1800.prod"), keys("tab"), types("secret"), keys("tab", "tab", "right"))},
	{name: "connect taken", gate: holds(access.Profile{Name: "JANS"}), walk: steps(keys("c"), types("jans.example.org"), keys("enter"), types("1800.prod"), keys("tab"), types("secret"), keys("enter"))},
	{name: "connect certificate", gate: looks(access.Sighting{}, selfMade()), walk: toDetails},
	{name: "connect pin", gate: looks(access.Sighting{}, selfMade()), walk: steps(toDetails, keys("p"))},
	{name: "connect pin changed", gate: looks(access.Sighting{}, changedPin()), walk: toDetails},
	{name: "connect no tls", walk: toDetails,
		gate: looks(access.Sighting{}, access.CertificateOf(&transport.CertificateError{Host: "jans.example.org", Reason: transport.ReasonNotTLS}))},
	{name: "connect no server", walk: toDetails, gate: looks(access.Sighting{}, &transport.Error{
		Kind: transport.KindProtocol, Op: "find the auth server", Detail: "the answer is an HTML page, not the OpenID configuration",
		Hint: "Check that the address is that of a Janssen server.", Status: 200, RequestID: "4b1f2c00-0009"})},

	{name: "login denied", gate: fails(&auth.LoginError{Reason: auth.LoginDenied}), on: "staging", walk: keys()},
	{name: "login flag off", gate: fails(&auth.LoginError{Reason: auth.LoginFeatureOff, Flag: "device_authz"}), on: "staging", walk: keys()},
	{name: "login no role", on: "staging", walk: keys(),
		gate: fails(&auth.LoginError{Reason: auth.LoginNoPermission, Person: auth.Person{Login: "jane"}})},

	{name: "login certificate", gate: fails(selfMade()), on: "staging", walk: keys()},
	{name: "login client refused", on: "staging", walk: keys(),
		gate: fails(&auth.LoginError{Reason: auth.LoginClientRefused, Err: &transport.Error{Kind: transport.KindUnauthenticated, Op: "sign in", Status: 401}})},

	{name: "certificate changed", gate: changed, on: "prod", walk: opened(core.ProfileCertificate, "staging")},
	{name: "certificate pin", gate: changed, on: "prod", walk: steps(opened(core.ProfileCertificate, "staging"), keys("p"))},
	{name: "certificate accepted", gate: holds(prod, staging), on: "prod", walk: opened(core.ProfileCertificate, "prod")},
	{name: "certificate stop", gate: changed, on: "prod", walk: pinChanges},

	{name: "profiles", gate: holds(prod, staging), on: "prod", walk: opened("profiles", "")},
	{name: "profiles other", gate: holds(prod, staging), on: "prod", walk: steps(opened("profiles", ""), keys("down"))},
	{name: "profiles sandbox alone", on: access.SandboxName, walk: opened("profiles", "")},
	{name: "profiles remove", gate: holds(prod, staging), on: "prod", walk: steps(opened("profiles", ""), keys("d"))},
	{name: "profiles broken", walk: opened("profiles", ""), gate: func(g *portal) {
		g.broken = &profile.BrokenError{Path: "profiles.yaml", Line: 7, Reason: "a name is given twice"}
	}},
	{name: "profile", gate: holds(prod, staging), on: "prod", walk: opened("profile", "prod")},
	{name: "profile end", gate: holds(prod, staging), on: "prod", walk: steps(opened("profile", "prod"), keys("up"))},
	{name: "profile insecure", gate: holds(prod), on: "prod", walk: steps(opened("profile", "prod"), keys("up", "up", "up", "up", "up", "up", "right", "enter"))},
	{name: "profile not found", on: "prod", walk: steps(opened("profile", "prod"), keys("tab"), types("x"), keys("enter")), gate: func(g *portal) {
		holds(prod)(g)
		looks(access.Sighting{}, selfMade())(g)
	}},
	{name: "profiles guarded", on: "prod", walk: opened("profiles", ""), gate: func(g *portal) {
		holds(prod)(g)
		g.profiles[0].ConfirmWord, g.profiles[0].RequireReason = "Prod", true
	}},
	{name: "profile missing", gate: holds(prod), on: "prod", walk: opened("profile", "nobody")},

	{name: "home of production", gate: holds(prod), on: "prod", walk: keys()},
	{name: "home signed out", gate: signedOut, on: "prod", walk: keys()},
	{name: "menu without permissions", gate: narrow, on: "prod", walk: keys("enter", "down", "down", "down", "down", "enter")},
	{name: "identity", gate: narrow, on: "prod", walk: opened("identity", "")},
	{name: "identity failing", on: "prod", walk: opened("identity", ""), gate: signedOut},
	{name: "requests", gate: called(calls), on: "prod", walk: keys("ctrl+l")},
	{name: "request", gate: called(calls), on: "prod", walk: keys("ctrl+l", "end", "enter")},
	{name: "requests none", gate: called(nil), on: "prod", walk: keys("ctrl+l")},
}

// changed is a gate to a server whose certificate was renewed.
func changed(g *portal) {
	holds(prod, staging)(g)
	problem := access.CertificateOf(&transport.CertificateError{Host: "jans.example.org", Reason: transport.ReasonPinChanged, Pin: access.PinOf(otherFingerprint),
		Presented: transport.Certificate{Fingerprint: access.PinOf(fingerprint), Subject: "CN=jans.example.org,O=Example", Issuer: "CN=jans.example.org,O=Example",
			NotBefore: time.Date(2026, 1, 2, 0, 0, 0, 0, time.UTC), NotAfter: time.Date(2027, 1, 2, 0, 0, 0, 0, time.UTC)}})
	looks(access.Sighting{}, problem)(g)
}

const otherFingerprint = "01:23:45:67:89:AB:CD:EF:01:23:45:67:89:AB:CD:EF:01:23:45:67:89:AB:CD:EF:01:23:45:67:89:AB:CD:EF"

// pinChanges is the certificate of the server in use changing while a page is open.
func pinChanges(s *stage) {
	s.Send(core.Identified{Of: s.session.Opened(), Err: access.CertificateOf(&transport.CertificateError{
		Host: "jans.example.org", Reason: transport.ReasonPinChanged, Pin: access.PinOf(otherFingerprint), Presented: transport.Certificate{Fingerprint: access.PinOf(fingerprint)}})})
}

func signedOut(g *portal) {
	g.profiles = []access.Profile{prod}
	g.identity = func() (access.Identity, error) {
		return access.Identity{}, &auth.LoginRequiredError{Reason: "the login has ended", Err: transport.KindUnauthenticated}
	}
}

func narrow(g *portal) { g.profiles, g.identity = []access.Profile{prod}, admin }

func called(list []access.Call) func(*portal) {
	return func(g *portal) { g.profiles, g.calls = []access.Profile{prod}, list }
}

func (e entrance) show(t *testing.T, th *theme.Theme, width, height int) *stage {
	t.Helper()
	g := newPortal(t)
	if e.gate != nil {
		e.gate(g)
	}
	session, first := g.session(th), "welcome"
	if e.on != "" {
		session.Connect(g.opened(e.on))
		first = "home"
	}
	s := appear(t, session, first, width, height)
	e.walk(s)
	return s
}

func TestEntrances(t *testing.T) {
	for _, e := range entrances {
		t.Run(e.name, func(t *testing.T) {
			for _, size := range sizes {
				t.Run(fmt.Sprintf("%dx%d", size[0], size[1]), func(t *testing.T) {
					requireFrame(t, e.show(t, kittest.Mono(), size[0], size[1]).app.View(), size)
				})
			}
		})
	}
}

func requireFrame(t *testing.T, view string, size [2]int) {
	t.Helper()
	kittest.RequireBlock(t, strings.Split(view, "\n"), size[0], size[1])
	golden.RequireEqual(t, view)
}

// The name of the profile is on its colour, and there without any.
func TestEntranceColours(t *testing.T) {
	for name, options := range map[string]theme.Options{
		"dark": {Palette: "dark", Profile: termenv.TrueColor}, "light": {Palette: "light", Profile: termenv.TrueColor}, "16": {Palette: "auto", Profile: termenv.ANSI},
	} {
		t.Run(name, func(t *testing.T) {
			for _, e := range entrances {
				if e.name == "profiles" || e.name == "connect pin changed" || e.name == "connect filled" {
					t.Run(e.name, func(t *testing.T) { requireFrame(t, e.show(t, theme.New(options), 80, 24).app.View(), sizes[0]) })
				}
			}
		})
	}
}

// codes are what is shown while a person signs in.
var codes = map[string]access.Code{
	"code": {UserCode: "WDJB-MJHT", URL: issuer + "/jans-auth/device-code", CompleteURL: issuer + "/jans-auth/device-code?user_code=WDJB-MJHT", Expires: noon.Add(10 * time.Minute)},
	"code in trouble": {UserCode: "WDJB-MJHT", URL: issuer + "/device", Expires: noon.Add(time.Minute),
		Trouble: &transport.Error{Kind: transport.KindUnreachable, Op: "ask whether somebody has signed in", Detail: "connection refused"}},
	"code over": {UserCode: "WDJB-MJHT", URL: issuer + "/device", CompleteURL: issuer + "/device?user_code=WDJB-MJHT", Expires: noon},
}

func TestCodes(t *testing.T) {
	for name, code := range codes {
		t.Run(name, func(t *testing.T) {
			for _, size := range sizes {
				t.Run(fmt.Sprintf("%dx%d", size[0], size[1]), func(t *testing.T) {
					g := newPortal(t, prod, staging)
					g.signIn = func(ctx context.Context, show func(access.Code)) error {
						show(code)
						<-ctx.Done()
						return ctx.Err()
					}
					l, _ := waits(t, g, kittest.Mono(), size)
					l.WaitFor("W D J B")
					if code.Trouble != nil {
						l.WaitFor("will be asked again")
					}
					requireFrame(t, l.View(), size)
				})
			}
		})
	}
}

// waits begins on a profile that nobody has signed in by, in a program whose commands run at the same time.
func waits(t *testing.T, g *portal, th *theme.Theme, size [2]int) (*tuitest.Live, *core.Session) {
	t.Helper()
	session := g.session(th)
	session.Connect(g.opened("staging"))
	return tuitest.Go(t, newApp(session), size[0], size[1]), session
}

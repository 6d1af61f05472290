package tui_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/muesli/termenv"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/theme"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/kittest"
)

// attacks are texts that a terminal, or somebody who reads it, must not get as they are.
var attacks = []string{
	"\x1b]52;c;ZXZpbA==\a", // puts something on the clipboard
	"\x1b[2J\x1b[1;1Hgone", // clears the screen
	"\x1b[31mred\x1b[0m",   // colours that are not the theme's
	"\x1b]0;title\x1b\\",
	"\x1bP+q544e\x1b\\", // asks the terminal something
	"\x1b[?1049l\x1b[?25h",
	"\u009b2J\u009d52;c;ZXZpbA==\u009c",
	"\u202egpj.exe\u202c \u2066x\u2069 \u200f",
	"one\rtwo\r\nthree\nfour",
	"a\tb\t\tc", "\x00\x07\b\x0e\x7f",
	"日本語 한국어 ｶﾞ", "👩‍👩‍👧‍👦 🏳️‍🌈 👍🏽 🇨🇭 1️⃣", "e\u0301" + strings.Repeat("\u0301", 60), "ก็็็็", "\u2028\u2029\ufeff\u200b",
	"]52;c;x", "\x1b", "\x1b[", "<script>alert(1)</script>", `\ " ' $(reboot)`,
}

// long is a text of a hundred thousand characters, some of them wide.
var long = strings.Repeat("long 日 ", 100_000/7)

// attacking is a server all of whose texts are attacks: values, names of properties and flags, and flags that are stored.
func attacking() *scripted {
	everything := strings.Join(attacks, " ")
	server := newInstallation(map[string]string{
		"issuer":                  string(document.Quote("https://" + everything)),
		"tokenRevocationEndpoint": string(document.Quote(everything)),
		"jansId":                  `"\ud800 lone \udfff\ud83d"`,
		"accessTokenLifetime":     "12345678901234567890",
		"refreshTokenLifetime":    "1e400",
		"loggingLevel":            string(document.Quote(everything)),
		"errorHandlingMethod":     `{"` + "not" + `":["what","was","expected"]}`,
		"externalUriWhiteList":    string(document.QuoteAll(attacks)),
		"trustedSsaIssuers":       `{` + string(document.Quote(everything)) + `:{"automaticallyGrantedScopes":` + string(document.QuoteAll(attacks)) + `}}`,
		"ssaConfiguration":        `{"ssaEndpoint":` + string(document.Quote(everything)) + `,"newMember":` + nested(500) + `}`,
		"secretOfTheirs":          string(document.Quote(everything)),
		"bigNumbers":              `[123456789012345678901234567890,-0.1e-999,1E+3]`,
		"newSwitch":               "true",
	})
	flags := append([]string{"userinfo", "revoke_token"}, attacks...)
	server.doc["featureFlags"] = document.QuoteAll(flags)
	server.flags = document.QuoteAll(append([]string{"userinfo", "revoke_token", "u2f"}, attacks[:10]...))
	for i, name := range attacks {
		server.doc[name] = document.Quote(attacks[len(attacks)-1-i])
	}
	return server
}

func nested(levels int) string {
	return strings.Repeat(`{"a":[`, levels/2) + strings.Repeat(`]}`, levels/2)
}

// proof looks at every frame of a walk.
type proof struct {
	*stage
	t             *testing.T
	width, height int
	own           map[string]bool // the colour sequences of the theme
	frames        int
}

// prove opens a console on a server, in colour.
func prove(t *testing.T, server *scripted, width, height int) *proof {
	t.Helper()
	th := theme.New(theme.Options{Palette: "dark", Profile: termenv.TrueColor})
	session := connection{server: issuer, network: server, theme: th, journal: memory{}, prover: noProof{}}.session(t)
	session.Label = core.Label{Profile: attacks[0] + attacks[8], Color: attacks[2], Server: attacks[1] + attacks[7], User: attacks[6]}
	p := &proof{stage: raise(t, session, width, height), t: t, width: width, height: height, own: sequences(th)}
	p.server = server
	return p
}

// sequences are all that the theme's styles consist of.
func sequences(th *theme.Theme) map[string]bool {
	own := map[string]bool{}
	value := reflect.ValueOf(*th)
	for i := range value.NumField() {
		if style, ok := value.Type().Field(i), value.Type().Field(i).IsExported(); ok && style.Type == reflect.TypeFor[theme.Style]() {
			painted := value.Field(i).Interface().(theme.Style)
			own[painted.Open()], own[painted.Close()] = true, true
		}
	}
	for _, color := range theme.ServerColors() {
		own[th.Server(color).Open()] = true
	}
	return own
}

var escape = regexp.MustCompile("\x1b[^m]*m?")

// look fails unless the frame has the right size and holds nothing but text and the theme's own colours.
func (p *proof) look() {
	p.t.Helper()
	p.frames++
	lines := strings.Split(p.app.View(), "\n")
	kittest.RequireBlock(p.t, lines, p.width, p.height)
	for _, line := range lines {
		for _, sequence := range escape.FindAllString(line, -1) {
			if !p.own[sequence] {
				p.t.Fatalf("%q is not of the theme: %q", sequence, line)
			}
		}
	}
}

// press looks after each key.
func (p *proof) press(names ...string) {
	p.t.Helper()
	for _, name := range names {
		p.Keys(name)
		p.look()
	}
}

func TestHostileValues(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{80, 24}, {140, 45}, {60, 14}} {
		t.Run(fmt.Sprintf("%dx%d", size[0], size[1]), func(t *testing.T) {
			p := prove(t, attacking(), size[0], size[1])
			p.look()
			p.press("enter", "enter", "pgdown", "end")
			for range len(attacks) + 8 {
				p.press("up")
			}
			p.press("/")
			for _, attack := range attacks {
				p.Paste(attack)
				p.look()
				p.press("ctrl+u")
			}
			p.press("esc", "c", "esc")
			p.Send(core.Open{ID: "auth.flags", Arg: attacks[0]})
			p.look()
			p.press("end", "up", "up", "space", "Y", "y", "?", "end", "q", ":", "esc", "esc")
		})
	}
}

func TestHostileProperties(t *testing.T) {
	t.Parallel()
	names := append([]string{
		"issuer", "tokenRevocationEndpoint", "jansId", "accessTokenLifetime", "refreshTokenLifetime",
		"loggingLevel", "errorHandlingMethod", "externalUriWhiteList", "trustedSsaIssuers", "ssaConfiguration", "featureFlags",
		"secretOfTheirs", "bigNumbers", "newSwitch",
	}, attacks...)
	p := prove(t, attacking(), 100, 30)
	p.press("enter", "enter")
	for _, name := range names {
		p.Send(core.Open{ID: "auth.property", Arg: name})
		p.look()
		p.press("down", "down", "end", "f1", "q")
		p.Send(core.Pop{})
		p.look()
	}
}

// A review shows old and new values, what they cause, and the request; then the result, or who else changed what.
func TestHostileReviews(t *testing.T) {
	t.Parallel()
	everything := string(document.Quote(strings.Join(attacks, " ")))
	for name, happens := range map[string]func(*proof){
		"applied": func(*proof) {},
		"unverified": func(p *proof) {
			p.server.store = func(string, json.RawMessage) json.RawMessage { return json.RawMessage(everything) }
		},
		"refused": func(p *proof) {
			p.server.answer = hostileAnswer(http.StatusForbidden, "application/json", `{"code":"403","message":`+everything+`}`)
		},
		"others": func(p *proof) { p.server.set("jansId", everything) },
	} {
		t.Run(name, func(t *testing.T) {
			p := prove(t, attacking(), 100, 30)
			for _, property := range []string{"issuer", "externalUriWhiteList", "trustedSsaIssuers", "accessTokenLifetime", attacks[0]} {
				p.find(property)
				p.press("N", "D")
			}
			p.Send(core.Open{ID: "auth.flags", Arg: attacks[4]})
			p.press("space", "ctrl+s", "pgdown", "pgdown", "end", "home")
			happens(p)
			p.press("enter")
			p.Type("issuer")
			p.press("enter", "end", "r", "end", "esc")
		})
	}
}

func TestHostileConflicts(t *testing.T) {
	t.Parallel()
	p := prove(t, attacking(), 80, 24)
	for _, name := range []string{"issuer", "tokenRevocationEndpoint", attacks[0]} {
		p.find(name)
		p.press("N")
		p.server.set(name, string(document.Quote(long+attacks[1])))
	}
	p.press("ctrl+s")
	p.Expect("Somebody else changed what you edited")
	p.press("pgdown", "end", "tab", "shift+tab", "o", "end", "O", "end", "home")
	p.Expect("3 changes")
}

// A hundred thousand characters in a value, and a thousand levels: in the list, on their own pages, and in a review.
func TestHugeValues(t *testing.T) {
	t.Parallel()
	server := newInstallation(map[string]string{
		"mtlsTokenRevocationEndpoint": string(document.Quote(long)), "customPage": nested(1_000),
	})
	p := prove(t, server, 80, 24)
	for _, name := range []string{"mtlsTokenRevocationEndpoint", "customPage"} {
		p.find(name)
		p.look()
		p.press("enter", "down", "end")
		p.Send(core.Pop{})
		p.press("N")
		p.Expect(name, "staged")
	}
	p.press("ctrl+s", "end")
	p.server.set("mtlsTokenRevocationEndpoint", string(document.Quote("x"+long)))
	p.press("r", "end")
}

// Almost as many levels as the standard library reads.
func TestDeepValues(t *testing.T) {
	p := prove(t, newInstallation(map[string]string{"customPage": nested(9_990)}), 80, 24)
	p.find("customPage")
	p.look()
	p.press("N")
	p.Expect("customPage: staged unset", "1 staged")
}

// What nobody touched is not sent; what is in a list that is changed is sent as it came, byte for byte.
func TestHostileValuesSurvive(t *testing.T) {
	server := attacking()
	server.doc["featureFlags"] = json.RawMessage(`["userinfo","\ud800","Revoke_Token",12345678901234567890,"\u001b]52;c;x\u0007",{"a":1.0}]`)
	before := server.doc.Clone()
	p := prove(t, server, 80, 24)
	p.Send(core.Open{ID: "auth.flags", Arg: "revoke_token"})
	p.press("space", "ctrl+s", "enter")
	p.Expect("Applied and verified: featureFlags")
	want := `["userinfo","\ud800",12345678901234567890,"\u001b]52;c;x\u0007",{"a":1.0}]`
	if got := string(server.doc["featureFlags"]); got != want {
		t.Errorf("stored %s\nwant   %s", got, want)
	}
	for _, patch := range server.sent {
		for _, op := range patch {
			if op.Path != "/featureFlags" {
				t.Errorf("%s %s was sent", op.Op, op.Path)
			}
		}
	}
	for name, value := range before {
		if name != "featureFlags" && string(server.doc[name]) != string(value) {
			t.Errorf("%q has become %.100s", name, server.doc[name])
		}
	}
}

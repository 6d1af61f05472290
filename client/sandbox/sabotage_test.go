package sandbox

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// scene is two grants of a client and one each of two others.
type scene struct {
	*fixture
	access, refresh, bystander, foreign, ofPublic string
	client, public                                Client
}

func (f *fixture) scene(ways ...Sabotage) *scene {
	f.t.Helper()
	s := &scene{fixture: f, client: f.Sample(ClientOther), public: Client{ID: f.Sample(ClientPublic).ID}}
	s.access, s.refresh = f.mint(ClientOther, "maria", "openid")
	s.bystander, _ = f.mint(ClientOther, "maria", "openid")
	s.foreign, _ = f.mint(ClientApp, "maria", "openid")
	s.ofPublic, _ = f.mint(ClientPublic, "maria", "openid")
	f.SetSabotage(ways...)
	return s
}

func (s *scene) revoke(token string, more ...string) answer {
	return s.form(revokePath, s.client, tokenForm(token, more...))
}

// Each way breaks what it says and nothing else; what is asked here holds of a server that nobody has touched.
func TestSabotage(t *testing.T) {
	requirements := map[Sabotage]func(s *scene) bool{
		SabotageNoAuthentication: func(s *scene) bool {
			return s.form(revokePath, Client{}, tokenForm(s.access)).status == http.StatusUnauthorized && s.alive(s.access)
		},
		SabotagePublicRefused: func(s *scene) bool {
			return s.form(revokePath, Client{}, tokenForm(s.ofPublic, "client_id", s.public.ID)).status == http.StatusOK
		},
		SabotageGet: func(s *scene) bool {
			query := url.Values{"token": {s.access}, "client_id": {s.client.ID}, "client_secret": {s.client.Secret}}
			return s.request(http.MethodGet, revokePath+"?"+query.Encode(), "").status == http.StatusMethodNotAllowed && s.alive(s.access)
		},
		SabotageNoTokenAccepted: func(s *scene) bool { return s.revoke("").status == http.StatusBadRequest },
		SabotageUnknownRefused:  func(s *scene) bool { return s.revoke("unknown").status == http.StatusOK },
		SabotageUnknownHint: func(s *scene) bool {
			return s.revoke(s.access, "token_type_hint", "magic").status == http.StatusOK && !s.alive(s.access)
		},
		SabotageHintBinds: func(s *scene) bool {
			return s.revoke(s.access, "token_type_hint", "refresh_token").status == http.StatusOK && !s.alive(s.access)
		},
		SabotageNothingRevoked: func(s *scene) bool { s.revoke(s.access); return !s.alive(s.access) },
		SabotageOnlyItself:     func(s *scene) bool { s.revoke(s.refresh); return !s.alive(s.refresh) && !s.alive(s.access) },
		SabotageTooMuch:        func(s *scene) bool { s.revoke(s.access); return s.alive(s.bystander) },
		SabotageForeignRevoked: func(s *scene) bool { s.revoke(s.foreign); return s.alive(s.foreign) },
		SabotageForeignUnanswered: func(s *scene) bool {
			return s.revoke(s.foreign).status == http.StatusBadRequest
		},
		SabotageCacheable: func(s *scene) bool { return s.revoke(s.access).header.Get("Cache-Control") == "no-store" },
		SabotagePlainErrors: func(s *scene) bool {
			a := s.revoke("")
			return a.header.Get("Content-Type") == "application/json" && strings.HasPrefix(a.body, "{")
		},
		SabotageNoChallenge: func(s *scene) bool {
			return s.form(revokePath, Client{}, tokenForm("x")).header.Get("WWW-Authenticate") != ""
		},
		SabotageBroken:      func(s *scene) bool { return s.revoke("x").status != http.StatusInternalServerError },
		SabotageUnavailable: func(s *scene) bool { return s.revoke("x").header.Get("Retry-After") == "" },
	}
	// What one way breaks besides, because the endpoint does not get that far.
	also := map[Sabotage][]Sabotage{
		SabotageNoAuthentication: {SabotageNoChallenge, SabotageForeignRevoked, SabotageForeignUnanswered},
		SabotageNothingRevoked:   {SabotageUnknownHint, SabotageHintBinds, SabotageOnlyItself},
		SabotageNoTokenAccepted:  {SabotagePlainErrors},
		SabotageForeignRevoked:   {SabotageForeignUnanswered},
	}
	f := newFixture(t)
	for _, way := range Sabotages() {
		t.Run(string(way), func(t *testing.T) {
			holds := requirements[way]
			if holds == nil {
				t.Fatal("nothing is asked about it")
			}
			if !holds(f.scene()) {
				t.Error("it does not hold of a server that nobody has touched")
			}
			if holds(f.scene(way)) {
				t.Error("nothing is broken")
			}
			if way == SabotageBroken || way == SabotageUnavailable {
				return // nothing else works then
			}
			for other, holds := range requirements {
				expected := other == way
				for _, besides := range also[way] {
					expected = expected || besides == other
				}
				if got := !holds(f.scene(way)); got != expected {
					t.Errorf("%s is broken: %v, want %v", other, got, expected)
				}
			}
		})
	}
}

func TestParseSabotage(t *testing.T) {
	for _, way := range Sabotages() {
		if got, err := ParseSabotage(string(way)); got != way || err != nil {
			t.Errorf("%s: %v, %v", way, got, err)
		}
	}
	for _, name := range []string{"", "revoke", "get", "revoke:GET"} {
		if _, err := ParseSabotage(name); err == nil || !strings.Contains(err.Error(), "revoke:get") {
			t.Errorf("%q: %v", name, err)
		}
	}
}

// Only the revocation endpoint is broken, and a sandbox can be opened in that state.
func TestSabotageOfOneEndpoint(t *testing.T) {
	f := newFixture(t, func(o *Options) { o.Sabotage = []Sabotage{SabotagePlainErrors, SabotageNoChallenge} })
	f.form(tokenPath, Client{}, clientCredentials("openid")).wants(t, "token endpoint", 401, "invalid_client")
	if a := f.form(tokenPath, Client{}, clientCredentials("openid")); a.header.Get("WWW-Authenticate") == "" {
		t.Error("the token endpoint does not challenge")
	}
	if a := f.form(revokePath, Client{}, tokenForm("x")); a.body != "invalid_client" || a.header.Get("WWW-Authenticate") != "" {
		t.Errorf("%d %s", a.status, a.body)
	}
	f.SetSabotage()
	f.form(revokePath, Client{}, tokenForm("x")).wants(t, "mended", 401, "invalid_client")
}

package revocation_test

import (
	"net/http"
	"slices"
	"testing"
	"time"

	"github.com/jansadm/jansadm/client/auth"
	"github.com/jansadm/jansadm/client/ops/revocation"
	"github.com/jansadm/jansadm/client/sandbox"
)

// open is found on every fresh installation.
const open = "global-revocation-open"

func TestFindings(t *testing.T) {
	later := 2 * time.Hour
	for name, c := range map[string]struct {
		arrange func(*world)
		want    []string // besides open
		fixed   []string // those that are gone once their plan was applied and everything has noticed
	}{
		"fresh installation": {func(*world) {}, nil, []string{open}},
		"flag off, unnoticed": {
			func(w *world) { w.set("revoke_token=off") }, []string{"advertised-while-off", "live-while-off"}, []string{"advertised-while-off"}},
		"flag off, cached": {
			func(w *world) { w.set("revoke_token=off"); w.wait(time.Minute) }, []string{"advertised-while-off"}, []string{"advertised-while-off"}},
		"flag off, all have noticed": {func(w *world) { w.set("revoke_token=off"); w.wait(later) }, nil, nil},
		"flag on again, unnoticed": {
			func(w *world) { w.set("revoke_token=off"); w.wait(later); w.set("revoke_token=on") },
			[]string{"not-advertised-yet", "off-while-on"}, []string{"not-advertised-yet"}},
		"no address": {
			func(w *world) { w.set("tokenRevocationEndpoint="); w.wait(later) }, []string{"no-address"}, []string{"no-address"}},
		"denied": {
			func(w *world) { w.set(`discoveryDenyKeys=["revocation_endpoint","op_policy_uri"]`); w.wait(later) },
			[]string{"hidden-by-deny-list"}, []string{"hidden-by-deny-list"}},
		"not allowed": {
			func(w *world) { w.set(`discoveryAllowedKeys=["issuer","token_endpoint"]`); w.wait(later) },
			[]string{"hidden-by-allow-list"}, []string{"hidden-by-allow-list"}},
		"other path": {
			func(w *world) { w.set("tokenRevocationEndpoint=" + w.server.Info().URL + "/revoke"); w.wait(later) },
			[]string{"address-wrong-path"}, []string{"address-wrong-path"}},
		"other host, cached": {
			func(w *world) { w.set("tokenRevocationEndpoint=https://elsewhere.example/jans-auth/restv1/revoke") },
			[]string{"address-other-host", "advertised-differs"}, []string{"address-other-host"}},
		"alias, cached": {
			func(w *world) { w.set("mtlsTokenRevocationEndpoint=https://mtls.example/revoke") },
			[]string{"alias-not-advertised-yet"}, []string{"alias-not-advertised-yet"}},
		"alias shown": {func(w *world) { w.set("mtlsTokenRevocationEndpoint=https://mtls.example/revoke"); w.wait(later) }, nil, nil},
		"alias hidden": {
			func(w *world) {
				w.set("mtlsTokenRevocationEndpoint=https://mtls.example/revoke", `discoveryDenyKeys=["mtls_endpoint_aliases"]`)
				w.wait(later)
			}, []string{"alias-hidden"}, []string{"alias-hidden"}},
		"alias left over": {
			func(w *world) {
				w.set("mtlsTokenRevocationEndpoint=https://mtls.example/revoke")
				w.wait(later)
				w.set("mtlsTokenRevocationEndpoint=")
			}, []string{"alias-left-over"}, []string{"alias-left-over"}},
		"alias differs": {
			func(w *world) {
				w.set("mtlsTokenRevocationEndpoint=https://mtls.example/revoke")
				w.wait(later)
				w.set("mtlsTokenRevocationEndpoint=https://mtls.example/other")
			}, []string{"alias-differs"}, []string{"alias-differs"}},
		"all tokens": {func(w *world) { w.set("allowAllValueForRevokeEndpoint=true") }, []string{"all-tokens"}, []string{"all-tokens"}},
		"for others": {
			func(w *world) { w.set("allowRevokeForOtherClients=true") },
			[]string{"for-others-never-matches"}, []string{"for-others-never-matches"}},
		"for others, without the scope": {
			func(w *world) { w.set("allowRevokeForOtherClients=true"); w.deleteScope("revoke_any_token") },
			[]string{"for-others-without-scope"}, []string{"for-others-without-scope"}},
		"negative cache": {
			func(w *world) { w.patch("discoveryCacheLifetimeInMinutes", "-1"); w.wait(later) }, []string{"cache-negative"}, []string{"cache-negative"}},
		"no cache": {func(w *world) { w.set("discoveryCacheLifetimeInMinutes=0"); w.wait(later) }, []string{"cache-off"}, nil},
		"long cache": {
			func(w *world) { w.set("discoveryCacheLifetimeInMinutes=2880"); w.wait(later) }, []string{"cache-long"}, nil},
		"script that is asked":           {func(w *world) { w.enable("revoke_token_refuses") }, []string{"script-asked"}, nil},
		"script that has not failed yet": {func(w *world) { w.enable("revoke_token_fails") }, []string{"script-asked"}, nil},
		"script that fails": {
			func(w *world) { w.enable("revoke_token_fails"); w.probe() }, []string{"script-failing"}, []string{"script-failing"}},
		"nobody registers": {func(w *world) { w.set("registration=off"); w.wait(later) }, []string{"-" + open}, nil},
		"no path":          {func(w *world) { w.answers("/revoke", http.StatusNotFound, "", "") }, []string{"probe-wrong-path"}, nil},
		"no method":        {func(w *world) { w.answers("/revoke", http.StatusMethodNotAllowed, "", "") }, []string{"probe-wrong-path"}, nil},
		"web page": {
			func(w *world) { w.answers("/revoke", http.StatusOK, "text/html", "<html>Welcome</html>") }, []string{"probe-wrong-path"}, nil},
		"failing":  {func(w *world) { w.answers("/revoke", http.StatusInternalServerError, "", "") }, []string{"probe-odd"}, nil},
		"bad word": {func(w *world) { w.callAs(auth.BasicCaller(w.server.Info().ClientID, "wrong")) }, []string{"probe-unauthorised"}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, sandbox.Options{})
			c.arrange(w)
			status := w.look()
			want := slices.Concat(c.want, []string{open})
			if slices.Contains(want, "-"+open) {
				want = nil
			}
			slices.Sort(want)
			if got := findingIDs(status); !slices.Equal(got, want) || len(status.Unread) > 0 {
				t.Fatalf("found %v and not %v; unread %v", got, want, status.Unread)
			}
			for _, id := range c.fixed {
				w.apply(findingOf(t, status, id).Fix...)
			}
			w.wait(later)
			for _, id := range c.fixed {
				if slices.Contains(findingIDs(w.look()), id) {
					t.Errorf("%s is found again after it was mended", id)
				}
			}
		})
	}
}

func findingOf(t *testing.T, status revocation.Status, id string) revocation.Finding {
	t.Helper()
	for _, finding := range status.Findings {
		if finding.ID == id {
			if finding.Says == "" || finding.Explains == "" || (finding.FixTitle == "") != (finding.Fix == nil) || len(finding.Commands) != len(finding.Fix) {
				t.Errorf("%s is not told in full: %+v", id, finding)
			}
			return finding
		}
	}
	t.Fatalf("%s is not found", id)
	return revocation.Finding{}
}

func (w *world) probe() revocation.Probe {
	w.t.Helper()
	plain, _, err := w.Probe(w.t.Context())
	if err != nil {
		w.t.Fatal(err)
	}
	return plain
}

func (w *world) callAs(caller auth.Caller) {
	w.deps.Caller = callerOf(caller)
	w.reopen()
}

func TestStatusOfAFreshInstallation(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	status := w.look()
	a, s := status.Advertised, status.Settings
	if a.Endpoint == nil || *a.Endpoint != w.server.Info().URL+"/jans-auth/restv1/revoke" || a.MTLS != nil || !a.Cached ||
		a.StaleMinutes() != 61 || !a.StaleUntil.Equal(w.clock.Now().Add(time.Hour+30*time.Second)) {
		t.Errorf("advertised: %+v", a)
	}
	if !s.Flag || !s.Listed || s.AllOn || len(s.Properties) != 8 || !s.Setting("tokenRevocationEndpoint").Set() || s.Setting("discoveryAllowedKeys").Set() {
		t.Errorf("settings: %+v", s)
	}
	if status.Probe.Verdict != revocation.Live || status.Probe.Status != http.StatusOK || status.MTLSProbe.Verdict != revocation.NotAsked {
		t.Errorf("probes: %+v, %+v", status.Probe, status.MTLSProbe)
	}
	if len(status.Scripts) != 3 || status.Scripts[0].Enabled {
		t.Errorf("scripts: %+v", status.Scripts)
	}
}

// An address for mutual TLS at which nobody revokes tokens is told, where there is a certificate to try it with.
func TestAliasThatIsOfNoUse(t *testing.T) {
	for status, want := range map[int]string{
		http.StatusNotFound: "mtls-wrong-path", http.StatusBadGateway: "mtls-odd", http.StatusUnauthorized: "mtls-unauthorised", http.StatusOK: "",
	} {
		w := newWorld(t, sandbox.Options{})
		w.deps.Certificate = true
		w.reopen()
		w.set("mtlsTokenRevocationEndpoint=https://mtls.example/elsewhere")
		w.wait(2 * time.Hour)
		w.answers("/elsewhere", status, "", "")
		found := w.look()
		wanted := []string{open, want}
		if want == "" {
			wanted = wanted[:1]
		}
		if got := findingIDs(found); !slices.Equal(got, wanted) || found.MTLSProbe.Status != status {
			t.Errorf("%d: found %v, %+v", status, got, found.MTLSProbe)
		}
	}
}

// What one witness does not say is told, and the others are heard all the same.
func TestStatusInPart(t *testing.T) {
	for path, want := range map[string]string{
		"/openid-configuration":             "the discovery document",
		"/jans-auth-server/config":          "the settings",
		"/config/scripts/type/revoke_token": "the scripts",
		"/api/v1/scopes":                    "the scopes that have to do with revocation",
	} {
		w := newWorld(t, sandbox.Options{})
		w.answers(path, http.StatusBadGateway, "text/html", "<html></html>")
		status := w.look()
		if len(status.Unread) != 1 || status.Unread[0].What != want || status.Probe.Verdict != revocation.Live {
			t.Errorf("%s: unread %v, probe %+v", path, status.Unread, status.Probe)
		}
	}
}

// What leads clients to another host shows also while the settings cannot be read, and silence about what was not read is no agreement.
func TestStatusWithoutSettings(t *testing.T) {
	for address, want := range map[string][]string{"https://elsewhere.example/revoke": {"address-other-host"}, "": nil} {
		w := newWorld(t, sandbox.Options{})
		if address != "" {
			w.set("tokenRevocationEndpoint=" + address)
			w.wait(2 * time.Hour)
		}
		w.answers("/jans-auth-server/config", http.StatusBadGateway, "", "")
		status := w.look()
		if got := findingIDs(status); !slices.Equal(got, want) || status.Agree() {
			t.Errorf("%q: found %v and not %v, agree: %v", address, got, want, status.Agree())
		}
		for _, id := range want {
			findingOf(t, status, id)
		}
	}
}

func TestAgree(t *testing.T) {
	all := revocation.Status{Probe: revocation.Probe{Verdict: revocation.Live}}
	unasked, unread, found := all, all, all
	unasked.Probe.Verdict = revocation.NotAsked
	unread.Unread = []revocation.Unread{{What: "the settings"}}
	found.Findings = []revocation.Finding{{ID: "x"}}
	if !all.Agree() || unasked.Agree() || unread.Agree() || found.Agree() {
		t.Errorf("all %v, unasked %v, unread %v, found %v", all.Agree(), unasked.Agree(), unread.Agree(), found.Agree())
	}
}

// A probe revokes nothing, and what it sends to an address out of discovery is nothing secret.
func TestProbeOfTheAlias(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	w.deps.Certificate = true
	w.reopen()
	w.set("mtlsTokenRevocationEndpoint=https://mtls.example/revoke")
	w.wait(2 * time.Hour)
	var authorization, form string
	*w.wire = func(r *http.Request) *http.Response {
		if r.URL.Host != "mtls.example" {
			return nil
		}
		_ = r.ParseForm()
		authorization, form = r.Header.Get("Authorization"), r.PostForm.Encode()
		return &http.Response{StatusCode: http.StatusUnauthorized, Header: http.Header{}, Body: http.NoBody}
	}
	_, mtls, err := w.Probe(t.Context())
	if err != nil || mtls.Verdict != revocation.Unauthorised || mtls.URL != "https://mtls.example/revoke" {
		t.Fatalf("%+v, %v", mtls, err)
	}
	if authorization != "" || form == "" {
		t.Errorf("sent %q with %q", form, authorization)
	}
	if ids := findingIDs(w.look()); !slices.Contains(ids, "mtls-unauthorised") {
		t.Errorf("found %v", ids)
	}
}

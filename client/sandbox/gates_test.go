package sandbox

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
)

// gated are requests to every endpoint that a flag switches, with the status and the error that one gets while it is on.
var gated = []struct {
	flag, method, path string
	client             bool // the request needs a client's credentials to get as far as the flag
	status             int
	code               string
}{
	{flagHealthCheck, "GET", "/jans-auth/sys/health-check", false, 200, ""},
	{flagUserinfo, "GET", restPath + "/userinfo", false, 400, "invalid_request"},
	{flagClientinfo, "GET", restPath + "/clientinfo", false, 400, "invalid_request"},
	{flagClientinfo, "POST", restPath + "/clientinfo", false, 400, "invalid_request"},
	{flagRegistration, "GET", restPath + "/register", false, 400, "invalid_client_metadata"},
	{flagRegistration, "POST", restPath + "/register", false, 400, "invalid_client_metadata"},
	{flagRegistration, "PUT", restPath + "/register", false, 400, "invalid_client_metadata"},
	{flagRegistration, "DELETE", restPath + "/register", false, 400, "invalid_client_metadata"},
	{flagRevokeToken, "POST", revokePath, true, 400, "invalid_request"},
	{flagGlobalRevocation, "POST", restPath + "/global-token-revocation", true, 401, "invalid_request"},
	{flagStatusList, "GET", restPath + "/status_list", false, 200, ""},
	{flagActiveSession, "POST", restPath + "/session/active", false, 400, "invalid_token"},
	{flagEndSession, "GET", restPath + "/end_session", false, 400, errNoSession},
	{flagStatusSession, "GET", restPath + "/session_status", false, 200, ""},
	{flagJansConfiguration, "GET", restPath + "/.well-known/jans-configuration", false, 200, ""},
	{flagCIBA, "POST", restPath + "/bc-authorize", true, 400, "invalid_request"},
	{flagCIBA, "POST", restPath + "/bc-deviceRegistration", false, 400, "invalid_request"},
	{flagUMA, "GET", restPath + "/uma2-configuration", false, 200, ""},
	{flagUMA, "GET", "/.well-known/uma2-configuration", false, 200, ""},
	{flagUMA, "GET", restPath + "/rpt/status", false, 401, "unauthorized_client"},
	{flagUMA, "POST", restPath + "/rpt/status", false, 401, "unauthorized_client"},
	{flagUMA, "GET", restPath + "/host/rsrc/resource_set", false, 401, "unauthorized_client"},
	{flagUMA, "POST", restPath + "/host/rsrc/resource_set", false, 401, "unauthorized_client"},
	{flagUMA, "GET", restPath + "/host/rsrc/resource_set/1", false, 401, "unauthorized_client"},
	{flagUMA, "PUT", restPath + "/host/rsrc/resource_set/1", false, 401, "unauthorized_client"},
	{flagUMA, "DELETE", restPath + "/host/rsrc/resource_set/1", false, 401, "unauthorized_client"},
	{flagUMA, "POST", restPath + "/host/rsrc_pr", false, 401, "unauthorized_client"},
	{flagUMA, "GET", restPath + "/uma/gather_claims", false, 400, "invalid_client_id"},
	{flagUMA, "POST", restPath + "/uma/gather_claims", false, 400, "invalid_client_id"},
	{flagUMA, "GET", restPath + "/uma/scopes/1", false, 404, "not_found"},
	{flagUMA, "GET", restPath + "/uma/scopes/icons/1", false, 404, "not_found"},
	{flagDeviceAuthz, "POST", restPath + "/device_authorization", true, 400, "invalid_grant"},
	{flagStat, "GET", restPath + "/internal/stat", false, 401, "access_denied"},
	{flagStat, "POST", restPath + "/internal/stat", false, 401, "access_denied"},
	{flagPAR, "POST", restPath + "/par", true, 400, "unauthorized_client"},
	{flagAccessEvaluation, "GET", restPath + "/authzen-configuration", false, 200, ""},
	{flagAccessEvaluation, "GET", "/.well-known/authzen-configuration", false, 200, ""},
	{flagAccessEvaluation, "POST", restPath + "/access/v1/evaluation", false, 401, ""},
	{flagAccessEvaluation, "POST", restPath + "/access/v1/evaluations", false, 401, ""},
	{flagAccessEvaluation, "POST", restPath + "/access/v1/search/subject", false, 401, ""},
	{flagAccessEvaluation, "POST", restPath + "/access/v1/search/resource", false, 401, ""},
	{flagAccessEvaluation, "POST", restPath + "/access/v1/search/action", false, 401, ""},
	{flagSSA, "GET", restPath + "/ssa", true, 401, "unauthorized_client"},
	{flagSSA, "POST", restPath + "/ssa", true, 500, "unknown_error"},
	{flagSSA, "DELETE", restPath + "/ssa", true, 406, ""},
	{flagSSA, "GET", restPath + "/ssa/jwt", true, 401, "unauthorized_client"},
	{flagSSA, "POST", restPath + "/ssa/validation", false, 400, "invalid_jti"},
}

// ask sends an empty request, as a client when that is wanted.
func (f *fixture) ask(method, path string, asClient bool) answer {
	f.t.Helper()
	if !asClient {
		return f.request(method, path, "")
	}
	r := http.Request{Header: http.Header{}}
	other := f.Sample(ClientOther)
	r.SetBasicAuth(url.QueryEscape(other.ID), url.QueryEscape(other.Secret))
	return f.request(method, path, "", "Authorization", r.Header.Get("Authorization"))
}

func (a answer) code(t *testing.T) string {
	t.Helper()
	if !strings.Contains(a.body, `"error"`) {
		return ""
	}
	return a.envelope(t).Error
}

// A flag that is switched shows at its endpoints, and at no others, when the server has picked it up and not before.
func TestGates(t *testing.T) {
	f := newFixture(t)
	open, shut := allFlags(f), ""
	f.replace("featureFlags", open)
	check := func(when string) {
		t.Helper()
		for _, g := range gated {
			a := f.ask(g.method, g.path, g.client)
			status, code := g.status, g.code
			if g.flag == shut {
				status, code = http.StatusForbidden, "access_denied"
			}
			if got := a.code(t); a.status != status || got != code {
				t.Errorf("%s, %s %s: %d %q, want %d %q", when, g.method, g.path, a.status, got, status, code)
			}
			if g.client {
				if a := f.ask(g.method, g.path, false); a.status == http.StatusForbidden || a.status == http.StatusNotFound {
					t.Errorf("%s, %s %s without credentials: %d", when, g.method, g.path, a.status)
				}
			}
		}
	}
	check("all on")
	for _, flag := range gatedFlags() {
		f.patch(`[{"op":"replace","path":"/featureFlags","value":` + allFlags(f, flag) + `}]`)
		check(flag + " switched off, not picked up")
		f.clock.Advance(RealTiming().ConfigPickup)
		shut = flag
		check(flag + " off")
		f.patch(`[{"op":"replace","path":"/featureFlags","value":` + open + `}]`)
		check(flag + " switched on, not picked up")
		f.clock.Advance(RealTiming().ConfigPickup)
		shut = ""
	}
	check("all on again")
}

// allFlags is the value of featureFlags with all flags but some.
func allFlags(f *fixture, without ...string) string {
	var on []string
	for _, flag := range f.instance.Load().auth.known {
		if !slices.Contains(without, flag) {
			on = append(on, `"`+flag+`"`)
		}
	}
	return "[" + strings.Join(on, ",") + "]"
}

func gatedFlags() []string {
	var flags []string
	for _, g := range gated {
		if !slices.Contains(flags, g.flag) {
			flags = append(flags, g.flag)
		}
	}
	return flags
}

// The table above leaves out nothing of the table of gates.
func TestEveryGateIsTried(t *testing.T) {
	tried := make(map[string]bool)
	for _, g := range gated {
		tried[g.method+" "+strings.TrimSuffix(g.path, "1")] = true
	}
	for path, route := range gateRoutes() {
		for _, method := range route.methods {
			if !tried[method+" "+path] {
				t.Errorf("%s %s is not tried", method, path)
			}
		}
	}
}

func TestWhatGatesSay(t *testing.T) {
	f := newFixture(t)
	f.replace("featureFlags", allFlags(f))
	issuer := quoted(t, f.admin(http.MethodGet, configPath, "").object(t)["issuer"])
	status := f.request("GET", restPath+"/status_list", "", "Accept", "application/statuslist+json")
	signed := f.request("GET", restPath+"/status_list", "")
	if status.body != `{"bits":2,"lst":"eNoDAAAAAAE"}` {
		t.Errorf("status list: %s", status.body)
	}
	if signed.header.Get("Content-Type") != "application/statuslist+jwt" || strings.Count(signed.body, ".") != 2 {
		t.Errorf("signed status list: %v %s", signed.header, signed.body)
	}
	if a := f.request("GET", restPath+"/status_list?time=1", ""); a.status != http.StatusNotImplemented {
		t.Errorf("status list of the past: %d", a.status)
	}
	if a := f.request("GET", restPath+"/session_status", ""); a.body != `{"state":"unknown","custom_state":"","auth_time":null}` {
		t.Errorf("session_status: %s", a.body)
	}
	uma := f.request("GET", restPath+"/uma2-configuration", "").object(t)
	authzen := f.request("GET", restPath+"/authzen-configuration", "").object(t)
	if quoted(t, uma["permission_endpoint"]) != issuer+restPath+"/host/rsrc_pr" || quoted(t, uma["issuer"]) != issuer {
		t.Errorf("uma2-configuration: %s", uma)
	}
	if quoted(t, authzen["search_action_endpoint"]) != issuer+restPath+"/access/v1/search/action" || quoted(t, authzen["policy_decision_point"]) != issuer {
		t.Errorf("authzen-configuration: %s", authzen)
	}
	a := f.request("POST", restPath+"/bc-authorize", "")
	if a.status != http.StatusBadRequest || a.header.Get("WWW-Authenticate") == "" {
		t.Errorf("bc-authorize without credentials: %d %v", a.status, a.header)
	}
	if e := f.ask("POST", restPath+"/par", true).envelope(t); e.Reason != "client_id is empty or blank." {
		t.Errorf("par: %+v", e)
	}
	if e := f.request("POST", restPath+"/bc-deviceRegistration", "").envelope(t); e.Reason != "" {
		t.Errorf("a reason that nobody asked for: %+v", e)
	}
	for _, c := range []struct{ method, path, allow string }{
		{"PUT", restPath + "/clientinfo", "OPTIONS, HEAD, GET, POST"},
		{"PUT", restPath + "/ssa", "OPTIONS, HEAD, GET, POST, DELETE"},
		{"POST", restPath + "/uma/scopes/read", "OPTIONS, HEAD, GET"},
	} {
		if a := f.request(c.method, c.path, ""); a.status != http.StatusMethodNotAllowed || a.header.Get("Allow") != c.allow {
			t.Errorf("%s %s: %d, Allow %q", c.method, c.path, a.status, a.header.Get("Allow"))
		}
	}
	for _, path := range []string{"/uma/scopes", "/uma/scopes/read/more", "/host/rsrc", "/ssa/jwt/1"} {
		if a := f.request("GET", restPath+path, ""); a.status != http.StatusNotFound || a.body != "" {
			t.Errorf("%s: %d %s", path, a.status, a.body)
		}
	}
	if a := f.request("HEAD", restPath+"/ssa", ""); a.status != http.StatusUnauthorized {
		t.Errorf("HEAD: %d", a.status)
	}
}

// The CIBA grant at the token endpoint looks at the flag when the client may use the grant.
func TestBackchannelGrant(t *testing.T) {
	f := newFixture(t)
	f.replace("grantTypesSupported", `["client_credentials","`+grantCIBA+`"]`)
	f.changeClient(ClientOther, func(c object) { c["grantTypes"] = []any{grantCIBA} })
	for _, c := range []struct {
		without string
		status  int
		code    string
	}{{"", 400, "expired_token"}, {flagCIBA, 403, "access_denied"}} {
		f.replace("featureFlags", allFlags(f, c.without))
		a := f.form(tokenPath, f.Sample(ClientOther), url.Values{"grant_type": {grantCIBA}, "auth_req_id": {"none"}})
		if a.status != c.status || a.code(t) != c.code {
			t.Errorf("without %q: %d %s", c.without, a.status, a.body)
		}
	}
}

package sandbox

import (
	"net/http"
	"strings"
)

// gate is an endpoint that a feature flag switches and behind which the sandbox has nothing: it answers as to an empty request, whatever it is
// sent. What it refuses with, and the order of the checks, are those of the real endpoint.
type gate struct {
	methods string // in words; GET includes HEAD
	paths   string // in words; below restPath, or from /.well-known/ on, where the web server in front maps it. See authServer.route
	flag    string
	admits  func(*exchange) bool // what AuthenticationFilter.java does before the flag is looked at; it answers those it turns away. nil for nothing
	answer  func(*exchange)      // with the flag on
}

// gates are the endpoints that call ErrorResponseFactory.validateFeatureEnabled and that have no code of their own here. That of a grant for
// identity assertions (identity_assertion_authz_grant) is missing: /token looks at it only when everything else about the request is right.
var gates = []gate{
	{"GET POST", "/clientinfo", flagClientinfo, nil, refusal(400, "invalid_request", "Failed to validate access token.")},
	{"GET", "/register", flagRegistration, nil, refusal(400, "invalid_client_metadata", "Client ID or Access Token is not valid.")},
	{"POST", "/register", flagRegistration, nil, refusal(400, "invalid_client_metadata", "Unable to parse request object.")},
	{"PUT DELETE", "/register", flagRegistration, nil, refusal(400, "invalid_client_metadata", "")},
	{"GET", "/status_list", flagStatusList, nil, (*exchange).emptyStatusList},
	{"POST", "/session/active", flagActiveSession, nil, (*exchange).refuseSessions},
	{"GET", "/session_status", flagStatusSession, nil, (*exchange).unknownSession},
	{"POST", "/bc-authorize", flagCIBA, (*exchange).admitsBackchannel, refusal(400, "invalid_request", "")},
	{"POST", "/bc-deviceRegistration", flagCIBA, nil, refusal(400, "invalid_request", "The device registration token cannot be blank.")},
	{"GET POST", "/internal/stat", flagStat, nil, refusal(401, "access_denied", "Can't find grant for authorization.")},
	{"POST", "/par", flagPAR, (*exchange).admitsPublic, (*exchange).refusePushed},

	{"GET", "/ssa /ssa/jwt", flagSSA, (*exchange).admitsConfidential, refusal(401, "unauthorized_client", "Unauthorized client")},
	{"POST", "/ssa", flagSSA, (*exchange).admitsConfidential, refusal(500, "unknown_error", "Unknown error")}, // an empty body is no JSON
	{"DELETE", "/ssa", flagSSA, (*exchange).admitsConfidential, (*exchange).refuseRemoval},
	{"POST", "/ssa/validation", flagSSA, nil, refusal(400, "invalid_jti", "Invalid JTI or not exists")},

	{"GET", "/authzen-configuration /.well-known/authzen-configuration", flagAccessEvaluation, nil, (*exchange).authzenConfiguration},
	{"POST", "/access/v1/evaluation /access/v1/evaluations /access/v1/search/subject /access/v1/search/resource /access/v1/search/action",
		flagAccessEvaluation, nil, (*exchange).refuseEvaluation},

	{"GET", "/uma2-configuration /.well-known/uma2-configuration", flagUMA, nil, (*exchange).umaConfiguration},
	{"GET POST", "/rpt/status /host/rsrc/resource_set", flagUMA, nil, refusal(401, "unauthorized_client", "Authorization header is blank.")},
	{"GET PUT DELETE", "/host/rsrc/resource_set/", flagUMA, nil, refusal(401, "unauthorized_client", "Authorization header is blank.")},
	{"POST", "/host/rsrc_pr", flagUMA, nil, refusal(401, "unauthorized_client", "Authorization header is blank.")},
	{"GET POST", "/uma/gather_claims", flagUMA, nil, refusal(400, "invalid_client_id", "Invalid clientId: null")},
	{"GET", "/uma/scopes/", flagUMA, nil, refusal(404, "not_found", "Not found.")},
	{"GET", "/uma/scopes/icons/", flagUMA, nil, refusal(404, "not_found", "Scope not found.")},
}

func refusal(status int, code, reason string) func(*exchange) {
	return func(x *exchange) { x.fail(status, code, reason) }
}

// gateRoutes are the routes of all gates: a path may be that of several, with different methods.
func gateRoutes() map[string]authRoute {
	routes, byMethod := make(map[string]authRoute), make(map[string]map[string]gate)
	for _, g := range gates {
		for _, path := range strings.Fields(g.paths) {
			if !strings.HasPrefix(path, "/.well-known/") {
				path = restPath + path
			}
			if byMethod[path] == nil {
				byMethod[path] = make(map[string]gate)
			}
			own, methods := byMethod[path], strings.Fields(g.methods)
			for _, method := range methods {
				own[method] = g
			}
			routes[path] = authRoute{append(routes[path].methods, methods...), func(x *exchange) { own[x.method()].serve(x) }}
		}
	}
	return routes
}

func (g gate) serve(x *exchange) {
	if (g.admits == nil || g.admits(x)) && x.feature(g.flag) {
		g.answer(x)
	}
}

// method is that of the request; HEAD is served as GET.
func (x *exchange) method() string {
	if x.r.Method == http.MethodHead {
		return http.MethodGet
	}
	return x.r.Method
}

func (x *exchange) admitsPublic() bool {
	_, ok := x.authenticateClient(true)
	return ok
}

func (x *exchange) admitsConfidential() bool {
	_, ok := x.confidentialClient()
	return ok
}

// admitsBackchannel is the filter of /bc-authorize: it knows two kinds of credentials, and what has neither is a bad request.
func (x *exchange) admitsBackchannel() bool {
	scheme, _ := splitAuthorization(x.r.Header.Get("Authorization"))
	if scheme == "basic" || x.parameters.Has("client_assertion") && x.parameters.Has("client_assertion_type") {
		return x.admitsConfidential()
	}
	x.w.Header().Set("WWW-Authenticate", basicChallenge)
	x.w.Header().Set("Content-Type", "application/json; charset=UTF-8")
	x.fail(http.StatusBadRequest, "invalid_request", "")
	return false
}

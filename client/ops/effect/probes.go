package effect

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/jansadm/jansadm/client"
)

// probe is how one asks whether a feature is on without changing anything.
type probe struct {
	what    string // what the effect is called
	request client.Probe
	why     string // why nothing is asked
	nothing bool   // no part of the server reads the flag, or discovery alone does
}

func get(path string) probe { return asking(http.MethodGet, path, nil) }

func asking(method, path string, fields url.Values) probe {
	return probe{what: "endpoint " + strings.TrimPrefix(path, "/restv1"), request: client.Probe{Method: method, Path: path, Fields: fields}}
}

// own makes the request in the name of the console's own client: the flag is looked at behind AuthenticationFilter.java.
func (p probe) own() probe {
	p.request.Own = true
	return p
}

func unasked(why string) probe { return probe{why: why} }

const (
	// noToken is a token that no server has given out.
	noToken = "jansadm-asks-whether-this-endpoint-is-on"
	writes  = "asking the endpoint would start something"
	inside  = "it shows in no answer that one could ask for"
)

// probes has each flag of FeatureFlagType.java. All endpoints look at the flag first (ErrorResponseFactory.validateFeatureEnabled); the
// requests are such that one that is on refuses them, or answers without storing anything.
var probes = map[string]probe{
	"health_check":       get("/sys/health-check"),
	"userinfo":           get("/restv1/userinfo"),
	"clientinfo":         get("/restv1/clientinfo"),
	"id_generation":      {nothing: true},
	"registration":       asking(http.MethodGet, "/restv1/register", url.Values{"client_id": {noToken}}),
	"introspection":      {nothing: true},
	"revoke_token":       asking(http.MethodPost, "/restv1/revoke", url.Values{"token": {noToken}}).own(),
	"status_list":        get("/restv1/status_list"),
	"active_session":     asking(http.MethodPost, "/restv1/session/active", url.Values{}),
	"end_session":        get("/restv1/end_session"),
	"status_session":     get("/restv1/session_status"),
	"jans_configuration": get("/restv1/.well-known/jans-configuration"),
	"ciba":               asking(http.MethodPost, "/restv1/bc-deviceRegistration", url.Values{}),
	"uma":                get("/restv1/uma2-configuration"),
	"u2f":                {nothing: true},
	"stat":               get("/restv1/internal/stat"),
	"par":                asking(http.MethodPost, "/restv1/par", url.Values{"request_uri": {noToken}}).own(), // which is refused: RFC 9126 section 2.1
	"access_evaluation":  get("/restv1/authzen-configuration"),
	"ssa":                asking(http.MethodGet, "/restv1/ssa", url.Values{"jti": {noToken}}).own(),

	"global_token_revocation":        unasked("asking an endpoint that ends all sessions of a user is not worth the risk"),
	"device_authz":                   unasked(writes),
	"logout_status_jwt":              unasked(inside),
	"metric":                         unasked(inside),
	"rate_limit":                     unasked("one would have to send requests until some are refused"),
	"client_id_metadata_document":    unasked(writes),
	"identity_assertion_authz_grant": unasked(inside),
}

package sandbox

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/jansadm/jansadm/client/sandbox/internal/jsontree"
)

// exchange is one request to the auth server together with the configuration in force when it came.
type exchange struct {
	server      *authServer
	w           http.ResponseWriter
	r           *http.Request
	config      map[string]any
	features    features
	scripts     []script
	correlation string
	form        url.Values // parameters of the body
	parameters  url.Values // of body and query, which is what the servlet filters see

	preview bool                       // nobody has sent it: it writes nothing down
	staged  map[string]*attributeEntry // attributes by inum that stand in for stored ones, of a preview
}

const correlationHeader = "X-Correlation-Id"

func (a *authServer) newExchange(w http.ResponseWriter, r *http.Request) (*exchange, error) {
	config, scripts, err := a.present()
	if err != nil {
		return nil, err
	}
	x := &exchange{server: a, w: w, r: r, config: config, scripts: scripts, features: featuresOf(config, a.known)}
	if x.correlation = r.Header.Get(correlationHeader); strings.TrimSpace(x.correlation) == "" {
		if x.correlation, err = newUUID(a.options.Rand); err != nil {
			return nil, err
		}
		if _, err := r.Cookie(correlationHeader); err != nil {
			http.SetCookie(w, &http.Cookie{Name: correlationHeader, Value: x.correlation, Secure: true, HttpOnly: true})
		}
	}
	r.Body = http.MaxBytesReader(w, r.Body, maxFormBytes)
	r.ParseForm() // what cannot be decoded counts as absent, as in the servlet container
	x.form, x.parameters = r.PostForm, r.Form
	return x, nil
}

// feature refuses the request when a flag is off. The description is the bare code: the catalogue of texts has no access_denied in its
// token section (ErrorResponseFactory.java).
func (x *exchange) feature(flag string) bool {
	if x.features.on(flag) {
		return true
	}
	x.fail(http.StatusForbidden, "access_denied", "Feature flag is disabled on server.")
	return false
}

// descriptions are the texts of the error catalogue, in this project's words, for the codes that the sandbox answers with.
var descriptions = map[string]string{
	"invalid_request": "A parameter is missing, repeated, not supported or malformed.",
	"invalid_client":  "The client is unknown, did not authenticate, or used a method that is not allowed for it.",
	"invalid_grant":   "The grant is invalid, expired, revoked, was issued to another client, or may not be used by this one.",
	"disabled_client": "The client is disabled.",

	"invalid_token":      "The access token is expired, revoked, malformed or otherwise not valid. Get a new one and try again.",
	"insufficient_scope": "The access token does not have the rights that this needs.",

	"invalid_client_metadata": "A value that describes the client is missing or not valid.",
	"unauthorized_client":     "The client may not make this request.",
	"invalid_client_id":       "There is no client with this id.",
	"not_found":               "There is nothing of this name.",
	"unknown_error":           "The server has failed for a reason that it does not know.",

	errNoSession: "There is no session that fits the request, or the token that it names is not valid.",
	"post_logout_uri_not_associated_with_client": "The address to go to after signing out is none of the client.",
}

// descriptionOf gives the catalogue's text of an error code, and the code itself when there is none.
func descriptionOf(code string) string {
	if text, ok := descriptions[code]; ok {
		return text
	}
	return code
}

// fail answers with the error envelope. The reason is shown only with errorReasonEnabled.
func (x *exchange) fail(status int, code, reason string) {
	if !boolMember(x.config, "errorReasonEnabled") {
		reason = ""
	}
	x.failAloud(status, code, reason)
}

// failAloud is fail with a reason that always shows, which is so where authorization requests are checked (AuthorizeRestWebServiceValidator.java).
func (x *exchange) failAloud(status int, code, reason string) {
	envelope := map[string]any{"error": code, "error_description": descriptionOf(code) + " CorrelationId: " + x.correlation}
	if reason != "" {
		envelope["reason"] = reason
	}
	if x.sabotaged(SabotagePlainErrors) {
		x.w.Header().Set("Content-Type", "text/plain")
		x.write(status, []byte(code))
		return
	}
	if x.w.Header().Get("Content-Type") == "" {
		x.w.Header().Set("Content-Type", "application/json")
	}
	x.write(status, jsontree.AppendIndent(nil, envelope, "    "))
}

const basicChallenge = `Basic realm="jans-auth"`

// failClient answers that the client did not authenticate (sendError of AuthenticationFilter.java).
func (x *exchange) failClient() {
	if !x.sabotaged(SabotageNoChallenge) {
		x.w.Header().Set("WWW-Authenticate", basicChallenge)
	}
	x.w.Header().Set("Content-Type", "application/json;charset=UTF-8")
	x.fail(http.StatusUnauthorized, "invalid_client", "Unable to authenticate client.")
}

func (x *exchange) json(body []byte) {
	x.w.Header().Set("Content-Type", "application/json")
	x.write(http.StatusOK, body)
}

// uncached sets the headers of answers that hold or concern tokens.
func (x *exchange) uncached() {
	x.w.Header().Set("Cache-Control", "no-store")
	x.w.Header().Set("Pragma", "no-cache")
}

// broken answers that the server failed; the cause is only in the log.
func (x *exchange) broken(err error) {
	x.server.options.Log.Error("sandbox auth server", "path", x.r.URL.Path, "error", err)
	x.write(http.StatusInternalServerError, nil)
}

func (x *exchange) write(status int, body []byte) {
	x.server.options.Log.Debug("auth server", "method", x.r.Method, "path", x.r.URL.Path, "status", status, "correlation", x.correlation)
	x.w.WriteHeader(status)
	if _, err := x.w.Write(body); err != nil {
		x.server.options.Log.Debug("answer of the auth server", "error", err)
	}
}

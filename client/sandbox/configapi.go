package sandbox

import (
	"errors"
	"io"
	"mime"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// configAPI is the imitation of jans-config-api. Requests are processed in the order of the framework behind it (RESTEasy): path, method,
// Content-Type, Accept, token and scopes, parameters, body.
type configAPI struct {
	store   *store
	config  *configuration
	auth    *authServer
	base    string // issuer of the installation, the only approved one
	options Options
	routes  []apiRoute
	audit   auditLog
	tables
}

func newConfigAPI(s *store, config *configuration, auth *authServer, base string, o Options) *configAPI {
	c := &configAPI{
		store: s, config: config, auth: auth, base: base, options: o, audit: auditLog{store: s, clock: o.Clock}, tables: auth.tables,
	}
	c.routes = slices.Concat(c.propertyRoutes(), c.healthRoutes(), c.scopeRoutes(), c.attributeRoutes(),
		c.scriptRoutes(), c.clientRoutes(), c.tokenRoutes(), c.sessionRoutes(), c.acrRoutes(), c.organizationRoutes(), c.installedRoutes(),
		c.assetRoutes(), c.apiPropertyRoutes(), c.auditRoutes())
	return c
}

const (
	mediaJSON      = "application/json"
	mediaJSONPatch = "application/json-patch+json"
	maxBodyBytes   = 16 << 20
)

// apiRoute is one operation. Each resource has a file with its routes. A path segment in braces is a parameter.
type apiRoute struct {
	method, path string
	access       access
	anyContent   bool   // the resource declares no @Consumes
	argument     string // name of the parameter that the audit log prints the body under; "" when the operation takes no body
	handle       func(*apiCall) apiAnswer
}

// consumes is the Content-Type an operation wants.
func (r *apiRoute) consumes() string {
	if r.method == http.MethodPatch {
		return mediaJSONPatch
	}
	return mediaJSON
}

// apiCall is a request that has passed all checks.
type apiCall struct {
	api        *configAPI
	r          *http.Request
	parameters map[string]string // of the path
	body       []byte
}

// apiAnswer is a status and a body; an empty body has no Content-Type.
type apiAnswer struct {
	status int
	body   []byte
}

func noContent() apiAnswer { return apiAnswer{status: http.StatusNoContent} }

func created(body []byte) apiAnswer { return apiAnswer{http.StatusCreated, body} }

func okJSON(body []byte) apiAnswer { return apiAnswer{http.StatusOK, body} }

func text(status int, message string) apiAnswer { return apiAnswer{status, []byte(message)} }

// apiError is the error object that ConfigBaseResource.java answers with.
func apiError(status int, message string) apiAnswer {
	quoted := appendMembers(nil, "code", strconv.Itoa(status), "message", message)
	return apiAnswer{status, quoted}
}

func (c *configAPI) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if allowOrigin(w, r, "GET,PUT,POST,DELETE,PATCH,HEAD,OPTIONS") {
		return
	}
	answer := c.process(w.Header(), r)
	c.options.Log.Debug("config API", "method", r.Method, "path", r.URL.Path, "status", answer.status)
	if len(answer.body) > 0 {
		w.Header().Set("Content-Type", mediaJSON) // bare texts too: the resources declare it
	}
	w.WriteHeader(answer.status)
	if _, err := w.Write(answer.body); err != nil {
		c.options.Log.Debug("answer of the config API", "error", err)
	}
}

func (c *configAPI) process(header http.Header, r *http.Request) apiAnswer {
	route, parameters, refusal := c.match(header, r)
	if route == nil {
		return refusal
	}
	if status := contentRefused(route, r); status != 0 {
		return apiAnswer{status: status}
	}
	if refusal := c.authorize(r, route.access); refusal != "" {
		header.Set("WWW-Authenticate", "Bearer")
		return text(http.StatusUnauthorized, refusal)
	}
	call := &apiCall{api: c, r: r, parameters: parameters}
	if route.argument != "" {
		var err error
		if call.body, err = io.ReadAll(http.MaxBytesReader(nil, r.Body, maxBodyBytes)); err != nil {
			if tooLarge := (*http.MaxBytesError)(nil); errors.As(err, &tooLarge) {
				return apiAnswer{status: http.StatusRequestEntityTooLarge}
			}
			return text(http.StatusBadRequest, notDeserializable)
		}
	}
	if err := c.audit.record(route, call); err != nil {
		c.options.Log.Error("audit log of the config API", "error", err)
	}
	return route.handle(call)
}

const notDeserializable = "Not able to deserialize data provided."

// contentRefused checks Content-Type and Accept and gives the status to refuse with, 0 when both are fine. A missing Content-Type counts as
// application/octet-stream for operations that take a body.
func contentRefused(route *apiRoute, r *http.Request) int {
	declared := r.Header.Get("Content-Type")
	if !route.anyContent && (declared != "" || route.argument != "") {
		media, _, err := mime.ParseMediaType(declared)
		if err != nil || media != route.consumes() {
			return http.StatusUnsupportedMediaType
		}
	}
	if !accepts(r.Header.Values("Accept")) {
		return http.StatusNotAcceptable
	}
	return 0
}

// accepts says whether JSON is among the accepted media types.
func accepts(headers []string) bool {
	if len(headers) == 0 {
		return true
	}
	for _, header := range headers {
		if strings.TrimSpace(header) == "" {
			return true
		}
		for _, part := range strings.Split(header, ",") {
			media, parameters, err := mime.ParseMediaType(strings.TrimSpace(part))
			if err != nil || media != "*/*" && media != "application/*" && media != mediaJSON {
				continue
			}
			if quality, err := strconv.ParseFloat(parameters["q"], 64); err != nil || quality > 0 {
				return true
			}
		}
	}
	return false
}

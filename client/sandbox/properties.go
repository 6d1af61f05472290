package sandbox

import (
	"errors"
	"net/http"

	"github.com/jansadm/jansadm/client/sandbox/internal/jackson"
	"github.com/jansadm/jansadm/client/sandbox/internal/jsonpatch"
	"github.com/jansadm/jansadm/client/sandbox/internal/jsontree"
)

const (
	scopePropertiesRead  = oauthPrefix + "jans-auth-server/config/properties.readonly"
	scopePropertiesWrite = oauthPrefix + "jans-auth-server/config/properties.write"
	scopePropertiesAdmin = oauthPrefix + "jans-auth-server/config/properties.admin" // checked, but setup never creates it
)

// propertyRoutes are the operations of AuthConfigResource.java.
func (c *configAPI) propertyRoutes() []apiRoute {
	read := readAccess(scopePropertiesRead, scopePropertiesWrite, scopePropertiesAdmin)
	return []apiRoute{
		{method: http.MethodGet, path: "/jans-auth-server/config", access: read, handle: getProperties},
		{
			method: http.MethodPatch, path: "/jans-auth-server/config", access: writeAccess(scopePropertiesWrite, scopePropertiesAdmin),
			argument: "jsonPatchString", handle: patchProperties,
		},
		{method: http.MethodGet, path: "/jans-auth-server/config/feature-flags", access: read, handle: getFeatureFlags},
		{method: http.MethodGet, path: "/jans-auth-server/config/persistence", access: read, handle: getPersistence},
	}
}

func getProperties(call *apiCall) apiAnswer {
	body, err := call.api.config.response()
	if err != nil {
		return call.broken(err)
	}
	return okJSON(body)
}

func patchProperties(call *apiCall) apiAnswer {
	body, err := call.api.config.patch(call.body)
	if err != nil {
		return call.patchFailure(err)
	}
	return okJSON(body)
}

// patchFailure tells the ways apart in which a patch fails. Most of what really is the client's mistake is 500.
func (call *apiCall) patchFailure(err error) apiAnswer {
	var failure jsonpatch.Failure
	var agama errAgama
	switch {
	case errors.As(err, &agama):
		return apiError(http.StatusBadRequest, agama.Error())
	case errors.Is(err, jsonpatch.ErrMalformed), errors.Is(err, jackson.ErrMismatch):
		return text(http.StatusBadRequest, notDeserializable)
	case errors.Is(err, jsonpatch.ErrNoPatch), errors.Is(err, errWholeRemoved):
		return apiAnswer{status: http.StatusInternalServerError}
	case errors.As(err, &failure):
		return text(http.StatusInternalServerError, failure.Error())
	default:
		if message, ok := isServerText(err); ok && !errors.Is(err, errNotStored) {
			return text(http.StatusInternalServerError, message)
		}
		return call.broken(err)
	}
}

// broken answers that the database failed; the cause is only in the log.
func (call *apiCall) broken(err error) apiAnswer {
	call.api.options.Log.Error("sandbox config API", "path", call.r.URL.Path, "error", err)
	return text(http.StatusInternalServerError, errNotStored.Error())
}

// getFeatureFlags lists the flags the server knows, not those that are on.
func getFeatureFlags(call *apiCall) apiAnswer {
	flags := make([]any, len(call.api.config.class.Flags))
	for i, flag := range call.api.config.class.Flags {
		flags[i] = flag
	}
	return okJSON(jsontree.Append(nil, flags))
}

func getPersistence(*apiCall) apiAnswer {
	return okJSON(appendMembers(nil, "databaseName", "jansdb", "schemaName", "jansdb", "productName", "PostgreSQL",
		"productVersion", "14.9", "driverName", "PostgreSQL JDBC Driver", "driverVersion", "42.7.3"))
}

// appendMembers writes an object of texts in the order given: name, value, name, value.
func appendMembers(out []byte, pairs ...string) []byte {
	out = append(out, '{')
	for i := 0; i < len(pairs); i += 2 {
		if i > 0 {
			out = append(out, ',')
		}
		out = append(jsontree.AppendString(out, pairs[i]), ':')
		out = jsontree.AppendString(out, pairs[i+1])
	}
	return append(out, '}')
}

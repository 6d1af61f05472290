package client

import (
	"context"
	"errors"
	"net/http"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/transport"
)

// PropertiesService reads and changes the configuration of the auth server (AuthConfigResource.java).
type PropertiesService struct{ api *api }

const (
	propertiesPath = "/jans-auth-server/config"
	jsonPatch      = "application/json-patch+json"
)

// Get returns the whole configuration, secrets in clear. Properties that are null or empty are absent.
func (s *PropertiesService) Get(ctx context.Context) (document.Document, error) {
	doc, _, err := s.api.object(ctx, transport.Request{Op: "read the auth server configuration", Method: http.MethodGet, URL: propertiesPath})
	return doc, err
}

// Patch changes the configuration and returns it as the server stored it, with the id of the request. It is applied as a whole or
// not at all. A failed test operation is KindConflict, an operation the server cannot apply KindInvalid. The request id is returned
// with an error too.
func (s *PropertiesService) Patch(ctx context.Context, patch document.Patch) (document.Document, string, error) {
	const op = "change the auth server configuration"
	body, err := encodePatch(patch)
	if err != nil {
		return nil, "", notJSON(op, err)
	}
	return s.api.object(ctx, transport.Request{Op: op, Method: http.MethodPatch, URL: propertiesPath, Body: body, ContentType: jsonPatch})
}

// KnownFlags returns the feature flags this server knows, not those that are on, in the server's order.
func (s *PropertiesService) KnownFlags(ctx context.Context) ([]string, error) {
	response, err := s.api.authorized(ctx, transport.Request{
		Op: "read the known feature flags", Method: http.MethodGet, URL: propertiesPath + "/feature-flags",
	})
	if err != nil {
		return nil, err
	}
	flags, ok := document.Strings(response.Body)
	if !ok {
		return nil, response.Malformed(errors.New("it is not a list of names"))
	}
	return flags, nil
}

// Persistence returns what the server says about its database; members its driver does not know are absent.
func (s *PropertiesService) Persistence(ctx context.Context) (document.Document, error) {
	doc, _, err := s.api.object(ctx, transport.Request{Op: "read the database information", Method: http.MethodGet, URL: propertiesPath + "/persistence"})
	return doc, err
}

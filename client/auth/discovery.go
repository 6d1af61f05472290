// Package auth finds the endpoints of an auth server and gets tokens from it.
package auth

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/transport"
)

// ConfigurationPath is where an auth server keeps its OpenID configuration, below its address (OpenID Connect Discovery 1.0 section 4).
const ConfigurationPath = "/.well-known/openid-configuration"

// Server is what an auth server says about itself. An endpoint that it does not advertise is "": revocation and others disappear
// when their feature flag is off.
type Server struct {
	Issuer                string
	TokenEndpoint         string
	RevocationEndpoint    string
	IntrospectionEndpoint string
	DeviceEndpoint        string
	UserinfoEndpoint      string
	Document              document.Document // all of it, as sent
}

// Discover reads the OpenID configuration of the server at baseURL (https://host), first where OpenID Connect Discovery 1.0 puts it
// and then below /jans-auth, where it is when no front-end proxy maps it. Without issuer or token endpoint it is a KindProtocol error.
func Discover(ctx context.Context, t *transport.Transport, baseURL string) (Server, error) {
	base := strings.TrimRight(baseURL, "/")
	return DiscoverAt(ctx, t, base, base+"/jans-auth")
}

// DiscoverAt is Discover below the first of the places that has an OpenID configuration, for an auth server at an address of its own.
func DiscoverAt(ctx context.Context, t *transport.Transport, places ...string) (Server, error) {
	doc, response, err := read(ctx, t, places...)
	if err != nil {
		return Server{}, err
	}
	server := ServerOf(doc)
	if server.Issuer == "" || server.TokenEndpoint == "" {
		return Server{}, response.Malformed(errors.New("it names no issuer or no token endpoint"))
	}
	return server, nil
}

// ServerOf reads an OpenID configuration. What it does not name is "".
func ServerOf(doc document.Document) Server {
	server := Server{Document: doc}
	for name, field := range map[string]*string{
		"issuer": &server.Issuer, "token_endpoint": &server.TokenEndpoint, "revocation_endpoint": &server.RevocationEndpoint,
		"introspection_endpoint": &server.IntrospectionEndpoint, "device_authorization_endpoint": &server.DeviceEndpoint,
		"userinfo_endpoint": &server.UserinfoEndpoint,
	} {
		*field, _ = document.Text(doc.Get(name))
	}
	return server
}

// ReadConfiguration returns the OpenID configuration found below the first of the places that has one, whatever it says.
func ReadConfiguration(ctx context.Context, t *transport.Transport, places ...string) (document.Document, error) {
	doc, _, err := read(ctx, t, places...)
	return doc, err
}

func read(ctx context.Context, t *transport.Transport, places ...string) (document.Document, transport.Response, error) {
	var failure error
	for _, place := range places {
		response, err := t.Do(ctx, transport.Request{Op: "read the OpenID configuration", Method: http.MethodGet, URL: place + ConfigurationPath})
		if err == nil {
			var doc document.Document
			if doc, err = document.Parse(response.Body); err == nil {
				return doc, response, nil
			}
			err = response.Malformed(err)
		}
		if failure == nil || errors.Is(failure, transport.KindNotFound) {
			failure = err
		}
		if response.Status == 0 { // the host does not answer: another path on it will not either
			break
		}
	}
	var known *transport.Error
	if errors.As(failure, &known) && (known.Kind == transport.KindNotFound || known.Kind == transport.KindProtocol) {
		known.Hint = fmt.Sprintf("Looked below %s. Check that this is the address of a Janssen server.", strings.Join(places, " and "))
	}
	return nil, transport.Response{}, failure
}

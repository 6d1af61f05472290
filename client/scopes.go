package client

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"

	"github.com/jansadm/jansadm/client/transport"
)

// scopeResource is served by ScopesResource.java.
var scopeResource = resource{one: "scope", many: "scopes", path: "/scopes", typeMember: "scopeType"}

// ClientName is as much of a client as is needed to name it.
type ClientName struct {
	Inum, Name string
	Disabled   bool
}

// ScopeUsers lists the clients that use a scope. The server loads all clients for it and answers with their secrets
// (ScopeService.java); all but what names a client is dropped unread. A scope that does not exist is KindNotFound.
func (c *Client) ScopeUsers(ctx context.Context, inum string) ([]ClientName, error) {
	request := transport.Request{
		Op: "list the clients of the scope", Method: http.MethodGet, Query: url.Values{"withAssociatedClients": {"true"}},
	}
	if err := c.Scopes.locate(&request, "", inum); err != nil {
		return nil, err
	}
	response, err := c.Scopes.api.authorized(ctx, request)
	if err != nil {
		return nil, err
	}
	var scope struct {
		Inum    string `json:"inum"`
		Clients []struct {
			Inum        string `json:"inum"`
			ClientName  string `json:"clientName"`
			DisplayName string `json:"displayName"`
			Disabled    bool   `json:"disabled"`
		} `json:"clients"`
	}
	if err := json.Unmarshal(response.Body, &scope); err != nil {
		return nil, response.Malformed(err)
	}
	if scope.Inum == "" {
		return nil, response.Malformed(errors.New("it is no scope"))
	}
	names := make([]ClientName, len(scope.Clients))
	for i, client := range scope.Clients {
		names[i] = ClientName{Inum: client.Inum, Name: cmp.Or(client.ClientName, client.DisplayName), Disabled: client.Disabled}
	}
	return names, nil
}

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

// ScopeUser is as much of a client that has a scope as is needed to name it, and to take scopes from it.
type ScopeUser struct {
	Inum, Name string
	Disabled   bool
	Scopes     []string // DNs
}

// ScopeUsers lists the clients that use a scope. The server loads all clients for it and answers with their secrets
// (ScopeService.java); all else of the clients is dropped unread. A scope that does not exist is KindNotFound.
func (c *Client) ScopeUsers(ctx context.Context, inum string) ([]ScopeUser, error) {
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
			Inum        string   `json:"inum"`
			ClientName  string   `json:"clientName"`
			DisplayName string   `json:"displayName"`
			Disabled    bool     `json:"disabled"`
			Scopes      []string `json:"scopes"`
		} `json:"clients"`
	}
	if err := json.Unmarshal(response.Body, &scope); err != nil {
		return nil, response.Malformed(err)
	}
	if scope.Inum == "" {
		return nil, response.Malformed(errors.New("it is no scope"))
	}
	users := make([]ScopeUser, len(scope.Clients))
	for i, client := range scope.Clients {
		users[i] = ScopeUser{
			Inum: client.Inum, Name: cmp.Or(client.ClientName, client.DisplayName), Disabled: client.Disabled, Scopes: client.Scopes}
	}
	return users, nil
}

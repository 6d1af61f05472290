package ops

import (
	"github.com/jansadm/jansadm/client"
	"github.com/jansadm/jansadm/client/ops/change"
)

// Entries are the services of a server by the kind of entry, for Deps.
func Entries(api *client.Client) map[change.Resource]EntriesAPI {
	return map[change.Resource]EntriesAPI{
		change.Scope: api.Scopes, change.Claim: api.Claims, change.Script: api.Scripts, change.Client: api.Clients,
	}
}

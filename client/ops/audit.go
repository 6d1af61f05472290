package ops

import (
	"context"
	"errors"

	"github.com/jansadm/jansadm/client"
	"github.com/jansadm/jansadm/client/ops/change"
)

// The words of the server's audit log, for callers that import only this package.
type (
	AuditLog   = client.AuditLog
	AuditEvent = client.AuditEvent
)

// AuditAPI is the server's record of the requests that were to change something.
type AuditAPI interface {
	// Last reads about so many of its last lines.
	Last(ctx context.Context, lines int) (AuditLog, error)
}

// Audit reads about so many of the last lines of the server's audit log: two requests. Others' changes are there as well, and those that
// failed.
func (o *Ops) Audit(ctx context.Context, lines int) (AuditLog, error) {
	if o.deps.Audit == nil {
		return AuditLog{}, errors.New("there is no service for the audit log")
	}
	return o.deps.Audit.Last(ctx, lines)
}

// LacksAudit is [Permissions.Lacks] for the server's audit log.
func (p Permissions) LacksAudit() string { return p.lacks([]string{client.ScopeAuditRead}) }

// RequestPaths are the paths below the Config API's address under which a target is changed: its own, and that of its kind, where new
// entries and whole documents go.
func RequestPaths(target Target) (own, kind string) {
	if target.Resource == change.Property {
		return configurationPath, configurationPath
	}
	kind = entryPaths[target.Resource]
	return kind + "/" + target.ID, kind
}

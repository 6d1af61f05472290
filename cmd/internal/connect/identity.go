package connect

import (
	"context"
	"strings"
	"time"

	"github.com/jansadm/jansadm/client"
	"github.com/jansadm/jansadm/client/auth"
	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/access"
)

// Opened is the connection as the console sees it.
func (c *Connection) Opened() *access.Opened {
	return &access.Opened{
		Ops: c.Ops, Tokens: c.Tokens, Revocation: c.Revocation,
		Profile: shown(c.Profile), Server: c.target.host, User: c.Ops.User(), Warnings: texts(c.Warnings), News: c.news.told,
		Personal: c.target.signer != nil, Drafts: c.drafts, Calls: c.Calls, Identity: c.Identity, Close: c.Close,
	}
}

// Calls lists the latest requests, oldest first.
func (c *Connection) Calls() []access.Call {
	records := c.target.transport.Requests()
	calls := make([]access.Call, len(records))
	for i, r := range records {
		calls[i] = access.Call{
			Time: r.Started, Op: r.Op, Method: r.Method, Path: r.Path, URL: r.URL, Curl: r.Curl, Status: r.Status, Duration: r.Duration,
			RequestID: r.RequestID, Times: r.Times, Try: r.Try,
		}
		if r.Kind != "" {
			calls[i].Failure = r.Kind.Error()
		}
		if r.Code != "" {
			calls[i].Failure += ": " + r.Code
		}
	}
	return calls
}

// Identity asks the server who acts and what he may do, and how the server is.
func (c *Connection) Identity(ctx context.Context) (access.Identity, error) {
	token, err := c.tokens.Token(ctx) // renewed where that is due
	if err != nil {
		return access.Identity{}, seen(err)
	}
	server, err := c.target.endpoints.server(ctx)
	if err != nil {
		return access.Identity{}, seen(err)
	}
	var found auth.Identity
	renewable := c.target.token == ""
	expires, kept := time.Time{}, ""
	if s := c.target.signer; s != nil {
		session, err := s.sessions().Load(ctx)
		if err != nil {
			return access.Identity{}, err
		}
		renewable, expires, kept = session.Renewable(), session.Expires(), s.store.WhereOf(ctx, s.profile.Name)
		found, err = auth.Whoami(ctx, c.target.transport, server, session)
		if err != nil {
			return access.Identity{}, err
		}
	} else if found, err = auth.WhoamiToken(ctx, c.target.transport, server, token); err != nil {
		return access.Identity{}, err
	}
	if found.Expires.IsZero() {
		found.Expires = expires
	}
	identity := access.Identity{
		Person: found.Person.String(), Roles: found.Person.Roles, Scopes: found.Scopes,
		MissingFull: client.Missing(found.Scopes, false), MissingRead: client.Missing(found.Scopes, true),
		Expires: found.Expires, ClientID: found.ClientID, Issuer: found.Issuer, Renewable: renewable, Kept: kept, ServerNotes: c.notes(ctx),
	}
	if found.Person.Login == "" && found.Person.Sub == "" {
		identity.Person = found.ClientID
	}
	return identity, ctx.Err()
}

// notes are what the server tells of itself. What it does not offer is left out.
func (c *Connection) notes(ctx context.Context) []string {
	var notes []string
	if statuses, err := c.api.Health.Check(ctx); err == nil {
		notes = append(notes, "Config API: "+healthOf(statuses))
	} else {
		notes = append(notes, "The Config API does not tell its health: "+ops.Explain(err).Message)
	}
	if health, err := c.api.Health.AuthServer(ctx); err == nil && health != nil {
		notes = append(notes, "auth server: "+members(health))
	}
	if parts, err := c.api.Health.Version(ctx); err == nil && len(parts) > 0 {
		notes = append(notes, "version: "+versionsOf(parts))
	}
	if warning := c.Skew(); warning != nil {
		notes = append(notes, warning.Error())
	}
	return notes
}

func versionsOf(parts []client.Installed) string {
	texts := make([]string, len(parts))
	for i, part := range parts {
		texts[i] = part.Title + " " + part.Version
	}
	return strings.Join(texts, ", ")
}

// members lists the texts of a document, each after its name.
func members(doc document.Document) string {
	var parts []string
	for _, name := range doc.Names() {
		if value, ok := document.Text(doc.Get(name)); ok {
			parts = append(parts, strings.ReplaceAll(name, "_", " ")+" "+value)
		}
	}
	return strings.Join(parts, ", ")
}

// SkewError is the warning that clocks differ.
type SkewError struct{ Ahead time.Duration } // of the server

func (e *SkewError) Error() string {
	if e.Ahead < 0 {
		return "the server's clock is " + (-e.Ahead).Round(time.Second).String() + " behind this machine's"
	}
	return "the server's clock is " + e.Ahead.Round(time.Second).String() + " ahead of this machine's"
}

// Hint says what to do.
func (e *SkewError) Hint() string {
	return "Set both clocks right: tokens are taken for expired, or not yet valid, by a clock that is wrong."
}

// tolerated is a difference of clocks that does no harm.
const tolerated = time.Minute

// Skew is a *SkewError when the server's clock, as far as its answers have told, is off by more than a minute.
func (c *Connection) Skew() error {
	ahead, known := c.target.transport.Skew()
	if !known || ahead.Abs() <= tolerated {
		return nil
	}
	return &SkewError{Ahead: ahead}
}

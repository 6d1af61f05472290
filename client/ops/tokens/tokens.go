// Package tokens is what a person can do with the tokens that the auth server has issued and with the sessions of people's browsers: find
// them, see whom it would touch if they went, and revoke one or ten thousand of them. It prints nothing.
package tokens

import (
	"context"
	"time"

	"github.com/jansadm/jansadm/client"
	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/impact"
)

// API is the entries of one kind as the Config API serves them: tokens by their codes, sessions by their sids.
type API interface {
	// List reads one page.
	List(ctx context.Context, query client.Query) (client.Page, error)
	// Get reads one entry.
	Get(ctx context.Context, id string) (document.Document, error)
	// Delete removes one entry and returns the id of the request.
	Delete(ctx context.Context, id string) (string, error)
}

// Own is what this console is signed in with, by the codes of the tokens.
type Own struct {
	Login   impact.Login
	Access  string // what its requests are made with
	Person  string // the access token of the person who has signed in, where that is another one
	Refresh string // what gets it new ones; "" for none
}

// Deps is what a Service works with. All members are required but Own, without which nobody is warned of ending his own sign-in.
type Deps struct {
	Ops      *ops.Ops // guards, journal, and the names of clients
	Tokens   API
	Sessions API
	Own      func(ctx context.Context) (Own, error)
	Now      func() time.Time
	Sleep    func(ctx context.Context, d time.Duration) error
}

// Service serves one server on behalf of one person. It may be used by several goroutines.
type Service struct{ deps Deps }

// New returns the operations on the tokens and sessions of one server.
func New(deps Deps) *Service { return &Service{deps: deps} }

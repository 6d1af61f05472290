// Package ops is what a person can do with a server: look, stage edits, see what they would cause, apply them, and be told what the
// server made of them. Screens and verbs share it; it prints nothing.
package ops

import (
	"context"
	"sync/atomic"
	"time"

	"github.com/jansadm/jansadm/client"
	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/impact"
	"github.com/jansadm/jansadm/client/ops/journal"
)

// The words of changes and impacts, for callers that import only this package.
type (
	Change   = change.Change
	Target   = change.Target
	Impact   = impact.Impact
	Severity = impact.Severity
)

// ConfigurationAPI is the auth server's configuration as the Config API serves it.
type ConfigurationAPI interface {
	// Get reads the whole configuration.
	Get(ctx context.Context) (document.Document, error)
	// Patch applies a JSON Patch and returns the configuration that the server re-read afterwards, with the request's id.
	Patch(ctx context.Context, patch document.Patch) (document.Document, string, error)
	// KnownFlags lists the feature flags that this server knows, on or off.
	KnownFlags(ctx context.Context) ([]string, error)
}

// ScopeUsers asks the server which clients have a scope, and which scopes those have. The server loads every client for an answer.
type ScopeUsers func(ctx context.Context, inum string) ([]client.ScopeUser, error)

// Prover tries a value before it is written; nil means proven, an error says in words why not.
type Prover interface {
	Prove(ctx context.Context, check impact.Check) error
}

// Recorder keeps what was applied; the journal is one.
type Recorder interface {
	Append(ctx context.Context, record journal.Record) error
}

// Reader reads back what was applied; the journal is one.
type Reader interface {
	Read() (journal.Log, error)
	// ReadLast reads the last plans only, which is quick however many there are.
	ReadLast(n int) (journal.Log, error)
}

// Deps is what Ops works with. All members are required but People (without them previews have no values), Prover (without one no
// proof succeeds), Me and Discovery (without them impacts speak of everybody, and not of this session), Probe (without it and Discovery
// nothing is watched from outside), History, Audit, Program, and from Profile to Reread.
type Deps struct {
	Configuration ConfigurationAPI
	Entries       map[change.Resource]EntriesAPI // scopes, claims, scripts and clients
	ScopeUsers    ScopeUsers
	People        People
	Prover        Prover
	Me            func(ctx context.Context) (impact.Me, error)         // whose session this is, as the server says now
	Discovery     func(ctx context.Context) (document.Document, error) // what the auth server tells the public at present
	Probe         func(ctx context.Context, probe client.Probe) (client.Answer, error)
	Journal       Recorder
	History       Reader   // of the same journal; nil when there is nothing to read back
	Audit         AuditAPI // the server's own record of requests
	Program       string   // version of this program, for the journal
	Server        string   // base URL, for people and the journal
	ConfigURL     string   // of the Config API, where it is not at its usual place below Server
	Profile       string
	User          func() string // who acts, as far as known: somebody else may sign in meanwhile
	UserInum      func() string // the inum that the server's audit log is told; nil or "" for none
	ClientID      string        // of this session's tokens, so that it is not shut out by mistake
	Guards        Guards        // as they were when the connection was opened
	// Reread reads the guards once more, as cheaply as a small file is read: before a plan is made and before it is applied. While it fails
	// nothing is written; nil leaves it at Guards.
	Reread func() (Guards, error)
	Now    func() time.Time
	NewID  func() string
	Sleep  func(ctx context.Context, d time.Duration) error
}

// Ops serves one server on behalf of one person. It may be used by several goroutines.
type Ops struct {
	deps   Deps
	guards atomic.Pointer[Guards] // the latest; nil before they were looked at again
	flags  flagCache
	names  directoryCache
}

// New returns the operations on one server.
func New(deps Deps) *Ops { return &Ops{deps: deps} }

// Server is the base URL, for people.
func (o *Ops) Server() string { return o.deps.Server }

// Profile is the name of the profile in use, or empty.
func (o *Ops) Profile() string { return o.deps.Profile }

// User is who acts, as far as known.
func (o *Ops) User() string {
	if o.deps.User == nil {
		return ""
	}
	return o.deps.User()
}

// History is everything that this journal has recorded, of all servers, oldest first. Reading a full journal takes a second; see Recent.
func (o *Ops) History() (journal.Log, error) {
	if o.deps.History == nil {
		return journal.Log{}, nil
	}
	return o.deps.History.Read()
}

// Recent is History for the last n plans.
func (o *Ops) Recent(n int) (journal.Log, error) {
	if o.deps.History == nil {
		return journal.Log{}, nil
	}
	return o.deps.History.ReadLast(n)
}

package revocation

import (
	"context"
	"sync"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/impact"
)

// What is looked at, in the words of Unread.
const (
	theDiscovery = "the discovery document"
	theSettings  = "the settings"
	theScripts   = "the scripts"
	theScopes    = "the scopes that have to do with revocation"
	theClient    = "the console's own client"
)

// Look asks all three witnesses at once. What cannot be asked is told in Unread, and an endpoint that does not answer in its probe; the error
// is that of the context.
func (s *Service) Look(ctx context.Context) (Status, error) {
	l := look{service: s}
	var asking sync.WaitGroup
	asking.Go(func() { l.readDiscovery(ctx) })
	asking.Go(func() { l.readScripts(ctx) })
	asking.Go(func() { l.status.Probe = s.probe(ctx) })
	l.readSettings(ctx)
	l.readScopes(ctx)
	asking.Wait()
	l.status.MTLSProbe = s.probeMTLS(ctx, mtlsAddress(l.status))
	l.status.Advertised.rememberedFor(l.facts)
	l.find()
	return l.status, ctx.Err()
}

// look is a status that is being put together.
type look struct {
	service *Service
	facts   impact.Facts // of the settings; zero when they could not be read
	scripts []*ops.Entity
	scopes  map[string]*ops.Entity // those of riskyScopes that exist; nil when nobody knows

	mu     sync.Mutex // guards what several witnesses write to
	status Status
}

func (l *look) unread(what string, err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.status.Unread = append(l.status.Unread, Unread{What: what, Err: err})
}

func (l *look) readDiscovery(ctx context.Context) {
	doc, err := l.service.deps.Ops.Advertised(ctx)
	if err != nil {
		l.unread(theDiscovery, err)
		return
	}
	l.status.Advertised = advertisedIn(doc, l.service.deps.Now())
}

func (l *look) readSettings(ctx context.Context) {
	configuration, err := l.service.deps.Ops.LoadWithFlags(ctx)
	if err != nil {
		l.unread(theSettings, err)
		return
	}
	l.facts = impact.With(configuration.Document, configuration.KnownFlags(), nil)
	l.status.Settings = settingsOf(configuration)
}

// typeRevoke is that of the scripts which are asked before tokens are revoked (ExternalRevokeTokenService.java).
const typeRevoke = "revoke_token"

func (l *look) readScripts(ctx context.Context) {
	for page, err := range l.service.deps.Ops.Pages(ctx, change.Script, ops.Query{Type: typeRevoke}, 0) {
		if err != nil {
			l.unread(theScripts, err)
			return
		}
		l.scripts = append(l.scripts, page.Entities...)
	}
	for _, entity := range l.scripts {
		head := entity.Head()
		script := Script{Inum: head.Inum, Name: head.Name, Enabled: head.Active}
		if head.Failure != "" {
			script.Error = ops.Cause(head.Failure)
		}
		l.status.Scripts = append(l.status.Scripts, script)
	}
}

// The scopes that let clients revoke what is not theirs (RevokeRestWebServiceImpl.java, GlobalTokenRevocationRestWebServiceImpl.java).
const (
	scopeRevokeAny = "revoke_any_token"
	scopeGlobal    = "global_token_revocation"
)

// readScopes reads those scopes that matter as things are set.
func (l *look) readScopes(ctx context.Context) {
	if !l.status.Settings.Known {
		return
	}
	scopes := map[string]*ops.Entity{}
	for id, matters := range map[string]bool{
		scopeRevokeAny: l.facts.Bool(propForOthers), scopeGlobal: l.facts.FlagOn(scopeGlobal) && l.facts.FlagOn("registration"),
	} {
		if !matters {
			continue
		}
		page, err := l.service.deps.Ops.List(ctx, change.Scope, ops.Query{Pattern: id})
		if err != nil {
			l.unread(theScopes, err)
			return
		}
		for _, scope := range page.Entities {
			if scope.Name() == id {
				scopes[id] = scope
			}
		}
	}
	l.scopes = scopes
}

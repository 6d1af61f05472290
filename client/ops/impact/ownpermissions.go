package impact

import (
	"slices"
	"strings"

	"github.com/jansadm/jansadm/client"
	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops/change"
)

// ownPermissionRules tell what this session itself could no longer do. They look at the plan as a whole: a scope that stands in for the one
// that is lost keeps the permission.
var ownPermissionRules = []Rule{
	{
		ID: "client-own-scope-removed", Severity: LockOut,
		Summary: "the client of this console loses a scope that the console needs",
		Find:    ofEntry(change.Client, findOwnScopeRemoved, "/scopes"),
		Wants: func(f Facts, c change.Change) Wanted {
			if f.Self != "" && f.Self != c.Target.ID {
				return Wanted{}
			}
			return ofKind(change.Client, Wanted{Me: true, OwnClient: true}, "/scopes")(f, c)
		},
	},
	{
		ID: "own-permission-lost", Severity: LockOut,
		Summary: "a scope is deleted or gets another id by which you are permitted what this console does",
		Find:    ofEntry(change.Scope, findOwnPermissionLost, "/id"),
		Wants: func(f Facts, c change.Change) Wanted {
			entry := f.Entries[c.Target]
			id, gone := entry.goesAs()
			touched := c.Target.Resource == change.Scope && gone && power(id) != ""
			return Wanted{Me: touched, OwnClient: touched}
		},
	},
}

// ofKind makes a rule ask for more when a member of such an entry changes.
func ofKind(resource change.Resource, wanted Wanted, paths ...string) func(Facts, change.Change) Wanted {
	return func(f Facts, c change.Change) Wanted {
		if _, planned := f.Entries[c.Target]; !planned || c.Target.Resource != resource || c.Path != "" && len(paths) > 0 && !slices.Contains(paths, c.Path) {
			return Wanted{}
		}
		return wanted
	}
}

// findOwnScopeRemoved: the Config API adds its scopes to its own client again when it starts (config-api-rs-protect.json).
func findOwnScopeRemoved(f Facts, e Entry, c change.Change) []Impact {
	if f.Self == "" || e.Head.Inum != f.Self || e.deletes() {
		return nil
	}
	lost := f.scopeIDs(e.loses("scopes"))
	if f.Me != nil {
		lost = f.permissionsLost(lost)
	} else {
		lost = slices.DeleteFunc(lost, func(id string) bool { return !needed(id) })
	}
	if len(lost) == 0 {
		return nil
	}
	found := Impact{When: nextLogin, Advice: "Take it back with this console while its token lasts.",
		Message: "This console uses the client " + e.word() + ": it can no longer do what " + enumerate(quoted(lost)) + " allows."}
	if strings.HasPrefix(e.Head.Inum, configClient) {
		found.Advice += " A restart of the Config API gives its own client the scopes again."
	}
	return []Impact{found}
}

// findOwnPermissionLost: a request for a scope that does not exist is granted without it (ScopeChecker.java). What is put into a token for a role is not
// looked up.
func findOwnPermissionLost(f Facts, e Entry, c change.Change) []Impact {
	if f.Me == nil {
		return nil // that nobody is given the scope any more is told of every scope
	}
	id, gone := e.goesAs()
	if !gone || !strings.HasPrefix(id, apiScopes) {
		return nil
	}
	lost := f.permissionsLost([]string{id})
	return says(len(lost) > 0, Impact{When: nextLogin, Advice: "Take it back with this console while its token lasts.",
		Message: "Your own token has the scope " + shown(id) + ". The next one will lack it, and with it you lose what " + enumerate(quoted(lost)) + " allows."})
}

// permissionsLost lists what this console's work needs and its next token no longer permits, as far as one of some scopes is to blame. Which scopes
// the plan takes away is counted together.
func (f Facts) permissionsLost(blamed []string) []string {
	if f.byRole() || f.Me.Login == LoginToken {
		return nil
	}
	gone := f.scopesGone()
	kept := without(f.Me.Scopes, gone)
	lost := without(client.Missing(kept, false), client.Missing(f.Me.Scopes, false))
	return slices.DeleteFunc(lost, func(permission string) bool {
		return !slices.ContainsFunc(blamed, func(scope string) bool {
			return slices.Contains(gone, scope) && client.Permits([]string{scope}, permission)
		})
	})
}

// scopesGone are the ids that the session's client is no longer given: the plan takes the scope from it, deletes it, or gives it another id.
func (f Facts) scopesGone() []string {
	var gone []string
	for _, entry := range f.planned(change.Scope) {
		if id, lost := entry.goesAs(); lost && id != "" {
			gone = append(gone, id)
		}
	}
	own := f.Entries[change.Target{Resource: change.Client, ID: f.Me.ClientID}]
	if own.changes() {
		gone = append(gone, f.scopeIDs(own.loses("scopes"))...)
	}
	return slices.DeleteFunc(gone, f.remade)
}

// remade says whether another scope of the plan has the id in the end and the session's client has that one.
func (f Facts) remade(id string) bool {
	held := list(f.OwnClient, "scopes")
	if own, planned := f.Entries[change.Target{Resource: change.Client, ID: f.Me.ClientID}]; planned {
		held = list(own.After, "scopes")
	}
	return slices.ContainsFunc(f.planned(change.Scope), func(scope Entry) bool {
		return text(scope.After, "id") == id && refersTo(change.Client, document.Document{"scopes": document.QuoteAll(held)}, scope.Head)
	})
}

package impact

import (
	"slices"
	"strings"

	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/directory"
	"github.com/jansadm/jansadm/client/schema"
)

// scopeRules are about scopes that come, go or get another id.
var scopeRules = []Rule{
	{
		ID: "scope-id-duplicate", Severity: Danger,
		Summary: "a scope gets an id that another scope has",
		Find:    ofEntry(change.Scope, findScopeTwin, "/id"),
	},
	{
		ID: "scope-id-renamed", Severity: Caution,
		Summary: "a scope gets another id, so that clients ask in vain for the old one",
		Find:    ofEntry(change.Scope, findScopeRenamed, "/id"),
	},
	{
		ID: "scope-deleted-in-use", Severity: Danger,
		Summary: "a scope is deleted that clients have",
		Find:    ofEntry(change.Scope, findScopeDeletedInUse, ""),
	},
	{
		ID: "scope-deleted", Severity: Info,
		Summary: "a scope is deleted that no client has",
		Find:    ofEntry(change.Scope, findScopeDeleted, ""),
	},
	{
		ID: "scope-standard-gone", Severity: Danger,
		Summary: "a scope of the OpenID Connect standard is deleted or gets another id",
		Find:    ofEntry(change.Scope, findStandardGone, "/id"),
	},
	{
		ID: "scope-built-in-gone", Severity: Danger,
		Summary: "a scope is deleted or gets another id by which the server itself knows it",
		Find:    ofEntry(change.Scope, findBuiltInGone, "/id"),
	},
	{
		ID: "scope-management-gone", Severity: Danger,
		Summary: "a scope of the server's management is deleted or gets another id or type",
		Find:    ofEntry(change.Scope, findManagementGone, "/id", "/scopeType"),
	},
	{
		ID: "scope-needs-client", Severity: Info,
		Summary: "a scope is created and no client has it yet",
		Find:    ofEntry(change.Scope, findNeedsClient, ""),
	},
}

// findScopeTwin: ScopeService.java takes the first entry that the database finds.
func findScopeTwin(f Facts, e Entry, c change.Change) []Impact {
	if e.After == nil || e.changes() && !e.renamed() {
		return nil
	}
	twins := f.twins(e, nameOf)
	return says(len(twins) > 0, Impact{
		Message: "There is already a scope with the id " + named(e.after()) + " (" + inums(twins) + "). The server takes the first that it finds: clients and tokens may get the other one, and which one can change.",
		When:    entryPickUp, Advice: "Choose another id, or edit the scope that is there.",
	})
}

// renamed says whether an entry gets another name.
func (e Entry) renamed() bool { return e.changes() && e.before().Name != e.after().Name }

// goesAs says whether an entry that has the name loses it: by being deleted or by getting another one.
func (e Entry) goesAs() (name string, gone bool) {
	name = e.before().Name
	return name, e.deletes() || e.renamed()
}

// findScopeRenamed: unknown scopes of a request are dropped without an error (ScopeChecker.java).
func findScopeRenamed(f Facts, e Entry, c change.Change) []Impact {
	return says(e.renamed() && e.before().Name != "", Impact{
		Severity: f.milder(e, Danger),
		Message:  "Clients that ask for the scope " + named(e.before()) + " are no longer given it, without an error: the server knows only " + named(e.after()) + ". Tokens already issued keep the old word, for which nothing is released any more." + f.inUse(e, "client"),
		When:     entryPickUp, Advice: "Clone the scope under the new id instead, move the clients over, and delete the old one last.",
	})
}

func findScopeDeletedInUse(f Facts, e Entry, c change.Change) []Impact {
	clients := f.usersAfter(e)
	if !e.deletes() || len(clients) == 0 || e.before().Type == "spontaneous" {
		return nil
	}
	found := Impact{When: entryPickUp,
		Message: "The scope " + e.word() + " is in use by " + users(clients, "client") + ". It is no longer given to anybody, without an error."}
	if e.before().Type == "uma" {
		found.Message += " UMA resources go on referring to it."
	} else {
		found.Message += " A reference that leads nowhere stays behind in each client, and other tools that save such a client whole are refused by the server (400)."
		found.Advice = "Remove it from the clients in the same plan: the review offers it, on the command line it is --remove-from-clients."
	}
	found.Message += " Created again, the scope gets another inum, and no client has it."
	return []Impact{found}
}

func findScopeDeleted(f Facts, e Entry, c change.Change) []Impact {
	switch {
	case !e.deletes():
		return nil
	case e.before().Type == "spontaneous":
		return []Impact{{When: entryPickUp, Message: "The server made the scope " + e.word() + " for a client and makes it again when the client asks for it again."}}
	case len(f.usersAfter(e)) > 0:
		return nil
	}
	return []Impact{{Severity: Caution, When: entryPickUp,
		Message: "No client has the scope " + e.word() + ". Created again, it gets another inum."}}
}

// findStandardGone: a token without openid is no token for userinfo (UserInfoRestWebServiceImpl.java).
func findStandardGone(f Facts, e Entry, c change.Change) []Impact {
	id, gone := e.goesAs()
	standard, ok := schema.LookupStandardScope(id)
	if !gone || !ok {
		return nil
	}
	if id == "openid" {
		return []Impact{{Severity: LockOut, When: entryPickUp, Advice: repairable,
			Message: "No client is given openid any more: sign-ins end without an id_token, userinfo refuses the tokens (403), and administrators who sign in to a console through a browser are shut out."}}
	}
	lost := "the refresh token"
	if len(standard.Claims) > 0 {
		lost = enumerate(standard.Claims)
	}
	return []Impact{{When: entryPickUp, Advice: "Leave it in place; a scope that clients should not have is removed from the clients.",
		Message: "The scope " + shown(id) + " is part of OpenID Connect: applications ask for it by that name, and go without " + lost + "."}}
}

// builtIn are the scopes that the server looks for by id, and what nobody can do without them. Those of the standard are told elsewhere.
var builtIn = map[string]string{
	"online_access":           "no client gets a refresh token that ends with the session",
	"device_sso":              "no client gets a device_secret, so that applications of one device cannot share a session",
	"uma_protection":          "no client can manage UMA resources and permissions",
	"introspection":           "no client can be given the right to introspect by a scope, where the server demands it",
	"access_evaluation":       "no client can ask for access decisions",
	"authorization_challenge": "no client can use the authorization challenge endpoint",
	"revoke_any_token":        "no client can revoke the tokens of others",
	globalRevocation:          "no client can revoke all tokens of a user",
	"jans_stat":               "nobody can read the statistics, not even through the Config API",
}

func findBuiltInGone(f Facts, e Entry, c change.Change) []Impact {
	id, gone := e.goesAs()
	lost, ok := builtIn[id]
	return says(gone && ok, Impact{
		Message: "The server looks for the scope " + shown(id) + " by this id. Without it " + lost + ".",
		When:    entryPickUp,
	})
}

// findManagementGone: at every start the Config API creates its scopes anew that are missing, and gives those that are there the packaged id and
// type (config-api-rs-protect.json).
func findManagementGone(f Facts, e Entry, c change.Change) []Impact {
	id, gone := e.goesAs()
	retyped := e.changes() && e.before().Type != e.after().Type
	if !managed(id) || !gone && !retyped {
		return nil
	}
	packaged := strings.HasPrefix(e.Head.Inum, "1800.")
	if !gone {
		return says(packaged, Impact{Severity: Danger,
			Message: "The scope " + shown(id) + " belongs to the Config API, which gives it its packaged type again when it starts.", When: "until the Config API is restarted"})
	}
	found := Impact{When: nextLogin, Message: "Nobody is given the scope " + shown(id) + " any more: the calls to the server's management that need it are refused."}
	if needed(id) {
		found.Severity = LockOut
		found.Message = "Nobody is given the scope " + shown(id) + " any more. Consoles and tools that need it, this one too, can no longer do what it allows."
		found.Advice = "Take it back with this console while its token lasts."
	}
	if packaged {
		found.Advice = strings.TrimSpace(found.Advice + " A restart of the Config API brings the scope back, with the same inum.")
	}
	return []Impact{found}
}

// findNeedsClient is silent when the plan itself gives the scope to a client, and about types that are not given to clients by hand.
func findNeedsClient(f Facts, e Entry, c change.Change) []Impact {
	if !e.creates() || slices.Contains([]string{"uma", "spontaneous"}, e.after().Type) || f.given(e.Head) {
		return nil
	}
	return []Impact{{
		Message: "No client has the scope " + e.word() + " yet: until one does, requests for it are dropped without an error.",
		Advice:  "Give it to a client on the client's page, or with jansadm client add-scope CLIENT " + e.after().Name + ".",
	}}
}

func (f Facts) given(scope directory.Head) bool {
	for target, entry := range f.Entries {
		if target.Resource == change.Client && refersTo(change.Client, entry.After, scope) {
			return true
		}
	}
	return false
}

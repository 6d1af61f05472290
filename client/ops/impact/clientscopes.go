package impact

import (
	"slices"
	"strings"

	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/directory"
)

// clientScopeRules are about the scopes of clients: what a client asks for beyond them is dropped without an error (ScopeChecker.java).
var clientScopeRules = []Rule{
	{
		ID: "client-power-added", Severity: Danger,
		Summary: "a client gets a scope with power over others",
		Find:    ofEntry(change.Client, findPowerAdded, "/scopes"),
	},
	{
		ID: "client-scope-added", Severity: Info,
		Summary: "a client gets a scope",
		Find:    ofEntry(change.Client, findClientScopeAdded, "/scopes"),
	},
	{
		ID: "client-scope-idle", Severity: Caution,
		Summary: "a client gets a dynamic scope that adds nothing, as none of its scripts runs",
		Find:    ofEntry(change.Client, findScopeIdle, "/scopes"),
	},
	{
		ID: "client-scope-removed", Severity: Caution,
		Summary: "a client loses a scope",
		Find:    ofEntry(change.Client, findClientScopeRemoved, "/scopes"),
	},
	{
		ID: "client-sign-in-scope-removed", Severity: Caution,
		Summary: "a client loses openid, without which nobody signs in to it, or offline_access, without which it gets no refresh token",
		Find:    ofEntry(change.Client, findSignInScopeRemoved, "/scopes"),
	},
	{
		ID: "client-console-scope-removed", Severity: LockOut,
		Summary: "the client of the packaged console loses a scope that its sign-in needs",
		Find:    ofEntry(change.Client, findConsoleScopeRemoved, "/scopes"),
	},
	{
		ID: "client-config-api", Severity: Caution,
		Summary: "the Config API's own client is deleted or loses scopes, which it gives it back when it starts",
		Find:    ofEntry(change.Client, findConfigAPIClient, "/scopes"),
	},
	{
		ID: "client-deleted", Severity: Danger,
		Summary: "a client is deleted, and its application with it shut out",
		Find:    ofEntry(change.Client, findClientDeleted, ""),
		Wants:   onDeletion(Wanted{Me: true}),
	},
	{
		ID: "client-scope-dangling", Severity: Info,
		Summary: "a client has or gets a scope that does not exist",
		Find:    ofEntry(change.Client, findClientScopeDangling, "/scopes"),
	},
}

// scopeIDs are the ids of the scopes that DNs name; what is not known is left out.
func (f Facts) scopeIDs(dns []string) []string {
	var ids []string
	for _, dn := range dns {
		if head, ok := f.Directory.Refer(dn); ok && head.Resource == change.Scope {
			ids = append(ids, head.Name)
		}
	}
	return ids
}

func findPowerAdded(f Facts, e Entry, c change.Change) []Impact {
	var impacts []Impact
	for _, id := range f.scopeIDs(e.gains("scopes")) {
		if can := power(id); can != "" {
			impacts = append(impacts, Impact{
				Message: "The client " + e.word() + " gets the scope " + shown(id) + ". Whoever holds its credentials can " + can + ".",
				When:    entryPickUp, Advice: "Give it only to clients whose secret is kept as well as an administrator's password.",
			})
		}
	}
	return impacts
}

func findClientScopeAdded(f Facts, e Entry, c change.Change) []Impact {
	added := slices.DeleteFunc(f.scopeIDs(e.gains("scopes")), func(id string) bool { return power(id) != "" })
	return says(e.After != nil && len(added) > 0, Impact{
		Message: "The client " + e.word() + " is given " + enumerate(quoted(added)) + " when it asks for it. People may be asked for their consent again.",
		When:    entryPickUp,
	})
}

func findScopeIdle(f Facts, e Entry, c change.Change) []Impact {
	var idle []string
	for _, dn := range e.gains("scopes") {
		if scope, ok := f.refer(dn, change.Scope); ok && scope.Type == "dynamic" && !f.works(scope) {
			idle = append(idle, named(scope))
		}
	}
	return says(e.After != nil && len(idle) > 0, Impact{When: entryPickUp,
		Message: "The client " + e.word() + " receives nothing through " + enumerate(idle) + ": a dynamic scope releases only what its scripts add, and no script of it is enabled.",
		Advice:  "Enable a script of the scope."})
}

// works says whether a dynamic scope has a script that runs; a scope that was not read counts as one that does.
func (f Facts) works(scope directory.Head) bool {
	doc, known := f.Dynamic[scope.Target()]
	if entry, planned := f.Entries[scope.Target()]; planned {
		doc, known = entry.After, true
	}
	return !known || slices.ContainsFunc(list(doc, "dynamicScopeScripts"), func(dn string) bool {
		script, ok := f.refer(dn, change.Script)
		return ok && script.Active && script.Type == "dynamic_scope"
	})
}

func findClientScopeRemoved(f Facts, e Entry, c change.Change) []Impact {
	removed := f.scopeIDs(e.loses("scopes"))
	return says(e.changes() && len(removed) > 0, Impact{
		Message: "The client " + e.word() + " is no longer given " + enumerate(quoted(removed)) + ", without an error.",
		When:    nextLogin,
	})
}

// findSignInScopeRemoved: userinfo wants openid of a token, and a refresh token offline_access (UserInfoRestWebServiceImpl.java, TokenRestWebServiceImpl.java);
// the one only while openidScopeBackwardCompatibility is off, the other only while forceOfflineAccessScopeToEnableRefreshToken is on, both as shipped.
func findSignInScopeRemoved(f Facts, e Entry, c change.Change) []Impact {
	if !e.changes() {
		return nil
	}
	var impacts []Impact
	lost := f.scopeIDs(e.loses("scopes"))
	if slices.Contains(lost, "openid") {
		impacts = append(impacts, Impact{Severity: Danger, When: nextLogin, Advice: "Leave openid with every client that signs people in.",
			Message: "People who sign in to " + e.word() + " bring it no id_token, and userinfo refuses its tokens (403)."})
	}
	if slices.Contains(lost, "offline_access") {
		impacts = append(impacts, Impact{When: nextLogin,
			Message: "The client " + e.word() + " gets no refresh token any more, without an error, and sends people back to the login page when an access token expires."})
	}
	return impacts
}

// consoleClient begins the inum of the packaged console's client (jans-cli/client.ldif).
const consoleClient = "2000."

// findConsoleScopeRemoved: without openid or profile userinfo has no role for the administrator who signs in.
func findConsoleScopeRemoved(f Facts, e Entry, c change.Change) []Impact {
	lost := slices.DeleteFunc(f.scopeIDs(e.loses("scopes")), func(id string) bool { return id != "openid" && id != "profile" })
	return says(e.changes() && strings.HasPrefix(e.Head.Inum, consoleClient) && len(lost) > 0, Impact{
		Message: "The packaged console signs administrators in by the client " + e.word() + " and asks for " + enumerate(quoted(lost)) + ". " + turnedAway,
		When:    nextLogin, Advice: repairable,
	})
}

// configClient begins the inum of the client that setup makes for the Config API.
const configClient = "1800."

// findConfigAPIClient: with this client the Config API gets itself tokens for what the auth server guards by scopes of its own, the statistics and SCIM
// (exclusiveAuthScopes; AuthUtil.java). At every start it adds its scopes to the client again (config-api-rs-protect.json).
func findConfigAPIClient(f Facts, e Entry, c change.Change) []Impact {
	if !strings.HasPrefix(e.Head.Inum, configClient) {
		return nil
	}
	lost := f.scopeIDs(e.loses("scopes"))
	managed := slices.DeleteFunc(slices.Clone(lost), func(id string) bool { return !strings.HasPrefix(id, apiScopes) })
	switch {
	case e.deletes():
		return []Impact{{Severity: Danger, When: entryPickUp, Advice: "Leave it in place.",
			Message: "The Config API itself uses the client " + e.word() + " to read the statistics, and tools of the setup use it as well. Statistics fail without it, and nothing of the server makes it anew."}}
	case slices.Contains(lost, statScope):
		return []Impact{{When: nextLogin,
			Message: "The Config API itself uses the client " + e.word() + " to read the statistics: without jans_stat they fail."}}
	}
	return says(e.changes() && len(managed) > 0, Impact{When: "until the Config API is restarted",
		Message: "The Config API gives its own client " + e.word() + " these scopes again when it starts: " + enumerate(quoted(managed)) + "."})
}

// onDeletion makes a rule ask for more when an entry is deleted.
func onDeletion(wanted Wanted) func(Facts, change.Change) Wanted {
	return func(_ Facts, c change.Change) Wanted {
		if c.Target.Resource != change.Client || c.Kind != change.Delete {
			return Wanted{}
		}
		return wanted
	}
}

// findClientDeleted: the deletion takes along what is below the entry (ClientsResource.java). The secret is not in the journal.
func findClientDeleted(f Facts, e Entry, c change.Change) []Impact {
	if !e.deletes() {
		return nil
	}
	found := Impact{When: entryPickUp,
		Message: "The application that uses the client " + e.word() + " can no longer get tokens, and the people who use it cannot sign in. A new client gets another ID and another secret."}
	if f.Self != "" && e.Head.Inum == f.Self {
		found.Severity = LockOut
		found.Message = "This console uses the client " + e.word() + ": without it, it can do nothing, nor take the deletion back once its token has expired."
		found.Advice = "Make sure that another client has the same scopes."
	}
	return []Impact{found}
}

// findClientScopeDangling: a PATCH takes any DN (ClientsResource.java).
func findClientScopeDangling(f Facts, e Entry, c change.Change) []Impact {
	if e.After == nil {
		return nil
	}
	dangling := f.dangling(list(e.After, "scopes"), change.Scope)
	if len(dangling) == 0 {
		return nil
	}
	found := Impact{Advice: "Remove them from the client.",
		Message: "The client " + e.word() + " has scopes that do not exist (" + enumerate(quoted(dangling)) + "). They give nothing, and other tools that save the client whole are refused by the server (400)."}
	if len(without(dangling, list(e.Before, "scopes"))) > 0 {
		found.Severity = Caution
	}
	return []Impact{found}
}

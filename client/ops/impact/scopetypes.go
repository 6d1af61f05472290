package impact

import (
	"github.com/jansadm/jansadm/client/ops/change"
)

// scopeTypeRules are about what a scope of another type releases, and who can see it.
var scopeTypeRules = []Rule{
	{
		ID: "scope-type-changed", Severity: Caution,
		Summary: "a scope gets another type, and with it releases other things",
		Find:    ofEntry(change.Scope, findTypeChanged, "/scopeType"),
	},
	{
		ID: "scope-hidden", Severity: Info,
		Summary: "a scope leaves the discovery document",
		Find:    ofEntry(change.Scope, findHidden, showsScope),
	},
	{
		ID: "scope-shown", Severity: Info,
		Summary: "a scope enters the discovery document",
		Find:    ofEntry(change.Scope, findShown, showsScope),
	},
	{
		ID: "scope-uma-no-policy", Severity: Caution,
		Summary: "a UMA scope has no policy",
		Find:    ofEntry(change.Scope, findNoPolicy, "/umaAuthorizationPolicies", "/scopeType"),
		Wants:   wants(ofEntry(change.Scope, findNoPolicy, "/umaAuthorizationPolicies", "/scopeType"), Wanted{Properties: true}),
	},
}

// findTypeChanged: of a dynamic scope only the scripts count, of any other only the claims (UserInfoRestWebServiceImpl.java).
func findTypeChanged(f Facts, e Entry, c change.Change) []Impact {
	before, after := e.before().Type, e.after().Type
	if !e.changes() || before == after {
		return nil
	}
	found := Impact{When: entryPickUp}
	claims, scripts := f.words(list(e.Before, "claims")), f.words(list(e.Before, "dynamicScopeScripts"))
	switch {
	case after == "":
		found.Severity = Danger
		found.Message = "The scope " + e.word() + " has no type any more: the server no longer finds the clients that have it, and other tools cannot show it."
	case after == "dynamic" && len(claims) > 0:
		found.Severity = Danger
		found.Message = "As a dynamic scope " + e.word() + " releases only what its scripts add: clients no longer receive " + enumerate(claims) + " through it."
		found.Advice = "A grouping of claims is an OpenID scope: leave the type openid."
	case after == "dynamic":
		found.Message = "As a dynamic scope " + e.word() + " releases only what its scripts add."
	case before == "dynamic" && len(scripts) > 0:
		found.Severity = Danger
		found.Message = "The scripts of " + e.word() + " (" + enumerate(scripts) + ") no longer run for it: clients no longer receive what they add. Instead the claims that it lists are released."
	case before == "dynamic" && len(list(e.After, "claims")) > 0:
		found.Message = "Until now the claims of " + e.word() + " were ignored. From now on clients receive " + enumerate(f.words(list(e.After, "claims"))) + " through it."
	default:
		found.Message = "The scope " + e.word() + " goes from " + shown(before) + " to " + shown(after) + ". Claims that it lists are released as before; what reads the type may treat it otherwise."
	}
	found.Severity = f.milder(e, found.Severity)
	found.Message += f.inUse(e, "client")
	return []Impact{found}
}

const showsScope = "/attributes/showInConfigurationEndpoint"

// visibility: a scope is in discovery unless it says otherwise (OpenIdConfiguration.java).
func (e Entry) visibility() (before, after bool) {
	return member(e.Before, "attributes", "showInConfigurationEndpoint") != "false",
		member(e.After, "attributes", "showInConfigurationEndpoint") != "false"
}

func findHidden(f Facts, e Entry, c change.Change) []Impact {
	before, after := e.visibility()
	return says(e.changes() && before && !after, Impact{
		Message: "The scope " + e.word() + " leaves scopes_supported of the discovery document, and so do claims that no other visible scope has. Clients can ask for it as before.",
		When:    f.listsWhen(),
	})
}

func findShown(f Facts, e Entry, c change.Change) []Impact {
	before, after := e.visibility()
	return says(e.changes() && !before && after, Impact{
		Message: "Anybody can see in the discovery document that there is a scope " + shown(e.after().Name) + " and which claims it has.",
		When:    f.listsWhen(),
	})
}

// listsWhen says when discovery shows other scopes and claims. A plan without properties does not know the lifetime of the cache.
func (f Facts) listsWhen() string {
	if f.Before == nil {
		return "when the cached discovery document expires, up to 60 min later as shipped, or at the next change of a script"
	}
	when, _ := f.discoveryWhen()
	return when
}

// findNoPolicy: without a policy the property umaGrantAccessIfNoPolicies decides.
func findNoPolicy(f Facts, e Entry, c change.Change) []Impact {
	bare := func(kind string, policies []string) bool { return kind == "uma" && len(policies) == 0 }
	if e.After == nil || !bare(e.after().Type, list(e.After, "umaAuthorizationPolicies")) ||
		e.Before != nil && bare(e.before().Type, list(e.Before, "umaAuthorizationPolicies")) {
		return nil
	}
	found := Impact{When: entryPickUp, Advice: "Add a policy script that decides."}
	switch {
	case !f.properties():
		found.Message = "The UMA scope " + e.word() + " has no policy script: nobody is given access through it, or, when umaGrantAccessIfNoPolicies is on, everybody who asks."
	case f.Bool("umaGrantAccessIfNoPolicies"):
		found.Severity = Danger
		found.Message = "The UMA scope " + e.word() + " has no policy script, and umaGrantAccessIfNoPolicies is on: everybody who asks is given access through it."
	default:
		found.Message = "The UMA scope " + e.word() + " has no policy script, and umaGrantAccessIfNoPolicies is off: nobody is given access through it."
	}
	return []Impact{found}
}

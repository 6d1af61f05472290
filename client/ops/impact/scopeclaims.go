package impact

import (
	"slices"

	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/directory"
)

// scopeClaimRules are about the claims that a scope lists.
var scopeClaimRules = []Rule{
	{
		ID: "scope-claim-dangling", Severity: Caution,
		Summary: "a scope lists a claim that does not exist, which breaks userinfo",
		Find:    ofEntry(change.Scope, findDanglingClaim),
	},
	{
		ID: "scope-claim-removed", Severity: Caution,
		Summary: "a scope loses claims, which clients then no longer receive",
		Find:    ofEntry(change.Scope, findClaimRemoved, "/claims"),
	},
	{
		ID: "scope-claim-inactive", Severity: Info,
		Summary: "a scope gets a claim that is inactive, which releases it all the same",
		Find:    ofEntry(change.Scope, findInactiveClaim, "/claims"),
	},
	{
		ID: "scope-claims-at-userinfo", Severity: Info,
		Summary: "a scope gets claims, which clients see at userinfo and not in the id_token",
		Find:    ofEntry(change.Scope, findOnlyAtUserinfo, "/claims"),
	},
	{
		ID: "scope-dynamic-claims-ignored", Severity: Caution,
		Summary: "a dynamic scope lists claims, which it does not release",
		Find:    ofEntry(change.Scope, findIgnoredClaims, "/claims", "/scopeType"),
	},
	{
		ID: "scope-oauth-claims", Severity: Caution,
		Summary: "a scope of the type oauth lists claims, which it releases",
		Find:    ofEntry(change.Scope, findOAuthClaims, "/claims", "/scopeType"),
	},
}

// signInScopes are what consoles ask for when an administrator signs in through a browser (the packaged console's device flow).
var signInScopes = []string{"openid", "profile", "email"}

// signsIn says whether one of the scopes is asked for at the sign-in to consoles.
func signsIn(scopes ...directory.Head) bool {
	return slices.ContainsFunc(scopes, func(s directory.Head) bool { return slices.Contains(signInScopes, s.Name) })
}

// findDanglingClaim: a claim that cannot be read ends userinfo with an error (ScopeService.java), and the loop that lists scopes and
// claims for discovery as well (OpenIdConfiguration.java). A dynamic scope's list is not read there. What dangled before is no
// fault of the plan, but still worth a look.
func findDanglingClaim(f Facts, e Entry, c change.Change) []Impact {
	if !releases(e.After) {
		return nil
	}
	dangling := f.dangling(list(e.After, "claims"), change.Claim)
	if len(dangling) == 0 {
		return nil
	}
	added := !releases(e.Before) || len(without(dangling, list(e.Before, "claims"))) > 0
	found := Impact{Severity: Caution, When: entryPickUp, Advice: "Remove them from the scope.",
		Message: "The scope " + e.word() + " lists claims that do not exist (" + enumerate(quoted(dangling)) + "): userinfo fails (500) for every token that has the scope, and scopes_supported and claims_supported vanish from the discovery document while the scope is shown there."}
	switch {
	case !added:
		found.Message += " It is so already; the plan leaves it so."
	case signsIn(e.after()):
		found.Severity = LockOut
		found.Message += " Administrators who sign in to a console through a browser are shut out."
		found.Advice += " " + repairable
	default:
		found.Severity = Danger
	}
	return []Impact{found}
}

// findClaimRemoved is silent about references that led nowhere, and about a scope that has become dynamic, of which the type tells.
func findClaimRemoved(f Facts, e Entry, c change.Change) []Impact {
	if !e.changes() || !releases(e.Before) || !releases(e.After) {
		return nil
	}
	removed := slices.DeleteFunc(e.loses("claims"), func(dn string) bool {
		_, known := f.Directory.Refer(dn)
		return !known
	})
	return says(len(removed) > 0, Impact{
		Message: "Clients with the scope " + e.word() + " no longer receive " + enumerate(f.words(removed)) + " through it." + f.inUse(e, "client"),
		When:    entryPickUp,
	})
}

// findInactiveClaim: the status of an attribute is not looked at when claims are released (ScopeService.java).
func findInactiveClaim(f Facts, e Entry, c change.Change) []Impact {
	if !releases(e.After) {
		return nil
	}
	var inactive []string
	for _, dn := range e.gains("claims") {
		if head, ok := f.refer(dn, change.Claim); ok && !head.Active {
			inactive = append(inactive, named(head))
		}
	}
	return says(len(inactive) > 0, Impact{
		Message: "Inactive claims are released like active ones when a person has a value: " + enumerate(inactive) + ".",
	})
}

// findOnlyAtUserinfo: IdTokenFactory.java.
func findOnlyAtUserinfo(f Facts, e Entry, c change.Change) []Impact {
	return says(releases(e.After) && len(e.gains("claims")) > 0, Impact{
		Message: "Clients find the claims of scopes at userinfo. They are in the id_token only when legacyIdTokenClaims is on and the client has includeClaimsInIdToken; both are off as shipped.",
		When:    entryPickUp,
	})
}

func findIgnoredClaims(f Facts, e Entry, c change.Change) []Impact {
	claims := list(e.After, "claims")
	retyped := e.before().Type != "dynamic"
	return says(e.after().Type == "dynamic" && len(claims) > 0 && (retyped || len(e.gains("claims")) > 0), Impact{
		Message: "The dynamic scope " + e.word() + " releases only what its scripts add. The claims that it lists are ignored: " + enumerate(f.words(claims)) + ".",
		Advice:  "For a grouping of claims make it an OpenID scope; to keep it dynamic, let a script add them.",
	})
}

// findOAuthClaims: only dynamic scopes are treated differently when claims are released (UserInfoRestWebServiceImpl.java).
func findOAuthClaims(f Facts, e Entry, c change.Change) []Impact {
	claims := list(e.After, "claims")
	retyped := e.before().Type != "oauth"
	return says(e.after().Type == "oauth" && len(claims) > 0 && (retyped || len(e.gains("claims")) > 0), Impact{
		Message: "The scope " + e.word() + " is of the type oauth, which is meant for APIs. The claims that it lists are released at userinfo all the same: " + enumerate(f.words(claims)) + ".",
		When:    entryPickUp, Advice: "To release claims, make it an openid scope; else remove them from it.",
	})
}

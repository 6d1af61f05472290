package impact

import (
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/directory"
)

// claimRules are about claims, wherever scopes release them.
var claimRules = []Rule{
	{
		ID: "claim-deleted-in-use", Severity: Caution,
		Summary: "a claim is deleted that scopes list, which breaks userinfo for them",
		Find:    ofEntry(change.Claim, findClaimDeletedInUse, ""),
	},
	{
		ID: "claim-deleted", Severity: Caution,
		Summary: "a claim is deleted that no scope lists",
		Find:    ofEntry(change.Claim, findClaimDeleted, ""),
	},
	{
		ID: "claim-renamed", Severity: Caution,
		Summary: "a claim gets another name in tokens, so that clients look in vain for the old one",
		Find:    ofEntry(change.Claim, findClaimRenamed, "/claimName"),
	},
	{
		ID: "claim-source-changed", Severity: Caution,
		Summary: "a claim takes its value from another attribute of the user",
		Find:    ofEntry(change.Claim, findClaimSource, "/name"),
	},
	{
		ID: "claim-name-duplicate", Severity: Caution,
		Summary: "a claim gets a name in tokens that another claim has",
		Find:    ofEntry(change.Claim, findClaimTwin, "/claimName"),
	},
	{
		ID: "claim-attribute-taken", Severity: Danger,
		Summary: "a claim is to stand for an attribute that has a claim, which the server refuses",
		Find:    ofEntry(change.Claim, findAttributeTaken, "/name"),
	},
	{
		ID: "claim-inactive", Severity: Info,
		Summary: "a claim becomes inactive, and is released all the same",
		Find:    ofEntry(change.Claim, findClaimInactive, "/status"),
	},
	{
		ID: "claim-multivalued", Severity: Caution,
		Summary: "the values of a claim come as a list, or no longer do",
		Find:    ofEntry(change.Claim, findMultivalued, "/oxMultiValuedAttribute"),
	},
	{
		ID: "claim-type-changed", Severity: Caution,
		Summary: "a claim gets another data type, so that clients receive another kind of JSON value",
		Find:    ofEntry(change.Claim, findClaimType, "/dataType"),
	},
	{
		ID: "claim-hidden", Severity: Info,
		Summary: "a claim leaves the discovery document",
		Find:    ofEntry(change.Claim, findClaimHidden, "/jansHideOnDiscovery"),
	},
}

// findClaimDeletedInUse: ScopeService.java cannot read the claim any more. The list of a dynamic scope is not read there.
func findClaimDeletedInUse(f Facts, e Entry, c change.Change) []Impact {
	scopes := f.usersAfter(e)
	if !e.deletes() || len(scopes) == 0 {
		return nil
	}
	broken := ofTypes(scopes, "openid", "oauth", "spontaneous", "")
	found := Impact{When: entryPickUp, Advice: "Remove the claim from the scopes first."}
	if len(broken) == 0 {
		found.Message = "The claim " + e.word() + " is listed by " + users(scopes, "scope") + ". A reference that leads nowhere stays behind."
		return []Impact{found}
	}
	found.Severity = Danger
	found.Message = "The claim " + e.word() + " is listed by " + users(broken, "scope") + ": userinfo fails (500) for every token with such a scope, and scopes_supported and claims_supported vanish from the discovery document."
	if signsIn(broken...) {
		found.Severity = LockOut
		found.Message += " Administrators who sign in to a console through a browser are shut out."
		found.Advice += " " + repairable
	}
	return []Impact{found}
}

func findClaimDeleted(f Facts, e Entry, c change.Change) []Impact {
	return says(e.deletes() && len(f.usersAfter(e)) == 0, Impact{
		Message: "No scope releases the claim " + e.word() + ". Clients that list it themselves keep a reference that leads nowhere; the values that users have stay. Created again, it gets another inum.",
		When:    entryPickUp,
	})
}

func findClaimRenamed(f Facts, e Entry, c change.Change) []Impact {
	before, after := e.before().Claim, e.after().Claim
	if !e.changes() || before == "" || before == after {
		return nil
	}
	message := "Clients look for the claim " + shown(before) + " and no longer receive it"
	if after == "" {
		message += ": without a claim name it is not released."
	} else {
		message += ": it is called " + shown(after) + " now."
	}
	return []Impact{{Severity: f.milder(e, Danger), Message: message + f.inUse(e, "scope"), When: entryPickUp,
		Advice: "Tell the applications that read it, or add another claim with the new name."}}
}

func findClaimSource(f Facts, e Entry, c change.Change) []Impact {
	return says(e.renamed(), Impact{
		Severity: f.milder(e, Danger),
		Message:  "The claim " + e.word() + " no longer holds what users have in " + shown(e.before().Name) + " but in " + shown(e.after().Name) + ". Users without a value there have no such claim." + f.inUse(e, "scope"),
		When:     entryPickUp,
	})
}

// findClaimTwin: later values replace earlier ones in the answer (JsonWebResponse.java).
func findClaimTwin(f Facts, e Entry, c change.Change) []Impact {
	name := func(h directory.Head) string { return h.Claim }
	if e.After == nil || e.changes() && e.before().Claim == e.after().Claim {
		return nil
	}
	var sources []string
	for _, twin := range f.twins(e, name) {
		sources = append(sources, shown(twin.Name))
	}
	return says(len(sources) > 0, Impact{
		Message: "The name " + shown(e.after().Claim) + " is taken by the claim of the attribute " + enumerate(sources) + ". A client that gets both receives only one of the values, and which one is not certain.",
		When:    entryPickUp, Advice: "Choose another claim name, unless no scope is to have both.",
	})
}

// findAttributeTaken: AttributesResource.java answers 406 to a new claim and 400 to a renamed one.
func findAttributeTaken(f Facts, e Entry, c change.Change) []Impact {
	if e.After == nil || e.changes() && !e.renamed() {
		return nil
	}
	twins := f.twins(e, nameOf)
	return says(len(twins) > 0, Impact{
		Message: "There is already a claim for the attribute " + shown(e.after().Name) + " (" + inums(twins) + "): the server refuses a second one.",
		Advice:  "Edit the claim that is there, or name another attribute.",
	})
}

// findClaimInactive: ScopeService.java releases a claim whatever its status.
func findClaimInactive(f Facts, e Entry, c change.Change) []Impact {
	return says(e.changes() && e.before().Active && !e.after().Active, Impact{
		Message: "The status is for people and registration pages: the server goes on releasing " + e.word() + " to clients.",
		Advice:  "To stop that, remove the claim from the scopes.",
	})
}

func findMultivalued(f Facts, e Entry, c change.Change) []Impact {
	now := isTrue(e.After, "oxMultiValuedAttribute")
	if !e.changes() || now == isTrue(e.Before, "oxMultiValuedAttribute") {
		return nil
	}
	message := "Clients receive " + e.word() + " as one value, no longer as a list. Of several values only one is left."
	if now {
		message = "Clients receive " + e.word() + " as a list, even when there is only one value."
	}
	return []Impact{{Message: message, When: entryPickUp, Advice: "Tell the applications that read it: many take only what they expect."}}
}

// findClaimType: a boolean is released as a JSON boolean, a date as a number or by a pattern, all else as text (ScopeService.java).
func findClaimType(f Facts, e Entry, c change.Change) []Impact {
	before, after := e.before().Type, e.after().Type
	return says(e.changes() && before != after, Impact{
		Message: "Clients receive " + e.word() + " as another kind of value: the type goes from " + shown(before) + " to " + shown(after) + ". Booleans come as true or false, dates as seconds since 1970 or by their pattern, all else as text.",
		When:    entryPickUp,
	})
}

func findClaimHidden(f Facts, e Entry, c change.Change) []Impact {
	return says(e.changes() && e.switched("jansHideOnDiscovery", true), Impact{
		Message: "The claim " + e.word() + " leaves claims_supported of the discovery document; clients receive it as before.",
		When:    f.listsWhen(),
	})
}

package impact

import (
	"slices"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/directory"
)

// scopeOriginRules are about scopes that the server makes itself, and about claims that consoles look for.
var scopeOriginRules = []Rule{
	{
		ID: "scope-spontaneous-by-hand", Severity: Danger,
		Summary: "a scope of the type spontaneous is made by hand, which can take all scopes and claims out of discovery",
		Find:    ofEntry(change.Scope, findSpontaneous, "/scopeType", "/deletable"),
	},
	{
		ID: "profile-inum", Severity: Caution,
		Summary: "the scope profile no longer releases inum, by which the audit log names who acts",
		Find:    ofEntry(change.Scope, findProfileInum, "/claims", "/id", "/scopeType"),
	},
	{
		ID: "scope-script-chain", Severity: Info,
		Summary: "a scope comes to run several scripts, whose order is not fixed",
		Find:    ofEntry(change.Scope, findScriptChain, "/dynamicScopeScripts", "/scopeType"),
	},
}

// findSpontaneous: the server stores the member deletable with a scope that it makes; without it the loop that lists scopes for discovery ends
// with an error (OpenIdConfiguration.java).
func findSpontaneous(f Facts, e Entry, c change.Change) []Impact {
	bare := func(doc document.Document) bool {
		return text(doc, "scopeType") == "spontaneous" && document.IsEmpty(doc.Get("deletable"))
	}
	return says(bare(e.After) && !bare(e.Before), Impact{When: f.listsWhen(),
		Message: "Scopes of the type spontaneous are made by the server when a client asks for one. " + e.word() + " lacks what the server stores with them (deletable): scopes_supported and claims_supported vanish from the discovery document, and nothing removes the scope.",
		Advice:  "Make it an openid or oauth scope; to have spontaneous ones, switch allowSpontaneousScopes on.",
	})
}

// inumClaim is the inum of the claim that tells a person's own.
const inumClaim = "29DA"

func findProfileInum(f Facts, e Entry, c change.Change) []Impact {
	gives := func(doc document.Document) bool {
		return text(doc, "id") == "profile" && releases(doc) && slices.ContainsFunc(list(doc, "claims"), func(dn string) bool {
			target, ok := directory.TargetOf(dn)
			return ok && sameTarget(target, change.Target{Resource: change.Claim, ID: inumClaim})
		})
	}
	return says(gives(e.Before) && !gives(e.After), Impact{When: "with the next sign-in",
		Message: "Consoles learn from the claim inum who has signed in, and tell the Config API: without it the audit log names nobody.",
		Advice:  "Keep inum in the scope profile.",
	})
}

// findScriptChain: candidates are kept in a hash set, and the first that returns false or fails ends the row (ExternalDynamicScopeService.java).
func findScriptChain(f Facts, e Entry, c change.Change) []Impact {
	running := func(doc document.Document) int {
		count := 0
		for _, dn := range list(doc, "dynamicScopeScripts") {
			if script, ok := f.refer(dn, change.Script); ok && script.Active && script.Type == "dynamic_scope" {
				count++
			}
		}
		return count
	}
	return says(e.after().Type == "dynamic" && running(e.After) > 1 && (running(e.Before) < 2 || e.before().Type != "dynamic"), Impact{When: entryPickUp,
		Message: "The scope " + e.word() + " runs several scripts, in no certain order. The first that returns false or fails ends the row, so that what the others add is sometimes missing; where two set the same claim, either may win.",
		Advice:  "Let each script return true, and set claims of its own.",
	})
}

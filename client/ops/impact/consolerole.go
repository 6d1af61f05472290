package impact

import (
	"slices"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/directory"
)

// consoleRole is the claim by which consoles know an administrator: without the role admin in it they turn everybody away
// (the packaged console looks at the answer of userinfo).
const consoleRole = "jansAdminUIRole"

const (
	consoleRoleInum = "4CF1"
	permissionsInum = "2D3E.5A04" // the script that turns roles into permissions (role_based_scopes_update_token)
)

// consoleRoleRules guard what administrators need to sign in to a console through a browser.
var consoleRoleRules = []Rule{
	{
		ID: "profile-admin-role", Severity: LockOut,
		Summary: "the scope profile no longer releases jansAdminUIRole, without which consoles turn administrators away",
		Find:    ofEntry(change.Scope, findProfileRole, "/claims", "/id", "/scopeType", "/groupClaims"),
	},
	{
		ID: "admin-role-claim", Severity: LockOut,
		Summary: "the claim jansAdminUIRole is deleted or gets another name, without which consoles turn administrators away",
		Find:    ofEntry(change.Claim, findRoleClaim, "/claimName", "/name"),
	},
	{
		ID: "admin-permission-script", Severity: LockOut,
		Summary: "the script changes or stops that turns the roles of administrators into permissions",
		Find:    ofEntry(change.Script, findPermissionScript, slices.Concat([]string{"/enabled", "/scriptType"}, loadedMembers)...),
	},
}

const turnedAway = "Administrators who sign in to a console through a browser are turned away: it finds no role for them."

func findProfileRole(f Facts, e Entry, c change.Change) []Impact {
	return says(e.Before != nil && givesRole(e.Before) && !givesRole(e.After), Impact{
		Message: "The scope profile no longer releases " + consoleRole + " where consoles look for it. " + turnedAway,
		When:    entryPickUp, Advice: repairable,
	})
}

// givesRole: consoles ask for profile and look for the role at the top level of the answer.
func givesRole(scope document.Document) bool {
	return text(scope, "id") == "profile" && releases(scope) && !isTrue(scope, "groupClaims") &&
		slices.ContainsFunc(list(scope, "claims"), func(dn string) bool {
			target, ok := directory.TargetOf(dn)
			return ok && sameTarget(target, change.Target{Resource: change.Claim, ID: consoleRoleInum})
		})
}

func findRoleClaim(f Facts, e Entry, c change.Change) []Impact {
	before, after := e.before(), e.after()
	if before.Claim != consoleRole || e.After != nil && before.Claim == after.Claim && before.Name == after.Name {
		return nil
	}
	return []Impact{{
		Message: "The claim " + consoleRole + " is no longer released, or no longer from the attribute that holds it. " + turnedAway,
		When:    entryPickUp, Advice: repairable,
	}}
}

// findPermissionScript: tokens of the packaged console's client have no permissions of their own. A stopped script leaves them with openid
// only, a failing one refuses them (ExternalUpdateTokenService.java).
func findPermissionScript(f Facts, e Entry, c change.Change) []Impact {
	if e.Head.Inum != permissionsInum || !isTrue(e.Before, "enabled") {
		return nil
	}
	found := Impact{When: pickUp, Advice: "A console whose client has scopes of its own is not touched, and can take it back."}
	if e.After == nil || !isTrue(e.After, "enabled") || e.before().Type != e.after().Type {
		found.Message = "The script " + e.word() + " turns the roles of administrators into permissions. Without it the tokens of the packaged console open nothing: its administrators are shut out of the Config API."
	} else {
		found.Message = "The script " + e.word() + " turns the roles of administrators into permissions. If the new version cannot be loaded or fails, the tokens of the packaged console open nothing: its administrators are shut out of the Config API."
	}
	return []Impact{found}
}

package impact

import (
	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/schema"
)

// scopeGroupRules: the claims of a grouped scope come in one object that is named after the scope, where all but lists are strings
// (ScopeService.java, UserInfoRestWebServiceImpl.java). A dynamic scope releases no claims, grouped or not.
var scopeGroupRules = []Rule{
	{
		ID: "scope-ungrouped", Severity: Caution,
		Summary: "the claims of a scope no longer come in one object",
		Find:    ofEntry(change.Scope, findUngrouped, "/groupClaims"),
	},
	{
		ID: "scope-grouped", Severity: Caution,
		Summary: "the claims of a scope come in one object named after the scope",
		Find:    ofEntry(change.Scope, findGrouped, "/groupClaims"),
	},
}

// releases says whether userinfo releases the claims that the scope lists.
func releases(doc document.Document) bool {
	kind := text(doc, "scopeType")
	return doc != nil && kind != "dynamic" && kind != "uma"
}

func findUngrouped(f Facts, e Entry, c change.Change) []Impact {
	if !e.changes() || !e.switched("groupClaims", false) || !releases(e.After) {
		return nil
	}
	id := e.after().Name
	found := Impact{When: entryPickUp,
		Message: "Clients look for the claims of " + shown(id) + " in an object of that name. They now find them at the top level, where numbers, dates and booleans are no longer strings."}
	if standard, ok := schema.LookupStandardScope(id); ok && standard.Grouped {
		found.Severity = Danger
		found.Advice = "OpenID Connect Core 5.1.1 wants " + id + " to be one object: leave groupClaims on."
	}
	found.Severity = f.milder(e, found.Severity)
	found.Message += f.inUse(e, "client")
	return []Impact{found}
}

func findGrouped(f Facts, e Entry, c change.Change) []Impact {
	if !e.changes() || !e.switched("groupClaims", true) || !releases(e.After) {
		return nil
	}
	id := e.after().Name
	found := Impact{When: entryPickUp,
		Message: "Clients look for the claims of " + shown(id) + " at the top level. They now come in one object named " + shown(id) + ", in which all but lists are strings, and which is there even when it is empty."}
	if standard, ok := schema.LookupStandardScope(id); ok && !standard.Grouped {
		found.Severity = Danger
		found.Advice = "OpenID Connect Core 5.4 wants the claims of " + id + " at the top level: leave groupClaims off."
	}
	found.Severity = f.milder(e, found.Severity)
	found.Message += f.inUse(e, "client")
	return []Impact{found}
}

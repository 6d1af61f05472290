package impact

import "github.com/jansadm/jansadm/client/ops/change"

// defaultScopeRules: a client that registers itself keeps those of the scopes it asks for that are default scopes (RegisterService.java).
// Nothing is added to what it asks for, and clients that exist are not touched.
var defaultScopeRules = []Rule{
	{
		ID: "default-scope-global-revocation", Severity: Danger,
		Summary: "global_token_revocation becomes a default scope, which clients that register themselves may have",
		Find:    ofEntry(change.Scope, findDefaultGlobalRevocation, "/defaultScope", "/id"),
		Wants:   wants(ofEntry(change.Scope, findDefaultGlobalRevocation, "/defaultScope", "/id"), Wanted{Properties: true}),
	},
	{
		ID: "default-scope-management", Severity: Danger,
		Summary: "a scope with power over others becomes a default scope, which clients that register themselves may have",
		Find:    ofEntry(change.Scope, findDefaultManagement, "/defaultScope", "/id"),
		Wants:   wants(ofEntry(change.Scope, findDefaultManagement, "/defaultScope", "/id"), Wanted{Properties: true}),
	},
	{
		ID: "default-scope-on", Severity: Info,
		Summary: "a scope becomes a default scope, which clients that register themselves may have",
		Find:    ofEntry(change.Scope, findDefaultOn, "/defaultScope"),
	},
	{
		ID: "default-scope-off", Severity: Caution,
		Summary: "a scope is no longer a default scope",
		Find:    ofEntry(change.Scope, findDefaultOff, "/defaultScope"),
	},
}

// opened says whether a default scope comes about that has this id: by the switch, by its creation or by its new id.
func (e Entry) opened() (id string, opened bool) {
	id = e.after().Name
	return id, e.After != nil && isTrue(e.After, "defaultScope") && (!isTrue(e.Before, "defaultScope") || e.renamed())
}

const closeRegistration = "Leave defaultScope off and give the scope to the clients that need it, or close registration."

func findDefaultGlobalRevocation(f Facts, e Entry, c change.Change) []Impact {
	id, opened := e.opened()
	return says(opened && id == globalRevocation, Impact{
		Message: "Clients that register themselves may have global_token_revocation: while registration is open, anybody who can reach the server can log out any user by name." + f.registration(),
		When:    entryPickUp, Advice: closeRegistration,
	})
}

func findDefaultManagement(f Facts, e Entry, c change.Change) []Impact {
	id, opened := e.opened()
	return says(opened && id != globalRevocation && power(id) != "", Impact{
		Message: "Clients that register themselves may have the scope " + shown(id) + ": while registration is open, anybody who can reach the server gets a client that can " + power(id) + "." + f.registration(),
		When:    entryPickUp, Advice: closeRegistration,
	})
}

func findDefaultOn(f Facts, e Entry, c change.Change) []Impact {
	return says(e.switched("defaultScope", true) && power(e.after().Name) == "", Impact{
		Message: "A default scope is not given automatically. It is on the list of scopes that a client which registers itself may ask for: " + e.word() + " is now on it. Clients that exist are not touched.",
		When:    entryPickUp,
	})
}

func findDefaultOff(f Facts, e Entry, c change.Change) []Impact {
	return says(e.changes() && e.switched("defaultScope", false), Impact{
		Message: "Clients that register themselves no longer get the scope " + e.word() + ", without an error; those already registered keep it.",
		When:    entryPickUp,
	})
}

// registration says how it is at present, when that is known. What is closed today may be opened by somebody who does not think of the scope.
func (f Facts) registration() string {
	switch {
	case !f.properties():
		return ""
	case f.FlagOn("registration"):
		return " It is open."
	}
	return " It is closed at present; whoever opens it opens this as well."
}

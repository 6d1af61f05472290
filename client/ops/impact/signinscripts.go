package impact

import (
	"github.com/jansadm/jansadm/client/ops/change"
)

// signIn is the type of the scripts that sign people in. Their name is the acr that applications ask for.
const signIn = "person_authentication"

// signInRules are about the methods by which people sign in.
var signInRules = []Rule{
	{
		ID: "script-default-acr", Severity: Danger,
		Summary: "a sign-in method becomes disabled, is deleted or gets another name, which may be the default",
		Find:    ofEntry(change.Script, findDefaultMethod, "/enabled", "/name", "/scriptType"),
	},
	{
		ID: "script-device-acr", Severity: LockOut,
		Summary: "the sign-in method stops that deviceAuthzAcr demands of every login by device flow",
		Find:    ofEntry(change.Script, findDeviceMethodStopped, "/enabled", "/name", "/scriptType"),
		Wants:   wants(ofEntry(change.Script, findDefaultMethod, "/enabled", "/name", "/scriptType"), Wanted{Properties: true, Scripts: true}),
	},
	{
		ID: "script-sign-in-enabled", Severity: Caution,
		Summary: "a sign-in method becomes enabled, which applications can then ask for",
		Find:    ofEntry(change.Script, findMethodEnabled, "/enabled", "/scriptType"),
	},
}

// method says whether a script is a sign-in method in use.
func method(e Entry) (before, after bool) {
	return e.Before != nil && e.before().Type == signIn && e.before().Active,
		e.After != nil && e.after().Type == signIn && e.after().Active
}

// findDefaultMethod: the Config API clears the default only on a PATCH of it, and a deletion of an enabled script leaves it in place
// (CustomScriptResource.java). Which one the default is takes a permission of its own to read, so that it is left open here.
func findDefaultMethod(f Facts, e Entry, c change.Change) []Impact {
	before, after := method(e)
	if !before || after && !e.renamed() {
		return nil
	}
	found := Impact{When: pickUp, Advice: "Make another method the default first, and try a sign-in before this console is closed."}
	switch {
	case e.After == nil:
		found.Message = "People can no longer sign in by " + e.word() + ". If it is the default method, the server keeps its name as the default although it is gone, and sign-ins that ask for no method fail, those of administrators too."
	case after:
		found.Message = "The sign-in method " + named(e.before()) + " is called " + named(e.after()) + " now: applications that ask for the old acr fail, and a default that names it leads nowhere, for administrators too."
	default:
		found.Message = "People can no longer sign in by " + e.word() + ", and applications that ask for this acr fail. If it is the default method, there is no default any more, and the server uses its own, for administrators too."
	}
	return []Impact{found}
}

func findMethodEnabled(f Facts, e Entry, c change.Change) []Impact {
	before, after := method(e)
	return says(!before && after, Impact{
		Message: "Applications can ask to have people signed in by " + e.word() + ". A method that is weaker than the others weakens them all.",
		When:    pickUp, Advice: "Try a sign-in by it before others do.",
	})
}

package impact

import "github.com/jansadm/jansadm/client/ops/change"

// LosesUsers says whether whoever refers to the entry may be left with nothing or with something else, so that it is worth asking who that is; for
// an answer the server reads all clients, or this program all scopes. Where it must be known, no plan is made without the answer.
func (e Entry) LosesUsers(resource change.Resource) (worth, must bool) {
	switch resource {
	case change.Client:
		return false, false
	case change.Scope:
		return e.deletes() || e.changes() && e.scopeGivesOther(), e.deletes()
	case change.Claim:
		return e.deletes() || e.changes() && (e.renamed() || e.before().Claim != e.after().Claim), e.deletes()
	case change.Script:
		lost := e.deletes() || e.stops() || e.changes() && e.before().Active && e.before().Type != e.after().Type
		return ServesScopes(e.before().Type) && lost, true
	}
	return e.deletes(), e.deletes()
}

// scopeGivesOther says whether clients with the scope notice the change.
func (e Entry) scopeGivesOther() bool {
	return e.renamed() || e.before().Type != e.after().Type || isTrue(e.Before, "groupClaims") != isTrue(e.After, "groupClaims") ||
		len(e.loses("claims")) > 0 || len(e.loses("dynamicScopeScripts")) > 0
}

// inUse says how many use the entry, to be added to a message; empty when nobody asked.
func (f Facts) inUse(e Entry, one string) string {
	if !e.Asked {
		return ""
	}
	using := f.usersAfter(e)
	if len(using) == 0 {
		return " No " + one + " has it at present."
	}
	return " It is in use by " + users(using, one) + "."
}

// unused says that nobody is left who could notice.
func (f Facts) unused(e Entry) bool { return e.Asked && len(f.usersAfter(e)) == 0 }

// milder is the severity of what nobody notices at present.
func (f Facts) milder(e Entry, severity Severity) Severity {
	if f.unused(e) {
		return min(severity, Caution)
	}
	return severity
}

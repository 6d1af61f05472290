package impact

import (
	"slices"

	"github.com/jansadm/jansadm/client/ops/change"
)

// Rule is one thing that can go wrong, or is worth knowing. Find returns an impact for each change that causes it, or none; it
// leaves the id empty, and leaves severity and target out where they are the rule's and the change's own.
type Rule struct {
	ID       string
	Severity Severity // the mildest it can be
	Summary  string   // one line for the list of impacts in the help: when the rule speaks
	Find     func(facts Facts, c change.Change) []Impact
	Wants    func(facts Facts, c change.Change) Wanted // what Find could use besides; nil for nothing
	Subject  string                                    // what the rule is about, for the help
}

// bySubject are the rules in the order of the help.
var bySubject = []struct {
	subject string
	rules   []Rule
}{
	{"Your own sign-in and permissions", slices.Concat(ownLoginRules, ownPermissionRules)},
	{"What locks the Config API", lockOutRules},
	{"Sign-in of administrators", slices.Concat(loginRules, consoleRoleRules)},
	{"Feature flags", slices.Concat(flagRules, flagListRules)},
	{"Lifetimes", slices.Concat(lifetimeRules, lifetimeBoundRules)},
	{"Revocation and logout", revocationRules},
	{"Addresses and discovery", slices.Concat(endpointRules, discoveryRules, liveDiscoveryRules)},
	{"Keys and identifiers", slices.Concat(keyRules, subjectRules)},
	{"Security and registration", slices.Concat(securityRules, registrationRules)},
	{"Sessions and tokens", slices.Concat(sessionRules, tokenRules)},
	{"Features and operation", slices.Concat(featureRules, operationRules)},
	{"How the server takes values", slices.Concat(propertyRules, unknownMemberRules)},
	{"Scopes", slices.Concat(scopeRules, defaultScopeRules, scopeTypeRules, scopeGroupRules, scopeClaimRules, scopeScriptRules, scopeOriginRules)},
	{"Claims", slices.Concat(claimRules, claimCheckRules, claimFormatRules)},
	{"Scripts", slices.Concat(scriptRules, scriptPlaceRules, scriptClaimRules, signInRules)},
	{"Clients", slices.Concat(clientScopeRules, clientStepRules, clientAccessRules, clientGrantRules, clientLifetimeRules, clientFormatRules, clientDemandRules)},
}

var rules = func() []Rule {
	var all []Rule
	for _, group := range bySubject {
		for _, rule := range group.rules {
			rule.Subject = group.subject
			all = append(all, rule)
		}
	}
	return all
}()

// Rules lists every rule, by subject.
func Rules() []Rule { return slices.Clone(rules) }

// Of returns the impacts of the changes, gravest first; impacts of one severity stay in the order of changes and rules. What a rule
// says twice in the same words, because two changes cause it together, is said once.
func Of(facts Facts, changes []change.Change) []Impact {
	var found []Impact
	said := map[[3]string]bool{}
	for _, c := range changes {
		for _, rule := range rules {
			for _, impact := range rule.Find(facts, c) {
				impact = rule.complete(impact, c)
				words := [3]string{impact.ID, impact.Message, impact.When}
				if !said[words] {
					said[words] = true
					found = append(found, impact)
				}
			}
		}
	}
	Sort(found)
	return found
}

// Sort puts the gravest first and keeps the order within a severity.
func Sort(impacts []Impact) {
	slices.SortStableFunc(impacts, func(a, b Impact) int { return int(b.Severity) - int(a.Severity) })
}

func (r Rule) complete(impact Impact, c change.Change) Impact {
	impact.ID = r.ID
	if impact.Severity == Info {
		impact.Severity = r.Severity
	}
	if impact.Target == (change.Target{}) {
		impact.Target = c.Target
	}
	return impact
}

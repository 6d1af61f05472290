package impact

import (
	"slices"
	"strings"

	"github.com/jansadm/jansadm/client/ops/change"
)

// flagsProperty holds the list of enabled features.
const flagsProperty = "featureFlags"

// flagRules has two rules for each flag, so that each switch has an id of its own by which a script can accept it.
var flagRules = newFlagRules()

func newFlagRules() []Rule {
	rules := make([]Rule, 0, 2*len(flagEffects))
	for _, flag := range flagEffects {
		kebab := strings.ReplaceAll(flag.name, "_", "-")
		rules = append(rules,
			flagRule("flag-"+kebab+"-off", flag.name, false, flag.off),
			flagRule("flag-"+kebab+"-on", flag.name, true, flag.on))
	}
	return rules
}

func flagRule(id, flag string, on bool, e effect) Rule {
	if e.when == "" {
		e.when = pickUp
	}
	verb := "off"
	if on {
		verb = "on"
	}
	return Rule{ID: id, Severity: e.severity, Summary: "the feature flag " + flag + " is switched " + verb, Find: about(
		func(f Facts, c change.Change) []Impact {
			if !f.knows(flag) || f.FlagOn(flag) != on || f.FlagOnBefore(flag) == on {
				return nil
			}
			toldOnce := f.Enabled() == nil && e.severity < Danger || onlyPlaceholder(f.Enabled()) // by flag-list-empty, flag-placeholder
			if on && toldOnce {
				return nil
			}
			return []Impact{{Message: e.message, When: e.when, Advice: e.advice}}
		}, flagsProperty)}
}

func (f Facts) knows(flag string) bool { return slices.Contains(knownOr(f.KnownFlags), flag) }

var flagListRules = []Rule{
	{
		ID: "flag-list-empty", Severity: Danger,
		Summary: "the list of feature flags holds no known flag any more, which switches every feature on",
		Find:    about(findListEmptied, flagsProperty),
	},
	{
		ID: "flag-list-closed", Severity: Caution,
		Summary: "the list of feature flags was empty and no longer is, so that features of later releases stay off",
		Find:    about(findListClosed, flagsProperty),
	},
	{
		ID: "flag-placeholder", Severity: Info,
		Summary: "only flags without effect are left to keep the list of feature flags from being empty",
		Find:    about(findPlaceholder, flagsProperty),
	},
	{
		ID: "flag-string-ignored", Severity: Caution,
		Summary: "the list of feature flags gets a string that is no flag of this server",
		Find:    about(findIgnoredStrings, flagsProperty),
	},
	{
		ID: "flag-newer", Severity: Caution,
		Summary: "a feature flag is switched that the server knows and this version of jansadm does not",
		Find:    about(findNewerFlags, flagsProperty),
	},
	{
		ID: "flag-global-revocation-open", Severity: Caution,
		Summary: "global_token_revocation and registration are both on, so that anybody may be able to log out any user",
		Find:    about(findOpenGlobalRevocation, flagsProperty),
		Wants:   wants(about(findOpenGlobalRevocation, flagsProperty), Wanted{Scopes: []string{globalRevocation}}),
	},
}

// findListEmptied: an effectively empty set enables all features (FeatureFlagType.java).
func findListEmptied(f Facts, c change.Change) []Impact {
	before := f.EnabledBefore()
	if f.Enabled() != nil || before == nil {
		return nil
	}
	message := "No known flag is left in the list, and the server takes such a list for “all features on”."
	if left := f.Strings(flagsProperty); len(left) > 0 {
		message = "The list holds only strings that are no flags (" + enumerate(quoted(left)) + "), and the server takes such a list for “all features on”."
	}
	if switched := without(knownOr(f.KnownFlags), before); len(switched) > 0 {
		message += " This switches on " + enumerate(switched) + ", and every feature that a later release adds."
	}
	return []Impact{{Message: message, When: pickUp,
		Advice: "To have everything off, keep one flag that gates nothing, such as u2f."}}
}

func findListClosed(f Facts, c change.Change) []Impact {
	return says(f.EnabledBefore() == nil && f.Enabled() != nil, Impact{
		Message: "Until now the list named no known flag, so that every feature was on. From now on only the listed features are: one that a later release adds stays off until it is listed.",
		When:    pickUp,
	})
}

// onlyPlaceholder says whether the one flag left is u2f, which gates nothing.
func onlyPlaceholder(enabled []string) bool { return len(enabled) == 1 && enabled[0] == "u2f" }

func findPlaceholder(f Facts, c change.Change) []Impact {
	return says(onlyPlaceholder(f.Enabled()) && !onlyPlaceholder(f.EnabledBefore()), Impact{
		Message: "u2f stays in the list as a placeholder. No part of the server reads it, but without one known flag the list would count as empty and switch every feature on.",
		When:    pickUp,
	})
}

// findIgnoredStrings reports only strings that this change adds: the shipped list itself holds one, revoke_session, which stays.
func findIgnoredStrings(f Facts, c change.Change) []Impact {
	var ignored []string
	for _, s := range without(f.Strings(flagsProperty), f.StringsBefore(flagsProperty)) {
		if len(EffectiveFlags([]string{s}, f.KnownFlags)) == 0 {
			ignored = append(ignored, s)
		}
	}
	if len(ignored) == 0 {
		return nil
	}
	return []Impact{{
		Message: "The server has no feature flag called " + enumerate(quoted(ignored)) + ": it stores the string and otherwise ignores it.",
		When:    pickUp,
		Advice:  "Case does not matter, but blanks around a name do.",
	}}
}

func findNewerFlags(f Facts, c change.Change) []Impact {
	var on, off []string
	for _, flag := range f.KnownFlags {
		described := slices.ContainsFunc(flagEffects, func(e flagEffect) bool { return e.name == flag })
		if described || f.FlagOn(flag) == f.FlagOnBefore(flag) {
			continue
		}
		if f.FlagOn(flag) {
			on = append(on, shown(flag))
		} else {
			off = append(off, shown(flag))
		}
	}
	var impacts []Impact
	if len(off) > 0 {
		impacts = append(impacts, Impact{When: pickUp, Message: "Switches off " + enumerate(off) + ", which is newer than this version of jansadm: what it gates is not known here."})
	}
	if len(on) > 0 && f.Enabled() != nil {
		impacts = append(impacts, Impact{When: pickUp, Message: "Switches on " + enumerate(on) + ", which is newer than this version of jansadm: what it opens is not known here."})
	}
	return impacts
}

// findOpenGlobalRevocation: the scope global_token_revocation ships with defaultScope, which dynamic registration hands out
// (scopes.ldif, RegisterService.java).
func findOpenGlobalRevocation(f Facts, c change.Change) []Impact {
	open := f.FlagOn("global_token_revocation") && f.FlagOn("registration")
	wasOpen := f.FlagOnBefore("global_token_revocation") && f.FlagOnBefore("registration")
	if !open || wasOpen || !f.knows("global_token_revocation") || !f.knows("registration") {
		return nil
	}
	if scope, there := f.scope(globalRevocation); f.Scopes != nil && (!there || !isTrue(scope, "defaultScope")) {
		return []Impact{{When: pickUp,
			Message: "Dynamic registration and global token revocation are both on. The scope global_token_revocation is not a default scope here, so that a client that registers itself cannot have it; leave it so."}}
	}
	return []Impact{{
		Severity: Danger,
		Message:  "Dynamic registration and global token revocation are both on. The scope global_token_revocation ships as a default scope, which a client that registers itself may have: anybody who can reach the server can then log out any user by name.",
		When:     pickUp,
		Advice:   "Take defaultScope away from the scope global_token_revocation, or close registration.",
	}}
}

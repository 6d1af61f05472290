package impact

import (
	"slices"

	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/directory"
)

// scopeScriptRules are about the scripts that a scope runs. Of those it lists, the enabled ones of the right type run, in no certain order,
// and the first that returns false ends the row (ExternalDynamicScopeService.java).
var scopeScriptRules = []Rule{
	{
		ID: "scope-dynamic-no-script", Severity: Caution,
		Summary: "a dynamic scope has no script and so releases nothing",
		Find:    ofEntry(change.Scope, findNoScript, "/dynamicScopeScripts", "/scopeType"),
	},
	{
		ID: "scope-script-disabled", Severity: Caution,
		Summary: "a scope runs a script that is disabled and so adds nothing",
		Find:    ofEntry(change.Scope, findScriptDisabled, scopeScripts...),
	},
	{
		ID: "scope-script-failing", Severity: Caution,
		Summary: "a scope runs a script that the server could not load or that failed",
		Find:    ofEntry(change.Scope, findScriptFailing, scopeScripts...),
	},
	{
		ID: "scope-script-wrong-type", Severity: Caution,
		Summary: "a scope lists a script of a type that the server does not run for it",
		Find:    ofEntry(change.Scope, findScriptWrongType, scopeScripts...),
	},
	{
		ID: "scope-scripts-ignored", Severity: Caution,
		Summary: "a scope lists scripts that scopes of its type do not run",
		Find:    ofEntry(change.Scope, findIgnoredScripts, "/dynamicScopeScripts", "/umaAuthorizationPolicies"),
	},
	{
		ID: "scope-script-dangling", Severity: Caution,
		Summary: "a scope lists a script that does not exist",
		Find:    ofEntry(change.Scope, findScriptDangling, scopeScripts...),
	},
	{
		ID: "scope-script-removed", Severity: Caution,
		Summary: "a scope no longer runs a script, so that clients miss what it adds",
		Find:    ofEntry(change.Scope, findScriptRemoved, "/dynamicScopeScripts"),
	},
}

var scopeScripts = []string{"/dynamicScopeScripts", "/umaAuthorizationPolicies", "/scopeType"}

// runs says by which member a scope of a type runs scripts, and of which type they have to be.
func runs(scopeType string) (member, scriptType string) {
	switch scopeType {
	case "dynamic":
		return "dynamicScopeScripts", "dynamic_scope"
	case "uma":
		return "umaAuthorizationPolicies", "uma_rpt_policy"
	}
	return "", ""
}

// scripts are the scripts that the scope runs once the plan is applied, with whether the scope did not run them before.
func (f Facts) scripts(e Entry) (found []directory.Head, added map[change.Target]bool) {
	runsAfter, _ := runs(e.after().Type)
	runsBefore, _ := runs(e.before().Type)
	added = map[change.Target]bool{}
	for _, dn := range list(e.After, runsAfter) {
		if head, ok := f.refer(dn, change.Script); ok {
			found = append(found, head)
			added[head.Target()] = runsBefore != runsAfter || !slices.Contains(list(e.Before, runsBefore), dn)
		}
	}
	return found, added
}

func findNoScript(f Facts, e Entry, c change.Change) []Impact {
	bare := func(head directory.Head, scripts []string) bool { return head.Type == "dynamic" && len(scripts) == 0 }
	return says(bare(e.after(), list(e.After, "dynamicScopeScripts")) && !bare(e.before(), list(e.Before, "dynamicScopeScripts")), Impact{
		Message: "The dynamic scope " + e.word() + " has no script: clients that have it receive nothing through it, without an error.",
		When:    entryPickUp, Advice: "Add a script of the type dynamic_scope, or make it an OpenID scope with claims.",
	})
}

func findScriptDisabled(f Facts, e Entry, c change.Change) []Impact {
	var disabled []string
	_, wanted := runs(e.after().Type)
	scripts, _ := f.scripts(e)
	for _, script := range scripts {
		if script.Type == wanted && !script.Active {
			disabled = append(disabled, named(script))
		}
	}
	return says(len(disabled) > 0, Impact{
		Message: "The scope " + e.word() + " lists scripts that are disabled and add nothing: " + enumerate(disabled) + ".",
		Advice:  "Enable them in the same plan: the review offers it, on the command line it is --enable-scripts.",
	})
}

// findScriptFailing: a script that could not be loaded is replaced by a stand-in that returns false (DummyDynamicScopeType.java). The stored
// error can also be that of a run, and older than the last good one.
func findScriptFailing(f Facts, e Entry, c change.Change) []Impact {
	scripts, added := f.scripts(e)
	_, wanted := runs(e.after().Type)
	var impacts []Impact
	for _, script := range scripts {
		if script.Type != wanted || !script.Active || script.Failure == "" {
			continue
		}
		found := Impact{Severity: Caution, When: entryPickUp, Advice: "Look at the script's error and mend it first.",
			Message: "The server holds an error of the script " + named(script) + ". If it could not be loaded, " + consequence(wanted)}
		if added[script.Target()] {
			found.Severity = Danger
		}
		impacts = append(impacts, found)
	}
	return impacts
}

func consequence(scriptType string) string {
	if scriptType == "uma_rpt_policy" {
		return "a policy that refuses stands in for it, and nobody is given access."
	}
	return "a stand-in ends the row of scripts: tokens with the scope lose what the other dynamic scopes add, too."
}

func findScriptWrongType(f Facts, e Entry, c change.Change) []Impact {
	scripts, added := f.scripts(e)
	_, wanted := runs(e.after().Type)
	var impacts []Impact
	for _, script := range scripts {
		if script.Type != wanted && added[script.Target()] {
			impacts = append(impacts, Impact{
				Message: "The script " + named(script) + " is of the type " + shown(script.Type) + ". For the scope " + e.word() + " the server runs only scripts of the type " + wanted + " and ignores it."})
		}
	}
	return impacts
}

func findScriptDangling(f Facts, e Entry, c change.Change) []Impact {
	runs, _ := runs(e.after().Type)
	dangling := f.dangling(list(e.After, runs), change.Script)
	return says(len(dangling) > 0, Impact{
		Message: "The scope " + e.word() + " lists scripts that do not exist, which the server ignores: " + enumerate(quoted(dangling)) + ".",
		Advice:  "Remove them from the scope.",
	})
}

// findScriptRemoved tells only of scripts that really ran; without any left, another rule tells it as well.
func findScriptRemoved(f Facts, e Entry, c change.Change) []Impact {
	if !e.changes() || e.before().Type != "dynamic" || e.after().Type != "dynamic" {
		return nil
	}
	var removed []string
	for _, dn := range e.loses("dynamicScopeScripts") {
		if head, ok := f.Directory.Refer(dn); ok && head.Active && head.Type == "dynamic_scope" {
			removed = append(removed, named(head))
		}
	}
	return says(len(removed) > 0, Impact{
		Message: "Clients with the scope " + e.word() + " no longer receive what these scripts add: " + enumerate(removed) + "." + f.inUse(e, "client"),
		When:    entryPickUp,
	})
}

// findIgnoredScripts is about lists that belong to another type of scope. What a change of the type means for them is told elsewhere.
func findIgnoredScripts(f Facts, e Entry, c change.Change) []Impact {
	wanted, _ := runs(e.after().Type)
	var impacts []Impact
	for _, member := range []string{"dynamicScopeScripts", "umaAuthorizationPolicies"} {
		gained := e.gains(member)
		if e.After == nil || member == wanted || len(gained) == 0 {
			continue
		}
		advice := "Only dynamic scopes run such scripts: make it one, or leave them out."
		if member == "umaAuthorizationPolicies" {
			advice = "Only UMA scopes have policies: leave them out."
		}
		impacts = append(impacts, Impact{Advice: advice,
			Message: "The scope " + e.word() + " is of the type " + shown(e.after().Type) + ": the server never runs these scripts for it: " + enumerate(f.words(gained)) + "."})
	}
	return impacts
}

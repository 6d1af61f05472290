package impact

import (
	"slices"
	"strings"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/directory"
	"github.com/jansadm/jansadm/client/schema"
)

// scriptRules are about scripts as they start, change and stop. Servers compare the revision of every script each 30 s
// (CustomScriptManager.java).
var scriptRules = []Rule{
	{
		ID: "script-enabled", Severity: Info,
		Summary: "a script becomes enabled, and is compiled by the server",
		Find:    ofEntry(change.Script, findScriptEnabled, "/enabled"),
	},
	{
		ID: "script-disabled-in-use", Severity: Danger,
		Summary: "a script becomes disabled that scopes run",
		Find:    ofEntry(change.Script, findScriptStopped, "/enabled"),
	},
	{
		ID: "script-deleted-in-use", Severity: Caution,
		Summary: "a script is deleted that scopes list",
		Find:    ofEntry(change.Script, findScriptDeletedInUse, ""),
	},
	{
		ID: "script-stopped", Severity: Caution,
		Summary: "an enabled script becomes disabled or is deleted that no scope runs",
		Find:    ofEntry(change.Script, findScriptOff, "/enabled"),
	},
	{
		ID: "script-source-changed", Severity: Caution,
		Summary: "an enabled script gets another source, language or settings, and is loaded anew",
		Find:    ofEntry(change.Script, findSourceChanged, loadedMembers...),
	},
	{
		ID: "script-source-empty", Severity: Danger,
		Summary: "a script that is enabled has no source, so that it cannot be loaded",
		Find:    ofEntry(change.Script, findNoSource, "/script", "/enabled"),
	},
	{
		ID: "script-type-changed", Severity: Caution,
		Summary: "a script gets another type, so that the server calls it in another place",
		Find:    ofEntry(change.Script, findScriptType, "/scriptType"),
	},
	{
		ID: "script-name-duplicate", Severity: Danger,
		Summary: "a script gets a name that another script has",
		Find:    ofEntry(change.Script, findScriptTwin, "/name"),
	},
	{
		ID: "script-level-ignored", Severity: Info,
		Summary: "a script for dynamic scopes gets another level, which the server does not look at",
		Find:    ofEntry(change.Script, findLevel, "/level"),
	},
	{
		ID: "script-location", Severity: Caution,
		Summary: "a script is to be loaded from elsewhere than the database",
		Find:    ofEntry(change.Script, findScriptLocation, "/locationType", "/moduleProperties"),
	},
}

// loadedMembers are what a script is loaded from.
var loadedMembers = []string{"/script", "/programmingLanguage", "/configurationProperties", "/moduleProperties"}

// stops says whether a script that ran no longer does under its type.
func (e Entry) stops() bool {
	return e.Before != nil && e.before().Active && (e.After == nil || !e.after().Active)
}

// onScopes are the types of scripts that scopes refer to.
var onScopes = []string{"dynamic_scope", "uma_rpt_policy"}

// ServesScopes says whether scopes can run scripts of a type, so that it is worth asking which do.
func ServesScopes(scriptType string) bool { return slices.Contains(onScopes, scriptType) }

// runners lists the scopes that ran the script until now: one of another type lists it in vain.
func (f Facts) runners(e Entry) []directory.Head {
	return slices.DeleteFunc(f.usersAfter(e), func(scope directory.Head) bool {
		_, scriptType := runs(scope.Type)
		return scriptType != e.before().Type
	})
}

// lost is what becomes of the scopes that run a script which is not there any more.
func lost(scriptType string) string {
	if scriptType == "uma_rpt_policy" {
		return "its decision no longer counts, and where it was the only policy, nobody is given access, or everybody when umaGrantAccessIfNoPolicies is on."
	}
	return "clients no longer receive what it adds, without an error."
}

func findScriptEnabled(f Facts, e Entry, c change.Change) []Impact {
	if e.After == nil || !e.after().Active || e.Before != nil && e.before().Active {
		return nil
	}
	who := "The auth server"
	if t, ok := schema.LookupScriptType(e.after().Type); ok && t.RunsElsewhere {
		who = "The server that runs scripts of the type " + t.Name + " (not the auth server)"
	}
	return []Impact{{When: pickUp, Message: who + " compiles " + e.word() + " and runs it. What goes wrong then is not in the answer to the change: it ends up in the script's error.",
		Advice: "Look at the script's error about a minute later."}}
}

// findScriptStopped: a script that is disabled is passed over, and the scope stays as it is.
func findScriptStopped(f Facts, e Entry, c change.Change) []Impact {
	scopes := f.runners(e)
	return says(e.changes() && e.stops() && len(scopes) > 0, Impact{
		Message: "The script " + e.word() + " is run by " + users(scopes, "scope") + ": " + lost(e.before().Type),
		When:    pickUp, Advice: "Remove it from the scopes, or give them another script.",
	})
}

func findScriptDeletedInUse(f Facts, e Entry, c change.Change) []Impact {
	scopes := f.usersAfter(e)
	if !e.deletes() || len(scopes) == 0 {
		return nil
	}
	found := Impact{When: pickUp, Advice: "Remove it from the scopes first.",
		Message: "The script " + e.word() + " is listed by " + users(scopes, "scope") + ", where a reference that leads nowhere stays behind"}
	if e.stops() {
		found.Severity = Danger
		found.Message += ": " + lost(e.before().Type)
	} else {
		found.Message += "; it is disabled, so that nobody misses anything."
	}
	return []Impact{found}
}

// findScriptOff is about scripts that run for clients or for everybody. Of which ones the server does not tell without reading every client.
func findScriptOff(f Facts, e Entry, c change.Change) []Impact {
	told := len(f.runners(e)) > 0 || e.deletes() && len(f.usersAfter(e)) > 0 || e.before().Type == signIn
	if !e.stops() || told {
		return nil
	}
	message := "The script " + e.word() + " of the type " + shown(e.before().Type) + " no longer runs."
	if ServesScopes(e.before().Type) {
		message += " No scope runs it."
	} else {
		message += " Clients that name it go without it, or are refused where it is required."
	}
	return []Impact{{Message: message, When: pickUp}}
}

// findSourceChanged: a script that cannot be loaded is replaced by a stand-in which does nothing; the old one is gone by then.
func findSourceChanged(f Facts, e Entry, c change.Change) []Impact {
	if !e.changes() || !e.before().Active || !e.after().Active {
		return nil
	}
	message := "The enabled script " + e.word() + " is loaded anew for everybody. If that fails, a stand-in takes its place that does nothing"
	if e.after().Type == "dynamic_scope" {
		message += " and ends the row of scripts, so that tokens lose what other dynamic scopes add, too"
	}
	return []Impact{{Message: message + ".", When: pickUp,
		Advice: "Look at the script's error about a minute later. The journal keeps the old version."}}
}

// findNoSource: a script without source is stored as such, and read back with a sample in its place (CustomScriptResource.java).
func findNoSource(f Facts, e Entry, c change.Change) []Impact {
	bare := func(doc document.Document) bool {
		return isTrue(doc, "enabled") && strings.TrimSpace(text(doc, "script")) == ""
	}
	loaded := e.creates() || e.Before.Has("script") || e.After.Has("script") // whoever reads without the source does not know it
	return says(loaded && bare(e.After) && (e.Before == nil || !bare(e.Before)), Impact{When: pickUp,
		Message: "The enabled script " + e.word() + " has no source: it cannot be loaded, and a stand-in that does nothing takes its place. Consoles show a sample there as if it were stored.",
		Advice:  "Give it a source, or disable it.",
	})
}

func findScriptType(f Facts, e Entry, c change.Change) []Impact {
	before, after := e.before().Type, e.after().Type
	if !e.changes() || before == after {
		return nil
	}
	found := Impact{When: pickUp,
		Message: "The script " + e.word() + " goes from the type " + shown(before) + " to " + shown(after) + ": the server calls it in another place, and wants another class with other methods."}
	if scopes := f.runners(e); e.before().Active && len(scopes) > 0 {
		found.Severity = Danger
		found.Message += " It is no longer run by " + users(scopes, "scope") + ": " + lost(before)
	}
	return []Impact{found}
}

func findScriptTwin(f Facts, e Entry, c change.Change) []Impact {
	if e.After == nil || e.changes() && !e.renamed() {
		return nil
	}
	twins := f.twins(e, nameOf)
	if len(twins) == 0 {
		return nil
	}
	found := Impact{Advice: "Choose another name.",
		Message: "There is already a script with the name " + named(e.after()) + " (" + inums(twins) + "): people and commands can tell them apart only by the inum."}
	if e.after().Type == signIn && len(ofTypes(twins, signIn)) > 0 {
		found.Message += " The name is the acr of a sign-in method, and which of the two signs people in is not certain."
		found.When = pickUp
	}
	return []Impact{found}
}

// findLevel: the scripts of scopes are kept in a hash set (ExternalDynamicScopeService.java).
func findLevel(f Facts, e Entry, c change.Change) []Impact {
	return says(e.changes() && e.after().Type == "dynamic_scope" && string(e.Before.Get("level")) != string(e.After.Get("level")), Impact{
		Message: "The level of " + e.word() + " changes nothing: of several scripts for dynamic scopes the order is not fixed, whatever their levels.",
	})
}

// findScriptLocation: the Config API refuses the location ldap for a new script only (CustomScriptResource.java).
func findScriptLocation(f Facts, e Entry, c change.Change) []Impact {
	location := locationOf(e.After)
	return says(e.After != nil && location != "" && location != "db" && locationOf(e.Before) != location, Impact{
		Message: "The location of the script " + e.word() + " is " + shown(location) + ". The Config API takes only db for a new script, and what servers make of another location is not certain.",
		When:    pickUp, Advice: "Use the location db.",
	})
}

// locationOf is where a script is loaded from. It stands in two members, of which the list counts.
func locationOf(script document.Document) string {
	elements, _ := document.Elements(script.Get("moduleProperties"))
	for _, element := range elements {
		if entry, ok := document.Members(element); ok && text(entry, "value1") == "location_type" {
			return text(entry, "value2")
		}
	}
	return text(script, "locationType")
}

package impact

import (
	"slices"
	"strings"

	"github.com/jansadm/jansadm/client/ops/change"
)

// scriptPlaceRules are about scripts that stand in the way of everybody: what the server makes of an answer that is wrong differs from type to
// type.
var scriptPlaceRules = placeRules()

// scriptPlace is what a script of a type decides, and for whom.
type scriptPlace struct {
	scriptType string
	severity   Severity
	summary    string
	message    string
	advice     string
	grave      Severity                        // when it runs for every client
	everywhere func(f Facts) (yes, known bool) // nil for a type of which every script runs for all or for none
}

var scriptPlaces = []scriptPlace{
	{"revoke_token", Caution, "a script starts to decide on every revocation, or changes",
		"Every request to /revoke asks the script %s. When it returns false or fails, nothing is revoked and the client still gets 200: signing out then leaves tokens alive without anybody noticing.",
		"Revoke a token and introspect it afterwards.", Caution, nil},
	{"client_authn", Danger, "a script starts to authenticate clients before everything else, or changes",
		"The script %s is asked before a client's secret or certificate: whoever it lets pass counts as that client at /token, /revoke and all other endpoints.",
		"Try a client with a wrong secret: it must be refused.", Danger, nil},
	{"discovery", Caution, "a script starts to edit the discovery document, or changes",
		"The script %s edits the discovery document that applications and consoles find the server by. What it leaves out they do not find, even when it returns false: the cached document is the edited one.",
		"Read the discovery document about a minute later.", Caution, nil},
	{"spontaneous_scope", Caution, "a script starts to decide on spontaneous scopes, or changes",
		"The script %s is asked whenever a client makes up a scope: it may refuse to store it, and may change the scopes that the request is granted.",
		"", Caution, nil},
	{"config_api_auth", Info, "a script starts to look at the requests of the Config API, or changes",
		"The Config API runs the script %s for requests with opaque tokens and only logs what it returns: a request that it refuses is carried out all the same. It protects nothing.",
		"Guard the Config API by scopes.", Info, nil},
	{"update_token", Caution, "a script starts to edit tokens, or changes",
		"The script %s decides the scopes, lifetime and claims of tokens. When it fails, /token answers 403 to the clients that name it.",
		"Get a token by one of these clients before this console is closed.", LockOut, updatesAll},
	{"introspection", Caution, "a script starts to edit introspection answers, or changes",
		"The script %s edits what introspection says about tokens, which is what resource servers go by, the Config API among them.",
		"Introspect a token of the Config API afterwards.", LockOut, introspectsAll},
}

func updatesAll(f Facts) (yes, known bool) { return f.Bool("runAllUpdateTokenScripts"), f.properties() }

func introspectsAll(f Facts) (yes, known bool) {
	return f.Bool("introspectionScriptBackwardCompatibility"), f.properties()
}

func placeRules() []Rule {
	rules := make([]Rule, len(scriptPlaces))
	for i, place := range scriptPlaces {
		find := ofEntry(change.Script, place.find, slices.Concat([]string{"/enabled", "/scriptType"}, loadedMembers)...)
		rules[i] = Rule{
			ID: "script-" + strings.ReplaceAll(place.scriptType, "_", "-") + "-runs", Severity: place.severity, Summary: place.summary, Find: find,
		}
		if place.everywhere != nil {
			rules[i].Wants = wants(find, Wanted{Properties: true})
		}
	}
	return rules
}

func (p scriptPlace) find(f Facts, e Entry, c change.Change) []Impact {
	if e.After == nil || e.after().Type != p.scriptType || !e.after().Active {
		return nil
	}
	found := Impact{Severity: p.severity, When: pickUp, Advice: p.advice, Message: strings.ReplaceAll(p.message, "%s", e.word())}
	if p.everywhere == nil {
		return []Impact{found}
	}
	switch yes, known := p.everywhere(f); {
	case yes:
		found.Severity = p.grave
		found.Message += " As the server is set, it runs for every client, this console's and those of other administrators included: a mistake in it shuts them out."
		found.Advice += " " + repairable
	case !known:
		found.Severity = p.grave
		found.Message += " Whether it runs for every client, the consoles' included, could not be checked."
	}
	return []Impact{found}
}

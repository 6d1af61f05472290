package impact

import (
	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops/change"
)

// liveDiscoveryRules compare with the document that the server shows at present, which may be older than its configuration.
var liveDiscoveryRules = []Rule{
	{
		ID: "discovery-behind", Severity: Info,
		Summary: "the discovery document still differs from the configuration, before anything is changed",
		Find:    findDiscoveryBehind,
		Wants:   wants(findDiscoveryLag, Wanted{Discovery: true}),
	},
	{
		ID: "discovery-lists-gone", Severity: Caution,
		Summary: "a scope changes while discovery shows no scopes and claims at all, as some scope lists a claim that does not exist",
		Find:    ofEntry(change.Scope, findListsGone, "/claims", "/id", "/scopeType", showsScope),
		Wants:   ofKind(change.Scope, Wanted{Discovery: true}, "/claims", "/id", "/scopeType", showsScope),
	},
}

// findDiscoveryBehind looks at addresses and switches only: of lists the server keeps the order that it likes. A script of the type discovery can edit
// any of them.
func findDiscoveryBehind(f Facts, c change.Change) []Impact {
	if f.Discovery == nil || len(findDiscoveryLag(f, c)) == 0 {
		return nil
	}
	expected, shown := f.advertised(f.Before), liveKeys(f.Discovery)
	var behind []string
	for _, key := range comparedKeys() {
		if live, want := shown[key], expected[key]; !document.Equal([]byte(live), []byte(want)) {
			behind = append(behind, key)
		}
	}
	return says(len(behind) > 0, Impact{
		Message: "The discovery document that applications read at present is not what the configuration says, before this change: " + enumerate(behind) + ". An earlier change still waits for the cache to expire, or a script of the type discovery edits the document.",
		Advice:  "Until the cached document expires, applications see neither the earlier change nor this one.",
	})
}

// comparedKeys are those whose values this program can foresee.
func comparedKeys() []string {
	var keys []string
	for _, e := range endpoints {
		keys = append(keys, e.key)
	}
	for _, d := range derivedKeys {
		keys = append(keys, d.key)
	}
	for _, k := range flagKeys[:1] {
		keys = append(keys, k.key)
	}
	return keys
}

func liveKeys(doc document.Document) map[string]string {
	keys := map[string]string{}
	for _, name := range doc.Names() {
		if raw := doc.Get(name); !document.IsEmpty(raw) {
			keys[name] = string(raw)
		}
	}
	return keys
}

// findListsGone: the loop that lists scopes and claims ends with an error, which leaves both lists out (OpenIdConfiguration.java).
func findListsGone(f Facts, e Entry, c change.Change) []Impact {
	if f.Discovery == nil || f.Discovery.Has("scopes_supported") || f.hides("scopes_supported") {
		return nil
	}
	return []Impact{{
		Message: "The discovery document shows neither scopes_supported nor claims_supported at present: as a rule one of the visible scopes lists a claim that does not exist. What this changes there stays unseen until that scope is mended.",
		Advice:  "Look for the scope with a claim that does not exist; userinfo fails for its tokens, too.",
	}}
}

package impact

import (
	"slices"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/schema"
)

// scriptClaimRules are about the claims that scripts made from the template take from attributes.
var scriptClaimRules = []Rule{
	{
		ID: "script-maps-unknown-attribute", Severity: Caution,
		Summary: "a script made from the template takes a claim from an attribute that people do not have",
		Find:    ofEntry(change.Script, findUnknownAttribute, "/script", "/configurationProperties", "/scriptType"),
	},
}

// MapsClaims lists the claims that a script made from the template for dynamic scopes takes from attributes.
func MapsClaims(script document.Document) []schema.ClaimMapping {
	if text(script, "scriptType") != "dynamic_scope" || !schema.ClaimsFromProperties(text(script, "script")) {
		return nil
	}
	return schema.ClaimMappings(script.Get("configurationProperties"))
}

// findUnknownAttribute is silent about what was so before. People can have attributes for which no claim stands: it is no more than odd.
func findUnknownAttribute(f Facts, e Entry, c change.Change) []Impact {
	var impacts []Impact
	before := MapsClaims(e.Before)
	for _, mapping := range MapsClaims(e.After) {
		if slices.Contains(before, mapping) || f.Directory.HasAttribute(mapping.Attribute) {
			continue
		}
		found := Impact{When: pickUp, Advice: "Create a claim for the attribute, or name another one.",
			Message: "The script " + e.word() + " takes the claim " + shown(mapping.Claim) + " from the attribute " + shown(mapping.Attribute) +
				", for which there is no claim. Unless people have such an attribute all the same, the claim is left out."}
		if nearest := f.Directory.NearestAttributes(mapping.Attribute); len(nearest) > 0 {
			found.Advice = "Perhaps " + either(quoted(nearest)) + " is meant."
		}
		impacts = append(impacts, found)
	}
	return impacts
}

package impact

import (
	"slices"

	"github.com/jansadm/jansadm/client/ops/change"
)

// claimFormatRules are about how values come in tokens and at userinfo, whatever the scope.
var claimFormatRules = []Rule{{
	ID: "date-pattern", Severity: Caution,
	Summary: "dateFormatterPatterns changes, by which claims that are dates come as text and not as a number",
	Find:    about(findDatePattern, datePatterns),
}}

const datePatterns = "dateFormatterPatterns"

// findDatePattern: a date without a pattern is released as seconds since 1970 (ScopeService.java).
func findDatePattern(f Facts, c change.Change) []Impact {
	gone := without(namesIn(f.Before, datePatterns), namesIn(f.After, datePatterns))
	var other []string
	for _, claim := range namesIn(f.After, datePatterns) {
		if member(f.After, datePatterns, claim) != member(f.Before, datePatterns, claim) {
			other = append(other, claim)
		}
	}
	var impacts []Impact
	if slices.Sort(gone); len(gone) > 0 {
		impacts = append(impacts, Impact{When: pickUp,
			Message: "Clients receive " + enumerate(quoted(gone)) + " as a number, the seconds since 1970, and no longer as text.",
			Advice:  "OpenID Connect Core 5.1 wants birthdate as text: keep its pattern."})
	}
	if len(other) > 0 {
		impacts = append(impacts, Impact{When: pickUp,
			Message: "Clients receive the dates " + enumerate(quoted(other)) + " as text in another form than before.",
			Advice:  "Tell the applications that read them."})
	}
	return impacts
}

package impact

import (
	"strconv"

	"github.com/jansadm/jansadm/client/ops/change"
)

// claimCheckRules are about what values people may give an attribute.
var claimCheckRules = []Rule{
	{
		ID: "claim-length-impossible", Severity: Caution,
		Summary: "the minimal length of a claim's values exceeds the maximal one",
		Find:    ofEntry(change.Claim, findImpossibleLength, "/attributeValidation/minLength", "/attributeValidation/maxLength", "/attributeValidation"),
	},
}

func findImpossibleLength(f Facts, e Entry, c change.Change) []Impact {
	least, hasLeast := e.length("minLength")
	most, hasMost := e.length("maxLength")
	return says(hasLeast && hasMost && least > most, Impact{
		Message: "Values of the claim " + e.word() + " would have at least " + strconv.Itoa(least) + " and at most " + strconv.Itoa(most) + " characters: no value fits.",
		Advice:  "Make the minimal length the smaller one.",
	})
}

// length is a bound for values once the plan is applied.
func (e Entry) length(bound string) (int, bool) {
	n, err := strconv.Atoi(member(e.After, "attributeValidation", bound))
	return n, err == nil
}

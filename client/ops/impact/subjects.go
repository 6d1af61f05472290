package impact

import (
	"slices"

	"github.com/jansadm/jansadm/client/ops/change"
)

// newSubjects is what every change of the rules for subject identifiers comes down to.
const newSubjects = "Applications take people who come back for new ones: accounts, permissions and consents tied to the old sub are lost to them, and whoever is known by it in another system is not recognised."

// subjectRules: SectorIdentifierService.java, PairwiseIdentifierService.java. The subject type of a client is its own; these
// settings decide how the value is made.
var subjectRules = slices.Concat([]Rule{
	{
		ID: "pairwise-calculation", Severity: Caution,
		Summary: "the key, salt or method for pairwise identifiers changes, and with it the sub of every user",
		Find:    about(findPairwiseCalculation, "pairwiseCalculationKey", "pairwiseCalculationSalt"),
	},
	{
		ID: "pairwise-method", Severity: Danger,
		Summary: "pairwiseIdType changes, and with it the sub of every user at pairwise clients",
		Find:    about(findPairwiseMethod, "pairwiseIdType"),
	},
	{
		ID: "sub-attribute", Severity: Danger,
		Summary: "openidSubAttribute changes, and with it the sub of every user at public clients",
		Find:    about(findSubAttribute, "openidSubAttribute"),
	},
	{
		ID: "subject-type-default", Severity: Info,
		Summary: "defaultSubjectType changes for clients that register from now on",
		Find:    about(findSubjectType, "defaultSubjectType"),
	},
}, toggleRules(
	toggle{
		id: "subject-shared-in-sector-off", property: "shareSubjectIdBetweenClientsWithSameSectorId", to: false, severity: Danger,
		message: "Pairwise clients of one sector each see another sub for the same user. " + newSubjects,
	},
	toggle{
		id: "subject-shared-in-sector-on", property: "shareSubjectIdBetweenClientsWithSameSectorId", to: true, severity: Danger,
		message: "Pairwise clients of one sector see the same sub for a user, which differs from the one each saw until now. " + newSubjects,
	},
	toggle{
		id: "pairwise-from-sub-attribute-on", property: "useOpenidSubAttributeValueForPairwiseLocalAccountId", to: true, severity: Danger,
		message: "Calculated pairwise identifiers are made from the attribute that openidSubAttribute names, no longer from the user's inum. " + newSubjects,
	},
	toggle{
		id: "pairwise-from-sub-attribute-off", property: "useOpenidSubAttributeValueForPairwiseLocalAccountId", to: false, severity: Danger,
		message: "Calculated pairwise identifiers are made from the user's inum again, no longer from the attribute that openidSubAttribute names. " + newSubjects,
	},
	toggle{
		id: "sub-per-client-off", property: "publicSubjectIdentifierPerClientEnabled", to: false, severity: Danger,
		message: "Public clients with a sub attribute of their own get the one that openidSubAttribute names. " + newSubjects,
	},
))

func findPairwiseCalculation(f Facts, c change.Change) []Impact {
	if f.Text("pairwiseIdType") == "persistent" {
		return []Impact{{Severity: Caution, When: pickUp,
			Message: "Without effect while pairwiseIdType is persistent, where identifiers are random and stored; it counts as soon as that becomes algorithmic."}}
	}
	message := "Pairwise identifiers are calculated from it: every user gets another sub at every pairwise client. " + newSubjects
	if f.Text(c.Target.ID) == "" {
		message = "Pairwise identifiers cannot be calculated without it: every user has an empty sub at every pairwise client, the console's as shipped included."
	}
	return []Impact{{Severity: Danger, Message: message, When: pickUp,
		Advice: "Keep the old value in a safe place: only it brings the old identifiers back. The journal does not hold secrets."}}
}

func findPairwiseMethod(f Facts, c change.Change) []Impact {
	return []Impact{{When: pickUp, Advice: "Setting the old method again brings the old identifiers back.",
		Message: "Every user gets another sub at every pairwise client: persistent identifiers are random and stored, algorithmic ones calculated. " + newSubjects}}
}

func findSubAttribute(f Facts, c change.Change) []Impact {
	attribute := f.Text("openidSubAttribute")
	message := "Every user gets the value of " + shown(attribute) + " as sub at public clients. " + newSubjects + " Users without that attribute have no sub at all."
	if attribute == "" {
		message = "No attribute is left to take the sub from at public clients: users have none, and applications refuse them."
	}
	return []Impact{{Message: message, When: pickUp}}
}

// findSubjectType: RegisterCreateAction.java, setSubjectType.
func findSubjectType(f Facts, c change.Change) []Impact {
	value := f.Text("defaultSubjectType")
	if value == "" {
		return []Impact{{When: pickUp, Message: "Clients that register without a subject type become public if subjectTypesSupported has it, else pairwise. Those already registered keep theirs."}}
	}
	return []Impact{{When: pickUp, Message: "Counts for clients that register from now on without a subject type of their own; those already registered keep theirs, and their users' sub."}}
}

package schema

var fapiProperties = []Property{
	{
		Name: "fapiCompatibility", Type: boolean,
		Help: "Turns on the strict FAPI rules: login requests must be signed objects with strong algorithms, and session " +
			"ids and scopes stay out of responses. Ordinary clients can no longer log in.",
		Default: raw(`false`),
		Unset:   raw(`false`),
	},
	{
		Name: "fapi", Type: boolean,
		Help:    "Whether FAPI mode is on, as worked out by the server.",
		Default: raw(`false`),
		Unset:   raw(`false`),
		Fixed:   "the server works it out from fapiCompatibility; set that one instead",
	},
	{
		Name: "uppercaseResponseKeysInAccountAccessConsent", Type: boolean,
		Help:    "Writes member names in upper case in the answers of the open banking account-access-consents endpoint.",
		Default: raw(`false`),
		Unset:   raw(`false`),
	},
}

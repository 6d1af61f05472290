package schema

// StandardScope is a scope that OpenID Connect Core defines (section 5.4, and 11 for offline_access).
type StandardScope struct {
	ID       string
	Title    string
	Sentence string
	Claims   []string // claim names in tokens; those of a grouped scope are members of one object
	Grouped  bool     // the claims come as one object named after the scope
}

// StandardScopes lists the scopes of the standard. Callers must not modify it.
func StandardScopes() []StandardScope { return standardScopes }

// LookupStandardScope finds a scope of the standard by its ID.
func LookupStandardScope(id string) (StandardScope, bool) {
	for _, s := range standardScopes {
		if s.ID == id {
			return s, true
		}
	}
	return StandardScope{}, false
}

var standardScopes = []StandardScope{
	{
		ID: "openid", Title: "Sign-in",
		Sentence: "Makes a request one of OpenID Connect: the client gets an id_token and the identifier of the person (sub).",
	},
	{
		ID: "profile", Title: "Profile",
		Sentence: "Name, picture and other basic facts about the person.",
		Claims: []string{
			"name", "family_name", "given_name", "middle_name", "nickname", "preferred_username", "profile", "picture", "website", "gender",
			"birthdate", "zoneinfo", "locale", "updated_at",
		},
	},
	{
		ID: "email", Title: "Email",
		Sentence: "Email address of the person, and whether it is verified.",
		Claims:   []string{"email", "email_verified"},
	},
	{
		ID: "address", Title: "Address",
		Sentence: "Postal address of the person, as one object with its parts.",
		Claims:   []string{"formatted", "street_address", "locality", "region", "postal_code", "country"},
		Grouped:  true,
	},
	{
		ID: "phone", Title: "Phone",
		Sentence: "Phone number of the person, and whether it is verified.",
		Claims:   []string{"phone_number", "phone_number_verified"},
	},
	{
		ID: "offline_access", Title: "Offline access",
		Sentence: "Lets the client have a refresh token, to act while the person is away. It releases no claims.",
	},
}

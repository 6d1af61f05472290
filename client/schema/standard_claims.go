package schema

// StandardClaimFacts is what OpenID Connect Core says about a claim (sections 5.1 and 5.1.1).
type StandardClaimFacts struct {
	Name     string // in tokens
	Sentence string
	Scope    string // the standard scope that asks for it
	Grouped  bool   // it is a member of the object that the scope is named after
}

// StandardClaim finds a claim of the standard by its name in tokens.
func StandardClaim(claimName string) (StandardClaimFacts, bool) {
	for _, c := range standardClaims {
		if c.Name == claimName {
			return c, true
		}
	}
	return StandardClaimFacts{}, false
}

// StandardClaims lists the claims of the standard. Callers must not modify it.
func StandardClaims() []StandardClaimFacts { return standardClaims }

var standardClaims = []StandardClaimFacts{
	{Name: "sub", Scope: "openid", Sentence: "Identifier of the person at this server. It never changes."},
	{Name: "name", Scope: "profile", Sentence: "Full name as it is shown, with titles and suffixes."},
	{Name: "given_name", Scope: "profile", Sentence: "First name or names."},
	{Name: "family_name", Scope: "profile", Sentence: "Last name or names."},
	{Name: "middle_name", Scope: "profile", Sentence: "Middle name or names."},
	{Name: "nickname", Scope: "profile", Sentence: "Casual name, as Mike for Michael."},
	{Name: "preferred_username", Scope: "profile", Sentence: "Short name the person likes to be called by. It need not be unique."},
	{Name: "profile", Scope: "profile", Sentence: "Address of the person's profile page."},
	{Name: "picture", Scope: "profile", Sentence: "Address of a picture of the person."},
	{Name: "website", Scope: "profile", Sentence: "Address of the person's web page or blog."},
	{Name: "gender", Scope: "profile", Sentence: "Gender, as female, male or another word."},
	{Name: "birthdate", Scope: "profile", Sentence: "Date of birth as year, month and day; the year may be 0000."},
	{Name: "zoneinfo", Scope: "profile", Sentence: "Time zone, as in Europe/Paris."},
	{Name: "locale", Scope: "profile", Sentence: "Language and country, as in en-US."},
	{Name: "updated_at", Scope: "profile", Sentence: "When the facts last changed, in seconds since 1970."},
	{Name: "email", Scope: "email", Sentence: "Preferred email address."},
	{Name: "email_verified", Scope: "email", Sentence: "Whether the email address is known to be the person's."},
	{Name: "phone_number", Scope: "phone", Sentence: "Preferred phone number, as in +1 (425) 555-1212."},
	{Name: "phone_number_verified", Scope: "phone", Sentence: "Whether the phone number is known to be the person's."},
	{Name: "address", Scope: "address", Sentence: "Preferred postal address, an object of its parts."},
	{Name: "formatted", Scope: "address", Grouped: true, Sentence: "Whole address as on a letter, which may have several lines."},
	{Name: "street_address", Scope: "address", Grouped: true, Sentence: "Street with number, and whatever else is on these lines."},
	{Name: "locality", Scope: "address", Grouped: true, Sentence: "City or town."},
	{Name: "region", Scope: "address", Grouped: true, Sentence: "State, province or region."},
	{Name: "postal_code", Scope: "address", Grouped: true, Sentence: "Postal code."},
	{Name: "country", Scope: "address", Grouped: true, Sentence: "Name of the country."},
}

package schema

import (
	"encoding/json"
	"strings"

	"github.com/jansadm/jansadm/client/document"
)

// Dates come and go without a time zone (ObjectMapperContextResolver.java).
var moment = Type{
	Kind: KindString, Format: FormatMoment, Pattern: `^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d`,
	PatternWords: "a date and time of the server's time zone, as in 2027-01-31T23:59:00",
}

// atMost is a text of limited length.
func atMost(characters int) Type { return Type{Kind: KindString, MaxLength: characters} }

// references is a set of DNs.
func references() Type { return setOf(named(FormatDN)) }

// upper makes the words of a PATCH that are the values in capitals.
func upper(values []string) map[string]string {
	words := make(map[string]string, len(values))
	for _, v := range values {
		words[v] = strings.ToUpper(v)
	}
	return words
}

// blank reports whether nothing is there, or a text of blanks only.
func blank(v json.RawMessage) bool {
	if document.IsEmpty(v) {
		return true
	}
	s, ok := document.Text(v)
	return ok && strings.TrimSpace(s) == ""
}

// Reasons for members that cannot be set.
const (
	madeByServer  = "the server makes it"
	placeOfEntry  = "it is the place of the entry in the database; changing it would write to another entry"
	workedOut     = "the server works it out from other members"
	notStored     = "the server does not store it"
	onlyByServer  = "the server fills it in for scopes that clients bring into being"
	writtenByRuns = "the server writes it when it loads or runs the script"
)

// OtherOfClient is why most members of a client cannot be set: what is not about its scopes and tokens belongs to whoever runs the
// application, and is kept as it is.
const OtherOfClient = "this console changes only the scopes, tokens, authentication and grants of a client"

// onlyShown makes fields that nobody can set here.
func onlyShown(fields []EntityField, why string) []EntityField {
	for i := range fields {
		if fields[i].Fixed == "" {
			fields[i].Fixed = why
		}
	}
	return fields
}

// dnFields are the two names of an entry's place.
func dnFields(section string) []EntityField {
	return []EntityField{
		{
			Path: "/dn", Title: "DN", Volatile: true,
			Property: Property{Type: named(FormatDN), Group: section, Fixed: placeOfEntry, Help: "Place of the entry in the server's database."},
		},
		{
			Path: "/baseDn", Title: "Base DN", Volatile: true,
			Property: Property{Type: named(FormatDN), Group: section, Fixed: placeOfEntry, Help: "The same as the DN, under a second name."},
		},
	}
}

package schema

import "sync"

// Claim is an attribute of people together with its name in tokens (JansAttribute.java, AttributesResource.java).
func Claim() Entity { return claimEntity() }

var claimEntity = sync.OnceValue(func() Entity {
	return complete(Entity{
		Resource: "claim", Title: "Claim", Plural: "Claims", NameField: "name", Container: "attributes",
		Fields: append(append(claimBasics(), claimAccess()...), claimDetails()...),
		Sections: []Group{
			{ID: "basics", Title: "Basics", Help: "What the claim is called and what it holds."},
			{ID: "access", Title: "Access", Help: "Who sees and changes the attribute."},
			{ID: "checks", Title: "Checks of values", Help: "What values people may give the attribute."},
			{ID: "names", Title: "Other names", Help: "SAML, SCIM and whatever else names the attribute."},
			{ID: "origin", Title: "Origin", Help: "Where the attribute is kept."},
		},
	})
})

// AttributeDataType.java, GluuStatus.java; each PATCH constant is the value in capitals, but for dates.
var (
	dataType    = enum("string", "numeric", "boolean", "binary", "certificate", "generalizedTime", "json")
	claimStatus = enum("active", "inactive", "expired", "register")
)

func dataTypeWords() map[string]string {
	words := upper(dataType.Values)
	words["generalizedTime"] = "DATE"
	return words
}

func claimBasics() []EntityField {
	return []EntityField{
		{
			Path: "/name", Title: "Name", Required: true,
			Property: Property{
				Type: Type{
					Kind: KindString, MaxLength: 30, Pattern: `^[a-zA-Z0-9_]+$`, PatternWords: "letters, digits and underscores only, at most 30",
				},
				Group: "basics",
				Help:  "Name of the attribute of people. A column of this name must exist in the server's table of people.",
			},
		},
		{
			Path: "/claimName", Title: "Claim name",
			Property: Property{
				Type: named(FormatClaim), Group: "basics",
				Help: "Name of the claim in userinfo and tokens. Without it the claim is left out of discovery.",
			},
		},
		{
			Path: "/displayName", Title: "Display name", Required: true,
			Property: Property{Type: atMost(60), Group: "basics", Help: "Name of the claim for people, as on the consent page."},
		},
		{
			Path: "/description", Title: "Description", Required: true,
			Property: Property{Type: atMost(4000), Group: "basics", Help: "What the claim says about a person, in a sentence for administrators."},
		},
		{
			Path: "/dataType", Title: "Data type", Required: true, PatchWords: dataTypeWords(),
			Property: Property{Type: dataType, Group: "basics", Help: "What values of the attribute are. Dates are of type generalizedTime."},
		},
		{
			Path: "/status", Title: "Status", PatchWords: upper(claimStatus.Values),
			Property: Property{
				Type: claimStatus, Group: "basics",
				Help: "Whether forms for people offer the attribute. Scopes release an inactive one just the same.",
			},
		},
		{
			Path: "/oxMultiValuedAttribute", Title: "Multivalued",
			Property: Property{Type: boolean, Group: "basics", Default: raw(`false`), Help: "Whether a person can have several values, which come as a list."},
		},
		{
			Path: "/jansHideOnDiscovery", Title: "Hide on discovery",
			Property: Property{
				Type: boolean, Group: "basics",
				Help: "Whether discovery leaves the claim out of the list of supported ones. Scopes release it all the same.",
			},
		},
		{
			Path: "/inum", Title: "Inum",
			Property: Property{Type: str, Group: "basics", Fixed: madeByServer, Help: "The server's own identifier of the claim. It never changes."},
		},
	}
}

func claimAccess() []EntityField {
	roles := setOf(enum("admin", "owner", "manager", "user", "whitePages"))
	return append([]EntityField{
		{
			Path: "/viewType", Title: "View type", Required: true, PatchWords: upper(roles.Elem.Values),
			Property: Property{Type: roles, Group: "access", Help: "Who sees the attribute in forms. It has no say in what tokens release."},
		},
		{
			Path: "/editType", Title: "Edit type", Required: true, PatchWords: upper(roles.Elem.Values),
			Property: Property{Type: roles, Group: "access", Help: "Who may change the attribute of a person in forms."},
		},
		{
			Path: "/usageType", Title: "Usage type", PatchWords: upper([]string{"openid"}),
			Property: Property{Type: setOf(enum("openid")), Group: "access", Help: "What the attribute is used for. OpenID Connect is the only use there is."},
		},
	}, derivedAccess()...)
}

// derivedAccess are the answers that the server works out from the roles.
func derivedAccess() []EntityField {
	var fields []EntityField
	for _, answer := range []struct{ name, title, help string }{
		{"adminCanView", "Admin can view", "Whether view type names admin."},
		{"adminCanEdit", "Admin can edit", "Whether edit type names admin."},
		{"adminCanAccess", "Admin can access", "Whether admin is named by view type or edit type."},
		{"userCanView", "User can view", "Whether view type names user."},
		{"userCanEdit", "User can edit", "Whether edit type names user."},
		{"userCanAccess", "User can access", "Whether user is named by view type or edit type."},
		{"whitePagesCanView", "White pages can view", "Whether view type names whitePages."},
	} {
		fields = append(fields, EntityField{
			Path: "/" + answer.name, Title: answer.title, Volatile: true,
			Property: Property{Type: boolean, Group: "access", Fixed: workedOut, Help: answer.help},
		})
	}
	return fields
}

package schema

// claimDetails are the members that few claims use.
func claimDetails() []EntityField {
	return append(append(claimChecks(), claimNames()...), claimOrigin()...)
}

func claimChecks() []EntityField {
	return []EntityField{
		{
			Path: "/required", Title: "Required",
			Property: Property{Type: boolean, Group: "checks", Help: "Whether every person must have a value."},
		},
		{
			Path: "/attributeValidation/regexp", Title: "Regular expression",
			Property: Property{Type: named(FormatRegexp), Group: "checks", Help: "What a value must match, as a Java regular expression."},
		},
		{
			Path: "/attributeValidation/minLength", Title: "Minimal length",
			Property: Property{Type: number(0), Group: "checks", Help: "Characters that a value has at least. Leave it out to allow any length."},
		},
		{
			Path: "/attributeValidation/maxLength", Title: "Maximal length",
			Property: Property{Type: number(0), Group: "checks", Help: "Characters that a value has at most. Leave it out to allow any length."},
		},
	}
}

func claimNames() []EntityField {
	return []EntityField{
		{
			Path: "/scimCustomAttr", Title: "In SCIM",
			Property: Property{Type: boolean, Group: "names", Help: "Whether SCIM offers the attribute in its extension of users."},
		},
		{
			Path: "/saml1Uri", Title: "SAML 1 URI",
			Property: Property{Type: str, Group: "names", Help: "Name of the attribute in SAML 1."},
		},
		{
			Path: "/saml2Uri", Title: "SAML 2 URI",
			Property: Property{Type: str, Group: "names", Help: "Name of the attribute in SAML 2."},
		},
		{
			Path: "/urn", Title: "URN", Once: true,
			Property: Property{Type: str, Group: "names", Help: "Name of the attribute as a URN. The server keeps the one it was created with."},
		},
		{
			Path: "/nameIdType", Title: "Name ID type",
			Property: Property{Type: str, Group: "names", Help: "Kind of SAML name identifier that the attribute serves as."},
		},
		{
			Path: "/sourceAttribute", Title: "Source attribute",
			Property: Property{Type: str, Group: "names", Help: "Attribute that the value is taken from."},
		},
		{
			Path: "/seeAlso", Title: "See also",
			Property: Property{Type: str, Group: "names", Help: "Where more is written about the attribute."},
		},
		{
			Path: "/tooltip", Title: "Tooltip",
			Property: Property{Type: str, Group: "names", Help: "Hint that forms for people show beside the attribute."},
		},
	}
}

func claimOrigin() []EntityField {
	return append([]EntityField{
		{
			Path: "/origin", Title: "Origin",
			Property: Property{
				Type: suggest("jansPerson", "jansCustomPerson"), Group: "origin",
				Help: "Object class that the attribute belongs to: jansPerson holds those of the server, jansCustomPerson your own.",
			},
		},
		{
			Path: "/custom", Title: "Custom", Volatile: true,
			Property: Property{Type: boolean, Group: "origin", Fixed: notStored, Help: "A mark of old consoles without meaning."},
		},
		{
			Path: "/selected", Title: "Selected", Volatile: true,
			Property: Property{Type: boolean, Group: "origin", Fixed: notStored, Help: "A mark of old consoles for rows of a list."},
		},
	}, dnFields("origin")...)
}

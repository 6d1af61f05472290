package entities

import "github.com/jansadm/jansadm/client/sandbox/internal/jackson"

// attribute is JansAttribute.java. What the derived members say is worked out from the role arrays.
func attribute() *Entity {
	class, columns := table("JansAttribute", `
		dn                     text     -
		selected               bool     -
		inum                   text     inum                once
		sourceAttribute        text     jansSourceAttr
		nameIdType             text     jansNameIdTyp
		name                   text     jansAttrName
		displayName            text     displayName
		description            text     description
		origin                 text     jansAttrOrigin
		dataType               DataType jansAttrTyp
		editType               Roles    jansAttrEditTyp
		viewType               Roles    jansAttrViewTyp
		usageType              Usages   jansAttrUsgTyp
		claimName              text     jansClaimName
		seeAlso                text     seeAlso
		status                 Status   jansStatus
		saml1Uri               text     jansSAML1URI
		saml2Uri               text     jansSAML2URI
		urn                    text     urn                 once
		scimCustomAttr         boolean  jansScimCustomAttr
		oxMultiValuedAttribute boolean  jansMultivaluedAttr null=false
		jansHideOnDiscovery    boolean  jansHideOnDiscovery
		required               boolean  jansRequired
		custom                 bool     -
		attributeValidation    Checks   jansValidation
		tooltip                text     jansTooltip
		adminCanView           bool     -                   read-only
		adminCanEdit           bool     -                   read-only
		userCanView            bool     -                   read-only
		userCanEdit            bool     -                   read-only
		adminCanAccess         bool     -                   read-only
		userCanAccess          bool     -                   read-only
		whitePagesCanView      bool     -                   read-only
		baseDn                 text     -
	`, map[string]*jackson.Type{
		"DataType": constants("STRING NUMERIC BOOLEAN BINARY CERTIFICATE DATE JSON", "string numeric boolean binary certificate generalizedTime json"),
		"Roles":    listOf(upper("admin owner manager user whitePages")),
		"Usages":   listOf(upper("openid")),
		"Status":   upper("active inactive expired register"),
		"Checks": object("AttributeValidation", `
			minLength integer -
			maxLength integer -
			regexp    text    -
		`, nil),
	})
	class.Derive = func(o map[string]any) {
		views := func(role string) bool { return contains(o["viewType"], role) }
		edits := func(role string) bool { return contains(o["editType"], role) }
		o["adminCanView"], o["adminCanEdit"] = views("ADMIN"), edits("ADMIN")
		o["userCanView"], o["userCanEdit"] = views("USER"), edits("USER")
		o["adminCanAccess"] = views("ADMIN") || edits("ADMIN")
		o["userCanAccess"] = views("USER") || edits("USER")
		o["whitePagesCanView"] = views("WHITEPAGES")
	}
	return build(&Entity{
		Class: class, Branch: "attributes", Columns: columns, Assign: assignDN, Sort: "displayName",
		Search: []string{"displayName", "description", "jansAttrName", "inum"},
	})
}

package schema

import "slices"

// clientPages are what people see of a client, in one language or several.
func clientPages() []EntityField {
	const group = "pages"
	return []EntityField{
		plain("/clientNameLocalized", "Name by language", free, group, "Name of the client in other languages."),
		plain("/logoUri", "Logo", str, group, "Address of the client's logo."),
		plain("/logoUriLocalized", "Logo by language", free, group, "Address of the client's logo in other languages."),
		plain("/clientUri", "Home page", str, group, "Address of the client's home page."),
		plain("/clientUriLocalized", "Home page by language", free, group, "Address of the client's home page in other languages."),
		plain("/policyUri", "Policy", str, group, "Address of the client's privacy policy."),
		plain("/policyUriLocalized", "Policy by language", free, group, "Address of the client's privacy policy in other languages."),
		plain("/tosUri", "Terms", str, group, "Address of the client's terms of service."),
		plain("/tosUriLocalized", "Terms by language", free, group, "Address of the client's terms of service in other languages."),
		plain("/contacts", "Contacts", listOf(str), group, "Mail addresses of those who run the client."),
	}
}

func clientDetails() []EntityField {
	const group = "details"
	return slices.Concat([]EntityField{
		plain("/organization", "Organization", str, group, "Organization that the client belongs to."),
		plain("/groups", "Groups", listOf(str), group, "Groups that the client is sorted into."),
		plain("/customAttributes", "Custom attributes", listOf(free), group, "Members of the client that your installation added."),
		plain("/customObjectClasses", "Custom object classes", listOf(str), group, "Object classes that your installation added."),
		plain("/softwareId", "Software ID", str, group, "Identifier of the program that the client is an installation of."),
		plain("/softwareVersion", "Software version", str, group, "Version of the program that the client is an installation of."),
		plain("/softwareStatement", "Software statement", str, group, "Signed statement with which the client has registered itself."),
		plain("/attributes/evidence", "Evidence", str, group, "Signed proof that came with the registration of the client."),
		plain("/attributes/requestedLifetime", "Requested lifetime", integer(UnitSeconds, 0), group, "How long the client has asked to exist, when it registered itself."),
		plain("/clientIdIssuedAt", "Created", moment, group, "When the client was registered."),
		plain("/clientSecretExpiresAt", "Secret expires", moment, group, "When the client secret stops being valid."),
		plain("/expirationDate", "Expires", moment, group, "When the client ends. The server removes it after that if it is deletable."),
		plain("/deletable", "Deletable", boolean, group, "Whether the server's clean-up may remove the client once it has expired."),
		plain("/ttl", "Time to live", integer(UnitSeconds, 0), group, "How long the database keeps the entry, where it cleans up by itself."),
		plain("/lastAccessTime", "Last access", moment, group, "When the client was last used, where the server takes notes of that."),
		plain("/lastLogonTime", "Last sign-in", moment, group, "When somebody last signed in to the client, where the server takes notes of that."),
	}, clientMetadataDocument(), dnFields(group))
}

// clientMetadataDocument are members of a client that was made from a document on the web (ClientIdMetadataService.java).
func clientMetadataDocument() []EntityField {
	const group = "details"
	fields := []EntityField{
		plain("/attributes/cimdClient", "From a metadata document", boolean, group, "Whether the client was made from a document on the web."),
		plain("/attributes/cimdOriginalClientId", "Metadata document", str, group, "Address of the document that the client was made from."),
		plain("/attributes/cimdExpiresAt", "Metadata document expires", milliseconds, group, "When the server reads the document again, in milliseconds since 1970."),
	}
	return append(onlyShown(fields, madeByServer), EntityField{
		Path: "/attributes/cimdExpired", Title: "Metadata document expired", Volatile: true,
		Property: Property{Type: boolean, Group: group, Fixed: workedOut, Help: "Whether the server will read the document again."},
	})
}

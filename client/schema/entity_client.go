package schema

import (
	"slices"
	"sync"
)

// Client is an application that asks for tokens (Client.java, ClientsResource.java). Only its scopes can be set.
func Client() Entity { return clientEntity() }

var clientEntity = sync.OnceValue(func() Entity {
	fields := append(append(clientBasics(), clientAccess()...), clientDetails()...)
	for i := range fields {
		if fields[i].Path != "/scopes" && fields[i].Fixed == "" {
			fields[i].Fixed = scopesOnly
		}
	}
	return complete(Entity{
		Resource: "client", Title: "Client", Plural: "Clients", NameField: "clientName", Container: "clients", Fields: fields,
		Sections: []Group{
			{ID: "basics", Title: "Basics", Help: "What the client is called and whether it is in use."},
			{ID: "access", Title: "What it gets", Help: "Scopes, claims and ways to get tokens."},
			{ID: "details", Title: "Details", Help: "Tokens, dates and the rest."},
		},
	})
})

func clientBasics() []EntityField {
	return []EntityField{
		{
			Path: "/clientName", Title: "Name",
			Property: Property{Type: str, Group: "basics", Help: "Name of the client for people, as on the consent page."},
		},
		{
			Path: "/displayName", Title: "Display name", Volatile: true,
			Property: Property{Type: str, Group: "basics", Fixed: "it is the name under a second name", Help: "The same as the name."},
		},
		{
			Path: "/inum", Title: "Client ID",
			Property: Property{Type: named(FormatClient), Group: "basics", Fixed: madeByServer, Help: "The client_id of requests."},
		},
		{
			Path: "/description", Title: "Description",
			Property: Property{Type: str, Group: "basics", Help: "What the client is, in words for administrators."},
		},
		{
			Path: "/disabled", Title: "Disabled",
			Property: Property{Type: boolean, Group: "basics", Help: "Whether the client gets no more tokens."},
		},
		{
			Path: "/trustedClient", Title: "Trusted",
			Property: Property{Type: boolean, Group: "basics", Help: "Whether people are not asked for consent."},
		},
		{
			Path: "/applicationType", Title: "Application type",
			Property: Property{Type: enum("web", "native"), Group: "basics", Help: "Whether the client runs on a web server or on a device."},
		},
	}
}

func clientAccess() []EntityField {
	methods := slices.Concat(clientAuthMethod.Values, []string{"access_token"})
	return []EntityField{
		{
			Path: "/scopes", Title: "Scopes", Refers: Reference{Resource: "scope"},
			Property: Property{
				Type: references(), Group: "access",
				Help: "What the client may ask for. Other scopes of a request are dropped without a word.",
			},
		},
		{
			Path: "/claims", Title: "Claims", Refers: Reference{Resource: "claim"},
			Property: Property{Type: references(), Group: "access", Help: "Claims that the client may ask for one by one, besides those of its scopes."},
		},
		{
			Path: "/grantTypes", Title: "Grant types",
			Property: Property{Type: setOf(grantType), Group: "access", Help: "Ways in which the client may get tokens."},
		},
		{
			Path: "/responseTypes", Title: "Response types",
			Property: Property{Type: setOf(responseType), Group: "access", Help: "What the client may ask the authorization endpoint for."},
		},
		{
			Path: "/redirectUris", Title: "Redirect URIs",
			Property: Property{
				Type: listOf(str), Group: "access",
				Help: "Addresses that browsers are sent back to. Every client has one, even when it uses none.",
			},
		},
		{
			Path: "/tokenEndpointAuthMethod", Title: "Authentication at the token endpoint",
			Property: Property{Type: suggest(methods...), Group: "access", Help: "How the client proves who it is."},
		},
		{
			Path: "/clientSecret", Title: "Client secret",
			Property: Property{Type: str, Group: "access", Secret: true, Help: "Secret with which the client authenticates. The server keeps it encrypted."},
		},
		{
			Path: "/registrationAccessToken", Title: "Registration access token",
			Property: Property{Type: str, Group: "access", Secret: true, Help: "Token with which a client that registered itself changes its registration."},
		},
	}
}

func clientDetails() []EntityField {
	return append([]EntityField{
		{
			Path: "/subjectType", Title: "Subject type",
			Property: Property{
				Type: enum("public", "pairwise"), Group: "details",
				Help: "Whether all clients see the same identifier of a person, or each its own.",
			},
		},
		{
			Path: "/accessTokenLifetime", Title: "Access token lifetime",
			Property: Property{
				Type: integer(UnitSeconds, 0), Group: "details",
				Help: "How long access tokens of the client are valid, in place of the server's setting.",
			},
		},
		{
			Path: "/attributes", Title: "Attributes",
			Property: Property{Type: free, Group: "details", Help: "More settings of the client, one object of them."},
		},
		{
			Path: "/clientNameLocalized", Title: "Name by language",
			Property: Property{Type: free, Group: "details", Help: "Name of the client in other languages."},
		},
		{
			Path: "/logoUriLocalized", Title: "Logo by language",
			Property: Property{Type: free, Group: "details", Help: "Address of the client's logo in other languages."},
		},
		{
			Path: "/clientUriLocalized", Title: "Home page by language",
			Property: Property{Type: free, Group: "details", Help: "Address of the client's home page in other languages."},
		},
		{
			Path: "/policyUriLocalized", Title: "Policy by language",
			Property: Property{Type: free, Group: "details", Help: "Address of the client's privacy policy in other languages."},
		},
		{
			Path: "/tosUriLocalized", Title: "Terms by language",
			Property: Property{Type: free, Group: "details", Help: "Address of the client's terms of service in other languages."},
		},
		{
			Path: "/customAttributes", Title: "Custom attributes",
			Property: Property{Type: listOf(free), Group: "details", Help: "Members of the client that your installation added."},
		},
		{
			Path: "/clientIdIssuedAt", Title: "Created",
			Property: Property{Type: moment, Group: "details", Help: "When the client was registered."},
		},
		{
			Path: "/clientSecretExpiresAt", Title: "Secret expires",
			Property: Property{Type: moment, Group: "details", Help: "When the client secret stops being valid."},
		},
		{
			Path: "/expirationDate", Title: "Expires",
			Property: Property{Type: moment, Group: "details", Help: "When the client ends. The server removes it after that if it is deletable."},
		},
		{
			Path: "/deletable", Title: "Deletable",
			Property: Property{Type: boolean, Group: "details", Help: "Whether the server's clean-up may remove the client once it has expired."},
		},
		{
			Path: "/authenticationMethod", Title: "Authentication method", Volatile: true,
			Property: Property{Type: str, Group: "details", Fixed: workedOut, Help: "The method of authentication, when there is just one."},
		},
		{
			Path: "/allAuthenticationMethods", Title: "All authentication methods", Volatile: true,
			Property: Property{Type: listOf(str), Group: "details", Fixed: workedOut, Help: "All methods by which the client may authenticate."},
		},
	}, dnFields("details")...)
}

package schema

import (
	"slices"
	"sync"
)

// Client is an application that asks for tokens (Client.java, ClientAttributes.java, ClientsResource.java). What is about its scopes, tokens,
// authentication and grants can be set; the rest is shown. Lifetimes and algorithms of a client stand in for the server's settings of the
// same names.
func Client() Entity { return clientEntity() }

var clientEntity = sync.OnceValue(func() Entity {
	return complete(Entity{
		Resource: "client", Title: "Client", Plural: "Clients", NameField: "clientName", Container: "clients",
		Fields: slices.Concat(
			clientBasics(), clientScopes(), clientLifetimes(), clientTokens(), clientGrants(), clientAuthentication(), clientConsent(),
			onlyShown(slices.Concat(clientSignIn(), clientLogout(), clientAnswers(), clientRequests(), clientPages(), clientDetails()), OtherOfClient)),
		Sections: []Group{
			{ID: "basics", Title: "Basics", Help: "What the client is called and whether it is in use."},
			{ID: "scopes", Title: "Scopes", Help: "What the client may ask for."},
			{ID: "tokens", Title: "Tokens", Help: "How long tokens of the client live, what they look like and what scripts make of them."},
			{ID: "access", Title: "Authentication & grants", Help: "How the client gets tokens and proves who it is."},
			{ID: "consent", Title: "Consent", Help: "What people are asked before the client gets tokens in their name."},
			{ID: "signin", Title: "Sign-in and logout", Help: "Where people come from and are sent back to."},
			{ID: "answers", Title: "Signed and encrypted answers", Help: "How the server signs and encrypts what it sends to the client."},
			{ID: "pages", Title: "Names and pages", Help: "What people see of the client."},
			{ID: "details", Title: "Details", Help: "Dates, registration and the rest."},
		},
	})
})

// scripts is a field that names scripts of a type.
func scripts(path, title, typ, group, help string) EntityField {
	return EntityField{
		Path: path, Title: title, Refers: Reference{Resource: "script", Type: typ}, Property: Property{Type: references(), Group: group, Help: help},
	}
}

// plain is a field without anything special.
func plain(path, title string, typ Type, group, help string) EntityField {
	return EntityField{Path: path, Title: title, Property: Property{Type: typ, Group: group, Help: help}}
}

func clientBasics() []EntityField {
	return []EntityField{
		{
			// displayName is the setter that counts: it comes last in the server's tree (Client.java).
			Path: "/clientName", Title: "Name", PatchPath: "/displayName",
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
		plain("/description", "Description", str, "basics", "What the client is, in words for administrators."),
		plain("/disabled", "Disabled", boolean, "basics",
			"Whether the client gets no more tokens and nobody signs in to it. Tokens that it has stay valid until they expire."),
		{
			Path: "/applicationType", Title: "Application type",
			Property: Property{
				Type: enum("web", "native"), Group: "basics", Fixed: OtherOfClient, Help: "Whether the client runs on a web server or on a device.",
			},
		},
	}
}

func clientScopes() []EntityField {
	return []EntityField{
		{
			Path: "/scopes", Title: "Scopes", Refers: Reference{Resource: "scope"},
			Property: Property{
				Type: references(), Group: "scopes", Help: "What the client may ask for. Other scopes of a request are dropped without a word.",
			},
		},
		{
			Path: "/claims", Title: "Claims", Refers: Reference{Resource: "claim"},
			Property: Property{
				Type: references(), Group: "scopes", Fixed: OtherOfClient,
				Help: "Claims that the client may ask for one by one, besides those of its scopes.",
			},
		},
		plain("/attributes/allowSpontaneousScopes", "Allow spontaneous scopes", boolean, "scopes",
			"Whether the client may bring scopes into being by asking for them. The server's setting of that name has to allow it as well."),
		plain("/attributes/spontaneousScopes", "Spontaneous scopes", listOf(named(FormatRegexp)), "scopes",
			"Which scopes the client may bring into being: Java regular expressions that the whole scope must match."),
		scripts("/attributes/spontaneousScopeScriptDns", "Spontaneous scope scripts", "spontaneous_scope", "scopes",
			"Scripts that run when a scope is brought into being for the client."),
	}
}

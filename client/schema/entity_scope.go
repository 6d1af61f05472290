package schema

import (
	"encoding/json"
	"sync"

	"github.com/jansadm/jansadm/client/document"
)

// Scope is what a client asks for and a token carries (Scope.java, ScopesResource.java).
func Scope() Entity { return scopeEntity() }

var scopeEntity = sync.OnceValue(func() Entity {
	return complete(Entity{
		Resource: "scope", Title: "Scope", Plural: "Scopes", NameField: "id", TypeField: "scopeType", Container: "scopes",
		Fields: append(append(scopeBasics(), scopeContents()...), scopeOrigins()...),
		Sections: []Group{
			{ID: "basics", Title: "Basics", Help: "What the scope is called and what it looks like to people."},
			{ID: "contents", Title: "What it gives", Help: "Claims, scripts and policies of the scope."},
			{ID: "visibility", Title: "Who sees and gets it", Help: "Discovery and registration of clients."},
			{ID: "origin", Title: "Origin", Help: "Where the scope comes from and when it ends."},
		},
	})
})

func scopeBasics() []EntityField {
	return []EntityField{
		{
			Path: "/scopeType", Title: "Scope Type", Required: true,
			Property: Property{
				Type: enum(typeNames()...), Group: "basics", Default: raw(`"oauth"`),
				Help: "Decides what the scope gives: openid releases claims, oauth is a word in the token for APIs, dynamic asks scripts, uma is " +
					"for UMA permissions. Spontaneous scopes are made by the server.",
			},
		},
		{
			Path: "/id", Title: "ID", Required: true, rule: scopeID,
			Property: Property{
				Type: Type{Kind: KindString, Format: FormatScope}, Group: "basics",
				Help: "The word that clients ask for and tokens carry. The server does not keep two scopes from having the same.",
			},
		},
		{
			Path: "/displayName", Title: "Display name",
			Property: Property{
				Type: atMost(128), Group: "basics",
				Help: "Name of the scope for people, as on the consent page. The server takes the ID when it is left out of a new scope.",
			},
		},
		{
			Path: "/description", Title: "Description",
			Property: Property{Type: atMost(768), Group: "basics", Help: "What the scope lets a client do, in words for people. The consent page shows it."},
		},
		{
			Path: "/iconUrl", Title: "Icon", Types: []string{"uma"},
			Property: Property{Type: address, Group: "basics", Help: "Address of a picture that UMA clients may show for the scope."},
		},
		{
			Path: "/inum", Title: "Inum",
			Property: Property{Type: str, Group: "basics", Fixed: madeByServer, Help: "The server's own identifier of the scope. It never changes."},
		},
	}
}

func scopeContents() []EntityField {
	return []EntityField{
		{
			Path: "/claims", Title: "Claims", Types: []string{"openid", "dynamic", "spontaneous"}, Refers: Reference{Resource: "claim"},
			Property: Property{
				Type: references(), Group: "contents",
				Help: "What userinfo tells about the person. The server ignores claims of a dynamic scope: there only the scripts count, and an " +
					"openid scope is what groups claims.",
			},
		},
		{
			Path: "/groupClaims", Title: "Group claims", Types: []string{"openid", "spontaneous"},
			Property: Property{
				Type: boolean, Group: "contents",
				Help: "Whether the claims come as members of one object named after the scope, as in the standard scope address. Values in it are " +
					"texts.",
			},
		},
		{
			Path: "/dynamicScopeScripts", Title: "Dynamic Scope Script", Types: []string{"dynamic"},
			Refers: Reference{Resource: "script", Type: "dynamic_scope"},
			Property: Property{
				Type: references(), Group: "contents",
				Help: "Scripts that add claims to userinfo when a token has this scope. Disabled ones are skipped without a word; their order is " +
					"not defined.",
			},
		},
		{
			Path: "/umaAuthorizationPolicies", Title: "UMA authorization policies", Types: []string{"uma"},
			Refers: Reference{Resource: "script", Type: "uma_rpt_policy"},
			Property: Property{
				Type: references(), Group: "contents",
				Help: "Scripts that decide whether a requesting party gets the permission.",
			},
		},
		{
			Path: "/attributes/spontaneousClientScopes", Title: "Spontaneous client scopes", Types: []string{"spontaneous"},
			Property: Property{
				Type: listOf(str), Group: "contents",
				Help: "The pattern of the client that the scope was made from.",
			},
		},
		{
			Path: "/defaultScope", Title: "Default scope", Types: []string{"openid", "oauth", "dynamic"},
			Property: Property{
				Type: boolean, Group: "visibility",
				Help: "The allow list of dynamic client registration: clients that register themselves may ask for this scope. It gives the " +
					"scope to nobody by itself, and existing clients stay as they are.",
			},
		},
		{
			Path: "/attributes/showInConfigurationEndpoint", Title: "Show in configuration endpoint",
			Property: Property{
				Type: boolean, Group: "visibility", Default: raw(`true`),
				Help: "Whether discovery lists the scope and its claims. A hidden scope works all the same.",
			},
		},
	}
}

// scopeID is the rule of [CheckScopeID] for a value on the wire.
func scopeID(v json.RawMessage) []Problem {
	id, _ := document.Text(v)
	return CheckScopeID(id)
}

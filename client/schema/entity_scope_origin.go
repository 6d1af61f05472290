package schema

// scopeOrigins are the members that tell where a scope comes from. The Config API fills none of them in, but stores what is sent.
func scopeOrigins() []EntityField {
	creator := enum("none", "client", "user", "auto")
	return append([]EntityField{
		{
			Path: "/deletable", Title: "Deletable", Types: []string{"spontaneous"},
			Property: Property{
				Type: boolean, Group: "origin",
				Help: "Whether the server's clean-up may remove the scope once it has expired. Deleting it by hand is always possible.",
			},
		},
		{
			Path: "/expirationDate", Title: "Expires", Types: []string{"spontaneous"},
			Property: Property{Type: moment, Group: "origin", Help: "When the scope ends. The server removes it after that if it is deletable."},
		},
		{
			Path: "/creatorType", Title: "Creator type", PatchWords: upper(creator.Values),
			Property: Property{
				Type: creator, Group: "origin", Fixed: onlyByServer, Help: "Who made the scope: a client, a person or the server itself.",
			},
		},
		{
			Path: "/creatorId", Title: "Creator",
			Property: Property{Type: str, Group: "origin", Fixed: onlyByServer, Help: "Identifier of the client or person that made the scope."},
		},
		{
			Path: "/creatorAttributes", Title: "Creator attributes",
			Property: Property{Type: mapOf(str), Group: "origin", Fixed: onlyByServer, Help: "What the server noted about the making of the scope."},
		},
		{
			Path: "/creationDate", Title: "Created", Volatile: true,
			Property: Property{
				Type: moment, Group: "origin", Fixed: madeByServer,
				Help: "When the scope was made. No date is stored for scopes of the setup: the server then shows the present time.",
			},
		},
		{
			Path: "/umaType", Title: "UMA type", Volatile: true,
			Property: Property{Type: boolean, Group: "origin", Fixed: workedOut, Help: "Whether the scope type is uma."},
		},
		{
			Path: "/clients", Title: "Clients", Volatile: true,
			Property: Property{
				Type: listOf(free), Group: "origin", Fixed: workedOut, Secret: true,
				Help: "Clients that have the scope, with their secrets. The server adds them only when it is asked to.",
			},
		},
	}, dnFields("origin")...)
}

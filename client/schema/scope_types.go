package schema

// ScopeType is what a scope can be (ScopeType.java).
type ScopeType struct {
	Name     string // wire value
	Title    string
	Sentence string // what scopes of the type do, for administrators
	// Fixed says why people cannot create such a scope; empty when they can.
	Fixed string
}

// ScopeTypes lists the types of scopes. Callers must not modify it.
func ScopeTypes() []ScopeType { return scopeTypes }

var scopeTypes = []ScopeType{
	{
		Name: "openid", Title: "OpenID",
		Sentence: "Releases its claims about the signed-in person at userinfo. This is the type for a grouping of claims of your own.",
	},
	{
		Name: "oauth", Title: "OAuth",
		Sentence: "Stands in the access token for APIs to look at. It is not meant for claims; those that it lists are released all the same.",
	},
	{
		Name: "dynamic", Title: "Dynamic",
		Sentence: "Releases only what its scripts add at userinfo; claims listed in it are ignored. To group claims, use an OpenID scope.",
	},
	{
		Name: "uma", Title: "UMA",
		Sentence: "Is a permission on UMA resources, given when its policy scripts agree.",
	},
	{
		Name: "spontaneous", Title: "Spontaneous",
		Sentence: "Was made by the server when a client asked for a scope that matches a pattern of the client, and ends by itself.",
		Fixed:    "the server makes spontaneous scopes when a client asks for one",
	},
}

// LookupScopeType finds a type of scope by its wire value.
func LookupScopeType(name string) (ScopeType, bool) {
	for _, t := range scopeTypes {
		if t.Name == name {
			return t, true
		}
	}
	return ScopeType{}, false
}

// CreatableScopeTypes are the types that a new scope can have.
func CreatableScopeTypes() []string {
	var names []string
	for _, t := range scopeTypes {
		if t.Fixed == "" {
			names = append(names, t.Name)
		}
	}
	return names
}

// ScopeTypesFrom are the types that a scope of a type can be given, its own included. UMA and spontaneous scopes live on members that other
// types do not have, and stay what they are.
func ScopeTypesFrom(current string) []string {
	switch current {
	case "uma", "spontaneous":
		return []string{current}
	}
	return []string{"openid", "oauth", "dynamic"}
}

func typeNames() []string {
	names := make([]string, len(scopeTypes))
	for i, t := range scopeTypes {
		names[i] = t.Name
	}
	return names
}

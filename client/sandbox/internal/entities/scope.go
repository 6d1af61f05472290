package entities

import "github.com/jansadm/jansadm/client/sandbox/internal/jackson"

// scope is Scope.java with the member that CustomScope.java adds, the clients. setGroupClaims takes a primitive, so null becomes false.
func scope() *Entity {
	class, columns := table("CustomScope", `
		dn                       text       -
		expirationDate           date       exp
		deletable                boolean    del
		inum                     text       inum               once
		displayName              text       displayName
		id                       text       jansId
		iconUrl                  text       jansIconUrl
		description              text       description
		scopeType                ScopeType  jansScopeTyp
		claims                   texts      jansClaim
		defaultScope             boolean    jansDefScope
		groupClaims              boolean    jansGrpClaims      set=false
		dynamicScopeScripts      texts      jansScrDn
		umaAuthorizationPolicies texts      jansUmaPolicyScrDn
		attributes               Attributes jansAttrs          null={"spontaneousClientScopes":null,"showInConfigurationEndpoint":true}
		creatorId                text       creatorId
		creatorType              Creator    creatorTyp
		creationDate             date       creationDate       now
		creatorAttributes        map        creatorAttrs       null={}
		umaType                  bool       -                  read-only
		clients                  anys       -
		baseDn                   text       -
	`, map[string]*jackson.Type{
		"ScopeType": factory("openid dynamic uma spontaneous oauth"),
		"Creator":   upper("none client user auto"),
		"Attributes": object("ScopeAttributes", `
			spontaneousClientScopes     texts -
			showInConfigurationEndpoint bool  - initial=true
		`, nil),
	})
	class.Derive = func(o map[string]any) { o["umaType"] = o["scopeType"] == "uma" }
	return build(&Entity{
		Class: class, Branch: "scopes", Columns: columns, Assign: assignDN,
		Search: []string{"displayName", "description", "jansId", "inum", "jansScopeTyp"},
	})
}

package entities

import "github.com/jansadm/jansadm/client/sandbox/internal/jackson"

// session is SessionId.java, as an answer shows it.
func session() *Entity {
	class, columns := table("SessionId", `
		dn                   text       -
		id                   text       jansId                   once
		outsideSid           text       sid
		lastUsedAt           date       jansLastAccessTime
		userDn               text       jansUsrDN
		authenticationTime   date       authnTime
		state                State      jansState
		sessionState         text       jansSessState
		permissionGranted    boolean    jansPermissionGranted
		permissionGrantedMap Permission jansPermissionGrantedMap null={}
		sessionAttributes    map        jansSessAttr             null={}
		predefinedAttributes Predefined jansAttrs                null={}
		deviceSecrets        texts      deviceSecret
		expirationDate       date       exp
		deletable            boolean    del                      null=true
		creationDate         date       creationDate             now
		ttl                  int        -
		opbrowserState       text       -                        read-only
	`, map[string]*jackson.Type{
		"State":      upper("unauthenticated authenticated"),
		"Permission": object("SessionIdAccessMap", `permissionGranted flags -`, map[string]*jackson.Type{"flags": flags}),
		"Predefined": object("SessionIdPredefinedAttributes", `index integer -`, nil),
	})
	class.Derive = func(o map[string]any) {
		attributes, _ := o["sessionAttributes"].(map[string]any)
		o["opbrowserState"] = attributes["opbs"]
	}
	return build(&Entity{
		Class: class, Branch: "sessions", Key: "jansId", Columns: columns, Assign: assignNothing,
		Search: []string{"jansUsrDN", "sid", "jansSessAttr", "jansPermissionGrantedMap", "jansId"},
	})
}

// flags is a map of booleans.
var flags = &jackson.Type{Kind: jackson.Map, Elem: &jackson.Type{Kind: jackson.Boolean}}

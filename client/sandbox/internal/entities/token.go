package entities

import "github.com/jansadm/jansadm/client/sandbox/internal/jackson"

// token is TokenEntity.java, as an answer shows it: the Config API reads token entries and removes them, and never writes one.
func token() *Entity {
	class, columns := table("TokenEntity", `
		dn                  text       -
		grantId             text       grtId
		userId              text       usrId
		userDn              text       jansUsrDN
		clientId            text       clnId
		creationDate        date       iat
		expirationDate      date       exp
		deletable           bool       del        initial=true
		authenticationTime  date       authnTime
		scope               text       scp
		tokenCode           text       tknCde     once
		tokenType           text       tknTyp
		grantType           text       grtTyp
		jwtRequest          text       jwtReq
		authorizationCode   text       authzCode
		jti                 text       jti
		nonce               text       nnc
		codeChallenge       text       chlng
		codeChallengeMethod text       chlngMth
		claims              text       clms
		tokenBindingHash    text       tknBndCnf
		referenceId         text       jansId
		authMode            text       acr
		sessionDn           text       ssnId
		ttl                 integer    -
		attributes          Attributes attr       null={"online_access":false,"authorization_challenge":false}
		dpop                text       dpop
		tokenTypeEnum       text       -          read-only
		accessToken         bool       -          read-only
		logoutStatusJwt     bool       -          read-only
	`, map[string]*jackson.Type{
		"Attributes": object("TokenAttributes", `
			x5cs256                 text    -
			online_access           bool    -
			authorization_challenge bool    -
			attributes              map     -
			dpopJkt                 text    -
			authorizationDetails    text    -
			statusListIndex         integer -
		`, nil),
	})
	class.Derive = deriveToken
	return build(&Entity{
		Class: class, Branch: "tokens", Key: "tknCde", Columns: columns, Assign: assignNothing,
		Search: []string{"grtId", "usrId", "jansUsrDN", "clnId", "scp", "tknTyp", "grtTyp", "jansId"},
	})
}

// tokenTypes are the constants of TokenType.java by their values. Of two with one value the first counts.
var tokenTypes = map[string]string{
	"id_token": "ID_TOKEN", "access_token": "ACCESS_TOKEN", "refresh_token": "REFRESH_TOKEN", "authorization_code": "AUTHORIZATION_CODE",
	"logout_status_jwt": "LOGOUT_STATUS_JWT", "tx_token": "TX_TOKEN",
}

func deriveToken(o map[string]any) {
	kind, _ := o["tokenType"].(string)
	o["accessToken"], o["logoutStatusJwt"] = kind == "access_token", kind == "logout_status_jwt"
	o["tokenTypeEnum"] = nil
	if constant, ok := tokenTypes[kind]; ok {
		o["tokenTypeEnum"] = constant
	}
}

// assignNothing is for classes without setters that share a place.
func assignNothing(map[string]any, []string) {}

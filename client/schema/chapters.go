package schema

import "encoding/json"

const (
	propertyPage = "https://docs.jans.io/head/janssen-server/reference/json/properties/janssenauthserver-properties/#"
	flagPage     = "https://docs.jans.io/head/janssen-server/reference/json/feature-flags/janssenauthserver-feature-flags/#"
)

type chapter struct {
	group      string
	properties []Property
}

// chapters puts the groups and their properties into display order.
func chapters() []chapter {
	return []chapter{
		{"features", featuresProperties},
		{"revocation", revocationProperties},
		{"lifetimes", lifetimesProperties},
		{"tokens", tokensProperties},
		{"endpoints", endpointsProperties},
		{"mtls", mtlsProperties},
		{"discovery", discoveryProperties},
		{"sessions", sessionsProperties},
		{"claims", claimsProperties},
		{"subjects", subjectsProperties},
		{"introspection", introspectionProperties},
		{"registration", registrationProperties},
		{"statements", statementsProperties},
		{"authorization", authorizationProperties},
		{"requests", requestsProperties},
		{"authentication", authenticationProperties},
		{"algorithms", algorithmsProperties},
		{"keys", keysProperties},
		{"dpop", dpopProperties},
		{"ciba", cibaProperties},
		{"device", deviceProperties},
		{"uma", umaProperties},
		{"fapi", fapiProperties},
		{"cimd", cimdProperties},
		{"idjag", idjagProperties},
		{"authzen", authzenProperties},
		{"pages", pagesProperties},
		{"logging", loggingProperties},
		{"performance", performanceProperties},
	}
}

func raw(s string) json.RawMessage { return json.RawMessage(s) }

// Lists of algorithms that several properties of a new installation share.
var (
	shippedSigning           = raw(`["HS256","HS384","HS512","RS256","RS384","RS512","ES256","ES384","ES512","ES512","PS256","PS384","PS512"]`)
	shippedSigningOrNone     = raw(`["none","HS256","HS384","HS512","RS256","RS384","RS512","ES256","ES384","ES512","ES512","PS256","PS384","PS512"]`)
	shippedKeyEncryption     = raw(`["RSA1_5","RSA-OAEP","A128KW","A256KW"]`)
	shippedContentEncryption = raw(`["A128CBC+HS256","A256CBC+HS512","A128GCM","A256GCM"]`)
)

package entities

import (
	"slices"
	"strings"

	"github.com/jansadm/jansadm/client/sandbox/internal/jackson"
	"github.com/jansadm/jansadm/client/sandbox/internal/jsontree"
)

// client is Client.java. Its documents leave out nulls only, in answers and in the tree that a patch works on. clientName and displayName
// are one field with two pairs of accessors.
func client() *Entity {
	class, columns := table("Client", clientTable, clientTypes())
	class.NonNull = true
	attributes := class.Find("attributes")
	attributes.Type.Class.Find("parLifetime").EmptyIsNull = true
	attributes.Null = string(jsontree.Append(nil, fresh(attributes.Type.Class)))
	class.Derive = deriveClient
	return build(&Entity{
		Class: class, Branch: "clients", Columns: columns, Assign: assignClient, Sort: "displayName",
		Search: []string{"displayName", "description", "inum"},
	})
}

const clientTable = `
	dn                                       text              -
	expirationDate                           date              exp
	deletable                                boolean           del
	clientSecret                             text              jansClntSecret
	frontChannelLogoutUri                    text              jansLogoutURI
	frontChannelLogoutSessionRequired        boolean           jansLogoutSessRequired null=false
	registrationAccessToken                  text              jansRegistrationAccessTkn
	clientIdIssuedAt                         date              jansClntIdIssuedAt
	clientSecretExpiresAt                    date              jansClntSecretExpAt
	redirectUris                             texts             jansRedirectURI
	claimRedirectUris                        texts             jansClaimRedirectURI
	responseTypes                            ResponseTypes     jansRespTyp
	grantTypes                               GrantTypes        jansGrantTyp          null=[]
	applicationType                          ApplicationType   jansAppTyp            initial="web"
	contacts                                 texts             jansContact
	idTokenTokenBindingCnf                   text              tknBndCnf
	clientName                               text              displayName
	logoUri                                  text              jansLogoURI
	clientUri                                text              jansClntURI
	policyUri                                text              jansPolicyURI
	tosUri                                   text              jansTosURI
	clientNameLocalized                      Localized         displayNameLocalized  initial={"values":{}}
	logoUriLocalized                         Localized         jansLogoURILocalized  initial={"values":{}}
	clientUriLocalized                       Localized         jansClntURILocalized  initial={"values":{}}
	policyUriLocalized                       Localized         jansPolicyURILocalized initial={"values":{}}
	tosUriLocalized                          Localized         jansTosURILocalized   initial={"values":{}}
	jwksUri                                  text              jansJwksURI
	jwks                                     text              jansJwks
	sectorIdentifierUri                      text              jansSectorIdentifierURI
	subjectType                              SubjectType       jansSubjectTyp        initial="public"
	idTokenSignedResponseAlg                 text              jansIdTknSignedRespAlg
	idTokenEncryptedResponseAlg              text              jansIdTknEncRespAlg
	idTokenEncryptedResponseEnc              text              jansIdTknEncRespEnc
	userInfoSignedResponseAlg                text              jansSignedRespAlg
	userInfoEncryptedResponseAlg             text              jansUsrInfEncRespAlg
	userInfoEncryptedResponseEnc             text              jansUsrInfEncRespEnc
	requestObjectSigningAlg                  text              jansReqObjSigAlg
	requestObjectEncryptionAlg               text              jansReqObjEncAlg
	requestObjectEncryptionEnc               text              jansReqObjEncEnc
	tokenEndpointAuthMethod                  text              jansTknEndpointAuthMethod
	tokenEndpointAuthSigningAlg              text              jansTknEndpointAuthSigAlg
	defaultMaxAge                            integer           jansDefMaxAge
	defaultAcrValues                         texts             jansDefAcrValues
	initiateLoginUri                         text              jansInitiateLoginURI
	postLogoutRedirectUris                   texts             jansPostLogoutRedirectURI
	requestUris                              texts             jansReqURI
	scopes                                   texts             jansScope
	claims                                   texts             jansClaim
	trustedClient                            bool              jansTrustedClnt
	lastAccessTime                           date              jansLastAccessTime
	lastLogonTime                            date              jansLastLogonTime
	persistClientAuthorizations              bool              jansPersistClntAuthzs
	includeClaimsInIdToken                   bool              jansInclClaimsInIdTkn
	refreshTokenLifetime                     integer           jansRefreshTknLife
	accessTokenLifetime                      integer           jansAccessTknLife
	customAttributes                         CustomAttributes  customAttributes      initial=[]
	customObjectClasses                      texts             -
	rptAsJwt                                 bool              jansRptAsJwt
	accessTokenAsJwt                         bool              jansAccessTknAsJwt
	accessTokenSigningAlg                    text              jansAccessTknSigAlg
	disabled                                 bool              jansDisabled
	authorizedOrigins                        texts             jansAuthorizedOrigins
	softwareId                               text              jansSoftId
	softwareVersion                          text              jansSoftVer
	softwareStatement                        text              jansSoftStatement
	attributes                               Attributes        jansAttrs
	backchannelTokenDeliveryMode             DeliveryMode      jansBackchannelTknDeliveryMode
	backchannelClientNotificationEndpoint    text              jansBackchannelClntNotificationEndpoint
	backchannelAuthenticationRequestSigningAlg SigningAlg      jansBackchannelAuthnReqSigAlg
	backchannelUserCodeParameter             boolean           jansBackchannelUsrCodeParameter
	description                              text              description
	organization                             text              o
	groups                                   texts             jansGrp
	ttl                                      integer           ttl
	displayName                              text              -
	authenticationMethod                     text              -                     read-only
	allAuthenticationMethods                 texts             -                     read-only
	baseDn                                   text              -
	inum                                     text              inum                  once
`

// ClientAttributes.java; members whose getter never gives null are marked.
const clientAttributesTable = `
	tlsClientAuthSubjectDn                   text    -
	runIntrospectionScriptBeforeJwtCreation  boolean - initial=false null=false
	keepClientAuthorizationAfterExpiration   boolean - initial=false null=false
	allowSpontaneousScopes                   boolean - initial=false null=false
	spontaneousScopes                        texts   - initial=[] null=[]
	spontaneousScopeScriptDns                texts   - initial=[] null=[]
	updateTokenScriptDns                     texts   - initial=[] null=[]
	logoutStatusJwtScriptDns                 texts   - initial=[] null=[]
	parScriptDns                             texts   - initial=[] null=[]
	txTokenScriptDns                         texts   - initial=[] null=[]
	backchannelLogoutUri                     texts   - null=[]
	backchannelLogoutSessionRequired         boolean - null=false
	additionalAudience                       texts   - null=[]
	postAuthnScripts                         texts   - null=[]
	tokenExchangeScripts                     texts   - null=[]
	idJagScripts                             texts   - null=[]
	consentGatheringScripts                  texts   - null=[]
	introspectionScripts                     texts   - null=[]
	rptClaimsScripts                         texts   - null=[]
	ropcScripts                              texts   - null=[]
	parLifetime                              integer - null=600
	requirePar                               boolean - null=false
	dpopBoundAccessToken                     boolean - null=false
	jansAuthSignedRespAlg                    text    -
	jansAuthEncRespAlg                       text    -
	jansAuthEncRespEnc                       text    -
	jansSubAttr                              text    -
	redirectUrisRegex                        text    -
	jansAuthorizedAcr                        texts   - null=[]
	jansDefaultPromptLogin                   boolean - initial=false null=false
	txTokenLifetime                          integer -
	idTokenLifetime                          integer -
	allowOfflineAccessWithoutConsent         boolean -
	requirePkce                              boolean - initial=false null=false
	minimumAcrLevel                          integer - initial=-1 null=-1
	minimumAcrLevelAutoresolve               boolean -
	additionalTokenEndpointAuthMethods       texts   - null=[]
	minimumAcrPriorityList                   texts   - null=[]
	requestedLifetime                        integer -
	evidence                                 text    -
	introspectionSignedResponseAlg           text    -
	introspectionEncryptedResponseAlg        text    -
	introspectionEncryptedResponseEnc        text    -
	txTokenSignedResponseAlg                 text    -
	txTokenEncryptedResponseAlg              text    -
	txTokenEncryptedResponseEnc              text    -
	logoutStatusJwtSignedResponseAlg         text    -
	authorizationDetailsTypes                texts   - null=[]
	cimdClient                               boolean - initial=false
	cimdOriginalClientId                     text    -
	cimdExpiresAt                            Long    -
	cimdExpired                              bool    - read-only null=false
`

func clientTypes() map[string]*jackson.Type {
	application := factory("web native")
	application.Enum.Unknown, application.Enum.Fallback = jackson.BecomesFallback, "web"
	custom := object("CustomObjectAttribute", `
		name         text -
		multiValued  bool -
		values       anys -
		value        any  - read-only
		displayValue text - read-only
	`, nil)
	custom.Class.Derive = deriveCustomAttribute
	return map[string]*jackson.Type{
		"ResponseTypes": listOf(factory("code token id_token")),
		"GrantTypes": listOf(factory(`none authorization_code implicit password client_credentials refresh_token
			urn:ietf:params:oauth:grant-type:uma-ticket urn:ietf:params:oauth:grant-type:token-exchange urn:openid:params:grant-type:ciba
			urn:ietf:params:oauth:grant-type:device_code urn:ietf:params:oauth:grant-type:jwt-bearer`)),
		"ApplicationType":  application,
		"SubjectType":      factory("public pairwise"),
		"DeliveryMode":     factory("poll ping push"),
		"SigningAlg":       factory("RS256 RS384 RS512 ES256 ES384 ES512 PS256 PS384 PS512"),
		"CustomAttributes": listOf(custom),
		"Localized":        object("LocalizedString", `values map -`, nil),
		"Attributes":       object("ClientAttributes", clientAttributesTable, nil),
	}
}

// AuthenticationMethods are the values of AuthenticationMethod.java.
func AuthenticationMethods() []string {
	return strings.Fields(`client_secret_basic client_secret_post client_secret_jwt private_key_jwt access_token tls_client_auth
		self_signed_tls_client_auth none`)
}

// deriveClient is what getters compute.
func deriveClient(o map[string]any) {
	o["displayName"] = o["clientName"]
	methods := []any{}
	add := func(method any) {
		if name, ok := method.(string); ok && slices.Contains(AuthenticationMethods(), name) && !slices.Contains(methods, method) {
			methods = append(methods, method)
		}
	}
	o["authenticationMethod"] = nil
	if add(o["tokenEndpointAuthMethod"]); len(methods) == 1 {
		o["authenticationMethod"] = methods[0]
	}
	if attributes, ok := o["attributes"].(map[string]any); ok {
		additional, _ := attributes["additionalTokenEndpointAuthMethods"].([]any)
		for _, method := range additional {
			add(method)
		}
	}
	o["allAuthenticationMethods"] = methods
}

// fresh is an object of a class none of whose members was set.
func fresh(class *jackson.Class) map[string]any {
	object, err := jackson.Mapper{}.Read(class, map[string]any{})
	if err != nil {
		panic("entities: " + err.Error()) // reading nothing cannot fail
	}
	return object
}

func deriveCustomAttribute(o map[string]any) {
	values, _ := o["values"].([]any)
	shown := make([]string, 0, len(values))
	for _, value := range values {
		if text, ok := value.(string); ok {
			shown = append(shown, text)
		}
	}
	o["displayValue"] = strings.Join(shown, ", ")
	if len(values) > 0 {
		o["value"] = values[0]
	}
}

// assignClient makes clientName and displayName one: the last one wins.
func assignClient(source map[string]any, order []string) {
	assignDN(source, order)
	latest := ""
	for _, name := range order {
		if _, ok := source[name]; ok && (name == "clientName" || name == "displayName") {
			latest = name
		}
	}
	if latest != "" {
		source["clientName"] = source[latest]
	}
}

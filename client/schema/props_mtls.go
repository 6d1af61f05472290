package schema

var mtlsProperties = []Property{
	{
		Name: "mtlsAuthorizationEndpoint", Type: address,
		Help: "Login address for clients that authenticate by certificate, in discovery under mtls_endpoint_aliases. It " +
			"opens no listener; empty shows none.",
	},
	{
		Name: "mtlsAuthorizationChallengeEndpoint", Type: address,
		Help: "Authorization challenge address for clients that authenticate by certificate, in discovery under " +
			"mtls_endpoint_aliases. It opens no listener; empty shows none.",
	},
	{
		Name: "mtlsTokenEndpoint", Type: address,
		Help: "Token endpoint for clients that authenticate by certificate, in discovery under mtls_endpoint_aliases. It " +
			"opens no listener; empty shows none.",
	},
	{
		Name: "mtlsUserInfoEndpoint", Type: address,
		Help: "Userinfo endpoint for clients that authenticate by certificate, in discovery under mtls_endpoint_aliases " +
			"while the flag userinfo is on. It opens no listener; empty shows none.",
	},
	{
		Name: "mtlsClientInfoEndpoint", Type: address,
		Help: "Client information endpoint for clients that authenticate by certificate, in discovery under " +
			"mtls_endpoint_aliases while the flag clientinfo is on. It opens no listener; empty shows none.",
	},
	{
		Name: "mtlsIntrospectionEndpoint", Type: address,
		Help: "Introspection endpoint for clients that authenticate by certificate, in discovery under " +
			"mtls_endpoint_aliases while the flag introspection is on. The Config API goes on using " +
			"introspectionEndpoint.",
	},
	{
		Name: "mtlsRegistrationEndpoint", Type: address,
		Help: "Client registration address for clients that authenticate by certificate, in discovery under " +
			"mtls_endpoint_aliases while the flag registration is on. It opens no listener; empty shows none.",
	},
	{
		Name: "mtlsEndSessionEndpoint", Type: address,
		Help: "Logout address for clients that authenticate by certificate, in discovery under mtls_endpoint_aliases while " +
			"the flag end_session is on. The mTLS addresses of global token revocation, status list and access evaluation" +
			" are made from it by replacing /end_session.",
	},
	{
		Name: "mtlsCheckSessionIFrame", Type: address,
		Help: "Session watching page for clients that authenticate by certificate, in discovery under " +
			"mtls_endpoint_aliases. It opens no listener; empty shows none.",
	},
	{
		Name: "mtlsJwksUri", Type: address,
		Help: "Address of the public keys for clients that authenticate by certificate, in discovery under " +
			"mtls_endpoint_aliases. It opens no listener; empty shows none.",
	},
	{
		Name: "mtlsParEndpoint", Type: address,
		Help: "Address for pushed authorization requests for clients that authenticate by certificate, in discovery under " +
			"mtls_endpoint_aliases while the flag par is on. It opens no listener; empty shows none.",
	},
	{
		Name: "mtlsDeviceAuthzEndpoint", Type: address,
		Help: "Device authorization address for clients that authenticate by certificate, in discovery under " +
			"mtls_endpoint_aliases while the flag device_authz is on. It opens no listener; empty shows none.",
	},
	{
		Name: "mtlsIdGenerationEndpoint", Type: address,
		Help: "Id service for clients that authenticate by certificate, in discovery under mtls_endpoint_aliases while the " +
			"flag id_generation is on. That service no longer exists.",
	},
}

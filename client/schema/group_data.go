package schema

var groups = []Group{
	{
		ID: "features", Title: "Features and server",
		Help: "Feature flags and settings of the server as a whole.",
	},
	{
		ID: "revocation", Title: "Token revocation",
		Help: "The revocation endpoint, logout of refresh tokens and the status list of revoked tokens.",
	},
	{
		ID: "lifetimes", Title: "Token lifetimes",
		Help: "How long tokens and codes are valid. Clients and scripts can override most of them.",
	},
	{
		ID: "tokens", Title: "Token issuing and storage",
		Help: "When refresh tokens are given out, what tokens contain and where they are kept.",
	},
	{
		ID: "endpoints", Title: "Issuer and endpoints",
		Help: "The identity of the server and the addresses it publishes. Routing is fixed: these are texts, not listeners.",
	},
	{
		ID: "mtls", Title: "mTLS endpoints",
		Help: "Addresses for mutual TLS. Each only adds a line to discovery: the web server in front must serve it.",
	},
	{
		ID: "discovery", Title: "Discovery",
		Help: "What /.well-known/openid-configuration says. The document is cached, so changes show late.",
	},
	{
		ID: "sessions", Title: "Sessions and logout",
		Help: "Login sessions of users in the browser, their cookies, and logout.",
	},
	{
		ID: "claims", Title: "Scopes and claims",
		Help: "Scopes created on demand, and which claims end up in id_tokens and userinfo.",
	},
	{
		ID: "subjects", Title: "Subject identifiers",
		Help: "What the sub claim contains, and how it differs between applications. Changes make applications lose sight of their users.",
	},
	{
		ID: "introspection", Title: "Introspection",
		Help: "Who may ask about a token, and what the answer contains. The Config API depends on these.",
	},
	{
		ID: "registration", Title: "Client registration",
		Help: "What applications may register by themselves (dynamic client registration).",
	},
	{
		ID: "statements", Title: "Signed registration and SSA",
		Help: "Signed registration requests, software statements and the statements this server issues.",
	},
	{
		ID: "authorization", Title: "Authorization and consent",
		Help: "Login requests, prompts, consent, and the grants and response types of the server.",
	},
	{
		ID: "requests", Title: "Request objects and PAR",
		Help: "Login requests that are pushed to the server or passed as signed objects.",
	},
	{
		ID: "authentication", Title: "Authentication and scripts",
		Help: "How users and clients prove who they are, and which scripts and Agama flows take part.",
	},
	{
		ID: "algorithms", Title: "Algorithms",
		Help: "Signing and encryption algorithms that clients may register. Clients already registered keep theirs.",
	},
	{
		ID: "keys", Title: "Keys",
		Help: "The keys that sign and decrypt, where they are and how often they are replaced.",
	},
	{
		ID: "dpop", Title: "DPoP",
		Help: "Access tokens bound to a key of the client (RFC 9449).",
	},
	{
		ID: "ciba", Title: "CIBA",
		Help: "Logins that an application starts and the user confirms on a phone (client-initiated backchannel authentication).",
	},
	{
		ID: "device", Title: "Device flow",
		Help: "Login of devices and consoles without a browser. The Janssen console logs in this way.",
	},
	{
		ID: "uma", Title: "UMA",
		Help: "User-managed access: resources, permissions and the tokens for them.",
	},
	{
		ID: "fapi", Title: "FAPI and open banking",
		Help: "Strict rules for financial services.",
	},
	{
		ID: "cimd", Title: "Client ID metadata documents",
		Help: "Clients whose id is the address of a document that describes them. Needs the flag client_id_metadata_document.",
	},
	{
		ID: "idjag", Title: "Identity assertion grants",
		Help: "Tokens across organisations with identity assertions (ID-JAG). Needs the flag identity_assertion_authz_grant.",
	},
	{
		ID: "authzen", Title: "Access evaluation",
		Help: "The AuthZEN endpoint that answers whether a subject may do something. Needs the flag access_evaluation.",
	},
	{
		ID: "pages", Title: "Login pages and HTTP",
		Help: "Files of the login pages, HTTP headers and cross-origin requests.",
	},
	{
		ID: "logging", Title: "Logging and audit",
		Help: "What the auth server writes to its logs, and where audit messages go.",
	},
	{
		ID: "performance", Title: "Caching, jobs and limits",
		Help: "Caches, background jobs, statistics and limits of the server.",
	},
}

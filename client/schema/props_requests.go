package schema

var requestsProperties = []Property{
	{
		Name: "requirePar", Type: boolean,
		Help: "Accepts only login requests that were pushed beforehand (RFC 9126), and says so in discovery. Clients that " +
			"do not push can no longer log in.",
		Default: raw(`false`),
		Unset:   raw(`false`),
	},
	{
		Name: "parForbidPublicClient", Type: boolean,
		Help:    "Refuses pushed requests from clients without credentials.",
		Default: raw(`false`),
		Unset:   raw(`false`),
	},
	{
		Name: "requestParameterSupported", Type: boolean,
		Help:    "Whether a login request may carry its parameters as a JWT in request. When false such requests are refused.",
		Default: raw(`true`),
	},
	{
		Name: "requestUriParameterSupported", Type: boolean,
		Help:    "Whether a login request may point to its parameters with request_uri. When false such requests are refused.",
		Default: raw(`true`),
	},
	{
		Name: "requireRequestUriRegistration", Type: boolean,
		Help:    "What discovery says about the need to register request_uri addresses. It enforces nothing.",
		Default: raw(`false`),
	},
	{
		Name: "requestUriHashVerificationEnabled", Type: boolean,
		Help:    "Checks the content behind a request_uri against the hash in the address's fragment, if there is one.",
		Default: raw(`false`),
		Unset:   raw(`false`),
	},
	{
		Name: "requestUriBlockList", Type: listOf(str),
		Help: "Addresses, as URL patterns, that the server never fetches for request_uri or a sector identifier. It keeps " +
			"requests away from internal hosts.",
		Default:      raw(`["localhost","127.0.0.1"]`),
		UnsetWarning: "Callers can then make the server fetch addresses on its own host.",
	},
	{
		Name: "forceSignedRequestObject", Type: boolean,
		Help:    "Accepts only login requests that are signed JWTs; those with the algorithm none are refused.",
		Default: raw(`false`),
		Unset:   raw(`false`),
	},
	{
		Name: "requireRequestObjectEncryption", Type: boolean,
		Help:    "Accepts request objects only if they are encrypted.",
		Default: raw(`false`),
		Unset:   raw(`false`),
	},
}

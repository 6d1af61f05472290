package schema

// clientSignIn are settings of the sign-in of people (AuthzRequestService.java, AuthorizeRestWebServiceValidator.java).
func clientSignIn() []EntityField {
	const group = "signin"
	return []EntityField{
		plain("/redirectUris", "Redirect URIs", listOf(str), group,
			"Addresses that browsers are sent back to. Every client has one, even when it uses none."),
		plain("/attributes/redirectUrisRegex", "Redirect URI pattern", named(FormatRegexp), group,
			"What further addresses have to match that browsers may be sent back to."),
		plain("/claimRedirectUris", "Claims redirect URIs", listOf(str), group, "Addresses that UMA sends browsers back to after it has asked for claims."),
		plain("/initiateLoginUri", "Login URI", str, group, "Address at which a sign-in to the client can be begun by others."),
		plain("/requestUris", "Request URIs", listOf(str), group, "Addresses from which the server may fetch request objects."),
		plain("/authorizedOrigins", "Authorized origins", listOf(str), group, "Web origins whose scripts may call the server for the client."),
		plain("/defaultMaxAge", "Default max age", integer(UnitSeconds, 0), group,
			"How old a sign-in may be when the request does not say, before people are asked to sign in again."),
		plain("/defaultAcrValues", "Default ACR values", listOf(named(FormatACR)), group, "Authentication methods for requests that name none."),
		plain("/attributes/jansAuthorizedAcr", "Authorized ACR values", listOf(named(FormatACR)), group,
			"Authentication methods that the client may ask for. Empty: any."),
		{
			Path: "/attributes/minimumAcrLevel", Title: "Minimal ACR level",
			Property: Property{
				Type: number(-1), Group: group, Default: raw(`-1`), Help: "Level that the authentication method must have at least. -1: any.",
			},
		},
		plain("/attributes/minimumAcrLevelAutoresolve", "Resolve minimal ACR level", boolean, group,
			"Whether the server picks a method of the minimal level by itself, where the request asks for a lower one."),
		plain("/attributes/minimumAcrPriorityList", "Methods for the minimal level", listOf(named(FormatACR)), group,
			"Authentication methods that the server prefers when it picks one for the minimal level."),
		plain("/attributes/jansDefaultPromptLogin", "Always ask to sign in", boolean, group,
			"Whether people are asked to sign in each time, whatever session they have."),
		plain("/subjectType", "Subject type", enum("public", "pairwise"), group,
			"Whether all clients see the same identifier of a person, or each its own."),
		plain("/sectorIdentifierUri", "Sector identifier URI", str, group,
			"Address that lists the clients which share identifiers of people, with pairwise subjects."),
		plain("/attributes/jansSubAttr", "Subject attribute", str, group, "Attribute of people that is their identifier for this client, with public subjects."),
		plain("/idTokenTokenBindingCnf", "Token binding", str, group, "How id_tokens name the key that they are bound to."),
	}
}

// clientLogout are the addresses that are told when a session ends.
func clientLogout() []EntityField {
	const group = "signin"
	return []EntityField{
		plain("/postLogoutRedirectUris", "Post-logout redirect URIs", listOf(str), group, "Addresses that browsers may be sent to after a logout."),
		plain("/frontChannelLogoutUri", "Front-channel logout URI", str, group, "Address that browsers load when a session ends."),
		plain("/frontChannelLogoutSessionRequired", "Front-channel logout with session", boolean, group,
			"Whether the front-channel logout names issuer and session."),
		plain("/attributes/backchannelLogoutUri", "Back-channel logout URIs", listOf(str), group, "Addresses that the server calls when a session ends."),
		plain("/attributes/backchannelLogoutSessionRequired", "Back-channel logout with session", boolean, group,
			"Whether logout tokens name the session."),
		scripts("/attributes/logoutStatusJwtScriptDns", "Logout status scripts", "logout_status_jwt", group,
			"Scripts that change the logout status JWTs of the client."),
	}
}

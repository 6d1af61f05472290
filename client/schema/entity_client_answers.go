package schema

// clientAnswers are algorithms of what the server sends, but for those of the tokens themselves.
func clientAnswers() []EntityField {
	const group = "answers"
	return []EntityField{
		plain("/idTokenEncryptedResponseAlg", "ID token key encryption", keyEncryption, group, "How the key of an encrypted id_token is encrypted."),
		plain("/idTokenEncryptedResponseEnc", "ID token encryption", contentEncryption, group, "How the content of an encrypted id_token is encrypted."),
		plain("/userInfoSignedResponseAlg", "Userinfo algorithm", signing, group, "How userinfo is signed. Empty: userinfo is plain JSON."),
		plain("/userInfoEncryptedResponseAlg", "Userinfo key encryption", keyEncryption, group, "How the key of an encrypted userinfo answer is encrypted."),
		plain("/userInfoEncryptedResponseEnc", "Userinfo encryption", contentEncryption, group, "How the content of an encrypted userinfo answer is encrypted."),
		plain("/attributes/introspectionEncryptedResponseAlg", "Introspection key encryption", keyEncryption, group,
			"How the key of an encrypted introspection answer is encrypted."),
		plain("/attributes/introspectionEncryptedResponseEnc", "Introspection encryption", contentEncryption, group,
			"How the content of an encrypted introspection answer is encrypted."),
		plain("/attributes/txTokenEncryptedResponseAlg", "Transaction token key encryption", keyEncryption, group,
			"How the key of an encrypted transaction token is encrypted."),
		plain("/attributes/txTokenEncryptedResponseEnc", "Transaction token encryption", contentEncryption, group,
			"How the content of an encrypted transaction token is encrypted."),
		plain("/attributes/logoutStatusJwtSignedResponseAlg", "Logout status algorithm", signing, group, "How logout status JWTs are signed."),
		plain("/attributes/jansAuthSignedRespAlg", "Authorization algorithm", signing, group, "How authorization answers are signed that come as a JWT."),
		plain("/attributes/jansAuthEncRespAlg", "Authorization key encryption", keyEncryption, group,
			"How the key of an encrypted authorization answer is encrypted."),
		plain("/attributes/jansAuthEncRespEnc", "Authorization encryption", contentEncryption, group,
			"How the content of an encrypted authorization answer is encrypted."),
	}
}

// clientRequests are about what the client sends signed or pushes, CIBA included.
func clientRequests() []EntityField {
	const group = "answers"
	signers := enum("RS256", "RS384", "RS512", "ES256", "ES384", "ES512", "PS256", "PS384", "PS512") // AsymmetricSignatureAlgorithm.java
	return []EntityField{
		plain("/requestObjectSigningAlg", "Request object algorithm", signing, group, "How the client signs request objects."),
		plain("/requestObjectEncryptionAlg", "Request object key encryption", keyEncryption, group, "How the key of an encrypted request object is encrypted."),
		plain("/requestObjectEncryptionEnc", "Request object encryption", contentEncryption, group,
			"How the content of an encrypted request object is encrypted."),
		scripts("/attributes/parScriptDns", "Pushed request scripts", "par", group, "Scripts that run for pushed authorization requests of the client."),
		plain("/attributes/authorizationDetailsTypes", "Authorization details types", listOf(str), group,
			"Types of authorization details that the client may ask for (RFC 9396)."),
		plain("/backchannelTokenDeliveryMode", "CIBA delivery", enum("poll", "ping", "push"), group, "How the client learns that a CIBA sign-in is done."),
		plain("/backchannelClientNotificationEndpoint", "CIBA notification URI", str, group, "Address that the server calls when a CIBA sign-in is done."),
		plain("/backchannelAuthenticationRequestSigningAlg", "CIBA request algorithm", signers, group, "How the client signs CIBA requests."),
		plain("/backchannelUserCodeParameter", "CIBA user code", boolean, group, "Whether CIBA requests of the client carry a code of the person."),
		scripts("/attributes/rptClaimsScripts", "UMA token scripts", "uma_rpt_claims", group, "Scripts that add claims to requesting party tokens of UMA."),
		scripts("/attributes/idJagScripts", "Identity assertion scripts", "identity_assertion", group, "Scripts for identity assertion grants of the client."),
	}
}

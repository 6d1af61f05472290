package sandbox

const (
	oauthPrefix     = "https://jans.io/oauth/"
	scopeReadAll    = oauthPrefix + "config/read-all"
	tuiTokenSeconds = 2592000
)

func (s *seeder) clients() error {
	configScopes := []string{"C4F7"}
	if err := rows("configscopes.tsv", 2, func(c []string) error {
		configScopes = append(configScopes, c[0])
		return nil
	}); err != nil {
		return err
	}
	for _, doc := range []document{
		s.client(ClientConfigAPI, "Jans Config Api Client", configScopes, "authorization_code", "refresh_token", "client_credentials"),
		s.tuiClient(),
		s.client(ClientReadOnly, "Read-only administrator", []string{"1800.03.1"}, "client_credentials"),
		s.publicClient(),
		s.otherClient(),
		s.appClient(),
		s.jwtClient(),
	} {
		if err := s.tables.clients.seed(s.tx, doc); err != nil {
			return err
		}
	}
	return nil
}

// client is a confidential client that authenticates with Basic.
func (s *seeder) client(sample, name string, scopes []string, grants ...string) document {
	client := s.in.Clients[sample]
	return document{
		"inum": client.ID, "clientName": name, "displayName": name, "clientSecret": s.tables.vault.encrypt(client.Secret),
		"scopes": distinguishedNames(scopes, "scopes"), "grantTypes": grants, "responseTypes": []string{"code"},
		"redirectUris": []string{s.in.Base + "/callback"}, "applicationType": "web", "subjectType": "pairwise",
		"tokenEndpointAuthMethod": "client_secret_basic", "disabled": false, "deletable": false, "trustedClient": true,
		"accessTokenAsJwt": false, "attributes": document{}, "customAttributes": []any{},
	}
}

func (s *seeder) tuiClient() document {
	doc := s.client(ClientTUI, "Jans TUI Client", []string{"F0C4", "43F1", "764C", "C4F6", "C4F7", "B9D2-D6E5"},
		"authorization_code", "refresh_token", "client_credentials", grantDeviceCode)
	doc["accessTokenLifetime"] = tuiTokenSeconds
	doc["userInfoSignedResponseAlg"] = "RS256"
	doc["attributes"] = document{"updateTokenScriptDns": []string{distinguishedName("2D3E.5A04", "scripts")}}
	return doc
}

func (s *seeder) publicClient() document {
	doc := s.client(ClientPublic, "Public sample client", []string{"F0C4", "43F1"}, "authorization_code", "client_credentials")
	delete(doc, "clientSecret")
	doc["tokenEndpointAuthMethod"] = "none"
	return doc
}

func (s *seeder) otherClient() document {
	doc := s.client(ClientOther, "Other sample client", []string{"F0C4", "764C", "7D91"}, "client_credentials", "refresh_token")
	doc["attributes"] = document{"additionalTokenEndpointAuthMethods": []string{"client_secret_post"}}
	return doc
}

// appClient may have every visible sample scope, so that a scope shows its effect as soon as it is assigned.
func (s *seeder) appClient() document {
	doc := s.client(ClientApp, "Sample application", []string{"F0C4", "43F1", "764C", "C17A", "D491", "10B2", "8A01", "C4F5", "C4F6"},
		"authorization_code", "password", "refresh_token")
	doc["attributes"] = document{"additionalTokenEndpointAuthMethods": []string{methodPost}}
	doc["description"] = "Try scopes with it: the password grant gives tokens for the sample users."
	return doc
}

// jwtClient shows what revoking cannot do: a JWT that is revoked is accepted until it expires by those who look at its signature only, as the
// Config API does.
func (s *seeder) jwtClient() document {
	doc := s.client(ClientJWT, "Sample service with JWTs", []string{"1800.01.29", "1800.01.3"}, "client_credentials")
	doc["accessTokenAsJwt"], doc["accessTokenSigningAlg"], doc["accessTokenLifetime"] = true, "ES256", 3600
	doc["description"] = "Its access tokens are JWTs. Revoke one: introspection calls it inactive, the Config API accepts it until it expires."
	return doc
}

package sandbox

import (
	"fmt"
	"strings"
)

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
	} {
		if err := s.put(bucketClients, "clients", doc); err != nil {
			return err
		}
	}
	return nil
}

// client is a confidential client that authenticates with Basic.
func (s *seeder) client(sample, name string, scopes []string, grants ...string) document {
	client := s.in.Clients[sample]
	return document{
		"inum": client.ID, "clientName": name, "displayName": name, "clientSecret": client.Secret,
		"scopes": distinguishedNames(scopes, "scopes"), "grantTypes": grants, "responseTypes": []string{"code"},
		"redirectUris": []string{s.in.Base + "/callback"}, "applicationType": "web", "subjectType": "pairwise",
		"tokenEndpointAuthMethod": "client_secret_basic", "disabled": false, "deletable": false, "trustedClient": true,
		"accessTokenAsJwt": false, "attributes": document{}, "customAttributes": []any{},
	}
}

func (s *seeder) tuiClient() document {
	doc := s.client(ClientTUI, "Jans TUI Client", []string{"F0C4", "43F1", "764C", "C4F6", "C4F7", "B9D2-D6E5"},
		"authorization_code", "refresh_token", "client_credentials", "urn:ietf:params:oauth:grant-type:device_code")
	doc["accessTokenLifetime"] = tuiTokenSeconds
	doc["userInfoSignedResponseAlg"] = "RS256"
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

func (s *seeder) users() error {
	names := map[string][3]string{
		"admin":    {"Default Admin User", "Admin", "User"},
		"maria":    {"Maria Sanchez", "Maria", "Sanchez"},
		"wang.wei": {"王伟", "伟", "王"},
	}
	for _, user := range s.in.Users {
		inum, err := newUUID(s.source)
		if err != nil {
			return err
		}
		name := names[user.Name]
		doc := document{
			"inum": inum, "userId": user.Name, "displayName": name[0], "givenName": name[1], "sn": name[2],
			"mail": user.Name + "@example.org", "emailVerified": true, "jansStatus": "active",
		}
		if len(user.Roles) > 0 {
			doc["jansAdminUIRole"] = user.Roles
			doc["role"] = []string{"CasaAdmin"}
		}
		if err := s.put(bucketUsers, "people", doc); err != nil {
			return err
		}
	}
	return nil
}

// scripts stores the dynamic scope scripts of a fresh installation. Their sources are this project's own; the comments that begin with
// "sandbox:" tell the sandbox what running them does, see script.go.
func (s *seeder) scripts() error {
	for _, script := range []struct {
		inum, name, claim, source string
		enabled                   bool
	}{
		{"CB5B-3211", "dynamic_permission", "role", "user.getAttributeValues(\"role\")", true},
		{"031C-5621", "org_name", "org_name", "\"Sandbox\"", false},
		{"031C-5622", "work_phone", "work_phone", "user.getAttribute(\"telephoneNumber\")", false},
	} {
		err := s.put(bucketScripts, "scripts", document{
			"inum": script.inum, "name": script.name, "description": "Adds the claim " + script.claim, "scriptType": "dynamic_scope",
			"programmingLanguage": "python", "level": 100, "revision": 1, "enabled": script.enabled,
			"script":                  dynamicScopeSource(script.claim, script.source),
			"moduleProperties":        []document{{"value1": "location_type", "value2": "db"}},
			"configurationProperties": []any{},
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func dynamicScopeSource(claim, expression string) string {
	return strings.TrimPrefix(fmt.Sprintf(`
# sandbox: claims %[1]s
from io.jans.model.custom.script.type.scope import DynamicScopeType

class DynamicScope(DynamicScopeType):
    def __init__(self, currentTimeMillis):
        self.currentTimeMillis = currentTimeMillis

    def init(self, customScript, configurationAttributes):
        return True

    def destroy(self, configurationAttributes):
        return True

    def getApiVersion(self):
        return 11

    def update(self, dynamicScopeContext, configurationAttributes):
        user = dynamicScopeContext.getUser()
        dynamicScopeContext.getJsonWebResponse().getClaims().setClaim("%[1]s", %[2]s)
        return True

    def getSupportedClaims(self, configurationAttributes):
        return ["%[1]s"]
`, claim, expression), "\n")
}

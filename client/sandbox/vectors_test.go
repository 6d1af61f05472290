package sandbox

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
)

// api is the base of the Config API's paths.
const api = "/jans-config-api/api/v1"

// everything is a token for all that the Config API does.
func (f *fixture) everything() []string {
	f.t.Helper()
	access, _, err := f.Mint(f.Sample(ClientOther).ID, "", scopeWriteAll, scopeReadAll, scopeDeleteAll)
	if err != nil {
		f.t.Fatal(err)
	}
	return bearer(access)
}

// call sends a request to the Config API with a token for everything and the Content-Type that goes with the method.
func (f *fixture) call(method, path, body string) answer {
	f.t.Helper()
	header := f.everything()
	switch method {
	case http.MethodPatch:
		header = append(header, "Content-Type", mediaJSONPatch)
	case http.MethodPost, http.MethodPut:
		header = append(header, "Content-Type", mediaJSON)
	}
	return f.request(method, api+path, body, header...)
}

// must is call for requests that have to succeed; it reads the answer.
func (f *fixture) must(method, path, body string) map[string]json.RawMessage {
	f.t.Helper()
	a := f.call(method, path, body)
	if a.status/100 != 2 {
		f.t.Fatalf("%s %s %s: %d %s", method, path, body, a.status, a.body)
	}
	if a.body == "" {
		return nil
	}
	return a.object(f.t)
}

// pageOf is the envelope of a list.
type pageOf struct {
	Start   int                          `json:"start"`
	Total   int                          `json:"totalEntriesCount"`
	Count   int                          `json:"entriesCount"`
	Entries []map[string]json.RawMessage `json:"entries"`
}

func (f *fixture) list(path string) pageOf {
	f.t.Helper()
	a := f.call(http.MethodGet, path, "")
	var page pageOf
	if err := json.Unmarshal([]byte(a.body), &page); err != nil || a.status != http.StatusOK {
		f.t.Fatalf("GET %s: %d %s", path, a.status, a.body)
	}
	return page
}

// column gives a member of every entry as text.
func (p pageOf) column(member string) []string {
	texts := make([]string, len(p.Entries))
	for i, entry := range p.Entries {
		if err := json.Unmarshal(entry[member], &texts[i]); err != nil {
			texts[i] = string(entry[member])
		}
	}
	return texts
}

const (
	oca001         = `{"code":"OCA001","message":"A required attribute is missing.","description":"The attribute %s is required for this operation"}`
	scopeIsMissing = `{"code":"404","message":"The requested scope doesn't exist"}`
)

// The requests that show how the Config API answers, in the order of the operations. A body that begins with * is part of the answer.
func TestConfigAPIVectors(t *testing.T) {
	completeAttribute := `"displayName":"d","description":"d","dataType":"string","editType":["admin"],"viewType":["admin"]}`
	for _, c := range []struct {
		name, method, path, body string
		token                    string // "" is everything
		header                   []string
		status                   int
		want                     string
	}{
		{"no token", "GET", "/scopes", "", "none", nil, 401, tokenOnly},
		{"Basic", "GET", "/scopes", "", "none", []string{"Authorization", "Basic eDp5"}, 401, tokenOnly},
		{"unknown token", "GET", "/scopes", "", "none", bearer("nope"), 401, tokenInvalid},
		{"other scope", "GET", "/scopes", "", scopeAttributesRead, nil, 401, "*oAuth authorization error Insufficient scopes! , Required scope: " +
			"[https://jans.io/oauth/config/scopes.readonly], however token scopes: ["},
		{"write includes read", "GET", "/scopes", "", scopeScopesWrite, nil, 200, "*"},
		{"not for clients", "GET", "/openid/clients", "", scopeClientsWrite, nil, 401, "*Insufficient"},
		{"openid.readonly reads clients", "GET", "/openid/clients", "", scopeOpenidRead, nil, 200, "*"},
		{"write-all deletes nothing", "DELETE", "/scopes/x", "", scopeWriteAll, nil, 401, "*Insufficient"},
		{"Content-Type before token", "PATCH", "/scopes/43F1", "[]", "none", []string{"Content-Type", "application/json"}, 415, ""},
		{"no Content-Type", "PATCH", "/scopes/43F1", "[]", "none", nil, 415, ""},
		{"no such path", "GET", "/nosuch", "", "", nil, 404, ""},
		{"no such method", "PUT", "/scopes/43F1", "", "", nil, 405, ""},
		{"limit is no number", "GET", "/scopes?limit=abc", "", "", nil, 404, ""},
		{"limit is empty", "GET", "/scopes?limit=", "", "", nil, 404, ""},
		{"page too large", "GET", "/scopes?limit=201", "", "", nil, 400, `{"code":"400","message":"Maximum number of results per page is 200"}`},
		{"nothing found", "GET", "/scopes?pattern=zzzz", "", "", nil, 200, `{"start":0,"totalEntriesCount":0,"entriesCount":0}`},
		{"sort by a member", "GET", "/scopes?sortBy=id", "", "", nil, 500, "*Failed to find entries with key: "},
		{"negative start", "GET", "/scopes?startIndex=-1", "", "", nil, 500, "*Failed to find entries with key: "},
		{"unknown field", "GET", "/scopes?fieldValuePair=nope=1", "", "", nil, 500, "*Failed to convert filter '"},
		{"type in capitals", "GET", "/scopes/type/OPENID", "", "", nil, 200, "[]"},
		{"nobody's scopes", "GET", "/scopes/creator/nobody", "", "", nil, 200, "[]"},
		{"no such scope", "GET", "/scopes/nope", "", "", nil, 404, scopeIsMissing},
		{"delete no such scope", "DELETE", "/scopes/nope", "", "", nil, 404, scopeIsMissing},
		{"scope without id", "POST", "/scopes", `{"displayName":"x"}`, "", nil, 400, strings.Replace(oca001, "%s", "id", 1)},
		{"scope with blank id", "POST", "/scopes", `{"id":" "}`, "", nil, 400, strings.Replace(oca001, "%s", "id", 1)},
		{"second openid", "POST", "/scopes", `{"id":"openid"}`, "", nil, 201, `*"id":"openid","scopeType":"oauth"`},
		{"unknown type", "POST", "/scopes", `{"id":"a","scopeType":"nope"}`, "", nil, 201, `*"scopeType":"oauth"`},
		{"claims are no list", "POST", "/scopes", `{"id":"a","claims":"x"}`, "", nil, 400, notDeserializable},
		{"cut off", "POST", "/scopes", `{"id":"a"`, "", nil, 400, notDeserializable},
		{"no body", "POST", "/scopes", ``, "", nil, 500, "*Cannot invoke "},
		{"null", "POST", "/scopes", `null`, "", nil, 500, "*Cannot invoke "},
		{"update without inum", "PUT", "/scopes", `{"id":"a"}`, "", nil, 400, strings.Replace(oca001, "%s", "scope", 1)},
		{"update of no scope", "PUT", "/scopes", `{"id":"a","inum":"nope"}`, "", nil, 404, scopeIsMissing},
		{"type by its constant", "PATCH", "/scopes/43F1", `[{"op":"replace","path":"/scopeType","value":"OPENID"}]`, "", nil, 200, `*"claims":[`},
		{"creator by its value", "PATCH", "/scopes/43F1", `[{"op":"replace","path":"/creatorType","value":"user"}]`, "", nil, 400, notDeserializable},
		{"creator by its constant", "PATCH", "/scopes/43F1", `[{"op":"replace","path":"/creatorType","value":"USER"}]`, "", nil, 200, `*"creatorType":"user"`},
		{"patch no such scope", "PATCH", "/scopes/nope", `[]`, "", nil, 404, scopeIsMissing},
		{"status by its value", "PATCH", "/attributes/CAE3", `[{"op":"replace","path":"/status","value":"inactive"}]`, "", nil, 400, notDeserializable},
		{"status by its constant", "PATCH", "/attributes/CAE3", `[{"op":"replace","path":"/status","value":"INACTIVE"}]`, "", nil, 200, `*"status":"inactive"`},
		{"date type by its constant", "PATCH", "/attributes/CAE3", `[{"op":"replace","path":"/dataType","value":"DATE"}]`, "", nil, 200, `*"dataType":"generalizedTime"`},
		{"name taken", "POST", "/attributes", `{"name":"mail",` + completeAttribute, "", nil, 406, `{"code":"406","message":"Attribute with same name 'mail' already exists!"}`},
		{"no such column", "POST", "/attributes", `{"name":"zzz",` + completeAttribute, "", nil, 406, `{"code":"406","message":"The attribute 'zzz' not defined in DB schema"}`},
		{"attribute without description", "POST", "/attributes", `{"name":"zzz","displayName":"d","dataType":"string","editType":[],"viewType":[]}`, "", nil, 500,
			"createAttribute.attribute.description: must not be null"},
		{"another's name", "PUT", "/attributes", `{"inum":"CAE3","name":"sn",` + completeAttribute, "", nil, 400,
			`{"code":"400","message":"NAME_CONFLICT","description":"Attribute with same name ` + "`sn`" + ` already exists!"}`},
		{"update of no attribute", "PUT", "/attributes", `{"name":"sn",` + completeAttribute, "", nil, 404, `{"code":"404","message":"The requested jans attribute doesn't exist"}`},
		{"unknown data type", "POST", "/attributes", `{"name":"jansTitle","dataType":"nope"}`, "", nil, 400, notDeserializable},
		{"no such attribute", "GET", "/attributes/nope", "", "", nil, 404, `{"code":"404","message":"The requested jans attribute doesn't exist"}`},
		{"fold a boolean", "GET", "/attributes?fieldValuePair=oxMultiValuedAttribute=true", "", "", nil, 500, "*Failed to find entries"},
		{"no such script", "GET", "/config/scripts/inum/bogus", "", "", nil, 404, ""},
		{"no such name", "GET", "/config/scripts/name/bogus", "", "", nil, 404, `{"code":"404","message":"The requested custom script doesn't exist"}`},
		{"script by bare inum", "GET", "/config/scripts/CB5B-3211", "", "", nil, 405, ""},
		{"patch no such script", "PATCH", "/config/scripts/bogus", `[]`, "", nil, 500, "Failed to find entry: 'inum=bogus,ou=scripts,o=jans'"},
		{"update of no script", "PUT", "/config/scripts", `{"inum":"bogus","dn":"x"}`, "", nil, 500, "Failed to find entry: 'inum=bogus,ou=scripts,o=jans'"},
		{"update without dn", "PUT", "/config/scripts", `{"inum":"CB5B-3211"}`, "", nil, 500, "Entry should has not null base DN property value"},
		{"delete no such script", "DELETE", "/config/scripts/bogus", "", "", nil, 404, `{"code":"404","message":"The requested custom script doesn't exist"}`},
		{"script at ldap", "POST", "/config/scripts", `{"locationType":"ldap"}`, "", nil, 400, "*location_type"},
		{"script at file", "POST", "/config/scripts", `{"locationType":"file"}`, "", nil, 400, notDeserializable},
		{"script type unknown", "POST", "/config/scripts", `{"scriptType":"bogus"}`, "", nil, 400, notDeserializable},
		{"inum taken", "POST", "/config/scripts", `{"inum":"CB5B-3211"}`, "", nil, 500, "Failed to persist entry: 'inum=CB5B-3211,ou=scripts,o=jans'"},
		{"no script", "POST", "/config/scripts", ``, "", nil, 500, "Attempt to create null custom script"},
		{"bad name", "POST", "/config/scripts", `{"name":"a b"}`, "", nil, 500, "createScript.customScript.name: Name should contain only letters, digits and underscores"},
		{"script type by its value", "PATCH", "/config/scripts/CB5B-3211", `[{"op":"replace","path":"/scriptType","value":"dynamic_scope"}]`, "", nil, 400, notDeserializable},
		{"odd constant", "PATCH", "/config/scripts/CB5B-3211", `[{"op":"replace","path":"/scriptType","value":"CONFIG_API"}]`, "", nil, 200, `*"scriptType":"config_api_auth"`},
		{"no such client", "GET", "/openid/clients/nope", "", "", nil, 404, `{"code":"404","message":"The requested openid connect client doesn't exist"}`},
		{"client without redirect URIs", "POST", "/openid/clients", `{}`, "", nil, 400, strings.Replace(oca001, "%s", "redirectUris", 1)},
		{"client without inum", "PUT", "/openid/clients", `{}`, "", nil, 400, strings.Replace(oca001, "%s", "inum", 1)},
		{"client with unknown claim", "POST", "/openid/clients", `{"redirectUris":["x"],"claims":["nope"]}`, "", nil, 400, `{"code":"400","message":"Invalid claim in request -> [nope]"}`},
		{"tokens want a scope", "GET", "/token/search", "", scopeSessionRead, nil, 401, "*Required scope: [https://jans.io/oauth/config/token.readonly]"},
		{"writing includes reading tokens", "GET", "/token/search?limit=1", "", scopeTokenWrite, nil, 200, `*"entriesCount":1`},
		{"openid.delete removes tokens", "DELETE", "/token/revoke/nope", "", scopeOpenidDelete, nil, 404, ""},
		{"write-all removes no tokens", "DELETE", "/token/revoke/nope", "", scopeWriteAll, nil, 401, "*Insufficient"},
		{"no such token", "GET", "/token/tknCde/nope", "", "", nil, 404, `{"code":"404","message":"Not Found","description":"Token identified by nope not found."}`},
		{"tokens of no client", "GET", "/token/client/nope", "", "", nil, 404, `{"code":"404","message":"The requested Client doesn't exist"}`},
		{"no tokens found", "GET", "/token/search?pattern=zzzz", "", "", nil, 200, `{"start":0,"totalEntriesCount":0,"entriesCount":0}`},
		{"too many tokens", "GET", "/token/search?limit=201", "", "", nil, 400, `{"code":"400","message":"Maximum number of results per page is 200"}`},
		{"limit of tokens", "GET", "/token/search?limit=x", "", "", nil, 404, ""},
		{"tokens by a member", "GET", "/token/search?sortBy=tokenCode", "", "", nil, 500, "*Failed to find entries with key: 'ou=tokens,o=jans'"},
		{"tokens by inum", "GET", "/token/search?sortBy=inum", "", "", nil, 500, "*Failed to find entries"},
		{"unknown field of tokens", "GET", "/token/search?fieldValuePair=nope=1", "", "", nil, 500, "*Failed to convert filter '(nope=1)' to expression"},
		{"date by its column", "GET", "/token/search?fieldValuePair=exp%3C2026-07-13", "", "", nil, 500, "*Failed to find entries"},
		{"pair without an operator", "GET", "/token/search?fieldValuePair=nope", "", "", nil, 500, errNoFilter.Error()},
		{"token by POST", "POST", "/token/search", "", "", nil, 405, ""},
		{"sessions want a scope", "GET", "/jans-auth-server/session", "", scopeTokenRead, nil, 401, "*Required scope: [https://jans.io/oauth/jans-auth-server/session.readonly]"},
		{"no such session", "GET", "/jans-auth-server/session/sid/nope", "", "", nil, 200, ""},
		{"delete no such session", "DELETE", "/jans-auth-server/session/sid/nope", "", "", nil, 404, ""},
		{"delete sessions of nobody", "DELETE", "/jans-auth-server/session/user/nope", "", "", nil, 404, ""},
		{"session.delete is not enough", "DELETE", "/jans-auth-server/session/sid/nope", "", scopeSessionDelete, nil, 401,
			"*Required scope: [https://jans.io/oauth/jans-auth-server/session.delete, revoke_session]"},
		{"session.delete and revoke_session", "DELETE", "/jans-auth-server/session/sid/nope", "", scopeSessionDelete + " " + scopeRevokeSession, nil, 404, ""},
		{"session.admin", "DELETE", "/jans-auth-server/session/sid/nope", "", scopeSessionAdmin, nil, 404, ""},
		{"sessions by sid", "GET", "/jans-auth-server/session/search?sortBy=outsideSid", "", "", nil, 500, "*Failed to find entries with key: 'ou=sessions,o=jans'"},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := newFixture(t)
			header := c.header
			switch c.token {
			case "none":
			case "":
				header = append(header, f.everything()...)
			default:
				access, _ := f.mint(ClientOther, "", c.token)
				header = append(header, bearer(access)...)
			}
			if c.token != "none" && c.body+c.method != "GET" {
				switch c.method {
				case "PATCH":
					header = append(header, "Content-Type", mediaJSONPatch)
				case "POST", "PUT":
					header = append(header, "Content-Type", mediaJSON)
				}
			}
			a := f.request(c.method, api+c.path, c.body, header...)
			part, isPart := strings.CutPrefix(c.want, "*")
			if a.status != c.status || !isPart && a.body != c.want || isPart && !strings.Contains(a.body, part) {
				t.Errorf("got %d %s\nwant %d %s", a.status, a.body, c.status, c.want)
			}
		})
	}
}

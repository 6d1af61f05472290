package sandbox

import (
	"net/http"
	"strings"
	"testing"
)

// The requests of the existing console besides those for properties, scopes, attributes and scripts. A body that begins with * is part of
// the answer.
func TestConsoleVectors(t *testing.T) {
	const noMethod = `{"code":"400","message":"Default authentication method should not be null or empty !"}`
	for _, c := range []struct {
		name, method, path, body string
		token                    string // "" is everything
		status                   int
		want                     string
	}{
		{"default method", "GET", "/acrs", "", scopeAcrsRead, 200, `{"defaultAcr":"simple_password_auth"}`},
		{"write includes read", "GET", "/acrs", "", scopeAcrsWrite, 200, "*defaultAcr"},
		{"read does not write", "PUT", "/acrs", `{"defaultAcr":"x"}`, scopeAcrsRead, 401, "*Insufficient"},
		{"unknown method", "PUT", "/acrs", `{"defaultAcr":"nope"}`, scopeAcrsWrite, 400,
			`{"code":"400","message":"INVALID_ACR","description":"Authentication script {nope} is not valid/active"}`},
		{"script that is off", "PUT", "/acrs", `{"defaultAcr":"basic"}`, "", 400, "*INVALID_ACR"},
		{"built-in method", "PUT", "/acrs", `{"defaultAcr":"simple_password_auth","more":1}`, "", 200, `{"defaultAcr":"simple_password_auth"}`},
		{"enabled script", "PUT", "/acrs", `{"defaultAcr":"dynamic_permission"}`, "", 200, `{"defaultAcr":"dynamic_permission"}`},
		{"no method", "PUT", "/acrs", `{}`, "", 400, noMethod},
		{"blank method", "PUT", "/acrs", `{"defaultAcr":" "}`, "", 400, noMethod},
		{"no body", "PUT", "/acrs", ``, "", 400, noMethod},
		{"null", "PUT", "/acrs", `null`, "", 400, noMethod},
		{"array", "PUT", "/acrs", `[]`, "", 400, notDeserializable},
		{"cut off", "PUT", "/acrs", `{"defaultAcr":`, "", 400, notDeserializable},
		{"plugins", "GET", "/plugin", "", scopePluginRead, 200, "[]"},
		{"plugins by a super scope", "GET", "/plugin", "", scopeReadAll, 200, "[]"},
		{"plugins with another scope", "GET", "/plugin", "", scopeAcrsRead, 401, "*[https://jans.io/oauth/config/plugin.readonly]"},
		{"one plugin", "GET", "/plugin/scim", "", scopePluginRead, 200, "false"},
		{"versions", "GET", "/health/app-version", "", scopeVersionRead, 200, `*[{"title":"Jans authentication server","version":"0.0.0-sandbox"`},
		{"versions by the group", "GET", "/health/app-version?artifact=ALL", "", scopeHealthAdmin, 200, "*["},
		{"write-all reads no versions", "GET", "/health/app-version", "", scopeWriteAll, 401, "*Insufficient"},
		{"one version", "GET", "/health/app-version?artifact=jans-config-api", "", "", 200, `*{"title":"jans-config-api-server"`},
		{"version of nothing", "GET", "/health/app-version?artifact=nope", "", "", 200, ""},
		{"services", "GET", "/health/service-status", "", scopeStatusRead, 200,
			`*{"jans-auth":"Running","jans-config-api":"Running","jans-casa":"Not present"`},
		{"one service", "GET", "/health/service-status?service=jans-auth", "", "", 200, `{"jans-auth":"Running"}`},
		{"hostile service", "GET", "/health/service-status?service=%22%7d", "", "", 200, `{"\"}":"Not present"}`},
		{"assets", "GET", "/jans-assets?startIndex=3", "", scopeAssetRead, 200, `{"start":3,"totalEntriesCount":0,"entriesCount":0}`},
		{"assets of a large page", "GET", "/jans-assets?limit=201", "", "", 400, "*Maximum number of results per page is 200"},
		{"services of assets", "GET", "/jans-assets/services", "", scopeAssetWrite, 200, `["jans-auth"]`},
		{"kinds of assets", "GET", "/jans-assets/asset-type", "", scopeAssetAdmin, 200, `["css","js","png"]`},
		{"assets with another scope", "GET", "/jans-assets/services", "", scopeAcrsRead, 401, "*[https://jans.io/oauth/config/asset.readonly]"},
		{"own settings", "GET", "/api-config", "", scopeConfigRead, 200, `*"maxCount":200`},
		{"own settings by the write scope", "GET", "/api-config", "", scopeConfigWrite, 200, `*"jansServiceModule":["jans-auth"]`},
		{"own settings with another scope", "GET", "/api-config", "", scopeAcrsRead, 401, "*[https://jans.io/oauth/config/properties.readonly]"},
		{"organization", "GET", "/org", "", scopeOrganizationRead, 200, `*{"dn":"o=jans","displayName":"Sandbox"`},
		{"patch", "PATCH", "/org", `[{"op":"replace","path":"/shortName","value":"ACME"},{"op":"remove","path":"/title"}]`, scopeOrganizationWrite, 200,
			`*"shortName":"ACME","title":"Gluu","baseDn":"o=jans"}`},
		{"read does not patch", "PATCH", "/org", `[]`, scopeOrganizationRead, 401, "*Insufficient"},
		{"malformed patch", "PATCH", "/org", `{`, "", 500, `*{"code":"500","message":"`},
		{"patch of nothing", "PATCH", "/org", `[{"op":"replace","path":"/nope","value":1}]`, "", 500,
			`{"code":"500","message":"no such path in target JSON document"}`},
		{"patch that removes everything", "PATCH", "/org", `[{"op":"replace","path":"","value":null}]`, "", 500, `*{"code":"500"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := newFixture(t)
			header := f.everything()
			if c.token != "" {
				header = bearer(f.token(c.token))
			}
			switch c.method {
			case http.MethodPatch:
				header = append(header, "Content-Type", mediaJSONPatch)
			case http.MethodPut:
				header = append(header, "Content-Type", mediaJSON)
			}
			a := f.request(c.method, api+c.path, c.body, header...)
			part, isPart := strings.CutPrefix(c.want, "*")
			if a.status != c.status || !isPart && a.body != c.want || isPart && !strings.Contains(a.body, part) {
				t.Errorf("got %d %s\nwant %d %s", a.status, a.body, c.status, c.want)
			}
		})
	}
}

// What is put is there afterwards, and gone after a reset.
func TestDefaultMethodIsStored(t *testing.T) {
	f := newFixture(t)
	f.must("PUT", "/acrs", `{"defaultAcr":"dynamic_permission"}`)
	f.must("PATCH", "/org", `[{"op":"replace","path":"/displayName","value":"ACME"}]`)
	if got := f.must("GET", "/acrs", ""); string(got["defaultAcr"]) != `"dynamic_permission"` {
		t.Errorf("acrs: %s", got)
	}
	if got := f.must("GET", "/org", ""); string(got["displayName"]) != `"ACME"` {
		t.Errorf("org: %s", got)
	}
	if err := f.reset(Seed{}); err != nil {
		t.Fatal(err)
	}
	if got := f.must("GET", "/acrs", ""); string(got["defaultAcr"]) != `"simple_password_auth"` {
		t.Errorf("after a reset: %s", got)
	}
}

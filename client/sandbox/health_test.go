package sandbox

import (
	"net/http"
	"slices"
	"strings"
	"testing"
)

func TestHealth(t *testing.T) {
	f := newFixture(t)
	for path, want := range map[string]string{
		"/health":                  `[{"name":"jans-config-api liveness","status":"UP"},{"name":"jans-config-api readiness","status":"UP"}]`,
		"/health/live":             `{"name":"jans-config-api liveness","status":"UP"}`,
		"/health/ready":            `{"name":"jans-config-api readiness","status":"UP"}`,
		"/jans-auth-server/health": `{"status":"running","db_status":"online"}`,
	} {
		if a := f.request(http.MethodGet, apiPath+path, ""); a.status != http.StatusOK || a.body != want {
			t.Errorf("%s: %d %s", path, a.status, a.body)
		}
	}
	stat := f.request(http.MethodGet, apiPath+"/health/server-stat", "").object(t)
	if string(stat["dbType"]) != `"sql"` || string(stat["lastUpdate"]) != `"2026-07-13T12:00:00"` || len(stat["facterData"]) < 10 {
		t.Errorf("server-stat: %v", stat)
	}
	if a := f.request(http.MethodGet, apiPath+"/jans-auth-server/health", "", "Content-Type", "text/plain"); a.status != http.StatusOK {
		t.Errorf("the auth server's health looks at Content-Type: %d", a.status)
	}
	f.replace("featureFlags", `["userinfo"]`)
	if a := f.request(http.MethodGet, apiPath+"/jans-auth-server/health", ""); a.status != http.StatusOK || a.body != "" {
		t.Errorf("with the flag off: %d %q", a.status, a.body)
	}
	if err := f.store.put(bucketConfig, string(keyDynamic), []byte("damaged")); err != nil {
		t.Fatal(err)
	}
	config := f.instance.Load().config
	config.tree = nil // as after a restart
	if a := f.request(http.MethodGet, apiPath+"/health/ready", ""); a.status != http.StatusOK || !strings.Contains(a.body, `"status":"DOWN","error":"e.getMessage()"`) {
		t.Errorf("with a damaged database: %d %s", a.status, a.body)
	}
}

func TestAuditLog(t *testing.T) {
	f := newFixture(t)
	f.admin(http.MethodGet, configPath, "")
	f.admin(http.MethodPatch, configPath, `[{"op":"replace","path":"/nope","value":1}]`, "jans-client", "console", "User-inum", "1a2b")
	f.admin(http.MethodPatch, configPath, `[{"op":"replace","path":"/keyStoreSecret","value":"x"}]`)
	f.admin(http.MethodPatch, configPath, "[\n]")
	lines, err := f.AuditLines()
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"13-07-2026 12:00:00.000 User:1a2b changed -jans-auth-server-config using client:console",
		`13-07-2026 12:00:00.000 jsonPatchString:[{"op":"replace","path":"/nope","value":1}]`,
		"13-07-2026 12:00:00.000 User:null changed -jans-auth-server-config using client:null", // what names a secret is left out
		"13-07-2026 12:00:00.000 User:null changed -jans-auth-server-config using client:null",
		"13-07-2026 12:00:00.000 jsonPatchString:[",
		"]",
	}
	if !slices.Equal(lines, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(lines, "\n"), strings.Join(want, "\n"))
	}
}

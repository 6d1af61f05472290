package sandbox

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"
)

// The log is written whether a change works or not, and searched as AuditLoggerResource.java does it.
func TestAuditSearch(t *testing.T) {
	f := newFixture(t)
	person := append(f.everything(), "User-inum", "1a2b", "jans-client", "jansadm")
	f.request(http.MethodPatch, api+"/jans-auth-server/config", `[{"op":"replace","path":"/idTokenLifetime","value":77}]`,
		append(person, "Content-Type", mediaJSONPatch)...)
	f.request(http.MethodDelete, api+"/scopes/NONE", "", person...)
	f.request(http.MethodPatch, api+"/scopes/43F1", "[{\"op\":\"replace\",\n\"path\":\"/description\",\"value\":\"x\"}]",
		append(f.everything(), "Content-Type", mediaJSONPatch)...)

	stamp := f.clock.Now().Format(auditTime)
	want := []string{
		stamp + " User:1a2b changed -jans-auth-server-config using client:jansadm",
		stamp + ` jsonPatchString:[{"op":"replace","path":"/idTokenLifetime","value":77}]`,
		stamp + " User:1a2b deleted -scopes-NONE using client:jansadm",
		stamp + " inum:NONE",
		stamp + " User:null changed -scopes-43F1 using client:null",
		stamp + " inum:43F1",
		stamp + ` pathString:[{"op":"replace",`,
		`"path":"/description","value":"x"}]`,
	}
	whole := f.audit(t, "limit=100", 200)
	var lines []string
	if err := json.Unmarshal(whole.object(t)["entries"], &lines); err != nil {
		t.Fatal(err)
	}
	if strings.Join(lines, "\n") != strings.Join(want, "\n") {
		t.Fatalf("the log is\n%s\nwant\n%s", strings.Join(lines, "\n"), strings.Join(want, "\n"))
	}
	day := f.clock.Now().Format("02-01-2006")
	for _, c := range []struct {
		query  string
		status int
		want   string
	}{
		{"", 200, `"start":0,"totalEntriesCount":8,"entriesCount":50,"entries":[`},
		{"startIndex=7&limit=3", 200, `{"start":7,"totalEntriesCount":8,"entriesCount":3,"entries":["\"path\":\"/description\",\"value\":\"x\"}]"]}`},
		{"startIndex=8", 200, `{"start":8,"totalEntriesCount":8,"entriesCount":50}`},
		{"startIndex=9", 400, `Page start index incorrect, total entries:{8}, but provided:{9} `},
		{"pattern=43F1", 200, `"totalEntriesCount":2`},
		{"pattern=" + strings.Repeat("x", 101), 400, `"code":"400"`},
		{"start_date=" + day, 200, `"totalEntriesCount":7`}, // the line without a time is dropped
		{"end_date=" + day, 200, `"totalEntriesCount":7`},
		{"start_date=" + f.clock.Now().AddDate(0, 0, 1).Format("02-01-2006"), 200, `"totalEntriesCount":0`},
		{"end_date=" + url.QueryEscape(f.clock.Now().Add(-time.Hour).Format(auditTime)), 200, `"totalEntriesCount":0`},
		{"start_date=" + f.clock.Now().Format("2006-01-02"), 400, `{"code":"400","message":"Start date is not valid.","description":"INVALID_DATE"}`},
		{"end_date=soon", 400, `INVALID_DATE`},
		{"limit=many", 404, ""},
	} {
		if a := f.audit(t, c.query, c.status); !strings.Contains(a.body, c.want) {
			t.Errorf("%s: %s", c.query, a.body)
		}
	}
	if a := f.request(http.MethodGet, api+"/audit", "", bearer(f.token(scopeAcrsRead))...); a.status != http.StatusUnauthorized {
		t.Errorf("without the scope: %d %s", a.status, a.body)
	}
}

func (f *fixture) audit(t *testing.T, query string, status int) answer {
	t.Helper()
	a := f.request(http.MethodGet, fmt.Sprintf("%s/audit?%s", api, query), "", f.everything()...)
	if a.status != status {
		t.Errorf("%s: %d %s", query, a.status, a.body)
	}
	return a
}

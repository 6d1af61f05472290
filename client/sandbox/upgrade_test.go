package sandbox

import (
	"context"
	"encoding/json"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"go.etcd.io/bbolt"
)

// A folder of the first data version has nothing to search in; it is filled anew and works.
func TestFolderOfTheFirstVersion(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	reopen := func() *Server {
		t.Helper()
		s, err := Open(t.Context(), Options{Dir: dir})
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	s := reopen()
	err := s.store.update(func(tx *bbolt.Tx) error {
		in, err := readInstallation(tx)
		if err != nil {
			return err
		}
		in.Version, in.Salt = 1, ""
		if err := tx.DeleteBucket(bucketScopeRows); err != nil {
			return err
		}
		return in.write(tx)
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(context.Background()); err != nil {
		t.Fatal(err)
	}
	s = reopen()
	defer s.Close(context.Background())
	f := &fixture{Server: s, t: t}
	if page := f.list("/scopes?pattern=view_email"); page.Total != 1 {
		t.Errorf("scopes: %+v", page)
	}
	if f.passwordGrant("admin", "openid")["access_token"] == nil {
		t.Error("nobody can sign in")
	}
}

// What is written stays, also for searches, when the folder is opened again.
func TestEntriesOutliveARestart(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	s, err := Open(t.Context(), Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	f := &fixture{Server: s, t: t}
	f.must("POST", "/scopes", `{"id":"careers","scopeType":"openid"}`)
	if err := s.Close(context.Background()); err != nil {
		t.Fatal(err)
	}
	if s, err = Open(t.Context(), Options{Dir: dir}); err != nil {
		t.Fatal(err)
	}
	defer s.Close(context.Background())
	f = &fixture{Server: s, t: t}
	if page := f.list("/scopes?pattern=careers&type=openid"); page.Total != 1 {
		t.Errorf("%+v", page)
	}
}

// The parameters of a path are in the audit log, bodies with secrets are not.
func TestAuditOfEntities(t *testing.T) {
	f := newFixture(t)
	f.must("PATCH", "/scopes/43F1", `[{"op":"replace","path":"/description","value":"x"}]`)
	f.must("PATCH", "/openid/clients/"+f.Sample(ClientApp).ID, `[{"op":"replace","path":"/clientSecret","value":"hunter2"}]`)
	f.call("DELETE", "/scopes/nope", "")
	lines, err := f.AuditLines()
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"changed -scopes-43F1 using client:null", " inum:43F1", ` pathString:[{"op":"replace","path":"/description","value":"x"}]`,
		"deleted -scopes-nope using client:null", " inum:nope",
	} {
		if !slices.ContainsFunc(lines, func(line string) bool { return strings.HasSuffix(line, want) }) {
			t.Errorf("no line ends in %q:\n%s", want, strings.Join(lines, "\n"))
		}
	}
	if strings.Contains(strings.Join(lines, "\n"), "hunter2") {
		t.Error("the log holds a secret")
	}
}

func TestPathsOfTheConfigAPI(t *testing.T) {
	f := newFixture(t)
	for path, want := range map[string]string{
		"GET /config/scripts/types": "200", "DELETE /config/scripts/types": "405 GET, HEAD, OPTIONS", "GET /config/scripts/x": "405 DELETE, OPTIONS, PATCH",
		"GET /scopes/type": "404", "POST /scopes/type/openid": "405 GET, HEAD, OPTIONS", "GET /scopes/": "200", "GET /scopes/a%2Fb": "404",
		"GET /config/scripts/name/dynamic%5Fpermission": "200",
	} {
		method, path, _ := strings.Cut(path, " ")
		a := f.request(method, api+path, "", f.everything()...)
		status, allow, _ := strings.Cut(want, " ")
		if got, _ := json.Marshal(a.status); string(got) != status || a.header.Get("Allow") != allow {
			t.Errorf("%s %s: %d, Allow %q", method, path, a.status, a.header.Get("Allow"))
		}
	}
}

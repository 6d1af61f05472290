package client

import (
	"errors"
	"io"
	"net/http"
	"reflect"
	"strings"
	"testing"

	"github.com/jansadm/jansadm/client/auth"
	"github.com/jansadm/jansadm/client/document"
)

const apiPath = "/jans-config-api/api/v1"

func TestEntryAddresses(t *testing.T) {
	s := &server{answer: func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodDelete {
			w.WriteHeader(http.StatusNoContent)
			return
		}
		text(200, `{"inum":"a","n":12345678901234567890}`)(w, r)
	}}
	c := connect(t, s, auth.Static("tok"), false)
	for path, service := range map[string]*EntriesService{
		"/scopes": c.Scopes, "/attributes": c.Claims, "/config/scripts": c.Scripts, "/openid/clients": c.Clients,
	} {
		below := path
		if service == c.Scripts {
			below += "/inum"
		}
		if doc, err := service.Get(t.Context(), "a"); err != nil || string(doc.Get("n")) != "12345678901234567890" {
			t.Errorf("got %v, %v", doc, err)
		}
		doc := document.Document{"inum": []byte(`"a"`), "dn": []byte(`"inum=a,ou=x"`), "v": []byte(`"<&>"`)}
		for _, write := range []func() (document.Document, string, error){
			func() (document.Document, string, error) { return service.Create(t.Context(), doc) },
			func() (document.Document, string, error) { return service.Replace(t.Context(), doc) },
			func() (document.Document, string, error) { return service.Patch(t.Context(), "a", nil) },
		} {
			if answer, id, err := write(); err != nil || id != "id-1" || len(answer) != 2 {
				t.Errorf("%s: %v, %q, %v", path, answer, id, err)
			}
		}
		if id, err := service.Delete(t.Context(), "a"); err != nil || id != "id-1" {
			t.Errorf("%s: %q, %v", path, id, err)
		}
		body := ` Bearer tok application/json {"dn":"inum=a,ou=x","inum":"a","v":"<&>"}`
		s.expect(t, "GET "+apiPath+below+"/a Bearer tok", "POST "+apiPath+path+body, "PUT "+apiPath+path+body,
			"PATCH "+apiPath+path+"/a Bearer tok application/json-patch+json []", "DELETE "+apiPath+path+"/a Bearer tok")
	}
}

// An inum is one segment of the address, whatever it holds; what cannot be one is refused before anything is sent.
func TestInumInTheAddress(t *testing.T) {
	var uri string
	s := &server{answer: func(w http.ResponseWriter, r *http.Request) {
		uri = r.URL.RequestURI()
		_, _ = io.WriteString(w, `{"inum":"x"}`)
	}}
	c := connect(t, s, auth.Static("tok"), false)
	for inum, want := range map[string]string{
		"B9D2-D6E5": "B9D2-D6E5", "a/../b": "a%2F..%2Fb", "a?b#c": "a%3Fb%23c", "a%2Fb": "a%252Fb", "ü\n": "%C3%BC%0A", "...": "...",
	} {
		if _, err := c.Scopes.Get(t.Context(), inum); err != nil || uri != apiPath+"/scopes/"+want {
			t.Errorf("%q: %s, %v", inum, uri, err)
		}
	}
	s.calls = nil
	for _, inum := range []string{"", " \t", ".", ".."} {
		_, err := c.Scripts.Get(t.Context(), inum)
		_, _, patching := c.Claims.Patch(t.Context(), inum, nil)
		_, deleting := c.Clients.Delete(t.Context(), inum)
		_, using := c.ScopeUsers(t.Context(), inum)
		_, _, replacing := c.Scopes.Replace(t.Context(), document.Document{"inum": document.Quote(inum)})
		for _, err := range []error{err, patching, deleting, using, replacing} {
			if e := (*Error)(nil); !errors.As(err, &e) || e.Kind != KindInvalid || e.Hint == "" || e.Unknown {
				t.Errorf("%q: %v", inum, err)
			}
		}
	}
	s.expect(t)
}

func TestChangesThatAreNoJSON(t *testing.T) {
	s := &server{answer: text(200, "{}")}
	c := connect(t, s, auth.Static("tok"), false)
	broken := document.Document{"inum": []byte(`"a"`), "dn": []byte(`"inum=a"`), "moduleProperties": []byte("{")}
	if _, _, err := c.Scripts.Create(t.Context(), broken); KindOf(err) != KindInvalid {
		t.Errorf("got %v", err)
	}
	if _, _, err := c.Scopes.Replace(t.Context(), broken); KindOf(err) != KindInvalid {
		t.Errorf("got %v", err)
	}
	if _, _, err := c.Scopes.Patch(t.Context(), "a", document.Patch{{Op: document.OpAdd, Path: "/x", Value: []byte("}")}}); KindOf(err) != KindInvalid {
		t.Errorf("got %v", err)
	}
	s.expect(t)
}

func TestReadOnlyEntries(t *testing.T) {
	s := &server{answer: text(200, `{"inum":"a"}`)}
	c := connect(t, s, auth.Static("tok"), true)
	_, _, creating := c.Scopes.Create(t.Context(), nil)
	_, deleting := c.Scopes.Delete(t.Context(), "a")
	if KindOf(creating) != KindReadOnly || KindOf(deleting) != KindReadOnly {
		t.Errorf("got %v and %v", creating, deleting)
	}
	s.expect(t)
	if _, err := c.Scopes.Get(t.Context(), "a"); err != nil {
		t.Error(err)
	}
}

// A locationType before moduleProperties would be lost.
func TestScriptBodies(t *testing.T) {
	s := &server{answer: text(200, "{}")}
	c := connect(t, s, auth.Static("tok"), false)
	for _, doc := range []document.Document{
		{"moduleProperties": []byte("[]"), "locationType": []byte(`"db"`), "zeta": []byte("1")},
		{"moduleProperties": []byte("[]")},
		{"locationType": []byte(`"db"`)},
		nil,
	} {
		if _, _, err := c.Scripts.Create(t.Context(), doc); err != nil {
			t.Error(err)
		}
	}
	post := "POST " + apiPath + "/config/scripts Bearer tok application/json "
	s.expect(t, post+`{"moduleProperties":[],"locationType":"db","zeta":1}`, post+`{"moduleProperties":[]}`, post+`{"locationType":"db"}`, post+"{}")
}

// PUT writes to the script that the DN in the body names.
func TestScriptsAreReplacedByTheirOwnDN(t *testing.T) {
	s := &server{answer: text(200, "{}")}
	c := connect(t, s, auth.Static("tok"), false)
	for body, fine := range map[string]bool{
		`{"inum":"a","dn":"inum=a,ou=scripts,o=jans"}`:             true,
		`{"inum":"a","baseDn":"INUM=a,ou=scripts,o=jans","dn":""}`: true,
		`{"inum":"a"}`:        false,
		`{"inum":"a","dn":7}`: false,
		`{"inum":"a","dn":"inum=ab,ou=scripts,o=x"}`:                                       false,
		`{"inum":"a","dn":"inum=a,ou=scripts,o=jans","baseDn":"inum=b,ou=scripts,o=jans"}`: false,
	} {
		s.calls = nil
		doc, err := document.Parse([]byte(body))
		if err != nil {
			t.Fatal(err)
		}
		if _, _, err = c.Scripts.Replace(t.Context(), doc); (err == nil) != fine || (len(s.calls) > 0) != fine {
			t.Errorf("%s: %v after %v", body, err, s.calls)
		}
	}
}

func TestSecretsOfClientsAreDropped(t *testing.T) {
	const client = `{"inum":"a","clientSecret":"hush","registrationAccessToken":"hush","displayName":"A"}`
	s := &server{answer: text(200, client)}
	c := connect(t, s, auth.Static("tok"), false)
	read, err := c.Clients.Get(t.Context(), "a")
	made, _, creating := c.Clients.Create(t.Context(), nil)
	patched, _, patching := c.Clients.Patch(t.Context(), "a", nil)
	replaced, _, replacing := c.Clients.Replace(t.Context(), document.Document{"inum": []byte(`"a"`)})
	if err := errors.Join(err, creating, patching, replacing); err != nil {
		t.Fatal(err)
	}
	s.answer = text(200, `{"start":0,"totalEntriesCount":1,"entriesCount":1,"entries":[`+client+`]}`)
	page, err := c.Clients.List(t.Context(), Query{})
	if err != nil {
		t.Fatal(err)
	}
	for _, doc := range append(page.Entries, read, made, patched, replaced) {
		if len(doc) != 2 || doc.Has("clientSecret") || doc.Has("registrationAccessToken") {
			t.Errorf("got %s", doc)
		}
	}
}

func TestScopeUsers(t *testing.T) {
	var uri string
	answer := `{"inum":"s","clients":[{"inum":"a","clientName":"A","displayName":"B","clientSecret":"hush","disabled":true,"scopes":["inum=s,ou=scopes,o=jans"]},{"inum":"b","displayName":"B"},{}]}`
	s := &server{answer: func(w http.ResponseWriter, r *http.Request) {
		uri = r.URL.RequestURI()
		_, _ = io.WriteString(w, answer)
	}}
	c := connect(t, s, auth.Static("tok"), false)
	users, err := c.ScopeUsers(t.Context(), "s/1")
	if want := []ScopeUser{{"a", "A", true, []string{"inum=s,ou=scopes,o=jans"}}, {"b", "B", false, nil}, {}}; err != nil || !reflect.DeepEqual(users, want) {
		t.Errorf("got %+v, %v", users, err)
	}
	if want := apiPath + "/scopes/s%2F1?withAssociatedClients=true"; uri != want {
		t.Errorf("asked %s", uri)
	}
	answer = `{"inum":"s"}`
	if users, err := c.ScopeUsers(t.Context(), "s"); err != nil || len(users) != 0 {
		t.Errorf("no clients: %+v, %v", users, err)
	}
	for _, answer = range []string{`{}`, `{"inum":"s","clients":{"clientSecret":"hush"}}`, `{"inum":"s","clients":[{"disabled":"hush"}]}`} {
		if _, err := c.ScopeUsers(t.Context(), "s"); KindOf(err) != KindProtocol || strings.Contains(err.Error(), "hush") {
			t.Errorf("%s: %v", answer, err)
		}
	}
}

func TestRefusedEntries(t *testing.T) {
	calls := map[string]func(*EntriesService) error{
		"GET":  func(s *EntriesService) error { _, err := s.Get(t.Context(), "a"); return err },
		"POST": func(s *EntriesService) error { _, _, err := s.Create(t.Context(), nil); return err },
		"PUT": func(s *EntriesService) error {
			_, _, err := s.Replace(t.Context(), document.Document{"inum": []byte(`"a"`), "dn": []byte(`"inum=a"`)})
			return err
		},
		"PATCH": func(s *EntriesService) error { _, _, err := s.Patch(t.Context(), "a", nil); return err },
	}
	s := &server{}
	c := connect(t, s, auth.Static("tok"), false)
	for _, r := range []struct {
		service *EntriesService
		method  string
		status  int
		body    string
		kind    Kind
	}{
		{c.Scripts, "GET", 404, "", KindNotFound},
		{c.Scripts, "GET", 200, " \n", KindNotFound},
		{c.Scopes, "GET", 200, "", KindProtocol},
		{c.Scripts, "PATCH", 500, "Failed to find entry: 'inum=a,ou=scripts,o=jans'", KindNotFound},
		{c.Scripts, "PUT", 500, "Failed to find entry: 'inum=a,ou=scripts,o=jans'", KindNotFound},
		{c.Scripts, "POST", 500, "createScript.customScript.name: Length of the Name should be between 1 and 30", KindInvalid},
		{c.Claims, "POST", 500, "createAttribute.attribute.description: must not be null", KindInvalid},
		{c.Claims, "POST", 404, `{"code":"404","message":"The requested dataType doesn't exist"}`, KindInvalid},
		{c.Claims, "GET", 404, `{"code":"404","message":"The requested jans attribute doesn't exist"}`, KindNotFound},
		{c.Claims, "POST", 406, `{"code":"406","message":"Attribute with same name 'x' already exists!"}`, KindConflict},
		{c.Claims, "PUT", 400, `{"code":"400","message":"NAME_CONFLICT","description":"x"}`, KindConflict},
		{c.Claims, "PUT", 406, `{"code":"406","message":"The attribute type 'x' not defined in DB schema"}`, KindInvalid},
		{c.Clients, "PUT", 400, `{"code":"400","message":"Invalid scope in request -> [x]"}`, KindInvalid},
		{c.Clients, "POST", 400, `{"code":"400","message":"Invalid claim in request -> [x]"}`, KindInvalid},
		{c.Scopes, "PATCH", 500, "value differs from expectations", KindConflict},
	} {
		s.answer = text(r.status, r.body)
		err := calls[r.method](r.service)
		if e := (*Error)(nil); !errors.As(err, &e) || e.Kind != r.kind || e.Unknown || e.Hint == "" || e.Status != r.status {
			t.Errorf("%s %d %q: %v", r.method, r.status, r.body, err)
		}
	}
}

package client

import (
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/jansadm/jansadm/client/auth"
	"github.com/jansadm/jansadm/client/transport"
	"pgregory.net/rapid"
)

func TestListAddresses(t *testing.T) {
	var uri string
	s := &server{answer: func(w http.ResponseWriter, r *http.Request) {
		uri = r.URL.RequestURI()
		_, _ = io.WriteString(w, `{"start":0,"totalEntriesCount":0,"entriesCount":0}`)
	}}
	c := connect(t, s, auth.Static("tok"), false)
	for _, r := range []struct {
		service *EntriesService
		query   Query
		want    string
	}{
		{c.Scopes, Query{}, "/scopes?limit=200"},
		{c.Scopes, Query{Pattern: "a b,c&d", Start: 400, Limit: 7, SortBy: "jansId", Descending: true},
			"/scopes?limit=7&pattern=a+b%2Cc%26d&sortBy=jansId&sortOrder=descending&startIndex=400"},
		{c.Scopes, Query{Type: "dynamic"}, "/scopes?fieldValuePair=scopeType%3Ddynamic&limit=200"},
		{c.Scopes, Query{Type: "openid", Fields: []Field{{Name: "id", Value: "a b"}, {Name: "jansGrpClaims"}}},
			"/scopes?fieldValuePair=id%3Da+b%2CjansGrpClaims%3D%2CscopeType%3Dopenid&limit=200"},
		{c.Claims, Query{Status: "inactive"}, "/attributes?limit=200&status=inactive"},
		{c.Scripts, Query{Limit: 1}, "/config/scripts?limit=1"},
		{c.Scripts, Query{Type: "a/b"}, "/config/scripts/type/a%2Fb?limit=200"},
		{c.Clients, Query{Limit: 200}, "/openid/clients?limit=200"},
	} {
		if page, err := r.service.List(t.Context(), r.query); err != nil || uri != apiPath+r.want || page.Entries != nil {
			t.Errorf("%+v asked %s, %v", r.query, uri, err)
		}
	}
	s.calls = nil
	for _, r := range []struct {
		service *EntriesService
		query   Query
	}{
		{c.Scopes, Query{Start: -1}},
		{c.Scopes, Query{Limit: -1}},
		{c.Scopes, Query{Status: "active"}},
		{c.Scopes, Query{Type: "a,b"}},
		{c.Scopes, Query{Type: "openid", Fields: []Field{{Name: "scopeType", Value: "uma"}}}},
		{c.Scopes, Query{Fields: []Field{{Name: "", Value: "x"}}}},
		{c.Scopes, Query{Fields: []Field{{Name: "a=b", Value: "x"}}}},
		{c.Scopes, Query{Fields: []Field{{Name: "id", Value: "a=b"}}}},
		{c.Scopes, Query{Fields: []Field{{Name: "id", Value: "a"}, {Name: "id", Value: "b"}}}},
		{c.Claims, Query{Status: "ACTIVE"}},
		{c.Claims, Query{Type: "string"}},
		{c.Scripts, Query{Type: ".."}},
		{c.Scripts, Query{Type: " "}},
		{c.Clients, Query{Type: "web"}},
	} {
		_, err := r.service.List(t.Context(), r.query)
		if e := (*Error)(nil); !errors.As(err, &e) || e.Kind != KindInvalid || e.Detail == "" || e.Hint == "" {
			t.Errorf("%+v: %v", r.query, err)
		}
	}
	s.expect(t)
}

// What is sent as fields is read by the server as the same fields.
func TestFieldsSurvive(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		field := rapid.Custom(func(t *rapid.T) Field {
			return Field{Name: rapid.String().Draw(t, "name"), Value: rapid.String().Draw(t, "value")}
		})
		fields := rapid.SliceOfN(field, 1, 4).Draw(t, "fields")
		pairs, err := joinFields(fields)
		if err != nil {
			return
		}
		sent, err := url.ParseQuery(url.Values{"fieldValuePair": {pairs}}.Encode())
		if err != nil {
			t.Fatal(err)
		}
		received := strings.Split(sent.Get("fieldValuePair"), ",")
		if len(received) != len(fields) {
			t.Fatalf("%q became %q", fields, received)
		}
		for i, pair := range received {
			if name, value, ok := strings.Cut(pair, "="); !ok || (Field{Name: name, Value: value}) != fields[i] {
				t.Fatalf("%q became %q", fields, received)
			}
		}
	})
}

func TestPages(t *testing.T) {
	s := &server{}
	c := connect(t, s, auth.Static("tok"), false)
	s.answer = text(200, `{"start":2,"totalEntriesCount":9,"entriesCount":2,"entries":[{"n":1.50,"s":"\ud800"},{}]}`)
	page, err := c.Scopes.List(t.Context(), Query{Start: 2})
	if err != nil || page.Start != 2 || page.Total != 9 || len(page.Entries) != 2 {
		t.Fatalf("got %+v, %v", page, err)
	}
	if first := page.Entries[0]; string(first.Get("n")) != "1.50" || string(first.Get("s")) != `"\ud800"` {
		t.Errorf("values were altered: %s", first)
	}
	for _, body := range []string{
		`{"start":0,"entries":[]}`, `{"totalEntriesCount":"9"}`, `{"totalEntriesCount":1,"entries":[null]}`, `{"totalEntriesCount":1,"entries":["x"]}`,
		`{"totalEntriesCount":1,"entries":{}}`, `[{"inum":"x"}]`, `{"totalEntriesCount":1,"entries":[{"inum":"x"}`, ``,
	} {
		s.answer = text(200, body)
		if page, err := c.Scopes.List(t.Context(), Query{}); KindOf(err) != KindProtocol {
			t.Errorf("%s: %+v, %v", body, page, err)
		}
	}
	s.answer = text(400, `{"code":"400","message":"Maximum number of results per page is 200"}`)
	if _, err := c.Scopes.List(t.Context(), Query{Limit: 201}); KindOf(err) != KindInvalid {
		t.Errorf("got %v", err)
	}
}

// The server answers an unknown type with all scripts.
func TestScriptsOfAnUnknownType(t *testing.T) {
	s := &server{answer: text(200, `{"start":0,"totalEntriesCount":2,"entriesCount":2,"entries":[{"scriptType":"discovery"},{"scriptType":"par"}]}`)}
	c := connect(t, s, auth.Static("tok"), false)
	if page, err := c.Scripts.List(t.Context(), Query{Type: "nosuch"}); err != nil || page.Total != 0 || page.Entries != nil {
		t.Errorf("got %+v, %v", page, err)
	}
	if page, err := c.Scripts.List(t.Context(), Query{}); err != nil || page.Total != 2 || len(page.Entries) != 2 {
		t.Errorf("got %+v, %v", page, err)
	}
	s.answer = text(200, `{"start":0,"totalEntriesCount":1,"entriesCount":1,"entries":[{"scriptType":"discovery"}]}`)
	if page, err := c.Scripts.List(t.Context(), Query{Type: "DISCOVERY"}); err != nil || page.Total != 1 || len(page.Entries) != 1 {
		t.Errorf("got %+v, %v", page, err)
	}
}

func TestPageThatIsTooLarge(t *testing.T) {
	tr, err := transport.New(transport.Options{
		Transport: &server{answer: text(200, `{"totalEntriesCount":1,"entries":[{"script":"`+strings.Repeat("x", 2000)+`"}]}`)},
		MaxBody:   1000, Retry: transport.Retry{Attempts: 1},
	})
	if err != nil {
		t.Fatal(err)
	}
	c, err := New(Config{BaseURL: base, Tokens: auth.Static("tok"), Transport: tr})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.Scripts.List(t.Context(), Query{}); KindOf(err) != KindTooLarge {
		t.Errorf("got %v", err)
	}
}

package clienttest

import (
	"bytes"
	"slices"
	"testing"

	"github.com/jansadm/jansadm/client"
	"github.com/jansadm/jansadm/client/document"
)

// entryKinds are the kinds of entries with something that every installation has.
func (s *suite) entryKinds() map[string]*client.EntriesService {
	return map[string]*client.EntriesService{
		"scopes": s.client.Scopes, "claims": s.client.Claims, "scripts": s.client.Scripts, "clients": s.client.Clients,
	}
}

// entries reads lists and single entries of each kind.
func (s *suite) entries(t *testing.T) {
	for name, service := range s.entryKinds() {
		t.Run(name, func(t *testing.T) {
			first, err := service.List(t.Context(), client.Query{Limit: 2})
			if err != nil {
				t.Fatal(err)
			}
			if first.Start != 0 || first.Total < 1 || len(first.Entries) != min(2, first.Total) {
				t.Fatalf("%d entries from %d of %d", len(first.Entries), first.Start, first.Total)
			}
			pages(t, service, first)
			one(t, service, first.Entries[0])
		})
	}
	t.Run("filters", s.filters)
	t.Run("users of a scope", s.scopeUsers)
}

// pages looks at the pages beside the first.
func pages(t *testing.T, service *client.EntriesService, first client.Page) {
	t.Helper()
	end, err := service.List(t.Context(), client.Query{Start: first.Total + 1000, Limit: 1})
	if err != nil || end.Entries != nil || end.Total != first.Total || end.Start != first.Total+1000 {
		t.Errorf("past the end: %+v, %v", end, err)
	}
	if len(first.Entries) > 1 {
		second, err := service.List(t.Context(), client.Query{Start: 1, Limit: 1})
		if err != nil || len(second.Entries) != 1 || !document.Equal(second.Entries[0].Get("inum"), first.Entries[1].Get("inum")) {
			t.Errorf("the second entry alone: %+v, %v", second, err)
		}
	}
	if _, err := service.List(t.Context(), client.Query{Limit: 1 << 30}); client.KindOf(err) != client.KindInvalid {
		t.Errorf("a page that is too long: %v", err)
	}
	if none, err := service.List(t.Context(), client.Query{Pattern: "no such entry"}); err != nil || none.Total != 0 || none.Entries != nil {
		t.Errorf("a search that finds nothing: %+v, %v", none, err)
	}
}

// one reads an entry of a list by itself, and one that does not exist.
func one(t *testing.T, service *client.EntriesService, listed document.Document) {
	t.Helper()
	inum, ok := document.Text(listed.Get("inum"))
	if !ok {
		t.Fatalf("an entry without inum: %v", listed.Names())
	}
	read, err := service.Get(t.Context(), inum)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(read.Names(), listed.Names()) || !document.Equal(read.Get("dn"), listed.Get("dn")) {
		t.Errorf("read alone it has %v, in the list %v", read.Names(), listed.Names())
	}
	for _, secret := range []string{"clientSecret", "registrationAccessToken"} {
		if read.Has(secret) || listed.Has(secret) {
			t.Errorf("%s is kept", secret)
		}
	}
	if _, err := service.Get(t.Context(), "no such inum"); client.KindOf(err) != client.KindNotFound {
		t.Errorf("an entry that does not exist: %v", err)
	}
}

// filters narrows lists by the values that the server has for it.
func (s *suite) filters(t *testing.T) {
	for name, r := range map[string]struct {
		service *client.EntriesService
		query   client.Query
		member  string
		value   string
	}{
		"scopes of a type":   {s.client.Scopes, client.Query{Type: "openid"}, "scopeType", `"openid"`},
		"scopes of an id":    {s.client.Scopes, client.Query{Fields: []client.Field{{Name: "id", Value: "profile"}}}, "id", `"profile"`},
		"both":               {s.client.Scopes, client.Query{Type: "openid", Fields: []client.Field{{Name: "id", Value: "email"}}}, "id", `"email"`},
		"claims of a status": {s.client.Claims, client.Query{Status: "active"}, "status", `"active"`},
		"scripts of a type":  {s.client.Scripts, client.Query{Type: "dynamic_scope"}, "scriptType", `"dynamic_scope"`},
	} {
		page, err := r.service.List(t.Context(), r.query)
		if err != nil || page.Total < 1 || len(page.Entries) < 1 {
			t.Errorf("%s: %d of %d, %v", name, len(page.Entries), page.Total, err)
		}
		for _, entry := range page.Entries {
			if got := bytes.TrimSpace(entry.Get(r.member)); string(got) != r.value {
				t.Errorf("%s: %s is %s", name, r.member, got)
			}
		}
	}
	for _, service := range []*client.EntriesService{s.client.Scopes, s.client.Scripts} {
		if page, err := service.List(t.Context(), client.Query{Type: "nosuch"}); err != nil || page.Total != 0 || page.Entries != nil {
			t.Errorf("an unknown type: %d of %d, %v", len(page.Entries), page.Total, err)
		}
	}
}

// scopeUsers asks about a scope that this very client has: it was needed to get here.
func (s *suite) scopeUsers(t *testing.T) {
	page, err := s.client.Scopes.List(t.Context(), client.Query{Pattern: client.ScopeScopesRead})
	if err != nil || len(page.Entries) == 0 {
		t.Fatalf("%d scopes, %v", len(page.Entries), err)
	}
	inum, _ := document.Text(page.Entries[0].Get("inum"))
	users, err := s.client.ScopeUsers(t.Context(), inum)
	if err != nil {
		t.Fatal(err)
	}
	for _, user := range users {
		if user.Inum == "" {
			t.Errorf("a client without inum: %+v", user)
		}
	}
	if _, err := s.client.ScopeUsers(t.Context(), "no such inum"); client.KindOf(err) != client.KindNotFound {
		t.Errorf("a scope that does not exist: %v", err)
	}
}

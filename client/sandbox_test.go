package client_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/jansadm/jansadm/client"
	"github.com/jansadm/jansadm/client/auth"
	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/sandbox"
	"github.com/jansadm/jansadm/client/transport"
)

// connect opens a sandbox and logs in to it, with more scopes than those that everybody asks for.
func connect(t *testing.T, readOnly bool, more ...string) (*client.Client, sandbox.Info) {
	t.Helper()
	server, err := sandbox.Open(t.Context(), sandbox.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := server.Close(context.WithoutCancel(t.Context())); err != nil {
			t.Error(err)
		}
	})
	tr, err := transport.New(transport.Options{Transport: server.Transport(), ReadOnly: readOnly})
	if err != nil {
		t.Fatal(err)
	}
	info := server.Info()
	tokens := auth.NewClientCredentials(tr, info.URL+"/jans-auth/restv1/token", info.ClientID, info.ClientSecret, append(client.Scopes(readOnly), more...), nil)
	c, err := client.New(client.Config{BaseURL: info.URL, Tokens: tokens, Transport: tr})
	if err != nil {
		t.Fatal(err)
	}
	return c, info
}

func column(page client.Page, name string) []string {
	var values []string
	for _, entry := range page.Entries {
		value, _ := document.Text(entry.Get(name))
		values = append(values, value)
	}
	return values
}

// What a read-only connection asks for suffices for all that it offers.
func TestReadingTheSandbox(t *testing.T) {
	c, _ := connect(t, true)
	for name, r := range map[string]struct {
		service *client.EntriesService
		query   client.Query
		column  string
		want    []string
	}{
		"type and pattern":       {c.Scopes, client.Query{Type: "openid", Pattern: "view_email,view_phone", SortBy: "jansId"}, "id", []string{"email", "phone"}},
		"type and field":         {c.Scopes, client.Query{Type: "openid", Fields: []client.Field{{Name: "groupClaims", Value: "true"}}}, "id", []string{"address"}},
		"type, nothing left":     {c.Scopes, client.Query{Type: "dynamic", Fields: []client.Field{{Name: "id", Value: "email"}}}, "id", nil},
		"claim, case aside":      {c.Claims, client.Query{Pattern: "BIRTHDATE", Status: "active"}, "name", []string{"birthdate"}},
		"claim of other status":  {c.Claims, client.Query{Pattern: "birthdate", Status: "inactive"}, "name", nil},
		"scripts of no type":     {c.Scripts, client.Query{Type: "nosuch"}, "name", nil},
		"script by name":         {c.Scripts, client.Query{Fields: []client.Field{{Name: "name", Value: "work_phone"}}}, "scriptType", []string{"dynamic_scope"}},
		"clients, last to first": {c.Clients, client.Query{Pattern: "sample", SortBy: "displayName", Descending: true, Start: 1, Limit: 1}, "displayName", []string{"Public sample client"}},
	} {
		page, err := r.service.List(t.Context(), r.query)
		if got := column(page, r.column); err != nil || !slices.Equal(got, r.want) {
			t.Errorf("%s: %q of %d, %v", name, got, page.Total, err)
		}
	}
}

func TestScopeUsersOfTheSandbox(t *testing.T) {
	c, info := connect(t, true)
	users, err := c.ScopeUsers(t.Context(), "C4F7") // jans_stat
	if err != nil {
		t.Fatal(err)
	}
	if !slices.ContainsFunc(users, func(u client.ScopeUser) bool {
		return u.Inum == info.ClientID && u.Name == "Jans Config Api Client" && !u.Disabled
	}) {
		t.Errorf("got %+v", users)
	}
	if len(users) != 2 {
		t.Errorf("got %d users", len(users))
	}
}

// A change of a client leaves the secret that this side never sees as it is.
func TestChangedClientKeepsItsSecret(t *testing.T) {
	c, info := connect(t, false)
	_, _, err := c.Clients.Patch(t.Context(), info.ClientID, document.Patch{
		{Op: document.OpReplace, Path: "/displayName", Value: document.Quote("Renamed")},
	})
	if err != nil {
		t.Fatal(err)
	}
	again, err := c.Clients.Get(t.Context(), info.ClientID)
	if name, _ := document.Text(again.Get("displayName")); err != nil || name != "Renamed" || again.Has("clientSecret") {
		t.Errorf("got %s, %v", again, err)
	}
	again["scopes"] = document.QuoteAll([]string{"nosuch"})
	_, _, err = c.Clients.Replace(t.Context(), again)
	if client.KindOf(err) != client.KindInvalid || !strings.Contains(err.Error(), "nosuch") {
		t.Errorf("a scope that does not exist: %v", err)
	}
}

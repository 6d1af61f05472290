package connect

import (
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/transport"
)

// The users of the sandbox have values, those that a draft would give too.
func TestResidents(t *testing.T) {
	c, err := open(t, Settings{Sandbox: true}, map[string]string{"JANSADM_HOME": t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	email, err := c.Ops.Find(t.Context(), change.Scope, "email")
	if err != nil {
		t.Fatal(err)
	}
	preview, err := c.Ops.Preview(t.Context(), []*ops.Entity{email})
	if err != nil {
		t.Fatal(err)
	}
	names, err := c.Ops.People(t.Context())
	if err != nil || !slices.Contains(names, "maria") {
		t.Fatalf("%q, %v", names, err)
	}
	shown, err := c.Ops.PreviewFor(t.Context(), preview, "maria")
	if err != nil || !slices.ContainsFunc(shown.Claims, func(claim ops.PreviewClaim) bool { return string(claim.Value) == `"maria@example.org"` }) {
		t.Errorf("%+v, %v", shown, err)
	}
}

// A token is a person's when userinfo opens to it.
func TestBearer(t *testing.T) {
	for _, tc := range []struct {
		name, body string
		status     int
		want       []string
		fails      bool
	}{
		{name: "person", status: 200, body: `{"sub":"1","name":"Maria","user_name":"maria"}`, want: []string{"maria"}},
		{name: "without a name", status: 200, body: `{}`, want: []string{unnamed}},
		{name: "client", status: 403, body: `{"error":"insufficient_scope"}`},
		{name: "expired", status: 401, body: `{"error":"invalid_token"}`},
		{name: "broken", status: 500, want: []string{unnamed}},
		{name: "JWT", status: 200, body: "eyJh.eyJi.x", fails: true},
	} {
		t.Run(tc.name, func(t *testing.T) {
			open, err := transport.New(transport.Options{Transport: roundTripper(func(r *http.Request) (*http.Response, error) {
				if r.URL.String() != "https://h/userinfo" || r.Header.Get("Authorization") != "Bearer token" {
					t.Errorf("%s, %s", r.URL, r.Header)
				}
				return &http.Response{StatusCode: tc.status, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(tc.body))}, nil
			})})
			if err != nil {
				t.Fatal(err)
			}
			found := 0
			e := newEndpoints("https://h", discovery(t, `{"userinfo_endpoint":"https://h/userinfo"}`, &found))
			b := &bearer{transport: open, endpoint: e.userinfo, token: "token"}
			for range 2 {
				if names, err := b.Names(t.Context()); !slices.Equal(names, tc.want) || (err != nil) != tc.fails {
					t.Errorf("%q, %v", names, err)
				}
			}
			answer, err := b.Userinfo(t.Context(), "", ops.Released{})
			if (err == nil) != (tc.status == 200 && !tc.fails) || answer.Exact {
				t.Errorf("%+v, %v", answer, err)
			}
		})
	}
}

package ops_test

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/jansadm/jansadm/client/clienttest"
	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/sandbox"
)

// theater is a world with real delays and a clock that tests turn.
type theater struct {
	world
	people ops.People
}

func newTheater(t testing.TB) *theater {
	t.Helper()
	clock := sandbox.NewManualClock(time.Date(2026, 7, 13, 12, 0, 0, 0, time.UTC))
	w := newWorld(t, sandbox.Options{Clock: clock, Timing: sandbox.RealTiming()})
	return &theater{world: w, people: clienttest.Residents{Server: w.server}}
}

func (th *theater) scope(name string) *ops.Entity {
	th.t.Helper()
	entity, err := th.Find(th.t.Context(), change.Scope, name)
	if err != nil {
		th.t.Fatal(err)
	}
	return entity
}

// make creates an entry and gives everybody the time to notice it.
func (th *theater) make(resource change.Resource, text string) *ops.Entity {
	th.t.Helper()
	doc, _, err := ops.Entries(th.api)[resource].Create(th.t.Context(), parse(th.t, text))
	if err != nil {
		th.t.Fatal(err)
	}
	entity := ops.NewEntity(resource, doc)
	if resource == change.Scope {
		th.patch(change.Client, th.server.Sample(sandbox.ClientApp).ID, document.Op{Op: document.OpAdd, Path: "/scopes/-", Value: document.Quote(entity.Head().DN())})
	}
	th.clock.Advance(sandbox.RealTiming().EntityCache)
	return entity
}

func (th *theater) patch(resource change.Resource, inum string, patch ...document.Op) {
	th.t.Helper()
	if _, _, err := ops.Entries(th.api)[resource].Patch(th.t.Context(), inum, patch); err != nil {
		th.t.Fatal(err)
	}
	th.clock.Advance(sandbox.RealTiming().EntityCache)
}

func (th *theater) enable(inum string, on bool) {
	th.t.Helper()
	th.patch(change.Script, inum, document.Op{Op: document.OpReplace, Path: "/enabled", Value: json.RawMessage(fmt.Sprint(on))})
}

// userinfo is what a client that is granted the scopes is told about a user, without what is in every answer; the status when that is nothing.
func (th *theater) userinfo(user, scope string) (map[string]string, int) {
	th.t.Helper()
	info := th.server.Info()
	password := ""
	for _, known := range info.Users {
		if known.Name == user {
			password = known.Password
		}
	}
	granted, status := th.send(http.MethodPost, "/jans-auth/restv1/token", url.Values{
		"grant_type": {"password"}, "username": {user}, "password": {password}, "scope": {scope},
	}.Encode(), func(r *http.Request) {
		r.SetBasicAuth(url.QueryEscape(info.AppID), url.QueryEscape(info.AppSecret))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	})
	token, _ := document.Text(granted.Get("access_token"))
	scopes, _ := document.Text(granted.Get("scope"))
	refused := func(name string) bool { return !slices.Contains(strings.Fields(scopes), name) }
	if token == "" || slices.ContainsFunc(strings.Fields(scope), refused) {
		th.t.Fatalf("token: %d %s", status, granted)
	}
	answer, status := th.send(http.MethodGet, "/jans-auth/restv1/userinfo", "", func(r *http.Request) { r.Header.Set("Authorization", "Bearer "+token) })
	if status != http.StatusOK {
		return nil, status
	}
	claims := map[string]string{}
	for name, value := range answer {
		if !slices.Contains([]string{"sub", "jti", "iat", "nbf", "exp", "client_id"}, name) {
			claims[name] = string(document.Compact(value))
		}
	}
	return claims, status
}

func (th *theater) send(method, path, body string, prepare func(*http.Request)) (document.Document, int) {
	th.t.Helper()
	r, err := http.NewRequestWithContext(th.t.Context(), method, th.server.Info().URL+path, strings.NewReader(body))
	if err != nil {
		th.t.Fatal(err)
	}
	prepare(r)
	response, err := th.server.Transport().RoundTrip(r)
	if err != nil {
		th.t.Fatal(err)
	}
	defer response.Body.Close()
	content, err := io.ReadAll(response.Body)
	if err != nil {
		th.t.Fatal(err)
	}
	answer, _ := document.Parse(content) // of a failure there may be none
	return answer, response.StatusCode
}

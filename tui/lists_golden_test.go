package tui_test

import (
	"testing"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/tui/kit/kittest"
)

// without empties a list of the server.
func without(path string) func(*stage) { return func(s *stage) { s.server.held[path] = nil } }

// create stages a new entry, as the form of its kind does.
func create(resource change.Resource, content string) func(*stage) {
	return func(s *stage) {
		doc, err := document.Parse([]byte(content))
		if err == nil {
			_, err = ops.Create(s.session.Draft, resource, doc)
		}
		if err != nil {
			panic(err)
		}
	}
}

const careers = `{"id":"careers","displayName":"Careers","scopeType":"openid","claims":["inum=27DB,ou=attributes,o=jans"]}`

var lists = []frame{
	{name: "scopes", walk: opened("auth.scopes", "")},
	{name: "scopes loading", walk: opening("auth.scopes", "")},
	{name: "scopes none", walk: steps(without(scopesPath), opened("auth.scopes", ""))},
	{name: "scopes failing", walk: steps(broken(502, "text/html", proxyPage), opened("auth.scopes", ""))},
	{name: "scopes no permission", walk: steps(broken(403, "application/json", `{"code":"403","message":"no"}`), opened("auth.scopes", ""))},
	{name: "scopes reload failed", walk: steps(opened("auth.scopes", ""), broken(500, "text/plain", "Failed"), keys("r"))},
	{name: "scopes named", walk: steps(opened("auth.scopes", ""), keys("down", "up"))},
	{name: "scopes marked", walk: steps(opened("auth.scopes", ""), keys("x", "x", "down"))},
	{name: "scopes staged", walk: steps(create(change.Scope, careers), opened("auth.scopes", ""), keys("down", "d", "down", "down"), patched, keys("up", "up"))},
	{name: "scopes new", walk: steps(create(change.Scope, careers), opened("auth.scopes", ""), keys("home"))},
	{name: "scopes searched", walk: steps(opened("auth.scopes", ""), keys("/"), types("view"))},
	{name: "scopes none found", walk: steps(opened("auth.scopes", ""), keys("/"), types("nothing like it"), keys("enter"))},
	{name: "scopes types", walk: steps(opened("auth.scopes", ""), keys("t"))},
	{name: "scopes sorted", walk: steps(opened("auth.scopes", ""), keys("s", "down", "enter", "S"))},
	{name: "scopes read-only", readOnly: true, walk: steps(opened("auth.scopes", ""), keys("d"))},
	{name: "claims", walk: opened("auth.claims", "")},
	{name: "claims none", walk: steps(without(claimsPath), opened("auth.claims", ""))},
	{name: "claims failing", walk: steps(broken(401, "application/json", "Token is Invalid."), opened("auth.claims", ""))},
	{name: "claims marked", walk: steps(opened("auth.claims", ""), keys("x"))},
	{name: "claims staged", walk: steps(opened("auth.claims", ""), keys("d"))},
	{name: "scripts", walk: opened("auth.scripts", "")},
	{name: "scripts none", walk: steps(without(scriptsPath), opened("auth.scripts", ""))},
	{name: "scripts failing", walk: steps(broken(502, "text/html", proxyPage), opened("auth.scripts", ""))},
	{name: "scripts marked", walk: steps(opened("auth.scripts", ""), keys("down", "x", "up"))},
	{name: "scripts staged", walk: steps(opened("auth.scripts", ""), keys("space", "down", "d", "up"))},
	{name: "clients", walk: opened("auth.clients", "")},
	{name: "clients none", walk: steps(without(clientsPath), opened("auth.clients", ""))},
	{name: "clients failing", walk: steps(broken(502, "text/html", proxyPage), opened("auth.clients", ""))},
	{name: "clients disabled", walk: steps(opened("auth.clients", ""), keys("down"))},
}

// patched stages another display name for the scope under the cursor of the list, as its form does.
func patched(s *stage) {
	doc := s.server.held[scopesPath][2]
	scope := ops.NewEntity(change.Scope, doc)
	if err := scope.SetText(s.session.Draft, "/displayName", "Read authentication methods"); err != nil {
		panic(err)
	}
	s.Keys("r") // the list looks at the draft anew
}

func TestLists(t *testing.T) { check(t, lists, kittest.Mono(), sizes...) }

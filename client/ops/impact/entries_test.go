package impact

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/directory"
	"github.com/jansadm/jansadm/client/schema"
)

// entries are documents by target, as a server holds them.
type entries map[change.Target]document.Document

func mustEntries(t testing.TB, doc document.Document) entries {
	t.Helper()
	found := entries{}
	for _, name := range doc.Names() {
		var target change.Target
		if err := target.UnmarshalText([]byte(name)); err != nil {
			t.Fatal(err)
		}
		found[target], _ = document.Members(doc.Get(name))
	}
	return found
}

func (s entries) head(target change.Target) directory.Head {
	head := directory.HeadOf(target.Resource, s[target])
	head.Inum = target.ID
	return head
}

// targets are in a certain order, so that failures can be repeated.
func (s entries) targets() []change.Target {
	var found []change.Target
	for target := range s {
		found = append(found, target)
	}
	slices.SortFunc(found, func(a, b change.Target) int { return strings.Compare(a.String(), b.String()) })
	return found
}

// planned turns what the server holds and what is to change into the facts and changes of a plan. Of an entry that is there, only the
// members that change are given; null deletes it. Users and twins are found as the operations find them.
func planned(server, edits entries, self string) (Facts, []change.Change) {
	facts := Facts{Entries: map[change.Target]Entry{}, Self: self}
	var heads []directory.Head
	for target := range server {
		heads = append(heads, server.head(target))
	}
	var changes []change.Change
	for _, target := range edits.targets() {
		before, exists := server[target]
		entry := Entry{Head: edits.head(target), Before: before}
		switch {
		case !exists:
			entry.After = edits[target]
			heads = append(heads, entry.Head)
			changes = append(changes, change.Change{Target: target, Kind: change.Create})
		case edits[target] == nil:
			entry.Head = server.head(target)
			changes = append(changes, change.Change{Target: target, Kind: change.Delete})
		default:
			entry.Head = server.head(target)
			entry.After = before.Clone()
			for name, value := range edits[target] {
				entry.After[name] = value
			}
			changes = append(changes, memberChanges(target, before, edits[target])...)
		}
		for _, other := range server.targets() {
			if refersTo(other.Resource, server[other], entry.Head) {
				entry.Users = append(entry.Users, server.head(other))
			}
			if head, mine := server.head(other), entry.after(); other != target && other.Resource == target.Resource && (head.Name == mine.Name || head.Claim != "" && head.Claim == mine.Claim) {
				entry.Twins = append(entry.Twins, head)
			}
		}
		facts.Entries[target] = entry
	}
	facts.Dynamic = server
	facts.Directory = directory.Directory{}.Completed(change.Claim, nil).Add(heads...)
	return facts, changes
}

// memberChanges names the members of attributes of a scope by paths of their own, as the form does.
func memberChanges(target change.Target, before, after document.Document) []change.Change {
	var changes []change.Change
	for _, name := range after.Names() {
		path := document.Pointer(name)
		if inner, ok := document.Members(after.Get(name)); ok && name == "attributes" {
			for _, nested := range inner.Names() {
				changes = append(changes, change.Change{Target: target, Kind: change.Set, Path: document.Pointer(name, nested), New: inner.Get(nested)})
			}
			continue
		}
		changes = append(changes, change.Change{Target: target, Kind: change.Set, Path: path, Old: before.Get(name), New: after.Get(name)})
	}
	return changes
}

func readEntryCases(t *testing.T) []ruleCase {
	t.Helper()
	return readCasesFrom(t, "testdata/entries.txt", func(before, after document.Document) (Facts, []change.Change) {
		self, _ := document.Text(before.Get("self"))
		delete(before, "self")
		return planned(mustEntries(t, before), mustEntries(t, after), self)
	})
}

// planning returns the impacts of a plan that is written as in the file of cases.
func planning(t *testing.T, before, after string) []Impact {
	t.Helper()
	return Of(planned(mustEntries(t, mustParse(t, before)), mustEntries(t, mustParse(t, after)), ""))
}

func TestCasesNameRealMembers(t *testing.T) {
	for _, c := range readEntryCases(t) {
		if c.id == "entry-member-unknown" {
			continue
		}
		for target, entry := range c.facts.Entries {
			kind, ok := schema.LookupEntity(string(target.Resource))
			if !ok {
				t.Fatalf("%s: no kind of entry %q", c.id, target.Resource)
			}
			for _, name := range append(entry.Before.Names(), entry.After.Names()...) {
				if !slices.ContainsFunc(kind.Fields, func(f schema.EntityField) bool { return document.Tokens(f.Path)[0] == name }) {
					t.Errorf("%s: the catalogue has no member %q of a %s", c.id, name, target.Resource)
				}
			}
		}
	}
}

// No rule speaks about another kind of thing because a name is the same there.
func TestRulesKeepToTheirResource(t *testing.T) {
	doc := shipped()
	resources := []change.Resource{change.Scope, change.Claim, change.Script, change.Client}
	for _, name := range append(ruleProperties(), "enabledFeatureFlags") {
		for _, resource := range resources {
			target := change.Target{Resource: resource, ID: name}
			facts := Facts{Before: doc, After: document.Document{}, Entries: map[change.Target]Entry{target: {Head: directory.Head{Resource: resource, Inum: name}}}}
			for _, path := range []string{"", "/" + name, "/displayName"} {
				c := change.Change{Target: target, Path: path, Kind: change.Set, Old: doc.Get(name), New: json.RawMessage(`["nothing"]`)}
				if found := Of(facts, []change.Change{c}); len(found) != 0 {
					t.Errorf("%s %q: %v", target, path, ids(found))
				}
			}
		}
	}
	for _, c := range readEntryCases(t) {
		for _, was := range c.changes {
			moved := was
			moved.Target = change.PropertyTarget(was.Target.ID)
			c.facts.Entries[moved.Target] = c.facts.Entries[was.Target]
			for _, impact := range Of(c.facts, []change.Change{moved}) {
				if impact.ID != "property-unknown" { // the test moved it there
					t.Errorf("%s\na property is taken for an entry: %v", c.line, impact.ID)
				}
			}
		}
	}
}

func TestWhatIsSaidOnce(t *testing.T) {
	found := planning(t, `{"scope/1":{"id":"careers","scopeType":"dynamic"},"claim/A":{"name":"a","status":"active"}}`,
		`{"scope/1":{"claims":["inum=A,ou=attributes,o=jans"],"dynamicScopeScripts":["inum=gone,ou=scripts,o=jans"],"scopeType":"openid"}}`)
	count := map[string]int{}
	for _, impact := range found {
		count[impact.ID]++
		if count[impact.ID] > 1 {
			t.Errorf("%s is said twice", impact.ID)
		}
	}
}

func TestUsersAreCountedAndFewAreNamed(t *testing.T) {
	var clients []string
	for _, name := range []string{"a", "b", "c", "d", "e", "f", "g"} {
		clients = append(clients, `"client/`+name+`":{"clientName":"App `+name+`","scopes":["inum=1,ou=scopes,o=jans"]}`)
	}
	found := find(t, planning(t, `{"scope/1":{"id":"careers","scopeType":"openid"},`+strings.Join(clients, ",")+`}`, `{"scope/1":null}`), "scope-deleted-in-use")
	if want := `7 clients ("App a", "App b", "App c", "App d", "App e" and 2 more)`; !strings.Contains(found.Message, want) {
		t.Errorf("%q is missing in %q", want, found.Message)
	}
}

func TestSeveritiesOfEntries(t *testing.T) {
	const scopes = `"scope/43F1":{"id":"profile","scopeType":"openid","claims":["inum=A,ou=attributes,o=jans"]},
		"scope/C17A":{"id":"address","scopeType":"openid","groupClaims":true,"claims":["inum=B,ou=attributes,o=jans"]},
		"scope/5":{"id":"own","scopeType":"openid","groupClaims":true,"claims":["inum=gone,ou=attributes,o=jans"]},
		"scope/764C":{"id":"email","scopeType":"openid","groupClaims":true},"claim/A":{"name":"a","claimName":"a"},"claim/B":{"name":"b","claimName":"b"}`
	for _, c := range []struct {
		edits, id string
		want      Severity
	}{
		{`{"scope/C17A":{"groupClaims":false}}`, "scope-ungrouped", Danger},
		{`{"scope/5":{"groupClaims":false}}`, "scope-ungrouped", Caution},
		{`{"scope/764C":{"groupClaims":false}}`, "scope-ungrouped", Caution},
		{`{"scope/43F1":{"groupClaims":true}}`, "scope-grouped", Danger},
		{`{"scope/5":{"defaultScope":true}}`, "scope-claim-dangling", Caution},
		{`{"scope/C17A":{"claims":["inum=gone,ou=attributes,o=jans"]}}`, "scope-claim-dangling", Danger},
		{`{"scope/43F1":{"claims":["inum=gone,ou=attributes,o=jans"]}}`, "scope-claim-dangling", LockOut},
		{`{"claim/A":null}`, "claim-deleted-in-use", LockOut},
		{`{"claim/B":null}`, "claim-deleted-in-use", Danger},
	} {
		if got := find(t, planning(t, "{"+scopes+"}", c.edits), c.id); got.Severity != c.want {
			t.Errorf("%s: %s is %v, want %v", c.edits, c.id, got.Severity, c.want)
		}
	}
}

func TestOwnScopesAreKnownOnlyOfTheOwnClient(t *testing.T) {
	server := entries{
		{Resource: change.Scope, ID: "1"}:    mustParse(t, `{"id":"https://jans.io/oauth/config/scopes.write","scopeType":"oauth"}`),
		{Resource: change.Client, ID: "own"}: mustParse(t, `{"clientName":"Console","scopes":["inum=1,ou=scopes,o=jans"]}`),
	}
	edits := entries{{Resource: change.Client, ID: "own"}: document.Document{"scopes": json.RawMessage(`[]`)}}
	for self, want := range map[string]bool{"own": true, "other": false, "": false} {
		found := slices.Contains(ids(Of(planned(server, edits, self))), "client-own-scope-removed")
		if found != want {
			t.Errorf("the own client is %q: locked out %v, want %v", self, found, want)
		}
	}
}

func TestAnyEntryIsJudgedWithoutPanic(t *testing.T) {
	resources := []change.Resource{change.Scope, change.Claim, change.Script, change.Client}
	value := rapid.OneOf(jsonValue(), rapid.SampledFrom([]json.RawMessage{
		json.RawMessage(`"dynamic"`), json.RawMessage(`"openid"`), json.RawMessage(`"profile"`), json.RawMessage(`"dynamic_scope"`),
		json.RawMessage(`["inum=1,ou=attributes,o=jans","inum=1,ou=scripts,o=jans","inum=1,ou=scopes,o=jans"]`),
	}))
	rapid.Check(t, func(t *rapid.T) {
		drawn := func(label string) entries {
			found := entries{}
			for range rapid.IntRange(0, 4).Draw(t, label) {
				target := change.Target{Resource: rapid.SampledFrom(resources).Draw(t, "resource"), ID: rapid.SampledFrom([]string{"1", "4CF1", "2D3E.5A04", "new:1"}).Draw(t, "inum")}
				kind, _ := schema.LookupEntity(string(target.Resource))
				doc := document.Document{}
				for range rapid.IntRange(0, 8).Draw(t, "members") {
					doc[document.Tokens(rapid.SampledFrom(kind.Fields).Draw(t, "field").Path)[0]] = value.Draw(t, "value")
				}
				found[target] = doc
			}
			return found
		}
		server, edits := drawn("server"), drawn("edits")
		for target := range edits {
			if rapid.Bool().Draw(t, "delete") && server[target] != nil {
				edits[target] = nil
			}
		}
		for _, impact := range Of(planned(server, edits, "1")) {
			if impact.ID == "" || impact.Message == "" || impact.Target.ID == "" {
				t.Fatalf("incomplete: %+v", impact)
			}
			if strings.ContainsAny(impact.Message, "\x1b\n\r") || len(impact.Message) > 2500 {
				t.Fatalf("not fit to be shown: %q", impact.Message)
			}
		}
	})
}

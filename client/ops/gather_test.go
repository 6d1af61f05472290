package ops

import (
	"context"
	"encoding/json"
	"net/http"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/jansadm/jansadm/client"
	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/directory"
	"github.com/jansadm/jansadm/client/transport"
)

// askedEntries hold the entries of one kind and note what they are asked.
type askedEntries struct {
	EntriesAPI // writing is no part of a plan
	resource   change.Resource
	documents  []document.Document
	asked      *[]string
}

func (a askedEntries) List(_ context.Context, query client.Query) (client.Page, error) {
	question := "list " + string(a.resource)
	for _, field := range query.Fields {
		question += " " + field.Name + "=" + field.Value
	}
	if query.Pattern != "" {
		question += " " + query.Pattern
	}
	*a.asked = append(*a.asked, question)
	page := client.Page{}
	for _, doc := range a.documents {
		fits := query.Pattern == "" || slices.Contains(strings.Split(query.Pattern, ","), directory.HeadOf(a.resource, doc).Inum)
		for _, field := range query.Fields {
			value, _ := document.Text(doc.Get(field.Name))
			fits = fits && value == field.Value
		}
		if fits {
			page.Entries = append(page.Entries, doc)
		}
	}
	page.Total = len(page.Entries)
	return page, nil
}

func (a askedEntries) Get(_ context.Context, inum string) (document.Document, error) {
	*a.asked = append(*a.asked, "get "+string(a.resource)+" "+inum)
	for _, doc := range a.documents {
		if directory.HeadOf(a.resource, doc).Inum == inum {
			return doc.Clone(), nil
		}
	}
	return nil, &transport.Error{Kind: transport.KindNotFound, Status: http.StatusNotFound}
}

// asking returns operations on a few entries, and what they ask of the server.
func asking(t *testing.T) (*Ops, *[]string) {
	t.Helper()
	asked := &[]string{}
	held := map[change.Resource]string{
		change.Scope: `[{"inum":"1","id":"careers","scopeType":"dynamic","dynamicScopeScripts":["inum=A,ou=scripts,o=jans"]},
			{"inum":"2","id":"jobs","scopeType":"openid","claims":["inum=C,ou=attributes,o=jans"]}]`,
		change.Claim: `[{"inum":"C","name":"cn","claimName":"cn","displayName":"x","description":"x","dataType":"string"},
			{"inum":"D","name":"sn","claimName":"family_name","displayName":"x","description":"x","dataType":"string"}]`,
		change.Script: `[{"inum":"A","name":"a","scriptType":"dynamic_scope","enabled":true,"programmingLanguage":"python"},
			{"inum":"B","name":"b","scriptType":"consent_gathering","enabled":true,"programmingLanguage":"python"}]`,
		change.Client: `[{"inum":"own","clientName":"Console","scopes":["inum=1,ou=scopes,o=jans"]}]`,
	}
	apis := map[change.Resource]EntriesAPI{}
	for resource, text := range held {
		var documents []document.Document
		if err := json.Unmarshal([]byte(text), &documents); err != nil {
			t.Fatal(err)
		}
		apis[resource] = askedEntries{resource: resource, documents: documents, asked: asked}
	}
	return New(Deps{Entries: apis, ClientID: "own", ScopeUsers: func(_ context.Context, inum string) ([]client.ScopeUser, error) {
		*asked = append(*asked, "users of scope "+inum)
		return []client.ScopeUser{{Inum: "own", Name: "Console", Scopes: []string{"inum=1,ou=scopes,o=jans"}}}, nil
	}}), asked
}

func entryEdit(resource change.Resource, inum, path, base, value string) Edit {
	return Edit{Target: Target{Resource: resource, ID: inum}, Path: path, Kind: change.Set, Base: json.RawMessage(base), Value: json.RawMessage(value)}
}

// A plan asks the server no more than the rules need for what it touches.
func TestFactsOfAPlan(t *testing.T) {
	for _, c := range []struct {
		name  string
		edit  Edit
		asked []string // beyond reading the entry and what it refers to
		says  string   // an impact that needs the answer
	}{
		{
			name: "a script that scopes run becomes disabled", edit: entryEdit(change.Script, "A", "/enabled", "true", "false"),
			asked: []string{"list scope"}, says: "script-disabled-in-use",
		},
		{
			name: "a script that scopes run gets another type", edit: entryEdit(change.Script, "A", "/scriptType", `"dynamic_scope"`, `"par"`),
			asked: []string{"list scope"}, says: "script-type-changed",
		},
		{name: "a script that no scope can run becomes disabled", edit: entryEdit(change.Script, "B", "/enabled", "true", "false"), says: "script-stopped"},
		{name: "a script gets another source", edit: entryEdit(change.Script, "A", "/script", "", `"x"`), says: "script-source-changed"},
		{
			name: "a script gets the name of another", edit: entryEdit(change.Script, "B", "/name", `"b"`, `"a"`),
			asked: []string{"list script name=a"}, says: "script-name-duplicate",
		},
		{
			name: "a scope gets the id of another", edit: entryEdit(change.Scope, "2", "/id", `"jobs"`, `"careers"`),
			asked: []string{"users of scope 2", "list scope id=careers"}, says: "scope-id-duplicate",
		},
		{name: "a scope becomes a default scope", edit: entryEdit(change.Scope, "2", "/defaultScope", "", "true"), says: "default-scope-on"},
		{
			name: "a claim gets a name in tokens that is taken", edit: entryEdit(change.Claim, "C", "/claimName", `"cn"`, `"family_name"`),
			asked: []string{"list scope", "list claim claimName=family_name"}, says: "claim-name-duplicate",
		},
		{name: "a claim gets another status", edit: entryEdit(change.Claim, "C", "/oxMultiValuedAttribute", "", "true"), says: "claim-multivalued"},
		{name: "a client loses a scope", edit: entryEdit(change.Client, "own", "/scopes", `["inum=1,ou=scopes,o=jans"]`, `[]`), says: "client-scope-removed"},
	} {
		t.Run(c.name, func(t *testing.T) {
			o, asked := asking(t)
			plan, err := o.Plan(t.Context(), []Edit{c.edit})
			if err != nil || len(plan.Conflicts) > 0 {
				t.Fatalf("%v, conflicts %+v", err, plan)
			}
			if !slices.ContainsFunc(plan.Impacts, func(i Impact) bool { return i.ID == c.says }) {
				t.Errorf("no %s among %s", c.says, ids(plan.Impacts))
			}
			if got := beyondReferences(*asked, c.edit.Target); !reflect.DeepEqual(got, c.asked) {
				t.Errorf("asked %q, want %q", got, c.asked)
			}
		})
	}
}

// beyondReferences leaves out the reading of the entry itself and of the names that it refers to.
func beyondReferences(asked []string, target Target) []string {
	names := []string{"get " + string(target.Resource) + " " + target.ID, "list claim", "list script", "list scope 1"}
	var rest []string
	for _, question := range asked {
		if !slices.Contains(names, question) {
			rest = append(rest, question)
		}
	}
	return rest
}

func TestFactsOfDeletions(t *testing.T) {
	for _, c := range []struct {
		target Target
		asked  []string
		says   string
	}{
		{Target{Resource: change.Scope, ID: "1"}, []string{"users of scope 1"}, "scope-deleted-in-use"},
		{Target{Resource: change.Claim, ID: "C"}, []string{"list scope"}, "claim-deleted-in-use"},
		{Target{Resource: change.Script, ID: "A"}, []string{"list scope"}, "script-deleted-in-use"},
		{Target{Resource: change.Script, ID: "B"}, nil, "script-stopped"},
		{Target{Resource: change.Client, ID: "own"}, nil, "client-deleted"},
	} {
		o, asked := asking(t)
		entity, err := o.Entity(t.Context(), c.target)
		if err != nil {
			t.Fatal(err)
		}
		draft := NewDraft()
		if err := entity.Delete(draft); err != nil {
			t.Fatal(err)
		}
		plan, err := o.Plan(t.Context(), draft.Edits())
		if err != nil {
			t.Fatal(err)
		}
		if !slices.ContainsFunc(plan.Impacts, func(i Impact) bool { return i.ID == c.says }) {
			t.Errorf("%s: no %s among %s", c.target, c.says, ids(plan.Impacts))
		}
		if got := beyondReferences(*asked, c.target); !reflect.DeepEqual(got, c.asked) {
			t.Errorf("%s: asked %q, want %q", c.target, got, c.asked)
		}
	}
}

func TestTheOwnClientIsKnown(t *testing.T) {
	o, _ := asking(t)
	scopes := o.deps.Entries[change.Scope].(askedEntries)
	scopes.documents[0]["id"] = document.Quote(client.ScopeScopesWrite)
	plan, err := o.Plan(t.Context(), []Edit{entryEdit(change.Client, "own", "/scopes", `["inum=1,ou=scopes,o=jans"]`, `[]`)})
	if err != nil {
		t.Fatal(err)
	}
	if found := ids(plan.Impacts); !strings.Contains(found, "client-own-scope-removed") {
		t.Errorf("got %s", found)
	}
}

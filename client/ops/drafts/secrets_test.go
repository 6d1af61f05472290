package drafts

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/schema"
)

const secret = "swordfish-7c1"

// sample is a value of the type with the secret in all its secret members; false when it has none.
func sample(t schema.Type) (json.RawMessage, bool) {
	switch t.Kind {
	case schema.KindObject:
		members, found := document.Document{}, false
		for _, field := range t.Fields {
			inside, secretInside := sample(field.Type)
			if field.Secret {
				inside, secretInside = document.Quote(secret), true
			}
			if secretInside {
				members[field.Name], found = inside, true
			}
		}
		raw, _ := members.MarshalJSON()
		return raw, found
	case schema.KindList, schema.KindSet:
		if t.Elem == nil {
			return nil, false
		}
		inside, found := sample(*t.Elem)
		return document.JoinArray([]json.RawMessage{inside}), found
	case schema.KindMap:
		if t.Elem == nil {
			return nil, false
		}
		inside, found := sample(*t.Elem)
		raw, _ := document.Document{"a": inside}.MarshalJSON()
		return raw, found
	}
	return nil, false
}

// secretEdits are edits of all properties and fields that are secrets or have some inside, with the secret before or afterwards.
func secretEdits() []ops.Edit {
	var edits []ops.Edit
	both := func(e ops.Edit, value json.RawMessage) {
		before, after := e, e
		before.Base, after.Value = value, value
		edits = append(edits, before, after)
	}
	for _, p := range schema.Catalogue() {
		value, found := sample(p.Type)
		if p.Secret {
			value, found = document.Quote(secret), true
		}
		if found {
			both(ops.Edit{Target: change.PropertyTarget(p.Name), Path: document.Pointer(p.Name), Kind: change.Set, Secret: p.Secret}, value)
		}
	}
	for _, resource := range []change.Resource{change.Scope, change.Claim, change.Script, change.Client} {
		kind, _ := schema.LookupEntity(string(resource))
		for _, field := range kind.Fields {
			value, found := sample(field.Type)
			if field.Secret {
				value, found = document.Quote(secret), true
			}
			if found {
				both(ops.Edit{Target: change.Target{Resource: resource, ID: "1"}, Path: field.Path, Kind: change.Set, Secret: field.Secret}, value)
			}
		}
	}
	hidden := json.RawMessage(`[{"value1":"token","value2":"` + secret + `","hide":true}]`)
	both(ops.Edit{Target: change.Target{Resource: change.Script, ID: "1"}, Path: "/configurationProperties", Kind: change.Set}, hidden)
	whole := json.RawMessage(`{"name":"a","configurationProperties":` + string(hidden) + `}`)
	edits = append(edits,
		ops.Edit{Target: change.NewTarget(change.Script, "a"), Kind: change.Create, Value: whole},
		ops.Edit{Target: change.Target{Resource: change.Script, ID: "2"}, Kind: change.Delete, Base: whole, Title: "script a"},
		ops.Edit{Target: change.Target{Resource: change.Client, ID: "2"}, Kind: change.Delete, Base: json.RawMessage(`{"clientSecret":"` + secret + `"}`)})
	return edits
}

// No secret gets into a file, wherever it stands; what is left out is named.
func TestSecretsAreLeftOut(t *testing.T) {
	edits := secretEdits()
	if len(edits) < 20 {
		t.Fatalf("only %d edits hold a secret", len(edits))
	}
	typed := Typed{Screen: "auth.property", Arg: "keyStoreSecret", Title: "keyStoreSecret", Text: secret, Secret: true}
	for _, edit := range append(edits, ops.Edit{}) {
		dir := t.TempDir()
		c := Content{Edits: []ops.Edit{edit, lifetime("600")}}
		name := edit.Name()
		if edit.Target == (ops.Target{}) {
			c, name = Content{Edits: []ops.Edit{lifetime("600")}, Typed: []Typed{typed}}, typed.Title
		}
		keep(t, dir, prod, c)
		paths, err := filepath.Glob(filepath.Join(dir, "*"))
		must(t, err)
		for _, path := range paths {
			content, err := os.ReadFile(path)
			must(t, err)
			if strings.Contains(string(content), secret) {
				t.Errorf("%s %s: a secret is in %s", edit.Kind, name, content)
			}
		}
		found := left(t, dir, prod)
		if len(found) != 1 || len(found[0].Edits) != 1 || len(found[0].Typed) != 0 || len(found[0].LeftOut) != 1 || found[0].LeftOut[0].Name != name {
			t.Errorf("%s %s: found %+v", edit.Kind, name, found)
		}
	}
}

// A secret that somebody else has put into a file is not taken over.
func TestSecretsInFilesAreLeftOut(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, shelf(dir, prod).prefix()+"a"+draftEnding)
	must(t, os.WriteFile(path, []byte(head+`"edits":[{"target":"property/keyStoreSecret","path":"/keyStoreSecret","kind":"set","value":"`+secret+`"}]}`), 0o600))
	if found := left(t, dir, prod); len(found) != 1 || len(found[0].Edits) != 0 || found[0].LeftOut[0].Name != "keyStoreSecret" {
		t.Errorf("found %+v", found)
	}
}

package clienttest

import (
	"context"
	"crypto/rand"
	"testing"

	"github.com/jansadm/jansadm/client"
	"github.com/jansadm/jansadm/client/document"
)

// entryChanges makes entries of its own, changes them and takes them away.
func (s *suite) entryChanges(t *testing.T) {
	t.Run("scope", func(t *testing.T) {
		name := "jansadm-test-" + rand.Text()
		s.entryRoundTrip(t, s.client.Scopes, document.Document{
			"id": document.Quote(name), "displayName": document.Quote(name), "description": document.Quote("made by a test"),
			"scopeType": document.Quote("openid"), "defaultScope": []byte("false"),
		})
	})
	t.Run("claim", s.claimChanges)
	t.Run("script", func(t *testing.T) {
		s.entryRoundTrip(t, s.client.Scripts, document.Document{
			"name": document.Quote("jansadm_test_" + rand.Text()), "description": document.Quote("made by a test"), "script": document.Quote("# <none> & nothing"),
			"scriptType": document.Quote("dynamic_scope"), "programmingLanguage": document.Quote("python"), "locationType": document.Quote("db"),
			"moduleProperties": []byte(`[{"value1":"usage_type","value2":"both"}]`), "enabled": []byte("false"), "level": []byte("1"),
		})
	})
	t.Run("what does not exist", s.missingEntries)
}

// entryRoundTrip creates an entry, changes its description, writes it back as it was, and deletes it.
func (s *suite) entryRoundTrip(t *testing.T, service *client.EntriesService, doc document.Document) {
	made, id, err := service.Create(t.Context(), doc)
	if err != nil {
		t.Fatal(err)
	}
	inum, _ := document.Text(made.Get("inum"))
	deleted := false
	t.Cleanup(func() {
		if !deleted {
			if _, err := service.Delete(context.WithoutCancel(t.Context()), inum); err != nil {
				t.Errorf("%s is left behind: %v", inum, err)
			}
		}
	})
	if id == "" || inum == "" {
		t.Fatalf("created %q with request %q", inum, id)
	}
	before, err := service.Get(t.Context(), inum)
	if err != nil {
		t.Fatal(err)
	}
	for name, value := range doc {
		if name != "moduleProperties" && !document.EqualOnWire(before.Get(name), value) { // the server adds to those
			t.Errorf("%s is %s, want %s", name, before.Get(name), value)
		}
	}
	patchDescription(t, service, inum, before)

	if _, id, err := service.Replace(t.Context(), before); err != nil || id == "" {
		t.Errorf("writing it back: request %q, %v", id, err)
	}
	if after, err := service.Get(t.Context(), inum); err != nil || !document.Equal(after.Get("description"), before.Get("description")) {
		t.Errorf("written back it is %s, %v", after, err)
	}
	if id, err := service.Delete(t.Context(), inum); err != nil || id == "" {
		t.Errorf("deleting: request %q, %v", id, err)
		return
	}
	deleted = true
	if _, err := service.Get(t.Context(), inum); client.KindOf(err) != client.KindNotFound {
		t.Errorf("after it was deleted: %v", err)
	}
	if _, err := service.Delete(t.Context(), inum); client.KindOf(err) != client.KindNotFound {
		t.Errorf("deleting it twice: %v", err)
	}
}

// patchDescription changes the description, first behind a test that fails.
func patchDescription(t *testing.T, service *client.EntriesService, inum string, before document.Document) {
	t.Helper()
	changed := document.Quote("changed <by> a test")
	change := document.Op{Op: document.OpReplace, Path: "/description", Value: changed}
	_, _, err := service.Patch(t.Context(), inum, document.Patch{change, {Op: document.OpTest, Path: "/inum", Value: document.Quote("another")}})
	if client.KindOf(err) != client.KindConflict {
		t.Errorf("a failing test operation: %v", err)
	}
	if unchanged, err := service.Get(t.Context(), inum); err != nil || !document.Equal(unchanged.Get("description"), before.Get("description")) {
		t.Errorf("after it the description is %s, %v", unchanged.Get("description"), err)
	}
	guard := document.Op{Op: document.OpTest, Path: "/description", Value: before.Get("description")}
	answer, id, err := service.Patch(t.Context(), inum, document.Patch{guard, change})
	if err != nil || id == "" || !document.Equal(answer.Get("description"), changed) {
		t.Errorf("patched to %s with request %q, %v", answer.Get("description"), id, err)
	}
	if stored, err := service.Get(t.Context(), inum); err != nil || !document.Equal(stored.Get("description"), changed) {
		t.Errorf("stored is %s, %v", stored.Get("description"), err)
	}
}

// claimColumns are columns of the person table for which setup makes no claim.
var claimColumns = []string{"jansProfileURL", "jansNameFormatted", "jansTitle", "jansPreferredMethod", "jansHonorificSuffix", "jansHonorificPrefix"}

// claimChanges needs a column that no claim has yet, as a claim's name is one.
func (s *suite) claimChanges(t *testing.T) {
	claim := func(name string) document.Document {
		return document.Document{
			"name": document.Quote(name), "displayName": document.Quote("jansadm test"), "description": document.Quote("made by a test"),
			"dataType": document.Quote("string"), "editType": []byte(`["admin"]`), "viewType": []byte(`["admin","user"]`), "status": document.Quote("inactive"),
		}
	}
	if _, _, err := s.client.Claims.Create(t.Context(), claim("jansadm_no_such_column")); client.KindOf(err) != client.KindInvalid {
		t.Errorf("a claim without a column: %v", err)
	}
	untyped := claim("jansadm_no_such_column")
	delete(untyped, "dataType")
	if _, _, err := s.client.Claims.Create(t.Context(), untyped); client.KindOf(err) != client.KindInvalid {
		t.Errorf("a claim without a data type: %v", err)
	}
	for _, column := range claimColumns {
		page, err := s.client.Claims.List(t.Context(), client.Query{Fields: []client.Field{{Name: "name", Value: column}}, Limit: 1})
		if err != nil {
			t.Fatal(err)
		}
		if page.Total > 0 {
			if _, _, err := s.client.Claims.Create(t.Context(), claim(column)); client.KindOf(err) != client.KindConflict {
				t.Errorf("a name that is taken: %v", err)
			}
			continue
		}
		s.entryRoundTrip(t, s.client.Claims, claim(column))
		return
	}
	t.Errorf("each of %v has a claim already", claimColumns)
}

// missingEntries writes to entries that do not exist.
func (s *suite) missingEntries(t *testing.T) {
	const inum = "no-such-inum"
	for name, service := range s.entryKinds() {
		if _, _, err := service.Patch(t.Context(), inum, nil); client.KindOf(err) != client.KindNotFound {
			t.Errorf("patch of %s: %v", name, err)
		}
		if _, err := service.Delete(t.Context(), inum); client.KindOf(err) != client.KindNotFound {
			t.Errorf("delete of %s: %v", name, err)
		}
	}
	script := document.Document{"inum": document.Quote(inum), "dn": document.Quote("inum=" + inum + ",ou=scripts,o=jans"), "name": document.Quote("nosuch")}
	if _, _, err := s.client.Scripts.Replace(t.Context(), script); client.KindOf(err) != client.KindNotFound {
		t.Errorf("replacing a script: %v", err)
	}
	taken, err := s.client.Claims.List(t.Context(), client.Query{Limit: 1})
	if err != nil || len(taken.Entries) == 0 {
		t.Fatalf("%+v, %v", taken, err)
	}
	if _, _, err := s.client.Claims.Create(t.Context(), taken.Entries[0]); client.KindOf(err) != client.KindConflict {
		t.Errorf("a claim whose name is taken: %v", err)
	}
}

package ops

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/journal"
	"github.com/jansadm/jansadm/client/schema"
	"github.com/jansadm/jansadm/client/transport"
)

// withSecret is a value of the type that has the word in every place of a secret, and false when there is none.
func withSecret(t schema.Type, word string) (json.RawMessage, bool) {
	switch {
	case t.Kind == schema.KindObject:
		doc, found := document.Document{}, false
		for _, field := range t.Fields {
			value, inside := withSecret(field.Type, word)
			if field.Secret {
				value, inside = document.Quote(word+field.Name), true
			}
			if inside {
				doc[field.Name], found = value, true
			}
		}
		value, _ := doc.MarshalJSON()
		return value, found
	case t.Elem == nil:
		return nil, false
	}
	inside, found := withSecret(*t.Elem, word)
	if t.Kind == schema.KindMap {
		value, _ := document.Document{"name": inside}.MarshalJSON()
		return value, found
	}
	return document.JoinArray([]json.RawMessage{inside}), found
}

// No value of any secret property comes into the journal, whatever becomes of the plan, and however the server repeats it.
func TestNoSecretPropertyIsJournalled(t *testing.T) {
	tried := map[string]bool{}
	for _, property := range schema.Catalogue() {
		secret := func(word string) json.RawMessage {
			value, _ := withSecret(property.Type, word)
			if property.Secret {
				value = document.Quote(word + `-"ö<&` + property.Name)
			}
			return value
		}
		if _, inside := withSecret(property.Type, ""); !inside && !property.Secret {
			continue
		}
		tried[property.Name] = true
		for name, fate := range map[string]func(f fixture){
			"verified": func(fixture) {},
			"unverified": func(f fixture) {
				f.server.coerce = func(string, json.RawMessage) json.RawMessage { return secret("third") }
			},
			"refused": func(f fixture) { f.server.onPatch = repeating(transport.KindInvalid) },
			"lost":    func(f fixture) { f.server.onPatch = repeating(transport.KindTimeout) },
		} {
			old := secret("first")
			f := setUp(fmt.Sprintf(`%q:%s`, property.Name, old))
			path := filepath.Join(t.TempDir(), "journal.jsonl")
			f.deps.Journal = journal.Open(path)
			fate(f)
			configuration, err := f.LoadWithFlags(context.Background())
			if err != nil {
				t.Fatal(err)
			}
			edit := Edit{Target: change.PropertyTarget(property.Name), Path: document.Pointer(property.Name), Kind: change.Set, Base: old, Value: secret("second")}
			plan, err := f.PlanAgainst(context.Background(), configuration, []Edit{edit})
			if err != nil {
				t.Fatal(err)
			}
			_, failure := f.Apply(context.Background(), plan, Consent{Yes: true, Word: plan.Word()})
			if (failure == nil) != strings.HasSuffix(name, "verified") {
				t.Fatalf("%s: %s: %v", property.Name, name, failure)
			}
			kept, err := os.ReadFile(path)
			if err != nil || strings.Count(string(kept), "\n") != 2 || !strings.Contains(string(kept), "property/"+property.Name) {
				t.Fatalf("%s, %s: %v: the journal holds %s", property.Name, name, err, kept)
			}
			for _, word := range []string{"first", "second", "third"} {
				if strings.Contains(string(kept), word) {
					t.Errorf("%s, %s: the journal holds %s", property.Name, name, kept)
				}
			}
			if failure != nil && !strings.Contains(string(kept), "what was sent is") {
				t.Errorf("%s, %s: the cause is lost: %s", property.Name, name, kept)
			}
		}
	}
	for _, name := range []string{"keyStoreSecret", "pairwiseCalculationKey", "pairwiseCalculationSalt", "jmsPassword", "dcrSignatureValidationSharedSecret",
		"cibaEndUserNotificationConfig", "dcrSsaValidationConfigs"} {
		if !tried[name] {
			t.Errorf("%s was not tried", name)
		}
	}
}

// repeating fails with everything that was sent in its message, in several spellings.
func repeating(kind transport.Kind) func(document.Patch) (bool, error) {
	return func(patch document.Patch) (bool, error) {
		text := "what was sent is"
		for _, op := range patch {
			text += " " + string(op.Value) + " " + strings.Join(leaves(op.Value), ", ")
		}
		return false, &transport.Error{Kind: kind, Message: text, Unknown: kind == transport.KindTimeout}
	}
}

// The secrets of entries are masked in what is kept of a whole one, also in members that only a newer server knows.
func TestNoSecretOfAnEntryIsJournalled(t *testing.T) {
	for _, resource := range []change.Resource{change.Scope, change.Claim, change.Script, change.Client} {
		whole := document.Document{"inum": document.Quote("A1"), "smtpPassword": document.Quote("hunter-unknown"),
			"configurationProperties": json.RawMessage(`[{"value1":"a","value2":"hunter-setting","hide":true},{"value1":"b","value2":"open","hide":false}]`)}
		for _, field := range kindOf(resource).Fields {
			value, inside := withSecret(field.Type, "hunter-inside")
			if field.Secret {
				value, inside = document.Quote("hunter"+field.Name), true
			}
			if inside {
				whole = withMember(whole, field.Path, value)
			}
		}
		if resource != change.Script {
			delete(whole, "configurationProperties")
		}
		value, err := whole.MarshalJSON()
		if err != nil {
			t.Fatal(err)
		}
		plan := &Plan{Changes: []Change{
			{Target: Target{Resource: resource, ID: "A1"}, Kind: change.Delete, Old: value},
			{Target: change.NewTarget(resource, "x"), Kind: change.Create, New: value},
		}}
		kept, err := json.Marshal(journal.Changes(concealed(plan)))
		if err != nil || strings.Contains(string(kept), "hunter") || strings.Count(string(kept), `"masked":true`) != 2 {
			t.Errorf("%s: %v: the journal holds %s", resource, err, kept)
		}
		said := plan.withoutSecrets("refused: " + string(value))
		if strings.Contains(said, "hunter") || !strings.Contains(said, "refused") {
			t.Errorf("%s: the error says %s", resource, said)
		}
	}
}

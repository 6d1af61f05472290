package verbs

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"pgregory.net/rapid"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/schema"
)

// givenFlags are the flags of "scope update" after arguments.
func givenFlags(t *testing.T, n entryNoun, args ...string) *fieldFlags {
	t.Helper()
	command := &cobra.Command{Use: "update"}
	f := n.define(command, true)
	if err := command.ParseFlags(args); err != nil {
		t.Fatal(err)
	}
	return f
}

// Flags that need no server to be understood.
func TestFlagsBecomeFields(t *testing.T) {
	for _, tc := range []struct {
		name string
		noun entryNoun
		args []string
		want string // the document, or what the errors say
	}{
		{"texts are taken as they are", scopes, []string{"--id", "a", "--description", "-", "--display-name", "@x"}, `{"description":"-","displayName":"@x","id":"a"}`},
		{"booleans", scopes, []string{"--default", "--in-discovery=false"}, `{"attributes":{"showInConfigurationEndpoint":false},"defaultScope":true}`},
		{"values by type", scopes, []string{"--set", "defaultScope=true", "--set", "description=@@x"}, `{"defaultScope":true,"description":"@x"}`},
		{"standard input", scopes, []string{"--set", "description=-"}, `{"description":"from input"}`},
		{"--set comes after flags, --unset after --set", scopes, []string{"--unset", "iconUrl", "--set", "iconUrl=https://a.example", "--id", "a", "--set", "id=b"}, `{"id":"b"}`},
		{"lists", claims, []string{"--view-type", "user,admin", "--edit-type=admin"}, `{"editType":["admin"],"viewType":["user","admin"]}`},
		{"nested", claims, []string{"--regexp", "^a$", "--set", "attributeValidation.maxLength=3"}, `{"attributeValidation":{"maxLength":3,"regexp":"^a$"}}`},
		{"numbers", scripts, []string{"--level=-3"}, `{"level":-3}`},
		{"everything wrong at once", scopes, []string{"--id", "a b", "--set", "defaultScope=x", "--set", "nme=1", "--set", "plain"},
			`"plain" gives no value; ID: "a b" contains a blank (write a single name); Default scope: "x" is neither true nor false (write true or false); there is no field of a scope "nme"`},
		{"a number that is none", scripts, []string{"--level", "high"}, `Level: "high" is not a whole number`},
		{"input twice", scopes, []string{"--file", "-", "--set", "id=-"}, `--file and id cannot both be read from standard input`},
	} {
		t.Run(tc.name, func(t *testing.T) {
			to := &unborn{document: ops.NewEntity(tc.noun.resource, document.Document{})}
			err := givenFlags(t, tc.noun, tc.args...).apply(t.Context(), nil, to, strings.NewReader("from input\n"))
			if err != nil {
				if !strings.HasPrefix(err.Error(), tc.want) {
					t.Errorf("got %v, want %s", err, tc.want)
				}
				return
			}
			got, _ := to.entity().Document.MarshalJSON()
			if string(got) != tc.want {
				t.Errorf("got %s, want %s", got, tc.want)
			}
		})
	}
}

func TestFlagsInTheSingular(t *testing.T) {
	f := givenFlags(t, scopes, "--claim", "a", "--claims", "b,c", "--add-scripts", "d", "--add-script", "e", "--remove-policies", "f")
	for flag, want := range map[string][]string{"claims": {"a", "b", "c"}, "add-script": {"d", "e"}, "remove-policy": {"f"}} {
		if got, err := f.flags.GetStringSlice(flag); err != nil || !slices.Equal(got, want) {
			t.Errorf("--%s: got %q, %v, want %q", flag, got, err, want)
		}
	}
	for _, args := range [][]string{{"--add-claim", "a"}, {"--set", "a=b"}, {"--default"}, {"--file", "x"}, {"--unset", "id"}} {
		if !givenFlags(t, scopes, args...).any() {
			t.Errorf("%q is nothing", args)
		}
	}
	if givenFlags(t, scopes).any() {
		t.Error("nothing is something")
	}
}

// Every flag leads to a field that can be set.
func TestFlagsNameFieldsThatCanBeSet(t *testing.T) {
	for _, n := range []entryNoun{scopes, claims, scripts} {
		for _, flag := range n.flags {
			field, known := n.kind().Field(flag.path)
			if !known || field.Fixed != "" || (flag.one != "") != (field.Refers != (schema.Reference{})) {
				t.Errorf("--%s of %s leads to %s: %+v", flag.name, n.many(), flag.path, field)
			}
		}
	}
}

// Taking a document apart loses nothing.
func TestLeavesAreTheWholeDocument(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		doc := document.Document{}
		for _, name := range rapid.SliceOfDistinct(rapid.SampledFrom([]string{"id", "claims", "defaultScope", "unknown", "odd/~name", ""}), rapid.ID).Draw(t, "names") {
			doc[name] = rapid.SampledFrom([]json.RawMessage{json.RawMessage(`1`), json.RawMessage(`["x"]`), json.RawMessage(`{"a":{"b":2}}`)}).Draw(t, "value")
		}
		if rapid.Bool().Draw(t, "nested") {
			doc["attributes"] = json.RawMessage(`{"showInConfigurationEndpoint":false,"newer":[1]}`)
		}
		list, err := leaves(schema.Scope(), doc)
		if err != nil {
			t.Fatal(err)
		}
		entity := ops.NewEntity(change.Scope, document.Document{})
		for _, leaf := range list {
			entity = entity.WithMember(leaf.path, leaf.value)
		}
		want, _ := doc.MarshalJSON()
		got, _ := entity.Document.MarshalJSON()
		if !document.Equal(want, got) {
			t.Fatalf("got %s, want %s", got, want)
		}
	})
	if _, err := leaves(schema.Scope(), document.Document{"attributes": json.RawMessage("3")}); err == nil {
		t.Error("attributes may be a number")
	}
}

package verbs

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/schema"
)

func configurationOf(t *testing.T, text string) *ops.Configuration {
	t.Helper()
	doc, err := document.Parse([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return &ops.Configuration{Document: doc}
}

const someSettings = `{"issuer":"https://id.example.org","accessTokenLifetime":300,"idTokenLifetime":3600,"keyStoreSecret":"hunter2",
	"dcrSsaValidationConfigs":[{"id":"1","sharedSecret":"hunter3"}],"ofANewerServer":{"n":12345678901234567890}}`

// staged is what an edit of the text comes to: a line for each change.
func staged(t *testing.T, thing editable, page string) (string, error) {
	t.Helper()
	draft := ops.NewDraft()
	err := stageEdited(thing, page, draft)
	var lines []string
	for _, edit := range draft.Edits() {
		lines = append(lines, string(edit.Kind)+" "+edit.Path+" "+string(document.Compact(edit.Value)))
	}
	return strings.Join(lines, "\n"), err
}

func TestAllSettingsStageOnlyWhatDiffers(t *testing.T) {
	configuration := configurationOf(t, someSettings)
	thing, err := editableOf(configuration, nil)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(thing.text, "hunter") || !strings.Contains(thing.text, schema.SecretMask) {
		t.Errorf("secrets are not masked in\n%s", thing.text)
	}
	page := thing.page(thing.text, nil)
	for _, tc := range []struct {
		name  string
		edits []string
		want  string
		wrong string
	}{
		{name: "nothing"},
		{name: "other form", edits: []string{"  ", "\t", "3600,\n", "3600.0,\n\n"}},
		{name: "value", edits: []string{"300,", "450,"}, want: "set /accessTokenLifetime 450"},
		{name: "two", edits: []string{"300,", "450,", "3600,", "60,"}, want: "set /accessTokenLifetime 450\nset /idTokenLifetime 60"},
		{name: "taken out", edits: []string{`"accessTokenLifetime": 300,`, ""}, want: "unset /accessTokenLifetime 0"},
		{name: "null", edits: []string{"300,", "null,"}, want: "unset /accessTokenLifetime 0"},
		{name: "added", edits: []string{"300,", `300, "requirePkce": true,`}, want: "set /requirePkce true"},
		{name: "added but empty", edits: []string{"300,", `300, "clientBlackList": [],`}},
		{name: "secret", edits: []string{`"keyStoreSecret": "` + schema.SecretMask, `"keyStoreSecret": "new`}, want: `set /keyStoreSecret "new"`},
		{name: "exact number", edits: []string{"12345678901234567890", "12345678901234567891"}, want: `set /ofANewerServer {"n":12345678901234567891}`},
		{name: "beside a masked secret", edits: []string{`"id": "1"`, `"id": "2"`}, wrong: "still holds a masked secret"},
		{name: "wrong value", edits: []string{"300,", `"soon",`}, wrong: "accessTokenLifetime: "},
		{name: "unknown", edits: []string{"300,", `300, "noSuchThing": 1,`}, wrong: `no property "noSuchThing"`},
		{name: "list", edits: []string{page, "[]"}, wrong: "one JSON object"},
		{name: "malformed", edits: []string{"300,", "300,,"}, wrong: "malformed JSON in line 4"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			edited := strings.NewReplacer(tc.edits...).Replace(page)
			if len(tc.edits) > 0 && edited == page {
				t.Fatalf("nothing to replace in\n%s", page)
			}
			got, err := staged(t, thing, edited)
			if tc.wrong == "" && (err != nil || got != tc.want) {
				t.Errorf("got %q, %v", got, err)
			}
			if tc.wrong != "" && (err == nil || !strings.Contains(err.Error(), tc.wrong)) {
				t.Errorf("error %v, want %q", err, tc.wrong)
			}
		})
	}
}

func TestOneSetting(t *testing.T) {
	configuration := configurationOf(t, someSettings)
	for _, tc := range []struct{ name, was, page, want string }{
		{"accessTokenLifetime", "300\n", "// anything\n\n  // more\n301", "set /accessTokenLifetime 301"},
		{"accesstokenlifetime", "300\n", " 300", ""},
		{"accessTokenLifetime", "300\n", "null", "unset /accessTokenLifetime 0"},
		{"keyStoreSecret", "\"hunter2\"\n", `"hunter4"`, `set /keyStoreSecret "hunter4"`},
		{"mtlsTokenRevocationEndpoint", "null\n", `"https://m.example.org/revoke"`, `set /mtlsTokenRevocationEndpoint "https://m.example.org/revoke"`},
		{"mtlsTokenRevocationEndpoint", "null\n", `""`, ""},
	} {
		t.Run(tc.name+" "+tc.page, func(t *testing.T) {
			thing, err := editableOf(configuration, []string{tc.name})
			if err != nil {
				t.Fatal(err)
			}
			if thing.text != tc.was {
				t.Errorf("text %q, want %q", thing.text, tc.was)
			}
			if got, err := staged(t, thing, tc.page); err != nil || got != tc.want {
				t.Errorf("got %q, %v", got, err)
			}
		})
	}
}

func TestParseEditedPointsAtTheMistake(t *testing.T) {
	for page, want := range map[string]string{
		"// c\n{\n  \"a\": 1,,\n}": "line 3, column 10",
		"{":                        "line 1, column 1",
		"{\"日本\": x}":              "line 1, column 8",
		"":                         "malformed JSON",
		"// only this":             "malformed JSON",
		"1 2":                      "line 1, column 3",
	} {
		got, err := parseEdited(page)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %s, %v; want %q", page, got, err, want)
		}
	}
	if got, err := parseEdited("// c\n// d\n [1]\n"); err != nil || string(got) != "[1]" && !json.Valid(got) {
		t.Errorf("%s, %v", got, err)
	}
}

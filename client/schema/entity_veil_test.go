package schema

import (
	"encoding/json"
	"testing"

	"github.com/jansadm/jansadm/client/document"
)

func settingsField(t *testing.T) EntityField {
	t.Helper()
	f, known := Script().Field(configurationProperties)
	if !known {
		t.Fatal("scripts have no settings")
	}
	return f
}

const hiddenSetting = `[{"value1":"k","value2":"s","hide":true},{"value1":"a","value2":"b"}]`

func TestVeiling(t *testing.T) {
	f := settingsField(t).Veiling(json.RawMessage(hiddenSetting), json.RawMessage(`[{"value1":"e","value2":"","hide":true}]`))
	for name, c := range map[string]struct {
		value  string
		hidden bool
	}{
		"mark taken away": {`[{"value1":"k","value2":"s","hide":false}]`, true},
		"another value":   {`[{"value1":"k","value2":"x"}]`, true},
		"another name":    {`[{"value1":"x","value2":"s"}]`, true},
		"another setting": {`[{"value1":"a","value2":"b"}]`, false},
		"was empty":       {`[{"value1":"e","value2":"x"},{"value1":"x","value2":""}]`, false},
	} {
		if got, hidden := f.Hide(json.RawMessage(c.value)); hidden != c.hidden {
			t.Errorf("%s: shows %s", name, got)
		}
	}
	if _, hidden := settingsField(t).Hide(json.RawMessage(`[{"value1":"k","value2":"s"}]`)); hidden {
		t.Error("the veil of one field is on all of them")
	}
}

func TestUnmask(t *testing.T) {
	f := settingsField(t)
	for name, c := range map[string]struct {
		edited, want string // empty when a mask is left
	}{
		"as it was":       {`[{"value1":"k","value2":"••••••","hide":true},{"value1":"a","value2":"b"}]`, hiddenSetting},
		"another one":     {`[{"value1":"a","value2":"c"},{"value1":"k","value2":"••••••","hide":true}]`, `[{"value1":"a","value2":"c"},{"value1":"k","value2":"s","hide":true}]`},
		"mark taken away": {`[{"value1":"k","value2":"••••••"}]`, `[{"value1":"k","value2":"s"}]`},
		"typed":           {`[{"value1":"k","value2":"x","hide":true}]`, `[{"value1":"k","value2":"x","hide":true}]`},
		"renamed":         {`[{"value1":"x","value2":"••••••","hide":true}]`, ""},
		"of no secret":    {`[{"value1":"a","value2":"••••••"}]`, ""},
	} {
		got, ok := f.Unmask(json.RawMessage(c.edited), json.RawMessage(hiddenSetting))
		if ok != (c.want != "") || ok && !document.Equal(got, json.RawMessage(c.want)) {
			t.Errorf("%s: %s, %v", name, got, ok)
		}
	}
}

func TestCompareTellsWhichSecretIsAnother(t *testing.T) {
	keyStore := EntityField{Property: Property{Type: object(Field{Name: "pin", Type: str, Secret: true}, Field{Name: "path", Type: str})}}
	for name, c := range map[string]struct {
		field                EntityField
		before, after, shown string
	}{
		"one of two": {settingsField(t), `[{"value1":"k","value2":"s","hide":true},{"value1":"l","value2":"t","hide":true}]`,
			`[{"value1":"l","value2":"t","hide":true},{"value1":"k","value2":"x","hide":true}]`,
			`[{"value1":"l","value2":"••••••","hide":true},{"value1":"k","value2":"•••••• (another)","hide":true}]`},
		"a new one":    {settingsField(t), `[]`, `[{"value1":"k","value2":"s","hide":true}]`, `[{"value1":"k","value2":"••••••","hide":true}]`},
		"in an object": {keyStore, `{"pin":"1","path":"p"}`, `{"pin":"2","path":"p"}`, `{"pin":"•••••• (another)","path":"p"}`},
		"whole":        {EntityField{Property: Property{Type: str, Secret: true}}, `"1"`, `"2"`, `"•••••• (another)"`},
		"the same":     {EntityField{Property: Property{Type: str, Secret: true}}, `"1"`, `"1"`, `"••••••"`},
	} {
		old, now := c.field.Compare(json.RawMessage(c.before), json.RawMessage(c.after))
		if !document.Equal(now, json.RawMessage(c.shown)) {
			t.Errorf("%s: %s", name, now)
		}
		if again, _ := c.field.Hide(now); !document.Equal(again, now) {
			t.Errorf("%s: hidden again it is %s", name, again)
		}
		if shown, _ := c.field.Hide(json.RawMessage(c.before)); !document.Equal(old, shown) {
			t.Errorf("%s: before %s", name, old)
		}
	}
}

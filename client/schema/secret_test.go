package schema

import (
	"encoding/json"
	"strings"
	"testing"
)

func TestHide(t *testing.T) {
	issuer := Type{Kind: KindObject, Fields: []Field{
		{Name: "name", Type: Type{Kind: KindString}},
		{Name: "key", Type: Type{Kind: KindString}, Secret: true},
	}}
	list := Type{Kind: KindList, Elem: &issuer}
	byName := Type{Kind: KindMap, Elem: &list}
	text := Type{Kind: KindString}
	for _, tc := range []struct {
		name        string
		property    Property
		value, want string
		hidden      bool
	}{
		{"secret", Property{Type: text, Secret: true}, `"s"`, `"••••••"`, true},
		{"empty secret", Property{Type: text, Secret: true}, `""`, `""`, false},
		{"no secret", Property{Type: text}, `"s"`, `"s"`, false},
		{"member", Property{Type: issuer}, `{"name":"n","key":"s","more":1}`, `{"key":"••••••","more":1,"name":"n"}`, true},
		{"empty member", Property{Type: issuer}, `{"name":"n", "key":null}`, `{"name":"n", "key":null}`, false},
		{"list", Property{Type: list}, `[{"name":"n"}, {"key":"s"}]`, `[{"name":"n"},{"key":"••••••"}]`, true},
		{"map", Property{Type: byName}, `{"a":[{"key":"s"}]}`, `{"a":[{"key":"••••••"}]}`, true},
		{"unexpected shape", Property{Type: list}, `{"key":"s"}`, `{"key":"s"}`, false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			got, hidden := tc.property.Hide([]byte(tc.value))
			if string(got) != tc.want || hidden != tc.hidden {
				t.Errorf("got %s, %v", got, hidden)
			}
		})
	}
}

func TestHideAt(t *testing.T) {
	key := Type{Kind: KindObject, Fields: []Field{{Name: "key", Type: Type{Kind: KindString}, Secret: true}, {Name: "name", Type: Type{Kind: KindString}}}}
	byName := Property{Type: Type{Kind: KindMap, Elem: &key}}
	for _, tc := range []struct {
		path  []string
		value string
		want  string
	}{
		{[]string{"a", "key"}, `"s"`, `"••••••"`},
		{[]string{"a", "name"}, `"s"`, `"s"`},
		{[]string{"a"}, `{"key":"s"}`, `{"key":"••••••"}`},
		{[]string{"a", "unknown"}, `"s"`, `"s"`},
		{nil, `{"a":{"key":"s"}}`, `{"a":{"key":"••••••"}}`},
	} {
		if got, _ := byName.HideAt(tc.path, []byte(tc.value)); string(got) != tc.want {
			t.Errorf("at %v: got %s", tc.path, got)
		}
	}
}

// What this version does not know is hidden when it sounds secret, in documents and in objects inside them.
func TestUnknownSecretsAreHidden(t *testing.T) {
	for name, c := range map[string]struct {
		value  string
		hidden bool
	}{
		"newSharedSecret": {`"x"`, true}, "smtpPassword": {`["x"]`, true}, "newPrivateKeys": {`{"a":"x"}`, true}, "newSecretEmpty": {`""`, false},
		"rotateNewSecret": {`true`, false}, "newSecretLifetime": {`60`, false}, "newName": {`"x"`, false},
	} {
		if _, hidden := Infer(name, json.RawMessage(c.value)).Hide(json.RawMessage(c.value)); hidden != c.hidden {
			t.Errorf("%s: hidden %v", name, hidden)
		}
		object := Property{Type: object(Field{Name: "known", Type: str})}
		got, hidden := object.Hide(json.RawMessage(`{"known":"y","` + name + `":` + c.value + `}`))
		if hidden != c.hidden || hidden && strings.Contains(string(got), "x") || !strings.Contains(string(got), `"y"`) {
			t.Errorf("%s inside an object: %s, hidden %v", name, got, hidden)
		}
		if _, hidden := object.HideAt([]string{name}, json.RawMessage(c.value)); hidden != c.hidden {
			t.Errorf("%s alone: hidden %v", name, hidden)
		}
	}
}

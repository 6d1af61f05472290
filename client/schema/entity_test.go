package schema

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/jansadm/jansadm/client/document"
)

func allEntities() []Entity { return []Entity{Scope(), Claim(), Script(), Client()} }

func TestFieldsAreDescribed(t *testing.T) {
	for _, e := range allEntities() {
		seen := map[string]bool{}
		for _, f := range e.Fields {
			where := e.Resource + f.Path
			if !strings.HasSuffix(f.Path, "/"+f.Name) || !wireName.MatchString(f.Name) || !f.Known || f.Title == "" {
				t.Errorf("%s: name %q, title %q, known %v", where, f.Name, f.Title, f.Known)
			}
			if len(f.Help) < 20 || len(f.Help) > 260 || !sentence.MatchString(f.Help) {
				t.Errorf("%s: help is not one to three sentences: %q", where, f.Help)
			}
			for _, key := range []string{f.Path, "title " + f.Title, "help " + f.Help} {
				if seen[key] {
					t.Errorf("%s: %q is there twice", where, key)
				}
				seen[key] = true
			}
			if f.Volatile && f.Fixed == "" || f.Required && f.Fixed != "" {
				t.Errorf("%s: the server makes it, yet it can be set, or it is needed and cannot be", where)
			}
			if f.Default != nil && Refused(Validate(f.Type, f.Default)) {
				t.Errorf("%s: default %s", where, f.Default)
			}
			if !f.Matches(strings.ToUpper(f.Title)) {
				t.Errorf("%s is not found by its title", where)
			}
			checkPatterns(t, where, f.Type)
		}
	}
}

func checkPatterns(t *testing.T, where string, typ Type) {
	t.Helper()
	if _, err := regexp.Compile(typ.Pattern); err != nil || (typ.Pattern == "") != (typ.PatternWords == "") {
		t.Errorf("%s: pattern %q with words %q: %v", where, typ.Pattern, typ.PatternWords, err)
	}
	for _, f := range typ.Fields {
		checkPatterns(t, where+"."+f.Name, f.Type)
	}
	if typ.Elem != nil {
		checkPatterns(t, where+"[]", *typ.Elem)
	}
}

// Sections of a form hold their fields together and in order.
func TestSections(t *testing.T) {
	for _, e := range allEntities() {
		var order []string
		for _, f := range e.Fields {
			if len(order) == 0 || order[len(order)-1] != f.Group {
				order = append(order, f.Group)
			}
		}
		var want []string
		for _, s := range e.Sections {
			if want = append(want, s.ID); s.Title == "" || s.Help == "" {
				t.Errorf("%s: section %s lacks a title or help", e.Resource, s.ID)
			}
		}
		if !slices.Equal(order, want) {
			t.Errorf("%s: sections of the fields %v, want %v", e.Resource, order, want)
		}
	}
}

func TestLookupEntity(t *testing.T) {
	for _, e := range allEntities() {
		got, ok := LookupEntity(e.Resource)
		if _, named := got.Field("/" + e.NameField); !ok || !named || got.Title != e.Title {
			t.Errorf("LookupEntity(%q) = %s, %v", e.Resource, got.Title, ok)
		}
		if f, typed := got.Field("/" + e.TypeField); e.TypeField != "" && (!typed || f.Type.Kind != KindEnum) {
			t.Errorf("%s: the type field %s is none", e.Resource, e.TypeField)
		}
	}
	if _, ok := LookupEntity("user"); ok {
		t.Error("there is an entity user")
	}
	if _, ok := Scope().Field("/nope"); ok {
		t.Error("scopes have a field /nope")
	}
}

// Types and references of fields must exist.
func TestFieldsReferToWhatExists(t *testing.T) {
	for _, e := range allEntities() {
		types, _ := e.Field("/" + e.TypeField)
		for _, f := range e.Fields {
			for _, typ := range f.Types {
				if !slices.Contains(types.Type.Values, typ) {
					t.Errorf("%s%s: no type %s", e.Resource, f.Path, typ)
				}
			}
			if f.Refers.Resource == "" {
				continue
			}
			other, ok := LookupEntity(f.Refers.Resource)
			typeField, _ := other.Field("/" + other.TypeField)
			if !ok || f.Refers.Type != "" && !slices.Contains(typeField.Type.Values, f.Refers.Type) || f.Type.Elem.Format != FormatDN {
				t.Errorf("%s%s refers to %v", e.Resource, f.Path, f.Refers)
			}
		}
	}
}

func TestFieldsFor(t *testing.T) {
	for typ, want := range map[string]string{
		"openid":      "/claims /groupClaims /defaultScope",
		"oauth":       "/defaultScope",
		"dynamic":     "/claims /dynamicScopeScripts /defaultScope",
		"uma":         "/iconUrl /umaAuthorizationPolicies",
		"spontaneous": "/claims /groupClaims /attributes/spontaneousClientScopes /deletable /expirationDate",
	} {
		var got []string
		for _, f := range Scope().FieldsFor(typ) {
			if len(f.Types) > 0 {
				got = append(got, f.Path)
			}
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: %v, want %s", typ, got, want)
		}
		if !slices.ContainsFunc(Scope().FieldsFor(typ), func(f EntityField) bool { return f.Path == "/attributes/showInConfigurationEndpoint" }) {
			t.Errorf("%s scopes cannot be hidden from discovery", typ)
		}
	}
}

func TestFieldCheck(t *testing.T) {
	for _, c := range []struct{ resource, path, value, want string }{
		{"scope", "/id", `"careers"`, ""},
		{"scope", "/id", `"a b"`, "refuse: blank"},
		{"scope", "/id", `"a,b"`, "warn: comma"},
		{"scope", "/id", `" "`, "refuse: needed"},
		{"scope", "/id", `5`, "refuse: text"},
		{"scope", "/displayName", `"` + strings.Repeat("é", 128) + `"`, ""},
		{"scope", "/displayName", `"` + strings.Repeat("é", 129) + `"`, "refuse: 129 characters"},
		{"scope", "/description", `"` + strings.Repeat("x", 769) + `"`, "refuse: the server keeps 768"},
		{"scope", "/scopeType", `"OpenID"`, "refuse: write openid"},
		{"scope", "/claims", `["inum=2B29,ou=attributes,o=jans"]`, ""},
		{"scope", "/claims", `["email"]`, "refuse: distinguished name"},
		{"scope", "/claims", `null`, ""},
		{"scope", "/creatorId", `"x"`, "refuse: cannot be set"},
		{"scope", "/expirationDate", `"2027-01-31T10:00:00"`, ""},
		{"scope", "/expirationDate", `"2027-01-31"`, "refuse: date and time"},
		{"claim", "/name", `"employee_number"`, ""},
		{"claim", "/name", `"employee-number"`, "refuse: letters, digits and underscores"},
		{"claim", "/name", `"` + strings.Repeat("x", 31) + `"`, "refuse: 31 characters"},
		{"claim", "/viewType", `[]`, "refuse: needed"},
		{"claim", "/viewType", `["admin","guest"]`, "refuse: one of"},
		{"claim", "/adminCanView", `true`, "refuse: cannot be set"},
		{"script", "/name", `"a"`, "refuse: 2 to 60"},
		{"script", "/name", `"a_b-c:d/e.f"`, ""},
		{"script", "/name", `"a b"`, "refuse: 2 to 60"},
		{"script", "/configurationProperties", `[{"value1":"k","value2":"v","hide":true}]`, ""},
		{"script", "/configurationProperties", `[{"value1":"k","hideValue":true}]`, "warn: no such member"},
		{"script", "/scriptType", `"dynamic_scope"`, ""},
		{"script", "/level", `-5`, ""},
		{"client", "/scopes", `["inum=F0C4,ou=scopes,o=jans"]`, ""},
		{"client", "/clientName", `"x"`, ""},
		{"client", "/accessTokenLifetime", `0`, ""},
		{"client", "/accessTokenLifetime", `-1`, "refuse: out of range"},
		{"client", "/attributes/parLifetime", `0`, "refuse: out of range"},
		{"client", "/grantTypes", `["device_code"]`, "refuse: not one of"},
		{"client", "/tokenEndpointAuthMethod", `"Client_Secret_Basic"`, "warn: unusual"},
		{"client", "/attributes/updateTokenScriptDns", `["work"]`, "refuse: distinguished name"},
		{"client", "/jwks", `"{"`, "refuse: not JSON"},
		{"client", "/redirectUris", `["https://a.example"]`, "refuse: only the scopes, tokens"},
		{"client", "/clientSecret", `"x"`, "refuse: neither reads nor changes"},
	} {
		e, _ := LookupEntity(c.resource)
		f, ok := e.Field(c.path)
		if !ok {
			t.Fatalf("no field %s of %s", c.path, c.resource)
		}
		got := summary(f.Check(json.RawMessage(c.value)))
		severity, part, _ := strings.Cut(c.want, ": ")
		if c.want == "" && got != "" || !strings.HasPrefix(got, severity) || !strings.Contains(got, part) {
			t.Errorf("%s%s: Check(%s) = %q, want %q", c.resource, c.path, c.value, got, c.want)
		}
	}
}

// What belongs to whoever runs the application stays as it is, secrets above all.
func TestOnlyTheTokenSideOfClientsCanBeSet(t *testing.T) {
	for _, f := range Client().Fields {
		settable := slices.Contains([]string{"basics", "scopes", "tokens", "access", "consent"}, f.Group)
		if f.Fixed == "" && !settable || f.Secret && f.Fixed != secretsStay {
			t.Errorf("%s: fixed %q", f.Path, f.Fixed)
		}
	}
}

func TestDNRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := rapid.SampledFrom(allEntities()).Draw(t, "entity")
		inum := rapid.StringMatching(`[A-Za-z0-9][A-Za-z0-9._-]{0,40}`).Draw(t, "inum")
		dn := e.DN(inum)
		if got, ok := e.InumOf(dn); !ok || got != inum {
			t.Fatalf("InumOf(%q) = %q, %v", dn, got, ok)
		}
		loose := strings.ReplaceAll(strings.NewReplacer("inum=", "INUM =", "ou=", "Ou= ", "o=jans", "O=Jans").Replace(dn), ",", " , ")
		if rapid.Bool().Draw(t, "container in capitals") {
			loose = strings.ReplaceAll(loose, e.Container, strings.ToUpper(e.Container))
		}
		if got, ok := e.InumOf(loose); !strings.Contains(inum, e.Container) && (!ok || got != inum) {
			t.Fatalf("InumOf(%q) = %q, %v", loose, got, ok)
		}
		for _, other := range allEntities() {
			if _, ok := other.InumOf(dn); ok != (other.Resource == e.Resource) {
				t.Fatalf("%s takes %q for its own: %v", other.Resource, dn, ok)
			}
		}
	})
}

func TestInumOfRefuses(t *testing.T) {
	for _, dn := range []string{
		"", "F0C4", "inum=,ou=scopes,o=jans", "inum= ,ou=scopes,o=jans", "inum=F0C4,ou=scopes", "cn=F0C4,ou=scopes,o=jans",
		"inum=F0C4,ou=scopes,o=other", "inum=F0C4,ou=scopes,o=jans,dc=x", "inum=F0C4,ou=claims,o=jans",
	} {
		if inum, ok := Scope().InumOf(dn); ok {
			t.Errorf("InumOf(%q) = %q", dn, inum)
		}
	}
}

// Every value of an enumeration whose patches are spelled otherwise has its word, whatever the spelling of the others.
func TestPatchWordsAreComplete(t *testing.T) {
	with := 0
	for _, e := range allEntities() {
		for _, f := range e.Fields {
			if f.PatchWords == nil {
				continue
			}
			with++
			values := f.Type.Values
			if f.Type.Elem != nil {
				values = f.Type.Elem.Values
			}
			for _, v := range values {
				if f.PatchWords[v] == "" {
					t.Errorf("%s%s: no word for %s", e.Resource, f.Path, v)
				}
			}
		}
	}
	if with != 9 {
		t.Errorf("%d fields are spelled otherwise in patches, want 9", with)
	}
}

func TestHideSettings(t *testing.T) {
	f, _ := Script().Field("/configurationProperties")
	for _, c := range []struct {
		value, want string
		hidden      bool
	}{
		{`[{"value1":"a","value2":"b"}, {"value1":"k","value2":"s","hide":true}]`,
			`[{"value1":"a","value2":"b"},{"hide":true,"value1":"k","value2":"••••••"}]`, true},
		{`[{"value1":"k","value2":"","hide":true}]`, `[{"value1":"k","value2":"","hide":true}]`, false},
		{`[{"value1":"k","value2":"s","hide":false}]`, `[{"value1":"k","value2":"s","hide":false}]`, false},
		{`["s"]`, `["s"]`, false},
		{`{"hide":true,"value2":"s"}`, `{"hide":true,"value2":"s"}`, false},
	} {
		if got, hidden := f.Hide(json.RawMessage(c.value)); string(got) != c.want || hidden != c.hidden {
			t.Errorf("Hide(%s) = %s, %v", c.value, got, hidden)
		}
	}
	for _, c := range []struct{ step, value, want string }{
		{"value2", `"s"`, `"••••••"`},
		{"value1", `"s"`, `"s"`},
		{"hide", `true`, `true`},
	} {
		if got, _ := f.HideAt([]string{"0", c.step}, json.RawMessage(c.value)); string(got) != c.want {
			t.Errorf("HideAt(%s) = %s", c.step, got)
		}
	}
	if got, _ := f.HideAt([]string{"0"}, json.RawMessage(`{"value2":"s","hide":true}`)); strings.Contains(string(got), `"s"`) {
		t.Errorf("a setting shows %s", got)
	}
}

func TestSecretFields(t *testing.T) {
	for path, e := range map[string]Entity{"/clientSecret": Client(), "/registrationAccessToken": Client(), "/clients": Scope()} {
		f, _ := e.Field(path)
		if got, hidden := f.Hide(json.RawMessage(`"s"`)); !hidden || strings.Contains(string(got), "s") {
			t.Errorf("%s shows %s", path, got)
		}
	}
}

func TestInferField(t *testing.T) {
	f := InferField("brandNew", json.RawMessage(`true`))
	if f.Path != "/brandNew" || f.Type.Kind != KindBoolean || f.Known || f.Fixed != "" || f.Secret || f.Title != "brandNew" {
		t.Errorf("%+v", f)
	}
	if f := InferField("a/b~c", nil); f.Path != "/a~1b~0c" {
		t.Errorf("path %s", f.Path)
	}
	for _, name := range []string{"newSecret", "smtpPassword"} {
		got, hidden := InferField(name, json.RawMessage(`"x"`)).Hide(json.RawMessage(`"x"`))
		if !hidden || !document.Equal(got, document.Quote(SecretMask)) {
			t.Errorf("%s shows %s", name, got)
		}
	}
}

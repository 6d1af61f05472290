package sandbox

import (
	"net/http"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestScriptRevisions(t *testing.T) {
	f := newFixture(t)
	made := f.must("POST", "/config/scripts", `{"inum":"X-1","name":"xx","script":"s","revision":7}`)
	if string(made["revision"]) != "1" || quoted(t, made["inum"]) != "X-1" {
		t.Errorf("created: %s", made)
	}
	for _, c := range []struct{ method, path, body, want string }{
		{"PATCH", "/config/scripts/X-1", `[]`, "2"},
		{"PATCH", "/config/scripts/X-1", `[{"op":"replace","path":"/revision","value":40}]`, "41"},
		{"PUT", "/config/scripts", `{"inum":"X-1","dn":"inum=X-1,ou=scripts,o=jans","revision":7}`, "42"},
		{"PATCH", "/config/scripts/X-1", `[{"op":"replace","path":"/revision","value":-3}]`, "1"},
	} {
		if answer := f.must(c.method, c.path, c.body); string(answer["revision"]) != c.want {
			t.Errorf("%s %s: revision %s, want %s", c.method, c.body, answer["revision"], c.want)
		}
	}
}

// PUT writes to the script that dn names, and answers with the request.
func TestScriptPutByDN(t *testing.T) {
	f := newFixture(t)
	answer := f.must("PUT", "/config/scripts", `{"inum":"CB5B-3211","dn":"inum=031C-5621,ou=scripts,o=jans","name":"renamed","script":"s"}`)
	if quoted(t, answer["inum"]) != "CB5B-3211" {
		t.Errorf("answer: %s", answer)
	}
	if other := f.must("GET", "/config/scripts/inum/031C-5621", ""); quoted(t, other["name"]) != "renamed" || quoted(t, other["inum"]) != "031C-5621" {
		t.Errorf("other: %s", other)
	}
	if own := f.must("GET", "/config/scripts/name/dynamic_permission", ""); quoted(t, own["inum"]) != "CB5B-3211" {
		t.Errorf("own: %s", own)
	}
}

// The order of the members decides whether the location survives.
func TestScriptLocation(t *testing.T) {
	f := newFixture(t)
	for body, want := range map[string]string{
		`{"locationType":"db"}`: `"db"`,
		`{"moduleProperties":[{"value1":"usage_type","value2":"both"}],"locationType":"DB"}`:  `"db"`,
		`{"locationType":"db","moduleProperties":[{"value1":"usage_type","value2":"both"}]}`:  ``,
		`{"moduleProperties":[{"value1":"Location_Type","value2":"ldap"}],"locationType":""}`: `400`,
		`{}`: ``,
	} {
		a := f.call("POST", "/config/scripts", body)
		if want == "400" {
			if a.status != http.StatusBadRequest {
				t.Errorf("%s: %d %s", body, a.status, a.body)
			}
			continue
		}
		if got := string(a.object(t)["locationType"]); got != want {
			t.Errorf("%s: %s", body, got)
		}
	}
	patched := f.must("PATCH", "/config/scripts/CB5B-3211", `[{"op":"replace","path":"/moduleProperties","value":[]}]`)
	if string(patched["moduleProperties"]) != `[{"value1":"location_type","value2":"db"}]` {
		t.Errorf("a patch of the properties alone: %s", patched["moduleProperties"])
	}
	if ldap := f.must("PATCH", "/config/scripts/CB5B-3211", `[{"op":"replace","path":"/locationType","value":"LDAP"}]`); string(ldap["locationType"]) != `"ldap"` {
		t.Errorf("PATCH refuses ldap: %s", ldap["locationType"])
	}
}

// A source that is null is shown as a sample; an empty one is not shown at all.
func TestScriptTemplates(t *testing.T) {
	f := newFixture(t)
	for _, c := range []struct{ path, body, want string }{
		{"/config/scripts", `{"inum":"A1"}`, ""},
		{"/config/scripts?addScriptTemplate=true", `{"inum":"A2"}`, "ConsentGatheringType"},
		{"/config/scripts?addScriptTemplate=true", `{"inum":"A3","scriptType":"person_authentication"}`, "PersonAuthenticationType"},
		{"/config/scripts?addScriptTemplate=true", `{"inum":"A4","script":""}`, ""},
	} {
		made := f.must("POST", c.path, c.body)
		stored := f.must("GET", "/config/scripts/inum/"+quoted(t, made["inum"]), "")
		for what, doc := range map[string]string{"answer": string(made["script"]), "stored": string(stored["script"])} {
			if (doc == "") != (c.want == "") || !strings.Contains(doc, c.want) {
				t.Errorf("%s %s: %s is %s", c.path, c.body, what, doc)
			}
		}
	}
	f.must("PATCH", "/config/scripts/A1", `[{"op":"replace","path":"/script","value":"mine"}]`)
	f.must("PATCH", "/config/scripts/A1", `[{"op":"replace","path":"/script","value":null}]`)
	if cleared := f.must("GET", "/config/scripts/inum/A1", ""); !strings.Contains(string(cleared["script"]), "ConsentGatheringType") {
		t.Errorf("cleared: %s", cleared["script"])
	}
}

func TestScriptProperties(t *testing.T) {
	f := newFixture(t)
	made := f.must("POST", "/config/scripts", `{"configurationProperties":[{"value1":"k","value2":"v","hide":true},{"value1":"l","hideValue":true}]}`)
	if got := string(made["configurationProperties"]); got != `[{"value1":"k","value2":"v","hide":true},{"value1":"l","hide":false}]` {
		t.Errorf("%s", got)
	}
}

// What is read and sent back stays, but for the revision.
func TestScriptRoundTrip(t *testing.T) {
	f := newFixture(t)
	inums := f.list("/config/scripts?limit=200").column("inum")
	rapid.Check(t, func(t *rapid.T) {
		inum := rapid.SampledFrom(inums).Draw(t, "inum")
		before := f.call("GET", "/config/scripts/inum/"+inum, "")
		method, path, body := "PUT", "/config/scripts", before.body
		if rapid.Bool().Draw(t, "patch") {
			method, path, body = "PATCH", "/config/scripts/"+inum, `[]`
		}
		if a := f.call(method, path, body); a.status != http.StatusOK {
			t.Fatalf("%s: %d %s", method, a.status, a.body)
		}
		original, changed := before.object(f.t), f.call("GET", "/config/scripts/inum/"+inum, "").object(f.t)
		delete(original, "revision")
		delete(changed, "revision")
		if len(original) != len(changed) {
			t.Fatalf("%s became %s", original, changed)
		}
		for member, value := range original {
			if string(changed[member]) != string(value) {
				t.Fatalf("%s: %s became %s", member, value, changed[member])
			}
		}
	})
}

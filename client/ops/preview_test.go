package ops_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/sandbox"
	"github.com/jansadm/jansadm/client/schema"
)

func (th *theater) preview(scopes ...*ops.Entity) *ops.Preview {
	th.t.Helper()
	preview, err := th.Preview(th.t.Context(), scopes)
	if err != nil {
		th.t.Fatal(err)
	}
	return preview
}

func (th *theater) previewFor(person string, scopes ...*ops.Entity) *ops.Preview {
	th.t.Helper()
	preview, err := th.PreviewFor(th.t.Context(), th.preview(scopes...), person)
	if err != nil {
		th.t.Fatal(err)
	}
	return preview
}

// answer is the answer that a preview stands for.
func answer(p *ops.Preview) map[string]string {
	claims, groups := map[string]string{}, map[string]document.Document{}
	for _, claim := range p.Claims {
		switch {
		case claim.Name == "sub":
		case claim.Group != "":
			if groups[claim.Group] == nil {
				groups[claim.Group] = document.Document{}
			}
			if claim.Name != "" && claim.Value != nil {
				groups[claim.Group][claim.Name] = claim.Value
			}
		case claim.Value != nil:
			claims[claim.Name] = string(document.Compact(claim.Value))
		}
	}
	for name, members := range groups {
		raw, _ := members.MarshalJSON() // cannot fail: the members are JSON already
		claims[name] = string(document.Compact(raw))
	}
	return claims
}

func states(p *ops.Preview) map[string]ops.ClaimState {
	found := map[string]ops.ClaimState{}
	for _, claim := range p.Claims {
		found[strings.TrimPrefix(claim.Group+"."+claim.Name, ".")] = claim.State
	}
	return found
}

func problems(p *ops.Preview) string {
	var ids []string
	for _, problem := range p.Problems {
		ids = append(ids, problem.ID)
	}
	return strings.Join(ids, " ")
}

// What a preview promises is what userinfo tells: for every user and every shipped scope, one by one and all at once.
func TestPreviewKeepsItsWord(t *testing.T) {
	th := newTheater(t)
	th.enable("031C-5622", true)
	th.make(change.Scope, `{"id":"work_info","scopeType":"dynamic","dynamicScopeScripts":["inum=031C-5622,ou=scripts,o=jans"]}`)
	page, err := th.List(t.Context(), change.Scope, ops.Query{Limit: 200})
	if err != nil {
		t.Fatal(err)
	}
	var shipped []*ops.Entity
	for _, scope := range page.Entities {
		if !strings.HasPrefix(scope.Name(), "https:") { // the sample application gets those that it lacks
			shipped = append(shipped, scope)
			th.patch(change.Client, th.server.Sample(sandbox.ClientApp).ID, document.Op{Op: document.OpAdd, Path: "/scopes/-", Value: document.Quote(scope.Head().DN())})
		}
	}
	people, err := th.People(t.Context())
	if err != nil || len(people) < 3 {
		t.Fatal(people, err)
	}
	for _, person := range people {
		names := []string{}
		for _, scope := range shipped {
			names = append(names, scope.Name())
			check(t, person+" "+scope.Name(), th, person, "openid "+scope.Name(), scope)
		}
		if len(names) < 20 {
			t.Errorf("only %q were tried", names)
		}
		check(t, person+" all", th, person, strings.Join(names, " "), shipped...)
	}
}

func check(t *testing.T, what string, th *theater, person, asked string, scopes ...*ops.Entity) {
	t.Helper()
	told, status := th.userinfo(person, asked)
	preview := th.previewFor(person, scopes...)
	if promised := answer(preview); status != http.StatusOK || preview.Broken() || !maps.Equal(promised, told) {
		t.Errorf("%s: promised %v, told %v (%d), problems %s", what, promised, told, status, problems(preview))
	}
	for _, claim := range preview.Claims {
		if seen := claim.Value != nil; seen == (claim.State == ops.ClaimNoValue) && claim.Name != "" {
			t.Errorf("%s: %s is %s with the value %s", what, claim.Name, claim.State, claim.Value)
		}
	}
}

// A claim that does not exist breaks the whole answer, in the preview as on the server.
func TestPreviewOfADanglingClaim(t *testing.T) {
	th := newTheater(t)
	scope := th.make(change.Scope, `{"id":"careers","scopeType":"openid","claims":["inum=GONE,ou=attributes,o=jans","inum=CAE3,ou=attributes,o=jans"]}`)
	_, status := th.userinfo("maria", "openid careers")
	preview := th.previewFor("maria", scope, th.scope("phone"))
	if status != http.StatusInternalServerError || !preview.Broken() || problems(preview) != ops.ProblemDanglingClaim || preview.Person != "maria" {
		t.Errorf("status %d, problems %v", status, preview.Problems)
	}
	if got := states(preview); got["inum=GONE,ou=attributes,o=jans"] != ops.ClaimDangling || got["email"] != ops.ClaimReleased {
		t.Errorf("%v", got)
	}
	if len(answer(preview)) != 0 {
		t.Errorf("values of an answer that fails: %v", answer(preview))
	}
}

func TestPreviewOfScripts(t *testing.T) {
	th := newTheater(t)
	template, _ := schema.ScriptTemplate("dynamic_scope")
	made := func(name, source, properties string, enabled bool) *ops.Entity {
		return th.make(change.Script, fmt.Sprintf(`{"name":%q,"scriptType":"dynamic_scope","programmingLanguage":"python","enabled":%v,"script":%s,"configurationProperties":%s}`,
			name, enabled, document.Quote(source), properties))
	}
	careers := made("careers", template, `[{"value1":" job ","value2":" title "},{"value1":"car","value2":"carLicense"},{"value1":"","value2":"x"}]`, true)
	badge := made("badge", template, `[{"value1":"badge_number","value2":"employeNumber"},{"value1":"login","value2":"UID"},{"value1":"api_key","value2":"S3cretKey","hide":true}]`, true)
	silent := made("silent", "# sandbox: set secret to 1", `[]`, true)
	failing := made("failing", strings.Replace(template, "def update(", "def updated(", 1), `[{"value1":"never","value2":"mail"}]`, true)
	thrower := made("thrower", "# sandbox: set first to 1\n# sandbox: raise NameError: x", `[]`, true)
	off := made("off", template, `[{"value1":"off","value2":"mail"}]`, false)
	scoped := func(name, claims string, scripts ...*ops.Entity) *ops.Entity {
		var dns []string
		for _, script := range scripts {
			dns = append(dns, `"`+script.Head().DN()+`"`)
		}
		return th.make(change.Scope, fmt.Sprintf(`{"id":%q,"scopeType":"dynamic","claims":[%s],"dynamicScopeScripts":[%s]}`, name, claims, strings.Join(dns, ",")))
	}
	const email = `"inum=CAE3,ou=attributes,o=jans"`
	for _, c := range []struct {
		name     string
		scope    *ops.Entity
		states   map[string]ops.ClaimState
		problems string
		promised map[string]string // to maria
	}{
		{"template", scoped("template", email, careers), map[string]ops.ClaimState{"job": "released", "car": "no_value", "email": "ignored"}, "", map[string]string{"job": `"Engineer"`}},
		{"unknown", scoped("unknown", "", badge), map[string]ops.ClaimState{"badge_number": "unknown_attribute", "login": "released"}, "script-maps-unknown-attribute",
			map[string]string{"login": `"maria"`}},
		{"silent", scoped("quiet", "", silent), map[string]ops.ClaimState{"": "script_decides", "secret": "released"}, "", map[string]string{"secret": `"1"`}},
		{"hint", scoped("hint", email, silent), map[string]ops.ClaimState{"email": "no_value", "secret": "released"}, "", map[string]string{"secret": `"1"`}},
		{"failing", scoped("fails", "", failing), map[string]ops.ClaimState{"never": "script_failing"}, "script-failing", map[string]string{}},
		{"disabled", scoped("disabled", email, off), map[string]ops.ClaimState{"off": "script_disabled", "email": "ignored"}, "script-disabled", map[string]string{}},
		{"none", scoped("none", email), map[string]ops.ClaimState{"email": "ignored"}, "no-script", map[string]string{}},
		{"gone", scoped("gone", email, ops.NewEntity(change.Script, parse(t, `{"inum":"GONE"}`))), map[string]ops.ClaimState{"": "script_missing", "email": "ignored"},
			"script-missing", map[string]string{}},
		{"throws", scoped("throws", "", thrower), map[string]ops.ClaimState{"": "script_decides", "first": "released"}, "", map[string]string{"first": `"1"`}},
	} {
		preview := th.previewFor("maria", c.scope)
		told, _ := th.userinfo("maria", "openid "+c.scope.Name())
		if got := states(preview); !maps.Equal(got, c.states) || problems(preview) != c.problems {
			t.Errorf("%s: %v, problems %v", c.name, got, preview.Problems)
		}
		if got := answer(preview); !maps.Equal(got, told) || !maps.Equal(got, c.promised) {
			t.Errorf("%s: promised %v, told %v, want %v", c.name, got, told, c.promised)
		}
	}
	both := th.preview(scoped("both", "", careers, failing))
	if got := states(both); got["job"] != ops.ClaimUncertain || got["never"] != ops.ClaimScriptFailing {
		t.Errorf("a failing script beside another: %v", got)
	}
}

// A claim from two sources says so, whatever the order of the scopes.
func TestPreviewOfContestedClaims(t *testing.T) {
	th := newTheater(t)
	template, _ := schema.ScriptTemplate("dynamic_scope")
	script := th.make(change.Script, fmt.Sprintf(`{"name":"mailer","scriptType":"dynamic_scope","programmingLanguage":"python","enabled":true,"script":%s,
		"configurationProperties":[{"value1":"email","value2":"uid"}]}`, document.Quote(template)))
	dynamic := th.make(change.Scope, `{"id":"mailed","scopeType":"dynamic","dynamicScopeScripts":["`+script.Head().DN()+`"]}`)
	group := th.make(change.Scope, `{"id":"email_verified","scopeType":"openid","groupClaims":true,"claims":["inum=CAE3,ou=attributes,o=jans"]}`)
	for _, scopes := range [][]*ops.Entity{{th.scope("email"), dynamic, group}, {dynamic, group, th.scope("email")}} {
		preview := th.preview(scopes...)
		for _, claim := range preview.Claims {
			want := ops.ClaimUncertain
			if claim.Kind == ops.FromScript {
				want = ops.ClaimReleased
			}
			if claim.State != want || claim.Why == "" {
				t.Errorf("%s.%s of %s is %s: %s", claim.Group, claim.Name, claim.Source, claim.State, claim.Why)
			}
		}
	}
	same := th.preview(th.scope("email"), th.make(change.Scope, `{"id":"mail","scopeType":"openid","claims":["inum=CAE3,ou=attributes,o=jans"]}`))
	if got := states(same); got["email"] != ops.ClaimReleased {
		t.Errorf("one attribute by two scopes: %v", same.Claims)
	}
}

// A preview of a draft has new and changed entries in it.
func TestPreviewOfADraft(t *testing.T) {
	th := newTheater(t)
	draft := ops.NewDraft()
	whole := func(resource change.Resource, word, text string) ops.Target {
		target := change.NewTarget(resource, word)
		draft.Add(ops.Edit{Target: target, Kind: change.Create, Value: json.RawMessage(text)})
		return target
	}
	whole(change.Claim, "job", `{"name":"title","claimName":"job","dataType":"string","status":"active"}`)
	scope := whole(change.Scope, "careers", `{"id":"careers","scopeType":"openid","claims":["inum=new:job,ou=attributes,o=jans","inum=CAE3,ou=attributes,o=jans"]}`)
	work := whole(change.Scope, "work", `{"id":"work","scopeType":"dynamic","dynamicScopeScripts":["inum=031C-5622,ou=scripts,o=jans"]}`)
	draft.Add(ops.Edit{Target: ops.Target{Resource: change.Script, ID: "031C-5622"}, Path: "/enabled", Kind: change.Set, Value: json.RawMessage("true")})
	phone := th.scope("phone").Target
	draft.Add(ops.Edit{Target: phone, Path: "/claims", Kind: change.Set, Value: json.RawMessage(`["inum=B17A,ou=attributes,o=jans"]`)})
	preview, err := th.PreviewDraft(t.Context(), draft, []ops.Target{scope, work, phone})
	if err != nil {
		t.Fatal(err)
	}
	shown, err := th.PreviewFor(t.Context(), preview, "maria")
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{"job": `"Engineer"`, "email": `"maria@example.org"`, "work_phone": `"+34 915 550 123"`, "phone_number_verified": "true"}
	if got := answer(shown); !maps.Equal(got, want) || len(shown.Problems) > 0 {
		t.Errorf("%v, problems %v", got, shown.Problems)
	}
	if len(answer(preview)) != 0 || preview.Person != "" {
		t.Error("the preview without a person was changed")
	}
	if _, err := th.PreviewDraft(t.Context(), ops.NewDraft(), []ops.Target{scope}); ops.Explain(err).Kind != ops.ProblemNotFound {
		t.Errorf("a scope that is staged no more: %v", err)
	}
}

func TestPreviewPeople(t *testing.T) {
	th := newTheater(t)
	preview := th.preview(th.scope("email"))
	unknown := (*ops.UnknownNameError)(nil)
	if _, err := th.PreviewFor(t.Context(), preview, "mari"); !errors.As(err, &unknown) || !slices.Equal(unknown.Nearest, []string{"maria"}) {
		t.Errorf("%v", err)
	}
	nobody := ops.New(ops.Deps{})
	if names, err := nobody.People(t.Context()); len(names) > 0 || err != nil {
		t.Errorf("%v, %v", names, err)
	}
	partial := ops.New(ops.Deps{People: oneself{claims: document.Document{"email": json.RawMessage(`"me@example.org"`)}}})
	shown, err := partial.PreviewFor(t.Context(), preview, "me")
	if err != nil {
		t.Fatal(err)
	}
	if got := states(shown); got["email"] != ops.ClaimReleased || got["email_verified"] != ops.ClaimReleased || len(answer(shown)) != 1 {
		t.Errorf("a token with other scopes: %v, %v", got, answer(shown))
	}
	failing := ops.New(ops.Deps{People: oneself{}})
	if shown, err := failing.PreviewFor(t.Context(), preview, "me"); err != nil || shown.Broken() || !strings.Contains(strings.Join(shown.Notes, " "), "token is broken") {
		t.Errorf("another token fails: %v, %v", shown, err)
	}
	failing = ops.New(ops.Deps{People: oneself{exact: true}})
	if shown, err := failing.PreviewFor(t.Context(), preview, "me"); err != nil || problems(shown) != ops.ProblemUserinfoFails || !shown.Broken() {
		t.Errorf("these scopes fail: %v, %v", shown, err)
	}
}

// oneself is the person who is signed in; without claims userinfo fails.
type oneself struct {
	claims document.Document
	exact  bool
}

func (o oneself) Names(context.Context) ([]string, error) { return []string{"me"}, nil }

func (o oneself) Userinfo(context.Context, string, ops.Released) (ops.Userinfo, error) {
	if o.claims == nil {
		return ops.Userinfo{}, &ops.UserinfoFailedError{Exact: o.exact}
	}
	return ops.Userinfo{Claims: o.claims}, nil
}

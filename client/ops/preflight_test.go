package ops_test

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/impact"
	"github.com/jansadm/jansadm/client/sandbox"
)

// stageProperties puts the values into a draft on what the server holds.
func (w world) stageProperties(values map[string]any) *ops.Draft {
	w.t.Helper()
	configuration, err := w.Load(w.t.Context())
	if err != nil {
		w.t.Fatal(err)
	}
	draft := ops.NewDraft()
	for name, value := range values {
		raw, err := json.Marshal(value)
		if err == nil {
			err = configuration.Set(draft, name, raw)
		}
		if err != nil {
			w.t.Fatal(err)
		}
	}
	return draft
}

// What decides whether the Config API lets anybody in is tried before it is written. BASE stands for the server's address.
func TestValuesThatAreTriedBeforehand(t *testing.T) {
	for _, c := range []struct {
		name   string
		values map[string]any
		id     string
		want   ops.Severity // of that impact, after it was tried
		says   string
	}{
		{"introspection, spelt otherwise", map[string]any{"introspectionEndpoint": "BASE/jans-auth/restv1/introspection/"}, "introspection-endpoint", impact.Danger, "was tried and works"},
		{"introspection at a page", map[string]any{"introspectionEndpoint": "BASE/jans-auth/restv1/introspect"}, "introspection-endpoint", impact.LockOutDatabase, "It was tried, and failed: "},
		{"introspection elsewhere", map[string]any{"introspectionEndpoint": "https://elsewhere.example.org/introspection"}, "introspection-endpoint", impact.LockOutDatabase, "to no other host"},
		{"no introspection", map[string]any{"introspectionEndpoint": ""}, "introspection-endpoint", impact.LockOutDatabase, "no address left"},
		{"issuer, spelt otherwise", map[string]any{"issuer": "BASE/"}, "issuer", impact.Danger, "was tried and works"},
		{"issuer below", map[string]any{"issuer": "BASE/jans-auth"}, "issuer", impact.LockOutDatabase, "names another issuer"},
		{"no issuer", map[string]any{"issuer": ""}, "issuer", impact.LockOutDatabase, "cannot be loaded"},
		{"keys, spelt otherwise", map[string]any{"jwksUri": "BASE/jans-auth/restv1/jwks/"}, "jwks-uri", impact.Danger, "was tried and works"},
		{"keys at a page", map[string]any{"jwksUri": "BASE/jans-auth/restv1/nothing"}, "jwks-uri", impact.LockOutDatabase, "It was tried, and failed: "},
		{"no keys", map[string]any{"jwksUri": nil}, "jwks-uri", impact.LockOutDatabase, "cannot be loaded"},
		{"a scope that the token lacks", map[string]any{"introspectionAccessTokenMustHaveIntrospectionScope": true}, "introspection-scope-required", impact.LockOutDatabase, "does not have the scope introspection"},
		{"tokens, spelt otherwise", map[string]any{"tokenEndpoint": "BASE/jans-auth/restv1/token/"}, "token-endpoint", impact.Caution, "was tried and works"},
		{"tokens at a page", map[string]any{"tokenEndpoint": "BASE/jans-auth/restv1/nothing"}, "token-endpoint", impact.LockOut, "It was tried, and failed: "},
		{"discovery where it is", map[string]any{"openIdConfigurationEndpoint": "BASE/jans-auth/.well-known/openid-configuration"}, "configuration-endpoint", impact.Info, "was tried and works"},
		{"discovery where it is not", map[string]any{"openIdConfigurationEndpoint": "BASE/nowhere"}, "configuration-endpoint", impact.Caution, "does not end in"},
		{"the address of UMA", map[string]any{"baseEndpoint": "BASE/elsewhere"}, "base-endpoint", impact.Caution, "UMA"},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t, sandbox.Options{})
			for name, value := range c.values {
				if text, ok := value.(string); ok {
					c.values[name] = strings.Replace(text, "BASE", w.Server(), 1)
				}
			}
			plan := w.plan(w.stageProperties(c.values))
			i := slices.IndexFunc(plan.Impacts, func(i ops.Impact) bool { return i.ID == c.id })
			if i < 0 || plan.Impacts[i].Severity != c.want || !strings.Contains(plan.Impacts[i].Message, c.says) {
				t.Fatalf("want %s as %v, saying %q, in %+v", c.id, c.want, c.says, plan.Impacts)
			}
			var accepted []string
			for _, found := range plan.Impacts {
				accepted = append(accepted, found.ID)
			}
			_, err := w.Apply(t.Context(), plan, ops.Consent{Yes: true, Word: plan.Word(), AcceptedRisks: accepted})
			refused := (*ops.RefusedError)(nil)
			if got, want := errors.As(err, &refused), c.want == impact.LockOutDatabase; got != want || !got && err != nil {
				t.Errorf("refused %v, want %v: %v", got, want, err)
			}
			if _, err := w.Load(t.Context()); err != nil {
				t.Errorf("the server no longer answers: %v", err)
			}
		})
	}
}

// One consent for each severity: a bare yes is enough up to caution, the id of the risk beyond, and nothing for what only the database could repair.
func TestConsentForEachSeverity(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	for _, c := range []struct {
		values map[string]any
		risk   ops.Severity
		id     string
		passes bool
	}{
		{map[string]any{"useLocalCache": false}, impact.Caution, "", true},
		{map[string]any{"allowAllValueForRevokeEndpoint": true}, impact.Danger, "revoke-all-on", true},
		{map[string]any{"requirePkce": true}, impact.LockOut, "require-pkce-on", true},
		{map[string]any{"jwksUri": ""}, impact.LockOutDatabase, "jwks-uri", false},
	} {
		plan := w.plan(w.stageProperties(c.values))
		if plan.Risk() != c.risk {
			t.Errorf("%v is %v, want %v: %+v", c.values, plan.Risk(), c.risk, plan.Impacts)
		}
		bare := w.Guard(plan, ops.Consent{Yes: true})
		accepted := w.Guard(plan, ops.Consent{Yes: true, AcceptedRisks: []string{c.id}})
		typed := w.Guard(plan, ops.Consent{Yes: true, Word: plan.Word()})
		if (bare == nil) != (c.risk < impact.Danger) || (accepted == nil) != c.passes || (typed == nil) != c.passes {
			t.Errorf("%v: yes %v; accepted %v; typed %v", c.values, bare, accepted, typed)
		}
	}
}

// The rules that know the server say nothing of it that is not so: a new installation is what its discovery document says.
func TestLiveFactsOfAServerAsShipped(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	w.reopen(func(deps *ops.Deps) { deps.Discovery = w.api.Discovery.Get })
	plan := w.plan(w.stageProperties(map[string]any{"tokenRevocationEndpoint": "https://elsewhere.example.org/revoke", "featureFlags": []string{"par"}}))
	for _, found := range plan.Impacts {
		if found.ID == "discovery-behind" {
			t.Errorf("%+v", found)
		}
	}
	if len(plan.Notes) > 0 {
		t.Errorf("notes %q", plan.Notes)
	}
	draft := ops.NewDraft()
	if err := w.find(change.Scope, "address").Set(draft, "/claims", json.RawMessage(`[]`)); err != nil {
		t.Fatal(err)
	}
	found := w.plan(draft).Impacts
	if slices.ContainsFunc(found, func(i ops.Impact) bool { return i.ID == "discovery-lists-gone" }) {
		t.Errorf("%+v", found)
	}
}

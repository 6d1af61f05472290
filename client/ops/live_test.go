package ops

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/jansadm/jansadm/client"
	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/impact"
)

// live are operations that know whose session they are part of, on a server with a few settings and entries.
func live(t *testing.T, me impact.Me, settings ...string) (*Ops, *[]string) {
	t.Helper()
	o, asked := asking(t)
	o.deps.Configuration, o.deps.Now = newFake(settings...), time.Now
	o.deps.Me = func(context.Context) (impact.Me, error) {
		*asked = append(*asked, "who am I")
		return me, nil
	}
	o.deps.Discovery = func(context.Context) (document.Document, error) {
		*asked = append(*asked, "discovery")
		return document.Document{"token_endpoint": json.RawMessage(`"https://old/t"`)}, nil
	}
	return o, asked
}

func propertyEdit(name, base, value string) Edit {
	return Edit{Target: change.PropertyTarget(name), Path: "/" + name, Kind: change.Set, Base: json.RawMessage(base), Value: json.RawMessage(value)}
}

func TestLiveFactsAreReadWhenTheyAreNeeded(t *testing.T) {
	ownClient := impact.Me{ClientID: "own", Login: impact.LoginClient, Scopes: client.Scopes(false)}
	for _, c := range []struct {
		name  string
		edit  Edit
		asked []string
		says  string // empty: nothing that needs an answer
	}{
		{name: "a longer lifetime", edit: propertyEdit("accessTokenLifetime", "300", "600")},
		{name: "no lifetime", edit: propertyEdit("accessTokenLifetime", "300", "0"), asked: []string{"who am I", "get client own"}, says: "own-login-stopped"},
		{name: "an address", edit: propertyEdit("parEndpoint", `"https://a/par"`, `"https://b/par"`), asked: []string{"discovery"}, says: "discovery-behind"},
		{name: "a method for devices", edit: propertyEdit("deviceAuthzAcr", "", `"otp"`), asked: []string{"list script"}, says: "device-acr"},
		{name: "what a scope says of itself", edit: entryEdit(change.Scope, "2", "/description", "", `"x"`)},
	} {
		t.Run(c.name, func(t *testing.T) {
			o, asked := live(t, ownClient, `"accessTokenLifetime":300`, `"parEndpoint":"https://a/par"`, `"tokenEndpoint":"https://a/t"`)
			plan, err := o.Plan(t.Context(), []Edit{c.edit})
			if err != nil || len(plan.Changes) != 1 || len(plan.Notes) > 0 {
				t.Fatalf("%v, %+v", err, plan)
			}
			if c.says != "" && !slices.ContainsFunc(plan.Impacts, func(i Impact) bool { return i.ID == c.says }) {
				t.Errorf("no %s among %s", c.says, ids(plan.Impacts))
			}
			rest := slices.DeleteFunc(*asked, func(question string) bool { return question == "get scope 2" || question == "list claim" })
			if !slices.Equal(rest, c.asked) {
				t.Errorf("asked %q, want %q", rest, c.asked)
			}
		})
	}
}

// A plan that changes no setting is judged by the settings all the same, and reports none of them as its own.
func TestSettingsCountForEntries(t *testing.T) {
	for setting, want := range map[string]string{
		`"umaGrantAccessIfNoPolicies":true`:  "umaGrantAccessIfNoPolicies is on",
		`"umaGrantAccessIfNoPolicies":false`: "umaGrantAccessIfNoPolicies is off",
	} {
		o, _ := live(t, impact.Me{}, setting)
		plan, err := o.Plan(t.Context(), []Edit{entryEdit(change.Scope, "2", "/scopeType", `"openid"`, `"uma"`)})
		if err != nil || plan.Present != nil || len(plan.Changes) != 1 {
			t.Fatalf("%v, %+v", err, plan)
		}
		if !slices.ContainsFunc(plan.Impacts, func(i Impact) bool { return i.ID == "scope-uma-no-policy" && strings.Contains(i.Message, want) }) {
			t.Errorf("%s: %q is missing in %+v", setting, want, plan.Impacts)
		}
	}
}

// The plan of somebody whose own sign-in cannot be looked at is made all the same, says so, and assumes the worst.
func TestWhatCannotBeCheckedIsNoted(t *testing.T) {
	o, _ := live(t, impact.Me{}, `"featureFlags":["userinfo","par"]`)
	o.deps.Me = func(context.Context) (impact.Me, error) { return impact.Me{}, errors.New("the line is dead") }
	o.deps.Discovery = nil
	plan, err := o.Plan(t.Context(), []Edit{propertyEdit("featureFlags", `["userinfo","par"]`, `["par"]`)})
	if err != nil {
		t.Fatal(err)
	}
	if len(plan.Notes) != 1 || !strings.Contains(plan.Notes[0], "could not be checked whether it shuts you out yourself: the line is dead") {
		t.Errorf("notes %q", plan.Notes)
	}
	if plan.Risk() != impact.LockOut {
		t.Errorf("risk %v: %s", plan.Risk(), ids(plan.Impacts))
	}

	o.deps.ScopeUsers = func(context.Context, string) ([]client.ScopeUser, error) { return nil, errors.New("too many clients") }
	plan, err = o.Plan(t.Context(), []Edit{entryEdit(change.Scope, "2", "/id", `"jobs"`, `"work"`)})
	if err != nil || len(plan.Notes) != 1 || !strings.Contains(plan.Notes[0], "who uses jobs: too many clients") || plan.Risk() != impact.Danger {
		t.Errorf("%v, notes %q, risk %v", err, plan.Notes, plan.Risk())
	}
}

// A person who gives up gets no plan that was made without looking.
func TestGivingUpWhileLiveFactsAreRead(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	o, _ := live(t, impact.Me{}, `"accessTokenLifetime":300`)
	o.deps.Me = func(ctx context.Context) (impact.Me, error) { cancel(); return impact.Me{}, ctx.Err() }
	if plan, err := o.Plan(ctx, []Edit{propertyEdit("accessTokenLifetime", "300", "0")}); !errors.Is(err, context.Canceled) {
		t.Errorf("%v, %+v", err, plan)
	}
}

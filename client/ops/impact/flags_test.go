package impact

import (
	"slices"
	"strings"
	"testing"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/schema"
)

func listing(flags ...string) document.Document {
	return document.Document{flagsProperty: document.QuoteAll(flags)}
}

func ofFlags(before, after []string) []Impact {
	return Of(factsFor(listing(before...), allFlags(), listing(after...)))
}

func TestEveryFlagHasAnImpactBothWays(t *testing.T) {
	for _, flag := range allFlags() {
		others := without(allFlags(), []string{flag})
		kebab := "flag-" + strings.ReplaceAll(flag, "_", "-")
		off, on := ids(ofFlags(allFlags(), others)), ids(ofFlags(others, allFlags()))
		if !slices.Contains(off, kebab+"-off") || slices.Contains(off, kebab+"-on") {
			t.Errorf("%s switched off: %v", flag, off)
		}
		if !slices.Contains(on, kebab+"-on") || slices.Contains(on, kebab+"-off") {
			t.Errorf("%s switched on: %v", flag, on)
		}
		for _, id := range off {
			if strings.HasPrefix(id, "flag-") && id != kebab+"-off" {
				t.Errorf("%s switched off: also %s", flag, id)
			}
		}
	}
}

func TestFlagEffectsMatchTheCatalogue(t *testing.T) {
	for _, flag := range schema.Flags() {
		if !slices.Contains(allFlags(), flag.Name) {
			t.Errorf("the flag %s has no effect described", flag.Name)
		}
	}
	for _, name := range allFlags() {
		if _, ok := schema.LookupFlag(name); !ok {
			t.Errorf("the catalogue has no flag %s", name)
		}
	}
}

func TestFlagsOfAServerThatLacksThem(t *testing.T) {
	known := []string{"par", "ssa"}
	facts, changes := factsFor(document.Document{}, known, listing("par"))
	got := ids(Of(facts, changes))
	if !slices.Contains(got, "flag-ssa-off") || slices.Contains(got, "flag-uma-off") {
		t.Errorf("want the switching off of ssa only, which the server knows: %v", got)
	}
}

func TestEmptyingTheListIsSaidOnce(t *testing.T) {
	impacts := ofFlags([]string{"par"}, nil)
	if impacts[0].ID != "flag-list-empty" && impacts[0].ID != "flag-global-revocation-open" {
		t.Errorf("gravest: %v", ids(impacts))
	}
	if n := len(impacts); n > 4 {
		t.Errorf("%d impacts are too many to read: %v", n, ids(impacts))
	}
	for _, impact := range impacts {
		if impact.ID == "flag-list-empty" && (!strings.Contains(impact.Message, "health_check") || impact.Severity != Danger) {
			t.Errorf("want danger naming what is switched on: %+v", impact)
		}
	}
}

func TestFlagSeverities(t *testing.T) {
	for id, want := range map[string]Severity{
		"flag-revoke-token-off":  Caution, // what was asked for: a plain yes is enough
		"flag-device-authz-off":  LockOut,
		"flag-userinfo-off":      LockOut,
		"flag-introspection-off": Caution,
		"flag-u2f-off":           Info,
		"flag-id-generation-off": Info,
		"flag-health-check-off":  Danger,
	} {
		i := slices.IndexFunc(Rules(), func(r Rule) bool { return r.ID == id })
		if i < 0 || Rules()[i].Severity != want {
			t.Errorf("%s: want a rule of severity %v", id, want)
		}
	}
}

func TestFlagsThatAreReadAtStart(t *testing.T) {
	for _, flag := range []string{"ciba", "stat"} {
		for _, impact := range ofFlags([]string{"par"}, []string{"par", flag}) {
			if impact.ID == "flag-"+flag+"-on" && !strings.Contains(impact.When, "restart") {
				t.Errorf("%s: when is %q, want a word about the restart", flag, impact.When)
			}
		}
	}
}

func TestEffectiveFlags(t *testing.T) {
	for name, c := range map[string]struct{ listed, known, want []string }{
		"none listed":       {nil, []string{"par"}, nil},
		"only unknown":      {[]string{"typo", ""}, []string{"par"}, nil},
		"case and repeats":  {[]string{"PAR", "par", "Ssa"}, []string{"par", "ssa"}, []string{"par", "ssa"}},
		"blanks count":      {[]string{" par"}, []string{"par"}, nil},
		"server not asked":  {[]string{"par"}, nil, []string{"par"}},
		"unknown left out":  {[]string{"revoke_session", "ssa"}, []string{"par", "ssa"}, []string{"ssa"}},
		"known to it alone": {[]string{"time_travel"}, []string{"time_travel"}, []string{"time_travel"}},
	} {
		if got := EffectiveFlags(c.listed, c.known); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

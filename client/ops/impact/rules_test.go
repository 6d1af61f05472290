package impact

import (
	"bufio"
	"encoding/json"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/schema"
)

type ruleCase struct {
	id      string
	speaks  bool
	facts   Facts
	changes []change.Change
	line    string
}

// newerFlags is what a server answers that has one flag more than the catalogue.
func newerFlags() []string {
	known := slices.Clone(allFlags())
	return append(known, "time_travel")
}

// allFlags lists the flags that have effects, so that these tests do not depend on the catalogue's data.
func allFlags() []string {
	names := make([]string, len(flagEffects))
	for i, f := range flagEffects {
		names[i] = f.name
	}
	return names
}

func factsFor(before document.Document, known []string, values document.Document) (Facts, []change.Change) {
	var changes []change.Change
	for _, name := range values.Names() {
		changes = append(changes, change.Change{
			Target: change.PropertyTarget(name), Path: "/" + name, Kind: change.Set, Old: before.Get(name), New: values.Get(name),
		})
	}
	return With(before, known, changes), changes
}

// readCases reads all cases, those of properties first and those with live facts last.
func readCases(t *testing.T) []ruleCase {
	t.Helper()
	return slices.Concat(readPropertyCases(t), readEntryCases(t), readLiveCases(t))
}

func readPropertyCases(t *testing.T) []ruleCase {
	t.Helper()
	return readCasesFrom(t, "testdata/cases.txt", func(before, after document.Document) (Facts, []change.Change) {
		return factsFor(before, newerFlags(), after)
	})
}

func readCasesFrom(t *testing.T, path string, plan func(before, after document.Document) (Facts, []change.Change)) []ruleCase {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var cases []ruleCase
	for lines := bufio.NewScanner(file); lines.Scan(); {
		line := lines.Text()
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		head, rest, ok := strings.Cut(line, " {")
		before, after, ok2 := strings.Cut("{"+rest, " => ")
		id, sign, ok3 := strings.Cut(head, " ")
		if !ok || !ok2 || !ok3 || sign != "+" && sign != "-" {
			t.Fatalf("not a case: %s", line)
		}
		facts, changes := plan(mustParse(t, before), mustParse(t, after))
		cases = append(cases, ruleCase{id: id, speaks: sign == "+", facts: facts, changes: changes, line: line})
	}
	return cases
}

func mustParse(t testing.TB, text string) document.Document {
	t.Helper()
	doc, err := document.Parse([]byte(text))
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return doc
}

func ids(impacts []Impact) []string {
	out := make([]string, len(impacts))
	for i, impact := range impacts {
		out[i] = impact.ID
	}
	return out
}

func TestRulesSpeakWhenTheyMust(t *testing.T) {
	for _, c := range readCases(t) {
		if got := slices.Contains(ids(Of(c.facts, c.changes)), c.id); got != c.speaks {
			t.Errorf("%s\nspeaks: %v, impacts: %v", c.line, got, ids(Of(c.facts, c.changes)))
		}
	}
}

func TestEveryRuleHasBothCases(t *testing.T) {
	type cover struct{ speaks, silent bool }
	seen := map[string]cover{}
	for _, c := range readCases(t) {
		got := seen[c.id]
		got.speaks = got.speaks || c.speaks
		got.silent = got.silent || !c.speaks
		seen[c.id] = got
	}
	switches := ruleIDs(flagRules) // covered by TestEveryFlagHasAnImpactBothWays
	for _, id := range ruleIDs(Rules()) {
		if got := seen[id]; !slices.Contains(switches, id) && (!got.speaks || !got.silent) {
			t.Errorf("%s: want a case that makes it speak and one that does not, have %+v", id, got)
		}
		delete(seen, id)
	}
	for id := range seen {
		t.Errorf("cases for %s, which is no rule", id)
	}
}

func ruleIDs(rules []Rule) []string {
	out := make([]string, len(rules))
	for i, r := range rules {
		out[i] = r.ID
	}
	return out
}

func TestRulesAreWellFormed(t *testing.T) {
	kebab := regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)
	seen := map[string]bool{}
	for _, r := range Rules() {
		if !kebab.MatchString(r.ID) || seen[r.ID] {
			t.Errorf("id %q is not kebab-case or not unique", r.ID)
		}
		seen[r.ID] = true
		if len(r.Summary) < 20 || strings.HasSuffix(r.Summary, ".") {
			t.Errorf("%s: summary %q: want a phrase", r.ID, r.Summary)
		}
		if r.Severity < Info || r.Severity > LockOutDatabase {
			t.Errorf("%s: severity %v", r.ID, r.Severity)
		}
	}
}

func TestMessagesAreSentences(t *testing.T) {
	for _, c := range readCases(t) {
		for _, impact := range Of(c.facts, c.changes) {
			for _, text := range []string{impact.Message, impact.Advice} {
				if text != "" && !strings.HasSuffix(text, ".") || strings.Contains(text, "  ") {
					t.Errorf("%s: %q is no tidy sentence", impact.ID, text)
				}
			}
			if impact.Message == "" || strings.HasSuffix(impact.When, ".") {
				t.Errorf("%s: message %q, when %q", impact.ID, impact.Message, impact.When)
			}
		}
	}
}

func TestSeverityIsNeverMilderThanTheRules(t *testing.T) {
	rules := map[string]Severity{}
	for _, r := range Rules() {
		rules[r.ID] = r.Severity
	}
	for _, c := range readCases(t) {
		for _, impact := range Of(c.facts, c.changes) {
			if impact.Severity < rules[impact.ID] {
				t.Errorf("%s: %v is milder than the rule's %v", impact.ID, impact.Severity, rules[impact.ID])
			}
		}
	}
}

func TestCasesNameRealProperties(t *testing.T) {
	invented := []string{"noSuchProperty", "enabledFeatureFlags"}
	for _, c := range readPropertyCases(t) {
		for _, name := range append(c.facts.Before.Names(), c.facts.After.Names()...) {
			if p, ok := schema.Lookup(name); (!ok || p.Name != name) && !slices.Contains(invented, name) {
				t.Errorf("%s: the catalogue has no property %q", c.id, name)
			}
		}
	}
}

func TestImpactsOfNothingNew(t *testing.T) {
	if got := Of(With(nil, nil, nil), nil); len(got) != 0 {
		t.Errorf("no changes have impacts: %v", got)
	}
	scope := change.Change{Target: change.Target{Resource: "scope", ID: "featureFlags"}, New: json.RawMessage(`[]`)}
	if got := Of(With(nil, nil, []change.Change{scope}), []change.Change{scope}); len(got) != 0 {
		t.Errorf("a scope is taken for a property: %v", ids(got))
	}
}

package impact

import (
	"slices"
	"strconv"

	"github.com/jansadm/jansadm/client/ops/change"
)

// finder is the part of a rule that looks at one change.
type finder func(f Facts, c change.Change) []Impact

// about narrows a finder to the changes of some properties.
func about(find finder, properties ...string) finder {
	return func(f Facts, c change.Change) []Impact {
		if c.Target.Resource != change.Property || !slices.Contains(properties, c.Target.ID) {
			return nil
		}
		return find(f, c)
	}
}

// says returns one impact, or none when the condition does not hold.
func says(condition bool, impact Impact) []Impact {
	if !condition {
		return nil
	}
	return []Impact{impact}
}

// toggle is the impact of one boolean property being switched one way.
type toggle struct {
	id       string
	property string
	to       bool // the value that has the impact
	severity Severity
	message  string
	when     string // pickUp when empty
	advice   string
}

// toggleRules turns a table of toggles into rules.
func toggleRules(table ...toggle) []Rule {
	rules := make([]Rule, len(table))
	for i, t := range table {
		if t.when == "" {
			t.when = pickUp
		}
		rules[i] = Rule{
			ID:       t.id,
			Severity: t.severity,
			Summary:  t.property + " becomes " + strconv.FormatBool(t.to),
			Find: about(func(f Facts, c change.Change) []Impact {
				return says(f.Bool(t.property) == t.to && f.BoolBefore(t.property) != t.to,
					Impact{Message: t.message, When: t.when, Advice: t.advice})
			}, t.property),
		}
	}
	return rules
}

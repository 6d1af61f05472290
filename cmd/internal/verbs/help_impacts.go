package verbs

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/impact"
	"github.com/jansadm/jansadm/client/ops/revocation"
	"github.com/jansadm/jansadm/client/ops/tokens"
	"github.com/jansadm/jansadm/theme"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// helpImpacts is "help impacts [ID]".
func (a *app) helpImpacts() *cobra.Command {
	return &cobra.Command{
		Use:   "impacts [ID...]",
		Short: "List what a change can cause, with the ids for --accept-risk",
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
			return ruleIDs(), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(_ *cobra.Command, ids []string) error {
			if len(ids) == 0 {
				return a.listRules()
			}
			return a.explainRules(ids)
		},
	}
}

// allRules are those about changes and those about what is revoked.
func allRules() []impact.Rule {
	return slices.Concat(impact.Rules(), tokens.Rules(), revocation.Rules())
}

func ruleIDs() []string {
	var ids []string
	for _, rule := range allRules() {
		ids = append(ids, rule.ID)
	}
	return ids
}

// ruleJSON is the shape of one rule about what changes cause.
type ruleJSON struct {
	ID       string       `json:"id"`
	Severity ops.Severity `json:"severity"` // the mildest it can be
	Summary  string       `json:"summary"`
	Subject  string       `json:"subject"`
}

func shapesOf(rules []impact.Rule) []ruleJSON {
	shapes := make([]ruleJSON, len(rules))
	for i, rule := range rules {
		shapes[i] = ruleJSON{rule.ID, rule.Severity, rule.Summary, rule.Subject}
	}
	return shapes
}

// listRules prints one line for each rule where programs read it, and what fits the terminal where people do.
func (a *app) listRules() error {
	rules := allRules()
	return a.print(shapesOf(rules), func() []byte {
		paint, width := a.paint(a.streams.OutTerminal), a.width(a.streams.OutTerminal)
		if width > 0 {
			return rulesBySubject(rules, width, paint)
		}
		list := table{header: []string{"ID", "SEVERITY", "SAID WHEN"}}
		for _, rule := range rules {
			row := cells(rule.ID, rule.Severity.String(), rule.Summary)
			row[1].style = severityStyle(paint, rule.Severity)
			list.rows = append(list.rows, row)
		}
		return list.render(width, paint)
	})
}

// rulesBySubject has a heading for each subject, and below each id when it is said.
func rulesBySubject(rules []impact.Rule, width int, paint *theme.Theme) []byte {
	var out []byte
	line := func(style theme.Style, indent int, words string) {
		for _, part := range text.Wrap(words, max(width-indent, leastCells)) {
			out = append(style.Append(append(out, text.Blank(indent)...), part), '\n')
		}
	}
	subject := ""
	for _, rule := range rules {
		if rule.Subject != subject {
			if subject = rule.Subject; len(out) > 0 {
				out = append(out, '\n')
			}
			line(paint.Header, 0, strings.ToUpper(subject))
		}
		line(severityStyle(paint, rule.Severity), 2, rule.ID+"  "+rule.Severity.String())
		line(paint.Text, 4, rule.Summary)
	}
	return out
}

// explainRules tells about single rules what accepting them takes.
func (a *app) explainRules(ids []string) error {
	var rules []impact.Rule
	var errs argumentErrors
	for _, id := range ids {
		i := slices.IndexFunc(allRules(), func(rule impact.Rule) bool { return rule.ID == id })
		if i < 0 {
			errs = append(errs, &usageError{
				message: fmt.Sprintf("there is no impact %q", id), hint: didYouMean(nearest(id, ruleIDs()), "see \"jansadm help impacts\"")})
			continue
		}
		rules = append(rules, allRules()[i])
	}
	if len(errs) > 0 {
		return errs
	}
	return a.print(shapesOf(rules), func() []byte {
		paint, width := a.paint(a.streams.OutTerminal), a.width(a.streams.OutTerminal)
		var out bytes.Buffer
		for i, rule := range rules {
			if i > 0 {
				out.WriteByte('\n')
			}
			list := table{headless: true, header: []string{"", ""}}
			for _, fact := range [][2]string{
				{"id", rule.ID}, {"about", rule.Subject}, {"severity", atLeast(rule.Severity)},
				{"said when", rule.Summary}, {"to go on", passing(rule)},
			} {
				for j, part := range wrappedTo(fact[1], width) {
					name := fact[0]
					if j > 0 {
						name = ""
					}
					list.rows = append(list.rows, cells(name, part))
				}
			}
			out.Write(list.render(width, paint))
		}
		return out.Bytes()
	})
}

// atLeast says how grave an impact is: what a plan adds can only make it graver.
func atLeast(severity ops.Severity) string {
	if severity == impact.LockOutDatabase {
		return severity.String()
	}
	return severity.String() + ", or graver where the plan makes it so"
}

// factNames is the width of the longest of the names, with the gap.
const factNames = len("said when") + columnGap

func wrappedTo(words string, width int) []string {
	if width <= 0 {
		return []string{words}
	}
	return text.Wrap(words, max(width-factNames, leastCells))
}

// passing says what a plan with such an impact needs, at the least.
func passing(rule impact.Rule) string {
	switch {
	case rule.Severity == impact.LockOutDatabase:
		return "the new value is tried first, and refused unless it works; then type the word that is asked for, or pass --yes --accept-risk " + rule.ID
	case rule.Severity.NeedsConsent():
		return "type the word that is asked for, or pass --yes --accept-risk " + rule.ID
	}
	return "say yes, or pass --yes; where it is graver, --accept-risk " + rule.ID + " as well"
}

package verbs

import (
	"encoding/json"
	"strings"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/theme"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// previewJSON is what "scope preview" prints.
type previewJSON struct {
	Scopes   []string             `json:"scopes"`
	Claims   []previewClaimJSON   `json:"claims"`
	Problems []previewProblemJSON `json:"problems"`
	User     *string              `json:"user"` // whose values are shown
	Broken   bool                 `json:"broken"`
	Notes    []string             `json:"notes"`
}

type previewClaimJSON struct {
	Name   string          `json:"name"`  // empty when a script decides it
	Group  string          `json:"group"` // the object that holds the claim; empty when none does
	Source string          `json:"source"`
	Kind   ops.ClaimSource `json:"kind"`
	Scope  string          `json:"scope"`
	State  ops.ClaimState  `json:"state"`
	Why    string          `json:"why"`
	Value  json.RawMessage `json:"value"`
}

type previewProblemJSON struct {
	ID      string `json:"id"`
	Message string `json:"message"`
	Whole   bool   `json:"whole"` // userinfo would tell nothing at all
}

func previewOf(p *ops.Preview) previewJSON {
	shape := previewJSON{
		Scopes: make([]string, len(p.Scopes)), Claims: make([]previewClaimJSON, len(p.Claims)), Problems: make([]previewProblemJSON, len(p.Problems)),
		Broken: p.Broken(), Notes: append([]string{}, p.Notes...),
	}
	for i, scope := range p.Scopes {
		shape.Scopes[i] = scope.Word()
	}
	for i, c := range p.Claims {
		shape.Claims[i] = previewClaimJSON{
			Name: c.Name, Group: c.Group, Source: c.Source, Kind: c.Kind, Scope: c.Scope, State: c.State, Why: c.Why, Value: orNull(c.Value)}
	}
	for i, problem := range p.Problems {
		shape.Problems[i] = previewProblemJSON(problem)
	}
	if p.Person != "" {
		shape.User = &p.Person
	}
	return shape
}

// previewText is the claims as a table; problems and notes go to stderr.
func (a *app) previewText(p *ops.Preview, people []string) []byte {
	loud := a.paint(a.streams.ErrTerminal)
	for _, problem := range p.Problems {
		style := loud.Warn
		if problem.Whole {
			style = loud.Danger
		}
		a.say("%s", style.Paint(text.CleanLine(problem.ID+": "+problem.Message)))
	}
	for _, note := range p.Notes {
		a.say("%s", text.CleanLine(note))
	}
	if p.Person == "" && len(people) > 0 {
		a.say("Values are shown with --user: %s.", text.CleanLine(strings.Join(people, ", ")))
	}
	paint := a.paint(a.streams.OutTerminal)
	list := table{header: []string{"CLAIM", "FROM", "SCOPE", "STATE", "WHY"}}
	if p.Person != "" {
		list.header = []string{"CLAIM", "VALUE", "FROM", "SCOPE", "STATE", "WHY"}
	}
	for _, claim := range p.Claims {
		state := cell{strings.ReplaceAll(string(claim.State), "_", " "), stateStyle(paint, claim.State)}
		row := []cell{{text: claimPath(claim)}, {text: string(claim.Kind) + " " + claim.Source}, {text: claim.Scope}, state, {text: claim.Why}}
		if p.Person != "" {
			row = append(row[:1:1], append([]cell{{text: claimValue(claim.Value)}}, row[1:]...)...)
		}
		list.rows = append(list.rows, row)
	}
	if len(list.rows) == 0 {
		a.say("These scopes release no claims.")
		return nil
	}
	return list.render(a.width(a.streams.OutTerminal), paint)
}

// claimPath is where the claim is in the answer.
func claimPath(claim ops.PreviewClaim) string {
	name := claim.Name
	if name == "" && claim.Group == "" {
		name = "(not known)"
	}
	return strings.Trim(claim.Group+"."+name, ".")
}

func claimValue(value json.RawMessage) string {
	if words, ok := document.Text(value); ok {
		return words
	}
	return string(document.Compact(value))
}

func stateStyle(paint *theme.Theme, state ops.ClaimState) theme.Style {
	switch state {
	case ops.ClaimReleased:
		return paint.OK
	case ops.ClaimDangling, ops.ClaimScriptFailing:
		return paint.Danger
	case ops.ClaimScriptDecides, ops.ClaimNoValue:
		return paint.Muted
	}
	return paint.Warn
}

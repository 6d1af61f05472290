package preview

import (
	"encoding/json"
	"strconv"
	"strings"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/theme"
	"github.com/jansadm/jansadm/tui/kit/table"
	"github.com/jansadm/jansadm/tui/kit/text"
)

type source struct{ *Screen }

func (s source) Len() int {
	if s.shown == nil {
		return 0
	}
	return len(s.shown.Claims)
}

func (s source) ID(i int) string { return strconv.Itoa(i) }

func (s source) Row(i int) table.Row {
	th := s.session.Theme
	claim := s.shown.Claims[i]
	style := stateStyle(th, claim.State)
	cells := []table.Cell{{Text: claimPath(claim), Style: th.Text}}
	if s.valued() {
		cells = append(cells, table.Cell{Text: valueText(claim.Value), Style: th.Accent})
	}
	row := table.Row{Cells: append(cells,
		table.Cell{Text: stateWord(claim.State), Style: style},
		table.Cell{Text: clean(claim.Source), Style: th.Muted},
		table.Cell{Text: clean(claim.Scope), Style: th.Muted})}
	switch claim.State {
	case ops.ClaimReleased, ops.ClaimNoValue, ops.ClaimScriptDecides:
	case ops.ClaimDangling:
		row.Mark = table.Mark{Glyph: th.Glyphs.Danger, Style: style}
	default:
		row.Mark = table.Mark{Glyph: th.Glyphs.Warn, Style: style}
	}
	return row
}

// columns are those of the table, with values when there are some.
func (s *Screen) columns() []table.Column {
	columns := []table.Column{{Title: "Claim", Min: 18, Max: 36, Weight: 2}}
	if s.valued() {
		columns = append(columns, table.Column{Title: "Value", Min: 14, Weight: 3})
	}
	return append(columns,
		table.Column{Title: "State", Min: 15, Max: 15},
		table.Column{Title: "From", Min: 10, Max: 30, Weight: 2, Drop: 1},
		table.Column{Title: "Scope", Min: 8, Max: 30, Weight: 1, Drop: 2})
}

// valued says whether somebody's values are shown. An answer that fails has none.
func (s *Screen) valued() bool { return s.shown != nil && s.shown.Person != "" && !s.shown.Broken() }

func (s *Screen) selected() (ops.PreviewClaim, bool) {
	i, err := strconv.Atoi(s.table.Selected())
	if err != nil || s.shown == nil || i >= len(s.shown.Claims) {
		return ops.PreviewClaim{}, false
	}
	return s.shown.Claims[i], true
}

// claimPath is where the claim is in the answer.
func claimPath(claim ops.PreviewClaim) string {
	name := claim.Name
	if name == "" && claim.Group == "" {
		name = "(not known)"
	}
	return clean(strings.Trim(claim.Group+"."+name, "."))
}

// valueText is a value on one line: a text as it is, anything else as JSON.
func valueText(value json.RawMessage) string {
	if words, ok := document.Text(value); ok {
		return clean(words)
	}
	return clean(string(document.Compact(value)))
}

func stateWord(state ops.ClaimState) string { return strings.ReplaceAll(string(state), "_", " ") }

func stateStyle(th *theme.Theme, state ops.ClaimState) theme.Style {
	switch state {
	case ops.ClaimReleased:
		return th.OK
	case ops.ClaimDangling, ops.ClaimScriptFailing:
		return th.Danger
	case ops.ClaimScriptDecides, ops.ClaimNoValue:
		return th.Muted
	}
	return th.Warn
}

func clean(s string) string { return text.CleanLine(s) }

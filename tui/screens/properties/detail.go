package properties

import (
	"fmt"
	"strings"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/tui/kit/prose"
)

// summaryLines say the most important about the property under the cursor.
func (s *Screen) summaryLines(width int) []string {
	entry, ok := s.selected()
	if !ok {
		return nil
	}
	th := s.session.Theme
	page := prose.New(width)
	if entry.Fixed != "" {
		page.Add(th.Warn, "Cannot be set: "+entry.Fixed)
	}
	page.Add(th.Text, entry.Help)
	page.Add(th.Muted, typeLine(entry)+". "+shippedLine(entry))
	return page.Lines()
}

// detailLines describes the property under the cursor.
func (s *Screen) detailLines(width int) []string {
	entry, ok := s.selected()
	if !ok {
		return nil
	}
	th := s.session.Theme
	page := prose.New(width)
	page.Add(th.Title, entry.Name)
	page.Add(th.Muted, typeLine(entry))
	page.Space()
	if entry.Help != "" {
		page.Add(th.Text, entry.Help)
		page.Space()
	}
	page.Add(th.Text, "Now: "+listValue(entry, entry.Value))
	if edit, staged := s.session.Draft.Get(change.PropertyTarget(entry.Name)); staged {
		page.Add(th.Staged, "Staged: "+listValue(entry, edit.Value))
	}
	page.Add(th.Muted, shippedLine(entry))
	page.Add(th.Muted, unsetLine(entry))
	if entry.Fixed != "" {
		page.Space()
		page.Add(th.Warn, "Cannot be set: "+entry.Fixed)
	}
	if entry.DocURL != "" {
		page.Space()
		page.Add(th.Muted, entry.DocURL)
	}
	return page.Lines()
}

func typeLine(entry ops.Entry) string {
	line := entry.Type.String()
	if entry.Type.Unit != "" {
		line += " in " + string(entry.Type.Unit)
	}
	if len(entry.Type.Values) > 0 {
		line += ": " + strings.Join(entry.Type.Values, ", ")
	}
	if entry.Type.Min != nil && entry.Type.Max != nil {
		line += fmt.Sprintf(", %d to %d", *entry.Type.Min, *entry.Type.Max)
	} else if entry.Type.Min != nil {
		line += fmt.Sprintf(", at least %d", *entry.Type.Min)
	}
	return line
}

func shippedLine(entry ops.Entry) string {
	switch {
	case !entry.Known:
		return "This version of jansadm does not know the property; its type is guessed from the value."
	case entry.Generated:
		return "Each new installation makes its own value."
	case entry.Changed():
		return "A new installation has: " + listValue(entry, entry.Shipped)
	}
	return "This is what a new installation has."
}

func unsetLine(entry ops.Entry) string {
	if !entry.Known || entry.Fixed != "" {
		return ""
	}
	line := "Unset, the server uses: " + listValue(entry, entry.Unset)
	if entry.UnsetWarning != "" {
		line += ". " + entry.UnsetWarning
	}
	return line
}

func (s *Screen) selected() (ops.Entry, bool) {
	i := s.rows.Index(s.table.Selected())
	if i < 0 {
		return ops.Entry{}, false
	}
	return s.rows.shown[i].entry, true
}

package property

import (
	"encoding/json"
	"fmt"
	"math"
	"strings"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/schema"
	"github.com/jansadm/jansadm/tui/editor"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// shownLimit is how many bytes of a value are put into a sentence; the editor shows the rest.
const shownLimit = 1000

// shown is a value for people, on one line.
func (s *Screen) shown(value json.RawMessage) string { return display(s.entry, value) }

func display(entry ops.Entry, value json.RawMessage) string {
	shown := entry.Display(value)
	if entry.Name != ops.FeatureFlags && compound(entry.Type) && !entry.Secret && !document.IsEmpty(value) {
		shown = editor.Summary(entry.Type, value, false)
	}
	return clip(text.CleanLine(shown), len(value))
}

func clip(shown string, size int) string {
	if len(shown) <= shownLimit {
		return shown
	}
	return fmt.Sprintf("%s ... (%d bytes)", strings.ToValidUTF8(shown[:shownLimit], ""), size)
}

// compound says whether a value has an inside that the editor shows better than a line could.
func compound(t schema.Type) bool {
	switch t.Kind {
	case schema.KindList, schema.KindSet, schema.KindMap, schema.KindObject, schema.KindAny:
		return true
	}
	return false
}

// typeLine names the group, the type, the unit and the limits.
func typeLine(entry ops.Entry) string {
	var parts []string
	if group, ok := schema.LookupGroup(entry.Group); ok {
		parts = append(parts, group.Title)
	}
	kind := entry.Type.String()
	if entry.Type.Unit != schema.UnitNone {
		kind += " in " + string(entry.Type.Unit)
	}
	if entry.Type.Kind == schema.KindInteger {
		kind += ", " + limits(entry.Type)
	}
	if len(entry.Type.Values) > 0 {
		kind += ": " + strings.Join(entry.Type.Values, ", ")
	}
	if entry.Type.Format != schema.FormatNone {
		kind += " (" + string(entry.Type.Format) + ")"
	}
	if entry.Secret {
		kind += ", secret"
	}
	return strings.Join(append(parts, kind), "; ")
}

func limits(t schema.Type) string {
	high := int64(math.MaxInt32)
	if t.Max != nil {
		high = *t.Max
	}
	if t.Min == nil {
		return fmt.Sprintf("at most %d", high)
	}
	return fmt.Sprintf("%d to %d", *t.Min, high)
}

func shippedLine(entry ops.Entry) string {
	switch {
	case !entry.Known:
		return "This version of jansadm does not know the property, so there is no default; its type is taken from its value."
	case entry.Generated:
		return "Each new installation makes its own value."
	case entry.Changed():
		return "A new installation has: " + display(entry, entry.Shipped)
	}
	return "This is what a new installation has."
}

func unsetLine(entry ops.Entry) string {
	if entry.Fixed != "" {
		return ""
	}
	if !entry.Known {
		return "What the server holds after unsetting it is not known."
	}
	line := "Unset, the server holds: " + display(entry, entry.Unset)
	if document.IsEmpty(entry.Unset) && entry.Name != ops.FeatureFlags {
		line = "Unset, it is empty"
	}
	if entry.UnsetWarning != "" {
		line += ". " + entry.UnsetWarning
	}
	return strings.TrimSuffix(line, ".") + "."
}

// stagedLine says what the draft makes of the property; empty when nothing.
func (s *Screen) stagedLine() string {
	edit, staged := s.staged()
	switch {
	case !staged:
		return ""
	case edit.Kind == change.Unset && document.IsEmpty(edit.Value):
		return "Staged: unset"
	case edit.Kind == change.Unset:
		return "Staged: unset; the server will hold " + s.shown(edit.Value)
	}
	lines := editor.Changes(s.session.Theme.Glyphs, s.entry.Type, edit.Base, edit.Value, s.entry.Secret)
	return "Staged: " + strings.Join(lines, "; ")
}

// HelpText says everything about the property that the page may have no room for.
func (s *Screen) HelpText() string {
	if s.session.Configuration == nil || s.missing != nil {
		return ""
	}
	parts := []string{s.entry.Name + " (" + typeLine(s.entry) + ")", s.entry.Help}
	if len(s.entry.Aliases) > 0 {
		parts = append(parts, "Also known as "+strings.Join(s.entry.Aliases, ", ")+".")
	}
	parts = append(parts, "Now: "+s.entry.Display(s.entry.Value), s.stagedLine(), shippedLine(s.entry), unsetLine(s.entry))
	if s.entry.Fixed != "" {
		parts = append(parts, "It cannot be set: "+s.entry.Fixed)
	}
	if s.entry.DocURL != "" {
		parts = append(parts, "Manual: "+s.entry.DocURL)
	}
	parts = append(parts, "Every change is staged at once and applied only after a review (ctrl+s). What you do not touch stays as the server wrote it.")
	var said []string
	for _, part := range parts {
		if part != "" {
			said = append(said, part)
		}
	}
	return text.Clean(strings.Join(said, "\n\n"))
}

func pretty(value json.RawMessage) string {
	if document.IsEmpty(value) {
		return ops.Nothing
	}
	return string(document.Indent(value))
}

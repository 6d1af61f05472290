package properties

import (
	"encoding/json"
	"strings"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/schema"
	"github.com/jansadm/jansadm/theme"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/editor"
	"github.com/jansadm/jansadm/tui/kit/table"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// rows is what the table shows: group titles and properties. A title has no id, so the cursor passes over it.
type rows struct {
	session *core.Session
	shown   []*row
	index   map[string]int
	found   int // properties among the rows
	from    *ops.Configuration
	all     []row // of the configuration in from, with what filters look through
}

type row struct {
	title  string // of a group; empty for a property
	entry  ops.Entry
	search string // lower case
	name   string // as the list shows it
	value  string // as the list shows it
	moved  bool   // differs from what a new installation holds
}

// update chooses the rows: with a filter only what it finds, without group titles, and what is named like the filter first.
func (r *rows) update(filter string, onlyChanged bool) {
	r.prepare()
	words := strings.Fields(strings.ToLower(filter))
	r.shown, r.found, r.index = r.shown[:0], 0, make(map[string]int, len(r.all))
	for _, ranked := range r.matching(words, onlyChanged) {
		group := ""
		for _, found := range ranked {
			if title := groupTitle(found.entry.Property); title != group && len(words) == 0 {
				group = title
				r.shown = append(r.shown, &row{title: title})
			}
			r.index[found.entry.Name] = len(r.shown)
			r.shown = append(r.shown, found)
			r.found++
		}
	}
}

// best is what a filter most likely means: its first finding; empty when it finds nothing.
func (r *rows) best() string {
	for _, found := range r.shown {
		if found.title == "" {
			return found.entry.Name
		}
	}
	return ""
}

// matching returns what is named like the first word, then what has it in its name, then what only mentions it.
func (r *rows) matching(words []string, onlyChanged bool) (ranked [3][]*row) {
	for i := range r.all {
		candidate := &r.all[i]
		if !candidate.matches(words) || onlyChanged && !candidate.moved && !r.staged(candidate.entry.Name) {
			continue
		}
		rank := candidate.rank(words)
		ranked[rank] = append(ranked[rank], candidate)
	}
	return ranked
}

func (r *row) rank(words []string) int {
	switch {
	case len(words) == 0 || strings.HasPrefix(r.search, words[0]): // the name stands first in it
		return 0
	case strings.Contains(r.search[:len(r.entry.Name)], words[0]):
		return 1
	}
	return 2
}

// prepare works out what filters look through, once for each configuration that was read.
func (r *rows) prepare() {
	configuration := r.session.Configuration
	if configuration == nil || configuration == r.from {
		return
	}
	entries := configuration.Entries()
	r.from, r.all = configuration, make([]row, len(entries))
	for i, entry := range entries {
		search := strings.ToLower(entry.Name) + " " + entry.SearchText()
		value, _ := entry.Hide(entry.Value)
		search += " " + strings.ToLower(text.CleanLine(schema.Text(entry.Type, value)))
		r.all[i] = row{entry: entry, search: search, name: listName(entry), value: listValue(entry, entry.Value), moved: entry.Changed()}
	}
}

// listValue is a value on one clean line. Objects read better as names and values than as JSON.
func listValue(entry ops.Entry, value json.RawMessage) string {
	switch {
	case document.IsEmpty(value), entry.Secret, entry.Type.Kind != schema.KindObject && (entry.Type.Elem == nil || entry.Type.Elem.Kind != schema.KindObject):
		return short(entry.Display(value))
	}
	return short(editor.Summary(entry.Type, value, false))
}

// listLimit is more than the widest terminal shows of a value, in bytes.
const listLimit = 1000

// short keeps a value of any length from being looked at whole for every frame.
func short(value string) string {
	if len(value) > listLimit {
		value = strings.ToValidUTF8(value[:listLimit], "") + "…"
	}
	return text.CleanLine(value)
}

// listName shows the documentation's name beside the wire name where the two differ.
func listName(entry ops.Entry) string {
	name := text.CleanLine(entry.Name)
	if entry.Name == ops.FeatureFlags && len(entry.Aliases) > 0 {
		name += " (" + entry.Aliases[0] + ")"
	}
	return name
}

func (r *row) matches(words []string) bool {
	for _, word := range words {
		if !strings.Contains(r.search, word) {
			return false
		}
	}
	return true
}

func groupTitle(property schema.Property) string {
	if group, ok := schema.LookupGroup(property.Group); ok {
		return group.Title
	}
	return "Unknown to this version of jansadm"
}

func (r *rows) staged(name string) bool {
	_, ok := r.session.Draft.Get(change.PropertyTarget(name))
	return ok
}

// Len counts rows, titles included.
func (r *rows) Len() int { return len(r.shown) }

// ID is the property's name.
func (r *rows) ID(i int) string { return r.shown[i].entry.Name }

// Index finds a property.
func (r *rows) Index(id string) int {
	if i, ok := r.index[id]; ok {
		return i
	}
	return -1
}

// Row formats one line.
func (r *rows) Row(i int) table.Row {
	th := r.session.Theme
	current := r.shown[i]
	if current.title != "" {
		return table.Row{Cells: []table.Cell{{Text: current.title, Style: th.Title}}}
	}
	value, note := r.value(current)
	return table.Row{
		Mark:  r.mark(current),
		Cells: []table.Cell{{Text: current.name, Style: th.Text}, value, {Text: note, Style: th.Changed}},
	}
}

func (r *rows) mark(current *row) table.Mark {
	th := r.session.Theme
	switch {
	case r.staged(current.entry.Name):
		return table.Mark{Glyph: th.Glyphs.Staged, Style: th.Staged}
	case current.entry.Fixed != "":
		return table.Mark{Glyph: th.Glyphs.Lock, Style: th.Muted}
	case current.moved:
		return table.Mark{Glyph: th.Glyphs.Changed, Style: th.Changed}
	}
	return table.Mark{}
}

func (r *rows) value(current *row) (table.Cell, string) {
	th := r.session.Theme
	if edit, ok := r.session.Draft.Get(change.PropertyTarget(current.entry.Name)); ok {
		shown := listValue(current.entry, edit.Value)
		if edit.Kind == change.Unset {
			shown = "unset: " + shown
		}
		return table.Cell{Text: shown, Style: th.Staged}, "staged"
	}
	note := ""
	if current.moved {
		note = "changed"
	}
	return table.Cell{Text: current.value, Style: valueStyle(th, current.entry)}, note
}

func valueStyle(th *theme.Theme, entry ops.Entry) theme.Style {
	if entry.Empty() || entry.Fixed != "" {
		return th.Muted
	}
	return th.Text
}

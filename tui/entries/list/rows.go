package list

import (
	"strings"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/tui/kit/paged"
	"github.com/jansadm/jansadm/tui/kit/table"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// row is what is kept of an entry: what the list and the detail show of it, without sources of scripts and without secrets.
type row struct {
	entity *ops.Entity
	cells  []table.Cell
	flaw   string
	lines  int  // of a script's source
	whole  bool // nothing of the entry was left out
}

// id identifies the row. An entry that the server gave no inum, or one that stands for new entries, cannot be acted on.
func (r *row) id() string {
	if r.entity.New() {
		return ""
	}
	return r.entity.Target.ID
}

// source is the member that holds the source of a script.
const source = "script"

// makeRow leaves out what is not for showing, and formats the rest. It works beside the loop.
func (s *Screen) makeRow(entity *ops.Entity) *row {
	r := &row{whole: true}
	kept := document.Document{}
	for _, name := range entity.Document.Names() {
		value := entity.Document.Get(name)
		hidden, secret := entity.Field(document.Pointer(name)).Hide(value)
		switch {
		case name == source && s.kind.Resource == change.Script:
			r.lines, r.whole = countLines(value), false
		case secret:
			kept[name], r.whole = hidden, false
		default:
			kept[name] = value
		}
	}
	r.entity = &ops.Entity{Kind: entity.Kind, Target: entity.Target, Document: kept}
	s.fill(r, r.entity)
	return r
}

// fill formats a row as an entry is, or as the draft leaves it.
func (s *Screen) fill(r *row, entity *ops.Entity) {
	r.cells = s.kind.Cells(s.session.Theme, entity)
	for i := range r.cells {
		r.cells[i].Text = short(r.cells[i].Text)
	}
	if s.kind.Flaw != nil {
		r.flaw = short(s.kind.Flaw(entity))
	}
}

func countLines(value []byte) int {
	content, _ := document.Text(value)
	if content == "" {
		return 0
	}
	return strings.Count(strings.TrimSuffix(content, "\n"), "\n") + 1
}

// shortLimit is more than the widest terminal shows of a text, in bytes.
const shortLimit = 1000

// short is clean and of bounded length, so that no text is looked at whole for every frame.
func short(content string) string {
	if len(content) > shortLimit {
		content = strings.ToValidUTF8(content[:shortLimit], "") + "…"
	}
	return text.CleanLine(content)
}

// rows is what the table shows: what the draft creates, and below it what the server holds.
type rows struct {
	*paged.Source[*row]
	screen  *Screen
	created []*row
	staged  map[string]*standing
}

// standing is what the draft makes of an entry of the server.
type standing struct {
	deleted bool
	row     *row // as it would be; nil until it is shown
}

// update works out anew what the draft makes of the list.
func (r *rows) update() {
	s := r.screen
	r.created, r.staged = nil, map[string]*standing{}
	for _, entity := range s.session.Draft.Created(s.kind.Resource) {
		if s.query.finds(s.kind, entity) {
			made := s.makeRow(entity)
			made.entity = entity
			r.created = append(r.created, made)
		}
	}
	for _, edit := range s.session.Draft.Edits() {
		if edit.Target.Resource == s.kind.Resource && !edit.Target.IsNew() {
			r.staged[edit.Target.ID] = &standing{deleted: edit.Kind == change.Delete}
		}
	}
}

// Len counts rows.
func (r *rows) Len() int { return len(r.created) + r.Source.Len() }

// ID is the entry's inum; of a new one, its provisional name.
func (r *rows) ID(i int) string {
	if i < len(r.created) {
		return r.created[i].entity.Target.ID
	}
	return r.Source.ID(i - len(r.created))
}

// Index finds an entry among the rows that are loaded.
func (r *rows) Index(id string) int {
	for i, made := range r.created {
		if made.entity.Target.ID == id {
			return i
		}
	}
	if i := r.Source.Index(id); i >= 0 {
		return i + len(r.created)
	}
	return -1
}

// Row formats one line.
func (r *rows) Row(i int) table.Row {
	th := r.screen.session.Theme
	if i >= len(r.created) {
		return r.Source.Row(i - len(r.created))
	}
	return noted(r.created[i], table.Mark{Glyph: th.Glyphs.Added, Style: th.Added}, table.Cell{Text: "new", Style: th.Added})
}

// format shows an entry of the server.
func (s *Screen) format(current *row) table.Row {
	th := s.session.Theme
	staged := s.rows.staged[current.id()]
	switch {
	case staged == nil && current.flaw != "":
		return noted(current, table.Mark{Glyph: th.Glyphs.Error, Style: th.Danger}, table.Cell{})
	case staged == nil:
		return noted(current, table.Mark{}, table.Cell{})
	case staged.deleted:
		shown := noted(current, table.Mark{Glyph: th.Glyphs.Removed, Style: th.Removed}, table.Cell{Text: "delete", Style: th.Removed})
		for i := range shown.Cells {
			shown.Cells[i].Style = th.Removed
		}
		return shown
	}
	if staged.row == nil {
		staged.row = &row{}
		s.fill(staged.row, current.entity.With(s.session.Draft))
		if now, then := current.cells[0].Text, &staged.row.cells[0]; then.Text != now {
			then.Text = now + " " + th.Glyphs.Arrow + " " + then.Text
		}
	}
	return noted(staged.row, table.Mark{Glyph: th.Glyphs.Staged, Style: th.Staged}, table.Cell{Text: "changed", Style: th.Staged})
}

func noted(r *row, mark table.Mark, note table.Cell) table.Row {
	return table.Row{Mark: mark, Cells: append(r.cells[:len(r.cells):len(r.cells)], note)}
}

// selected is the row under the cursor.
func (s *Screen) selected() (*row, bool) {
	return s.rowAt(s.table.Index())
}

func (s *Screen) rowAt(i int) (*row, bool) {
	switch before := len(s.rows.created); {
	case i < 0:
		return nil, false
	case i < before:
		return s.rows.created[i], true
	default:
		r, ok := s.list.At(i - before)
		return r, ok && r.id() != ""
	}
}

// Current is the entry under the cursor as the server holds it, without the source of a script and without secrets; nil when there is
// none.
func (s *Screen) Current() *ops.Entity {
	if r, ok := s.selected(); ok {
		return r.entity
	}
	return nil
}

// Staged is Current as the draft leaves it.
func (s *Screen) Staged() *ops.Entity {
	current := s.Current()
	if current == nil {
		return nil
	}
	return current.With(s.session.Draft)
}

package list

import (
	"fmt"
	"strings"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/directory"
	"github.com/jansadm/jansadm/client/schema"
	"github.com/jansadm/jansadm/tui/editor"
	"github.com/jansadm/jansadm/tui/kit/prose"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// fact is one field of an entry for people, clean and of bounded length.
type fact struct {
	path         string
	label, value string
	staged       string // what the draft makes of it; empty when nothing
	section      string
}

// pane is what was said about an entry last: while it stays under the cursor, frames need not say it anew.
type pane struct {
	of    *row
	width int
	lines []string
}

// described is what describe says about the entry under the cursor.
func (s *Screen) described(width int, describe func(*row, int) []string) []string {
	current, ok := s.selected()
	if !ok {
		return nil
	}
	if s.pane.of != current || s.pane.width != width {
		s.pane = pane{of: current, width: width, lines: describe(current, width)}
	}
	return s.pane.lines
}

// detailLines describes an entry in full.
func (s *Screen) detailLines(current *row, width int) []string {
	th, page := s.session.Theme, prose.New(width)
	page.Add(th.Title, short(current.entity.Name()))
	s.remarks(page, current)
	if s.kind.About != nil {
		for _, sentence := range s.kind.About(current.entity) {
			page.Add(th.Muted, short(sentence))
		}
	}
	section := ""
	for _, f := range s.facts(current) {
		if f.section != section {
			section = f.section
			page.Space()
		}
		page.Add(th.Text, f.label+": "+f.value)
		if f.staged != "" {
			page.Indent(3, th.Staged, "staged: "+f.staged)
		}
	}
	return page.Lines()
}

// summaryLines say what the list itself does not show of an entry, as much as there is room for.
func (s *Screen) summaryLines(current *row, width int) []string {
	th, page := s.session.Theme, prose.New(width)
	if s.table.Cuts(0, current.cells[0].Text) {
		page.Add(th.Title, current.cells[0].Text)
	}
	s.remarks(page, current)
	var parts, staged []string
	for _, f := range s.facts(current) {
		switch {
		case f.staged != "":
			staged = append(staged, f.label+": "+f.value+" "+th.Glyphs.Arrow+" "+f.staged)
		case f.path == document.Pointer("description"):
			page.Add(th.Text, f.value)
		case f.path != document.Pointer(s.entity.NameField) && f.path != document.Pointer(s.entity.TypeField):
			parts = append(parts, f.label+": "+f.value)
		}
	}
	page.Add(th.Staged, strings.Join(staged, "; "))
	page.Add(th.Muted, strings.Join(parts, "; "))
	return page.Lines()
}

// remarks is what stands before the fields: what is staged, and what is wrong.
func (s *Screen) remarks(page *prose.Page, current *row) {
	th := s.session.Theme
	staged := s.rows.staged[current.entity.Target.ID]
	switch {
	case current.entity.New():
		page.Add(th.Added, "New: it is created when the staged edits are applied.")
	case staged != nil && staged.deleted:
		page.Add(th.Removed, "It is deleted when the staged edits are applied. The review asks the server who uses it.")
	}
	if current.flaw != "" {
		page.Add(th.Danger, current.flaw)
	}
}

// facts are the fields that hold something or are staged, in the order of the form.
func (s *Screen) facts(current *row) []fact {
	entity := current.entity
	after := entity.With(s.session.Draft)
	var facts []fact
	for _, field := range entity.Fields(s.session.Draft) {
		value := entity.Get(field.Path)
		_, staged := s.session.Draft.Member(entity.Target, field.Path)
		switch {
		case field.Path == document.Pointer(source) && s.kind.Resource == change.Script:
			facts = append(facts, s.sourceFact(current, field, staged))
			continue
		case field.Volatile, !staged && document.IsEmpty(value) && field.Type.Kind != schema.KindBoolean:
			continue
		case s.kind.Brief && !staged && entity.Same(field.Path, value, nil):
			continue
		}
		f := fact{path: field.Path, label: s.label(field), value: s.display(field, value), section: field.Group}
		if staged {
			f.staged = s.display(field, after.Get(field.Path))
		}
		facts = append(facts, f)
	}
	return facts
}

func (s *Screen) label(field schema.EntityField) string {
	if field.Title != "" {
		return field.Title
	}
	return short(field.Name)
}

// sourceFact says how long a source is: it is not kept.
func (s *Screen) sourceFact(current *row, field schema.EntityField, staged bool) fact {
	f := fact{path: field.Path, label: field.Title, value: lineCount(current.lines), section: field.Group}
	if staged {
		f.staged = lineCount(countLines(current.entity.With(s.session.Draft).Get(field.Path)))
	}
	return f
}

func lineCount(n int) string {
	if n == 1 {
		return "1 line"
	}
	return fmt.Sprintf("%d lines", n)
}

// listedLimit is how many members of a list are shown.
const listedLimit = 24

func (s *Screen) display(field schema.EntityField, value []byte) string {
	names := s.session.Ops.Directory()
	listed, ok := document.Strings(value)
	switch {
	case field.Refers != (schema.Reference{}) && ok:
		return s.referred(names, listed)
	case hasObjects(field.Type) && !document.IsEmpty(value) && !field.Secret:
		hidden, _ := field.Hide(value)
		return short(editor.Summary(field.Type, hidden, false))
	}
	return short(ops.DisplayField(names, field, value))
}

// hasObjects says whether values are objects or lists of them, which read better as names and values than as JSON.
func hasObjects(t schema.Type) bool {
	return t.Kind == schema.KindObject || t.Elem != nil && t.Elem.Kind == schema.KindObject
}

// referred lists the names of what DNs refer to.
func (s *Screen) referred(names ops.Directory, listed []string) string {
	var shown []string
	for i, dn := range listed {
		if i == listedLimit {
			shown = append(shown, fmt.Sprintf("and %d more", len(listed)-listedLimit))
			break
		}
		shown = append(shown, nameOf(names, dn))
	}
	if len(shown) == 0 {
		return ops.Nothing
	}
	return text.CleanLine(strings.Join(shown, ", "))
}

// nameOf is the name of what a DN refers to; its inum until the name is known.
func nameOf(names ops.Directory, dn string) string {
	if target, ok := unnamed(names, dn); ok {
		return short(target.ID)
	}
	return short(ops.Referred(names, dn))
}

// unnamed says whether a DN refers to something whose name has not been read.
func unnamed(names ops.Directory, dn string) (ops.Target, bool) {
	target, ok := directory.TargetOf(dn)
	if !ok || target.IsNew() || names.Complete(target.Resource) {
		return ops.Target{}, false
	}
	_, known := names.Find(target)
	return target, !known
}

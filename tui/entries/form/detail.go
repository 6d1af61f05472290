package form

import (
	"fmt"
	"slices"
	"strings"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/schema"
	"github.com/jansadm/jansadm/tui/kit/prose"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// detail describes the field under the cursor.
func (p *Page) detail(width int) []string {
	current := p.current()
	if current.field.Path == "" {
		return nil
	}
	th := p.session().Theme
	page := prose.New(width)
	if !p.body.side.Empty() {
		page.Add(th.Title, current.field.Title)
	}
	if current.staged {
		page.Add(th.Staged, p.stagedLine(current))
		if _, isList := document.Strings(current.value); !isList {
			page.Add(th.Text, "Now: "+p.shown(current.field, p.read.Get(current.field.Path)))
		}
	}
	if current.amiss != "" {
		page.Bullet(th.Glyphs.Warn, th.Warn, th.Warn, current.amiss)
	}
	if _, isText := document.Text(current.value); isText && !current.staged && p.table.Cuts(1, current.shown) {
		page.Add(th.Text, current.shown)
	}
	page.Add(th.Text, current.field.Help)
	if why := p.cannot(current.field); why != "" {
		page.Add(th.Warn, "It cannot be changed: "+strings.TrimSuffix(why, ".")+".")
	}
	page.Add(th.Muted, typeLine(current.field))
	if !p.body.side.Empty() {
		p.elements(page, current)
	}
	return page.Lines()
}

func (p *Page) stagedLine(current row) string {
	edit, _ := p.session().Draft.Member(p.target, current.field.Path)
	return "Staged: " + p.outcome(current.field, edit)
}

// outcome says what an edit makes of a field; of a list only what comes and goes.
func (p *Page) outcome(field schema.EntityField, edit ops.Edit) string {
	if edit.Kind == change.Unset {
		return "unset"
	}
	before, wasList := document.Strings(edit.Base)
	after, isList := document.Strings(edit.Value)
	if !isList || !wasList || field.Secret || len(after) == 0 {
		return p.shown(field, edit.Value)
	}
	var parts []string
	for _, change := range []struct {
		sign      string
		from, not []string
	}{{p.session().Theme.Glyphs.Added, after, before}, {p.session().Theme.Glyphs.Removed, before, after}} {
		for _, element := range change.from {
			if !slices.Contains(change.not, element) {
				parts = append(parts, change.sign+p.shown(field, document.QuoteAll([]string{element})))
			}
		}
	}
	if len(parts) == 0 {
		return "another order"
	}
	return strings.Join(parts, ", ")
}

// elements lists a value of several parts one by one, where there is room.
func (p *Page) elements(page *prose.Page, current row) {
	th := p.session().Theme
	dns, ok := document.Strings(current.value)
	if !ok || len(dns) == 0 || current.field.Secret {
		return
	}
	if current.field.Refers != (schema.Reference{}) {
		dns = p.referred(current.field, dns)
	}
	page.Space()
	for _, element := range dns {
		page.Bullet(th.Glyphs.Bullet, th.Muted, th.Text, text.CleanLine(element))
	}
}

// manyValues is how many values are told one by one.
const manyValues = 10

// typeLine names the type and what it allows, and what JSON calls the field. What one chooses from a list, or edits in parts, needs no type.
func typeLine(field schema.EntityField) string {
	var parts []string
	if field.Refers == (schema.Reference{}) && !nested(field.Type) {
		parts = append(parts, plainType(field.Type))
	}
	if field.Required {
		parts = append(parts, "needed")
	}
	if field.Once {
		parts = append(parts, "the server keeps the first value")
	}
	return strings.Join(append(parts, "in JSON "+strings.TrimPrefix(field.Path, "/")), "; ")
}

func plainType(t schema.Type) string {
	line := t.String()
	if t.Unit != schema.UnitNone {
		line += " in " + string(t.Unit)
	}
	if n := len(t.Values); n > manyValues {
		line += fmt.Sprintf(", one of %d", n)
	} else if n > 0 {
		line += ": " + strings.Join(t.Values, ", ")
	}
	return line
}

// HelpText says everything about entry and field that the page may have no room for.
func (p *Page) HelpText() string {
	if !p.ready() {
		return ""
	}
	var parts []string
	for _, note := range p.notes {
		parts = append(parts, note.Text)
	}
	if current := p.current(); current.field.Path != "" {
		parts = append(parts, current.field.Title+": "+current.shown, current.field.Help, typeLine(current.field))
		if current.amiss != "" {
			parts = append(parts, current.amiss)
		}
	}
	return strings.Join(append(parts, "Every change is staged at once and applied only after a review (ctrl+s). What you do not touch stays as the server holds it."), "\n\n")
}

package form

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/schema"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// cannot is why a field cannot be changed; empty when it can.
func (p *Page) cannot(field schema.EntityField) string {
	if why := p.Locked(); why != "" {
		return why
	}
	return field.Fixed
}

// Open shows the editor of the field under the cursor, or the list of what it can refer to.
func (p *Page) Open() tea.Cmd {
	field, ok := p.Selected()
	if !ok {
		return nil
	}
	value := p.staged.Get(field.Path)
	dns, fits := document.Strings(value)
	switch {
	case field.Refers == (schema.Reference{}) || !fits && !document.IsEmpty(value):
	case p.cannot(field) == "":
		return p.screen.Push(newReferences(p, field))
	case len(dns) > 0:
		return p.screen.Push(NewReader(p.screen, field.Title, strings.Join(p.referred(field, dns), "\n")))
	}
	return p.screen.Push(newFieldPanel(p, field))
}

// commit stages a value of a field. The server's own value, odd as it may be, takes an earlier edit back.
func (p *Page) commit(path string, value json.RawMessage) []schema.Problem {
	if bytes.Equal(value, p.read.Get(path)) && !p.read.New() {
		p.session().Draft.DiscardMember(p.target, path)
		p.sync()
		return nil
	}
	err := p.read.Set(p.session().Draft, path, value)
	p.sync()
	if invalid := (*ops.InvalidValueError)(nil); errors.As(err, &invalid) {
		return invalid.Problems
	}
	if err != nil {
		return []schema.Problem{{Message: core.Explain(err).Message, Hint: core.Explain(err).Hint, Severity: schema.Refuse}}
	}
	return nil
}

// Set stages a value of a field and says so, or why not.
func (p *Page) Set(path string, value json.RawMessage) tea.Cmd {
	if problems := p.commit(path, value); len(problems) > 0 {
		return p.session().Say(core.Failure, p.read.Field(path).Title+": "+problems[0].String())
	}
	return p.said(path)
}

// said tells what is staged for a field now, and asks the server about a name.
func (p *Page) said(path string) tea.Cmd {
	field := p.read.Field(path)
	title := text.CleanLine(field.Title)
	edit, staged := p.session().Draft.Member(p.target, path)
	switch {
	case p.read.New():
		p.session().Say(core.Plain, title+": "+p.shown(field, p.staged.Get(path))+". ctrl+s reviews.")
	case !staged:
		p.session().Say(core.Plain, title+" is as the server has it; nothing is staged for it.")
	default:
		p.session().Say(core.Plain, title+": staged "+p.outcome(field, edit)+". ctrl+s reviews.")
	}
	if path == p.nameField() {
		return p.askTaken()
	}
	return nil
}

// truth is what a boolean field would be, an absent one as the server takes it.
func (p *Page) truth(field schema.EntityField) bool {
	value := p.staged.Get(field.Path)
	if document.IsEmpty(value) {
		value = field.Default
	}
	return string(value) == "true"
}

func (p *Page) toggle() tea.Cmd {
	field, _ := p.Selected()
	if p.truth(field) {
		return p.Set(field.Path, json.RawMessage("false"))
	}
	return p.Set(field.Path, json.RawMessage("true"))
}

// unset stages emptying the field under the cursor.
func (p *Page) unset() tea.Cmd {
	field, _ := p.Selected()
	if err := p.read.Unset(p.session().Draft, field.Path); err != nil {
		return p.session().Say(core.Failure, core.Explain(err).Message)
	}
	p.sync()
	return p.said(field.Path)
}

// discard takes back what is staged for the field under the cursor; of an entry that has gone, everything.
func (p *Page) discard() tea.Cmd {
	if p.gone() {
		p.session().Draft.Discard(p.target)
		return p.session().Say(core.Plain, p.label()+": what was staged is discarded.")
	}
	field, _ := p.Selected()
	p.session().Draft.DiscardMember(p.target, field.Path)
	p.sync()
	return p.session().Say(core.Plain, text.CleanLine(field.Title)+": the staged edit is discarded.")
}

// remove asks who uses the entry before it is staged to be deleted. One that is not on the server yet is just taken back.
func (p *Page) remove() tea.Cmd {
	draft := p.session().Draft
	switch {
	case p.read.New():
		draft.Discard(p.target)
		return tea.Batch(p.screen.leave(p), p.session().Say(core.Plain, "The new "+p.kind()+" "+p.label()+" is taken back."))
	case p.read.Deleted(draft):
		draft.Discard(p.target)
		p.doomed = false
		p.sync()
		return p.session().Say(core.Plain, p.label()+" stays.")
	}
	return p.screen.Push(newUsers(p, true))
}

// command is the command line that gives the field under the cursor the value it has here.
func (p *Page) command(field schema.EntityField) string {
	return p.read.Command(p.names, field.Path, p.staged.Get(field.Path))
}

// name is the entry in one word of a command line.
func (p *Page) name() string {
	if strings.ContainsAny(p.word(), " \t'\"") {
		return p.target.ID
	}
	return p.label()
}

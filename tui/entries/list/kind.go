// Package list is the list of one kind of entry: scopes, claims, scripts or clients. It shows what the server holds, page by page as one
// scrolls, together with what is staged; the server itself searches and sorts. What the kinds differ in is a Kind.
package list

import (
	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/theme"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/table"
)

// Kind is what the lists of different entries differ in.
type Kind struct {
	Resource change.Resource
	Columns  []table.Column // without the last one, which says what is staged
	// Cells are the texts of a row. The list cleans them.
	Cells func(th *theme.Theme, entity *ops.Entity) []table.Cell
	// Flaw says in one line what is wrong with an entry; empty when nothing is. Nil finds nothing.
	Flaw func(entity *ops.Entity) string
	// About is what people should know about an entry as it is now, before its fields, in sentences. Nil has nothing to say.
	About  func(entity *ops.Entity) []string
	Search string // what the server looks through, for people
	Narrow Narrow
	Sorts  []Sort // by what the server can sort; the first one at the beginning
	Form   string // id of the screen of one entry
	Add    Add
	Delete bool // entries can be deleted
	// Brief leaves out of the description what is as in an entry that says nothing about it, where there are many such members.
	Brief bool
	// More are actions of this kind alone. Nil has none.
	More func(s *Screen) []core.Action
	Help string // a few paragraphs for the help
}

// Narrow is the one member by whose values a list can be narrowed. The zero value is none.
type Narrow struct {
	Title  string // "type"
	Values []Value
	Set    func(query *ops.Query, value string)
}

// Value is one value of a member.
type Value struct{ Name, Title, Detail string }

// Sort is a column of the server's database by which it can sort (config-api.md 4.2: names of members are errors).
type Sort struct{ Title, Column string }

// Add is how a new entry is begun.
type Add struct {
	Title, Help string
	Screen      string // empty when there is no way
	Verb        string
}

// New makes the screen of a kind.
func New(session *core.Session, kind Kind) *Screen { return newScreen(session, kind) }

// Open leads to another screen, about the entries that the argument names.
func (s *Screen) Open(id, arg string) tea.Cmd { return s.session.Post(core.Open{ID: id, Arg: arg}) }

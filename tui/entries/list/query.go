package list

import (
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/schema"
)

// query is what the list asks the server for.
type query struct {
	pattern    string
	narrow     string // a value of Kind.Narrow; empty for all
	sort       Sort
	descending bool
}

func (q query) ask(kind Kind) ops.Query {
	asked := ops.Query{Pattern: q.pattern, SortBy: q.sort.Column, Descending: q.descending}
	if q.narrow != "" {
		kind.Narrow.Set(&asked, q.narrow)
	}
	return asked
}

// filtered says whether anything is left out.
func (q query) filtered() bool { return q.pattern != "" || q.narrow != "" }

// finds says whether a new entry belongs to what was asked for, about as the server would.
func (q query) finds(kind Kind, entity *ops.Entity) bool {
	if q.narrow != "" {
		var asked ops.Query
		kind.Narrow.Set(&asked, q.narrow)
		status, _ := document.Text(entity.Get("/status"))
		if asked.Type != "" && asked.Type != entity.Type() || asked.Status != "" && asked.Status != status {
			return false
		}
	}
	if q.pattern == "" {
		return true
	}
	head := entity.Head()
	content := strings.ToLower(head.Name + "\n" + head.Title + "\n" + schema.Text(schema.Type{Kind: schema.KindString}, entity.Get("/description")))
	for _, part := range strings.Split(strings.ToLower(q.pattern), ",") {
		if strings.Contains(content, part) {
			return true
		}
	}
	return false
}

// settledMsg says that nothing was typed for a while since the count it carries.
type settledMsg int

// settleWait is how long a search rests before it is sent: longer than between two keys of somebody who types.
const settleWait = 180 * time.Millisecond

// settle waits for the end of the typing.
func (s *Screen) settle() tea.Cmd {
	s.typed++
	return s.session.Later(s, settleWait, settledMsg(s.typed))
}

// ask sends the search as it is typed, unless that is what is shown already.
func (s *Screen) ask() {
	asked := s.query
	asked.pattern = strings.TrimSpace(s.search.Value())
	s.turn(asked)
}

// turn asks for something else, from its beginning.
func (s *Screen) turn(to query) {
	s.typed++ // what waits to be sent is overtaken
	if to == s.query {
		return
	}
	s.query = to
	s.reader.Reset()
	s.table.SetHighlight(highlight(to.pattern))
	s.refresh()
	s.table.Home()
}

// highlight is what to paint in the rows; of several texts none, as only one could be.
func highlight(pattern string) string {
	if strings.Contains(pattern, ",") {
		return ""
	}
	return pattern
}

func (s *Screen) startSearch() tea.Cmd {
	s.typing = true
	s.search.SetFocused(true)
	return nil
}

func (s *Screen) keepSearch() tea.Cmd {
	s.typing = false
	s.search.SetFocused(false)
	s.ask()
	return nil
}

// clear shows everything again. The cursor stays on its entry if that is among the first that are read.
func (s *Screen) clear() tea.Cmd {
	s.typing = false
	s.search.SetFocused(false)
	s.search.SetValue("")
	all, current := s.query, s.table.Selected()
	all.pattern, all.narrow = "", ""
	s.turn(all)
	s.seek = current
	return nil
}

func (s *Screen) reverse() tea.Cmd {
	turned := s.query
	turned.descending = !turned.descending
	s.turn(turned)
	return nil
}

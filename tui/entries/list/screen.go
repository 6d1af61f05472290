package list

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/schema"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/entries/pages"
	"github.com/jansadm/jansadm/tui/kit/layout"
	"github.com/jansadm/jansadm/tui/kit/line"
	"github.com/jansadm/jansadm/tui/kit/paged"
	"github.com/jansadm/jansadm/tui/kit/table"
)

// Screen is the list, its search, and the detail pane.
type Screen struct {
	session *core.Session
	kind    Kind
	entity  schema.Entity
	table   *table.Table
	list    *paged.List[*row]
	rows    *rows
	search  *line.Input
	query   query
	chooser *chooser // a type or an order is being picked; nil mostly

	reader *pages.Reader[*row]
	seek   string    // the entry that the cursor goes to once it is read; empty for none
	names  core.Slot // names of what entries refer to are being read
	asked  map[string]bool
	whole  core.Slot // entries are being read that are to be deleted

	typing bool // the search has the focus
	typed  int  // counts what was typed, to know when it has settled
	moves  int  // counts how often the cursor was moved, to know when it rests
	width  int
	height int
	area   layout.Rect // of the list
	side   layout.Rect // of the detail beside it
	foot   int         // lines of summary below the list, where there is no room beside it
	pane   pane
}

// keptPages bounds what is held of a long list: the window and its surroundings, and enough to turn back without asking again.
const keptPages = 8

// searchLimit is how long a search can be, in characters: it becomes part of an address.
const searchLimit = 200

func newScreen(session *core.Session, kind Kind) *Screen {
	s := &Screen{session: session, kind: kind, asked: map[string]bool{}}
	s.entity, _ = schema.LookupEntity(string(kind.Resource))
	s.query.sort = kind.Sorts[0]
	s.search = line.New(session.Theme, line.Options{Placeholder: kind.Search, Limit: searchLimit})
	s.search.SetFocused(false)
	s.list = paged.New((*row).id, paged.Options{MaxPages: keptPages})
	s.reader = pages.New(session, core.Screen(s), s.list, s.readPage)
	s.rows = &rows{screen: s, Source: paged.NewSource(session.Theme, s.list, s.format)}
	s.table = table.New(session.Theme, kind.Columns...)
	s.table.SetMarking(kind.Delete)
	s.table.SetSource(s.rows)
	return s
}

// noteWidth is the room for "changed", "delete" and "new".
const noteWidth = 7

// Init reads the first page: one request.
func (s *Screen) Init() tea.Cmd {
	s.table.OnNeed(s.need)
	s.refresh()
	return nil
}

// Resume shows what was staged meanwhile.
func (s *Screen) Resume() tea.Cmd {
	s.refresh()
	return nil
}

// Close cancels what is being read.
func (s *Screen) Close() {
	s.reader.Close()
	s.names.Cancel()
	s.whole.Cancel()
}

// Update takes answers and the keys that no action claims.
func (s *Screen) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case pages.Wanted:
		return s.reader.Fetch()
	case pages.Answer[*row]:
		return s.take(msg)
	case settledMsg:
		if int(msg) == s.typed {
			s.ask()
		}
	case restedMsg:
		if int(msg) == s.moves {
			return s.askNames()
		}
	case namesMsg:
		s.pane = pane{} // the directory has them now
		if msg.err == nil {
			return s.askNames() // the cursor may have come to rest elsewhere meanwhile
		}
	case wholeMsg:
		return s.deleteRead(msg)
	case core.Applied:
		return s.reload()
	case core.Late:
		if s.kind.Resource == change.Script && len(msg.Outcomes) > 0 {
			return s.reload()
		}
	case tea.KeyMsg:
		return s.key(msg)
	}
	return nil
}

func (s *Screen) key(msg tea.KeyMsg) tea.Cmd {
	s.seek = ""
	if s.chooser != nil {
		return s.choose(msg)
	}
	if s.typing {
		before := s.search.Value()
		if s.search.Key(msg) {
			if s.search.Value() == before {
				return nil
			}
			return s.settle()
		}
	}
	s.table.Key(msg) // the arrows move the cursor while one types
	return s.moved()
}

// refresh works out what the draft makes of the rows.
func (s *Screen) refresh() {
	s.rows.update()
	s.show()
}

// show makes the table look at the rows again. There is a column for what is staged only when there is something to say.
func (s *Screen) show() {
	columns := s.kind.Columns[:len(s.kind.Columns):len(s.kind.Columns)]
	if len(s.rows.created) > 0 || len(s.rows.staged) > 0 {
		columns = append(columns, table.Column{Min: noteWidth, Max: noteWidth})
	}
	s.pane = pane{}
	s.table.SetColumns(columns...)
	s.arrange()
	s.notice()
	s.table.Refresh()
}

// reload reads again what is shown. The cursor stays on its entry.
func (s *Screen) reload() tea.Cmd {
	s.reader.Reload()
	s.refresh()
	return nil
}

// Typing says whether text has the focus.
func (s *Screen) Typing() bool { return s.typing || s.chooser != nil }

// Title is the breadcrumb's part.
func (s *Screen) Title() string { return s.entity.Plural }

// HelpText explains the marks and how the server searches.
func (s *Screen) HelpText() string {
	g := s.session.Theme.Glyphs
	help := s.kind.Help + "\n\nThe server itself searches, in " + s.kind.Search + ". Capital and small letters can count as different there, a comma separates " +
		"texts of which any one is enough, and % and _ stand for any text and any character. Long lists are read page by page as you scroll."
	if s.kind.Delete {
		help += "\n\n" + g.Staged + " marks what is changed but not applied, " + g.Added + " what is new, " + g.Removed + " what is to be deleted, " + g.Error +
			" what does not work. Nothing is written before you review the staged edits with ctrl+s and confirm."
	}
	return strings.TrimSpace(help)
}

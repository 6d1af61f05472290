package scopeadd

import (
	"context"
	"strings"
	"sync"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/schema"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/entries/form"
	"github.com/jansadm/jansadm/tui/kit/picker"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// What an item of the search leads to comes before its name.
const (
	openItem     = "open:"     // a scope that the server has
	standardItem = "standard:" // a scope of the standard that it lacks
	newItem      = "new:"      // a scope of a name that nobody has
)

// search looks for scopes of the standard and for those of the server.
type search struct {
	screen *form.Screen
	mu     sync.Mutex
	states []ops.StandardState // asked for once
}

// newSearch asks for a scope: one that is there is opened, a standard one that is missing is proposed with its claims, any other text
// becomes the id of a new one.
func newSearch(screen *form.Screen) *form.Pick {
	s := &search{screen: screen}
	return form.NewPick(screen, form.PickOptions{
		Title: "OpenID", Help: "Type the id of a scope. One that the server has opens for editing; a standard scope that is missing comes with its claims; " +
			"anything else becomes a new scope.",
		Verb: "jansadm scope create --type openid --id ID --claims NAMES", Picker: picker.Options{Prompt: "Search", None: "type the id of a scope"}, Find: s.find, Done: s.done,
	})
}

// scopesAtOnce is how many scopes of the server a search lists.
const scopesAtOnce = 30

// find lists scopes of the standard, then those of the server that hold the text, then a new one of that id.
func (s *search) find(ctx context.Context, typed string) ([]picker.Item, error) {
	typed = strings.TrimSpace(typed)
	states, err := s.standard(ctx)
	if err != nil {
		return nil, err
	}
	var items []picker.Item
	listed, taken := map[string]bool{}, false
	for _, state := range states {
		if strings.Contains(strings.ToLower(state.ID+" "+state.Title), strings.ToLower(typed)) {
			items = append(items, s.standardItem(state))
			taken = taken || state.ID == typed
			for _, scope := range state.Found {
				listed[scope.Target.ID] = true
			}
		}
	}
	query := ops.Query{Pattern: typed, Limit: scopesAtOnce}
	if typed == "" {
		query.Type = "openid"
	}
	page, err := s.screen.Session.Ops.List(ctx, change.Scope, query)
	if err != nil {
		return nil, err
	}
	for _, scope := range page.Entities {
		head := scope.Head()
		taken = taken || head.Name == typed
		if !listed[head.Inum] {
			items = append(items, picker.Item{ID: openItem + head.Inum, Title: head.Word(), Detail: head.Title, Mark: head.Type, MarkStyle: s.screen.Session.Theme.Muted})
		}
	}
	if typed != "" && !taken {
		items = append(items, picker.Item{ID: newItem + typed, Title: typed, Detail: "a new OpenID scope of this id", Mark: "new", MarkStyle: s.screen.Session.Theme.Staged})
	}
	return items, nil
}

func (s *search) standard(ctx context.Context) ([]ops.StandardState, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.states == nil {
		states, err := s.screen.Session.Ops.StandardScopes(ctx)
		if err != nil {
			return nil, err
		}
		s.states = states
	}
	return s.states, nil
}

func (s *search) standardItem(state ops.StandardState) picker.Item {
	th := s.screen.Session.Theme
	item := picker.Item{Title: state.ID, Detail: "the server has it. " + state.Sentence, Mark: "standard", MarkStyle: th.Info}
	if len(state.Claims) > 0 {
		item.Keywords = strings.Join(state.Claims, " ")
	}
	if len(state.Found) > 0 {
		item.ID = openItem + state.Found[0].Target.ID
		return item
	}
	item.ID, item.Detail, item.Mark, item.MarkStyle = standardItem+state.ID, "the server lacks it. "+state.Sentence, "missing", th.Warn
	return item
}

// done opens what is there, and stages what is not.
func (s *search) done(_ *form.Pick, chosen []string) tea.Cmd {
	if inum, ok := strings.CutPrefix(chosen[0], openItem); ok {
		return s.screen.Session.Post(core.Pop{}, core.Open{ID: "auth.scope", Arg: inum})
	}
	if id, ok := strings.CutPrefix(chosen[0], standardItem); ok {
		return s.propose(id)
	}
	return s.screen.Push(newID(s.screen, "openid", strings.TrimPrefix(chosen[0], newItem)))
}

// propose stages a scope of the standard with its claims, as far as the server knows them.
func (s *search) propose(id string) tea.Cmd {
	standard, _ := schema.LookupStandardScope(id)
	doc, lacking := proposal(standard, s.screen.Names())
	created, err := ops.Create(s.screen.Session.Draft, change.Scope, doc)
	if err != nil {
		return s.screen.Session.Say(core.Failure, core.Explain(err).Message)
	}
	status := core.Status{Tone: core.Plain, Text: id + " is proposed with its claims. ctrl+s reviews, d takes it back."}
	if len(lacking) > 0 {
		status = core.Status{Tone: core.Warning, Text: id + " is proposed without claims that the server does not know: " + text.CleanLine(strings.Join(lacking, ", "))}
	}
	return s.screen.Session.Post(core.Pop{}, core.Open{ID: "auth.scope", Arg: created.Target.ID}, status)
}

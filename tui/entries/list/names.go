package list

import (
	"context"
	"slices"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
)

// restedMsg says that the cursor was not moved for a while since the count it carries.
type restedMsg int

// restWait is how long the cursor stands before anything is asked for the sake of its row.
const restWait = 400 * time.Millisecond

// namesMsg says that the names of what entries refer to are in the directory, or why not. The list shows inums then.
type namesMsg struct{ err error }

// Failure tells the header whether the server answered.
func (m namesMsg) Failure() error { return m.err }

// moved waits for the cursor to rest, if its row has names to ask for.
func (s *Screen) moved() tea.Cmd {
	s.moves++
	if all, scopes := s.nameless(); len(all) == 0 && len(scopes) == 0 {
		return nil
	}
	return s.session.Later(s, restWait, restedMsg(s.moves))
}

// nameless lists what the row under the cursor refers to by names that are not known: whole kinds of entries, and the scopes that
// are shown. What was asked for once is not asked for again.
func (s *Screen) nameless() (kinds []change.Resource, scopes []string) {
	current := s.Current()
	if current == nil {
		return nil, nil
	}
	names, seen := s.session.Ops.Directory(), map[change.Resource]bool{}
	for _, field := range current.Kind.Fields {
		if field.Refers.Resource == "" {
			continue
		}
		listed, _ := document.Strings(current.Get(field.Path))
		for _, dn := range listed[:min(len(listed), listedLimit)] { // no more are shown
			target, ok := unnamed(names, dn)
			switch {
			case !ok:
			case target.Resource == change.Scope:
				if !s.asked[dn] {
					scopes = append(scopes, dn)
				}
			case !seen[target.Resource] && !s.asked[string(target.Resource)]:
				seen[target.Resource] = true
				kinds = append(kinds, target.Resource)
			}
		}
	}
	return kinds, scopes
}

// askNames reads names: one request for each kind, once, and one for the scopes of a row.
func (s *Screen) askNames() tea.Cmd {
	kinds, scopes := s.nameless()
	if len(kinds) == 0 && len(scopes) == 0 || s.names.Busy() {
		return nil
	}
	for _, kind := range kinds {
		s.asked[string(kind)] = true
	}
	for _, dn := range scopes {
		s.asked[dn] = true
	}
	operations := s.session.Ops
	return s.names.Start(s.session, s, func(ctx context.Context) tea.Msg {
		return namesMsg{err: readNames(ctx, operations, kinds, scopes)}
	})
}

// renew reads the list again, and the names of what entries refer to, as far as they had been read: what they refer to may be gone.
func (s *Screen) renew() tea.Cmd {
	s.asked = map[string]bool{}
	operations, names := s.session.Ops, s.session.Ops.Directory()
	var kinds []change.Resource
	for _, field := range s.entity.Fields {
		kind := change.Resource(field.Refers.Resource)
		if names.Complete(kind) && !slices.Contains(kinds, kind) {
			kinds = append(kinds, kind)
		}
	}
	reading := s.reload()
	if len(kinds) == 0 {
		return reading
	}
	return tea.Batch(reading, s.names.Start(s.session, s, func(ctx context.Context) tea.Msg {
		return namesMsg{err: refreshNames(ctx, operations, kinds)}
	}))
}

func refreshNames(ctx context.Context, operations *ops.Ops, kinds []change.Resource) error {
	for _, kind := range kinds {
		if err := operations.RefreshDirectory(ctx, kind); err != nil {
			return err
		}
	}
	return nil
}

func readNames(ctx context.Context, operations *ops.Ops, kinds []change.Resource, scopes []string) error {
	if _, err := operations.LoadDirectory(ctx, kinds...); err != nil {
		return err
	}
	_, err := operations.ResolveScopes(ctx, scopes)
	return err
}

// Package issued is the list of what the auth server has issued, read page by page, searched by the server, filtered by a form, with a detail
// pane and marks. The lists of tokens and of sessions are made of it: unlike entries, nothing of them is staged.
package issued

import (
	"context"
	"net/url"
	"time"

	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/tokens"
	"github.com/jansadm/jansadm/theme"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/entries/revoking"
	"github.com/jansadm/jansadm/tui/kit/fields"
	"github.com/jansadm/jansadm/tui/kit/prose"
	"github.com/jansadm/jansadm/tui/kit/table"
)

// TextField is the id of the filter that is typed after a slash.
const TextField = "text"

// Filter is what is asked for, by the ids of the fields of the form. What is empty is not asked for.
type Filter map[string]string

// ParseFilter reads a filter from the argument of a screen: "client=1800.a&type=access". What is no filter is none.
func ParseFilter(arg string) Filter {
	filter := Filter{}
	values, _ := url.ParseQuery(arg)
	for name := range values {
		if value := values.Get(name); value != "" {
			filter[name] = value
		}
	}
	return filter
}

// Arg is the argument that ParseFilter reads.
func (f Filter) Arg() string {
	values := url.Values{}
	for name, value := range f {
		values.Set(name, value)
	}
	return values.Encode()
}

// Page is a part of what matches.
type Page[T any] struct {
	Total int
	Rows  []T
}

// Kind describes one list.
type Kind[T any] struct {
	Resource  change.Resource
	Title     string // of the screen
	One, Many string // what they are called
	Noun      string // of the command line
	Search    string // what the server looks for a text in
	Help      string
	Detail    string // id of the screen of one
	Columns   []table.Column
	Fields    func() []fields.Field // of the filter, without values

	ID    func(T) string
	Cells func(th *theme.Theme, of T, now time.Time) []table.Cell
	About func(page *prose.Page, th *theme.Theme, of T, now time.Time)
	Read  func(ctx context.Context, service *tokens.Service, filter Filter, now time.Time, start, limit int) (Page[T], error)

	// Client is the id of the client that one belongs to, shown in that column; Named gives it its name.
	Client       func(of T) string
	ClientColumn int
	Named        func(of T, name string) T

	// Picked is how to revoke what was picked, Found what a filter finds.
	Picked func(picked []T) revoking.Plan
	Found  func(filter Filter, now time.Time) revoking.Plan
	// Owner is the filter of everything that belongs together with one, and what that is called: "client"; nil when it belongs to nobody.
	Owner     func(of T) Filter
	OwnerName string
	// Command is the command line of a verb for a filter.
	Command func(verb string, filter Filter) string
	// More are actions of the list besides those that every list has.
	More func(s *Screen[T]) []core.Action
}

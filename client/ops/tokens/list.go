package tokens

import (
	"context"
	"iter"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
)

// Page is a part of the tokens that match.
type Page struct {
	Start, Total int
	Entries      []Entry
}

// List reads a page of the tokens that match, by their codes: one request. Limit is 1 to 200; 0 is 200. With a rough filter there may be
// others between them. A filter that cannot be asked for is a FilterError.
func (s *Service) List(ctx context.Context, filter Filter, start, limit int) (Page, error) {
	query, err := filter.query()
	if err != nil {
		return Page{}, err
	}
	query.SortBy, query.Start, query.Limit = codeColumn, start, limit
	found, err := s.deps.Tokens.List(ctx, query)
	if err != nil {
		return Page{}, err
	}
	page := Page{Start: found.Start, Total: found.Total, Entries: make([]Entry, len(found.Entries))}
	for i, doc := range found.Entries {
		page.Entries[i] = s.entry(doc)
	}
	return page, nil
}

// Get reads one token by its code. One that does not exist is client.KindNotFound.
func (s *Service) Get(ctx context.Context, code string) (Entry, error) {
	doc, err := s.deps.Tokens.Get(ctx, code)
	if err != nil {
		return Entry{}, err
	}
	return s.entry(doc), nil
}

// OfGrant reads all tokens of a grant: they stand or fall together at the revocation endpoint, but not when an entry is removed.
func (s *Service) OfGrant(ctx context.Context, grantID string) ([]Entry, error) {
	if grantID == "" {
		return nil, nil
	}
	var entries []Entry
	for entry, err := range s.All(ctx, Filter{GrantID: grantID}) {
		if err != nil {
			return nil, err
		}
		entries = append(entries, entry)
	}
	return entries, nil
}

// All reads every token that is meant, page by page, each once, in the order of their codes. Tokens that come and go meanwhile make it miss
// no other. The loop ends after an error.
func (s *Service) All(ctx context.Context, filter Filter) iter.Seq2[Entry, error] {
	return func(yield func(Entry, error) bool) {
		query, err := filter.query()
		if err != nil {
			yield(Entry{}, err)
			return
		}
		query.SortBy = codeColumn
		err = scan(ctx, s.deps.Tokens, query, "tokenCode", func(doc document.Document) bool {
			entry := s.entry(doc)
			return !filter.keeps(entry) || yield(entry, nil)
		})
		if err != nil {
			yield(Entry{}, err)
		}
	}
}

// entry reads what a document says, and the name of the client where that is known already.
func (s *Service) entry(doc document.Document) Entry {
	entry := newEntry(doc)
	entry.ClientName = s.knownName(entry.ClientID)
	return entry
}

func (s *Service) knownName(id string) string {
	head, _ := s.deps.Ops.Directory().Find(change.Target{Resource: change.Client, ID: id})
	return head.Name
}

// ClientNames reads what clients are called, as far as they can be read: one request for each that is not known yet.
func (s *Service) ClientNames(ctx context.Context, ids ...string) map[string]string {
	names := map[string]string{}
	for _, id := range ids {
		if names[id] = s.knownName(id); names[id] == "" && id != "" {
			if entity, err := s.client(ctx, id); err == nil {
				names[id] = entity.Head().Name
			}
		}
	}
	return names
}

func (s *Service) client(ctx context.Context, id string) (*ops.Entity, error) {
	return s.deps.Ops.Entity(ctx, change.Target{Resource: change.Client, ID: id})
}

// The columns by which all of a kind can be read in an order that does not change: each value is there once.
const (
	codeColumn = "tknCde"
	sidColumn  = "sid"
)

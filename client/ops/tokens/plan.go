package tokens

import (
	"context"
	"slices"
	"strings"

	"github.com/jansadm/jansadm/client"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
)

// PlanRevocation finds the tokens that are selected and whom they belong to. Nothing is changed. Codes that no token has are
// ops.NameErrors; a selection of nothing in particular is a FilterError.
func (s *Service) PlanRevocation(ctx context.Context, selection Selection) (*Revocation, error) {
	d := newDraft(s, change.Token)
	if err := d.collect(ctx, selection); err != nil {
		return nil, err
	}
	if selection.WholeGrants {
		if err := d.completeGrants(ctx); err != nil {
			return nil, err
		}
	} else if selection.Filter.IsZero() || !selection.Filter.whole() {
		if err := d.countRest(ctx); err != nil {
			return nil, err
		}
	}
	if err := d.findOwn(ctx); err != nil {
		return nil, err
	}
	r := d.revocation(selection.Filter.words())
	r.filter = selection.Filter
	s.finish(r, d.tokenImpacts(ctx, r, selection))
	return r, nil
}

// PlanSessions finds the sessions that are selected and whose they are. Nothing is changed. Sids that no session has are ops.NameErrors.
func (s *Service) PlanSessions(ctx context.Context, selection SessionSelection) (*Revocation, error) {
	d := newDraft(s, change.Session)
	if err := d.collectSessions(ctx, selection); err != nil {
		return nil, err
	}
	if err := d.findOwnSession(ctx); err != nil {
		return nil, err
	}
	r := d.revocation(selection.Filter.words())
	s.finish(r, d.sessionImpacts(r))
	return r, nil
}

// draft is a revocation that is being put together.
type draft struct {
	service *Service
	kind    change.Resource
	items   []Item
	index   map[string]int    // of items by their ids
	grants  map[string]string // of items by their ids: what they have in common with others
	texts   map[string]string // equal ids of clients, people and grants are kept once
	expired int
	stays   int  // other tokens of the grants
	refresh int  // of them that get new access tokens
	unseen  bool // there were too many grants to look at
	browser int  // tokens that came from a browser session
	own     Own
}

func newDraft(s *Service, kind change.Resource) *draft {
	return &draft{service: s, kind: kind, index: map[string]int{}, grants: map[string]string{}, texts: map[string]string{}}
}

// once keeps one copy of texts that come again and again, which also lets go of the documents that they came from.
func (d *draft) once(text string) string {
	if kept, ok := d.texts[text]; ok {
		return kept
	}
	text = strings.Clone(text)
	d.texts[text] = text
	return text
}

func (d *draft) add(e Entry) {
	if _, there := d.index[e.Code]; there || e.Code == "" {
		return
	}
	code := strings.Clone(e.Code)
	d.index[code], d.grants[code] = len(d.items), d.once(e.GrantID)
	d.items = append(d.items, Item{ID: code, Type: d.once(e.Type), Client: d.once(e.ClientID), User: d.once(e.User())})
	if e.Expired(d.service.deps.Now()) {
		d.expired++
	}
	if e.Session != "" {
		d.browser++
	}
}

func (d *draft) addSession(session Session) {
	if _, there := d.index[session.SID]; there || session.SID == "" {
		return
	}
	d.index[session.SID] = len(d.items)
	d.items = append(d.items, Item{ID: session.SID, Client: d.once(session.ClientID), User: d.once(session.User())})
}

func (d *draft) collect(ctx context.Context, selection Selection) error {
	if selection.Filter.IsZero() && len(selection.Codes)+len(selection.Entries) == 0 {
		return &FilterError{Why: "it has to be said which tokens are meant"}
	}
	for _, entry := range selection.Entries {
		d.add(entry)
	}
	if !selection.Filter.IsZero() {
		for entry, err := range d.service.All(ctx, selection.Filter) {
			if err != nil {
				return err
			}
			d.add(entry)
		}
	}
	return named(selection.Codes, d.kind, func(code string) error {
		entry, err := d.service.Get(ctx, code)
		if err == nil {
			d.add(entry)
		}
		return err
	})
}

func (d *draft) collectSessions(ctx context.Context, selection SessionSelection) error {
	if selection.Filter.IsZero() && len(selection.SIDs)+len(selection.Sessions) == 0 {
		return &FilterError{Why: "it has to be said which sessions are meant"}
	}
	for _, session := range selection.Sessions {
		d.addSession(session)
	}
	if !selection.Filter.IsZero() {
		for session, err := range d.service.AllSessions(ctx, selection.Filter) {
			if err != nil {
				return err
			}
			d.addSession(session)
		}
	}
	return named(selection.SIDs, d.kind, func(sid string) error {
		session, err := d.service.GetSession(ctx, sid)
		if err == nil {
			d.addSession(session)
		}
		return err
	})
}

// named reads what is named and reports all names that nothing has.
func named(names []string, kind change.Resource, read func(string) error) error {
	var unknown ops.NameErrors
	for _, name := range names {
		err := read(name)
		switch {
		case client.KindOf(err) == client.KindNotFound:
			unknown = append(unknown, &ops.UnknownNameError{Thing: string(kind), Name: name})
		case err != nil:
			return err
		}
	}
	if len(unknown) > 0 {
		return unknown
	}
	return nil
}

// revocation orders the items and counts.
func (d *draft) revocation(words string) *Revocation {
	slices.SortStableFunc(d.items, func(a, b Item) int { return d.lateness(a) - d.lateness(b) })
	r := d.service.counted(d.kind, d.items, words)
	r.Expired, r.Stays = d.expired, d.stays
	return r
}

package tokens

import (
	"cmp"
	"slices"
	"strings"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/journal"
)

// counted is a revocation of these items, with who is affected.
func (s *Service) counted(kind change.Resource, items []Item, words string) *Revocation {
	r := &Revocation{Kind: kind, Items: items, words: words, Title: strings.TrimSpace(noun(kind, len(items)) + " " + words)}
	clients, users, types := map[string]int{}, map[string]int{}, map[string]int{}
	for _, item := range items {
		clients[item.Client]++
		users[item.User]++
		types[item.Type]++
	}
	r.Clients, r.Users, r.Types = affected(clients), affected(users), affected(types)
	for i := range r.Clients {
		r.Clients[i].Name = s.knownName(r.Clients[i].ID)
	}
	return r
}

// affected is sorted by how much they lose; nobody in particular is left out.
func affected(counts map[string]int) []Affected {
	list := make([]Affected, 0, len(counts))
	for id, count := range counts {
		if id != "" {
			list = append(list, Affected{ID: id, Count: count})
		}
	}
	slices.SortFunc(list, func(a, b Affected) int { return cmp.Or(b.Count-a.Count, strings.Compare(a.ID, b.ID)) })
	return list
}

// reduced is what is left of a revocation, with the same consequences.
func (s *Service) reduced(r *Revocation, items []Item) *Revocation {
	rest := s.counted(r.Kind, items, r.words)
	rest.Expired, rest.Stays, rest.filter = r.Expired, r.Stays, r.filter
	s.finish(rest, slices.Clone(r.Impacts))
	return rest
}

// mostKept bounds what the journal lists of a revocation; the counts are whole.
const mostKept = 100

// finish makes the act that guards and the journal see. Its name, typed where it is dangerous, is the client's that loses everything.
func (s *Service) finish(r *Revocation, impacts []ops.Impact) {
	record := journal.Revocation{Title: r.Title, Count: r.Len(), Clients: kept(r.Clients), Users: kept(r.Users)}
	for _, item := range r.Items[:min(len(r.Items), mostKept)] {
		record.Targets = append(record.Targets, change.Target{Resource: r.Kind, ID: item.ID}.String())
	}
	r.act = s.deps.Ops.NewAct(record, cmp.Or(r.filter.Client, "revoke"), impacts)
	r.Impacts = r.act.Impacts
}

func kept(list []Affected) map[string]int {
	counts := map[string]int{}
	for _, a := range list[:min(len(list), mostKept)] {
		counts[a.ID] = a.Count
	}
	return counts
}

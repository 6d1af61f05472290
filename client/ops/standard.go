package ops

import (
	"context"
	"slices"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/schema"
)

// StandardState is a scope of the standard as the server has it.
type StandardState struct {
	schema.StandardScope
	Found   []*Entity // the scopes of that ID; none when the server lacks it
	Missing []string  // claims that the standard asks for and the scope does not release
	Lacking []string  // claims of the standard that no claim of the server is named like
	More    []string  // claims that the scope releases besides
}

// StandardScopes compares the scopes of OpenID Connect with those of the server, in the standard's order.
func (o *Ops) StandardScopes(ctx context.Context) ([]StandardState, error) {
	names, err := o.LoadDirectory(ctx, change.Claim)
	if err != nil {
		return nil, err
	}
	claims := map[string]bool{}
	for _, head := range names.All(change.Claim) {
		claims[head.Claim] = true
	}
	var states []StandardState
	for _, standard := range schema.StandardScopes() {
		state := StandardState{StandardScope: standard}
		if state.Found, err = o.exactly(ctx, change.Scope, "id", standard.ID); err != nil {
			return nil, err
		}
		state.compare(names, claims)
		states = append(states, state)
	}
	return states, nil
}

func (s *StandardState) compare(names Directory, claims map[string]bool) {
	var released []string
	for _, scope := range s.Found {
		listed, _ := document.Strings(scope.Get("/claims"))
		for _, dn := range listed {
			released = append(released, Referred(names, dn))
		}
	}
	for _, claim := range s.Claims {
		if !slices.Contains(released, claim) {
			s.Missing = append(s.Missing, claim)
		}
		if !claims[claim] {
			s.Lacking = append(s.Lacking, claim)
		}
	}
	for _, claim := range released {
		if !slices.Contains(s.Claims, claim) {
			s.More = append(s.More, claim)
		}
	}
}

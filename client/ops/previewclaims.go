package ops

import (
	"fmt"
	"slices"
)

// listed adds the claims that a scope lists. Their status does not matter to the server, and neither does the type of the scope, as long as
// it is not dynamic.
func (f *finding) listed(scope *Entity) {
	if scope.Name() == openidScope {
		f.Claims = append(f.Claims, PreviewClaim{
			Name: "sub", Kind: FromServer, Source: "auth server", Scope: scope.Name(), State: ClaimReleased, Why: "It identifies the person."})
	}
	group := ""
	if string(scope.Get("/groupClaims")) == "true" {
		group = scope.Name()
	}
	listed := texts(scope.Get("/claims"))
	for _, dn := range listed {
		claim := f.claimOf(scope, dn)
		claim.Group = group
		f.Claims = append(f.Claims, claim)
	}
	if group != "" && len(listed) == 0 {
		f.Claims = append(f.Claims, PreviewClaim{Group: group, Kind: FromServer, Source: "auth server", Scope: scope.Name(), State: ClaimReleased,
			Why: "The scope groups its claims and lists none: the object is there, and empty."})
	}
}

// claimOf is one claim of a scope that is not dynamic.
func (f *finding) claimOf(scope *Entity, dn string) PreviewClaim {
	claim := PreviewClaim{Kind: FromAttribute, Scope: scope.Name(), State: ClaimReleased}
	head, ok := f.directory.Refer(dn)
	if !ok {
		claim.Name, claim.State = dn, ClaimDangling
		claim.Why = "No claim has this DN. Take it out of the scope, or create the claim."
		f.problem(ProblemDanglingClaim, true, "The scope %s lists a claim that does not exist (%s): userinfo answers with status 500 and nothing else, "+
			"to every client that is granted the scope.", scope.Name(), dn)
		return claim
	}
	claim.Name, claim.Source = head.Claim, head.Name
	switch {
	case head.Claim == "":
		claim.Name, claim.State, claim.Why = head.Word(), ClaimUnnamed, "It has no name in tokens, and is left out."
	case head.Name == "":
		claim.State, claim.Why = ClaimUnnamed, "It names no attribute, and is left out."
	case !head.Active && !slices.Contains(f.inactive, head.Claim):
		f.inactive = append(f.inactive, head.Claim)
	}
	return claim
}

// contested marks the claims that come from several sources, of which the client gets one.
func (f *finding) contested() {
	for i := range f.Claims {
		claim := &f.Claims[i]
		if !claim.certain() {
			continue
		}
		for j := range f.Claims {
			other := f.Claims[j]
			if i != j && other.mayCome() && claim.clashes(other) {
				claim.give(other)
				break
			}
		}
	}
}

// certain says whether nothing but a missing value keeps the claim away.
func (c PreviewClaim) certain() bool {
	return c.Name != "" && (c.State == ClaimReleased || c.State == ClaimScriptDecides)
}

// mayCome says whether the claim can be part of an answer.
func (c PreviewClaim) mayCome() bool {
	return slices.Contains([]ClaimState{ClaimReleased, ClaimScriptDecides, ClaimUncertain, ClaimUnknownAttribute}, c.State)
}

// clashes says whether two claims have the same place in the answer and different sources. Groups of two scopes clash as a whole.
func (c PreviewClaim) clashes(other PreviewClaim) bool {
	if c.Kind == other.Kind && c.Source == other.Source && c.Group == other.Group {
		return false
	}
	if c.Group != "" && c.Group == other.Group && c.Scope == other.Scope {
		return c.Name == other.Name
	}
	return c.member() == other.member()
}

// member is the member of the answer that holds the claim.
func (c PreviewClaim) member() string {
	if c.Group != "" {
		return c.Group
	}
	return c.Name
}

// give lets another source have the place, where that comes later, or may.
func (c *PreviewClaim) give(other PreviewClaim) {
	from := fmt.Sprintf("the %s %s (scope %s)", other.Kind, other.Source, other.Scope)
	switch {
	case c.Kind == FromScript && other.Kind != FromScript, c.Kind == FromServer:
		c.Why = join(c.Why, "It takes the place of what comes from "+from+".")
	case c.Kind == FromAttribute && other.Kind == FromServer:
		c.State, c.Why = ClaimIgnored, "The auth server sets it itself."
	case other.Kind == FromScript && c.Kind == FromAttribute:
		c.State, c.Why = ClaimUncertain, join(c.Why, "Where "+from+" sets it too, that takes its place.")
	default:
		c.State, c.Why = ClaimUncertain, join(c.Why, "It comes from "+from+" too, and the last one counts; their order is not fixed.")
	}
}

func join(first, second string) string {
	if first == "" {
		return second
	}
	return first + " " + second
}

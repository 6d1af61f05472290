package ops

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/schema"
)

// People are those whose values a preview can show: the users of the sandbox, or the person who is signed in.
type People interface {
	// Names lists them; nobody is no error.
	Names(ctx context.Context) ([]string, error)
	// Userinfo is what userinfo tells about one of them. UserinfoFailedError says that it would tell nothing.
	Userinfo(ctx context.Context, person string, entries Released) (Userinfo, error)
}

// Released are the documents of entries that userinfo works with.
type Released struct {
	Scopes  []document.Document
	Claims  []document.Document // staged ones, each with its inum
	Scripts []document.Document // likewise
}

func (r *Released) add(staged *Entity) {
	doc := withMember(staged.Document, "/inum", document.Quote(staged.Target.ID))
	switch staged.Target.Resource {
	case change.Claim:
		r.Claims = append(r.Claims, doc)
	case change.Script:
		r.Scripts = append(r.Scripts, doc)
	}
}

// Userinfo is an answer of userinfo.
type Userinfo struct {
	Claims document.Document
	// Exact says that it was made for just the scopes of the question. Else it is the answer to a token with scopes of its own, and what is
	// not in it may be no less released.
	Exact bool
}

// UserinfoFailedError says that userinfo would answer with status 500, and why if that is known.
type UserinfoFailedError struct {
	Reason string
	Exact  bool // the scopes of the question are to blame, see Userinfo
}

func (e *UserinfoFailedError) Error() string {
	if e.Reason == "" {
		return "userinfo answers with status 500"
	}
	return "userinfo answers with status 500: " + e.Reason
}

// People lists whose values PreviewFor can show.
func (o *Ops) People(ctx context.Context) ([]string, error) {
	if o.deps.People == nil {
		return nil, nil
	}
	return o.deps.People.Names(ctx)
}

// PreviewFor is a preview with the values of a person. The preview that is given stays as it is. UnknownNameError says that nobody of the
// name can be shown.
func (o *Ops) PreviewFor(ctx context.Context, p *Preview, person string) (*Preview, error) {
	names, err := o.People(ctx)
	if err != nil {
		return nil, err
	}
	if !slices.Contains(names, person) {
		return nil, &UnknownNameError{Thing: "user", Name: person, Nearest: schema.NearestOf(person, names, 3)}
	}
	answer, err := o.deps.People.Userinfo(ctx, person, p.entries)
	next := p.copied()
	next.Person = person
	var failed *UserinfoFailedError
	switch {
	case errors.As(err, &failed):
		next.fail(failed)
		return next, nil
	case err != nil:
		return nil, err
	}
	next.Exact = answer.Exact
	next.fill(answer)
	return next, nil
}

// fail takes note of an answer that failed.
func (p *Preview) fail(failed *UserinfoFailedError) {
	p.Exact = failed.Exact
	switch {
	case !failed.Exact:
		p.Notes = append(p.Notes, "There are no values: to the token in use, "+failed.Error()+". One of the scopes of that token is broken.")
	case !p.Broken():
		p.problem(ProblemUserinfoFails, true, "Tried for %s, %s.", p.Person, failed.Error())
	}
}

func (p *Preview) copied() *Preview {
	next := *p
	next.Claims, next.Problems, next.Notes = slices.Clone(p.Claims), slices.Clone(p.Problems), slices.Clone(p.Notes)
	return &next
}

// fill gives the claims their values.
func (p *Preview) fill(answer Userinfo) {
	told := map[string]bool{}
	for i := range p.Claims {
		claim := &p.Claims[i]
		told[claim.member()] = true
		if claim.mayCome() || claim.State == ClaimScriptFailing {
			claim.fill(answer, p.Person)
		}
	}
	if !answer.Exact {
		p.Notes = append(p.Notes, "The values are those that userinfo tells about the signed-in person with the token in use. That token has scopes of "+
			"its own, so that a claim without a value here may be one that it does not ask for.")
		return
	}
	for _, name := range answer.Claims.Names() {
		if !told[name] && !slices.Contains(always, name) {
			p.Claims = append(p.Claims, PreviewClaim{Name: name, Kind: FromScript, Source: p.scriptNames(), State: ClaimReleased,
				Why: "A script sets it without its source saying so.", Value: answer.Claims.Get(name)})
		}
	}
}

// fill looks the claim up in an answer. What it was not expected to be is believed once it is seen.
func (c *PreviewClaim) fill(answer Userinfo, person string) {
	c.Value = c.valueIn(answer.Claims)
	switch {
	case c.Value != nil:
		if c.Kind == FromScript {
			c.State = ClaimReleased
		}
	case answer.Exact && c.certain() && c.Kind == FromAttribute:
		c.State, c.Why = ClaimNoValue, fmt.Sprintf("%s has no value of the attribute %s.", person, c.Source)
	case answer.Exact && c.certain():
		c.State, c.Why = ClaimNoValue, "Nothing sets it for "+person+"."
	}
}

func (c *PreviewClaim) valueIn(claims document.Document) json.RawMessage {
	if c.Group == "" {
		return claims.Get(c.Name)
	}
	if c.Name == "" {
		return claims.Get(c.Group)
	}
	group, _ := document.Members(claims.Get(c.Group))
	return group.Get(c.Name)
}

// scriptNames names the scripts that run, for a claim of which nobody knows which one sets it.
func (p *Preview) scriptNames() string {
	names := ""
	for i, script := range p.scripts {
		if i > 0 {
			names += " or "
		}
		names += script.Name()
	}
	return names
}

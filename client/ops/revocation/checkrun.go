package revocation

import (
	"context"
	"slices"

	"github.com/jansadm/jansadm/client"
	"github.com/jansadm/jansadm/client/auth"
)

// check is one run.
type check struct {
	service *Service
	with    With
	caller  auth.Caller
	second  auth.Caller
	own     map[string]bool   // codes of what this console is signed in with, which are not to be touched
	grants  map[string]bool   // that are in use: of this console's sign-in, and of tokens of the check
	issued  map[string]issued // by code: what has to be gone in the end
	report  func(Row)
	rows    []Row

	bystander    issued              // of another grant than all that is revoked
	spare        issued              // that is to outlive what is refused
	answers      []auth.RevokeAnswer // that were refusals
	unauthorized *auth.RevokeAnswer  // the last 401
	success      *auth.RevokeAnswer  // to a token that was revoked
	device       Grant
	noDevice     string // why there is no grant of a person
	stop         string // why nothing is revoked any more
	down         string // why nothing is asked any more
}

// issued is a token that the check has got.
type issued struct {
	token string
	owner auth.Caller
	grant string // empty as long as it is not certain that nothing else goes with it
}

// Check tests the endpoint with tokens that it gets itself, and removes them at the end, also when the context ends. report is told each row when
// its test begins and when its verdict is known; it may be nil. The error is an *ops.RefusedError when nothing may be changed, a *NotReadyError
// when nothing was tested, that of the context, or why the endpoint could not be asked any more; the report has all rows even then.
func (s *Service) Check(ctx context.Context, with With, report func(Row)) (Report, error) {
	began := s.deps.Now()
	if report == nil {
		report = func(Row) {}
	}
	c := &check{service: s, with: with, report: report, own: map[string]bool{}, grants: map[string]bool{}, issued: map[string]issued{}}
	if err := s.deps.Ops.Writable(); err != nil { // nothing that it gets could be removed
		return Report{}, err
	}
	err := c.prepare(ctx)
	if err == nil {
		err = c.run(ctx)
	}
	result := Report{Rows: c.rows}
	result.Left, result.LeftErr = c.cleanUp(context.WithoutCancel(ctx))
	result.Took = s.deps.Now().Sub(began)
	return result, err
}

// run tests one requirement after the other. After an error the rest is not tested.
func (c *check) run(ctx context.Context) error {
	var ended error
	for _, r := range requirements {
		row := r.Row
		var f found
		switch {
		case ended != nil:
			f, _ = notTested("The check ended before.")
		case r.does >= asks && c.down != "":
			f, _ = notTested(c.down)
		case r.does == revokes && c.stop != "":
			f, _ = notTested(c.stop)
		default:
			row.Verdict = Running
			c.report(row)
			var err error
			if f, err = r.test(c, ctx); err != nil {
				ended = err
				f, _ = notTested(sentence(err))
			}
		}
		row.Seen, row.Verdict, row.Why = f.seen, f.verdict, f.why
		c.rows = append(c.rows, row)
		c.report(row)
	}
	return ended
}

// issue gets a token in a grant of its own, which it makes sure of.
func (c *check) issue(ctx context.Context, owner auth.Caller) (issued, error) {
	token, err := c.service.deps.Issue(ctx, owner)
	if err != nil {
		return issued{}, err
	}
	got := issued{token: token, owner: owner}
	code := NewToken(token).Code()
	if c.own[code] {
		return issued{}, errShared
	}
	c.issued[code] = got
	entry, err := c.service.deps.Tokens.Get(ctx, code)
	switch client.KindOf(err) {
	case "":
	case client.KindNotFound:
		return issued{}, &NotReadyError{Reasons: []string{
			"the server keeps no entry of a token that it has just given out, so that nobody could tell what becomes of it"}}
	case client.KindNotPermitted:
		return issued{}, &NotReadyError{Reasons: []string{"it takes the permission to read tokens (" + client.ScopeTokensRead + "), to see what becomes of them"}}
	default:
		return issued{}, err
	}
	if c.grants[entry.GrantID] || entry.GrantID == "" {
		return issued{}, errShared
	}
	got.grant = entry.GrantID
	c.grants[got.grant] = true
	c.issued[code] = got
	return got, nil
}

var errShared = &NotReadyError{Reasons: []string{
	"a token that was got for the check is of the same grant as another one, which would be revoked with it"}}

// alive says whether the server still has a token.
func (c *check) alive(ctx context.Context, token string) (bool, error) {
	code := NewToken(token).Code()
	_, err := c.service.deps.Tokens.Get(ctx, code)
	if client.KindOf(err) == client.KindNotFound {
		delete(c.issued, code)
		return false, nil
	}
	return err == nil, err
}

func (c *check) revoke(ctx context.Context, caller auth.Caller, token, hint string) (auth.RevokeAnswer, error) {
	return c.service.deps.Endpoint.Revoke(ctx, auth.RevokeRequest{Caller: caller, Token: token, Hint: hint})
}

// cleanUp removes what is left of the check's own tokens, first through the Config API, which removes nothing else and asks no script.
func (c *check) cleanUp(ctx context.Context) (left []string, failure error) {
	for code, token := range c.issued {
		_, err := c.service.deps.Remove(ctx, code)
		if err == nil || client.KindOf(err) == client.KindNotFound {
			continue
		}
		left, failure = append(left, code), err
		if token.grant != "" {
			_, _ = c.revoke(ctx, token.owner, token.token, "") // what came of it is looked at below
		}
	}
	left = slices.DeleteFunc(left, func(code string) bool { // also those that went with another one of their grant
		_, err := c.service.deps.Tokens.Get(ctx, code)
		return client.KindOf(err) == client.KindNotFound
	})
	slices.Sort(left)
	if len(left) == 0 {
		return nil, nil
	}
	return left, failure
}

package tokens

import (
	"context"
	"fmt"
	"strings"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
)

// UnknownTypeError says that no token is of a type, and that none can be as far as this program knows.
type UnknownTypeError struct{ Type string }

func (e *UnknownTypeError) Error() string { return fmt.Sprintf("%q is no type of tokens", e.Type) }

// Problem implements ops.Explained.
func (e *UnknownTypeError) Problem() ops.Problem {
	return ops.Problem{Kind: ops.ProblemUsage, Message: e.Error(), Hint: "the types are " + strings.Join(Types(), ", ")}
}

// CheckType returns an UnknownTypeError for a type that neither this program knows nor a token of the server has: newer servers may have
// more types. One request where the type is not known.
func (s *Service) CheckType(ctx context.Context, name string) error {
	if name == "" || name == "authorization_code" {
		return nil
	}
	for short, wire := range wireTypes {
		if name == short || name == wire {
			return nil
		}
	}
	page, err := s.List(ctx, Filter{Type: name}, 0, 1)
	if err == nil && page.Total == 0 {
		err = &UnknownTypeError{Type: name}
	}
	return err
}

// NobodyError says that nobody of this name has tokens, or sessions.
type NobodyError struct {
	Kind change.Resource // Token or Session
	User string
}

func (e *NobodyError) Error() string {
	return fmt.Sprintf("no %s of the user %s was found", e.Kind, e.User)
}

// Problem implements ops.Explained.
func (e *NobodyError) Problem() ops.Problem {
	return ops.Problem{Kind: ops.ProblemNotFound, Message: e.Error(),
		Hint: "a user is named as the person signs in, or by the inum; one who has none any more is found no longer"}
}

// CheckUser returns a NobodyError for somebody who has no tokens or sessions at all: perhaps the name is mistyped. One request.
func (s *Service) CheckUser(ctx context.Context, kind change.Resource, user string) error {
	if user == "" {
		return nil
	}
	total := 0
	if kind == change.Session {
		page, err := s.ListSessions(ctx, SessionFilter{User: user}, 0, 1)
		if err != nil {
			return err
		}
		total = page.Total
	} else {
		page, err := s.List(ctx, Filter{User: user}, 0, 1)
		if err != nil {
			return err
		}
		total = page.Total
	}
	if total == 0 {
		return &NobodyError{Kind: kind, User: user}
	}
	return nil
}

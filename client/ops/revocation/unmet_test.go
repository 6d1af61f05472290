package revocation_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/revocation"
	"github.com/jansadm/jansadm/client/sandbox"
)

// A server that does not answer is not a check that is refused.
func TestCheckOfADeadServer(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	w.deps.Endpoint = deaf{w.api.Endpoints}
	w.reopen()
	_, err := w.Check(t.Context(), revocation.With{}, nil)
	if problem := ops.Explain(err); err == nil || problem.Kind != ops.ProblemUnreachable {
		t.Errorf("%v is of the kind %s", err, problem.Kind)
	}
}

// What was given to the check and could not be used is told apart from what nobody asked for.
func TestUnmet(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	refuse := errors.New("the client does not have the grant")
	w.deps.DeviceGrant = func(context.Context, func(revocation.Code)) (revocation.Grant, error) {
		return revocation.Grant{}, refuse
	}
	w.reopen()
	wrong := w.everything()
	wrong.Public, wrong.Second.ID = "nope", "nope"
	for name, c := range map[string]struct {
		with revocation.With
		want []string
	}{
		"nothing":    {},
		"all":        {wrong, []string{"public-client", "foreign-token", "refresh-hint", "refresh-takes-access"}},
		"the public": {revocation.With{Public: "nope"}, []string{"public-client"}},
	} {
		var got []string
		for _, row := range c.with.Unmet(w.check(c.with)) {
			if got = append(got, row.ID); strings.HasSuffix(row.Why, "..") {
				t.Errorf("%s ends with two full stops: %s", row.ID, row.Why)
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %v and not %v", name, got, c.want)
		}
	}
}

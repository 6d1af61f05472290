package verbs

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/schema"
	"github.com/jansadm/jansadm/client/transport"
	"github.com/jansadm/jansadm/cmd/internal/connect"
)

func TestExitCodes(t *testing.T) {
	unknown := &ops.UnknownNameError{Thing: "property", Name: "x"}
	invalid := &ops.InvalidValueError{Name: "x"}
	for name, tc := range map[string]struct {
		err  error
		want int
	}{
		"nothing wrong":         {nil, 0},
		"anything":              {errors.New("disk full"), 1},
		"usage":                 {&usageError{message: "m"}, 2},
		"setting":               {fmt.Errorf("opening: %w", &connect.SettingsError{Message: "p"}), 2},
		"value":                 {invalid, 2},
		"name":                  {unknown, 3},
		"several names":         {argumentErrors{unknown, unknown}, 3},
		"a name and a value":    {argumentErrors{unknown, invalid}, 2},
		"a value and a name":    {argumentErrors{invalid, unknown}, 2},
		"no credentials":        {&connect.CredentialsError{Message: "p"}, 4},
		"wrong credentials":     {&transport.Error{Kind: transport.KindUnauthenticated}, 4},
		"missing scope":         {&transport.Error{Kind: transport.KindNotPermitted}, 4},
		"conflict":              {&ops.ConflictError{}, 5},
		"unreachable":           {&transport.Error{Kind: transport.KindUnreachable}, 6},
		"TLS":                   {&transport.Error{Kind: transport.KindTLS}, 6},
		"time-out":              {context.DeadlineExceeded, 6},
		"declined":              {errDeclined, 7},
		"read-only":             {&transport.Error{Kind: transport.KindReadOnly}, 7},
		"unknown result":        {&ops.UnknownResultError{Write: errors.New("w"), Read: &transport.Error{Kind: transport.KindUnreachable}}, 8},
		"unverified":            {&unverifiedError{message: "m"}, 8},
		"unverified, unprinted": {errors.Join(&unverifiedError{message: "m"}, errors.New("stdout")), 8},
		"interrupted":           {context.Canceled, 130},
		"interrupted request":   {&transport.Error{Kind: transport.KindCanceled}, 130},
	} {
		t.Run(name, func(t *testing.T) {
			if got := exitCode(tc.err); got != tc.want {
				t.Errorf("exit code %d, want %d", got, tc.want)
			}
		})
	}
}

// Every kind of problem that ops knows has an exit code.
func TestEveryKindHasAnExitCode(t *testing.T) {
	for _, kind := range []ops.ProblemKind{
		ops.ProblemUsage, ops.ProblemNotFound, ops.ProblemUnauthenticated, ops.ProblemNotPermitted, ops.ProblemConflict, ops.ProblemUnreachable,
		ops.ProblemRefused, ops.ProblemUnknownResult, ops.ProblemCanceled, ops.ProblemServer, ops.ProblemLocal,
	} {
		if _, ok := exitCodes[kind]; !ok {
			t.Errorf("%s has none", kind)
		}
	}
}

func TestErrorShapeHidesSecrets(t *testing.T) {
	shape := errorShape(&ops.ConflictError{Conflicts: []ops.Conflict{{Secret: true, Base: []byte(`"old"`), Mine: []byte(`"mine"`)}}})
	if len(shape.Conflicts) != 1 {
		t.Fatalf("%+v", shape)
	}
	c := shape.Conflicts[0]
	if mask := `"` + schema.SecretMask + `"`; string(c.Base) != mask || string(c.Mine) != mask || c.Theirs != nil {
		t.Errorf("%s, %s, %s", c.Base, c.Mine, c.Theirs)
	}
}

package connect

import (
	"context"
	"errors"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/transport"
)

// wayBack is for whoever has made settings of the sandbox that shut him out.
const wayBack = `If settings of the sandbox have locked you out, "jansadm sandbox reset" starts afresh.`

// resettable is the configuration of the sandbox. Where the sandbox refuses to let it be read, the error tells the way back that a
// real server does not have.
type resettable struct{ ops.ConfigurationAPI }

// Get implements ops.ConfigurationAPI.
func (r resettable) Get(ctx context.Context) (document.Document, error) {
	found, err := r.ConfigurationAPI.Get(ctx)
	return found, withWayBack(err)
}

// KnownFlags implements ops.ConfigurationAPI.
func (r resettable) KnownFlags(ctx context.Context) ([]string, error) {
	flags, err := r.ConfigurationAPI.KnownFlags(ctx)
	return flags, withWayBack(err)
}

// withWayBack adds to the hint of a failure that an answer of the server told.
func withWayBack(err error) error {
	var failure *transport.Error
	if !errors.As(err, &failure) || failure.Status == 0 {
		return err
	}
	told := *failure
	if told.Hint != "" {
		told.Hint += " "
	}
	told.Hint += wayBack
	return &told
}

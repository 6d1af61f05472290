package main

import (
	"context"
	"os"
	"time"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/cmd/internal/verbs"
	"github.com/jansadm/jansadm/theme"
	"github.com/jansadm/jansadm/tui"
	"github.com/jansadm/jansadm/tui/core"
)

// console opens the console on a connection, or on the choice of one.
func console(ctx context.Context, c verbs.Console) error {
	session := &core.Session{
		Gate:  c.Gate,
		Draft: ops.NewDraft(),
		Theme: theme.New(theme.Detect(c.Env, true)),
		Now:   time.Now,
	}
	return tui.Run(ctx, session, c.Opened, c.Failure, tui.Terminal{In: os.Stdin, Out: os.Stdout, Env: c.Env, HoldInterrupts: c.HoldInterrupts})
}

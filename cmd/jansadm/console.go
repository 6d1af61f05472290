package main

import (
	"context"
	"os"
	"strings"
	"time"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/access"
	"github.com/jansadm/jansadm/cmd/internal/verbs"
	"github.com/jansadm/jansadm/theme"
	"github.com/jansadm/jansadm/tui"
	"github.com/jansadm/jansadm/tui/core"
)

// console opens the console on a connection.
func console(ctx context.Context, c verbs.Console) error {
	session := &core.Session{
		Draft: ops.NewDraft(),
		Theme: theme.New(theme.Detect(c.Env, true)),
		Now:   time.Now,
	}
	opened := &access.Opened{
		Ops: c.Ops, Profile: access.Profile{Name: c.Label, Insecure: c.Insecure}, Server: strings.TrimPrefix(c.Ops.Server(), "https://"), User: c.Ops.User(),
	}
	return tui.Run(ctx, session, opened, tui.Terminal{In: os.Stdin, Out: os.Stdout, Env: c.Env, HoldInterrupts: c.HoldInterrupts})
}

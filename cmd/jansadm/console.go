package main

import (
	"context"
	"os"
	"strings"
	"time"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/cmd/internal/verbs"
	"github.com/jansadm/jansadm/theme"
	"github.com/jansadm/jansadm/tui"
	"github.com/jansadm/jansadm/tui/core"
)

// console opens the console on a connection.
func console(ctx context.Context, c verbs.Console) error {
	session := &core.Session{
		Ops:   c.Ops,
		Draft: ops.NewDraft(),
		Theme: theme.New(theme.Detect(c.Env, true)),
		Now:   time.Now,
		Label: core.Label{Profile: c.Label, Server: strings.TrimPrefix(c.Ops.Server(), "https://"), User: c.Ops.User(), Insecure: c.Insecure},
	}
	return tui.Run(ctx, session, tui.Terminal{In: os.Stdin, Out: os.Stdout, Env: c.Env, HoldInterrupts: c.HoldInterrupts})
}

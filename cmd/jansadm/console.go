package main

import (
	"cmp"
	"context"
	"os"
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
	opened := c.Opened
	if opened == nil { // nothing is set up: the embedded server is where one can begin
		var err error
		if opened, err = c.Gate.Open(ctx, access.SandboxName); err != nil {
			return err
		}
	}
	session := &core.Session{
		Ops:   opened.Ops,
		Draft: ops.NewDraft(),
		Theme: theme.New(theme.Detect(c.Env, true)),
		Now:   time.Now,
		Label: core.Label{
			Profile: cmp.Or(opened.Profile.Name, opened.Server), Color: opened.Profile.Color, Server: opened.Server, User: opened.User, Insecure: opened.Profile.Insecure,
		},
	}
	return tui.Run(ctx, session, tui.Terminal{In: os.Stdin, Out: os.Stdout, Env: c.Env, HoldInterrupts: c.HoldInterrupts})
}

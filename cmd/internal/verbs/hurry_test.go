package verbs

import (
	"context"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/jansadm/jansadm/client/auth"
	"github.com/jansadm/jansadm/client/transport"
)

// hurry makes the server that was started last answer polls of a sign-in each second, and returns when it does so: changed settings are
// noticed a moment later.
func hurry(ts *testscript.TestScript, _ bool, _ []string) {
	ctx := context.Background()
	ts.Check(ts.Exec("jansadm", "property", "set", "deviceAuthzTokenPollInterval=1", "backchannelAuthenticationResponseInterval=1", "--yes"))
	t, err := transport.New(transport.Options{CACert: ts.Getenv("CA")})
	ts.Check(err)
	defer t.Close()
	server, err := auth.Discover(ctx, t, ts.Getenv("SERVER"))
	ts.Check(err)
	signIn := auth.NewSignIn(auth.SignInOptions{
		Transport: t, Server: server, ClientID: ts.Getenv("TUI_ID"), ClientSecret: ts.Getenv("TUI_SECRET")})
	for range 500 {
		code, err := signIn.Start(ctx)
		ts.Check(err)
		if code.Interval == time.Second {
			return
		}
		ts.Check(transport.Sleep(ctx, 10*time.Millisecond))
	}
	ts.Fatalf("the server does not notice the change")
}

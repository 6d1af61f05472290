package verbs

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/jansadm/jansadm/client/transport"
)

// hurry makes the server that was started last answer polls of a sign-in each second, and returns when it does so: changed settings are
// noticed a moment later.
func hurry(ts *testscript.TestScript, _ bool, _ []string) {
	ts.Check(ts.Exec("jansadm", "property", "set", "deviceAuthzTokenPollInterval=1", "backchannelAuthenticationResponseInterval=1", "--yes"))
	t, err := transport.New(transport.Options{CACert: ts.Getenv("CA")})
	ts.Check(err)
	defer t.Close()
	for range 500 {
		response, err := t.Exchange(context.Background(), transport.Form{
			URL: ts.Getenv("SERVER") + "/jans-auth/restv1/device_authorization", Fields: url.Values{"client_id": {ts.Getenv("TUI_ID")}},
			Auth: transport.Basic(ts.Getenv("TUI_ID"), ts.Getenv("TUI_SECRET")),
		})
		ts.Check(err)
		var answer struct{ Interval int }
		ts.Check(json.Unmarshal(response.Body, &answer))
		if response.Status == http.StatusOK && answer.Interval == 1 {
			return
		}
		ts.Check(transport.Sleep(context.Background(), 10*time.Millisecond))
	}
	ts.Fatalf("the server does not notice the change")
}

package client

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"github.com/jansadm/jansadm/client/auth"
	"github.com/jansadm/jansadm/client/document"
)

// Where nothing is found the Config API says so in its own form. Anybody else who answers 404 is not the Config API, and an entry is not
// taken for deleted because of that.
func TestNoConfigAPI(t *testing.T) {
	const page = "<html><head><title>404 Not Found</title></head><body>nginx</body></html>"
	const own = `{"code":"404","message":"The requested scope doesn't exist"}`
	doc := document.Document{"inum": []byte(`"a"`), "dn": []byte(`"inum=a,ou=scopes,o=jans"`)}
	calls := map[string]func(context.Context, *Client) error{
		"properties": func(ctx context.Context, c *Client) error { _, err := c.Properties.Get(ctx); return err },
		"patch":      func(ctx context.Context, c *Client) error { _, _, err := c.Properties.Patch(ctx, nil); return err },
		"list":       func(ctx context.Context, c *Client) error { _, err := c.Scopes.List(ctx, Query{}); return err },
		"by type": func(ctx context.Context, c *Client) error {
			_, err := c.Scripts.List(ctx, Query{Type: "x"})
			return err
		},
		"get":     func(ctx context.Context, c *Client) error { _, err := c.Scopes.Get(ctx, "a"); return err },
		"delete":  func(ctx context.Context, c *Client) error { _, err := c.Clients.Delete(ctx, "a"); return err },
		"create":  func(ctx context.Context, c *Client) error { _, _, err := c.Claims.Create(ctx, doc); return err },
		"replace": func(ctx context.Context, c *Client) error { _, _, err := c.Scopes.Replace(ctx, doc); return err },
		"health":  func(ctx context.Context, c *Client) error { _, err := c.Health.Check(ctx); return err },
		"script":  func(ctx context.Context, c *Client) error { _, err := c.Scripts.Get(ctx, "a"); return err },
		"flags":   func(ctx context.Context, c *Client) error { _, err := c.Properties.KnownFlags(ctx); return err },
		"version": func(ctx context.Context, c *Client) error { _, err := c.Health.Version(ctx); return err },
	}
	// The Config API itself gives an empty 404 for a script that is not there, and for what only newer versions offer.
	blank := map[string]bool{"script": true, "flags": true, "version": true}
	for name, call := range calls {
		for body, want := range map[string]Kind{"": KindProtocol, page: KindProtocol, "not found": KindProtocol, own: KindNotFound} {
			if body == "" && blank[name] {
				want = KindNotFound
			}
			s := &server{answer: text(http.StatusNotFound, body)}
			err := call(t.Context(), connect(t, s, auth.Static("tok"), false))
			if KindOf(err) != want {
				t.Errorf("%s, %q: %v", name, body, err)
			}
			if says := strings.Contains(err.Error(), "no Config API at "+base+ConfigPath); says != (want == KindProtocol) {
				t.Errorf("%s, %q: %v", name, body, err)
			}
		}
	}
}

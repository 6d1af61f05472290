package clienttest

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/jansadm/jansadm/client"
	"github.com/jansadm/jansadm/client/sandbox"
	"github.com/jansadm/jansadm/client/transport"
)

// What a sick server or network does becomes an error that says so, and nothing that may pass is given up at once.
func TestFaults(t *testing.T) {
	const fine = client.Kind("")
	cases := []struct {
		fault       string
		read, write client.Kind
		unknown     bool // whether the write was made
	}{
		{"401", client.KindUnauthenticated, client.KindUnauthenticated, false},
		{"403", client.KindNotPermitted, client.KindNotPermitted, false},
		{"404", client.KindNotFound, client.KindNotFound, false},
		{"409", client.KindConflict, client.KindConflict, false},
		{"429:60", client.KindRateLimited, client.KindRateLimited, false},
		{"500", client.KindServer, client.KindServer, true},
		{"500html", client.KindServer, client.KindServer, true},
		{"nonsense", client.KindProtocol, client.KindProtocol, true},
		{"expired", client.KindUnauthenticated, client.KindUnauthenticated, false},
		{"expired:1", fine, fine, false},
		{"cut", client.KindUnreachable, client.KindUnreachable, true},
		{"cut:1", fine, client.KindUnreachable, true},
		{"reset", client.KindUnreachable, client.KindUnreachable, true},
		{"reset:1", fine, client.KindUnreachable, true},
		{"slow:1ms", fine, fine, false},
	}
	server := startSandbox(t)
	info := server.Info()
	for name, options := range map[string]transport.Options{"over TLS": {CACert: info.CAFile}, "without a socket": {Transport: server.Transport()}} {
		options.Sleep = func(ctx context.Context, _ time.Duration) error { return ctx.Err() }
		server.SetFaults(nil)
		s := open(t, Target{BaseURL: info.URL, Transport: options, ClientID: info.ClientID, ClientSecret: info.ClientSecret})
		for _, c := range cases {
			t.Run(name+"/"+c.fault, func(t *testing.T) {
				inject(t, server, "GET", c.fault)
				doc, err := s.client.Properties.Get(t.Context())
				expect(t, err, c.read, false)
				if c.read == fine && len(doc) == 0 {
					t.Error("no document")
				}
				inject(t, server, "PATCH", c.fault)
				_, id, err := s.client.Properties.Patch(t.Context(), nil)
				expect(t, err, c.write, c.unknown)
				if id == "" {
					t.Error("no request id")
				}
			})
		}
	}
}

func TestHangingServer(t *testing.T) {
	server := startSandbox(t)
	info := server.Info()
	s := open(t, Target{BaseURL: info.URL, Transport: transport.Options{Transport: server.Transport()}, ClientID: info.ClientID, ClientSecret: info.ClientSecret})
	if _, err := s.tokens.Token(t.Context()); err != nil {
		t.Fatal(err)
	}
	inject(t, server, "*", "hang")
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	_, _, err := s.client.Properties.Patch(ctx, nil)
	expect(t, err, client.KindTimeout, true)
}

func inject(t *testing.T, server *sandbox.Server, method, fault string) {
	t.Helper()
	parsed, err := sandbox.ParseFault(method + " /jans-auth-server/config=" + fault)
	if err != nil {
		t.Fatal(err)
	}
	server.SetFaults([]sandbox.Fault{parsed})
}

func expect(t *testing.T, err error, kind client.Kind, unknown bool) {
	t.Helper()
	if kind == "" {
		if err != nil {
			t.Errorf("got %v", err)
		}
		return
	}
	var e *client.Error
	if !errors.As(err, &e) {
		t.Errorf("got %v, want %s", err, kind)
		return
	}
	if e.Kind != kind || e.Unknown != unknown || e.Hint == "" || e.RequestID == "" {
		t.Errorf("got %s unknown %v in %v, want %s unknown %v", e.Kind, e.Unknown, e, kind, unknown)
	}
	if strings.Contains(e.Error(), "<") {
		t.Errorf("markup is shown: %v", e)
	}
}

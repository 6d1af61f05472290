package client_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"
	"time"

	"github.com/jansadm/jansadm/client"
	"github.com/jansadm/jansadm/client/auth"
	"github.com/jansadm/jansadm/client/transport"
)

// Whatever an endpoint answers is an answer. The token goes along only where the probe is made in the client's own name.
func TestProbe(t *testing.T) {
	var asked []string
	server := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_ = r.ParseForm() // an empty form shows in the comparison
		asked = append(asked, r.Method+" "+r.URL.Path+" "+r.Form.Encode()+" "+r.Header.Get("Authorization"))
		w.Header().Set("Content-Type", "application/json")
		switch r.URL.Path {
		case "/jans-auth/off":
			w.WriteHeader(http.StatusForbidden)
			_, _ = w.Write([]byte(`{"error":"access_denied"}`)) // the caller sees when that fails
		case "/jans-auth/nowhere":
			w.WriteHeader(http.StatusNotFound)
		}
	}))
	t.Cleanup(server.Close)
	tr, err := transport.New(transport.Options{
		Transport: server.Client().Transport, ReadOnly: true, Sleep: func(ctx context.Context, _ time.Duration) error { return ctx.Err() }})
	if err != nil {
		t.Fatal(err)
	}
	api, err := client.New(client.Config{BaseURL: server.URL, Tokens: auth.Static("own-token"), Transport: tr})
	if err != nil {
		t.Fatal(err)
	}
	fields := url.Values{"token": {"none"}}
	for _, tc := range []struct {
		probe client.Probe
		want  client.Answer
		asked string
	}{
		{client.Probe{Method: http.MethodGet, Path: "/on"}, client.Answer{Status: 200}, "GET /jans-auth/on  "},
		{client.Probe{Method: http.MethodGet, Path: "/off", Fields: fields}, client.Answer{Status: 403, Code: "access_denied"}, "GET /jans-auth/off token=none "},
		{client.Probe{Method: http.MethodPost, Path: "/off", Fields: fields, Own: true}, client.Answer{Status: 403, Code: "access_denied"},
			"POST /jans-auth/off token=none Bearer own-token"},
		{client.Probe{Method: http.MethodGet, Path: "/nowhere"}, client.Answer{Status: 404}, "GET /jans-auth/nowhere  "},
	} {
		asked = nil
		got, err := api.Endpoints.Probe(t.Context(), tc.probe)
		if err != nil || got != tc.want || len(asked) != 1 || asked[0] != tc.asked {
			t.Errorf("%+v: %+v, %v, asked %q", tc.probe, got, err, asked)
		}
	}
	server.Close()
	if _, err := api.Endpoints.Probe(t.Context(), client.Probe{Method: http.MethodGet, Path: "/on"}); transport.KindOf(err) != transport.KindUnreachable {
		t.Errorf("nobody answers: %v", err)
	}
}

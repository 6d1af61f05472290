package auth

import (
	"io"
	"net/http"
	"reflect"
	"testing"
	"time"

	"github.com/jansadm/jansadm/client/transport"
)

func TestIntrospect(t *testing.T) {
	cases := map[string]struct {
		answer string
		want   Introspection
	}{
		"of a person": {`{"active":true,"scope":"openid profile","client_id":"2000.a","username":"admin","sub":"6f1b","iss":"https://op","exp":1783950000}`,
			Introspection{true, []string{"openid", "profile"}, "2000.a", "admin", "6f1b", "https://op", time.Unix(1783950000, 0)}},
		"scopes as a list": {`{"active":true,"scope":["a","b"]}`, Introspection{Active: true, Scope: []string{"a", "b"}}},
		"inactive":         {`{"active":false}`, Introspection{}},
		"odd members":      {`{"active":true,"exp":"soon","username":7,"scope":null}`, Introspection{Active: true}},
	}
	for name, c := range cases {
		tr := connect(t, func(w http.ResponseWriter, r *http.Request) {
			body, _ := io.ReadAll(r.Body)
			if r.Method != http.MethodPost || string(body) != "token=tok%2B1" || r.Header.Get("Authorization") != "Bearer mine" || r.URL.RawQuery != "" {
				t.Errorf("sent %s %s %s", r.Method, r.URL, body)
			}
			_, _ = w.Write([]byte(c.answer))
		})
		got, err := Introspect(t.Context(), tr, host+"/i", "mine", "tok+1")
		if len(got.Scope) == 0 {
			got.Scope = nil
		}
		if err != nil || !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: got %+v, %v", name, got, err)
		}
	}
}

func TestIntrospectFailures(t *testing.T) {
	for answer, want := range map[string]struct {
		status int
		kind   transport.Kind
	}{
		`{"error":"access_denied"}`: {401, transport.KindUnauthenticated},
		`<html>`:                    {200, transport.KindProtocol},
		`{}`:                        {200, transport.KindProtocol},
		`{"active":"yes"}`:          {200, transport.KindProtocol},
	} {
		tr := connect(t, func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(want.status)
			_, _ = w.Write([]byte(answer))
		})
		if got, err := Introspect(t.Context(), tr, host, "mine", "tok"); transport.KindOf(err) != want.kind {
			t.Errorf("%s: got %+v, %v", answer, got, err)
		}
	}
}

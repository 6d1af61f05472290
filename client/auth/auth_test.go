package auth

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/jansadm/jansadm/client/transport"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const host = "https://jans.example"

// network answers from a handler without a socket.
type network struct{ http.Handler }

func (n network) RoundTrip(r *http.Request) (*http.Response, error) {
	if err := r.Context().Err(); err != nil {
		return nil, err
	}
	w := httptest.NewRecorder()
	n.ServeHTTP(w, r)
	if err := r.Context().Err(); err != nil {
		return nil, err
	}
	return w.Result(), nil
}

func connect(t *testing.T, handler http.HandlerFunc) *transport.Transport {
	t.Helper()
	tr, err := transport.New(transport.Options{Transport: network{handler}, Retry: transport.Retry{Attempts: 1}})
	if err != nil {
		t.Fatal(err)
	}
	return tr
}

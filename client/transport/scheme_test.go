package transport

import (
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

const badRequest = "HTTP/1.1 400 Bad Request\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n"

// answering accepts connections and gives to each the same bytes, whatever it says.
func answering(t *testing.T, answer string) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			_, _ = conn.Read(make([]byte, 4096))
			_, _ = conn.Write([]byte(answer))
			_ = conn.Close()
		}
	}()
	t.Cleanup(func() { _ = listener.Close(); <-done })
	return listener.Addr().String()
}

// Servers tell in several ways that they want TLS; the way out is the same.
func TestHTTPToATLSPort(t *testing.T) {
	for name, address := range map[string]string{
		"Go":     answering(t, "HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n"),
		"Apache": answering(t, badRequest+"<html><title>400 Bad Request</title>Reason: You're speaking plain HTTP to an SSL-enabled server port.</html>"),
		"nginx":  answering(t, badRequest+"<html><title>400 The plain HTTP request was sent to HTTPS port</title></html>"),
		"alert":  answering(t, "\x15\x03\x01\x00\x02\x02\x16"),
	} {
		for _, method := range []string{http.MethodGet, http.MethodDelete} {
			r := Request{Op: "try it", Method: method, URL: "http://" + address + "/x"}
			_, err := open(t, Options{Retry: Retry{Attempts: 1}}).Do(t.Context(), r)
			e := failure(t, err)
			told := strings.Contains(e.Detail, "speaks TLS") && strings.Contains(e.Hint, "https://") && !strings.Contains(err.Error(), "HTML")
			if e.Kind != KindTLS || e.Unknown || !told {
				t.Errorf("%s: %v, hint %q, unknown %v", name, err, e.Hint, e.Unknown)
			}
		}
	}
}

func TestHTTPSToAPlainPort(t *testing.T) {
	plain := httptest.NewServer(http.NotFoundHandler())
	defer plain.Close()
	for name, address := range map[string]string{"HTTP": plain.Listener.Addr().String(), "SSH": answering(t, "SSH-2.0-OpenSSH_9.6\r\n")} {
		_, err := open(t, Options{Retry: Retry{Attempts: 1}}).Do(t.Context(), edit("https://"+address))
		if e := failure(t, err); e.Kind != KindTLS || e.Unknown || !strings.Contains(e.Detail, "does not speak TLS") || !strings.Contains(e.Hint, "port") {
			t.Errorf("%s: %v, hint %q, unknown %v", name, err, e.Hint, e.Unknown)
		}
	}
}

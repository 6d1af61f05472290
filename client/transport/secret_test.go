package transport

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// Whatever happens, secrets stay out of the log and of errors, even when the server echoes them.
func TestSecretsStayHidden(t *testing.T) {
	secrets := []string{"token-hush", "client-hush", "body-hush", "query-hush", "field-hush", "answer-hush", "code-hush"}
	encoded, _ := Basic("id", "client-hush").reveal()
	var log bytes.Buffer
	handlers := map[string]http.HandlerFunc{
		"/ok": func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("answer-hush")) },
		"/echo": func(w http.ResponseWriter, r *http.Request) {
			w.WriteHeader(400)
			_ = r.ParseForm()
			_, _ = fmt.Fprintf(w, "you sent %s and %s", r.Header.Get("Authorization"), r.PostForm.Get("token"))
		},
		"/page": func(w http.ResponseWriter, r *http.Request) {
			w.WriteHeader(502)
			_, _ = fmt.Fprintf(w, "<title>%s</title>", r.Header.Get("Authorization"))
		},
		"/drop": func(w http.ResponseWriter, _ *http.Request) { drop(w) },
		"/away": func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "https://h/?x=query-hush", http.StatusFound)
		},
	}
	tr, address := serve(t, func(w http.ResponseWriter, r *http.Request) { handlers[r.URL.Path](w, r) }, func(o *Options) {
		o.Log = slog.New(slog.NewJSONHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	})
	var shown strings.Builder
	show := func(values ...any) {
		for _, value := range values {
			_, _ = fmt.Fprintf(&shown, "%v %+v %#v %s\n", value, value, value, value)
			if text, err := json.Marshal(value); err == nil {
				shown.Write(text)
			}
		}
	}
	lines := 0
	for path := range handlers {
		for _, auth := range []Credential{Bearer("token-hush"), Basic("id", "client-hush")} {
			for _, method := range []string{http.MethodGet, http.MethodPatch} {
				r := request(method, address+path)
				r.Body, r.Query, r.Auth = []byte(`"body-hush"`), url.Values{"q": {"query-hush"}, "pattern": {"a b"}}, auth
				_, err := tr.Do(t.Context(), r)
				var e *Error
				if errors.As(err, &e) {
					show(err, *e, e.Err)
				}
				show(auth, struct{ inner Credential }{auth})
				lines++
			}
			_, err := tr.Exchange(t.Context(), Form{Op: "get a token", URL: address + path, Auth: auth, Fields: url.Values{"token": {"field-hush"}, "device_code": {"code-hush"}}})
			show(err)
			lines++
		}
	}
	if got := strings.Count(log.String(), `"msg":"request"`); got < lines {
		t.Errorf("%d lines for %d calls", got, lines)
	}
	show(tr.Requests())
	for _, secret := range append(secrets, strings.TrimPrefix(encoded, "Basic ")) {
		if strings.Contains(log.String(), secret) {
			t.Errorf("%s is in the log", secret)
		}
		if strings.Contains(shown.String(), secret) {
			t.Errorf("%s is shown", secret)
		}
	}
	if !strings.Contains(shown.String(), "you sent Bearer "+hidden) {
		t.Errorf("the rest of the server's text is gone: %s", shown.String())
	}
}

func TestLogLine(t *testing.T) {
	var log bytes.Buffer
	tr, address := serve(t, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(404) }, func(o *Options) {
		o.Log = slog.New(slog.NewJSONHandler(&log, nil))
		o.NewID = func() string { return "id-1" }
	})
	_, err := tr.Do(t.Context(), get(address+"/a/b?c=d"))
	failure(t, err)
	var line map[string]any
	if err := json.Unmarshal(log.Bytes(), &line); err != nil {
		t.Fatalf("%v in %s", err, log.String())
	}
	for name, want := range map[string]any{"method": "GET", "path": "/a/b", "status": 404.0, "request_id": "id-1", "kind": "not_found", "try": 1.0, "level": "WARN"} {
		if line[name] != want {
			t.Errorf("%s is %v, want %v", name, line[name], want)
		}
	}
	if _, ok := line["duration"]; !ok {
		t.Error("the duration is missing")
	}
}

func TestRestyLogsToUs(t *testing.T) {
	var log bytes.Buffer
	l := restyLogger{slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))}
	l.Errorf("e %s", "hush")
	l.Warnf("w %s", "hush")
	l.Debugf("d %s", "hush")
	if text := log.String(); strings.Count(text, "resty: ") != 3 || strings.Contains(text, "hush") {
		t.Errorf("got %s", text)
	}
}

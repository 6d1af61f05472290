package transport

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestSkew(t *testing.T) {
	now := time.Date(2026, 1, 2, 3, 4, 5, 500e6, time.UTC)
	for date, c := range map[string]struct {
		ahead time.Duration
		known bool
		age   string
	}{
		"":                              {},
		"yesterday":                     {},
		"Fri, 02 Jan 2026 03:04:05 GMT": {0, true, ""},
		"Fri, 02 Jan 2026 03:04:04 GMT": {-500 * time.Millisecond, true, ""},
		"Fri, 02 Jan 2026 03:14:05 GMT": {9*time.Minute + 59500*time.Millisecond, true, ""},
		"Fri, 02 Jan 2026 02:04:04 GMT": {-time.Hour - 500*time.Millisecond, true, ""},
		"Fri, 02 Jan 2026 01:04:04 GMT": {0, false, "7200"},
	} {
		tr := open(t, Options{Now: func() time.Time { return now }, Transport: roundTrip(func(*http.Request) (*http.Response, error) {
			w := httptest.NewRecorder()
			w.Header().Set("Date", date)
			if c.age != "" {
				w.Header().Set("Age", c.age)
			}
			_, _ = w.Write([]byte("{}"))
			return w.Result(), nil
		})})
		if _, known := tr.Skew(); known {
			t.Error("known before anything was sent")
		}
		if _, err := tr.Do(t.Context(), get("https://jans.example")); err != nil {
			t.Fatal(err)
		}
		if ahead, known := tr.Skew(); ahead != c.ahead || known != c.known {
			t.Errorf("%q: %v, %v", date, ahead, known)
		}
	}
}

func TestRecentRequests(t *testing.T) {
	now := time.Unix(1000, 0)
	tr := open(t, Options{NewID: func() string { return "id" }, Retry: Retry{Attempts: 1},
		Now: func() time.Time { now = now.Add(time.Second); return now },
		Transport: roundTrip(func(r *http.Request) (*http.Response, error) {
			w := httptest.NewRecorder()
			if r.URL.Path == "/missing/"+hidden || strings.HasPrefix(r.URL.Path, "/missing") {
				w.WriteHeader(http.StatusNotFound)
			}
			return w.Result(), nil
		})})
	if len(tr.Requests()) != 0 {
		t.Error("there are requests already")
	}
	r := get("https://jans.example/missing/token-hush?x=query-hush")
	r.Auth = Bearer("token-hush")
	_, err := tr.Do(t.Context(), r)
	failure(t, err)
	got := tr.Requests()[0] // the clock is asked once in between
	if got.Method != "GET" || got.Path != "/missing/"+hidden || got.Status != 404 || got.Kind != KindNotFound || got.Duration != 2*time.Second ||
		got.RequestID != "id" || got.Op != "read it" || got.Try != 1 || got.Host != "jans.example" {
		t.Errorf("got %+v", got)
	}
	if strings.Contains(fmt.Sprintf("%+v", got), "hush") {
		t.Errorf("a secret is in %+v", got)
	}
	for n := range keptRecords + 3 {
		if _, err := tr.Do(t.Context(), get(fmt.Sprintf("https://jans.example/%d", n))); err != nil {
			t.Fatal(err)
		}
	}
	all := tr.Requests()
	if len(all) != keptRecords || all[0].Path != "/3" || all[keptRecords-1].Path != fmt.Sprintf("/%d", keptRecords+2) {
		t.Errorf("%d records, from %s to %s", len(all), all[0].Path, all[len(all)-1].Path)
	}
}

// What is remembered can be done again by hand, once whoever does it has filled in what is secret.
func TestRememberedRequestsAsCurl(t *testing.T) {
	const server, user = "https://jans.example", ` --user "$JANSADM_CLIENT_ID:$JANSADM_CLIENT_SECRET"`
	tr := open(t, Options{Transport: roundTrip(func(*http.Request) (*http.Response, error) { return httptest.NewRecorder().Result(), nil })})
	for _, c := range []struct {
		send func() error
		curl string
		url  string
	}{
		{func() error {
			_, err := tr.Do(t.Context(), Request{Method: "GET", URL: server + "/scopes?limit=2&pattern=a%27b&pattern=hush&code=other", Auth: Bearer("hush"), Accept: "application/jwt"})
			return err
		}, `curl 'https://jans.example/scopes?code=[hidden]&limit=2&pattern=a%27b&pattern=[hidden]' --header "Authorization: Bearer $JANSADM_ACCESS_TOKEN" --header 'Accept: application/jwt'`,
			server + "/scopes?code=[hidden]&limit=2&pattern=a%27b&pattern=[hidden]"},
		{func() error {
			_, err := tr.Exchange(t.Context(), Form{URL: server + "/token", Auth: Basic("id", "hush"), Fields: url.Values{"grant_type": {"x y"}, "device_code": {"hush"}, "note": {"it's"}}})
			return err
		}, `curl --request 'POST' 'https://jans.example/token'` + user + ` --data-urlencode "device_code=$JANSADM_DEVICE_CODE" --data-urlencode 'grant_type=x y' ` +
			`--data-urlencode 'note=it'\''s'`, server + "/token"},
		{func() error {
			_, err := tr.Do(t.Context(), Request{Method: "PATCH", URL: server + "/config", Body: []byte(`"hush"`), ContentType: "application/json-patch+json"})
			return err
		}, `curl --request 'PATCH' 'https://jans.example/config' --header 'Content-Type: application/json-patch+json' --data-binary '@body'`, server + "/config"},
	} {
		if err := c.send(); err != nil {
			t.Fatal(err)
		}
		all := tr.Requests()
		if got := all[len(all)-1]; got.Curl != c.curl || got.URL != c.url {
			t.Errorf("%s\n%s\nwant %s\n%s", got.URL, got.Curl, c.url, c.curl)
		}
	}
}

// Polls that get the same answer are one record; nothing else is, and transports that share the place share the list.
func TestPollsAreOneRecord(t *testing.T) {
	var recent Recent
	answer := `{"error":"authorization_pending"}`
	network := roundTrip(func(*http.Request) (*http.Response, error) {
		w := httptest.NewRecorder()
		w.WriteHeader(http.StatusBadRequest)
		_, _ = w.WriteString(answer)
		return w.Result(), nil
	})
	first, second := open(t, Options{Transport: network, Recent: &recent}), open(t, Options{Transport: network, Recent: &recent})
	poll := func(poll bool) {
		_, err := first.Exchange(t.Context(), Form{Op: "sign in", URL: "https://jans.example/token", Poll: poll})
		failure(t, err)
	}
	for range 3 {
		poll(true)
	}
	poll(false)
	poll(false)
	poll(true)
	answer = `{"error":"slow_down"}`
	poll(true)
	poll(true)
	var times []int
	for _, record := range second.Requests() {
		times = append(times, record.Times)
	}
	if all := second.Requests(); !slices.Equal(times, []int{3, 1, 1, 1, 2}) || all[0].Code != "authorization_pending" || all[4].Code != "slow_down" {
		t.Errorf("%v in %+v", times, all)
	}
}

func TestCurl(t *testing.T) {
	tr := open(t, Options{Transport: roundTrip(nil), Insecure: true})
	r := Request{Method: http.MethodPatch, URL: "https://jans.example/a", Query: url.Values{"q": {"it's"}}, Auth: Bearer("hush"),
		Header: http.Header{"X-A": {"b"}, "Authorization": {"hush"}}, Body: []byte(`[{"a":"it's"}]`), ContentType: "application/json-patch+json"}
	want := `curl --request 'PATCH' 'https://jans.example/a?q=it%27s' --header "Authorization: Bearer $JANSADM_ACCESS_TOKEN" --header 'X-A: b' ` +
		`--header 'Content-Type: application/json-patch+json' --data-raw '[{"a":"it'\''s"}]' --insecure`
	if got := tr.Curl(r); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	r = get("https://jans.example/a")
	r.Auth = Basic("id", "hush")
	if got, want := open(t, Options{}).Curl(r), `curl 'https://jans.example/a' --user "$JANSADM_CLIENT_ID:$JANSADM_CLIENT_SECRET"`; got != want {
		t.Errorf("got %s", got)
	}
}

func TestPlainHTTP(t *testing.T) {
	answered := roundTrip(func(*http.Request) (*http.Response, error) { return httptest.NewRecorder().Result(), nil })
	for address, c := range map[string]struct{ plain, allowed bool }{
		"http://localhost:8080": {false, true}, "http://127.0.0.1": {false, true}, "http://[::1]:80": {false, true},
		"http://jans.example": {false, false}, "http://localhost.example": {false, false}, "http://127.0.0.1.example": {false, false},
		"HTTP://jans.example": {true, true}, "ftp://localhost": {true, false},
	} {
		tr := open(t, Options{Transport: answered, PlainHTTP: c.plain})
		if _, err := tr.Do(t.Context(), get(address)); (err == nil) != c.allowed {
			t.Errorf("%s: %v", address, err)
		}
	}
}

package transport

import (
	"context"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"net/http"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
)

func mustParse(text string) *url.URL {
	u, err := url.Parse(text)
	if err != nil {
		panic(err)
	}
	return u
}

func TestHeaders(t *testing.T) {
	var seen http.Header
	var query url.Values
	tr, address := serve(t, func(w http.ResponseWriter, r *http.Request) { seen, query = r.Header.Clone(), r.URL.Query() }, func(o *Options) {
		o.UserInum, o.Version, o.NewID = "8d1b-77", "1.2", func() string { return "id-1" }
	})
	r := edit(address)
	r.Auth, r.Query = Bearer("tok"), url.Values{"pattern": {"a b&c"}}
	response, err := tr.Do(t.Context(), r)
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"X-Correlation-Id": "id-1", "jans-client": "jansadm", "User-inum": "8d1b-77", "User-Agent": "jansadm/1.2",
		"Authorization": "Bearer tok", "Content-Type": "application/json-patch+json", "Accept": "application/json",
	} {
		if got := seen.Get(name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	if response.RequestID != "id-1" || query.Get("pattern") != "a b&c" {
		t.Errorf("request id %q, query %v", response.RequestID, query)
	}

	for inum, want := range map[string]string{"other": "other", "a\r\nX: y": "", "": ""} {
		tr.ActFor(inum)
		if _, err := tr.Do(t.Context(), get(address)); err != nil || seen.Get("User-inum") != want {
			t.Errorf("acting for %q: %q, %v", inum, seen.Get("User-inum"), err)
		}
	}

	tr, address = serve(t, func(w http.ResponseWriter, r *http.Request) { seen = r.Header.Clone() })
	if _, err := tr.Do(t.Context(), get(address)); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"Content-Type", "User-Inum", "Authorization", "Cookie"} {
		if got, sent := seen[name]; sent {
			t.Errorf("a plain read sends %s: %q", name, got)
		}
	}
	if id := seen.Get("X-Correlation-Id"); len(id) != 36 || id[14] != '4' || !strings.ContainsRune("89ab", rune(id[19])) {
		t.Errorf("request id %q is no random UUID", id)
	}
}

func TestBasicEncodesBothHalves(t *testing.T) {
	tr, address := serve(t, func(w http.ResponseWriter, r *http.Request) {
		id, secret, _ := r.BasicAuth()
		_, _ = fmt.Fprint(w, id, " ", secret)
	})
	r := get(address)
	r.Auth = Basic("1800.a:b", "p@ss word+%")
	response, err := tr.Do(t.Context(), r)
	if err != nil || string(response.Body) != "1800.a%3Ab p%40ss+word%2B%25" {
		t.Errorf("got %q, %v", response.Body, err)
	}
}

func TestReadOnlyRefusesEverythingButGET(t *testing.T) {
	var calls atomic.Int32
	tr, address := serve(t, func(http.ResponseWriter, *http.Request) { calls.Add(1) }, func(o *Options) { o.ReadOnly = true })
	for _, method := range []string{"PATCH", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "TRACE", "get", "", "X"} {
		_, err := tr.Do(t.Context(), request(method, address))
		if e := failure(t, err); e.Kind != KindReadOnly || e.Unknown || calls.Load() != 0 {
			t.Errorf("%s: %v, %d calls", method, e, calls.Load())
		}
	}
	if _, err := tr.Do(t.Context(), get(address)); err != nil || calls.Load() != 1 {
		t.Errorf("GET: %v", err)
	}
	if _, err := tr.Exchange(t.Context(), Form{Op: "get a token", URL: address, Fields: url.Values{"a": {"b c"}}}); err != nil || calls.Load() != 2 {
		t.Errorf("a token cannot be got: %v", err)
	}
	if tr.Writable() == nil {
		t.Error("it does not say that it is read-only")
	}
}

// A guard is asked each time, by writes only: what it says can change while a connection is open.
func TestGuardRefusesEverythingButGET(t *testing.T) {
	var calls atomic.Int32
	asked, refusal := 0, errors.New("the profile prod is read-only")
	tr, address := serve(t, func(http.ResponseWriter, *http.Request) { calls.Add(1) }, func(o *Options) {
		o.Guard = func() error { asked++; return refusal }
	})
	for _, method := range []string{"PATCH", "POST", "PUT", "DELETE", "get", "X"} {
		_, err := tr.Do(t.Context(), request(method, address))
		if e := failure(t, err); e.Kind != KindReadOnly || e.Unknown || !errors.Is(err, refusal) || !strings.Contains(e.Error(), refusal.Error()) || calls.Load() != 0 {
			t.Errorf("%s: %v, %d calls", method, e, calls.Load())
		}
	}
	asked = 0
	if _, err := tr.Do(t.Context(), get(address)); err != nil || asked != 0 {
		t.Errorf("GET: %v, asked %d times", err, asked)
	}
	if _, err := tr.Exchange(t.Context(), Form{Op: "get a token", URL: address}); err != nil || asked != 0 {
		t.Errorf("a token cannot be got: %v, asked %d times", err, asked)
	}
	refusal = nil
	if _, err := tr.Do(t.Context(), request("PATCH", address)); err != nil || asked != 1 {
		t.Errorf("lifted: %v, asked %d times", err, asked)
	}
}

// The way past read-only mode is for few: those who get and end tokens, who prove values, and who try endpoints with requests that change
// nothing.
func TestWhoExchanges(t *testing.T) {
	root := filepath.Join("..", "..")
	allowed := []string{"../../client", "../../client/auth", "../../client/proof"}
	var callers []string
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".go") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			return nil // it does not compile either
		}
		for _, imported := range file.Imports {
			if imported.Path.Value == `"github.com/jansadm/jansadm/client/transport"` {
				ast.Inspect(file, func(n ast.Node) bool {
					if call, ok := n.(*ast.SelectorExpr); ok && call.Sel.Name == "Exchange" {
						callers = append(callers, filepath.ToSlash(filepath.Dir(path)))
					}
					return true
				})
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(callers) == 0 {
		t.Error("no caller was found: the search is broken")
	}
	for _, caller := range callers {
		if !slices.Contains(allowed, caller) {
			t.Errorf("Exchange is used in %s, want only %v", caller, allowed)
		}
	}
}

func TestUnacceptableAddresses(t *testing.T) {
	tr := open(t, Options{Transport: roundTrip(func(*http.Request) (*http.Response, error) {
		t.Error("a request was sent")
		return nil, errors.New("no")
	})})
	for address, want := range map[string]string{
		"http://h/x": "tokens would travel in clear", "ftp://h/": "https is needed", "h/x": "https is needed", "https:///x": "needs a host name",
		"https://user:hush-hush@h/": "must not hold", "https://h/%zz?x=hush-hush": "not a URL",
	} {
		_, err := tr.Do(t.Context(), get(address))
		if e := failure(t, err); e.Kind != KindInvalid || !strings.Contains(e.Detail, want) || strings.Contains(fmt.Sprintf("%v %+v", e, *e), "hush") {
			t.Errorf("%s: %+v", address, *e)
		}
	}
}

func TestRedirects(t *testing.T) {
	var foreign atomic.Int32
	_, other := serve(t, func(http.ResponseWriter, *http.Request) { foreign.Add(1) })
	var writes atomic.Int32
	tr, address := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet {
			writes.Add(1)
		}
		switch r.URL.Path {
		case "/here":
			http.Redirect(w, r, "/there", http.StatusFound)
		case "/there":
			_, _ = w.Write([]byte("arrived with " + r.Header.Get("Authorization")))
		case "/elsewhere":
			http.Redirect(w, r, other+"/login?code=hush", http.StatusTemporaryRedirect)
		case "/plain":
			http.Redirect(w, r, "http://"+r.Host+"/there", http.StatusFound)
		case "/round":
			http.Redirect(w, r, "/round", http.StatusFound)
		case "/nowhere":
			w.WriteHeader(http.StatusNotModified)
		}
	})
	r := get(address + "/here")
	r.Auth = Bearer("tok")
	if response, err := tr.Do(t.Context(), r); err != nil || string(response.Body) != "arrived with Bearer tok" {
		t.Errorf("on the same host: %q, %v", response.Body, err)
	}
	for path, want := range map[string]struct{ detail, hint string }{
		"/elsewhere": {other + "/login", "If " + other + " is the right server"}, "/plain": {"http://", "plain HTTP"},
		"/round": {"/round", "a portal or proxy"}, "/nowhere": {},
	} {
		_, err := tr.Do(t.Context(), get(address+path))
		if e := failure(t, err); e.Kind != KindProtocol || !strings.Contains(e.Detail, want.detail) || strings.Contains(e.Error(), "hush") ||
			!strings.Contains(e.Hint, want.hint) {
			t.Errorf("%s: %v, hint %q", path, e, e.Hint)
		}
	}
	for _, path := range []string{"/here", "/elsewhere"} {
		_, err := tr.Do(t.Context(), edit(address+path))
		if e := failure(t, err); e.Kind != KindProtocol || e.Unknown {
			t.Errorf("write to %s: %v, unknown %v", path, e, e.Unknown)
		}
	}
	if foreign.Load() != 0 || writes.Load() != 2 {
		t.Errorf("%d requests reached the other host, %d writes were sent", foreign.Load(), writes.Load())
	}
}

func TestMalformed(t *testing.T) {
	var body, contentType string
	tr, address := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", contentType)
		_, _ = w.Write([]byte(body))
	})
	for _, c := range []struct{ body, contentType, message, detail string }{
		{apachePage, "text/html", htmlPage, "502 Proxy & Error"},
		{apachePage, "application/json", htmlPage, "502 Proxy & Error"},
		{"", "application/json", "", "the body is empty"},
		{"[1]", "application/json", "", "not an object"},
	} {
		body, contentType = c.body, c.contentType
		for _, r := range []Request{get(address), edit(address)} {
			response, err := tr.Do(t.Context(), r)
			if err != nil {
				t.Fatal(err)
			}
			e := failure(t, response.Malformed(errors.New("not an object")))
			if e.Kind != KindProtocol || e.Message != c.message || e.Detail != c.detail || e.Unknown != (r.Method == http.MethodPatch) || e.Status != 200 {
				t.Errorf("%q: %+v", c.body, *e)
			}
		}
	}
}

func TestKindOf(t *testing.T) {
	for want, err := range map[Kind]error{
		"": errors.New("x"), KindConflict: fmt.Errorf("saving: %w", &Error{Kind: KindConflict}), KindInvalid: fmt.Errorf("x: %w", KindInvalid),
		KindCanceled: fmt.Errorf("x: %w", context.Canceled), KindTimeout: context.DeadlineExceeded,
	} {
		if got := KindOf(err); got != want {
			t.Errorf("%v is %q, want %q", err, got, want)
		}
	}
	if KindOf(nil) != "" {
		t.Error("no error has no kind")
	}
	for kind, w := range wordings {
		if kind.Error() != w.words || w.words == "" || w.hint == "" {
			t.Errorf("%q has no words or no hint", kind)
		}
	}
	if Kind("new").Error() == "" {
		t.Error("an unknown kind has no words")
	}
}

package sandbox

import (
	"crypto/tls"
	"crypto/x509"
	"html"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"regexp"
	"strings"
)

// browser visits the page over TLS, keeps cookies and sends the forms that it is shown.
type browser struct {
	f      *fixture
	client *http.Client
	page   string // as it was last shown
	status int
	header http.Header
}

func (f *fixture) browser() *browser {
	f.t.Helper()
	ca, err := os.ReadFile(f.Info().CAFile)
	if err != nil {
		f.t.Fatal(err)
	}
	pool := x509.NewCertPool()
	pool.AppendCertsFromPEM(ca)
	jar, err := cookiejar.New(nil)
	if err != nil {
		f.t.Fatal(err)
	}
	transport := &http.Transport{TLSClientConfig: &tls.Config{RootCAs: pool}}
	f.t.Cleanup(transport.CloseIdleConnections)
	return &browser{f: f, client: &http.Client{Jar: jar, Transport: transport}}
}

func (b *browser) do(method, address, body string, header ...string) {
	b.f.t.Helper()
	r, err := http.NewRequestWithContext(b.f.t.Context(), method, address, strings.NewReader(body))
	if err != nil {
		b.f.t.Fatal(err)
	}
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	response, err := b.client.Do(r)
	if err != nil {
		b.f.t.Fatal(err)
	}
	defer response.Body.Close()
	content, err := io.ReadAll(response.Body)
	if err != nil {
		b.f.t.Fatal(err)
	}
	b.page, b.status, b.header = string(content), response.StatusCode, response.Header
}

func (b *browser) open(address string) {
	b.f.t.Helper()
	b.do(http.MethodGet, address, "")
}

// press sends the form of the page with the button of that value, and fields by name.
func (b *browser) press(button string, fields ...string) {
	b.f.t.Helper()
	if !strings.Contains(b.page, `name="step" value="`+button+`"`) {
		b.f.t.Fatalf("there is no button %s:\n%s", button, b.page)
	}
	values := url.Values{"step": {button}, "form": {b.hidden()}}
	for i := 0; i < len(fields); i += 2 {
		values.Set(fields[i], fields[i+1])
	}
	b.send(values)
}

func (b *browser) send(values url.Values, header ...string) {
	b.f.t.Helper()
	header = append(header, "Content-Type", "application/x-www-form-urlencoded")
	b.do(http.MethodPost, b.f.Info().URL+devicePath, values.Encode(), header...)
}

var hiddenField = regexp.MustCompile(`name="form" value="([^"]*)"`)

func (b *browser) hidden() string {
	if found := hiddenField.FindStringSubmatch(b.page); found != nil {
		return html.UnescapeString(found[1])
	}
	return ""
}

// signIn fills in the form of the page.
func (b *browser) signIn(user string) {
	b.f.t.Helper()
	for _, known := range b.f.Info().Users {
		if known.Name == user {
			b.press(stepSignIn, "username", user, "password", known.Password)
			return
		}
	}
	b.f.t.Fatalf("no user %s", user)
}

func (b *browser) shows(texts ...string) {
	b.f.t.Helper()
	for _, text := range texts {
		if !strings.Contains(b.page, html.EscapeString(text)) {
			b.f.t.Errorf("the page lacks %q (%d):\n%s", text, b.status, b.page)
		}
	}
}

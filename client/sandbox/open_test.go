package sandbox

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"errors"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"go.etcd.io/bbolt"
)

// openDir opens a sandbox on a folder; closing is the test's business.
func openDir(t *testing.T, dir string, change ...func(*Options)) *fixture {
	t.Helper()
	o := Options{Dir: dir}
	for _, c := range change {
		c(&o)
	}
	s, err := Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close(context.Background()) })
	return &fixture{Server: s, t: t}
}

func (f *fixture) close() {
	f.t.Helper()
	if err := f.Close(context.Background()); err != nil {
		f.t.Fatal(err)
	}
}

// wire is a client that speaks TLS to a sandbox and trusts only its certificate authority.
func wire(t *testing.T, info Info) *http.Client {
	t.Helper()
	pem, err := os.ReadFile(info.CAFile)
	if err != nil {
		t.Fatal(err)
	}
	pool := x509.NewCertPool()
	pool.AppendCertsFromPEM(pem)
	transport := &http.Transport{TLSClientConfig: &tls.Config{RootCAs: pool}}
	t.Cleanup(transport.CloseIdleConnections)
	return &http.Client{Transport: transport}
}

func TestListensWithTLS(t *testing.T) {
	f := newFixture(t)
	client := wire(t, f.Info())
	_, port, err := net.SplitHostPort(strings.TrimPrefix(f.Info().URL, "https://"))
	if err != nil {
		t.Fatal(err)
	}
	for _, host := range []string{"127.0.0.1", "localhost"} {
		response, err := client.Get("https://" + net.JoinHostPort(host, port) + discoveryPath)
		if err != nil {
			t.Fatalf("%s: %v", host, err)
		}
		response.Body.Close()
		if response.StatusCode != http.StatusOK || response.ProtoMajor != 1 {
			t.Errorf("%s: %s, %s", host, response.Status, response.Proto)
		}
	}
	if _, err := http.Get(f.Info().URL); err == nil {
		t.Error("a client without the CA trusts the certificate")
	}
}

func TestListenAddresses(t *testing.T) {
	for _, listen := range []string{"0.0.0.0:0", "192.0.2.1:8443", "[::]:0", "example.com:8443"} {
		if _, err := Open(t.Context(), Options{Listen: listen}); !errors.Is(err, errNotLoopback) {
			t.Errorf("%s: %v", listen, err)
		}
	}
	if _, err := Open(t.Context(), Options{Listen: "8443"}); err == nil {
		t.Error("a port alone was accepted")
	}
	for listen, want := range map[string]string{"localhost:0": "https://127.0.0.1:", "127.0.0.2:0": "https://127.0.0.2:", ":0": "https://127.0.0.1:"} {
		f := newFixture(t, func(o *Options) { o.Listen = listen })
		if !strings.HasPrefix(f.Info().URL, want) {
			t.Errorf("%s: %s", listen, f.Info().URL)
		}
	}
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	if _, err := Open(t.Context(), Options{Listen: taken.Addr().String()}); !errors.Is(err, ErrListen) {
		t.Errorf("a port in use: %v", err)
	}
}

func TestStateSurvivesARestart(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	first := openDir(t, dir)
	token := first.token(scopePropertiesRead)
	first.patch(`[{"op":"replace","path":"/accessTokenLifetime","value":777}]`)
	info := first.Info()
	first.close()

	second := openDir(t, dir)
	if got := second.Info(); got.URL != info.URL || got.ClientID != info.ClientID || got.ClientSecret != info.ClientSecret || got.Users[0].Password != info.Users[0].Password {
		t.Errorf("%+v became %+v", info, got)
	}
	a := second.request(http.MethodGet, configPath, "", bearer(token)...)
	if a.status != http.StatusOK || string(a.object(t)["accessTokenLifetime"]) != "777" {
		t.Errorf("%d %s", a.status, a.body)
	}
	lines, err := second.AuditLines()
	if err != nil || len(lines) != 2 {
		t.Errorf("%v, %v", lines, err)
	}
}

// When the remembered port is taken the sandbox moves, and takes the URLs with it that were its own.
func TestMovesToAnotherPort(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	first := openDir(t, dir)
	old := first.Info().URL
	first.patch(`[{"op":"replace","path":"/opTosUri","value":"https://elsewhere.example/tos"},
		{"op":"replace","path":"/cookieDomain","value":"` + old + `0/not-below"},
		{"op":"replace","path":"/clientWhiteList","value":["` + old + `/a","*"]}]`)
	first.close()
	taken, err := net.Listen("tcp", strings.TrimPrefix(old, "https://"))
	if err != nil {
		t.Fatal(err)
	}
	second := openDir(t, dir)
	base := second.Info().URL
	if base == old {
		t.Fatal("did not move")
	}
	members := second.admin(http.MethodGet, configPath, "").object(t)
	for name, want := range map[string]string{
		"issuer": `"` + base + `"`, "tokenEndpoint": `"` + base + `/jans-auth/restv1/token"`, "opTosUri": `"https://elsewhere.example/tos"`,
		"cookieDomain": `"` + old + `0/not-below"`, "clientWhiteList": `["` + base + `/a","*"]`,
	} {
		if got := string(members[name]); got != want {
			t.Errorf("%s is %s, want %s", name, got, want)
		}
	}
	if ssa := string(members["ssaConfiguration"]); !strings.Contains(ssa, base+"/jans-auth/restv1/ssa") {
		t.Errorf("nested: %s", ssa)
	}
	second.close()
	taken.Close()
	if third := openDir(t, dir); third.Info().URL != base {
		t.Errorf("the new port is not remembered: %s", third.Info().URL)
	}
}

func TestSeedCounts(t *testing.T) {
	f := newFixture(t, func(o *Options) { o.Seed.Scopes = 25 })
	standard := newFixture(t)
	if got, want := f.count(bucketScopes), standard.count(bucketScopes)+25; got != want {
		t.Errorf("%d scopes, want %d", got, want)
	}
	if got := standard.count(bucketScopes); got != 20+154 {
		t.Errorf("%d scopes in a standard installation", got)
	}
	if got := standard.count(bucketAttributes); got != 71 {
		t.Errorf("%d attributes", got)
	}
	var wang map[string]json.RawMessage
	err := standard.store.all(bucketUsers, func(_ string, raw []byte) error {
		if strings.Contains(string(raw), `"wang.wei"`) {
			return json.Unmarshal(raw, &wang)
		}
		return nil
	})
	if err != nil || string(wang["displayName"]) != `"王伟"` {
		t.Errorf("%s, %v", wang["displayName"], err)
	}
}

func TestCertificatesAreRenewed(t *testing.T) {
	f := newFixture(t)
	now := time.Now()
	load := func(at time.Time) (a *authority) {
		err := f.store.update(func(tx *bbolt.Tx) (err error) {
			a, err = loadAuthority(tx, false, at)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
	first := load(now)
	if again := load(now.Add(leafLifetime - renewBefore - time.Minute)); !again.leaf.Leaf.Equal(first.leaf.Leaf) {
		t.Error("renewed early")
	}
	renewed := load(now.Add(leafLifetime - renewBefore))
	if renewed.leaf.Leaf.Equal(first.leaf.Leaf) || string(renewed.caPEM) != string(first.caPEM) {
		t.Error("the server certificate alone should be new")
	}
	if old := load(now.Add(caLifetime)); string(old.caPEM) == string(first.caPEM) {
		t.Error("the authority is not renewed")
	}
}

func TestParseSeed(t *testing.T) {
	for text, want := range map[string]Seed{
		"": {}, " ": {}, "newer": {Newer: true}, "newer,scopes=100000": {Newer: true, Scopes: 100000}, " scopes=5 , newer ": {Newer: true, Scopes: 5},
		"tokens=10000,sessions=500": {Tokens: 10000, Sessions: 500},
	} {
		if got, err := ParseSeed(text); err != nil || got != want {
			t.Errorf("%q: %+v, %v", text, got, err)
		}
	}
	for _, text := range []string{"scopes=99999999999999", "older", "scopes", "scopes=", "scopes=-1", "scopes=many", "tokens=x", "sessions", "newer,,", ","} {
		if _, err := ParseSeed(text); err == nil {
			t.Errorf("%q was accepted", text)
		}
	}
}

func TestOpenHonoursItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Open(ctx, Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}

// Whoever finds a folder in use is told by whom, and where that one can be reached.
func TestAFolderInUseNamesItsOwner(t *testing.T) {
	dir := dataDir(t)
	owner, err := Open(t.Context(), Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := owner.Close(context.Background()); err != nil {
			t.Error(err)
		}
	}()
	_, err = Open(t.Context(), Options{Dir: dir})
	if !errors.Is(err, ErrLocked) || !strings.Contains(err.Error(), owner.Info().URL) || strings.Contains(err.Error(), "does not answer") {
		t.Errorf("got %v", err)
	}
}

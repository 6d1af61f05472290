package sandbox

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"go.etcd.io/bbolt"
	"go.uber.org/goleak"
)

// helperDir names the environment variable that makes the test binary a second process on that folder.
const helperDir = "SANDBOX_TEST_DIR"

func TestMain(m *testing.M) {
	if dir := os.Getenv(helperDir); dir != "" {
		if err := secondProcess(dir); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	goleak.VerifyTestMain(m)
}

// greeting is the line a second process prints when it is connected.
type greeting struct {
	Owner  bool
	Info   Info
	Status int // of a request it has made
}

// secondProcess connects, makes a request, and stays until its standard input ends.
func secondProcess(dir string) error {
	handle, err := Connect(context.Background(), Options{Dir: dir})
	if err != nil {
		return err
	}
	response, err := get(handle, discoveryPath)
	if err != nil {
		return err
	}
	if err := json.NewEncoder(os.Stdout).Encode(greeting{handle.Owner(), handle.Info(), response.StatusCode}); err != nil {
		return err
	}
	if _, err := io.Copy(io.Discard, os.Stdin); err != nil {
		return err
	}
	return handle.Close(context.Background())
}

// get sends a request through a handle and reads the answer.
func get(h *Handle, path string, header ...string) (*http.Response, error) {
	return send(h, http.MethodGet, path, nil, header...)
}

func send(h *Handle, method, path string, body io.Reader, header ...string) (*http.Response, error) {
	r, err := http.NewRequest(method, h.Info().URL+path, body)
	if err != nil {
		return nil, err
	}
	for i := 0; i < len(header); i += 2 {
		r.Header.Add(header[i], header[i+1])
	}
	response, err := h.Transport().RoundTrip(r)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	content, err := io.ReadAll(response.Body)
	response.Body = io.NopCloser(strings.NewReader(string(content)))
	return response, err
}

// process is a second process.
type process struct {
	greeting
	t     *testing.T
	cmd   *exec.Cmd
	stdin io.Closer
	said  chan error // when the greeting is read
}

// start runs a second process; await waits until it is connected.
func start(t *testing.T, dir string) *process {
	t.Helper()
	binary, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(binary)
	cmd.Env = append(os.Environ(), helperDir+"="+dir)
	cmd.Stderr = os.Stderr
	stdin, inErr := cmd.StdinPipe()
	stdout, outErr := cmd.StdoutPipe()
	if err := errors.Join(inErr, outErr, cmd.Start()); err != nil {
		t.Fatal(err)
	}
	p := &process{t: t, cmd: cmd, stdin: stdin, said: make(chan error, 1)}
	t.Cleanup(p.kill)
	go func() {
		line, err := bufio.NewReader(stdout).ReadBytes('\n')
		if err == nil {
			err = json.Unmarshal(line, &p.greeting)
		}
		p.said <- err
	}()
	return p
}

func (p *process) await() *process {
	p.t.Helper()
	if err := <-p.said; err != nil {
		p.t.Fatalf("second process: %v", err)
	}
	if p.Status != http.StatusOK {
		p.t.Fatalf("second process got status %d", p.Status)
	}
	return p
}

// kill ends the process without giving it a chance to tidy up.
func (p *process) kill() {
	p.cmd.Process.Kill()
	p.cmd.Wait()
}

// leave lets the process end in good order.
func (p *process) leave() {
	p.t.Helper()
	p.stdin.Close()
	if err := p.cmd.Wait(); err != nil {
		p.t.Fatalf("second process: %v", err)
	}
}

func connectTo(t *testing.T, dir string) *Handle {
	t.Helper()
	h, err := Connect(t.Context(), Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { h.Close(context.Background()) })
	return h
}

func dataDir(t *testing.T) string { return filepath.Join(t.TempDir(), "data") }

func TestAttachToAnotherProcess(t *testing.T) {
	dir := dataDir(t)
	owner := start(t, dir).await()
	if !owner.Owner {
		t.Fatal("the first process does not own the folder")
	}
	h := connectTo(t, dir)
	if h.Owner() || h.Server() != nil {
		t.Error("two owners")
	}
	if fmt.Sprint(h.Info()) != fmt.Sprint(owner.Info) {
		t.Errorf("%+v, %+v", h.Info(), owner.Info)
	}
	if response, err := get(h, configPath); err != nil || response.StatusCode != http.StatusUnauthorized {
		t.Errorf("%v, %v", response, err)
	}
	if err := h.Close(t.Context()); err != nil {
		t.Error(err)
	}
	if again := start(t, dir).await(); again.Owner {
		t.Error("closing an attached handle freed the folder")
	}
}

func TestTwoAtOnce(t *testing.T) {
	for range 3 {
		dir := dataDir(t)
		processes := []*process{start(t, dir), start(t, dir), start(t, dir)}
		owners := 0
		for _, p := range processes {
			if p.await().Owner {
				owners++
			}
			if p.Info.ClientSecret != processes[0].Info.ClientSecret || p.Info.URL != processes[0].Info.URL {
				t.Errorf("%+v, %+v", p.Info, processes[0].Info)
			}
		}
		if owners != 1 {
			t.Errorf("%d owners", owners)
		}
	}
}

// When the owner dies, those attached to it take over, with what it had stored.
func TestOwnerDies(t *testing.T) {
	dir := dataDir(t)
	owner := start(t, dir).await()
	h := connectTo(t, dir)
	token := tokenFor(t, h)
	patch := func(value string) (*http.Response, error) {
		return send(h, http.MethodPatch, configPath, strings.NewReader(`[{"op":"replace","path":"/accessTokenLifetime","value":`+value+`}]`),
			append(bearer(token), "Content-Type", "application/json-patch+json")...)
	}
	if response, err := patch("601"); err != nil || response.StatusCode != http.StatusOK {
		t.Fatalf("%v, %v", response, err)
	}
	owner.kill()
	if _, err := os.Stat(filepath.Join(dir, addressFile)); err != nil {
		t.Fatalf("a killed process tidied up: %v", err)
	}
	response, err := patch("602")
	if err != nil || response.StatusCode != http.StatusOK {
		t.Fatalf("%v, %v", response, err)
	}
	if !h.Owner() || h.Info().URL != owner.Info.URL {
		t.Errorf("owner %v at %s", h.Owner(), h.Info().URL)
	}
	response, err = get(h, configPath, bearer(token)...)
	if err != nil {
		t.Fatal(err)
	}
	var members map[string]json.RawMessage
	if err := json.NewDecoder(response.Body).Decode(&members); err != nil || string(members["accessTokenLifetime"]) != "602" {
		t.Errorf("%s, %v", members["accessTokenLifetime"], err)
	}
}

func tokenFor(t *testing.T, h *Handle) string {
	t.Helper()
	r := http.Request{Header: http.Header{}}
	r.SetBasicAuth(h.Info().ClientID, h.Info().ClientSecret)
	response, err := send(h, http.MethodPost, tokenPath, strings.NewReader(clientCredentials(scopePropertiesWrite).Encode()),
		"Content-Type", "application/x-www-form-urlencoded", "Authorization", r.Header.Get("Authorization"))
	if err != nil {
		t.Fatal(err)
	}
	var members map[string]json.RawMessage
	if err := json.NewDecoder(response.Body).Decode(&members); err != nil {
		t.Fatal(err)
	}
	return quoted(t, members["access_token"])
}

// When the owner leaves and another process takes over, those attached follow it.
func TestOwnerChanges(t *testing.T) {
	dir := dataDir(t)
	first := start(t, dir).await()
	h := connectTo(t, dir)
	first.leave()
	second := start(t, dir).await()
	if !second.Owner {
		t.Fatal("the folder was not free")
	}
	if response, err := get(h, discoveryPath); err != nil || response.StatusCode != http.StatusOK {
		t.Fatalf("%v, %v", response, err)
	}
	if h.Owner() {
		t.Error("two owners")
	}
}

func TestManyRequestsWhileTheOwnerDies(t *testing.T) {
	dir := dataDir(t)
	owner := start(t, dir).await()
	h := connectTo(t, dir)
	owner.kill()
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			if response, err := get(h, discoveryPath); err != nil || response.StatusCode != http.StatusOK {
				t.Errorf("%v, %v", response, err)
			}
		})
	}
	wg.Wait()
	if !h.Owner() {
		t.Error("not taken over")
	}
}

// A request whose fate is unknown is never sent again.
func TestNothingIsSentTwice(t *testing.T) {
	dir := dataDir(t)
	owner := openDir(t, dir)
	h := connectTo(t, dir)
	token := tokenFor(t, h)
	for _, kind := range []string{FaultReset, FaultCut} {
		owner.SetFaults([]Fault{{Method: http.MethodPatch, Path: "*", Kind: kind, Times: 1}})
		before := owner.revision()
		_, err := send(h, http.MethodPatch, configPath, strings.NewReader(`[]`), append(bearer(token), "Content-Type", "application/json-patch+json")...)
		if err == nil {
			t.Errorf("%s: no error", kind)
		}
		delivered := map[string]uint64{FaultReset: 0, FaultCut: 1}[kind]
		if got := owner.revision() - before; got != delivered {
			t.Errorf("%s: the patch was carried out %d times, want %d", kind, got, delivered)
		}
	}
	if h.Owner() {
		t.Error("taken over from a living owner")
	}
}

// An address left behind by a dead process does not delay anybody.
func TestStaleAddress(t *testing.T) {
	dir := dataDir(t)
	openDir(t, dir).close()
	stale := address{URL: "https://127.0.0.1:1", PID: 1 << 30, Key: "x"}
	if err := stale.write(dir); err != nil {
		t.Fatal(err)
	}
	if h := connectTo(t, dir); !h.Owner() {
		t.Error("not taken over")
	}
}

func TestOwnerThatDoesNotAnswer(t *testing.T) {
	dir := dataDir(t)
	openDir(t, dir).close()
	db, err := bbolt.Open(filepath.Join(dir, databaseFile), 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := (address{URL: "https://127.0.0.1:1", PID: 4242, Key: "x"}).write(dir); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	_, err = Connect(ctx, Options{Dir: dir})
	var locked *LockedError
	if !errors.Is(err, ErrLocked) || !errors.As(err, &locked) || locked.PID != 4242 || !strings.Contains(err.Error(), "4242") || !strings.Contains(err.Error(), dir) {
		t.Errorf("%v", err)
	}
	if _, err := Open(t.Context(), Options{Dir: dir}); !errors.Is(err, ErrLocked) {
		t.Errorf("Open: %v", err)
	}
	if err := os.Remove(filepath.Join(dir, addressFile)); err != nil {
		t.Fatal(err)
	}
	ctx, cancel = context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if err := Reset(ctx, Options{Dir: dir}); !errors.Is(err, ErrLocked) {
		t.Errorf("Reset: %v", err)
	}
}

// An address that leads to somebody else's server, or to a sandbox of another folder, is not attached to.
func TestImpostor(t *testing.T) {
	dir, otherDir := dataDir(t), dataDir(t)
	owner, other := openDir(t, dir), openDir(t, otherDir)
	foreign := other.address
	foreign.Key = owner.address.Key
	if err := foreign.write(dir); err != nil {
		t.Fatal(err)
	}
	if _, err := attach(t.Context(), dir); !errors.Is(err, errNoOwner) {
		t.Errorf("another certificate authority: %v", err)
	}
	wrongKey := owner.address
	wrongKey.Key = "guess"
	if err := wrongKey.write(dir); err != nil {
		t.Fatal(err)
	}
	if _, err := attach(t.Context(), dir); err == nil || !strings.Contains(err.Error(), strconv.Itoa(os.Getpid())) {
		t.Errorf("a wrong key: %v", err)
	}
}

func TestControlRoutes(t *testing.T) {
	f := newFixture(t)
	f.SetFaults([]Fault{{Method: "*", Path: "*", Kind: Fault500}})
	key := []string{controlKey, f.address.Key}
	for _, c := range []struct {
		method, path, body string
		header             []string
		status             int
	}{
		{"GET", controlPing, "", key, 200}, // whatever the faults
		{"GET", controlPing, "", nil, 403},
		{"GET", controlPing, "", []string{controlKey, "guess"}, 403},
		{"POST", controlPing, "", key, 404},
		{"GET", controlReset, "", key, 404},
		{"POST", controlReset, "nonsense", key, 400},
		{"POST", controlReset, "{}", nil, 403},
		{"POST", controlReset, `{"newer":true}`, key, 200},
		{"GET", controlPath + "nosuch", "", key, 404},
	} {
		if a := f.request(c.method, c.path, c.body, c.header...); a.status != c.status {
			t.Errorf("%s %s: %d %s", c.method, c.path, a.status, a.body)
		}
	}
}

func TestReset(t *testing.T) {
	dir := dataDir(t)
	f := openDir(t, dir, func(o *Options) { o.Seed.Scopes = 3 })
	info := f.Info()
	token := f.token(scopePropertiesWrite)
	f.patch(`[{"op":"replace","path":"/accessTokenLifetime","value":601}]`)

	if err := Reset(t.Context(), Options{Dir: dir, Seed: Seed{Newer: true}}); err != nil { // through the owner
		t.Fatal(err)
	}
	if a := f.request(http.MethodGet, configPath, "", bearer(token)...); a.body != tokenInvalid {
		t.Errorf("an old token: %d %s", a.status, a.body)
	}
	members := f.admin(http.MethodGet, configPath, "").object(t)
	if string(members["accessTokenLifetime"]) != "300" || members["sessionRiskThreshold"] == nil {
		t.Errorf("accessTokenLifetime %s, newer %s", members["accessTokenLifetime"], members["sessionRiskThreshold"])
	}
	if fmt.Sprint(f.Info()) != fmt.Sprint(info) {
		t.Errorf("%+v became %+v", info, f.Info())
	}
	if n := f.count(bucketScopes); n != 174 {
		t.Errorf("%d scopes", n)
	}
	f.patch(`[{"op":"replace","path":"/accessTokenLifetime","value":602}]`)
	f.close()

	if err := Reset(t.Context(), Options{Dir: dir}); err != nil { // alone
		t.Fatal(err)
	}
	g := openDir(t, dir)
	if members := g.admin(http.MethodGet, configPath, "").object(t); string(members["accessTokenLifetime"]) != "300" || len(members) != 269 {
		t.Errorf("%d properties, accessTokenLifetime %s", len(members), members["accessTokenLifetime"])
	}
}

// A write that was under way when the folder was reset must not bring the old document back.
func TestResetRetiresTheOldConfiguration(t *testing.T) {
	f := newFixture(t)
	old := f.instance.Load().config
	if _, err := old.patch([]byte(`[{"op":"replace","path":"/accessTokenLifetime","value":601}]`)); err != nil {
		t.Fatal(err)
	}
	if err := f.reset(Seed{}); err != nil {
		t.Fatal(err)
	}
	if _, err := old.patch([]byte(`[]`)); !errors.Is(err, ErrClosed) {
		t.Errorf("%v", err)
	}
	if members := f.admin(http.MethodGet, configPath, "").object(t); string(members["accessTokenLifetime"]) != "300" {
		t.Errorf("accessTokenLifetime %s", members["accessTokenLifetime"])
	}
}

func TestHandleAfterClose(t *testing.T) {
	dir := dataDir(t)
	owner := openDir(t, dir)
	h := connectTo(t, dir)
	if err := h.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	owner.close()
	if _, err := get(h, discoveryPath); !errors.Is(err, ErrClosed) && !errors.Is(err, syscall.ECONNREFUSED) {
		t.Errorf("%v", err)
	}
	if h.Owner() {
		t.Error("a closed handle took the folder over")
	}
	alone := connectTo(t, dir)
	if err := errors.Join(alone.Close(t.Context()), alone.Close(t.Context())); err != nil {
		t.Error(err)
	}
	if response, err := get(alone, configPath); err == nil && response.StatusCode == http.StatusOK {
		t.Error("a closed owner answers")
	}
}

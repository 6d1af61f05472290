package sandbox

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"go.etcd.io/bbolt"
)

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

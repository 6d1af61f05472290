package auth

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jansadm/jansadm/client/auth/store"
	"github.com/jansadm/jansadm/client/profile"
	"github.com/jansadm/jansadm/client/transport"
)

// janssen answers as the auth server does, as far as signing in goes.
type janssen struct {
	mu        sync.Mutex
	threshold time.Duration // of slow_down
	life      int           // of access tokens in seconds
	approve   int           // the poll at which the person has signed in; 0 for never
	refuse    string        // OAuth error of each poll instead
	userinfo  string        // claims
	plainInfo bool          // userinfo is not signed
	scope     string        // of final tokens
	noRefresh bool
	broken    func(w http.ResponseWriter, r *http.Request) bool // answers in place of the server

	polls, issued int
	last          time.Time
	gaps          []time.Duration   // between polls
	tokens        map[string]string // access and refresh tokens in force, and what they are
	trail         []string          // what was asked
}

func newJanssen() *janssen {
	return &janssen{
		threshold: 2 * time.Second, life: 300, approve: 2, scope: "openid " + configScopes + "config/scopes.readonly", tokens: map[string]string{},
		userinfo: `{"sub":"6f1b","inum":"i-1","name":"Default Admin","user_name":"admin","email":"a@b","jansAdminUIRole":["api-admin"]}`,
	}
}

func (j *janssen) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	j.mu.Lock()
	defer j.mu.Unlock()
	_ = r.ParseForm()
	step := strings.TrimPrefix(r.URL.Path, "/")
	if grant := r.Form.Get("grant_type"); grant != "" {
		step = grant[strings.LastIndex(grant, ":")+1:]
	}
	j.trail = append(j.trail, step)
	if j.broken != nil && j.broken(w, r) {
		return
	}
	switch step {
	case "device":
		j.device(w, r)
	case "device_code":
		j.poll(w)
	case "refresh_token":
		j.refresh(w, r)
	case "client_credentials":
		j.exchange(w, r)
	case "userinfo":
		j.info(w, r)
	case "introspection":
		j.introspect(w, r)
	case "revoke":
		delete(j.tokens, r.Form.Get("token"))
	default:
		w.WriteHeader(http.StatusNotFound)
	}
}

func fail(w http.ResponseWriter, status int, code string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = fmt.Fprintf(w, `{"error_description":"%s CorrelationId: x","error":"%s"}`, code, code)
}

func (j *janssen) issue(kind string) string {
	j.issued++
	token := fmt.Sprintf("%s-hush-%d", kind, j.issued)
	j.tokens[token] = kind
	return token
}

func (j *janssen) device(w http.ResponseWriter, r *http.Request) {
	id, secret, _ := r.BasicAuth()
	switch {
	case id != "2000.x" || secret != "secret-hush" || r.Form.Get("client_id") != id:
		fail(w, 401, "invalid_client")
	case r.Form.Get("scope") != personScopes:
		fail(w, 400, "invalid_scope")
	default:
		j.last = time.Now()
		_, _ = fmt.Fprintf(w, `{"user_code":"BCDF-GHJK","device_code":"code-hush","interval":5,"expires_in":1800,
			"verification_uri":"%[1]s/device-code","verification_uri_complete":"%[1]s/device-code?user_code=BCDF-GHJK"}`, host)
	}
}

func (j *janssen) poll(w http.ResponseWriter) {
	j.polls++
	gap := time.Since(j.last)
	j.last, j.gaps = time.Now(), append(j.gaps, gap)
	switch {
	case j.refuse != "":
		fail(w, 400, j.refuse)
	case gap <= j.threshold:
		fail(w, 400, "slow_down")
	case j.approve == 0 || j.polls < j.approve:
		fail(w, 400, "authorization_pending")
	default:
		j.answerTokens(w, "person", true)
	}
}

func (j *janssen) answerTokens(w http.ResponseWriter, kind string, renewable bool) {
	answer := map[string]any{"access_token": j.issue(kind), "token_type": "Bearer", "expires_in": j.life}
	if renewable && !j.noRefresh {
		answer["refresh_token"] = j.issue("refresh")
	}
	_ = json.NewEncoder(w).Encode(answer)
}

func (j *janssen) refresh(w http.ResponseWriter, r *http.Request) {
	token := r.Form.Get("refresh_token")
	if j.tokens[token] != "refresh" {
		fail(w, 400, "invalid_grant")
		return
	}
	delete(j.tokens, token) // it is good for one use
	j.answerTokens(w, "person", true)
}

func (j *janssen) bearer(r *http.Request) string {
	return j.tokens[strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")]
}

func (j *janssen) info(w http.ResponseWriter, r *http.Request) {
	if j.bearer(r) != "person" {
		fail(w, 401, "invalid_token")
		return
	}
	if j.plainInfo {
		_, _ = w.Write([]byte(j.userinfo))
		return
	}
	w.Header().Set("Content-Type", "application/jwt")
	encode := base64.RawURLEncoding.EncodeToString
	_, _ = w.Write([]byte(encode([]byte(`{"alg":"RS256"}`)) + "." + encode([]byte(j.userinfo)) + ".c2ln"))
}

func (j *janssen) exchange(w http.ResponseWriter, r *http.Request) {
	switch {
	case j.bearer(r) != "person":
		fail(w, 401, "invalid_client")
	case strings.Count(r.Form.Get("ujwt"), ".") != 2 || !strings.HasPrefix(r.Form.Get("scope"), "openid"):
		fail(w, 403, "access_denied")
	default:
		j.answerTokens(w, "final", false)
	}
}

func (j *janssen) introspect(w http.ResponseWriter, r *http.Request) {
	active := j.bearer(r) == "final" && j.tokens[r.Form.Get("token")] == "final"
	_, _ = fmt.Fprintf(w, `{"active":%v,"scope":"%s","client_id":"2000.x","sub":"2000.x","exp":1783950000}`, active, j.scope)
}

func (j *janssen) count(step string) int {
	j.mu.Lock()
	defer j.mu.Unlock()
	return len(slices.DeleteFunc(slices.Clone(j.trail), func(s string) bool { return s != step }))
}

// expire ends all tokens of a kind.
func (j *janssen) expire(kind string) {
	j.mu.Lock()
	defer j.mu.Unlock()
	maps.DeleteFunc(j.tokens, func(_, k string) bool { return k == kind })
}

func (j *janssen) revokeAll() {
	j.mu.Lock()
	defer j.mu.Unlock()
	clear(j.tokens)
}

var endpoints = Server{
	Issuer: host, TokenEndpoint: host + "/token", DeviceEndpoint: host + "/device", UserinfoEndpoint: host + "/userinfo",
	RevocationEndpoint: host + "/revoke",
}

func signIn(t *testing.T, j *janssen, change ...func(*SignInOptions)) *SignIn {
	t.Helper()
	options := SignInOptions{
		Transport: connect(t, j.ServeHTTP), Server: endpoints, ClientID: "2000.x", ClientSecret: "secret-hush", Scopes: []string{"https://x"},
	}
	for _, apply := range change {
		apply(&options)
	}
	return NewSignIn(options)
}

// sessionsIn keeps a login as a process of its own does.
func sessionsIn(dir string) Sessions {
	return Sessions{Store: store.Open(store.Options{Dir: dir, Place: profile.PlaceFile}), Profile: "prod"}
}

// signedIn signs somebody in and keeps the login.
func signedIn(t *testing.T, j *janssen) (*SignIn, Sessions) {
	t.Helper()
	return signedInBelow(t, j, t.TempDir())
}

func signedInBelow(t *testing.T, j *janssen, dir string) (*SignIn, Sessions) {
	t.Helper()
	s := signIn(t, j)
	code, err := s.Start(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	session, err := s.Wait(t.Context(), code, nil)
	if err != nil {
		t.Fatal(err)
	}
	sessions := sessionsIn(dir)
	if err := sessions.Save(t.Context(), session); err != nil {
		t.Fatal(err)
	}
	return s, sessions
}

func kind(t *testing.T, err error, want transport.Kind) {
	t.Helper()
	if transport.KindOf(err) != want {
		t.Errorf("got %v of kind %q, want %q", err, transport.KindOf(err), want)
	}
}

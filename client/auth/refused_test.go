package auth

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/jansadm/jansadm/client/transport"
)

func refusing(path string, status int, code string) func(*janssen) {
	return func(j *janssen) {
		j.broken = func(w http.ResponseWriter, r *http.Request) bool {
			if r.URL.Path != path || path == "/token" && r.Form.Get("ujwt") == "" {
				return false
			}
			fail(w, status, code)
			return true
		}
	}
}

func TestReasonsOfFailure(t *testing.T) {
	without := func(change func(*Server)) func(*SignInOptions) {
		return func(o *SignInOptions) { change(&o.Server) }
	}
	for name, c := range map[string]struct {
		server func(*janssen)
		client func(*SignInOptions)
		reason LoginReason
		kind   transport.Kind
		text   string
	}{
		"no device endpoint": {nil, without(func(s *Server) { s.DeviceEndpoint = "" }), LoginFeatureOff, transport.KindNotPermitted, "device_authz"},
		"device flag off":    {refusing("/device", 403, "access_denied"), nil, LoginFeatureOff, transport.KindNotPermitted, "device_authz"},
		"no userinfo":        {nil, without(func(s *Server) { s.UserinfoEndpoint = "" }), LoginFeatureOff, transport.KindNotPermitted, "userinfo"},
		"userinfo flag off":  {refusing("/userinfo", 403, "access_denied"), nil, LoginFeatureOff, transport.KindNotPermitted, "userinfo"},
		"wrong secret":       {nil, func(o *SignInOptions) { o.ClientSecret = "x-hush" }, LoginClientRefused, transport.KindUnauthenticated, "id and secret"},
		"no secret": {nil, func(o *SignInOptions) { o.ClientSecret, o.Profile = "", "prod" }, LoginClientRefused, transport.KindUnauthenticated,
			"no client secret is kept for the profile prod"},
		"no grant":       {refusing("/device", 400, "invalid_grant"), nil, LoginGrantMissing, transport.KindUnauthenticated, "device grant"},
		"disabled":       {func(j *janssen) { j.refuse = "disabled_client" }, nil, LoginClientOff, transport.KindNotPermitted, "disabled"},
		"denied":         {func(j *janssen) { j.refuse = "access_denied" }, nil, LoginDenied, transport.KindInvalid, "refused in the browser"},
		"used up":        {func(j *janssen) { j.refuse = "expired_token" }, nil, LoginCodeExpired, transport.KindInvalid, "expired"},
		"not signed":     {func(j *janssen) { j.plainInfo = true }, nil, LoginNoProof, transport.KindProtocol, "sign who"},
		"script says no": {refusing("/token", 403, "access_denied"), nil, LoginNoPermission, transport.KindNotPermitted, "admin, who may do nothing here: the roles are api-admin"},
		"no role": {func(j *janssen) { j.userinfo, j.scope = `{"sub":"6f1b","name":"Eve"}`, "openid" }, nil, LoginNoPermission,
			transport.KindNotPermitted, "Eve, who may do nothing here: the server names no role"},
		"one role as text": {func(j *janssen) { j.userinfo, j.scope = `{"name":"Eve","jansAdminUIRole":"guest"}`, "" }, nil, LoginNoPermission,
			transport.KindNotPermitted, "guest"},
	} {
		synctest.Test(t, func(t *testing.T) {
			j := newJanssen()
			var changes []func(*SignInOptions)
			if c.server != nil {
				c.server(j)
			}
			if c.client != nil {
				changes = append(changes, c.client)
			}
			_, _, err := login(t, signIn(t, j, changes...), t.Context())
			var e *LoginError
			if !errors.As(err, &e) || e.Reason != c.reason || !strings.Contains(err.Error(), c.text) || e.Hint() == "" {
				t.Errorf("%s: %v", name, err)
			}
			kind(t, err, c.kind)
			if strings.Contains(fmt.Sprintf("%v %+v", err, e), "hush") {
				t.Errorf("%s: a secret is in %v", name, err)
			}
		})
	}
}

func TestStrangeAnswers(t *testing.T) {
	for name, c := range map[string]struct{ path, answer string }{
		"page for a code":      {"/device", "<html><title>Portal</title>"},
		"code without URL":     {"/device", `{"device_code":"code-hush","user_code":"x","expires_in":60}`},
		"code with javascript": {"/device", `{"device_code":"code-hush","user_code":"x","expires_in":60,"verification_uri":"javascript:alert(1)"}`},
		"code with a file":     {"/device", `{"device_code":"code-hush","user_code":"x","expires_in":60,"verification_uri":"file:///etc/passwd"}`},
		"code in clear":        {"/device", `{"device_code":"code-hush","user_code":"x","expires_in":60,"verification_uri":"http://jans.example/x"}`},
		"code with escape":     {"/device", `{"device_code":"code-hush","user_code":"x","expires_in":60,"verification_uri":"https://x/\u001b[2J"}`},
		"code with a user":     {"/device", `{"device_code":"code-hush","user_code":"x","expires_in":60,"verification_uri":"https://jans.example@evil.example"}`},
		"code without end":     {"/device", `{"device_code":"code-hush","user_code":"x","verification_uri":"https://x"}`},
		"page for a token":     {"/token", "<html>"},
		"page for userinfo":    {"/userinfo", "<html>"},
		"damaged userinfo":     {"/userinfo", "eyJ.hush!.x"},
		"odd userinfo":         {"/userinfo", "eyJ.W10.x"},
	} {
		synctest.Test(t, func(t *testing.T) {
			j := newJanssen()
			j.broken = func(w http.ResponseWriter, r *http.Request) bool {
				if r.URL.Path == c.path {
					_, _ = w.Write([]byte(c.answer))
				}
				return r.URL.Path == c.path
			}
			_, _, err := login(t, signIn(t, j), t.Context())
			if transport.KindOf(err) != transport.KindProtocol || strings.Contains(fmt.Sprint(err), "hush") {
				t.Errorf("%s: %v", name, err)
			}
		})
	}
}

func TestIntervals(t *testing.T) {
	for interval, want := range map[string]time.Duration{
		"": 5 * time.Second, `,"interval":0`: 5 * time.Second, `,"interval":-3`: 5 * time.Second, `,"interval":7`: 7 * time.Second, `,"interval":1e30`: time.Minute,
	} {
		s := signIn(t, newJanssen(), func(o *SignInOptions) {
			o.Transport = connect(t, func(w http.ResponseWriter, _ *http.Request) {
				_, _ = w.Write([]byte(`{"device_code":"d","user_code":"x","expires_in":60,"verification_uri":"https://x","verification_uri_complete":"data:x"` + interval + `}`))
			})
		})
		code, err := s.Start(t.Context())
		if err != nil || code.Interval != want || code.CompleteURL != "" {
			t.Errorf("%s: %+v, %v", interval, code, err)
		}
	}
}

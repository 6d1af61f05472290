package auth

import (
	"context"
	"encoding/json"
	"errors"
	"net/url"
	"strings"
	"time"

	"github.com/jansadm/jansadm/client/transport"
)

// DeviceCode is what a person needs to sign in with a browser. Its texts come from the server: clean them before they reach a terminal.
type DeviceCode struct {
	UserCode    string
	URL         string // where the code is typed in
	CompleteURL string // the same with the code in it; "" when the server offers none that can be used
	Expires     time.Time
	Interval    time.Duration
	reveal      func() string // the device code, which is as good as a password until it is used
}

// What applies when the server does not say (RFC 8628 section 3.2).
const defaultInterval = 5 * time.Second

// Start asks for a code. A *LoginError says why the server gives none.
func (s *SignIn) Start(ctx context.Context) (DeviceCode, error) {
	if s.server.DeviceEndpoint == "" {
		return DeviceCode{}, &LoginError{Reason: LoginFeatureOff, Flag: "device_authz", Err: transport.KindNotPermitted}
	}
	asked := s.now()
	response, err := s.asClient(ctx, "start the sign-in", s.server.DeviceEndpoint, url.Values{"scope": {personScopes}})
	if err != nil {
		return DeviceCode{}, startRefused(err)
	}
	var answer struct {
		Code     string   `json:"device_code"`
		UserCode string   `json:"user_code"`
		URL      string   `json:"verification_uri"`
		Complete string   `json:"verification_uri_complete"`
		Expires  float64  `json:"expires_in"`
		Interval *float64 `json:"interval"`
	}
	switch err := json.Unmarshal(response.Body, &answer); {
	case err != nil:
		return DeviceCode{}, response.Malformed(errors.New("not the JSON of a device code"))
	case answer.Code == "" || answer.UserCode == "" || answer.Expires <= 0:
		return DeviceCode{}, response.Malformed(errors.New("the device code is not complete"))
	case !s.opens(answer.URL):
		return DeviceCode{}, response.Malformed(errors.New("the address to sign in at is none that a browser should open"))
	}
	code := DeviceCode{UserCode: answer.UserCode, URL: answer.URL, Interval: defaultInterval, reveal: func() string { return answer.Code }}
	code.Expires, _ = lifetime(asked, answer.Expires)
	if s.opens(answer.Complete) {
		code.CompleteURL = answer.Complete
	}
	if answer.Interval != nil && *answer.Interval >= 1 {
		code.Interval = time.Duration(min(*answer.Interval, answer.Expires) * float64(time.Second))
	}
	return code, nil
}

// opens says whether an address is one to give to a browser: those of other schemes start programs.
func (s *SignIn) opens(address string) bool {
	u, err := url.Parse(address)
	if err != nil || u.Hostname() == "" || u.User != nil || strings.ContainsFunc(address, func(r rune) bool { return r <= ' ' || r == 0x7f }) {
		return false
	}
	return u.Scheme == "https" || u.Scheme == "http" && s.transport.Plain(u.Hostname())
}

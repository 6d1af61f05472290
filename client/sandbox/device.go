package sandbox

import (
	"encoding/hex"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/jansadm/jansadm/client/sandbox/internal/jsontree"
)

const (
	grantDeviceCode = "urn:ietf:params:oauth:grant-type:device_code"

	devicePath       = "/device-code" // of the page, below the issuer
	userCodeAlphabet = "BCDFGHJKLMNPQRSTVWXZ"
	deviceCodeBytes  = 24
)

// serveDeviceAuthorization is POST /device_authorization (DeviceAuthorizationRestWebServiceImpl.java).
func (a *authServer) serveDeviceAuthorization(x *exchange) {
	c, ok := x.authenticateClient(true)
	if !ok || !x.feature(flagDeviceAuthz) {
		return
	}
	if c == nil { // a public client has passed by its id
		var err error
		if c, err = x.client(x.parameters.Get("client_id")); err != nil {
			x.broken(err)
			return
		}
	}
	if !slices.Contains(c.GrantTypes, grantDeviceCode) {
		x.fail(http.StatusBadRequest, "invalid_grant", "")
		return
	}
	scope, err := x.grantedScope(c, x.form.Get("scope"))
	if err != nil {
		x.broken(err)
		return
	}
	answer, err := x.newDevice(c, scope)
	if err != nil {
		x.broken(err)
		return
	}
	x.json(jsontree.AppendIndent(nil, answer, "    "))
}

// newDevice stores a request for authorization and gives the answer to it (RFC 8628 section 3.2).
func (x *exchange) newDevice(c *client, scope string) (object, error) {
	source := x.server.options.Rand
	userCode, err := newUserCode(source)
	if err != nil {
		return nil, err
	}
	random := make([]byte, deviceCodeBytes)
	if _, err := io.ReadFull(source, random); err != nil {
		return nil, fmt.Errorf("draw a device code: %w", err)
	}
	deviceCode := hex.EncodeToString(random)
	lifetime, _ := integerMember(x.config, "deviceAuthzRequestExpiresIn")
	interval, _ := integerMember(x.config, "deviceAuthzTokenPollInterval")
	now := x.server.options.Clock.Now()
	err = x.server.devices.add(deviceCode, &deviceRequest{
		UserCode: userCode, ClientID: c.ID, Scope: scope, Status: devicePending, Lifetime: lifetime, LastPoll: now.UnixMilli(),
		Expires: now.Add(time.Duration(lifetime) * time.Second).UnixMilli(),
	})
	page := strings.TrimSuffix(textMember(x.config, "issuer"), "/") + devicePath
	return object{
		"device_code": deviceCode, "user_code": userCode, "verification_uri": page,
		"verification_uri_complete": page + "?" + url.Values{"user_code": {userCode}}.Encode(),
		"expires_in":                jsonNumber(lifetime), "interval": jsonNumber(interval),
	}, err
}

// newUserCode draws eight letters that are easy to read, four and four.
func newUserCode(source io.Reader) (string, error) {
	const fair = 256 / len(userCodeAlphabet) * len(userCodeAlphabet) // bytes beyond would make some letters likelier
	var code []byte
	var next [1]byte
	for len(code) < 9 {
		if len(code) == 4 {
			code = append(code, '-')
		}
		if _, err := io.ReadFull(source, next[:]); err != nil {
			return "", fmt.Errorf("draw a user code: %w", err)
		}
		if int(next[0]) < fair {
			code = append(code, userCodeAlphabet[int(next[0])%len(userCodeAlphabet)])
		}
	}
	return string(code), nil
}

// redeemDevice is the device code grant. Until the person has decided it is answered with 400; what counts as too fast is not the advertised
// interval but backchannelAuthenticationResponseInterval (TokenRestWebServiceImpl.java).
func (x *exchange) redeemDevice(c *client) {
	approver, err := x.autoApprover()
	if err != nil {
		x.broken(err)
		return
	}
	slow, _ := integerMember(x.config, "backchannelAuthenticationResponseInterval")
	request, refusal, err := x.server.devices.poll(x.form.Get("device_code"), c.ID, time.Duration(slow)*time.Second, approver)
	switch {
	case err != nil:
		x.broken(err)
	case refusal != "":
		x.fail(http.StatusBadRequest, refusal, pollReasons[refusal])
	default:
		x.deviceTokens(c, request)
	}
}

// pollReasons are what errorReasonEnabled adds to the refusals of a poll.
var pollReasons = map[string]string{
	"authorization_pending": "User hasn't answered yet",
	"slow_down":             "Client is asking too fast the token.",
	"access_denied":         "The end-user denied the authorization request.",
	"expired_token":         "The authentication request has expired.",
	"invalid_grant":         "The client is not authorized.",
}

// deviceTokens answers an approved request: always with an id_token, with a scope only when the poll has sent one, which is repeated after
// the second decoding that every grant does, and without the headers against caching.
func (x *exchange) deviceTokens(c *client, request *deviceRequest) {
	user, err := x.server.personAt(request.UserDN)
	if err != nil {
		x.broken(err)
		return
	}
	if user == nil {
		x.fail(http.StatusBadRequest, "expired_token", pollReasons["expired_token"])
		return
	}
	g := grant{
		grantType: grantDeviceCode, clientID: c.ID, userID: user.userID, userDN: user.dn, subject: user.inum, scope: request.Scope,
		sid: request.SID, session: request.Session, authTime: time.UnixMilli(request.AuthTime),
	}
	if g.id, err = newUUID(x.server.options.Rand); err != nil {
		x.broken(err)
		return
	}
	how := issuance{refresh: x.refreshAllowed(c, x.form.Get("scope"), g.scope), idToken: true}
	if x.form.Has("scope") {
		sent := x.form.Get("scope")
		if decoded, err := url.QueryUnescape(sent); err == nil {
			sent = decoded
		}
		how.scope = sent
	}
	x.w.Header().Del("Cache-Control")
	x.w.Header().Del("Pragma")
	x.issue(c, g, how)
}

// autoApprover is the person that Options.AutoApprove names, nil when requests wait for the page.
func (x *exchange) autoApprover() (*person, error) {
	name := x.server.options.AutoApprove
	if name == "" {
		return nil, nil
	}
	return x.server.person(name)
}

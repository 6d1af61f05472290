package auth

import (
	"cmp"
	"context"
	"errors"
	"mime"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/jansadm/jansadm/client/transport"
)

// RevokeRequest asks the auth server to revoke a token (RFC 7009 section 2.1).
type RevokeRequest struct {
	URL    string
	Caller Caller
	Token  string // sent as it is, also when it is empty
	Hint   string // token_type_hint; "" sends none
	Get    bool   // by GET, with which no server should do it: for a token that is of no use
}

// RevokeAnswer is what the endpoint has said. Its texts are the server's: they have to be cleaned.
type RevokeAnswer struct {
	Status      int
	Code        string // the OAuth error, as in "invalid_request"; empty for none
	Description string
	Media       string // media type of the body; empty for none
	Empty       bool   // there is no body
	NoStore     bool   // nobody on the way may keep the answer
	Challenge   bool   // WWW-Authenticate says how to authenticate
	RetryAfter  time.Duration
	RequestID   string
}

// Accepted says whether the server has done what it was asked, as far as it says.
func (a RevokeAnswer) Accepted() bool { return a.Status >= 200 && a.Status <= 299 }

// HTML says whether something other than the auth server seems to have answered.
func (a RevokeAnswer) HTML() bool { return a.Media == "text/html" }

// Revoke sends the request. Whatever the endpoint answers is no error; that it does not answer is. Neither token nor secret is part of an error
// or of what is logged.
func Revoke(ctx context.Context, t *transport.Transport, request RevokeRequest) (RevokeAnswer, error) {
	const op = "revoke a token"
	fields := url.Values{"token": {request.Token}}
	if request.Hint != "" {
		fields.Set("token_type_hint", request.Hint)
	}
	request.Caller.sign(fields)
	var response transport.Response
	var err error
	if request.Get {
		response, err = t.Do(ctx, transport.Request{
			Op: op, Method: http.MethodGet, URL: request.URL, Query: fields, Auth: request.Caller.credential})
	} else {
		response, err = t.Exchange(ctx, transport.Form{Op: op, URL: request.URL, Fields: fields, Auth: request.Caller.credential})
	}
	answer := RevokeAnswer{
		Status: response.Status, Empty: len(response.Body) == 0, RequestID: response.RequestID,
		NoStore:   strings.Contains(strings.ToLower(response.Header.Get("Cache-Control")), "no-store"),
		Challenge: response.Header.Get("WWW-Authenticate") != "",
	}
	answer.Media, _, _ = mime.ParseMediaType(response.Header.Get("Content-Type"))
	var refusal *transport.Error
	if errors.As(err, &refusal) && whole(refusal) {
		answer.Code, answer.Description, answer.RetryAfter = refusal.Code, cmp.Or(refusal.Detail, refusal.Message), refusal.RetryAfter
		return answer, nil
	}
	return answer, err
}

// whole says whether an answer has arrived to its end.
func whole(refusal *transport.Error) bool {
	return refusal.Status != 0 && refusal.Kind != transport.KindTooLarge && !errors.Is(refusal, transport.KindUnreachable)
}

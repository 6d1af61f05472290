package transport

import (
	"context"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"sync/atomic"
)

// Request is one call.
type Request struct {
	Op          string // what is tried, as in "read the auth server configuration"
	Method      string
	URL         string // absolute; https, unless it is this machine or Options.PlainHTTP is set
	Header      http.Header
	Query       url.Values
	Body        []byte // nil for none
	ContentType string // of Body
	Accept      string // "" is application/json
	Auth        Credential
}

// Response is an answer. It is filled as far as it arrived, also beside an error.
type Response struct {
	Status    int
	Header    http.Header
	Body      []byte
	RequestID string
	call      *call
}

// Do sends a request and returns the answer when its status is 2xx; any failure is an *Error. A GET that fails in a way that may
// pass is tried again, any other method never. In read-only mode, and when the
// guard says no, every method but GET is refused before anything is sent.
func (t *Transport) Do(ctx context.Context, request Request) (Response, error) {
	c, failure := t.prepare(request)
	if failure != nil {
		return Response{}, failure
	}
	if c.method == http.MethodGet {
		return t.run(ctx, c, repeatRead)
	}
	if err := t.Writable(); err != nil {
		return Response{RequestID: c.id}, c.guarded(err)
	}
	c.writes = true
	return t.run(ctx, c, never)
}

// Form is a POST of form fields to an OAuth endpoint.
type Form struct {
	Op     string
	URL    string
	Fields url.Values
	Auth   Credential
	Poll   bool // it is sent again and again until somebody has done something: equal answers in a row are remembered as one
}

// Exchange sends a form to an OAuth endpoint (token, introspection). It is the one way past read-only mode, for the login and for
// trying an endpoint before it is configured: a token changes no configuration, and the Config API accepts no forms. It is tried
// again only when nothing listened.
func (t *Transport) Exchange(ctx context.Context, form Form) (Response, error) {
	c, failure := t.prepare(Request{
		Op: form.Op, Method: http.MethodPost, URL: form.URL, Auth: form.Auth,
		Body: []byte(form.Fields.Encode()), ContentType: "application/x-www-form-urlencoded",
	})
	if failure != nil {
		return Response{}, failure
	}
	c.form, c.poll = form.Fields, form.Poll
	for _, name := range secretFields {
		c.hide(form.Fields[name]...)
	}
	return t.run(ctx, c, repeatUndelivered)
}

// secretFields are the form fields whose values must not appear in an error, should a server echo them, nor in what is remembered.
var secretFields = []string{
	"token", "access_token", "id_token", "id_token_hint", "client_secret", "client_assertion", "password", "refresh_token", "device_code", "user_code",
	"code", "code_verifier", "ujwt", "session_id",
}

func (t *Transport) run(ctx context.Context, c *call, repeat func(*Error) bool) (Response, error) {
	ctx, cancel := context.WithTimeout(ctx, t.options.Timeout)
	defer cancel()
	for tries := 1; ; tries++ {
		response, failure := t.try(ctx, c, tries)
		if failure == nil {
			return response, nil
		}
		if !repeat(failure) || !t.pause(ctx, tries, failure) {
			if ctx.Err() == context.Canceled && failure.Kind != KindCanceled { // given up while waiting
				return response, c.noAnswer(ctx, ctx.Err(), false)
			}
			return response, failure
		}
	}
}

// try sends the request once.
func (t *Transport) try(ctx context.Context, c *call, number int) (Response, *Error) {
	if err := ctx.Err(); err != nil {
		return Response{RequestID: c.id}, c.noAnswer(ctx, err, false)
	}
	var connected atomic.Bool
	connected.Store(t.network == nil) // a replaced transport does not tell: assume the worst
	traced := httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{GotConn: func(httptrace.GotConnInfo) { connected.Store(true) }})

	request := t.rest.R().SetContext(traced)
	request.Header = c.header.Clone()
	if c.body != nil {
		request.SetBody(c.body)
	}
	started := t.options.Now()
	answer, err := request.Execute(c.method, c.url.String())

	response := Response{RequestID: c.id, call: c}
	var failure *Error
	if answer != nil && answer.RawResponse != nil {
		response.Status, response.Header, response.Body = answer.StatusCode(), answer.Header(), answer.Body()
	}
	switch {
	case err != nil && response.Status != 0:
		failure = c.brokenAnswer(ctx, err, response)
	case err != nil:
		failure = c.noAnswer(ctx, err, connected.Load())
	case response.Status < 200 || response.Status > 299:
		failure = c.refusal(response, t.options.Now())
	}
	ended := t.options.Now()
	t.skew.note(response.Header, started, ended)
	t.options.Recent.add(t.record(c, number, started, ended, response.Status, failure))
	t.logCall(ctx, c, number, ended.Sub(started), response.Status, failure)
	return response, failure
}

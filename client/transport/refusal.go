package transport

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// refusal makes the Error of an answer whose status is not 2xx.
func (c *call) refusal(response Response, now time.Time) *Error {
	if c.refusedAsPlain(response) {
		e := c.needsTLS()
		e.Status = response.Status
		return e
	}
	body := parseErrorBody(response.Header.Get("Content-Type"), response.Body)
	e := c.fail(kindOfStatus(response.Status))
	e.Status = response.Status
	e.Code, e.Message, e.Detail = body.code, bound(c.scrub(body.message)), bound(c.scrub(body.description))
	e.RetryAfter = retryAfter(response.Header, now)
	if hint, ok := statusHints[response.Status]; ok {
		e.Hint = hint
	}
	if body.shape == shapeHTML {
		e.Hint = "Something in front of the server answered; check that the server behind it is running and that the address is right."
	}
	decided := false
	switch {
	case response.Status < 400:
		c.redirected(e, response.Header)
	case body.shape == shapeOAuth:
		classifyOAuth(e)
	case response.Status == http.StatusUnauthorized && body.shape != shapeHTML:
		classifyUnauthorized(e)
	default:
		decided = classifyText(e)
	}
	e.Unknown = c.writes && response.Status >= 500 && !decided
	return e
}

// kindOfStatus applies where the text says nothing more precise.
func kindOfStatus(status int) Kind {
	switch status {
	case http.StatusUnauthorized:
		return KindUnauthenticated
	case http.StatusForbidden:
		return KindNotPermitted
	case http.StatusNotFound, http.StatusGone:
		return KindNotFound
	case http.StatusConflict, http.StatusPreconditionFailed:
		return KindConflict
	case http.StatusRequestTimeout:
		return KindTimeout
	case http.StatusRequestEntityTooLarge:
		return KindTooLarge
	case http.StatusTooManyRequests:
		return KindRateLimited
	case http.StatusMethodNotAllowed, http.StatusNotAcceptable, http.StatusUnsupportedMediaType, http.StatusProxyAuthRequired:
		return KindProtocol
	}
	switch {
	case status >= 500:
		return KindServer
	case status >= 400:
		return KindInvalid
	}
	return KindProtocol
}

var statusHints = map[int]string{
	http.StatusNotFound: "It may have been deleted meanwhile; reload. If everything is not found, check that the address is " +
		"right and the Config API is installed there.",
	http.StatusMethodNotAllowed:      "This server does not offer the operation; it may be of another version.",
	http.StatusNotAcceptable:         "This server does not offer the operation in this form; it may be of another version.",
	http.StatusUnsupportedMediaType:  "This server does not take the request in this form; it may be of another version.",
	http.StatusProxyAuthRequired:     "The proxy asks for a user and password: put them into HTTPS_PROXY.",
	http.StatusRequestEntityTooLarge: "The server accepts less at once: make several smaller changes.",
	http.StatusBadGateway:            "The proxy runs, but the Janssen service behind it does not answer: check that it is running.",
	http.StatusServiceUnavailable:    "The service is starting, stopping or overloaded: try again in a moment.",
	http.StatusGatewayTimeout:        "The Janssen service behind the proxy is too slow: try again, and check its load.",
}

func (c *call) redirected(e *Error, header http.Header) {
	target, err := url.Parse(header.Get("Location"))
	if err != nil || header.Get("Location") == "" {
		return
	}
	target = c.url.ResolveReference(target)
	e.Message = ""
	e.Detail = "redirected to " + c.scrub(plainURL(target)) + ", which is not followed"
	switch {
	case target.Scheme != "https":
		e.Hint = "It leads to plain HTTP, where others could read along: correct it on the server, or on the proxy before it."
	case strings.EqualFold(target.Host, c.url.Host):
		e.Hint = "Check the address: a portal or proxy seems to answer there."
	default:
		e.Hint = fmt.Sprintf("If https://%s is the right server, use it as the address.", c.scrub(target.Host))
	}
}

// Malformed makes the Error of a 2xx answer whose body is not what the operation promises. A write that was answered so has been
// made or not; that is unknown.
func (r Response) Malformed(cause error) *Error {
	e := r.call.fail(KindProtocol)
	e.Status, e.Err, e.Unknown = r.Status, cause, r.call.writes
	body := parseErrorBody(r.Header.Get("Content-Type"), r.Body)
	switch body.shape {
	case shapeHTML:
		e.Message, e.Detail = body.message, bound(r.call.scrub(body.description))
		e.Hint = "A portal, proxy or load balancer answered instead of the server; check the address and log in to the network if needed."
	case shapeEmpty:
		e.Detail = "the body is empty"
	default:
		e.Detail = "the body is not what was expected"
		if cause != nil {
			e.Detail = r.call.scrub(cause.Error())
		}
	}
	return e
}

// Missing makes the Error of a 2xx answer without a body, where that stands for an object that cannot be read.
func (r Response) Missing() *Error {
	e := r.call.fail(KindNotFound)
	e.Status, e.Unknown = r.Status, r.call.writes
	e.Detail = "the server answered with nothing"
	return e
}

package transport

import (
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
)

// call is a request made ready: checked, with its headers and its id.
type call struct {
	op     string
	method string
	url    *url.URL
	header http.Header
	body   []byte
	id     string
	asked  Request    // as it was given
	form   url.Values // the fields of the body, where it is a form
	poll   bool       // equal answers in a row are remembered as one
	proxy  string     // host and port that it goes through, "" when it goes straight
	writes bool       // its result matters: not knowing it is reported
	hides  []string   // texts that must not appear in errors
}

func (t *Transport) prepare(r Request) (*call, *Error) {
	c := &call{op: r.Op, method: r.Method, body: r.Body, id: t.options.NewID(), header: http.Header{}, asked: r}
	target, err := url.Parse(r.URL)
	switch {
	case err != nil: // the cause is not kept: it repeats the address, which may hold a password
		return nil, c.invalid("the address is not a URL")
	case target.Scheme == "http" && t.Plain(target.Hostname()):
	case target.Scheme != "https":
		return nil, c.invalid(fmt.Sprintf("refusing the %q address of %s: tokens would travel in clear, https is needed", target.Scheme, target.Host))
	}
	switch {
	case target.Host == "" || target.User != nil:
		return nil, c.invalid("the address needs a host name, and must not hold a user name or password")
	}
	target.Fragment = ""
	if len(r.Query) > 0 {
		target.RawQuery = r.Query.Encode()
	}
	c.url, c.proxy = target, t.proxyFor(target)

	for name, values := range r.Header {
		c.header[http.CanonicalHeaderKey(name)] = values
	}
	c.header.Set("Accept", "application/json")
	if r.Accept != "" {
		c.header.Set("Accept", r.Accept)
	}
	if r.Body != nil && r.ContentType != "" {
		c.header.Set("Content-Type", r.ContentType)
	}
	c.header.Set("X-Correlation-Id", c.id)
	c.header.Set("jans-client", t.options.ClientName)
	if inum := t.ActingFor(); inum != "" {
		c.header.Set("User-inum", inum)
	}
	c.header.Set("User-Agent", strings.TrimRight(t.options.ClientName+"/"+t.options.Version, "/"))
	if !r.Auth.IsZero() {
		header, secrets := r.Auth.reveal()
		c.header.Set("Authorization", header)
		c.hide(secrets...)
	}
	return c, nil
}

func (c *call) hide(secrets ...string) {
	for _, secret := range secrets {
		if len(secret) >= 4 { // replacing shorter ones would mangle every text, and hide nothing
			c.hides = append(c.hides, secret)
		}
	}
}

// scrub removes this request's own secrets from a text, should a server or proxy echo them.
func (c *call) scrub(text string) string {
	for _, secret := range c.hides {
		text = strings.ReplaceAll(text, secret, hidden)
	}
	return text
}

// fail starts an Error about this call.
func (c *call) fail(kind Kind) *Error {
	e := &Error{Kind: kind, Op: c.op, Method: c.method, RequestID: c.id, Hint: wordings[kind].hint}
	if c.url != nil {
		e.URL = plainURL(c.url)
	}
	return e
}

// guarded is the failure of a request that Writable has refused.
func (c *call) guarded(why error) *Error {
	e := c.fail(KindReadOnly)
	if why != KindReadOnly {
		e.Detail, e.Err, e.Hint = why.Error(), why, "Change the profile that forbids it first, where it is right to do so."
	}
	return e
}

func (c *call) invalid(detail string) *Error {
	e := c.fail(KindInvalid)
	e.Detail, e.Hint = detail, "Correct the address of the server."
	return e
}

// Plain says whether http is spoken with a host.
func (t *Transport) Plain(host string) bool { return t.options.PlainHTTP || Loopback(host) }

// Loopback says that a host name or address is this machine, so that what is sent there does not leave it.
func Loopback(host string) bool {
	ip := net.ParseIP(host)
	return strings.EqualFold(host, "localhost") || ip != nil && ip.IsLoopback()
}

func plainURL(u *url.URL) string {
	plain := url.URL{Scheme: u.Scheme, Host: u.Host, Path: u.Path}
	return plain.String()
}

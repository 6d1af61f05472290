package transport

import (
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

const insufficient = "oAuth authorization error Insufficient scopes! , Required scope: [https://x/a, https://x/b], however token scopes: [https://x/b, c]"

const apachePage = `<!DOCTYPE HTML PUBLIC "-//IETF//DTD HTML 2.0//EN">
<html><head><title>502
  Proxy &amp; Error</title></head><body><h1>Proxy Error</h1></body></html>`

func TestErrorShapes(t *testing.T) {
	const json, html = "application/json", "text/html; charset=iso-8859-1"
	cases := []struct {
		name        string
		method      string
		status      int
		contentType string
		body        string
		kind        Kind
		code        string
		message     string
		detail      string
		hint        string // contained
		unknown     bool
	}{
		{"ApiError", "GET", 400, json, `{"code":"OCA001","message":"A required attribute is missing.","description":"The attribute id is required for this operation"}`,
			KindInvalid, "OCA001", "A required attribute is missing.", "The attribute id is required for this operation", "Correct", false},
		{"ApiError not found", "GET", 404, json, `{"code":"404","message":"The requested scope doesn't exist"}`,
			KindNotFound, "404", "The requested scope doesn't exist", "", "reload", false},
		{"ApiError with a number as code", "GET", 500, json, `{"code":500,"message":"Internal Server error"}`,
			KindServer, "500", "Internal Server error", "", "request id", false},
		{"limit", "GET", 400, json, `{"code":"400","message":"Maximum number of results per page is 200"}`,
			KindInvalid, "400", "Maximum number of results per page is 200", "", "fewer", false},
		{"name taken on PUT", "PUT", 400, json, `{"code":"400","message":"NAME_CONFLICT","description":"Attribute with same name x already exists!"}`,
			KindConflict, "400", "NAME_CONFLICT", "Attribute with same name x already exists!", "taken", false},
		{"name taken on POST", "POST", 406, json, `{"code":"406","message":"Attribute with same name 'x' already exists!"}`,
			KindConflict, "406", "Attribute with same name 'x' already exists!", "", "taken", false},
		{"no such column", "POST", 406, json, `{"code":"406","message":"The attribute 'x' not defined in DB schema"}`,
			KindInvalid, "406", "The attribute 'x' not defined in DB schema", "", "column", false},
		{"other 406 with a body", "PUT", 406, json, `{"code":"406","message":"kid is used"}`, KindInvalid, "406", "kid is used", "", "Correct", false},
		{"empty 406", "GET", 406, "", "", KindProtocol, "", "", "", "version", false},
		{"empty 404", "GET", 404, "", "", KindNotFound, "", "", "", "Config API is installed", false},
		{"empty 405", "PUT", 405, "", "", KindProtocol, "", "", "", "does not offer", false},
		{"empty 415", "PATCH", 415, "", "", KindProtocol, "", "", "", "form", false},
		{"bad JSON", "PATCH", 400, json, "Not able to deserialize data provided.", KindInvalid, "", "Not able to deserialize data provided.", "", "wrong type", false},

		{"test failed", "PATCH", 500, json, "value differs from expectations", KindConflict, "", "value differs from expectations", "", "meanwhile", false},
		{"no such path", "PATCH", 500, json, "no such path in target JSON document", KindInvalid, "", "no such path in target JSON document", "", "case-sensitive", false},
		{"no parent", "PATCH", 500, json, "parent of node to add does not exist", KindInvalid, "", "parent of node to add does not exist", "", "does not know", false},
		{"no container", "PATCH", 500, json, "parent of path to add to is not a container", KindInvalid, "", "parent of path to add to is not a container", "", "as a whole", false},
		{"no index", "PATCH", 500, json, "no such index in target array", KindInvalid, "", "no such index in target array", "", "shorter", false},
		{"no number", "PATCH", 500, json, "reference token is not an array index", KindInvalid, "", "reference token is not an array index", "", "number", false},
		{"entry gone", "PATCH", 500, json, "Failed to find entry: 'inum=x,ou=scripts,o=jans'", KindNotFound, "", "Failed to find entry: 'inum=x,ou=scripts,o=jans'", "", "deleted", false},
		{"unknown search field", "GET", 500, json, "Failed to convert filter '(x=1)' to expression", KindInvalid, "", "Failed to convert filter '(x=1)' to expression", "", "search", false},
		{"text as a JSON string", "PATCH", 500, json, `"value differs from expectations"`, KindConflict, "", "value differs from expectations", "", "meanwhile", false},
		{"any other 500 of a write", "PATCH", 500, json, "Failed to update entry: 'ou=jans-auth'", KindServer, "", "Failed to update entry: 'ou=jans-auth'", "", "log", true},
		{"any other 500 of a read", "GET", 500, json, "Failed to find entries with key: o=jans", KindServer, "", "Failed to find entries with key: o=jans", "", "log", false},
		{"empty 500 of a write", "PATCH", 500, "", "", KindServer, "", "", "", "log", true},
		{"constraint violation as text", "POST", 400, json, "createAttribute.attribute.description: must not be null", KindInvalid, "", "createAttribute.attribute.description: must not be null", "", "Correct", false},

		{"no token", "GET", 401, json, "ONLY TOKEN BASED AUTHORIZATION IS SUPPORTED!", KindUnauthenticated, "", noToken, "", "log in", false},
		{"unknown token", "GET", 401, json, "Token is Invalid.", KindUnauthenticated, "", tokenInvalid, "", "expired or revoked", false},
		{"expired JWT", "GET", 401, json, "ID Token is expired", KindUnauthenticated, "", tokenExpired, "", "expired", false},
		{"issuer not approved", "GET", 401, json, "Jwt Issuer is Invalid.", KindUnauthenticated, "", "Jwt Issuer is Invalid.", "", "apiApprovedIssuer", false},
		{"unknown 401", "GET", 401, json, "HTTP 401 Unauthorized", KindUnauthenticated, "", "HTTP 401 Unauthorized", "", "introspectionEndpoint", false},
		{"failed check", "GET", 401, json, "connect timed out", KindUnauthenticated, "", "connect timed out", "", "server's log", false},
		{"XML", "GET", 400, "text/xml", "<fault>no</fault>", KindInvalid, "", "<fault>no</fault>", "", "Correct", false},
		{"empty 401", "GET", 401, "", "", KindUnauthenticated, "", "", "", "introspectionEndpoint", false},
		{"missing scopes", "GET", 401, json, insufficient, KindNotPermitted, "", strings.TrimSuffix(insufficient, ", however token scopes: [https://x/b, c]"), "",
			"the scope https://x/a.", false},

		{"auth server", "POST", 401, json, "{\n    \"error_description\": \"Client authentication failed. CorrelationId: abc\",\n    \"error\": \"invalid_client\"\n}",
			KindUnauthenticated, "invalid_client", "Client authentication failed.", "", "client_secret_basic", false},
		{"feature off", "POST", 403, json, `{"error_description":"access_denied CorrelationId: abc","error":"access_denied","reason":"Feature flag is disabled on server."}`,
			KindNotPermitted, "access_denied", "access_denied", "Feature flag is disabled on server.", "feature flags", false},
		{"introspection refused", "POST", 401, json, `{"error":"access_denied"}`, KindUnauthenticated, "access_denied", "access_denied", "", "log in", false},
		{"grant missing", "POST", 400, json, `{"error":"invalid_grant","error_description":" CorrelationId: x"}`, KindUnauthenticated, "invalid_grant", "invalid_grant", "", "grant", false},
		{"disabled client", "POST", 403, json, `{"error":"disabled_client"}`, KindNotPermitted, "disabled_client", "disabled_client", "", "enable it", false},
		{"invalid request", "POST", 400, json, `{"error":"invalid_request","error_description":"No token."}`, KindInvalid, "invalid_request", "No token.", "", "Correct", false},

		{"proxy page", "GET", 502, html, apachePage, KindServer, "", htmlPage, "502 Proxy & Error", "in front of", false},
		{"proxy page for a write", "PATCH", 502, html, apachePage, KindServer, "", htmlPage, "502 Proxy & Error", "in front of", true},
		{"page labelled as JSON", "GET", 403, json, "<html><body>blocked</body></html>", KindNotPermitted, "", htmlPage, "", "in front of", false},
		{"login page", "GET", 401, html, apachePage, KindUnauthenticated, "", htmlPage, "502 Proxy & Error", "in front of", false},
		{"starting", "GET", 503, "", "", KindServer, "", "", "", "starting", false},
		{"gateway time-out", "PATCH", 504, "", "", KindServer, "", "", "", "slow", true},
		{"conflict", "PUT", 409, "", "", KindConflict, "", "", "", "Reload", false},
		{"rate limit", "GET", 429, "", "", KindRateLimited, "", "", "", "Wait", false},
		{"too large", "POST", 413, "", "", KindTooLarge, "", "", "", "smaller", false},
		{"other JSON", "GET", 418, json, `{"fault":{"x":1}}`, KindInvalid, "", `{"fault":{"x":1}}`, "", "Correct", false},
		{"JSON list", "GET", 400, json, `["no"]`, KindInvalid, "", `["no"]`, "", "Correct", false},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			tr, url := serve(t, func(w http.ResponseWriter, r *http.Request) {
				w.Header()["Content-Type"] = nil
				if c.contentType != "" {
					w.Header().Set("Content-Type", c.contentType)
				}
				w.WriteHeader(c.status)
				_, _ = w.Write([]byte(c.body))
			})
			response, err := tr.Do(t.Context(), request(c.method, url+"/x"))
			e := failure(t, err)
			if e.Kind != c.kind || e.Code != c.code || e.Message != c.message || e.Detail != c.detail || e.Unknown != c.unknown {
				t.Errorf("got kind %q code %q message %q detail %q unknown %v", e.Kind, e.Code, e.Message, e.Detail, e.Unknown)
			}
			if !strings.Contains(e.Hint, c.hint) {
				t.Errorf("hint %q lacks %q", e.Hint, c.hint)
			}
			if e.Status != c.status || response.Status != c.status || string(response.Body) != c.body {
				t.Errorf("status %d, response %d %q", e.Status, response.Status, response.Body)
			}
			if e.Method != c.method || e.URL != url+"/x" || e.RequestID != response.RequestID {
				t.Errorf("about %s %s %s", e.Method, e.URL, e.RequestID)
			}
		})
	}
}

func TestInsufficientScopesAreListed(t *testing.T) {
	e := &Error{Status: 401, Message: insufficient}
	classifyUnauthorized(e)
	if !slices.Equal(e.Needed, []string{"https://x/a", "https://x/b"}) || !slices.Equal(e.Held, []string{"https://x/b", "c"}) {
		t.Errorf("needed %q held %q", e.Needed, e.Held)
	}
	for message, want := range map[string]string{
		"Insufficient scopes!!! , Required scope: [a], however token scopes: []":               "the scope a. Its token has none at all.",
		"Insufficient scopes! , Required scope: [a, b], however token scopes: [c,d,e,f,g,h]":   "the scopes a and b.",
		"Insufficient scopes! , Required scope: [a, b, c, d, e, f], however token scopes: [x]": "the scopes a and b and c and d and 2 more.",
		"Insufficient scopes! , Required scope: [a], however token scopes: [a]":                "the scope a.",
		"Insufficient scopes":                    wordings[KindNotPermitted].hint,
		"Insufficient scopes, Required scope: [": wordings[KindNotPermitted].hint,
	} {
		e := &Error{Status: 401, Message: message}
		classifyUnauthorized(e)
		if e.Kind != KindNotPermitted || !strings.Contains(e.Hint, want) {
			t.Errorf("%s: %s %q", message, e.Kind, e.Hint)
		}
	}
}

func TestTokenRefused(t *testing.T) {
	for message, want := range map[string]bool{tokenInvalid: true, tokenExpired: true, tokenNotSeen: true, noToken: false, "connect timed out": false, "": false} {
		if got := (&Error{Kind: KindUnauthenticated, Message: message}).TokenRefused(); got != want {
			t.Errorf("%q: %v", message, got)
		}
	}
	if (&Error{Kind: KindServer, Message: tokenInvalid}).TokenRefused() {
		t.Error("only a 401 refuses a token")
	}
}

func TestMessageIsBounded(t *testing.T) {
	text := strings.Repeat("é", maxText)
	for offset := range 2 {
		got := bound(strings.Repeat("x", offset) + text)
		if !utf8.ValidString(got) || len(got) > maxText+len("…") || !strings.HasSuffix(got, "é…") {
			t.Errorf("offset %d: %d bytes, valid %v", offset, len(got), utf8.ValidString(got))
		}
	}
	if bound("short") != "short" {
		t.Error("a short text was changed")
	}
}

func TestRetryAfter(t *testing.T) {
	now := time.Date(2026, 7, 1, 12, 0, 0, 0, time.UTC)
	for value, want := range map[string]time.Duration{
		"": 0, "7": 7 * time.Second, "-1": 0, "soon": 0, "99999999999": 24 * time.Hour, "999999999": 24 * time.Hour,
		"Wed, 01 Jul 2026 12:00:09 GMT": 9 * time.Second, "Wed, 01 Jul 2026 11:00:00 GMT": 0,
	} {
		if got := retryAfter(http.Header{"Retry-After": {value}}, now); got != want {
			t.Errorf("%q: %v, want %v", value, got, want)
		}
	}
	skewed := http.Header{"Retry-After": {"Wed, 01 Jul 2026 09:00:05 GMT"}, "Date": {"Wed, 01 Jul 2026 09:00:00 GMT"}}
	if got := retryAfter(skewed, now); got != 5*time.Second {
		t.Errorf("the server's clock was not used: %v", got)
	}
}

func FuzzErrorBody(f *testing.F) {
	f.Add("application/json", insufficient)
	f.Add("text/html", apachePage)
	f.Add("", `{"error":"x","error_description":"y CorrelationId: z"}`)
	f.Add("", `{"code":null,"message":{},"description":[1]}`)
	f.Fuzz(func(t *testing.T, contentType, body string) {
		c := &call{method: http.MethodPatch, url: mustParse("https://h/p"), writes: true}
		for _, status := range []int{302, 400, 401, 406, 500} {
			e := c.refusal(Response{Status: status, Header: http.Header{"Content-Type": {contentType}}, Body: []byte(body)}, time.Unix(0, 0))
			if len(e.Message) > maxText+len("…") || len(e.Detail) > maxText+len("…") || e.Hint == "" || e.Kind == "" {
				t.Errorf("%d: %+v", status, e)
			}
		}
	})
}

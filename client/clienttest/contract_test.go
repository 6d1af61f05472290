package clienttest

import (
	"bytes"
	"fmt"
	"io"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/gorillamux"
)

// exchange is a request that was sent, with its answer.
type exchange struct {
	request      *http.Request
	requestBody  []byte
	status       int
	header       http.Header
	responseBody []byte
}

// recorder passes requests on and keeps what went over the wire.
type recorder struct {
	next http.RoundTripper
	mu   sync.Mutex
	seen []exchange
}

func (r *recorder) RoundTrip(request *http.Request) (*http.Response, error) {
	seen := exchange{request: request.Clone(request.Context())}
	if request.Body != nil {
		body, err := io.ReadAll(request.Body)
		if err != nil {
			return nil, err
		}
		seen.requestBody = body
		request.Body = io.NopCloser(bytes.NewReader(body))
	}
	response, err := r.next.RoundTrip(request)
	if err != nil {
		return nil, err
	}
	body, err := io.ReadAll(response.Body)
	_ = response.Body.Close()
	if err != nil {
		return nil, err
	}
	response.Body = io.NopCloser(bytes.NewReader(body))
	seen.status, seen.header, seen.responseBody = response.StatusCode, response.Header, body
	r.mu.Lock()
	defer r.mu.Unlock()
	r.seen = append(r.seen, seen)
	return response, nil
}

// contract is one OpenAPI document of the server.
type contract struct {
	name    string
	prefix  string // of the addresses in front of the document's paths
	router  routers.Router
	covered map[string]bool
	problem map[string]bool
}

// contracts reads the documents from JANSADM_OPENAPI_DIR, or from shared/openapi beside the repository; nil when there are none.
func contracts(t *testing.T) []*contract {
	t.Helper()
	folder, given := os.LookupEnv("JANSADM_OPENAPI_DIR")
	if !given {
		folder = filepath.Join("..", "..", "..", "shared", "openapi")
		if _, err := os.Stat(folder); err != nil {
			return nil
		}
	}
	list := []*contract{
		{name: "config-api.yaml", prefix: "/jans-config-api"},
		{name: "auth-server.yaml", prefix: "/jans-auth"},
	}
	for _, c := range list {
		doc, err := openapi3.NewLoader().LoadFromFile(filepath.Join(folder, c.name))
		if err != nil {
			t.Fatal(err)
		}
		doc.Servers = nil // they leave out the context path, or name an example host
		if c.router, err = gorillamux.NewRouter(doc); err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		c.covered, c.problem = map[string]bool{}, map[string]bool{}
	}
	return list
}

// check compares an exchange with the document it belongs to. Each difference is reported as "METHOD path STATUS: what differs".
func (c *contract) check(e exchange) {
	if !strings.HasPrefix(e.request.URL.Path, c.prefix+"/") {
		return
	}
	request := e.request.Clone(e.request.Context())
	request.URL.Path = strings.TrimPrefix(request.URL.Path, c.prefix)
	request.Body = io.NopCloser(bytes.NewReader(e.requestBody))
	route, parameters, err := c.router.FindRoute(request)
	if err != nil {
		if e.status != http.StatusNotFound && e.status != http.StatusMethodNotAllowed {
			c.report(e, request.URL.Path, "the operation is not in the document")
		}
		return
	}
	c.covered[route.Method+" "+route.Path] = true
	input := &openapi3filter.RequestValidationInput{
		Request: request, PathParams: parameters, Route: route,
		Options: &openapi3filter.Options{AuthenticationFunc: openapi3filter.NoopAuthenticationFunc, IncludeResponseStatus: true, MultiError: true},
	}
	if e.status < 300 {
		c.reportAll(e, route.Path, "request: ", openapi3filter.ValidateRequest(request.Context(), input))
	}
	response := &openapi3filter.ResponseValidationInput{RequestValidationInput: input, Status: e.status, Header: e.header, Options: input.Options}
	response.SetBodyBytes(e.responseBody)
	c.reportAll(e, route.Path, "answer: ", openapi3filter.ValidateResponse(request.Context(), response))
	for _, name := range unknownMembers(route.Operation, e) {
		c.report(e, route.Path, "answer: the document does not know the member "+name)
	}
}

func (c *contract) reportAll(e exchange, path, part string, err error) {
	for _, problem := range flatten(err) {
		c.report(e, path, part+problem)
	}
}

func (c *contract) report(e exchange, path, problem string) {
	c.problem[fmt.Sprintf("%s %s %d: %s", e.request.Method, path, e.status, problem)] = true
}

// coverage lists the operations of the documents that were used, and the differences found.
func coverage(list []*contract) (covered, problems []string) {
	for _, c := range list {
		covered = slices.AppendSeq(covered, maps.Keys(c.covered))
		for problem := range c.problem {
			problems = append(problems, c.name+" "+problem)
		}
	}
	slices.Sort(covered)
	slices.Sort(problems)
	return covered, problems
}

package sandbox

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// match finds the route of a request and the parameters of its path, or the answer when there is none. HEAD is GET without the body. Of
// several paths that fit, the one with the most literal text decides, and then the method must be one of its own (JAX-RS section 3.7.2).
func (c *configAPI) match(header http.Header, r *http.Request) (*apiRoute, map[string]string, apiAnswer) {
	segments := strings.Split(strings.Trim(strings.TrimPrefix(r.URL.EscapedPath(), apiPath), "/"), "/")
	method := r.Method
	if method == http.MethodHead {
		method = http.MethodGet
	}
	best, literal := "", -1
	for i := range c.routes {
		if n := fits(c.routes[i].path, segments); n > literal {
			best, literal = c.routes[i].path, n
		}
	}
	if literal < 0 {
		return nil, nil, apiAnswer{status: http.StatusNotFound}
	}
	allowed := []string{http.MethodOptions}
	for i := range c.routes {
		route := &c.routes[i]
		if route.path != best {
			continue
		}
		if route.method == method {
			return route, pathParameters(best, segments), apiAnswer{}
		}
		allowed = append(allowed, route.method)
		if route.method == http.MethodGet {
			allowed = append(allowed, http.MethodHead)
		}
	}
	slices.Sort(allowed)
	header.Set("Allow", strings.Join(allowed, ", "))
	if method == http.MethodOptions {
		return nil, nil, apiAnswer{status: http.StatusOK}
	}
	return nil, nil, apiAnswer{status: http.StatusMethodNotAllowed}
}

// fits gives the number of literal characters of a path that fits a request, -1 when it does not.
func fits(path string, segments []string) int {
	wanted := strings.Split(strings.Trim(path, "/"), "/")
	if len(wanted) != len(segments) {
		return -1
	}
	literal := 0
	for i, segment := range wanted {
		switch {
		case strings.HasPrefix(segment, "{"):
			if segments[i] == "" {
				return -1
			}
		case segment != segments[i]:
			return -1
		default:
			literal += len(segment)
		}
	}
	return literal
}

func pathParameters(path string, segments []string) map[string]string {
	var parameters map[string]string
	for i, segment := range strings.Split(strings.Trim(path, "/"), "/") {
		name, ok := strings.CutPrefix(segment, "{")
		if !ok {
			continue
		}
		if parameters == nil {
			parameters = make(map[string]string)
		}
		value, err := url.PathUnescape(segments[i])
		if err != nil {
			value = segments[i]
		}
		parameters[strings.TrimSuffix(name, "}")] = value
	}
	return parameters
}

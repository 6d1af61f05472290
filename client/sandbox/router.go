package sandbox

import (
	"net/http"
	"strings"
)

// Handler returns everything the sandbox serves, without a socket.
func (s *Server) Handler() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, controlPath) {
			s.control(w, r)
			return
		}
		s.faults.ServeHTTP(w, r)
	})
}

const (
	authPath = "/jans-auth"
	apiPath  = "/jans-config-api/api/v1"
)

// route sends a request to the application that the web server in front would send it to, and adds the headers of that web server
// (https_jans.conf).
func (s *Server) route(w http.ResponseWriter, r *http.Request) {
	header := w.Header()
	header.Set("Date", s.options.Clock.Now().UTC().Format(http.TimeFormat)) // the machine's clock is the sandbox's
	header.Set("X-Content-Type-Options", "nosniff")
	header.Set("X-Xss-Protection", "1; mode=block")
	header.Set("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
	path := r.URL.Path
	switch {
	case path == apiPath || strings.HasPrefix(path, apiPath+"/"):
		s.instance.Load().api.ServeHTTP(w, r)
	case strings.HasPrefix(path, authPath+"/"), strings.HasPrefix(path, "/.well-known/"), path == devicePath:
		s.instance.Load().auth.ServeHTTP(w, r)
	default:
		w.WriteHeader(http.StatusNotFound)
	}
}

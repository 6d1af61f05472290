package sandbox

import (
	"crypto/subtle"
	"encoding/json"
	"net/http"
)

// The control routes let another process that can read the folder speak to its owner. They know nothing of faults and latency.
const (
	controlPath     = "/_sandbox/"
	controlPing     = controlPath + "ping"
	controlReset    = controlPath + "reset"
	controlUserinfo = controlPath + "userinfo"
	controlKey      = "X-Sandbox-Key"
)

func (s *Server) control(w http.ResponseWriter, r *http.Request) {
	if subtle.ConstantTimeCompare([]byte(r.Header.Get(controlKey)), []byte(s.address.Key)) != 1 {
		w.WriteHeader(http.StatusForbidden)
		return
	}
	switch {
	case r.URL.Path == controlPing && r.Method == http.MethodGet:
	case r.URL.Path == controlReset && r.Method == http.MethodPost:
		var seed Seed
		if err := json.NewDecoder(r.Body).Decode(&seed); err != nil {
			http.Error(w, "reset: the seed is not understood: "+err.Error(), http.StatusBadRequest)
			return
		}
		if err := s.reset(seed); err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
	case r.URL.Path == controlUserinfo && r.Method == http.MethodPost:
		var asked Preview
		if err := json.NewDecoder(r.Body).Decode(&asked); err != nil {
			http.Error(w, "userinfo: the question is not understood: "+err.Error(), http.StatusBadRequest)
			return
		}
		answer, err := previewed(s.Userinfo(asked))
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		s.answerControl(w, answer)
		return
	default:
		w.WriteHeader(http.StatusNotFound)
		return
	}
	s.answerControl(w, s.Info())
}

func (s *Server) answerControl(w http.ResponseWriter, answer any) {
	w.Header().Set("Content-Type", "application/json")
	if err := json.NewEncoder(w).Encode(answer); err != nil {
		s.options.Log.Debug("answer to a control request", "error", err)
	}
}

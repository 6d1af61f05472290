package sandbox

import (
	"crypto/subtle"
	"encoding/json"
	"net/http"
)

// The control routes let another process that can read the folder speak to its owner. They know nothing of faults and latency.
const (
	controlPath  = "/_sandbox/"
	controlPing  = controlPath + "ping"
	controlReset = controlPath + "reset"
	controlKey   = "X-Sandbox-Key"
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
	default:
		w.WriteHeader(http.StatusNotFound)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	if err := json.NewEncoder(w).Encode(s.Info()); err != nil {
		s.options.Log.Debug("answer to a control request", "error", err)
	}
}

package sandbox

import (
	"context"
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// Server is a running sandbox that owns its folder.
type Server struct {
	options   Options
	dir       string
	ephemeral bool
	store     *store
	faults    *injector
	base      string // URL listened on
	caFile    string

	fingerprint string // of the certificate
	address     address
	http        *http.Server
	served      chan struct{} // closed when the listener is done

	instance  atomic.Pointer[instance]
	sabotage  atomic.Pointer[[]Sabotage]
	resetting sync.Mutex
	closing   sync.Once
	closed    error
}

// instance is the server proper on a filled folder; a reset replaces it.
type instance struct {
	installation *installation
	config       *configuration
	auth         *authServer
	api          *configAPI
}

// Info tells how to use the sandbox.
func (s *Server) Info() Info {
	in := s.instance.Load().installation
	client, app, tui := in.Clients[ClientConfigAPI], in.Clients[ClientApp], in.Clients[ClientTUI]
	other, jwt := in.Clients[ClientOther], in.Clients[ClientJWT]
	return Info{
		URL: s.base, CAFile: s.caFile, ClientID: client.ID, ClientSecret: client.Secret, Users: slices.Clone(in.Users),
		AppID: app.ID, AppSecret: app.Secret, TUIID: tui.ID, TUISecret: tui.Secret, OtherID: other.ID, OtherSecret: other.Secret,
		JWTID: jwt.ID, JWTSecret: jwt.Secret, SelfSigned: s.options.SelfSigned, Fingerprint: s.fingerprint,
	}
}

// Sample returns a sample client by one of the Client constants.
func (s *Server) Sample(name string) Client { return s.instance.Load().installation.Clients[name] }

// SetFaults replaces the faults.
func (s *Server) SetFaults(faults []Fault) { s.faults.setFaults(faults) }

// SetLatency replaces the latency.
func (s *Server) SetLatency(d time.Duration) { s.faults.setLatency(d) }

// closeGrace bounds how long Close waits for requests in flight.
const closeGrace = 2 * time.Second

// Close stops listening, waits a moment for requests in flight, and gives the folder back. An ephemeral folder is removed. Closing
// again does nothing and returns the first outcome.
func (s *Server) Close(ctx context.Context) error {
	s.closing.Do(func() { s.closed = s.shutDown(ctx) })
	return s.closed
}

func (s *Server) shutDown(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, closeGrace)
	defer cancel()
	if err := s.http.Shutdown(ctx); err != nil {
		s.http.Close() // requests that hang on purpose never end
	}
	<-s.served
	return s.release()
}

// release gives up the folder; also after an Open that failed half-way.
func (s *Server) release() error {
	var failures []error
	if s.address.Key != "" && !s.ephemeral {
		failures = append(failures, os.Remove(filepath.Join(s.dir, addressFile)))
	}
	if s.store != nil {
		failures = append(failures, s.store.close())
	}
	if s.ephemeral {
		failures = append(failures, os.RemoveAll(s.dir))
	}
	return errors.Join(failures...)
}

package sandbox

import (
	"context"
	"crypto/tls"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"strings"
	"time"

	"go.etcd.io/bbolt"

	"github.com/jansadm/jansadm/client/sandbox/internal/appconfig"
	"github.com/jansadm/jansadm/client/sandbox/internal/jackson"
)

// Open takes a data folder and listens. It fails with ErrLocked when another process owns the folder; Connect attaches to that one
// instead. The other errors are ErrNotWritable, ErrDiskFull, ErrNewerData, ErrNotSandbox, ErrListen, and ErrNoUser for Options.AutoApprove.
func Open(ctx context.Context, o Options) (*Server, error) {
	host, port, err := listenAddress(o.Listen)
	if err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	s := &Server{options: o.resolved(), served: make(chan struct{})}
	if s.dir, s.ephemeral, err = prepareFolder(o.Dir); err != nil {
		return nil, err
	}
	if err := s.open(host, port); err != nil {
		s.release()
		return nil, err
	}
	return s, nil
}

func (s *Server) open(host, port string) error {
	var err error
	if s.store, err = openStore(s.dir, !s.ephemeral); err != nil {
		return err
	}
	opened, err := s.start(host, port)
	if err != nil {
		return err
	}
	if err := s.assemble(opened); err != nil {
		opened.listener.Close()
		return err
	}
	s.serve(opened)
	if err := s.address.write(s.dir); err != nil {
		return errors.Join(err, s.http.Close())
	}
	return nil
}

// opened is what start finds or makes.
type opened struct {
	installation *installation
	authority    *authority
	listener     net.Listener
}

// start brings the folder up to date and listens, in one transaction: what is stored is written for the address listened on.
func (s *Server) start(host, port string) (*opened, error) {
	var o opened
	err := s.store.update(func(tx *bbolt.Tx) error {
		err := makeBuckets(tx)
		if err != nil {
			return err
		}
		if o.installation, err = readInstallation(tx); err != nil {
			return err
		}
		if o.authority, err = loadAuthority(tx, s.options.SelfSigned, time.Now()); err != nil {
			return err
		}
		if o.listener, err = listen(host, port, o.installation.remembered()); err != nil {
			return err
		}
		s.base = "https://" + o.listener.Addr().String()
		o.installation, err = s.settle(tx, o.installation)
		return err
	})
	if err != nil && o.listener != nil {
		o.listener.Close()
	}
	return &o, err
}

// makeBuckets makes what is missing, unless the database is somebody else's.
func makeBuckets(tx *bbolt.Tx) error {
	if first, _ := tx.Cursor().First(); first != nil && tx.Bucket(bucketMeta) == nil {
		return fmt.Errorf("%w: %s is the database of another program", ErrNotSandbox, databaseFile)
	}
	for _, bucket := range allBuckets {
		if _, err := tx.CreateBucketIfNotExists(bucket); err != nil {
			return err
		}
	}
	return nil
}

// settle fills an empty folder, or writes an existing one over to a new address. A folder of the version before gets what it lacks; one that
// is still older is filled anew.
func (s *Server) settle(tx *bbolt.Tx, in *installation) (*installation, error) {
	if in != nil && in.Version == dataVersion-1 {
		if err := s.upgrade(tx, in); err != nil {
			return nil, fmt.Errorf("bring the folder up to date: %w", err)
		}
	}
	if in != nil && in.Version < dataVersion {
		if err := emptyBuckets(tx); err != nil {
			return nil, err
		}
		in = nil
	}
	if in != nil {
		if in.Base == s.base {
			return in, nil
		}
		return in, rebase(tx, in, s.base)
	}
	in, err := newInstallation(s.options.Rand, s.options.Seed, s.options.Clock.Now())
	if err != nil {
		return nil, err
	}
	in.Base = s.base
	return in, s.fill(tx, in)
}

func (s *Server) fill(tx *bbolt.Tx, in *installation) error {
	filler, err := s.seeder(tx, in)
	if err != nil {
		return err
	}
	return filler.run()
}

func (s *Server) seeder(tx *bbolt.Tx, in *installation) (*seeder, error) {
	tables, err := newTables(s.store, s.options.Clock, 0, in.Salt)
	return &seeder{tx: tx, source: s.options.Rand, now: s.options.Clock.Now(), in: in, config: classFor(in.Seed), tables: tables}, err
}

func classFor(seed Seed) *appconfig.Config {
	if seed.Newer {
		return appconfig.Newer()
	}
	return appconfig.Current()
}

// assemble builds the server on the opened folder.
func (s *Server) assemble(o *opened) error {
	var err error
	if s.caFile, err = o.authority.exportCA(s.dir); err != nil {
		return err
	}
	s.fingerprint = o.authority.fingerprint()
	first, err := s.newInstance(o.installation)
	if err != nil {
		return err
	}
	if err := s.checkApprover(o.installation); err != nil {
		return err
	}
	s.instance.Store(first)
	s.faults = &injector{next: http.HandlerFunc(s.route), log: s.options.Log}
	s.faults.setFaults(s.options.Faults)
	s.faults.setLatency(s.options.Latency)
	s.SetSabotage(s.options.Sabotage...)
	key, err := newSecret(s.options.Rand)
	s.address = address{URL: s.base, PID: os.Getpid(), Key: key}
	return err
}

// checkApprover wants Options.AutoApprove to be one of the users.
func (s *Server) checkApprover(in *installation) error {
	name := s.options.AutoApprove
	if name == "" {
		return nil
	}
	var names []string
	for _, user := range in.Users {
		if user.Name == name {
			return nil
		}
		names = append(names, user.Name)
	}
	return fmt.Errorf("approve devices as %q: %w; there are %s", name, ErrNoUser, strings.Join(names, ", "))
}

func (s *Server) newInstance(in *installation) (*instance, error) {
	var order [8]byte
	if _, err := io.ReadFull(s.options.Rand, order[:]); err != nil {
		return nil, fmt.Errorf("draw a random order: %w", err)
	}
	config := &configuration{
		store: s.store, class: classFor(in.Seed), clock: s.options.Clock,
		mapper: jackson.Mapper{Order: binary.LittleEndian.Uint64(order[:])},
	}
	tables, err := newTables(s.store, s.options.Clock, config.mapper.Order, in.Salt)
	if err != nil {
		return nil, err
	}
	auth := newAuthServer(s.store, config, tables, s.options)
	auth.sabotage = &s.sabotage
	return &instance{
		installation: in, config: config, auth: auth,
		api: newConfigAPI(s.store, config, auth, in.Base, s.options),
	}, nil
}

func (s *Server) serve(o *opened) {
	s.http = &http.Server{
		Handler:           s.Handler(),
		ReadHeaderTimeout: 10 * time.Second,
		IdleTimeout:       2 * time.Minute,
		ErrorLog:          slog.NewLogLogger(s.options.Log.Handler(), slog.LevelDebug),
		TLSNextProto:      map[string]func(*http.Server, *tls.Conn, http.Handler){}, // HTTP/1.1 only: faults need the connection
	}
	config := &tls.Config{
		Certificates: []tls.Certificate{o.authority.leaf},
		MinVersion:   tls.VersionTLS12,
		NextProtos:   []string{"http/1.1"},
	}
	config.GetConfigForClient = forHost(config)
	secured := tls.NewListener(o.listener, config)
	go func() {
		defer close(s.served)
		if err := s.http.Serve(secured); !errors.Is(err, http.ErrServerClosed) {
			s.options.Log.Error("sandbox stopped listening", "error", err)
		}
	}()
}

package sandbox

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"net/http"

	"go.etcd.io/bbolt"
)

// Reset puts the server's data back to a fresh installation with Options.Seed: configuration, clients, scopes, scripts, users and
// tokens. The address, the certificates, and the ids, secrets and passwords of the samples stay. A running owner does it itself and goes
// on serving.
func Reset(ctx context.Context, o Options) error {
	current, err := connect(ctx, o)
	if err != nil {
		return err
	}
	defer current.idle()
	if current.server != nil {
		return errors.Join(current.server.reset(o.Seed), current.server.Close(ctx))
	}
	a, err := readAddress(o.Dir)
	if err != nil {
		return locked(o.Dir, err)
	}
	seed, err := json.Marshal(o.Seed)
	if err != nil {
		return err
	}
	_, err = controlInfo(ctx, current.transport, a, http.MethodPost, controlReset, seed)
	return err
}

// reset refills the folder and starts the server proper anew on it.
func (s *Server) reset(seed Seed) error {
	s.resetting.Lock()
	defer s.resetting.Unlock()
	old := s.instance.Load()
	in := *old.installation
	in.Seed = seed
	old.config.mu.Lock() // no write of the old instance may follow
	defer old.config.mu.Unlock()
	err := s.store.update(func(tx *bbolt.Tx) error {
		if err := emptyBuckets(tx); err != nil {
			return err
		}
		return s.fill(tx, &in)
	})
	if err != nil {
		return err
	}
	next, err := s.newInstance(&in)
	if err != nil {
		return err
	}
	s.instance.Store(next)
	old.config.retired = true
	return nil
}

// emptyBuckets removes everything but what the sandbox itself needs.
func emptyBuckets(tx *bbolt.Tx) error {
	for _, bucket := range allBuckets {
		if bytes.Equal(bucket, bucketMeta) {
			continue
		}
		if err := tx.DeleteBucket(bucket); err != nil {
			return err
		}
		if _, err := tx.CreateBucket(bucket); err != nil {
			return err
		}
	}
	return nil
}

package sandbox

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"
)

const (
	databaseFile = "sandbox.db"
	dataVersion  = 4
)

// The buckets of the database. Documents are raw JSON under their id.
var (
	bucketMeta          = []byte("meta")       // what the sandbox itself needs: version, base URL, keys, credentials
	bucketConfig        = []byte("config")     // the configuration row of the auth server: documents and revision
	bucketClients       = []byte("clients")    // by inum
	bucketScopes        = []byte("scopes")     // by inum
	bucketAttributes    = []byte("attributes") // by inum
	bucketScripts       = []byte("scripts")    // by inum
	bucketUsers         = []byte("users")      // by inum
	bucketTokens        = []byte("tokens")     // by SHA-256 of the token
	bucketGrants        = []byte("grants")     // grant id, 0, token hash -> nothing
	bucketExpiry        = []byte("expiry")     // expiry, token hash -> grant id, for cleaning up
	bucketScopeRows     = []byte("scopeRows")  // what searches see of scopes; the same for the others
	bucketAttributeRows = []byte("attributeRows")
	bucketScriptRows    = []byte("scriptRows")
	bucketClientRows    = []byte("clientRows")
	bucketAudit         = []byte("audit")    // lines of the Config API's audit log by number
	bucketDevices       = []byte("devices")  // device authorization requests by SHA-256 of the device code
	bucketSessions      = []byte("sessions") // of browsers by their id
	bucketTokenRows     = []byte("tokenRows")
	bucketSessionRows   = []byte("sessionRows")
)

var allBuckets = [][]byte{
	bucketMeta, bucketConfig, bucketClients, bucketScopes, bucketAttributes, bucketScripts, bucketUsers, bucketTokens, bucketGrants, bucketExpiry, bucketAudit,
	bucketScopeRows, bucketAttributeRows, bucketScriptRows, bucketClientRows, bucketDevices, bucketSessions, bucketTokenRows, bucketSessionRows,
}

type store struct {
	dir string
	db  *bbolt.DB
}

// openStore takes the folder's lock without waiting: ErrLocked when another process has it.
func openStore(dir string, durable bool) (*store, error) {
	db, err := bbolt.Open(filepath.Join(dir, databaseFile), 0o600, &bbolt.Options{
		Timeout:      time.Nanosecond, // one attempt
		FreelistType: bbolt.FreelistMapType,
		NoSync:       !durable,
	})
	if err != nil {
		return nil, folderError(dir, err)
	}
	return &store{dir: dir, db: db}, nil
}

func (s *store) close() error { return folderError(s.dir, s.db.Close()) }

func (s *store) update(change func(tx *bbolt.Tx) error) error {
	err := s.db.Update(change)
	if errors.Is(err, bolterrors.ErrDatabaseNotOpen) {
		return ErrClosed
	}
	return folderError(s.dir, err)
}

func (s *store) view(read func(tx *bbolt.Tx) error) error {
	err := s.db.View(read)
	if errors.Is(err, bolterrors.ErrDatabaseNotOpen) {
		return ErrClosed
	}
	return err
}

// get returns a copy of a stored value, nil when there is none.
func (s *store) get(bucket []byte, key string) (value []byte, err error) {
	err = s.view(func(tx *bbolt.Tx) error {
		value = append(value, tx.Bucket(bucket).Get([]byte(key))...)
		return nil
	})
	return value, err
}

func (s *store) put(bucket []byte, key string, value []byte) error {
	return s.update(func(tx *bbolt.Tx) error { return tx.Bucket(bucket).Put([]byte(key), value) })
}

// all calls visit with every document of a bucket in the order of their ids. The bytes are valid only during the call.
func (s *store) all(bucket []byte, visit func(id string, document []byte) error) error {
	return s.view(func(tx *bbolt.Tx) error {
		return tx.Bucket(bucket).ForEach(func(k, v []byte) error { return visit(string(k), v) })
	})
}

// decode reads a stored document into a typed view of it; false when there is none.
func (s *store) decode(bucket []byte, key string, into any) (bool, error) {
	raw, err := s.get(bucket, key)
	if err != nil || raw == nil {
		return false, err
	}
	if err := json.Unmarshal(raw, into); err != nil {
		return false, fmt.Errorf("stored document %s/%s is damaged: %w", bucket, key, err)
	}
	return true, nil
}

func encodeNumber(n uint64) []byte { return binary.BigEndian.AppendUint64(nil, n) }

func decodeNumber(raw []byte) uint64 {
	if len(raw) != 8 {
		return 0
	}
	return binary.BigEndian.Uint64(raw)
}

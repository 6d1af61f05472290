package sandbox

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"go.etcd.io/bbolt"

	"github.com/jansadm/jansadm/client/sandbox/internal/appconfig"
	"github.com/jansadm/jansadm/client/sandbox/internal/jackson"
	"github.com/jansadm/jansadm/client/sandbox/internal/jsonpatch"
	"github.com/jansadm/jansadm/client/sandbox/internal/jsontree"
)

// configuration is the auth server's configuration row: the stored document, read through the configuration class, and a revision
// that grows with every write.
type configuration struct {
	store  *store
	class  *appconfig.Config
	mapper jackson.Mapper
	clock  Clock

	mu       sync.Mutex
	retired  bool // a reset has replaced it
	revision uint64
	tree     map[string]any // all members; never changed in place
	body     []byte         // the answer of GET
	written  func(tree map[string]any, at time.Time)
}

var (
	keyDynamic  = []byte("dynamic")
	keyRevision = []byte("revision")
)

// errAgama is the only check of the resource itself (AuthConfigResource.java).
type errAgama struct{ items string }

func (e errAgama) Error() string {
	return "maxItemsLoggedInCollections should be greater than zero -> " + e.items
}

// errWholeRemoved stands for the null pointer that a patch leaves when it replaces the document by null.
var errWholeRemoved = errors.New("the patch leaves no document")

// serverText is an error in the words of the server, which go to the client as they are.
type serverText string

func (t serverText) Error() string { return string(t) }

const (
	// errUnwritable is a document whose getters throw while it is written to the database (BaseEntryManager.java).
	errUnwritable serverText = "Failed to convert 'io.jans.as.model.configuration.AppConfiguration' to json value"
	// errNotStored is a write that the database refused.
	errNotStored serverText = "Failed to update entry: 'ou=jans-auth,ou=configuration,o=jans'"
)

// load reads the row unless it was read before. The caller holds mu.
func (c *configuration) load() error {
	if c.retired {
		return ErrClosed
	}
	if c.tree != nil {
		return nil
	}
	var raw []byte
	err := c.store.view(func(tx *bbolt.Tx) error {
		bucket := tx.Bucket(bucketConfig)
		raw = bytes.Clone(bucket.Get(keyDynamic))
		c.revision = decodeNumber(bucket.Get(keyRevision))
		return nil
	})
	if err != nil {
		return err
	}
	stored, err := jsontree.Parse(raw)
	if err != nil {
		return fmt.Errorf("stored configuration is damaged: %w", err)
	}
	tree, err := c.mapper.Read(c.class.Class, stored)
	if err != nil {
		return fmt.Errorf("stored configuration is damaged: %w", err)
	}
	c.tree = tree
	c.body = jackson.Response(c.class.Class, tree)
	return nil
}

// current returns the stored document as the class sees it. It must not be changed.
func (c *configuration) current() (map[string]any, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if err := c.load(); err != nil {
		return nil, err
	}
	return c.tree, nil
}

// response returns the answer of GET.
func (c *configuration) response() ([]byte, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if err := c.load(); err != nil {
		return nil, err
	}
	return c.body, nil
}

// patch applies a JSON Patch as a whole or not at all and returns the answer. Reading, changing and writing happen under one lock,
// which is kinder than the real server, where two patches at once can lose one of them.
func (c *configuration) patch(body []byte) ([]byte, error) {
	patch, err := jsonpatch.Parse(body)
	if err != nil {
		return nil, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if err := c.load(); err != nil {
		return nil, err
	}
	tree, err := c.patched(patch, body)
	if err != nil {
		return nil, err
	}
	if err := c.save(tree); err != nil {
		return nil, err
	}
	return c.body, nil
}

func (c *configuration) patched(patch jsonpatch.Patch, body []byte) (map[string]any, error) {
	result, missing, err := patch.Apply(c.tree)
	switch {
	case err != nil:
		return nil, err
	case missing:
		return nil, fmt.Errorf("%w: the document was removed", jackson.ErrMismatch)
	case result == nil:
		return nil, errWholeRemoved
	}
	tree, err := c.mapper.Read(c.class.Class, result)
	if err != nil {
		return nil, err
	}
	if strings.Contains(string(body), "agamaConfiguration") {
		if err := checkAgama(tree); err != nil {
			return nil, err
		}
	}
	return tree, checkParameters(tree)
}

func checkAgama(tree map[string]any) error {
	engine, ok := tree["agamaConfiguration"].(map[string]any)
	if !ok {
		return nil
	}
	if items, ok := integerMember(engine, "maxItemsLoggedInCollections"); !ok || items < 1 {
		return errAgama{items: fmt.Sprint(engine["maxItemsLoggedInCollections"])}
	}
	return nil
}

// checkParameters refuses a custom parameter without a name: its getter throws (AuthorizationRequestCustomParameter.java).
func checkParameters(tree map[string]any) error {
	parameters, _ := tree["authorizationRequestCustomAllowedParameters"].([]any)
	for _, parameter := range parameters {
		if members, ok := parameter.(map[string]any); ok && textMember(members, "paramName") == "" {
			return errUnwritable
		}
	}
	return nil
}

// save writes a document and raises the revision. The caller holds mu.
func (c *configuration) save(tree map[string]any) error {
	err := c.store.update(func(tx *bbolt.Tx) error {
		bucket := tx.Bucket(bucketConfig)
		if err := bucket.Put(keyDynamic, jsontree.Append(nil, tree)); err != nil {
			return err
		}
		return bucket.Put(keyRevision, encodeNumber(c.revision+1))
	})
	if err != nil {
		return fmt.Errorf("%w: %w", errNotStored, err)
	}
	c.revision++
	c.tree = tree
	c.body = jackson.Response(c.class.Class, tree)
	c.written(tree, c.clock.Now())
	return nil
}

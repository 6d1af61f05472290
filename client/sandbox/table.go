package sandbox

import (
	"bytes"
	"errors"
	"fmt"
	"sync"

	"go.etcd.io/bbolt"

	"github.com/jansadm/jansadm/client/sandbox/internal/entities"
	"github.com/jansadm/jansadm/client/sandbox/internal/jackson"
	"github.com/jansadm/jansadm/client/sandbox/internal/jsonpatch"
	"github.com/jansadm/jansadm/client/sandbox/internal/jsontree"
)

// table is a table of the database behind one entity of the Config API. Entries are objects as a patch sees them; they are stored as JSON in
// the spelling of answers, without what is derived, and their columns once more in a form that a search can walk through quickly.
type table struct {
	entity  *entities.Entity
	store   *store
	bucket  []byte
	index   []byte
	clock   Clock
	order   uint64
	writing sync.Mutex   // from reading an entry to writing it
	before  func() error // called before every write; nil when there is nothing to do
	written func() error // told after every write; nil when nobody wants to know
}

// object is an entry with all members of its class.
type object = map[string]any

// noEntryError says that a DN has no entry.
type noEntryError struct{ dn string }

func (e noEntryError) Error() string { return "Failed to find entry: '" + e.dn + "'" }

// errNoDN is what the ORM says when an object without a DN is to be written.
const errNoDN serverText = "Entry should has not null base DN property value"

// mapper is the one of request bodies and answers, or that of patches.
func (t *table) mapper(rest bool) jackson.Mapper {
	return jackson.Mapper{Order: t.order, REST: rest, Now: func() int64 { return t.clock.Now().UnixMilli() }}
}

// read makes an object of a stored document.
func (t *table) read(inum string, raw []byte) (object, error) {
	tree, err := jsontree.Parse(raw)
	if err != nil {
		return nil, fmt.Errorf("stored document %s/%s is damaged: %w", t.bucket, inum, err)
	}
	if members, ok := tree.(map[string]any); ok {
		members["dn"], members["baseDn"] = t.entity.DN(inum), t.entity.DN(inum)
		t.entity.Assign(members, t.entity.Names)
	}
	entry, err := t.mapper(true).Read(t.entity.Class, tree)
	if err != nil {
		return nil, fmt.Errorf("stored document %s/%s is damaged: %w", t.bucket, inum, err)
	}
	t.show(entry)
	return entry, nil
}

func (t *table) show(entry object) {
	if t.entity.Show != nil {
		t.entity.Show(entry)
	}
}

// find returns the entry with an inum, nil when there is none.
func (t *table) find(inum string) (object, error) {
	raw, err := t.store.get(t.bucket, inum)
	if err != nil || raw == nil {
		return nil, err
	}
	return t.read(inum, raw)
}

// all calls visit with every entry in the order of the inums. visit must not read from the database.
func (t *table) all(visit func(object) error) error {
	return t.store.all(t.bucket, func(inum string, raw []byte) error {
		entry, err := t.read(inum, raw)
		if err != nil {
			return err
		}
		return visit(entry)
	})
}

// body makes an object of the body of POST or PUT. Null and no body at all end in a null pointer.
func (t *table) body(raw []byte) (object, error) {
	if len(bytes.TrimSpace(raw)) == 0 {
		return nil, errNullPointer
	}
	tree, err := jsontree.Parse(raw)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", jackson.ErrMismatch, err)
	}
	if tree == nil || tree == "" {
		return nil, errNullPointer
	}
	if members, ok := tree.(map[string]any); ok {
		t.entity.Assign(members, jsontree.Names(raw))
	}
	return t.mapper(true).Read(t.entity.Class, tree)
}

// patched applies a patch to an entry; the entry stays as it is.
func (t *table) patched(entry object, body []byte) (object, error) {
	patch, err := jsonpatch.Parse(body)
	if err != nil {
		return nil, err
	}
	result, missing, err := patch.Apply(entry)
	switch {
	case err != nil:
		return nil, err
	case missing:
		return nil, fmt.Errorf("%w: the document was removed", jackson.ErrMismatch)
	case result == nil:
		return nil, errWholeRemoved
	}
	if members, ok := result.(map[string]any); ok {
		t.entity.Assign(members, t.entity.Names)
	}
	return t.mapper(false).Read(t.entity.Class, result)
}

// insert stores a new entry; it fails when the inum is taken.
func (t *table) insert(entry object) error {
	inum := textMember(entry, "inum")
	return t.update(func(tx *bbolt.Tx) error {
		if tx.Bucket(t.bucket).Get([]byte(inum)) != nil {
			return serverText("Failed to persist entry: '" + t.entity.DN(inum) + "'")
		}
		return t.put(tx, inum, entry)
	})
}

// merge writes an entry to the row that its DN names. What is written only once keeps the value of that row.
func (t *table) merge(entry object) error {
	dn := textMember(entry, "dn")
	if dn == "" {
		return errNoDN
	}
	inum := entities.Inum(dn)
	return t.update(func(tx *bbolt.Tx) error {
		raw := tx.Bucket(t.bucket).Get([]byte(inum))
		if raw == nil {
			return noEntryError{dn}
		}
		stored, err := t.read(inum, raw)
		if err != nil {
			return err
		}
		next := make(object, len(entry))
		for name, value := range entry {
			next[name] = value
		}
		for _, column := range t.entity.Columns {
			if column.Once {
				next[column.Member] = stored[column.Member]
			}
		}
		return t.put(tx, inum, next)
	})
}

// remove deletes an entry and says whether there was one.
func (t *table) remove(inum string) (bool, error) {
	found := false
	err := t.update(func(tx *bbolt.Tx) error {
		if found = tx.Bucket(t.bucket).Get([]byte(inum)) != nil; !found {
			return nil
		}
		if err := tx.Bucket(t.bucket).Delete([]byte(inum)); err != nil {
			return err
		}
		return tx.Bucket(t.index).Delete([]byte(inum))
	})
	return found, err
}

// update makes a change and lets those know who live on what is stored.
func (t *table) update(change func(tx *bbolt.Tx) error) error {
	if t.before != nil {
		if err := t.before(); err != nil {
			return err
		}
	}
	if err := t.store.update(change); err != nil {
		return err
	}
	if t.written == nil {
		return nil
	}
	return t.written()
}

// put writes the document and the columns of an entry.
func (t *table) put(tx *bbolt.Tx, inum string, entry object) error {
	if err := tx.Bucket(t.bucket).Put([]byte(inum), t.encode(entry)); err != nil {
		return err
	}
	return tx.Bucket(t.index).Put([]byte(inum), encodeRow(t.entity, entry))
}

// encode gives the document that is stored: the members that have a column and are not null, dates as numbers.
func (t *table) encode(entry object) []byte {
	stored := make(object, len(t.entity.Columns))
	for _, column := range t.entity.Columns {
		if value := entry[column.Member]; value != nil {
			stored[column.Member] = spelled(t.entity.Class.Find(column.Member).Type, value)
		}
	}
	return jsontree.Append(nil, stored)
}

// spelled spells the enumerations of a value as answers do.
func spelled(kind *jackson.Type, value any) any {
	switch v := value.(type) {
	case string:
		if kind.Kind == jackson.Enumeration {
			return kind.Enum.Spell(v)
		}
	case []any:
		if kind.Kind == jackson.List {
			out := make([]any, len(v))
			for i, element := range v {
				out[i] = spelled(kind.Elem, element)
			}
			return out
		}
	}
	return value
}

// response is the JSON of an entry in an answer.
func (t *table) response(entry object) []byte { return jackson.Response(t.entity.Class, entry) }

// isServerText says whether an error is in the words of the server.
func isServerText(err error) (string, bool) {
	var text serverText
	var missing noEntryError
	switch {
	case errors.As(err, &text):
		return text.Error(), true
	case errors.As(err, &missing):
		return missing.Error(), true
	}
	return "", false
}

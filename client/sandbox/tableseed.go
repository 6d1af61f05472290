package sandbox

import (
	"encoding/json"
	"fmt"
	"strconv"

	"go.etcd.io/bbolt"

	"github.com/jansadm/jansadm/client/sandbox/internal/jsontree"
)

// seed stores a document that is written in the spelling of answers. Nothing is filled in: what it lacks has a null column, as with the
// data that setup loads.
func (t *table) seed(tx *bbolt.Tx, doc document) error {
	tree, err := plain(doc)
	if err != nil {
		return err
	}
	entry, ok := tree.(object)
	if !ok {
		return fmt.Errorf("a seed of %s is no object", t.bucket)
	}
	return t.putTree(tx, textMember(entry, "inum"), entry)
}

// putTree stores a document in the spelling of answers.
func (t *table) putTree(tx *bbolt.Tx, inum string, entry object) error {
	if err := tx.Bucket(t.bucket).Put([]byte(inum), jsontree.Append(nil, entry)); err != nil {
		return err
	}
	return tx.Bucket(t.index).Put([]byte(inum), encodeRow(t.entity, entry))
}

// putRaw is putTree for a document that is text already and may hold members that are no columns.
func (t *table) putRaw(tx *bbolt.Tx, key string, raw []byte) error {
	tree, err := jsontree.Parse(raw)
	if err != nil {
		return err
	}
	entry, ok := tree.(object)
	if !ok {
		return fmt.Errorf("a document of %s is no object", t.bucket)
	}
	if err := tx.Bucket(t.bucket).Put([]byte(key), raw); err != nil {
		return err
	}
	return tx.Bucket(t.index).Put([]byte(key), encodeRow(t.entity, entry))
}

// plain turns the Go values that seeds are written with into a tree.
func plain(value any) (any, error) {
	switch v := value.(type) {
	case nil, string, bool, json.Number:
		return v, nil
	case int:
		return json.Number(strconv.Itoa(v)), nil
	case []string:
		list := make([]any, len(v))
		for i, element := range v {
			list[i] = element
		}
		return list, nil
	case []any:
		return plainList(v)
	case []document:
		return plainList(v)
	case document:
		members := make(object, len(v))
		for name, member := range v {
			var err error
			if members[name], err = plain(member); err != nil {
				return nil, err
			}
		}
		return members, nil
	}
	return nil, fmt.Errorf("no JSON for a %T", value)
}

func plainList[T any](values []T) (any, error) {
	list := make([]any, len(values))
	for i, element := range values {
		var err error
		if list[i], err = plain(element); err != nil {
			return nil, err
		}
	}
	return list, nil
}

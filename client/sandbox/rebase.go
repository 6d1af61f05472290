package sandbox

import (
	"fmt"
	"net"
	"strings"

	"go.etcd.io/bbolt"

	"github.com/jansadm/jansadm/client/sandbox/internal/jsontree"
)

// listen takes the port a folder remembers when none is asked for, and another one when that is taken.
func listen(host, port, remembered string) (net.Listener, error) {
	if port == "0" && remembered != "" {
		if _, oldPort, err := net.SplitHostPort(strings.TrimPrefix(remembered, "https://")); err == nil {
			if listener, err := net.Listen("tcp", net.JoinHostPort(host, oldPort)); err == nil {
				return listener, nil
			}
		}
	}
	listener, err := net.Listen("tcp", net.JoinHostPort(host, port))
	if err != nil {
		return nil, fmt.Errorf("listen on %s: %w; choose another one or let the sandbox choose: %w", net.JoinHostPort(host, port), ErrListen, err)
	}
	return listener, nil
}

// rebase writes stored URLs over to a new base, as a change of the host name would: only texts that are the old base or lie below it.
func rebase(tx *bbolt.Tx, in *installation, base string) error {
	bucket := tx.Bucket(bucketConfig)
	tree, err := jsontree.Parse(bucket.Get(keyDynamic))
	if err != nil {
		return fmt.Errorf("stored configuration is damaged: %w", err)
	}
	if err := bucket.Put(keyDynamic, jsontree.Append(nil, rebased(tree, in.Base, base))); err != nil {
		return err
	}
	if err := bucket.Put(keyRevision, encodeNumber(decodeNumber(bucket.Get(keyRevision))+1)); err != nil {
		return err
	}
	in.Base = base
	return in.write(tx)
}

func rebased(tree any, from, to string) any {
	switch v := tree.(type) {
	case string:
		if v == from || strings.HasPrefix(v, from+"/") {
			return to + v[len(from):]
		}
	case []any:
		for i := range v {
			v[i] = rebased(v[i], from, to)
		}
	case map[string]any:
		for name := range v {
			v[name] = rebased(v[name], from, to)
		}
	}
	return tree
}

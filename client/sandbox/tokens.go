package sandbox

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"go.etcd.io/bbolt"
)

// The types of stored tokens (TokenType.java).
const (
	typeAccess       = "access_token"
	typeRefresh      = "refresh_token"
	typeID           = "id_token"
	typeTx           = "tx_token"
	typeLogoutStatus = "logout_status_jwt"
)

// tokenRecord is a stored token, with the members of the Config API's token entries and two of its own. Times are epoch milliseconds.
type tokenRecord struct {
	DN         string   `json:"dn"`
	Hash       string   `json:"tokenCode"`
	Type       string   `json:"tokenType"`
	GrantType  string   `json:"grantType"`
	GrantID    string   `json:"grantId"`
	ClientID   string   `json:"clientId"`
	UserID     string   `json:"userId,omitempty"`
	UserDN     string   `json:"userDn,omitempty"`
	Subject    string   `json:"sub,omitempty"` // no member of the entry
	SID        string   `json:"sid,omitempty"` // of the session; no member of the entry, which names only the DN
	Scope      string   `json:"scope"`
	Created    int64    `json:"creationDate"`
	Expires    int64    `json:"expirationDate"`
	AuthTime   int64    `json:"authenticationTime,omitempty"`
	AuthMode   string   `json:"authMode,omitempty"`
	JTI        string   `json:"jti,omitempty"` // of logout status JWTs only
	Reference  string   `json:"referenceId,omitempty"`
	SessionDN  string   `json:"sessionDn,omitempty"`
	Deletable  bool     `json:"deletable"`
	Attributes document `json:"attributes"`
}

func (t *tokenRecord) validAt(now time.Time) bool { return now.UnixMilli() < t.Expires }

func (t *tokenRecord) isAccess() bool { return t.Type == typeAccess || t.Type == typeTx }

func (t *tokenRecord) scopes() []string { return strings.Fields(t.Scope) }

// tokenStore keeps tokens under the SHA-256 of their text.
type tokenStore struct {
	store  *store
	table  *table
	clock  Clock
	source io.Reader
}

// grant is what the tokens of one authorization have in common.
type grant struct {
	id, grantType, clientID, userID, userDN, subject, scope string
	sid, session                                            string // name and id of the browser session; "" for none
	authTime                                                time.Time
}

// issue makes an opaque token of a grant and stores it.
func (t *tokenStore) issue(g grant, tokenType string, lifetime time.Duration) (token string, err error) {
	if token, err = newUUID(t.source); err != nil {
		return "", err
	}
	return token, t.keep(token, g, tokenType, lifetime)
}

// keep stores a token that begins to live now.
func (t *tokenStore) keep(token string, g grant, tokenType string, lifetime time.Duration) error {
	now := t.clock.Now()
	record := g.token(tokenHash(token), tokenType, now, now.Add(lifetime))
	return t.store.update(func(tx *bbolt.Tx) error {
		if err := cleanUp(tx, now); err != nil {
			return err
		}
		return t.put(tx, record)
	})
}

// token is the entry of a token of a grant.
func (g *grant) token(hash, tokenType string, created, expires time.Time) *tokenRecord {
	record := &tokenRecord{
		DN: "tknCde=" + hash + ",ou=tokens,o=jans", Hash: hash, Type: tokenType, GrantType: g.grantType, GrantID: g.id,
		ClientID: g.clientID, UserID: g.userID, UserDN: g.userDN, Subject: g.subject, SID: g.sid, Scope: g.scope,
		Created: created.UnixMilli(), Expires: expires.UnixMilli(), Deletable: true, Reference: tokenHash(hash)[:22],
		Attributes: document{"online_access": false, "authorization_challenge": false}, SessionDN: sessionDN(g.session),
	}
	if g.userID != "" {
		record.AuthMode = builtInMethod
	}
	if !g.authTime.IsZero() {
		record.AuthTime = g.authTime.UnixMilli()
	}
	return record
}

// put writes entries, and what finds them by their columns, their grants and their expiry. Each bucket is written by ascending keys, which is
// much faster than any other order when there are many.
func (t *tokenStore) put(tx *bbolt.Tx, records ...*tokenRecord) error {
	slices.SortFunc(records, func(a, b *tokenRecord) int { return strings.Compare(a.Hash, b.Hash) })
	grants, expiries := make([]pair, len(records)), make([]pair, len(records))
	for i, record := range records {
		raw, err := json.Marshal(record)
		if err != nil {
			return err
		}
		if err := t.table.putRaw(tx, record.Hash, raw); err != nil {
			return err
		}
		grants[i] = pair{grantKey(record.GrantID, record.Hash), nil}
		expiries[i] = pair{expiryKey(record.Expires, record.Hash), []byte(record.GrantID)}
	}
	if err := putSorted(tx.Bucket(bucketGrants), grants); err != nil {
		return err
	}
	return putSorted(tx.Bucket(bucketExpiry), expiries)
}

type pair struct{ key, value []byte }

func putSorted(bucket *bbolt.Bucket, pairs []pair) error {
	slices.SortFunc(pairs, func(a, b pair) int { return bytes.Compare(a.key, b.key) })
	for _, p := range pairs {
		if err := bucket.Put(p.key, p.value); err != nil {
			return err
		}
	}
	return nil
}

func grantKey(grantID, hash string) []byte { return []byte(grantID + "\x00" + hash) }

func expiryKey(expires int64, hash string) []byte {
	return append(binary.BigEndian.AppendUint64(nil, uint64(expires)), hash...)
}

// Expired tokens stay for a while: introspection describes them as inactive, as a server does until its clean-up job has run.
const (
	keepExpired  = time.Hour
	cleanUpBatch = 50
)

func cleanUp(tx *bbolt.Tx, now time.Time) error {
	limit := expiryKey(now.Add(-keepExpired).UnixMilli(), "")
	expiry := tx.Bucket(bucketExpiry)
	cursor := expiry.Cursor()
	for n := 0; n < cleanUpBatch; n++ {
		key, grantID := cursor.First()
		if key == nil || bytes.Compare(key, limit) >= 0 {
			return nil
		}
		if err := remove(tx, string(grantID), string(key[8:])); err != nil {
			return err
		}
		if err := expiry.Delete(key); err != nil {
			return err
		}
	}
	return nil
}

// remove takes an entry out; its expiry is passed over when its time comes.
func remove(tx *bbolt.Tx, grantID, hash string) error {
	for _, bucket := range [][]byte{bucketTokens, bucketTokenRows} {
		if err := tx.Bucket(bucket).Delete([]byte(hash)); err != nil {
			return err
		}
	}
	return tx.Bucket(bucketGrants).Delete(grantKey(grantID, hash))
}

// find returns the stored token with that text, of whatever type, nil when there is none.
func (t *tokenStore) find(token string) (*tokenRecord, error) { return t.entry(tokenHash(token)) }

// entry returns the stored token with that code, nil when there is none.
func (t *tokenStore) entry(code string) (*tokenRecord, error) {
	var record tokenRecord
	ok, err := t.store.decode(bucketTokens, code, &record)
	if err != nil || !ok {
		return nil, err
	}
	return &record, nil
}

// discard removes one token and says whether there was one; the others of its grant stay.
func (t *tokenStore) discard(code string) (existed bool, err error) {
	err = t.store.update(func(tx *bbolt.Tx) error {
		raw := tx.Bucket(bucketTokens).Get([]byte(code))
		if raw == nil {
			return nil
		}
		existed = true
		record, err := readToken(raw)
		if err != nil {
			return err
		}
		return remove(tx, record.GrantID, code)
	})
	return existed, err
}

func readToken(raw []byte) (*tokenRecord, error) {
	record := new(tokenRecord)
	if err := json.Unmarshal(raw, record); err != nil {
		return nil, fmt.Errorf("a stored token is damaged: %w", err)
	}
	return record, nil
}

// revokeGrant removes every token of a grant.
func (t *tokenStore) revokeGrant(grantID string) error {
	return t.store.update(func(tx *bbolt.Tx) error {
		var hashes []string
		prefix := grantKey(grantID, "")
		cursor := tx.Bucket(bucketGrants).Cursor()
		for key, _ := cursor.Seek(prefix); bytes.HasPrefix(key, prefix); key, _ = cursor.Next() {
			hashes = append(hashes, string(key[len(prefix):]))
		}
		for _, hash := range hashes {
			if err := remove(tx, grantID, hash); err != nil {
				return err
			}
		}
		return nil
	})
}

// revokeWhere removes the tokens with a value in a column that are meant, whatever their grants. Without a column all are looked at.
func (t *tokenStore) revokeWhere(column, value string, meant func(*tokenRecord) bool) error {
	return t.store.update(func(tx *bbolt.Tx) error {
		found, err := t.having(tx, column, value)
		if err != nil {
			return err
		}
		for _, record := range found {
			if !meant(record) {
				continue
			}
			if err := remove(tx, record.GrantID, record.Hash); err != nil {
				return err
			}
		}
		return nil
	})
}

// having gives the tokens with a value in a column, all without one.
func (t *tokenStore) having(tx *bbolt.Tx, column, value string) ([]*tokenRecord, error) {
	q := query{}
	if column != "" {
		q.equals = []equality{{column, &value}}
	}
	match, err := t.table.matcher(q)
	if err != nil {
		return nil, err
	}
	var found []*tokenRecord
	err = tx.Bucket(bucketTokenRows).ForEach(func(hash, raw []byte) error {
		if match != nil && !match(row(raw)) {
			return nil
		}
		record, err := readToken(tx.Bucket(bucketTokens).Get(hash))
		found = append(found, record)
		return err
	})
	return found, err
}

// findByJTI returns the token whose jti column matches, nil when none or several do. Only logout-status JWTs fill that column.
func (t *tokenStore) findByJTI(jti string) (record *tokenRecord, err error) {
	err = t.store.view(func(tx *bbolt.Tx) error {
		found, err := t.having(tx, "jti", jti)
		if len(found) == 1 {
			record = found[0]
		}
		return err
	})
	return record, err
}

// accessToken finds a stored access or transaction token, expired ones included.
func (x *exchange) accessToken(token string) (*tokenRecord, error) {
	record, err := x.server.tokens.find(token)
	if err != nil || record == nil || !record.isAccess() {
		return nil, err
	}
	return record, nil
}

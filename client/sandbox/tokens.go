package sandbox

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"

	"go.etcd.io/bbolt"
)

// The types of stored tokens (TokenType.java).
const (
	typeAccess       = "access_token"
	typeRefresh      = "refresh_token"
	typeTx           = "tx_token"
	typeLogoutStatus = "logout_status_jwt"
)

// tokenRecord is a stored token, with the members of the Config API's token entries. Times are epoch milliseconds.
type tokenRecord struct {
	DN         string   `json:"dn"`
	Hash       string   `json:"tokenCode"`
	Type       string   `json:"tokenType"`
	GrantType  string   `json:"grantType"`
	GrantID    string   `json:"grantId"`
	ClientID   string   `json:"clientId"`
	UserID     string   `json:"userId,omitempty"`
	UserDN     string   `json:"userDn,omitempty"`
	Subject    string   `json:"sub,omitempty"`
	Scope      string   `json:"scope"`
	Created    int64    `json:"creationDate"`
	Expires    int64    `json:"expirationDate"`
	AuthTime   int64    `json:"authenticationTime,omitempty"`
	JTI        string   `json:"jti,omitempty"`
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
	clock  Clock
	source io.Reader
}

// grant is what the tokens of one authorization have in common.
type grant struct {
	id, grantType, clientID, userID, userDN, subject, scope string
	session                                                 string // sid of the browser session; "" for none
	authTime                                                time.Time
}

// issue makes an opaque token of a grant and stores it.
func (t *tokenStore) issue(g grant, tokenType string, lifetime time.Duration) (token string, err error) {
	if token, err = newUUID(t.source); err != nil {
		return "", err
	}
	now := t.clock.Now()
	record := tokenRecord{
		DN: "tknCde=" + tokenHash(token) + ",ou=tokens,o=jans", Hash: tokenHash(token), Type: tokenType, GrantType: g.grantType, GrantID: g.id,
		ClientID: g.clientID, UserID: g.userID, UserDN: g.userDN, Subject: g.subject, Scope: g.scope,
		Created: now.UnixMilli(), Expires: now.Add(lifetime).UnixMilli(), Deletable: true,
		Attributes: document{"online_access": false, "authorization_challenge": false}, SessionDN: sessionDN(g.session),
	}
	if !g.authTime.IsZero() {
		record.AuthTime = g.authTime.UnixMilli()
	}
	return token, t.store.update(func(tx *bbolt.Tx) error {
		if err := cleanUp(tx, now); err != nil {
			return err
		}
		return record.put(tx)
	})
}

func (t *tokenRecord) put(tx *bbolt.Tx) error {
	raw, err := json.Marshal(t)
	if err != nil {
		return err
	}
	if err := tx.Bucket(bucketTokens).Put([]byte(t.Hash), raw); err != nil {
		return err
	}
	if err := tx.Bucket(bucketGrants).Put(grantKey(t.GrantID, t.Hash), nil); err != nil {
		return err
	}
	return tx.Bucket(bucketExpiry).Put(expiryKey(t.Expires, t.Hash), []byte(t.GrantID))
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

func remove(tx *bbolt.Tx, grantID, hash string) error {
	if err := tx.Bucket(bucketTokens).Delete([]byte(hash)); err != nil {
		return err
	}
	return tx.Bucket(bucketGrants).Delete(grantKey(grantID, hash))
}

// find returns the stored token with that text, of whatever type, nil when there is none.
func (t *tokenStore) find(token string) (*tokenRecord, error) {
	var record tokenRecord
	ok, err := t.store.decode(bucketTokens, tokenHash(token), &record)
	if err != nil || !ok {
		return nil, err
	}
	return &record, nil
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

// revokeWhere removes the tokens that are meant, whatever their grants.
func (t *tokenStore) revokeWhere(meant func(*tokenRecord) bool) error {
	return t.store.update(func(tx *bbolt.Tx) error {
		var found []tokenRecord
		err := tx.Bucket(bucketTokens).ForEach(func(key, raw []byte) error {
			var record tokenRecord
			if err := json.Unmarshal(raw, &record); err != nil {
				return fmt.Errorf("stored token %s is damaged: %w", key, err)
			}
			if meant(&record) {
				found = append(found, record)
			}
			return nil
		})
		if err != nil {
			return err
		}
		for _, record := range found {
			if err := remove(tx, record.GrantID, record.Hash); err != nil {
				return err
			}
		}
		return nil
	})
}

// findByJTI returns the token whose jti column matches. Only logout-status JWTs fill that column.
func (t *tokenStore) findByJTI(jti string) (*tokenRecord, error) {
	var found *tokenRecord
	err := t.store.all(bucketTokens, func(id string, raw []byte) error {
		var record tokenRecord
		if err := json.Unmarshal(raw, &record); err != nil {
			return fmt.Errorf("stored token %s is damaged: %w", id, err)
		}
		if record.JTI == jti {
			found = &record
		}
		return nil
	})
	return found, err
}

// accessToken finds a stored access or transaction token, expired ones included.
func (x *exchange) accessToken(token string) (*tokenRecord, error) {
	record, err := x.server.tokens.find(token)
	if err != nil || record == nil || !record.isAccess() {
		return nil, err
	}
	return record, nil
}

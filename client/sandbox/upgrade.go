package sandbox

import (
	"bytes"
	"encoding/json"

	"go.etcd.io/bbolt"
)

// upgrade brings a folder of version 3 up to date and keeps what is stored in it: its tokens and sessions become searchable, and the samples
// that version did not have are added.
func (s *Server) upgrade(tx *bbolt.Tx, in *installation) error {
	if err := in.addLater(s.options.Rand); err != nil {
		return err
	}
	filler, err := s.seeder(tx, in)
	if err != nil {
		return err
	}
	for _, step := range []func() error{
		filler.indexTokens, filler.convertSessions, filler.newSamples, filler.sessionsAndTokens,
	} {
		if err := step(); err != nil {
			return err
		}
	}
	in.Version = dataVersion
	return in.write(tx)
}

// newSamples are the client and the scripts that version 3 did not have.
func (s *seeder) newSamples() error {
	if err := s.tables.clients.seed(s.tx, s.jwtClient()); err != nil {
		return err
	}
	return s.scriptsOf(func(kind string) bool { return kind == scriptRevokeToken })
}

// indexTokens writes the rows of tokens, which had none.
func (s *seeder) indexTokens() error {
	for _, entry := range everything(s.tx.Bucket(bucketTokens)) {
		if err := s.tables.tokens.putRaw(s.tx, string(entry.key), entry.value); err != nil {
			return err
		}
	}
	return nil
}

// convertSessions gives sessions the members of entries. They were stored under the hash of their cookies, and their tokens name them by
// their sids.
func (s *seeder) convertSessions() error {
	var sessions []*browserSession
	for _, entry := range everything(s.tx.Bucket(bucketSessions)) {
		var old struct {
			browserSession
			SID     string   `json:"sid"`
			Clients []string `json:"clients"`
		}
		if err := json.Unmarshal(entry.value, &old); err != nil {
			return err
		}
		session := old.browserSession
		session.ID, session.SID, session.Cookie, session.Created = old.SID, old.SID, string(entry.key), session.Used
		session.attribute("sid", old.SID)
		for _, client := range old.Clients {
			session.grant(client, "")
		}
		sessions = append(sessions, &session)
		if err := s.tx.Bucket(bucketSessions).Delete(entry.key); err != nil {
			return err
		}
	}
	return s.putSessions(sessions)
}

// everything copies a bucket, so that it can be written to meanwhile.
func everything(bucket *bbolt.Bucket) []pair {
	var pairs []pair
	cursor := bucket.Cursor()
	for key, value := cursor.First(); key != nil; key, value = cursor.Next() {
		pairs = append(pairs, pair{bytes.Clone(key), bytes.Clone(value)})
	}
	return pairs
}

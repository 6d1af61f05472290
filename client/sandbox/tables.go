package sandbox

import (
	"github.com/jansadm/jansadm/client/sandbox/internal/entities"
)

// tables are what the Config API manages besides the configuration.
type tables struct {
	scopes, attributes, scripts, clients, tokens, sessions *table
	vault                                                  vault
}

func newTables(s *store, clock Clock, order uint64, salt string) (tables, error) {
	secrets, err := newVault(salt)
	build := func(entity *entities.Entity, bucket, index []byte) *table {
		return &table{entity: entity, store: s, bucket: bucket, index: index, clock: clock, order: order}
	}
	return tables{
		scopes:     build(entities.Scope(), bucketScopes, bucketScopeRows),
		attributes: build(entities.Attribute(), bucketAttributes, bucketAttributeRows),
		scripts:    build(entities.Script(), bucketScripts, bucketScriptRows),
		clients:    build(entities.Client(), bucketClients, bucketClientRows),
		tokens:     build(entities.Token(), bucketTokens, bucketTokenRows),
		sessions:   build(entities.Session(), bucketSessions, bucketSessionRows),
		vault:      secrets,
	}, err
}

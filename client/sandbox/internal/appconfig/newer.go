package appconfig

import (
	"slices"
	"sync"

	"github.com/jansadm/jansadm/client/sandbox/internal/jackson"
)

// Newer is the class of an imagined later release, for trying how clients cope with what they do not know: three more properties, one
// more feature flag, one more member in a nested object. The names are invented.
var Newer = sync.OnceValue(func() *Config {
	retention := &jackson.Class{Name: "TokenRetentionConfiguration", Members: []jackson.Member{
		{Name: "enabled", Type: flag},
		{Name: "keepDays", Type: number, Initial: "30"},
		{Name: "excludedClients", Type: texts, Initial: "[]"},
	}}
	config := build([]Property{
		{Member: jackson.Member{Name: "tokenBindingEnforced", Type: boolean, Initial: "false", Null: "false"}, Shipped: "true"},
		{Member: jackson.Member{Name: "tokenRetentionConfiguration", Type: object(retention)},
			Shipped: `{"enabled":true,"keepDays":90,"excludedClients":["reporting"]}`},
		{Member: jackson.Member{Name: "sessionRiskThreshold", Type: number, Initial: "50"}, Shipped: "75"},
	}, []string{"session_risk"})
	lock := config.Class.Find("lockMessageConfig").Type.Class
	lock.Members = append(lock.Members, jackson.Member{Name: "tokenMessagesBatchSize", Type: integer, Initial: "20"})
	shipFlag(config)
	return config
})

// shipFlag puts the additional flag into the list that setup ships.
func shipFlag(config *Config) {
	i := slices.IndexFunc(config.Properties, func(p Property) bool { return p.Member.Name == "featureFlags" })
	shipped := config.Properties[i].Shipped
	config.Properties[i].Shipped = shipped[:len(shipped)-1] + `,"session_risk"]`
}

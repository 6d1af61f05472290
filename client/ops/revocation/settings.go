package revocation

import (
	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
)

// The properties that have to do with revocation (AppConfiguration.java).
const (
	propEndpoint    = "tokenRevocationEndpoint"
	propMTLS        = "mtlsTokenRevocationEndpoint"
	propAll         = "allowAllValueForRevokeEndpoint"
	propForOthers   = "allowRevokeForOtherClients"
	propAllowed     = "discoveryAllowedKeys"
	propDenied      = "discoveryDenyKeys"
	propBlanksShown = "allowBlankValuesInDiscoveryResponse"
)

var properties = []string{propEndpoint, propMTLS, propAll, propForOthers, ops.CacheLifetime, propAllowed, propDenied, propBlanksShown}

// flagRevoke is the feature flag of the endpoint; the script type is called the same.
const flagRevoke = "revoke_token"

func settingsOf(c *ops.Configuration) Settings {
	settings := Settings{Known: true, configuration: c}
	flags := c.Flags(ops.NewDraft())
	settings.AllOn = flags.AllOn
	for _, flag := range flags.Flags {
		if flag.Name == flagRevoke {
			settings.Flag, settings.Listed = flag.Enabled, flag.Listed
		}
	}
	for _, name := range properties {
		entry, err := c.Lookup(name)
		if err != nil { // not in the catalogue: cannot be
			continue
		}
		setting := Setting{Name: entry.Name, Unset: entry.Unset, Help: entry.Help}
		if !entry.Empty() {
			setting.Value = entry.Value
		}
		settings.Properties = append(settings.Properties, setting)
	}
	return settings
}

// text is a property's value where that is a text.
func (s Settings) text(name string) string {
	value, _ := document.Text(s.Setting(name).Value)
	return value
}

package revocation

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/jansadm/jansadm/client/ops"
)

// findScripts: an exception counts as the script's no (ExternalRevokeTokenService.java). One that cannot be loaded is not asked; the two look the
// same from here.
func findScripts(l *look) []Finding {
	var found []Finding
	var asked []string
	for i, script := range l.status.Scripts {
		switch {
		case !script.Enabled:
		case script.Error == "":
			asked = append(asked, script.Name)
		default:
			finding := Finding{
				ID: "script-failing", Severity: danger,
				Says: "The script " + script.Name + " fails: " + script.Error + ".",
				Explains: "A script of the type revoke_token that fails counts as a no: nothing is revoked for any client, and all of them are told 200. " +
					"(One that cannot even be loaded is passed over, and tokens are revoked.)",
			}
			found = append(found, l.fixedEntry(finding, "Disable the script "+script.Name, l.scripts[i], "/enabled", json.RawMessage("false")))
		}
	}
	return append(found, when(len(asked) > 0, Finding{
		ID: "script-asked", Severity: info,
		Says:     "Scripts are asked before tokens are revoked: " + strings.Join(asked, ", ") + ".",
		Explains: "When one of them says no, nothing is revoked and the client is told 200 all the same. The check shows whether tokens really go.",
	})...)
}

func findAllTokens(l *look) []Finding {
	return when(l.facts.Bool(propAll), l.switchedOff(Finding{
		ID: "all-tokens", Severity: danger, Says: propAll + " is on: one client can revoke the tokens of every client.",
		Explains: "A client that sends token=all is meant to lose its own tokens. On an SQL database the server's query does not look at the client, so " +
			"every token of the server goes.",
	}, propAll))
}

func findForOthers(l *look) []Finding {
	if !l.facts.Bool(propForOthers) {
		return nil
	}
	finding := Finding{
		ID: "for-others-never-matches", Severity: caution, Says: propForOthers + " is on, and as far as the code of the server tells it does nothing.",
		Explains: "Clients with the scope " + scopeRevokeAny + " should be able to revoke tokens of others. The server compares that name with the DNs of " +
			"the client's scopes, which never match, so they get 400 as before. A release that mends this opens it to every client with the scope.",
	}
	if _, exists := l.scopes[scopeRevokeAny]; l.scopes != nil && !exists {
		finding.ID = "for-others-without-scope"
		finding.Explains = "It takes the scope " + scopeRevokeAny + ", which does not exist: no client can have it. " + finding.Explains
	}
	return []Finding{l.switchedOff(finding, propForOthers)}
}

func (l *look) switchedOff(finding Finding, property string) Finding {
	return l.fixed(finding, "Switch "+property+" off", func(c *ops.Configuration, d *ops.Draft) error {
		return c.Set(d, property, json.RawMessage("false"))
	})
}

// findGlobal: scopes with defaultScope are given to clients that register themselves (RegisterRestWebServiceImpl.java).
func findGlobal(l *look) []Finding {
	scope := l.scopes[scopeGlobal]
	if scope == nil || string(scope.Get("/defaultScope")) != "true" {
		return nil
	}
	finding := Finding{
		ID: "global-revocation-open", Severity: danger, Says: "Everybody can register a client that may end all sessions of any person.",
		Explains: "The scope " + scopeGlobal + " is a default scope, which clients get that register themselves, and registration is on. With it a client " +
			"sends the name of a person to the endpoint for global revocation, and the person loses all sessions and tokens.",
	}
	return []Finding{l.fixedEntry(finding, "Make "+scopeGlobal+" a scope that has to be given", scope, "/defaultScope", json.RawMessage("false"))}
}

// longCache is a lifetime of the discovery cache, in minutes, beyond which changes stay unseen for too long.
const longCache = 24 * 60

func findCache(l *look) []Finding {
	minutes, set := l.facts.Int(ops.CacheLifetime)
	switch {
	case !set:
	case minutes == 0:
		return []Finding{{ID: "cache-off", Severity: info, Says: "The discovery document is not cached.",
			Explains: "Changes show within 30 s, and every request for the document reads all scopes from the database."}}
	case minutes < 0:
		return []Finding{l.fixed(Finding{ID: "cache-negative", Severity: caution, Says: ops.CacheLifetime + " is negative.",
			Explains: "The server cannot make such a cache and keeps the one that it had: nobody can tell when a change shows."},
			"Set it to what a new installation has", func(c *ops.Configuration, d *ops.Draft) error { return c.Reset(d, ops.CacheLifetime) })}
	case minutes > longCache:
		return []Finding{{ID: "cache-long", Severity: caution,
			Says:     fmt.Sprintf("The discovery document is cached for %d hours.", minutes/60),
			Explains: "After the flag or the address changes, clients may go by the old one for so long."}}
	}
	return nil
}

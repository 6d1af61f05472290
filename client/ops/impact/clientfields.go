package impact

import (
	"encoding/json"
	"slices"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops/change"
)

// at is a member of an entry, or of an object in it.
func at(doc document.Document, path string) json.RawMessage {
	tokens := document.Tokens(path)
	for len(tokens) > 1 {
		doc, _ = document.Members(doc.Get(tokens[0]))
		tokens = tokens[1:]
	}
	return doc.Get(tokens[0])
}

// textAt, listAt and isOn are at for values of one kind; empty or false for any other.
func textAt(doc document.Document, path string) string {
	s, _ := document.Text(at(doc, path))
	return s
}

func listAt(doc document.Document, path string) []string {
	found, _ := document.Strings(at(doc, path))
	return found
}

func isOn(doc document.Document, path string) bool { return string(at(doc, path)) == "true" }

// secondsAt is a lifetime of a client; 0 for none of its own, which is also what the server makes of 0 and less (AbstractAuthorizationGrant.java).
func secondsAt(doc document.Document, path string) int64 {
	var n int64
	if json.Unmarshal(at(doc, path), &n) != nil {
		return 0
	}
	return max(n, 0)
}

// The members of clients that rules look at.
const (
	clientDisabled  = "/disabled"
	clientGrants    = "/grantTypes"
	clientResponses = "/responseTypes"
	clientMethod    = "/tokenEndpointAuthMethod"
	clientMethods   = "/attributes/additionalTokenEndpointAuthMethods"
	clientDPoP      = "/attributes/dpopBoundAccessToken"
	clientPKCE      = "/attributes/requirePkce"
	clientPAR       = "/attributes/requirePar"
	clientScripts   = "/attributes/updateTokenScriptDns"
	clientAsJWT     = "/accessTokenAsJwt"
	clientTokenAlg  = "/accessTokenSigningAlg"
	clientIDAlg     = "/idTokenSignedResponseAlg"
)

// The ways to get tokens and to authenticate that rules name.
const (
	grantCode     = "authorization_code"
	grantRefresh  = "refresh_token"
	grantItself   = "client_credentials"
	grantDevice   = "urn:ietf:params:oauth:grant-type:device_code"
	methodBasic   = "client_secret_basic"
	methodNone    = "none"
	methodMTLS    = "tls_client_auth"
	methodOwnCert = "self_signed_tls_client_auth"
	methodOwnKey  = "private_key_jwt"
)

// authMethods are the ways in which a client may authenticate: words that the server does not know are none (AuthenticationMethod.java).
func authMethods(client document.Document) []string {
	known := []string{
		methodBasic, "client_secret_post", "client_secret_jwt", methodOwnKey, "access_token", methodMTLS, methodOwnCert, methodNone,
	}
	return slices.DeleteFunc(append([]string{textAt(client, clientMethod)}, listAt(client, clientMethods)...), func(method string) bool {
		return !slices.Contains(known, method)
	})
}

// ofClient narrows a finder to a change of some members of a client that is there before and after.
func ofClient(find entryFinder, paths ...string) finder {
	return ofEntry(change.Client, func(f Facts, e Entry, c change.Change) []Impact {
		if !e.changes() {
			return nil
		}
		return find(f, e, c)
	}, paths...)
}

// clientRule is a rule about some members of clients; with properties it knows how the server is set, too.
func clientRule(id string, severity Severity, summary string, find entryFinder, paths ...string) Rule {
	return Rule{ID: id, Severity: severity, Summary: summary, Find: ofClient(find, paths...)}
}

func (r Rule) withProperties() Rule {
	r.Wants = wants(r.Find, Wanted{Properties: true})
	return r
}

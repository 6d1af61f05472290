package impact

import (
	"slices"
	"strings"

	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/schema"
)

// clientFormatRules are about what the tokens of a client look like and what scripts make of them.
var clientFormatRules = []Rule{
	clientRule("client-jwt-on", Caution, "access tokens of a client become JWTs, which cannot be taken back from whoever checks them by itself", findJWTOn, clientAsJWT),
	clientRule("client-jwt-off", Caution, "access tokens of a client are no JWTs any more", findJWTOff, clientAsJWT),
	clientRule("client-unsigned", Danger, "tokens of a client are no longer signed", findUnsigned, clientTokenAlg, clientIDAlg),
	clientRule("client-shared-secret", Caution, "tokens of a client are signed with its own secret", findSharedSecret, clientTokenAlg, clientIDAlg),
	clientRule("client-alg-unknown", Caution, "tokens of a client are to be signed in a way that the server does not know", findAlgUnknown, clientTokenAlg, clientIDAlg),
	clientRule("client-alg-changed", Caution, "tokens of a client are signed in another way", findAlgChanged, clientTokenAlg, clientIDAlg),
	clientRule("client-token-script", Caution, "other scripts change the tokens of a client", findTokenScripts, clientScripts),
}

// findJWTOn: a JWT is removed from the database like any token, but who checks its signature does not look there. The Config API is one of
// those (OpenIdAuthorizationService.java).
func findJWTOn(f Facts, e Entry, c change.Change) []Impact {
	return says(e.switched("accessTokenAsJwt", true), Impact{
		Message: "Access tokens of the client " + e.word() + " become JWTs. APIs that check them by the signature, the Config API among them, accept them until they expire, also after they were revoked, the session has ended or the client was deleted; only introspection knows. Their claims can be read by whoever holds them.",
		When:    nextLogin, Advice: "Keep their lifetime short.",
	})
}

func findJWTOff(f Facts, e Entry, c change.Change) []Impact {
	return says(isOn(e.Before, clientAsJWT) && !isOn(e.After, clientAsJWT), Impact{
		Message: "Access tokens of the client " + e.word() + " become random texts: APIs that check their signature refuse them, and have to ask introspection.",
		When:    nextLogin, Advice: "JWTs that were issued before cannot be taken back there; they stay valid until they expire.",
	})
}

// signed names the tokens that an algorithm of a client is for.
var signed = map[string]string{clientTokenAlg: "JWT access tokens", clientIDAlg: "id_tokens"}

// algorithm is what the client has for a kind of token after a change; empty when that is what it was before.
func (e Entry) algorithm(path string) string {
	if now := textAt(e.After, path); now != textAt(e.Before, path) {
		return now
	}
	return ""
}

func findUnsigned(f Facts, e Entry, c change.Change) []Impact {
	return says(e.algorithm(c.Path) == "none", Impact{
		Message: "The " + signed[c.Path] + " of the client " + e.word() + " have no signature: whoever accepts them accepts tokens that anybody has made up.",
		When:    nextLogin, Advice: "Use an algorithm such as RS256.",
	})
}

func findSharedSecret(f Facts, e Entry, c change.Change) []Impact {
	return says(strings.HasPrefix(e.algorithm(c.Path), "HS"), Impact{
		Message: "The " + signed[c.Path] + " of the client " + e.word() + " are signed with its own secret: whoever is to check them needs that secret, and can make such tokens with it.",
		When:    nextLogin, Advice: "Use an algorithm such as RS256, which is checked by a public key.",
	})
}

// findAlgUnknown: an unknown algorithm counts as none given for access tokens (AuthorizationGrant.java), while id_tokens cannot be made with it
// (JwtSigner.java).
func findAlgUnknown(f Facts, e Entry, c change.Change) []Impact {
	alg := e.algorithm(c.Path)
	if alg == "" || knownAlgorithm(c.Path, alg) {
		return nil
	}
	if c.Path == clientTokenAlg {
		return []Impact{{When: nextLogin, Message: "The server does not know the algorithm " + shown(alg) + " and signs access tokens of the client " + e.word() + " by its default."}}
	}
	return []Impact{{Severity: Danger, When: nextLogin,
		Message: "The server does not know the algorithm " + shown(alg) + ": it cannot make id_tokens for the client " + e.word() + ", and sign-ins to it fail."}}
}

func knownAlgorithm(path, alg string) bool {
	field, _ := schema.Client().Field(path)
	return slices.Contains(field.Type.Values, alg)
}

func findAlgChanged(f Facts, e Entry, c change.Change) []Impact {
	before, now := textAt(e.Before, c.Path), textAt(e.After, c.Path)
	counts := c.Path == clientIDAlg || isOn(e.Before, clientAsJWT) && isOn(e.After, clientAsJWT)
	if before == now || !counts || now != "" && !knownAlgorithm(c.Path, now) {
		return nil
	}
	by := shown(now)
	if now == "" {
		by = "the server's default algorithm"
	}
	return []Impact{{When: nextLogin,
		Message: "The " + signed[c.Path] + " of the client " + e.word() + " are signed by " + by + ": whoever insists on the old algorithm refuses them."}}
}

// findTokenScripts: ExternalUpdateTokenService.java. All scripts of the type run anyway while runAllUpdateTokenScripts is on.
func findTokenScripts(f Facts, e Entry, c change.Change) []Impact {
	before, after := listAt(e.Before, clientScripts), listAt(e.After, clientScripts)
	var found []Impact
	if gained := f.words(without(after, before)); len(gained) > 0 {
		found = append(found, Impact{Severity: Danger, When: entryPickUp,
			Message: "Tokens of the client " + e.word() + " go through " + enumerate(gained) + " before they are issued. A script can change their scopes, claims and lifetime, and when it fails or says no, no token is issued (403)."})
	}
	if lost := f.words(without(before, after)); len(lost) > 0 {
		found = append(found, Impact{When: entryPickUp,
			Message: "Tokens of the client " + e.word() + " lack what " + enumerate(lost) + " put into them."})
	}
	return found
}

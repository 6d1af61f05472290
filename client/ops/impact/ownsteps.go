package impact

import (
	"net/url"
	"slices"
	"strings"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/directory"
	"github.com/jansadm/jansadm/client/transport"
)

// loginSteps are what a login needs, in the order in which it comes to it (the device flow ends in an ordinary authorization request; the
// answer of userinfo is then handed to the script that turns roles into permissions).
var loginSteps = slices.Concat([]loginStep{
	{byClient, ofProperties(addressedIn...), atHome, "discovery names an address on another host, and this console sends its secrets to no other host than the one it was given"},
	{byPerson, ofProperties(flagsProperty, "deviceAuthzEndpoint", "discoveryAllowedKeys", "discoveryDenyKeys"), shows("device_authorization_endpoint"), "discovery no longer shows device_authorization_endpoint, where a sign-in starts"},
	{byPerson, ofProperties(flagsProperty, "userInfoEndpoint", "discoveryAllowedKeys", "discoveryDenyKeys"), shows("userinfo_endpoint"), "discovery no longer shows userinfo_endpoint, where this console asks who you are"},
	{byPerson, ofProperties("issuer", "discoveryAllowedKeys", "discoveryDenyKeys"), shows("issuer"), "discovery names no issuer"},
	{byPerson, ofProperties(flagsProperty), func(s stage) bool { return s.flag("device_authz") }, "the flag device_authz is off"},
	{byPerson, ofProperties(flagsProperty), func(s stage) bool { return s.flag("userinfo") }, "the flag userinfo is off"},
	{byClient, ofProperties("grantTypesSupported"), grants("client_credentials"), "the server no longer supports the grant client_credentials"},
	{byPerson, ofProperties("grantTypesSupported"), grants("urn:ietf:params:oauth:grant-type:device_code"), "the server no longer supports the grant device_code"},
	{byPerson, ofProperties("grantTypesSupported"), grants("authorization_code"), "the server no longer supports the grant authorization_code"},
	{byPerson, ofProperties("authorizationEndpoint"), func(s stage) bool { return text(s.doc, "authorizationEndpoint") != "" }, "the device flow has no address to send you to"},
	{byPerson, ofProperties(responseTypeProperty), func(s stage) bool { return text(s.doc, responseTypeProperty) == "code" }, "the device flow asks for another response type than code"},
	{byClient, ofProperties("accessTokenLifetime"), lives("accessTokenLifetime"), "no access token can be issued with accessTokenLifetime at 0 or less"},
	{byPerson, ofProperties("authorizationCodeLifetime"), lives("authorizationCodeLifetime"), "no authorization code can be issued with authorizationCodeLifetime at 0 or less"},
	{byPerson, ofProperties("deviceAuthzRequestExpiresIn"), lives("deviceAuthzRequestExpiresIn"), "device codes are expired when they are issued"},
	{byClient, ofOwnClient, ownClientThere, "the client is deleted"},
	{byPerson, ofOwnClient, ownClientHas("openid"), "the client loses the scope openid"},
	{byPerson, ofOwnClient, roleReaches(ownClientHas("profile")), "the client loses the scope profile, which carries your role"},
	{byPerson, ofSignInScopes, namedStill("openid"), "there is no scope openid any more"},
	{byPerson, ofSignInScopes, roleReaches(profileGivesRole), "the scope profile no longer carries " + consoleRole + ", so that your token gets no permissions"},
	{byPerson, ofRoleClaim, roleReaches(roleClaimThere), "the claim " + consoleRole + " is no longer released from where your role is, so that your token gets no permissions"},
	{byPerson, ofReleased, userinfoAnswers, "userinfo fails, as a scope that you sign in with lists a claim that does not exist"},
	{byPerson, ofTokenScripts, roleReaches(permissionScriptRuns), "the script that turns your role into permissions no longer runs"},
}, ownClientSteps, requestSteps())

const responseTypeProperty = "deviceAuthzResponseTypeToProcessAuthz"

// requestSteps are about rules for authorization requests which that of the device flow never meets.
func requestSteps() []loginStep {
	var steps []loginStep
	for _, property := range []string{"requirePkce", "requirePar", "forceSignedRequestObject", "fapiCompatibility"} {
		steps = append(steps, loginStep{byPerson, ofProperties(property), func(s stage) bool { return !boolean(s.doc, property) },
			property + " demands more of authorization requests than the device flow's own has"})
	}
	return steps
}

// secretAddresses are the keys of discovery whose addresses get secrets from a console that signs in. That of revocation gets nothing where
// it is on another host.
var secretAddresses = []string{"token_endpoint", "introspection_endpoint", "userinfo_endpoint", "device_authorization_endpoint"}

// addressedIn are the properties that make those addresses.
var addressedIn = []string{
	"tokenEndpoint", "introspectionEndpoint", "userInfoEndpoint", "deviceAuthzEndpoint",
	flagsProperty, "discoveryAllowedKeys", "discoveryDenyKeys",
}

// atHome says whether all addresses that get secrets are on the host that this session was given.
func atHome(s stage) bool {
	if s.f.Me.Host == "" {
		return true
	}
	keys := s.f.advertised(s.doc)
	return !slices.ContainsFunc(secretAddresses, func(key string) bool {
		address, _ := document.Text([]byte(keys[key]))
		named, err := url.Parse(address)
		return address != "" && (err != nil || !transport.SameOrigin(address, named.Scheme+"://"+s.f.Me.Host))
	})
}

func shows(key string) func(stage) bool {
	return func(s stage) bool {
		_, shown := s.f.advertised(s.doc)[key]
		return shown
	}
}

func grants(grant string) func(stage) bool {
	return func(s stage) bool { return slices.Contains(list(s.doc, "grantTypesSupported"), grant) }
}

// lives says whether a lifetime is one; that of access tokens a client can have for itself.
func lives(property string) func(stage) bool {
	return func(s stage) bool {
		if own, ok := integer(s.f.OwnClient, property); ok && own > 0 && property == "accessTokenLifetime" {
			return true
		}
		n, ok := integer(s.doc, property)
		return !ok || n > 0
	}
}

// ownClient is the entry of the session's client when the plan touches it.
func (s stage) ownClient() (doc document.Document, planned bool) {
	entry, planned := s.f.Entries[change.Target{Resource: change.Client, ID: s.f.Me.ClientID}]
	return s.entry(entry), planned
}

func ownClientThere(s stage) bool {
	doc, planned := s.ownClient()
	return !planned || doc != nil
}

func ownClientHas(scope string) func(stage) bool {
	return func(s stage) bool {
		doc, planned := s.ownClient()
		return !planned || doc == nil || slices.Contains(s.f.scopeIDs(list(doc, "scopes")), scope)
	}
}

// byRole says whether the permissions of the session come of a person's role: the client has a script that puts them in the place of the
// scopes that were asked for.
func (f Facts) byRole() bool {
	return f.Me.Login == LoginPerson && (f.OwnClient == nil || len(listAt(f.OwnClient, clientScripts)) > 0)
}

// roleReaches makes a step count only where a role gives the permissions.
func roleReaches(works func(stage) bool) func(stage) bool {
	return func(s stage) bool { return !s.f.byRole() || works(s) }
}

// namedStill says whether no scope of the plan that has the id loses it.
func namedStill(id string) func(stage) bool {
	return func(s stage) bool {
		for _, entry := range s.f.planned(change.Scope) {
			if text(entry.Before, "id") == id && text(s.entry(entry), "id") != id {
				return false
			}
		}
		return true
	}
}

func profileGivesRole(s stage) bool {
	for _, entry := range s.f.planned(change.Scope) {
		if givesRole(entry.Before) && !givesRole(s.entry(entry)) {
			return false
		}
	}
	return true
}

func roleClaimThere(s stage) bool {
	for _, entry := range s.f.planned(change.Claim) {
		now := directory.HeadOf(change.Claim, s.entry(entry))
		if before := entry.before(); before.Claim == consoleRole && (now.Claim != before.Claim || now.Name != before.Name) {
			return false
		}
	}
	return true
}

// userinfoAnswers says whether no scope of the sign-in lists a claim that does not exist.
func userinfoAnswers(s stage) bool {
	if !s.after {
		return true // what dangled before is found to dangle still, and then it is not the plan's doing
	}
	for _, entry := range s.f.planned(change.Scope) {
		if entry.After == nil || !signsIn(entry.after()) || !releases(entry.After) {
			continue
		}
		dangling := s.f.dangling(list(entry.After, "claims"), change.Claim)
		if len(dangling) > 0 && (entry.Before == nil || s.f.allThere(list(entry.Before, "claims"))) {
			return false
		}
	}
	for _, entry := range s.f.planned(change.Claim) {
		if entry.deletes() && signsIn(ofTypes(s.f.usersAfter(entry), "openid", "oauth", "spontaneous", "")...) {
			return false
		}
	}
	return true
}

// allThere says whether the claims existed before the plan.
func (f Facts) allThere(dns []string) bool {
	return !slices.ContainsFunc(dns, func(dn string) bool {
		_, found := f.Directory.Refer(dn)
		return !found
	})
}

// permissionScriptRuns is about the scripts that the client names; of a client that is not known, about all of the type.
func permissionScriptRuns(s stage) bool {
	for _, entry := range s.f.planned(change.Script) {
		now := s.entry(entry)
		if s.f.permits(entry) && (!isTrue(now, "enabled") || text(now, "scriptType") != text(entry.Before, "scriptType")) && isTrue(entry.Before, "enabled") {
			return false
		}
	}
	return true
}

func (f Facts) permits(script Entry) bool {
	named := listAt(f.OwnClient, clientScripts)
	if len(named) == 0 {
		return text(script.Before, "scriptType") == "update_token"
	}
	return slices.ContainsFunc(named, func(dn string) bool {
		target, ok := directory.TargetOf(dn)
		return ok && sameTarget(target, script.Head.Target())
	})
}

// planned lists the entries of a kind that the plan touches, in a certain order.
func (f Facts) planned(resource change.Resource) []Entry {
	var found []Entry
	for target, entry := range f.Entries {
		if target.Resource == resource {
			found = append(found, entry)
		}
	}
	slices.SortFunc(found, func(a, b Entry) int { return strings.Compare(a.Head.Inum, b.Head.Inum) })
	return found
}

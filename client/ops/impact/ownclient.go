package impact

import (
	"slices"
	"strings"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops/change"
)

// ownClientSteps are what a console's login needs of its client, besides being there and its scopes. A console authenticates with
// client_secret_basic, and a person's login ends in an ordinary authorization request and a client_credentials request.
var ownClientSteps = []loginStep{
	{byClient, ofOwnClient, ownClientIs(enabled), "the client is disabled"},
	{byClient, ofOwnClient, ownClientIs(takesBasic), "the client no longer allows " + methodBasic + ", by which a console proves who it is"},
	{byClient, ofOwnClient, ownClientIs(holds(clientGrants, grantItself)), "the client loses the grant " + grantItself},
	{byPerson, ofOwnClient, ownClientIs(holds(clientGrants, grantDevice)), "the client loses the grant device_code"},
	{byPerson, ofOwnClient, ownClientIs(holds(clientGrants, grantCode)), "the client loses the grant " + grantCode},
	{byPerson, ofOwnClient, ownClientIs(holds(clientResponses, "code")), "the client loses the response type code"},
	{byClient, ofOwnClient, ownClientIs(off(clientDPoP)), "the client has to prove a key (DPoP), which consoles do not"},
	{byPerson, ofOwnClient, ownClientIs(off(clientPKCE)), "the client demands PKCE of authorization requests, which that of the device flow has not"},
	{byPerson, ofOwnClient, ownClientIs(off(clientPAR)), "the client demands that authorization requests are pushed, which that of the device flow is not"},
	{byPerson, ofOwnClient, roleReaches(keepsTokenScripts), "the client loses the script that turns roles into permissions"},
}

// clientSteps are the rules for consoles that are not this session's, and for the Config API itself.
var clientStepRules = []Rule{
	clientRule("client-console-stopped", LockOut, "the client of the packaged console loses what its sign-in needs besides scopes", findConsoleStopped, stepPaths...),
	clientRule("client-config-api-stopped", Danger, "the Config API's own client loses what it needs to get tokens", findConfigAPIStopped, stepPaths...),
}

var stepPaths = []string{
	clientDisabled, clientMethod, clientMethods, clientGrants, clientResponses, clientDPoP, clientPKCE, clientPAR, clientScripts,
}

// ownClientIs is a step about the session's client; that it is deleted is another one.
func ownClientIs(fit func(document.Document) bool) func(stage) bool {
	return func(s stage) bool {
		doc, planned := s.ownClient()
		return !planned || doc == nil || fit(doc)
	}
}

func enabled(client document.Document) bool { return !isOn(client, clientDisabled) }

func takesBasic(client document.Document) bool {
	return slices.Contains(authMethods(client), methodBasic)
}

func holds(path, value string) func(document.Document) bool {
	return func(client document.Document) bool { return slices.Contains(listAt(client, path), value) }
}

func off(path string) func(document.Document) bool {
	return func(client document.Document) bool { return !isOn(client, path) }
}

// keepsTokenScripts says whether the client still has the scripts that it had before the plan.
func keepsTokenScripts(s stage) bool {
	entry := s.f.Entries[change.Target{Resource: change.Client, ID: s.f.Me.ClientID}]
	doc, planned := s.ownClient()
	return !planned || doc == nil || len(without(listAt(entry.Before, clientScripts), listAt(doc, clientScripts))) == 0
}

// stopped are the steps of somebody else's login with the client that the plan makes an end of.
func (f Facts) stopped(e Entry, login Login) []string {
	f.Me, f.OwnClient = &Me{ClientID: e.Head.Inum, Login: login}, nil
	var failures []string
	for _, step := range ownClientSteps {
		if slices.Contains(step.logins, login) && step.breaks(f) {
			failures = append(failures, step.fails)
		}
	}
	return failures
}

// findConsoleStopped speaks of this console's client too as long as it is not known how this session has signed in.
func findConsoleStopped(f Facts, e Entry, c change.Change) []Impact {
	packaged := strings.HasPrefix(e.Head.Inum, consoleClient)
	own := f.Self != "" && f.Self == e.Head.Inum && f.Me == nil
	if !packaged && !own {
		return nil
	}
	failures := f.stopped(e, LoginPerson)
	who := "The packaged console signs administrators in by the client " + e.word()
	if own {
		who = "This console uses the client " + e.word()
	}
	return says(len(failures) > 0, Impact{
		Message: who + ", and that stops working: " + strings.Join(failures, "; ") + ".",
		When:    "with the next sign-in; sessions that are open work until their tokens expire", Advice: repairable,
	})
}

// findConfigAPIStopped: AuthUtil.java gets tokens with this client by client_credentials.
func findConfigAPIStopped(f Facts, e Entry, c change.Change) []Impact {
	if !strings.HasPrefix(e.Head.Inum, configClient) {
		return nil
	}
	failures := f.stopped(e, LoginClient)
	return says(len(failures) > 0, Impact{When: entryPickUp, Advice: "Leave that part out.",
		Message: "The Config API itself uses the client " + e.word() + " to read the statistics, and tools of the setup use it as well. They fail: " + strings.Join(failures, "; ") + "."})
}

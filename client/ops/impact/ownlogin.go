package impact

import (
	"cmp"
	"net/url"
	"slices"
	"strings"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops/change"
)

// ownLoginRules follow the login of this very session through the plan as a whole: what one change breaks and another one mends is not told,
// and what only two of them break together is.
var ownLoginRules = []Rule{{
	ID: "own-login-stopped", Severity: LockOut,
	Summary: "the way in which you are signed in to this console stops working, worked out from your client, your roles and the whole plan",
	Find:    findOwnLogin,
	Wants: func(f Facts, c change.Change) Wanted {
		stops := f.mayStop(c)
		return Wanted{Me: stops, OwnClient: stops}
	},
}}

// stage is the server before or after the plan, with whom it is looked at for.
type stage struct {
	f     Facts
	doc   document.Document
	after bool
}

// entry is an entry of the plan at this stage; nil when it does not exist then.
func (s stage) entry(e Entry) document.Document {
	if s.after {
		return e.After
	}
	return e.Before
}

func (s stage) flag(name string) bool { return flagOn(s.f.enabled(s.doc), name) }

// loginStep is one thing that a login needs.
type loginStep struct {
	logins   []Login
	concerns func(f Facts, c change.Change) bool // whether the change can have to do with it
	works    func(s stage) bool
	fails    string // what is wrong when it does not work
}

var byPerson, byClient = []Login{LoginPerson}, []Login{LoginPerson, LoginClient}

// breaks says whether the plan makes an end of the step.
func (s loginStep) breaks(f Facts) bool {
	return s.works(stage{f, f.Before, false}) && !s.works(stage{f, f.After, true})
}

func findOwnLogin(f Facts, c change.Change) []Impact {
	if f.Me == nil {
		return nil // the rules for everybody's login have spoken
	}
	mine := func(s loginStep) bool { return slices.Contains(s.logins, f.Me.Login) }
	if !slices.ContainsFunc(loginSteps, func(s loginStep) bool { return mine(s) && s.concerns(f, c) && s.breaks(f) }) {
		return nil
	}
	var failures []string
	for _, step := range loginSteps {
		if mine(step) && step.breaks(f) {
			failures = append(failures, step.fails)
		}
	}
	return says(len(failures) > 0, Impact{
		Message: "This shuts you out. " + f.signedIn() + ", and that stops working: " + strings.Join(failures, "; ") + ".",
		When:    "with the next sign-in; the session that is open works until its token expires",
		Advice:  "Leave that part out, or keep this console open and take it back before its token expires.",
	})
}

// mayStop says whether somebody's login may stop by the change, so that it is worth asking whose session this is.
func (f Facts) mayStop(c change.Change) bool {
	f.OwnClient = nil
	for _, login := range byClient {
		f.Me = &Me{ClientID: cmp.Or(f.Self, c.Target.ID), Login: login, Host: f.namedHost()}
		for _, step := range loginSteps {
			if slices.Contains(step.logins, login) && step.concerns(f, c) && step.breaks(f) {
				return true
			}
		}
	}
	return false
}

// namedHost is the host that the console was given, as far as the configuration tells.
func (f Facts) namedHost() string {
	address, err := url.Parse(f.TextBefore("tokenEndpoint"))
	if err != nil {
		return ""
	}
	return address.Host
}

// signedIn says how the session came about.
func (f Facts) signedIn() string {
	client := "the client " + shown(f.Me.ClientID)
	if f.OwnClient != nil {
		client = "the client " + shown(namedClient(f.OwnClient, f.Me.ClientID))
	}
	if f.Me.Login == LoginClient {
		return "This console signs in as " + client + " with client credentials"
	}
	person := shown(f.Me.Person) + " is signed in by device flow with " + client
	if f.byRole() && len(f.Me.Roles) > 0 {
		person += " and permitted by the role " + enumerate(quoted(f.Me.Roles))
	}
	return person
}

func namedClient(doc document.Document, id string) string {
	for _, member := range []string{"clientName", "displayName"} {
		if name := text(doc, member); name != "" {
			return name
		}
	}
	return id
}

// ofProperties concern changes of these properties.
func ofProperties(names ...string) func(Facts, change.Change) bool {
	return func(_ Facts, c change.Change) bool {
		return c.Target.Resource == change.Property && slices.Contains(names, c.Target.ID)
	}
}

// ofOwnClient concerns changes of the session's client.
func ofOwnClient(f Facts, c change.Change) bool {
	return c.Target == change.Target{Resource: change.Client, ID: f.Me.ClientID}
}

// ofSignInScopes concerns changes of the scopes that are asked for at a sign-in.
func ofSignInScopes(f Facts, c change.Change) bool {
	entry, planned := f.Entries[c.Target]
	return planned && c.Target.Resource == change.Scope && signsIn(entry.before(), entry.after())
}

// ofRoleClaim concerns changes of the claim that carries roles.
func ofRoleClaim(f Facts, c change.Change) bool {
	entry, planned := f.Entries[c.Target]
	return planned && c.Target.Resource == change.Claim && entry.before().Claim == consoleRole
}

// ofReleased concerns what userinfo looks up for the scopes of a sign-in.
func ofReleased(f Facts, c change.Change) bool {
	return ofSignInScopes(f, c) || c.Target.Resource == change.Claim && c.Kind == change.Delete
}

// ofTokenScripts concerns changes of the scripts that edit tokens.
func ofTokenScripts(f Facts, c change.Change) bool {
	entry, planned := f.Entries[c.Target]
	return planned && c.Target.Resource == change.Script && entry.before().Type == "update_token"
}

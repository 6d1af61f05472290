package impact

import (
	"slices"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops/change"
)

// Login is how a session came by its token, which decides what has to work for the next one.
type Login int

const (
	// LoginToken is a token that was handed in: nothing renews it.
	LoginToken Login = iota
	// LoginClient is a client that acts for itself, by the client_credentials grant.
	LoginClient
	// LoginPerson is a person who signs in through a browser, by the device flow.
	LoginPerson
)

// Me is who looks at the plan. Its texts come from the server.
type Me struct {
	ClientID string
	Login    Login
	Person   string   // what the person is called; empty when a client acts for itself
	Roles    []string // of the person, as the last sign-in has told them
	Scopes   []string // of the token in use
	JWT      bool     // the token in use is a JWT, which the Config API does not introspect
	Host     string   // that this session sends its secrets to, and to no other; empty when discovery is not asked for addresses
}

// Wanted is what rules ask for beyond the plan itself. Each of it costs a request, so that it is read only when a rule that needs it could
// speak about the plan.
type Wanted struct {
	Me         bool     // who is signed in
	OwnClient  bool     // the entry of the client that Me belongs to
	Properties bool     // the configuration, for a plan that changes none of it
	Discovery  bool     // the document that the server shows at present
	Scripts    bool     // all scripts in brief
	Scopes     []string // scopes by their ids
}

func (w Wanted) with(other Wanted) Wanted {
	return Wanted{
		Me: w.Me || other.Me, OwnClient: w.OwnClient || other.OwnClient, Properties: w.Properties || other.Properties,
		Discovery: w.Discovery || other.Discovery, Scripts: w.Scripts || other.Scripts,
		Scopes: append(slices.Clone(w.Scopes), without(other.Scopes, w.Scopes)...),
	}
}

// WantedFor is what the rules need to judge the changes.
func WantedFor(facts Facts, changes []change.Change) Wanted {
	var wanted Wanted
	for _, c := range changes {
		for _, rule := range rules {
			if rule.Wants != nil {
				wanted = wanted.with(rule.Wants(facts, c))
			}
		}
	}
	return wanted
}

// wants makes a rule that speaks with these findings ask for more, to speak more exactly.
func wants(find func(Facts, change.Change) []Impact, wanted Wanted) func(Facts, change.Change) Wanted {
	return func(f Facts, c change.Change) Wanted {
		if len(find(f, c)) == 0 {
			return Wanted{}
		}
		return wanted
	}
}

// scope is a scope that was read for its id, as the plan leaves it; false when it was not read, or does not exist.
func (f Facts) scope(id string) (document.Document, bool) {
	doc, ok := f.Scopes[id]
	if !ok {
		return nil, false
	}
	target := change.Target{Resource: change.Scope, ID: text(doc, "inum")}
	if entry, planned := f.Entries[target]; planned {
		return entry.After, entry.After != nil && text(entry.After, "id") == id
	}
	return doc, true
}

// properties says whether the configuration is known, also for a plan that changes none of it.
func (f Facts) properties() bool { return f.Before != nil }

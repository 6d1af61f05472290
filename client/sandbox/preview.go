package sandbox

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"github.com/jansadm/jansadm/client/sandbox/internal/jsontree"
)

// Preview asks what userinfo would release about a user to a token of some scopes. Entries are documents of the Config API. They need not
// be stored: a claim or a script stands in for the stored one of its inum.
type Preview struct {
	User    string            `json:"user"`
	Scopes  []json.RawMessage `json:"scopes"` // in the order of the token
	Claims  []json.RawMessage `json:"claims"`
	Scripts []json.RawMessage `json:"scripts"`
}

// UserinfoError says that userinfo would answer with status 500, and why, which a real server tells its log only.
type UserinfoError struct{ Reason string }

func (e *UserinfoError) Error() string { return "userinfo would answer with status 500: " + e.Reason }

// Userinfo tells what userinfo would release once everybody has noticed what is stored by now: nothing is taken from a cache, and scripts
// count as they would after the next timer. It is the JSON object of the answer. Errors are ErrNoUser and UserinfoError.
func (s *Server) Userinfo(p Preview) (json.RawMessage, error) {
	return s.instance.Load().auth.preview(p)
}

func (a *authServer) preview(p Preview) (json.RawMessage, error) {
	user, err := a.person(p.User)
	if err != nil {
		return nil, err
	}
	if user == nil {
		return nil, fmt.Errorf("%w: %s", ErrNoUser, p.User)
	}
	x, err := a.newPreview(p)
	if err != nil {
		return nil, err
	}
	scopes := make([]*scopeEntry, len(p.Scopes))
	for i, raw := range p.Scopes {
		scopes[i] = &scopeEntry{}
		if err := json.Unmarshal(raw, scopes[i]); err != nil {
			return nil, fmt.Errorf("scope of a preview: %w", err)
		}
	}
	claims := object{}
	if err := x.releaseAll(scopes, user, user.inum, claims); err != nil {
		return nil, &UserinfoError{Reason: err.Error()}
	}
	return jsontree.Append(nil, claims), nil
}

// newPreview makes the exchange of a request that nobody sends.
func (a *authServer) newPreview(p Preview) (*exchange, error) {
	live, _, err := a.present()
	if err != nil {
		return nil, err
	}
	config := maps.Clone(live)
	config["useLocalCache"] = false
	x := &exchange{server: a, config: config, preview: true, staged: map[string]*attributeEntry{}}
	for _, raw := range p.Claims {
		entry := struct {
			attributeEntry
			Inum string `json:"inum"`
		}{}
		if err := json.Unmarshal(raw, &entry); err != nil {
			return nil, fmt.Errorf("claim of a preview: %w", err)
		}
		x.staged[entry.Inum] = &entry.attributeEntry
	}
	x.scripts, err = a.settledScripts(p.Scripts)
	return x, err
}

// settledScripts are the enabled scripts as they will be loaded next, with others in the place of stored ones. Nothing is written down.
func (a *authServer) settledScripts(staged []json.RawMessage) ([]script, error) {
	scripts, err := loadScripts(a.store)
	if err != nil {
		return nil, err
	}
	for _, raw := range staged {
		var candidate script
		if err := json.Unmarshal(raw, &candidate); err != nil {
			return nil, fmt.Errorf("script of a preview: %w", err)
		}
		scripts = slices.DeleteFunc(scripts, func(s script) bool { return s.Inum == candidate.Inum })
		if candidate.Enabled {
			scripts = append(scripts, candidate)
		}
	}
	for i := range scripts {
		if !slices.Contains(notLoaded, scripts[i].Type) {
			scripts[i].failure = scripts[i].load()
		}
	}
	return scripts, nil
}

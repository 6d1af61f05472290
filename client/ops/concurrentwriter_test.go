package ops_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/transport"
)

// writer is somebody who edits what others edit at the same time, and decides about each conflict by the throw of a die.
type writer struct {
	*ops.Ops
	seat    int
	random  *rand.Rand
	targets []change.Target // what this round is about
	told    []attempted
	step    func() int
	names   map[change.Target][]string // of claims: what they may be called
}

// rounds is how often a writer tries again after a conflict.
const rounds = 3

func (w *writer) work(ctx context.Context) error {
	draft := ops.NewDraft()
	if err := w.edit(ctx, draft); err != nil {
		return err
	}
	for range rounds {
		if draft.Len() == 0 {
			return nil
		}
		from := w.step()
		plan, err := w.Plan(ctx, draft.Edits())
		if err != nil {
			return err
		}
		result, err := w.Apply(ctx, plan, ops.Consent{Yes: true, Word: plan.Word()})
		w.told = append(w.told, attempted{w.seat, from, w.step(), plan, result, err})
		draft.Done(result.Settled(plan))
		var conflict *ops.ConflictError
		if !errors.As(err, &conflict) {
			return nil
		}
		w.decide(draft, conflict.Conflicts)
	}
	return nil
}

// decide is what people do about conflicts.
func (w *writer) decide(draft *ops.Draft, conflicts []ops.Conflict) {
	for _, conflict := range conflicts {
		switch {
		case conflict.Gone, w.random.IntN(3) == 0:
			draft.TakeTheirs(conflict)
		case draft.TakeMerged(conflict):
		default:
			draft.Rebase(conflict)
		}
	}
}

// edit stages one to three edits.
func (w *writer) edit(ctx context.Context, draft *ops.Draft) error {
	for range 1 + w.random.IntN(3) {
		target := w.targets[w.random.IntN(len(w.targets))]
		if err := w.editOne(ctx, draft, target); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) editOne(ctx context.Context, draft *ops.Draft, target change.Target) error {
	if target == configurationTarget {
		return w.editProperty(ctx, draft)
	}
	entity, err := w.Entity(ctx, target)
	switch {
	case transport.KindOf(err) == transport.KindNotFound:
		return nil // somebody was faster
	case err != nil:
		return err
	case entity.Deleted(draft):
		return nil
	case target.Resource != change.Client && w.random.IntN(12) == 0:
		return entity.Delete(draft)
	case target.Resource == change.Scope && w.random.IntN(12) == 0:
		_, err = ops.Create(draft, change.Scope, document.Document{"id": document.Quote("made-here"), "scopeType": document.Quote("openid")})
		return err
	}
	path, value := w.wish(entity)
	if document.IsEmpty(value) {
		return entity.Unset(draft, path)
	}
	return entity.Set(draft, path, value)
}

// wish is a field of an entry and what it is to hold: of few values, so that people often want the same.
func (w *writer) wish(entity *ops.Entity) (string, json.RawMessage) {
	switch entity.Target.Resource {
	case change.Scope:
		return w.oneOf(map[string][]string{
			"/description": {``, `"a"`, `"b"`}, "/displayName": {`"x"`, `"y"`}, "/defaultScope": {`true`, `false`},
			"/attributes/showInConfigurationEndpoint": {`true`, `false`},
			"/claims": {``, `["inum=B4B0,ou=attributes,o=jans"]`, `["inum=B4B0,ou=attributes,o=jans","inum=42E0,ou=attributes,o=jans"]`},
		})
	case change.Claim:
		names := make([]string, len(w.names[entity.Target]))
		for i, name := range w.names[entity.Target] {
			names[i] = string(document.Quote(name))
		}
		return w.oneOf(map[string][]string{
			"/description": {`"a"`, `"b"`}, "/claimName": {``, `"c"`, `"d"`}, "/seeAlso": {``, `"e"`}, "/name": names, "/editType": {`["admin"]`, `["user","admin"]`},
			"/attributeValidation/regexp": {`"[a-z]"`, `"[0-9]"`},
		})
	case change.Script:
		return w.oneOf(map[string][]string{
			"/description": {``, `"a"`}, "/level": {`1`, `2`}, "/aliases": {``, `["a"]`, `["a","b"]`},
			"/script":                  {`"1\n2\n3\n4\n5\n"`, `"one\n2\n3\n4\n5\n"`, `"1\n2\n3\n4\nfive\n"`},
			"/configurationProperties": {``, `[{"value1":"k","value2":"v","hide":false}]`, `[{"value1":"k","value2":"w","hide":false}]`},
		})
	}
	return w.oneOf(map[string][]string{"/scopes": {
		`["inum=F0C4,ou=scopes,o=jans"]`, `["inum=F0C4,ou=scopes,o=jans","inum=43F1,ou=scopes,o=jans"]`,
		`["inum=F0C4,ou=scopes,o=jans","inum=764C,ou=scopes,o=jans"]`,
	}})
}

// editProperty stages another value for a setting.
func (w *writer) editProperty(ctx context.Context, draft *ops.Draft) error {
	configuration, err := w.Load(ctx)
	if err != nil {
		return err
	}
	path, value := w.oneOf(map[string][]string{
		"/accessTokenLifetime": {`300`, `400`, `500`}, "/cookieDomain": {``, `"a.example"`, `"b.example"`}, "/loggingLevel": {`"INFO"`, `"WARN"`},
		"/requestObjectSigningAlgValuesSupported":   {`["RS256"]`, `["RS256","RS384"]`, `["RS256","ES256"]`},
		"/clientBlackList":                          {``, `["*.evil.example"]`, `["*.evil.example","*.bad.example"]`},
		"/grantTypesSupportedByDynamicRegistration": {`["authorization_code"]`, `["authorization_code","implicit"]`, `["authorization_code","refresh_token"]`},
		"/acrMappings":                              {``, `{"a":"basic"}`, `{"a":"other"}`, `{"b":"basic"}`},
		"/featureFlags":                             {`[]`},
	})
	name := document.Tokens(path)[0]
	switch {
	case name == ops.FeatureFlags:
		return configuration.SetFlags(draft, w.random.IntN(2) == 0, []string{"stat", "metric", "ciba"}[w.random.IntN(3)])
	case document.IsEmpty(value):
		return configuration.Unset(draft, name)
	}
	return configuration.Set(draft, name, value)
}

func (w *writer) oneOf(wishes map[string][]string) (string, json.RawMessage) {
	var paths []string
	for path := range wishes {
		paths = append(paths, path)
	}
	slices.Sort(paths)
	path := paths[w.random.IntN(len(paths))]
	values := wishes[path]
	return path, json.RawMessage(values[w.random.IntN(len(values))])
}

func (w *writer) String() string { return fmt.Sprintf("writer %d", w.seat) }

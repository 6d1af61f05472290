package entries_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"pgregory.net/rapid"

	"github.com/jansadm/jansadm/client"
	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/tui"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/kittest"
	"github.com/jansadm/jansadm/tui/tuitest"
)

// shelf serves entries that a test has put there, and takes none.
type shelf []document.Document

var errWrite = errors.New("a form must not write")

func (s shelf) List(context.Context, client.Query) (client.Page, error) {
	return client.Page{Total: len(s), Entries: s}, nil
}
func (s shelf) Get(context.Context, string) (document.Document, error) { return s[0].Clone(), nil }
func (s shelf) Create(context.Context, document.Document) (document.Document, string, error) {
	return nil, "", errWrite
}
func (s shelf) Patch(context.Context, string, document.Patch) (document.Document, string, error) {
	return nil, "", errWrite
}
func (s shelf) Replace(context.Context, document.Document) (document.Document, string, error) {
	return nil, "", errWrite
}
func (s shelf) Delete(context.Context, string) (string, error) { return "", errWrite }

func member(pairs ...string) document.Document {
	doc := document.Document{}
	for i := 0; i < len(pairs); i += 2 {
		doc[pairs[i]] = json.RawMessage(pairs[i+1])
	}
	return doc
}

// shownOn is the console on one scope, with two claims and a script to choose from.
func shownOn(t *testing.T, scope document.Document) (*tuitest.Driver, *core.Session, *string) {
	edited := new(string)
	session := &core.Session{Context: t.Context(), Draft: ops.NewDraft(), Theme: kittest.Mono(), Now: time.Now, Registry: tui.Registry()}
	session.Copy = func(string) tea.Cmd { return nil }
	session.EditFile = func(to core.Screen, name, content string) tea.Cmd {
		return core.Send(core.Deliver{To: to, Msg: core.Edited{Name: name, Text: strings.TrimSuffix(content, "\n}\n") + *edited}})
	}
	session.Ops = ops.New(ops.Deps{Server: "https://api.example.org", Now: time.Now, Entries: map[change.Resource]ops.EntriesAPI{
		change.Scope:  shelf{scope},
		change.Claim:  shelf{member("inum", `"A1"`, "name", `"mail"`, "claimName", `"email"`, "status", `"active"`), member("inum", `"A2"`, "name", `"sn"`, "claimName", `"family_name"`)},
		change.Script: shelf{member("inum", `"B1"`, "name", `"work"`, "scriptType", `"dynamic_scope"`)},
	}})
	d := tuitest.Drive(t, tui.New(session, "home"), 80, 24)
	d.Send(core.Open{ID: "auth.scope", Arg: "S1"})
	return d, session, edited
}

func hostileJSON() *rapid.Generator[json.RawMessage] {
	return rapid.Map(kittest.Hostile(), func(s string) json.RawMessage { return document.Quote(strings.ToValidUTF8(s, "")) })
}

// scopes draws what a server may hold: fields of any type of scope, what only a newer server knows, and values spelled in odd ways.
func scopes() *rapid.Generator[document.Document] {
	raws := func(list ...string) *rapid.Generator[json.RawMessage] {
		return rapid.Map(rapid.SampledFrom(list), func(s string) json.RawMessage { return json.RawMessage(s) })
	}
	members := map[string]*rapid.Generator[json.RawMessage]{
		"displayName": hostileJSON(), "description": hostileJSON(), "iconUrl": hostileJSON(),
		"claims":                  raws(`["inum=A1,ou=attributes,o=jans"]`, `["INUM=A2, ou=Attributes, O=jans","inum=GONE,ou=attributes,o=jans"]`, `[]`, `["what"]`, `"no list"`),
		"dynamicScopeScripts":     raws(`["inum=B1,ou=scripts,o=jans"]`, `["inum=B9,ou=scripts,o=jans"]`),
		"groupClaims":             raws(`true`, `false`, `null`, `"true"`),
		"defaultScope":            raws(`true`, `false`),
		"attributes":              raws(`{"showInConfigurationEndpoint":false,"future":{"a":[1e2,{}]}}`, `{}`, `{"spontaneousClientScopes":["x"],"showInConfigurationEndpoint":true}`),
		"creatorAttributes":       raws(`{"a":"b"}`),
		"creationDate":            raws(`"2026-01-01T00:00:00"`),
		"umaType":                 raws(`false`),
		"dn":                      raws(`"inum=S1,ou=scopes,o=jans"`),
		"newerServersOwn":         raws(`{"deep":{"list":[1,2.50,"\u00e9"]}}`, `12`, `true`, `"x"`),
		"another/odd~name \u202e": raws(`["a"]`, `false`),
	}
	return rapid.Custom(func(t *rapid.T) document.Document {
		doc := member("inum", `"S1"`, "id", `"thing"`, "scopeType", rapid.SampledFrom([]string{`"openid"`, `"oauth"`, `"dynamic"`, `"uma"`, `"spontaneous"`, `"future"`}).Draw(t, "type"))
		names := document.Document{}
		for name := range members {
			names[name] = nil
		}
		for _, name := range names.Names() {
			if rapid.Bool().Draw(t, name) {
				doc[name] = members[name].Draw(t, "value of "+name)
			}
		}
		return doc
	})
}

// Any scope of a server, and any single edit: everything else stays as the server holds it, byte for byte, and the page keeps its size.
func TestOneEditLeavesTheRest(t *testing.T) {
	edits := [][]string{{"space"}, {"N"}, {"enter", "space", "enter", "esc"}, {"enter", "ctrl+u", "x", "enter", "esc", "esc"}, {"E"}, {"backspace"}, {"a", "space", "enter"}, {"S", "space", "enter"}, {"y", "Y"}}
	inFile := []string{`,"description":"mine"}`, `,"newerServersOwn":null}`, `,"attributes":{"future":1}}`, `,"claims":null}`, `,"id":"two words"}`, `,"groupClaims":true}`, `}`, ``}
	rapid.Check(t, func(r *rapid.T) {
		doc := scopes().Draw(r, "scope")
		before := doc.Clone()
		d, session, edited := shownOn(t, doc)
		*edited = rapid.SampledFrom(inFile).Draw(r, "in the file")
		d.Keys("home")
		for range rapid.IntRange(0, 22).Draw(r, "row") {
			d.Keys("down")
		}
		edit := rapid.SampledFrom(edits).Draw(r, "edit")
		for _, key := range edit {
			d.Keys(key)
			kittest.RequireBlock(r, strings.Split(d.Screen(), "\n"), 80, 24)
		}
		staged := session.Draft.Edits()
		if len(staged) > 1 && edit[0] != "E" { // a file may change several members
			r.Fatalf("one edit has staged %d: %v", len(staged), staged)
		}
		after := ops.NewEntity(change.Scope, before).With(session.Draft).Document
		for path, why := range differing("", before, after) {
			if !slices.ContainsFunc(staged, func(e ops.Edit) bool { return e.Path == path }) {
				r.Fatalf("%s is another: %s; staged %v", path, why, staged)
			}
		}
	})
}

// differing are the members that are not the same byte for byte, inside objects as well.
func differing(at string, before, after document.Document) map[string]string {
	found := map[string]string{}
	for _, name := range slices.Compact(slices.Sorted(slices.Values(append(before.Names(), after.Names()...)))) {
		path := at + document.Pointer(name)
		old, now := before.Get(name), after.Get(name)
		oldMembers, wasObject := document.Members(old)
		nowMembers, isObject := document.Members(now)
		switch {
		case string(old) == string(now):
		case name == "attributes" && (wasObject || old == nil) && (isObject || now == nil):
			for inner, why := range differing(path, oldMembers, nowMembers) {
				found[inner] = why
			}
		default:
			found[path] = fmt.Sprintf("%s, before %s", now, old)
		}
	}
	return found
}

package entries_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/kittest"
)

// Any client of the server, and any single edit in its form: everything else stays as the server holds it, byte for byte, also inside its
// attributes.
func TestOneEditOfAClientLeavesTheRest(t *testing.T) {
	s := newStand(t, 80, 24)
	page, err := s.world.NewSession(true).Ops.List(t.Context(), change.Client, ops.Query{})
	if err != nil {
		t.Fatal(err)
	}
	edits := [][]string{{"space"}, {"N"}, {"enter", "space", "enter", "esc"}, {"enter", "ctrl+u", "7", "enter", "esc", "esc"}, {"enter", "a", "x", "enter", "esc", "esc"},
		{"a", "space", "enter"}, {"backspace"}, {"E"}, {"y", "Y"}}
	inFile := []string{`"idTokenLifetime": 77`, `"requirePkce": true`, `"future": {"a": [1e2]}`, `"additionalAudience": ["a"]`, `"parLifetime": null`}
	rapid.Check(t, func(r *rapid.T) {
		client := rapid.SampledFrom(page.Entities).Draw(r, "client")
		addition := rapid.SampledFrom(inFile).Draw(r, "in the file")
		s.answer = func(text string) string {
			return strings.Replace(text, `"attributes": {`, `"attributes": {`+addition+",", 1)
		}
		session := s.world.Session
		s.Send(core.Open{ID: "auth.client", Arg: client.Target.ID})
		s.Keys("home")
		for range rapid.IntRange(0, 60).Draw(r, "row") {
			s.Keys("down")
		}
		edit := rapid.SampledFrom(edits).Draw(r, "edit")
		for _, key := range edit {
			s.Keys(key)
			kittest.RequireBlock(r, strings.Split(s.Screen(), "\n"), 80, 24)
		}
		staged := session.Draft.Edits()
		if len(staged) > 1 {
			r.Fatalf("one edit has staged %d: %v", len(staged), staged)
		}
		before, err := s.world.NewSession(true).Ops.Entity(t.Context(), client.Target)
		if err != nil {
			r.Fatal(err)
		}
		for path, why := range differing("", before.Document, before.With(session.Draft).Document) {
			if !slices.ContainsFunc(staged, func(e ops.Edit) bool { return e.Path == path }) {
				r.Fatalf("%s is another: %s; staged %v", path, why, staged)
			}
		}
		session.Draft.Discard(client.Target)
		s.Send(core.Open{ID: "auth.clients"})
	})
}

package property

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/tui/kit/kittest"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// Whatever a server puts into names and values, the page keeps its size, nothing on it is obeyed by a terminal, and looking at it
// stages nothing.
func TestHostileServer(t *testing.T) {
	themes := kittest.Themes()
	rapid.Check(t, func(t *rapid.T) {
		hostile := func(label string) string {
			return strings.ToValidUTF8(kittest.Hostile().Draw(t, label), "?")
		}
		name := rapid.SampledFrom([]string{"staticKid", "acrMappings", "externalUriWhiteList", "corsConfigurationFilters", "new " + hostile("name")}).Draw(t, "property")
		s := string(document.Quote(hostile("value")))
		value := rapid.SampledFrom([]string{s, "[" + s + "]", "{" + s + ":" + s + "}", `[{"filterName":` + s + "," + s + ":1}]"}).Draw(t, "shape")
		b := newStand(t, name, holding(name, value), func(b *stand) {
			b.session.Theme = rapid.SampledFrom(themes).Draw(t, "theme")
			b.width, b.height = rapid.IntRange(1, 140).Draw(t, "width"), rapid.IntRange(1, 40).Draw(t, "height")
		})
		b.nothingStaged()
		if !b.screen.Typing() {
			b.keys(rapid.SampledFrom([]string{"down", "enter", "d"}).Draw(t, "key"))
		}
		b.keys("ctrl+n")
		if sees := b.screen.HelpText(); text.Clean(sees) != sees {
			t.Fatalf("the help holds %q", sees)
		}
		for _, a := range b.screen.Actions() {
			for _, said := range []string{a.Title, a.Help, a.Verb, a.Disabled} {
				if text.CleanLine(said) != said {
					t.Fatalf("the action %s says %q", a.ID, said)
				}
			}
		}
		if lost := b.screen.Unsaved(); text.CleanLine(lost) != lost {
			t.Fatalf("unsaved: %q", lost)
		}
	})
}

package history

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/jansadm/jansadm/client/ops/journal"
)

// searched is all that a person may look for, in small letters. Values are not among it: a script is thousands of lines long.
func (i Item) searched() string {
	intent := i.Intent
	var out strings.Builder
	for _, text := range []string{
		fmt.Sprint(intent.Number), intent.ID, intent.Time.Local().Format(time.DateTime), intent.User, intent.Reason, i.Where(), intent.Server, i.What, i.Result(),
		string(i.State()), i.Outcome.Error,
	} {
		out.WriteString(text)
		out.WriteByte('\n')
	}
	for _, c := range intent.Changes {
		fmt.Fprintf(&out, "%s%s %s\n", c.Target, c.Path, intent.Names[c.Target])
	}
	return strings.ToLower(out.String())
}

// Words takes a search apart.
func Words(search string) []string { return strings.Fields(strings.ToLower(search)) }

// Matches says whether all words are found in what is known of the plan: its number, id, time, person, reason, server, result, and the names
// of what it changed.
func (i Item) Matches(words []string) bool {
	return !slices.ContainsFunc(words, func(word string) bool { return !strings.Contains(i.words, word) })
}

// Place says whose plans are wanted: those of a server, or of a profile where that is all one knows. The zero value wants all.
type Place struct{ Server, Profile string }

// Has says whether a plan was applied there.
func (p Place) Has(entry journal.Entry) bool {
	return p == Place{} || p.Server != "" && entry.Intent.Server == p.Server || p.Profile != "" && entry.Intent.Profile == p.Profile
}

// Filter keeps the items of a place that match the words.
func Filter(items []Item, place Place, words []string) []Item {
	var kept []Item
	for _, item := range items {
		if place.Has(item.Entry) && item.Matches(words) {
			kept = append(kept, item)
		}
	}
	return kept
}

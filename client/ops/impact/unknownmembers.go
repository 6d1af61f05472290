package impact

import (
	"slices"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/directory"
	"github.com/jansadm/jansadm/client/schema"
)

// unknownMemberRules are about members that nobody knows.
var unknownMemberRules = []Rule{{
	ID: "entry-member-unknown", Severity: Caution,
	Summary: "an entry gets a member that this program does not know, and neither does the server as it seems",
	Find: func(f Facts, c change.Change) []Impact {
		entry, ok := f.Entries[c.Target]
		if !ok || entry.After == nil || !slices.Contains(directory.Resources, c.Target.Resource) {
			return nil
		}
		return findUnknownMember(entry, c)
	},
}}

// findUnknownMember: the Config API reads entries without failing on unknown properties (Jackson.java). What the server already holds it knows.
func findUnknownMember(e Entry, c change.Change) []Impact {
	kind, _ := schema.LookupEntity(string(c.Target.Resource))
	var unknown []string
	for _, name := range e.After.Names() {
		touched := c.Path == "" || document.Tokens(c.Path)[0] == name
		known := slices.ContainsFunc(kind.Fields, func(field schema.EntityField) bool { return document.Tokens(field.Path)[0] == name })
		if touched && !known && !e.Before.Has(name) {
			unknown = append(unknown, shown(name))
		}
	}
	return says(len(unknown) > 0, Impact{
		Message: "This program knows no " + enumerate(unknown) + " of a " + kind.Resource + ". The server drops what it does not know, without an error.",
		Advice:  "Look for a typing error, or leave it out.",
	})
}

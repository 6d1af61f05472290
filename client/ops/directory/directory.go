// Package directory knows the entries that others refer to: which claim, script or scope a DN names, and what is worth knowing about it.
package directory

import (
	"maps"
	"slices"
	"strings"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/schema"
)

// Head is the little of an entry that others need to know. It holds no secrets and no source.
type Head struct {
	Resource change.Resource
	Inum     string
	Name     string // the scope's id, the claim's attribute name, the script's name, the client's name
	Title    string // display name or description
	Type     string // scope type, data type of a claim, script type
	Claim    string // a claim's name in tokens
	Active   bool   // a claim's status is active; a script is enabled; a client is not disabled
	Multi    bool   // a claim has several values
	Failure  string // why a script could not be loaded; empty when it could
}

// Target names the entry.
func (h Head) Target() change.Target { return change.Target{Resource: h.Resource, ID: h.Inum} }

// DN is the distinguished name by which others refer to the entry.
func (h Head) DN() string {
	kind, _ := schema.LookupEntity(string(h.Resource))
	return kind.DN(h.Inum)
}

// Word is what a person calls the entry: a claim by its name in tokens, anything else by its name.
func (h Head) Word() string {
	if h.Resource == change.Claim && h.Claim != "" {
		return h.Claim
	}
	if h.Name == "" {
		return h.Inum
	}
	return h.Name
}

// HeadOf takes what is needed from an entry of the server.
func HeadOf(resource change.Resource, doc document.Document) Head {
	head := Head{Resource: resource, Inum: text(doc, "inum"), Title: text(doc, "displayName")}
	switch resource {
	case change.Scope:
		head.Name, head.Type, head.Active = text(doc, "id"), text(doc, "scopeType"), true
	case change.Claim:
		head.Name, head.Type, head.Claim = text(doc, "name"), text(doc, "dataType"), text(doc, "claimName")
		head.Active, head.Multi = text(doc, "status") == "active", isTrue(doc, "oxMultiValuedAttribute")
	case change.Script:
		head.Name, head.Type, head.Title = text(doc, "name"), text(doc, "scriptType"), text(doc, "description")
		head.Active = isTrue(doc, "enabled")
		head.Failure = failure(doc)
	case change.Client:
		head.Name, head.Active = text(doc, "clientName"), !isTrue(doc, "disabled")
		if head.Name == "" {
			head.Name = head.Title
		}
	}
	return head
}

// failure is the stack trace that a server stored for a script; one without text counts too.
func failure(doc document.Document) string {
	stored, ok := document.Members(doc.Get("scriptError"))
	if !ok || document.IsEmpty(doc.Get("scriptError")) {
		return ""
	}
	if trace, _ := document.Text(stored.Get("stackTrace")); trace != "" {
		return trace
	}
	return "the server tells no more"
}

func text(doc document.Document, member string) string {
	s, _ := document.Text(doc.Get(member))
	return s
}

func isTrue(doc document.Document, member string) bool { return string(doc.Get(member)) == "true" }

// Directory finds heads. The zero value is empty. It is not modified once it is shared.
type Directory struct {
	heads    map[change.Target]Head
	complete map[change.Resource]bool
}

// Add returns the directory with more heads in it, and the one before as it was.
func (d Directory) Add(heads ...Head) Directory {
	next := Directory{heads: maps.Clone(d.heads), complete: d.complete}
	if next.heads == nil {
		next.heads = make(map[change.Target]Head, len(heads))
	}
	for _, head := range heads {
		next.heads[head.Target()] = head
	}
	return next
}

// Remove returns the directory without an entry.
func (d Directory) Remove(target change.Target) Directory {
	next := Directory{heads: maps.Clone(d.heads), complete: d.complete}
	delete(next.heads, target)
	return next
}

// Completed returns the directory with the heads of a resource replaced by all there are.
func (d Directory) Completed(resource change.Resource, heads []Head) Directory {
	next := Directory{heads: make(map[change.Target]Head, len(d.heads)+len(heads)), complete: maps.Clone(d.complete)}
	for target, head := range d.heads {
		if target.Resource != resource {
			next.heads[target] = head
		}
	}
	if next.complete == nil {
		next.complete = map[change.Resource]bool{}
	}
	next.complete[resource] = true
	return next.Add(heads...)
}

// Complete says whether all entries of a resource are in the directory, so that one which is not found does not exist.
func (d Directory) Complete(resource change.Resource) bool { return d.complete[resource] }

// Find returns the head of an entry by its target.
func (d Directory) Find(target change.Target) (Head, bool) {
	head, ok := d.heads[target]
	return head, ok
}

// Refer finds what a DN names: inum=43F1,ou=scopes,o=jans is a scope.
func (d Directory) Refer(dn string) (Head, bool) {
	target, ok := TargetOf(dn)
	if !ok {
		return Head{}, false
	}
	return d.Find(target)
}

// TargetOf reads a DN; false when it names nothing that this program knows.
func TargetOf(dn string) (change.Target, bool) {
	for _, resource := range Resources {
		kind, _ := schema.LookupEntity(string(resource))
		if inum, ok := kind.InumOf(dn); ok {
			return change.Target{Resource: resource, ID: inum}, true
		}
	}
	return change.Target{}, false
}

// Resources are the kinds of entries, in the order in which they can depend on each other: a client needs scopes, a scope claims and
// scripts.
var Resources = []change.Resource{change.Claim, change.Script, change.Scope, change.Client}

// All lists the heads of a resource by name.
func (d Directory) All(resource change.Resource) []Head {
	var found []Head
	for target, head := range d.heads {
		if target.Resource == resource {
			found = append(found, head)
		}
	}
	slices.SortFunc(found, func(a, b Head) int {
		if order := strings.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name)); order != 0 {
			return order
		}
		return strings.Compare(a.Inum, b.Inum)
	})
	return found
}

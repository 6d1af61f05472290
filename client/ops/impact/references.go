package impact

import (
	"slices"
	"strings"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/directory"
)

// referring are the members by which an entry of a kind refers to others.
var referring = map[change.Resource][]string{
	change.Scope:  {"claims", "dynamicScopeScripts", "umaAuthorizationPolicies"},
	change.Client: {"scopes"},
}

// refer finds what a DN names once the plan is applied; false when nothing has that DN then, or something else than is wanted. It relies
// on the directory: the operations read all claims and scripts, and ask for every scope that an entry of the plan has.
func (f Facts) refer(dn string, resource change.Resource) (directory.Head, bool) {
	target, ok := directory.TargetOf(dn)
	if !ok || target.Resource != resource {
		return directory.Head{}, false
	}
	if entry, planned := f.Entries[target]; planned {
		return entry.after(), entry.After != nil
	}
	return f.Directory.Find(target)
}

// dangling lists the DNs that name nothing of the wanted kind once the plan is applied.
func (f Facts) dangling(dns []string, resource change.Resource) []string {
	return slices.DeleteFunc(slices.Clone(dns), func(dn string) bool {
		_, found := f.refer(dn, resource)
		return found
	})
}

// words names what DNs refer to; what is not known is named by its DN.
func (f Facts) words(dns []string) []string {
	names := make([]string, len(dns))
	for i, dn := range dns {
		names[i] = shown(dn)
		if head, ok := f.Directory.Refer(dn); ok {
			names[i] = named(head)
		}
	}
	return names
}

// usersAfter lists who refers to an entry once the plan is applied: those who do now, unless the plan itself ends that.
func (f Facts) usersAfter(e Entry) []directory.Head {
	return slices.DeleteFunc(slices.Clone(e.Users), func(user directory.Head) bool {
		planned, ok := f.Entries[user.Target()]
		return ok && !refersTo(user.Resource, planned.After, e.Head)
	})
}

func refersTo(resource change.Resource, doc document.Document, head directory.Head) bool {
	for _, member := range referring[resource] {
		for _, dn := range list(doc, member) {
			if target, ok := directory.TargetOf(dn); ok && sameTarget(target, head.Target()) {
				return true
			}
		}
	}
	return false
}

// sameTarget leaves case out of account, as the server does in DNs.
func sameTarget(a, b change.Target) bool {
	return a.Resource == b.Resource && strings.EqualFold(a.ID, b.ID)
}

// twins lists the other entries that have a name of the entry's once the plan is applied.
func (f Facts) twins(e Entry, name func(directory.Head) string) []directory.Head {
	mine := name(e.after())
	if mine == "" {
		return nil
	}
	var found []directory.Head
	for _, twin := range e.Twins {
		if _, planned := f.Entries[twin.Target()]; !planned && name(twin) == mine {
			found = append(found, twin)
		}
	}
	for target, other := range f.Entries {
		if target.Resource == e.Head.Resource && target != e.Head.Target() && other.After != nil && name(other.after()) == mine {
			found = append(found, other.after())
		}
	}
	slices.SortFunc(found, func(a, b directory.Head) int { return strings.Compare(a.Inum, b.Inum) })
	return found
}

func nameOf(head directory.Head) string { return head.Name }

// inums tells entries of one name apart.
func inums(heads []directory.Head) string {
	known := make([]string, len(heads))
	for i, head := range heads {
		known[i] = head.Target().Word()
	}
	return enumerate(known)
}

// ofTypes keeps the heads that have one of some types.
func ofTypes(heads []directory.Head, types ...string) []directory.Head {
	return slices.DeleteFunc(slices.Clone(heads), func(h directory.Head) bool { return !slices.Contains(types, h.Type) })
}

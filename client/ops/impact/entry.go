package impact

import (
	"slices"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/directory"
)

// Entry is one scope, claim, script or client of a plan.
type Entry struct {
	Head   directory.Head
	Before document.Document // nil for a new one
	After  document.Document // nil for a deleted one
	Twins  []directory.Head  // others of the same name, of a new or renamed one; of a claim also of the same name in tokens
	Users  []directory.Head  // who refers to it, of one that Uses asks about
	Asked  bool              // Users were read, so that none means none
}

// entryFinder is the part of a rule that looks at one entry of a plan.
type entryFinder func(f Facts, e Entry, c change.Change) []Impact

// ofEntry narrows a finder to the entries of a kind that the plan creates or deletes, or of which it changes one of some members; of which
// it changes anything when no member is named.
func ofEntry(resource change.Resource, find entryFinder, paths ...string) finder {
	return func(f Facts, c change.Change) []Impact {
		if c.Target.Resource != resource || c.Path != "" && len(paths) > 0 && !slices.Contains(paths, c.Path) {
			return nil
		}
		entry, ok := f.Entries[c.Target]
		if !ok {
			return nil
		}
		return find(f, entry, c)
	}
}

// creates, deletes and changes say what the plan does with the entry.
func (e Entry) creates() bool { return e.Before == nil && e.After != nil }
func (e Entry) deletes() bool { return e.Before != nil && e.After == nil }
func (e Entry) changes() bool { return e.Before != nil && e.After != nil }

// before and after are the entry in brief.
func (e Entry) before() directory.Head { return headOf(e.Head, e.Before) }
func (e Entry) after() directory.Head  { return headOf(e.Head, e.After) }

// headOf keeps the inum: the document of a new entry has none.
func headOf(head directory.Head, doc document.Document) directory.Head {
	is := directory.HeadOf(head.Resource, doc)
	is.Inum = head.Inum
	return is
}

// word is what people call the entry: by its present name while it has one.
func (e Entry) word() string {
	if e.Before != nil {
		return named(e.before())
	}
	return named(e.after())
}

// gains and loses list what a member's list has more or less than before.
func (e Entry) gains(member string) []string {
	return without(list(e.After, member), list(e.Before, member))
}

func (e Entry) loses(member string) []string {
	return without(list(e.Before, member), list(e.After, member))
}

// switched says whether a boolean member becomes this value, of a new entry too when that is not what it would be anyway.
func (e Entry) switched(member string, to bool) bool {
	return e.After != nil && isTrue(e.After, member) == to && isTrue(e.Before, member) != to
}

func isTrue(doc document.Document, member string) bool { return string(doc.Get(member)) == "true" }

// named quotes the name of an entry for a sentence.
func named(head directory.Head) string { return shown(head.Word()) }

// users names who uses an entry, with how many there are: "the client "a"", "2 clients ("a" and "b")".
func users(heads []directory.Head, one string) string {
	names := make([]string, len(heads))
	for i, head := range heads {
		names[i] = named(head)
	}
	return counted(names, one)
}

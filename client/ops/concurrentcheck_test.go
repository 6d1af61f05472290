package ops_test

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
)

// attempted is one plan of a writer and what it was told about it.
type attempted struct {
	writer, from, to int // the steps between which it was made and applied
	plan             *ops.Plan
	result           *ops.Result
	err              error
}

// tally counts what a run has seen, so that a run that sees nothing does not pass for a good one.
type tally struct {
	attempts, verified, unverified, conflicts, partial, writes int
	windows                                                    map[string]int // what no client can see, by kind of request
}

func (t *tally) String() string {
	return fmt.Sprintf("%d plans, %d verified, %d told that something else is stored, %d conflicts, %d stopped in the middle, %d writes; could not be seen: %v",
		t.attempts, t.verified, t.unverified, t.conflicts, t.partial, t.writes, t.windows)
}

// check compares what happened with what was asked and told.
func (c *chronicle) check(all []attempted, t *tally) error {
	for _, w := range c.writes {
		i := slices.IndexFunc(all, func(a attempted) bool { return a.writer == w.writer && a.from < w.step && w.step <= a.to })
		if i < 0 {
			return fmt.Errorf("nobody planned %s", w)
		}
		if err := c.checkWrite(all[i].asks(w.target), w, t); err != nil {
			return err
		}
	}
	for _, a := range all {
		if err := c.checkTold(a, t); err != nil {
			return fmt.Errorf("writer %d was told %+v, %w: %w", a.writer, a.result, a.err, err)
		}
	}
	return nil
}

// wish is what a plan wants of one thing: the units it has seen and those it asks for, without those that stay.
type wish struct {
	old, new units
	deletes  bool
}

func (a attempted) asks(target change.Target) wish {
	want := wish{old: units{}, new: units{}}
	for _, c := range a.plan.Changes {
		isProperty := c.Target.Resource == change.Property
		switch {
		case isProperty && target == configurationTarget, c.Target == target && c.Path != "":
			field := a.plan.Subject(c.Target, c.Path).Field
			want.old.add(c.Path, field.Type, c.Old)
			want.new.add(c.Path, field.Type, c.New)
		case c.Target == target && c.Kind == change.Delete:
			doc, _ := document.Members(c.Old)
			return wish{old: unitsOf(target.Resource, doc), deletes: true}
		}
	}
	return want
}

// checkWrite holds a write against the plan: it changes what was asked and nothing else, over nothing that its writer has not seen.
func (c *chronicle) checkWrite(want wish, w written, t *tally) error {
	t.writes++
	if w.method == http.MethodPost {
		return nil // a new thing is in nobody's way
	}
	asked := differing(want.old, want.new)
	for _, path := range asked {
		if before := w.before[path]; before != want.old[path] && before != want.new[path] && !c.unseen(w, path, t) {
			return fmt.Errorf("%s was %q, the plan saw %q, and an update is lost: %s", path, before, want.old[path], w)
		}
		if got := w.after[path]; !want.deletes && got != want.new[path] {
			return fmt.Errorf("%s was asked to be %q and is %q: %s", path, want.new[path], got, w)
		}
	}
	if want.deletes {
		return nil
	}
	for _, path := range differing(w.before, w.after) {
		if !slices.Contains(asked, path) && !c.unseen(w, path, t) {
			return fmt.Errorf("%s was not asked for: %s", path, w)
		}
	}
	return nil
}

// unseen says whether a client cannot have known: somebody else was faster after its last look, and its request cannot carry a test of it.
func (c *chronicle) unseen(w written, path string, t *tally) bool {
	guarded := slices.ContainsFunc(w.guards, func(test string) bool {
		return test == path || test == "/revision" || strings.HasPrefix(path, test+"/")
	})
	if guarded || !c.between(w) {
		return false
	}
	kind := w.method
	if kind == http.MethodPatch {
		kind += " " + path
	}
	t.windows[kind]++
	return true
}

// created says whether somebody else had made an entry by the end of an attempt.
func (c *chronicle) created(a attempted) bool {
	return slices.ContainsFunc(c.writes, func(w written) bool {
		return w.method == http.MethodPost && w.writer != a.writer && w.step <= a.to
	})
}

// checkTold holds what a writer was told against what happened.
func (c *chronicle) checkTold(a attempted, t *tally) error {
	t.attempts++
	var conflict *ops.ConflictError
	var partial *ops.PartialError
	mine := slices.DeleteFunc(slices.Clone(c.writes), func(w written) bool { return w.writer != a.writer || w.step <= a.from || w.step > a.to })
	isConflict := errors.As(a.err, &conflict)
	if errors.As(a.err, new(*ops.NameTakenError)) { // a conflict about an entry that is not there yet
		t.conflicts++
		if !c.created(a) {
			return errors.New("nobody else has made an entry")
		}
		isConflict = true
	}
	if conflict != nil {
		t.conflicts++
		for _, one := range conflict.Conflicts {
			if err := c.checkConflict(one); err != nil {
				return err
			}
		}
	}
	switch {
	case errors.As(a.err, &partial):
		t.partial++
		if len(mine) < len(partial.Done) {
			return fmt.Errorf("%d writes for %d parts", len(mine), len(partial.Done))
		}
		return nil
	case isConflict && len(mine) > 0:
		return fmt.Errorf("it has written: %v", mine)
	case isConflict:
		return nil
	case a.err != nil:
		return errors.New("no such failure was made to happen")
	case a.result.Verified():
		t.verified++
	default:
		t.unverified++
	}
	return c.checkItems(a, mine)
}

// checkConflict wants a conflict to be one: the thing has gone, or has held another value.
func (c *chronicle) checkConflict(conflict ops.Conflict) error {
	target := conflict.Target
	if target.Resource == change.Property {
		target = configurationTarget
	}
	gone := slices.ContainsFunc(c.writes, func(w written) bool { return w.target == target && w.method == http.MethodDelete })
	if conflict.Gone || conflict.Whole() {
		if conflict.Gone && !gone {
			return fmt.Errorf("nobody has deleted %s", target)
		}
		return nil
	}
	field := ops.NewEntity(target.Resource, document.Document{}).Field(conflict.Path)
	if target == configurationTarget {
		field = (&ops.Plan{}).Subject(conflict.Target, conflict.Path).Field
	}
	base, theirs := units{}, units{}
	base.add(conflict.Path, field.Type, conflict.Base)
	theirs.add(conflict.Path, field.Type, conflict.Theirs)
	for _, path := range differing(base, theirs) {
		if target != configurationTarget && !c.held(target, path, theirs[path]) {
			return fmt.Errorf("%s of %s never was %q", path, target, theirs[path])
		}
	}
	return nil
}

// checkItems wants every change that was told to be verified to have been made, and nothing else to be told without a cause.
func (c *chronicle) checkItems(a attempted, mine []written) error {
	others := slices.ContainsFunc(c.writes, func(w written) bool { return w.writer != a.writer && w.step > a.from && w.step <= a.to })
	for _, item := range a.result.Items {
		if !item.OK && !others {
			return fmt.Errorf("nobody is in the way of %+v", item)
		}
		if item.OK && !item.Gone && len(mine) == 0 {
			return fmt.Errorf("nothing was written for %+v", item)
		}
	}
	for _, drift := range a.result.Others {
		if !drift.Derived && !others {
			return fmt.Errorf("nobody else has changed anything: %+v", drift)
		}
	}
	return nil
}

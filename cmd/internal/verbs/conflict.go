package verbs

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/theme"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// conflictJSON is one value in three versions.
type conflictJSON struct {
	Target change.Target   `json:"target"`
	Name   string          `json:"name"`           // what people call target and path
	Path   string          `json:"path,omitempty"` // within a scope, claim, script or client
	Gone   bool            `json:"gone,omitempty"` // somebody has deleted it
	Base   json.RawMessage `json:"base"`
	Mine   json.RawMessage `json:"mine"`
	Theirs json.RawMessage `json:"theirs"`
	Merged json.RawMessage `json:"merged"` // both changes together; null when they get in each other's way
}

func conflictShapes(conflicts []ops.Conflict) []conflictJSON {
	shapes := make([]conflictJSON, len(conflicts))
	for i, c := range conflicts {
		shapes[i] = conflictJSON{
			Target: c.Target, Name: c.Name(), Path: c.Path, Gone: c.Gone,
			Base: c.Hide(c.Base), Mine: c.Hide(c.Mine), Theirs: c.Hide(c.Theirs), Merged: orNull(nil),
		}
		if c.Merged != nil {
			shapes[i].Merged = c.Hide(c.Merged)
		}
	}
	return shapes
}

// conflictsText tells the versions of each value: what was read, what is asked for, what is there now, and both together.
func conflictsText(conflicts []conflictJSON, paint *theme.Theme, width int) []byte {
	var out bytes.Buffer
	for _, c := range conflicts {
		paragraph(&out, 2, paint.Title.Paint(text.CleanLine(c.Name)), width)
		for _, line := range c.versions() {
			paragraph(&out, 4, line, width)
		}
	}
	return out.Bytes()
}

func (c conflictJSON) versions() []string {
	switch {
	case c.Gone:
		return []string{"you ask for " + shownJSON(c.Mine) + ", but somebody has deleted it"}
	case c.Path == "" && c.Target.Resource != change.Property:
		return []string{"somebody has changed it since it was read; look at it before you delete it"}
	}
	if mine, ok := differingLines(c.Base, c.Mine); ok {
		return c.lines(mine)
	}
	lines := []string{"you saw    " + shownJSON(c.Base), "you want   " + shownJSON(c.Mine), "it is now  " + shownJSON(c.Theirs)}
	if !document.IsEmpty(c.Merged) {
		lines = append(lines, "both       "+shownJSON(c.Merged))
	}
	return lines
}

// lines tells of a long text what each has changed of it.
func (c conflictJSON) lines(mine []string) []string {
	theirs, _ := differingLines(c.Base, c.Theirs)
	lines := append([]string{"you want, of what you saw:"}, mine...)
	lines = append(append(lines, "it is now, of what you saw:"), theirs...)
	if !document.IsEmpty(c.Merged) {
		lines = append(lines, "the two do not touch, and can be put together")
	}
	return lines
}

// decide asks a person at a terminal what to do about a conflict, and does that to the draft: then there is another plan to be made. Where
// nobody can be asked, and for every other failure, it returns the error.
func (a *app) decide(ctx context.Context, draft *ops.Draft, failure error) (again bool, err error) {
	var conflict *ops.ConflictError
	var partial *ops.PartialError
	if !errors.As(failure, &conflict) || errors.As(failure, &partial) || !a.streams.interactive() || a.global.dryRun {
		return false, failure
	}
	if !slices.ContainsFunc(conflict.Conflicts, func(c ops.Conflict) bool { return !c.Gone }) {
		return false, failure // there is nothing to decide
	}
	a.reportText(errorShape(failure))
	a.conflictsShown = true
	paint, width := a.paint(a.streams.ErrTerminal), a.width(a.streams.ErrTerminal)
	_, _ = a.streams.Err.Write(conflictsText(conflictShapes(conflict.Conflicts), paint, width)) // nobody can be told when that fails
	answer, err := a.streams.ask(ctx, conflictQuestion(conflict.Conflicts))
	if err != nil {
		return false, err
	}
	settle, chosen := settlements(draft)[strings.ToLower(answer)]
	if !chosen {
		return false, failure
	}
	for _, c := range conflict.Conflicts {
		if !settle(c) {
			return false, failure
		}
	}
	return true, nil
}

// settlements are what the letters of the question stand for; each is false where it is not possible.
func settlements(draft *ops.Draft) map[string]func(ops.Conflict) bool {
	return map[string]func(ops.Conflict) bool{
		"t": draft.TakeTheirs,
		"b": draft.TakeMerged,
		"o": func(c ops.Conflict) bool {
			draft.Rebase(c)
			return !c.Gone
		},
	}
}

func conflictQuestion(conflicts []ops.Conflict) string {
	mine, both := true, true
	for _, c := range conflicts {
		mine, both = mine && !c.Gone, both && c.Merged != nil
	}
	question := "Take [t]heirs"
	if mine {
		question += ", put y[o]urs on top of theirs"
	}
	if both {
		question += ", take [b]oth"
	}
	return question + ", or [q]uit? [q] "
}

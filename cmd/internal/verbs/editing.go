package verbs

import (
	"context"
	"errors"
	"strings"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// editing is one visit to the person's editor.
type editing struct {
	app   *app
	file  editedFile
	thing editable
}

// edit lets the person edit a thing and stages what has become of it.
func (e *editing) edit(ctx context.Context, thing editable, draft *ops.Draft) (err error) {
	e.thing = thing
	if e.file, err = newEditedFile(thing.name); err != nil {
		return err
	}
	return e.app.editUntilGood(ctx, e.file, thing, draft)
}

// changed says whether there is a text of the person's that would be lost.
func (e *editing) changed() bool {
	text, err := e.file.read()
	return err == nil && !e.thing.same(text)
}

// editThing is the way of every verb that opens an editor. A text that was not applied is kept, and its place told.
func (a *app) editThing(ctx context.Context, with func(*editing) mutation) error {
	if err := a.canEdit(); err != nil {
		return err
	}
	visit := &editing{app: a}
	settled := false
	m := with(visit)
	m.edits, m.done = true, func(ok bool) { settled = ok }
	err := a.mutate(ctx, m)
	switch {
	case visit.file.path == "":
		return err
	case settled || !visit.changed():
		return errors.Join(err, visit.file.remove())
	}
	kept := keptJSON{File: visit.file.path, Secret: visit.thing.secret}
	if err == nil {
		a.sayKept(kept)
		return nil
	}
	return &keptError{error: err, kept: kept}
}

// editUntilGood opens the editor until its text can be staged, or the person has had enough.
func (a *app) editUntilGood(ctx context.Context, file editedFile, thing editable, draft *ops.Draft) error {
	page := thing.page(thing.text, nil)
	for {
		if err := file.write(page); err != nil {
			return err
		}
		if err := a.edit(ctx, file.path); err != nil {
			return err
		}
		edited, err := file.read()
		if err != nil {
			return err
		}
		problem := stageEdited(thing, edited, draft)
		if problem == nil || !a.streams.interactive() {
			return problem
		}
		draft.Clear()
		a.reportText(errorShape(problem))
		answer, err := a.streams.ask(ctx, "Edit it again? [Y/n] ")
		if err != nil {
			return err
		}
		if strings.HasPrefix(strings.ToLower(answer), "n") {
			return errDeclined
		}
		page = thing.page(thing.content(edited), complaints(problem))
	}
}

func stageEdited(thing editable, page string, draft *ops.Draft) error {
	if thing.same(page) {
		return nil
	}
	return thing.stage(page, draft)
}

// complaints are the lines that say at the top of the text what is wrong with it.
func complaints(problem error) []string {
	shape := errorShape(problem)
	all := shape.Details
	if len(all) == 0 {
		all = []errorJSON{shape}
	}
	lines := []string{""}
	for _, one := range all {
		lines = append(lines, "WRONG: "+text.CleanLine(one.Message))
	}
	return lines
}

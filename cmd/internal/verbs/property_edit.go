package verbs

import (
	"context"
	"errors"
	"strings"

	"github.com/spf13/cobra"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/tui/kit/text"
)

func (a *app) propertyEdit() *cobra.Command {
	return &cobra.Command{
		Use:   "edit [NAME]",
		Short: "Edit a setting, or all of them, as JSON in an editor",
		Long: `Edit a setting as JSON in the program that VISUAL or EDITOR names, or all
settings as one JSON object, of which only what differs is written.

A secret is shown only when it is edited by its own NAME; among all settings it
is masked, and the mask stands for "as it was". When something is wrong with
the result the editor can be opened again; a text that was not applied is kept,
and its place told. Without a terminal VISUAL or EDITOR has to be set.`,
		Args: func(c *cobra.Command, args []string) error {
			if len(args) > 1 {
				return exactly(1, "at most one NAME")(c, args)
			}
			return nil
		},
		ValidArgsFunction: completeProperties(""),
		RunE:              func(c *cobra.Command, args []string) error { return a.editProperties(c.Context(), args) },
	}
}

func (a *app) editProperties(ctx context.Context, args []string) error {
	if err := a.canEdit(); err != nil {
		return err
	}
	var file editedFile
	settled, secret := false, false
	err := a.mutate(ctx, mutation{
		flags:   len(args) == 0 || namesFlags(args),
		nothing: "that is what is there already",
		stage: func(ctx context.Context, configuration *ops.Configuration, draft *ops.Draft) error {
			thing, err := editableOf(configuration, args)
			if err != nil {
				return err
			}
			secret = thing.secret
			if file, err = newEditedFile(thing.name); err != nil {
				return err
			}
			return a.editUntilGood(ctx, file, thing, draft)
		},
		done: func(ok bool) { settled = ok },
	})
	switch {
	case file.path == "":
		return err
	case settled:
		return errors.Join(err, file.remove())
	}
	warning := ""
	if secret {
		warning = " (it holds a secret: delete that file when you are done with it)"
	}
	a.say("your text is kept in %s%s", file.path, warning)
	return err
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
		page = thing.page(withoutComments(edited), complaints(problem))
	}
}

func stageEdited(thing editable, page string, draft *ops.Draft) error {
	if strings.TrimSpace(withoutComments(page)) == strings.TrimSpace(thing.text) {
		return nil
	}
	value, err := parseEdited(page)
	if err != nil {
		return err
	}
	return thing.stage(value, draft)
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

package verbs

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/jansadm/jansadm/client/ops"
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
	return a.editThing(ctx, func(file *editing) mutation {
		return mutation{
			nothing: "that is what is there already",
			stage: ofSettings(len(args) == 0 || namesFlags(args), func(ctx context.Context, configuration *ops.Configuration, draft *ops.Draft) error {
				thing, err := editableOf(configuration, args)
				if err != nil {
					return err
				}
				return file.edit(ctx, thing, draft)
			}),
		}
	})
}

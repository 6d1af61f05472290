package verbs

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
)

func (a *app) scriptEdit() *cobra.Command {
	noCheck := false
	command := &cobra.Command{
		Use: "edit " + anyName, Short: "Edit the source of a script in an editor",
		Long: `Edit the source of a script in the program that VISUAL or EDITOR names. Left
unchanged, nothing is written. When the class or a method is missing the editor
can be opened again; a text that was not applied is kept, and its place told.
Without a terminal VISUAL or EDITOR has to be set.

Other fields of a script are changed with "script update".`,
		Args: exactly(1, "the "+anyName+" of one script"),
		RunE: func(c *cobra.Command, args []string) error {
			return a.editThing(c.Context(), func(visit *editing) mutation {
				return mutation{
					nothing: "that is the source already",
					stage: ofEntries(func(ctx context.Context, o *ops.Ops, draft *ops.Draft) error {
						script, err := o.Find(ctx, change.Script, args[0])
						if err != nil {
							return err
						}
						return visit.edit(ctx, editableSource(script, noCheck), draft)
					}),
				}
			})
		},
	}
	command.Flags().BoolVar(&noCheck, noCheckFlag, false, "take a source that lacks methods which the server calls")
	return command
}

// editableSource is the program of a script, under a name by which editors know its language.
func editableSource(script *ops.Entity, noCheck bool) editable {
	name := "script.py"
	if language, _ := document.Text(script.Get("/programmingLanguage")); language == "java" {
		name = "script.java"
	}
	return editable{
		name: name, plain: true, text: sourceOf(script),
		stage: func(page string, draft *ops.Draft) error {
			to := stored{script, draft}
			if err := to.set("/script", document.Quote(page)); err != nil || noCheck {
				return err
			}
			return checkScript(to)
		},
	}
}

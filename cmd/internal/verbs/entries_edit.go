package verbs

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/schema"
)

// editVerb opens an entry as JSON in an editor.
func (a *app) editVerb(n entryNoun) *cobra.Command {
	return &cobra.Command{
		Use: "edit " + anyName, Short: "Edit a " + n.one() + " as JSON in an editor",
		Long: `Edit a ` + n.one() + ` as JSON in the program that VISUAL or EDITOR names. Only what differs
is written; a field that is taken out is emptied. Others are referred to by
their names; inums and DNs are understood as well. When something is wrong with
the result the editor can be opened again; a text that was not applied is kept,
and its place told. Without a terminal VISUAL or EDITOR has to be set.`,
		Args: exactly(1, "the "+anyName+" of one "+n.one()),
		RunE: func(c *cobra.Command, args []string) error {
			return a.editThing(c.Context(), func(visit *editing) mutation {
				return mutation{
					nothing: "that is what is there already",
					stage: ofEntries(func(ctx context.Context, o *ops.Ops, draft *ops.Draft) error {
						entity, err := o.Find(ctx, n.resource, args[0])
						if err != nil {
							return err
						}
						thing, err := editableEntry(ctx, o, n, entity)
						if err != nil {
							return err
						}
						return visit.edit(ctx, thing, draft)
					}),
				}
			})
		},
	}
}

// editableEntry is what a person can change of an entry, as JSON, with names in place of DNs and secrets masked.
func editableEntry(ctx context.Context, o *ops.Ops, n entryNoun, entity *ops.Entity) (editable, error) {
	if why := entity.Locked(); why != "" {
		return editable{}, &ops.NotSettableError{Name: n.one() + " " + entity.Name(), Why: why}
	}
	names, err := o.NamesOf(ctx, entity)
	if err != nil {
		return editable{}, err
	}
	visible := forEditing(entity, names)
	whole, err := visible.MarshalJSON()
	if err != nil {
		return editable{}, fmt.Errorf("%s %s cannot be shown: %w", n.one(), entity.Name(), err)
	}
	about := "A field that you take out is emptied."
	if n.hides {
		about += fmt.Sprintf(" %s stands for a secret that stays as it is.", schema.SecretMask)
	}
	return editable{
		name: n.one() + ".json",
		about: []string{
			fmt.Sprintf("%s %s (%s) of %s. Only what you change is written.", n.kind().Title, entity.Name(), entity.Target.ID, o.Server()), about,
		},
		text: string(document.Indent(whole)) + "\n",
		stage: asJSON(func(edited json.RawMessage, draft *ops.Draft) error {
			wanted, err := document.Parse(edited)
			if err != nil {
				return &usageError{message: "it has to stay one JSON object: " + err.Error()}
			}
			return giveDifferences(ctx, o, stored{entity, draft}, visible, wanted)
		}),
	}, nil
}

// forEditing is the document without what nobody can set.
func forEditing(entity *ops.Entity, names ops.Directory) document.Document {
	doc := entity
	for _, field := range entity.Kind.Fields {
		value := doc.Get(field.Path)
		switch {
		case field.Fixed != "":
			doc = doc.WithMember(field.Path, nil)
		case value == nil:
		case field.Refers != (schema.Reference{}):
			doc = doc.WithMember(field.Path, named(names, value))
		default:
			hidden, _ := field.Hide(value)
			doc = doc.WithMember(field.Path, hidden)
		}
	}
	for _, name := range doc.Document.Names() {
		field := doc.Field(document.Pointer(name))
		hidden, _ := field.Hide(doc.Document.Get(name))
		doc = doc.WithMember(field.Path, hidden)
	}
	return doc.Document
}

// named is a list of DNs with names in their places.
func named(names ops.Directory, value json.RawMessage) json.RawMessage {
	dns, ok := document.Strings(value)
	if !ok {
		return value
	}
	words := make([]string, len(dns))
	for i, dn := range dns {
		words[i] = ops.Named(names, dn)
	}
	return document.QuoteAll(words)
}

// giveDifferences hands over what differs between what was shown and what it has become.
func giveDifferences(ctx context.Context, o *ops.Ops, to recipient, visible, wanted document.Document) error {
	before, err := leaves(to.entity().Kind, visible)
	if err != nil {
		return err
	}
	after, err := leaves(to.entity().Kind, wanted)
	if err != nil {
		return err
	}
	gone := make([]leaf, 0, len(before))
	for _, leaf := range before {
		if valueOf(after, leaf.path) == nil {
			gone = append(gone, leaf)
		}
	}
	errs := spread(stageEach(nil, gone, func(leaf leaf) error { return to.unset(leaf.path) }))
	return stageEach(errs, after, func(leaf leaf) error {
		switch {
		case document.Equal(leaf.value, valueOf(before, leaf.path)):
			return nil
		case strings.TrimSpace(string(leaf.value)) == "null":
			return to.unset(leaf.path)
		case bytes.Contains(leaf.value, []byte(schema.SecretMask)):
			return maskedSecret(to.entity().Field(leaf.path).Name)
		}
		return give(ctx, o, to, leaf.path, leaf.value)
	})
}

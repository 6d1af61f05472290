package verbs

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
)

// writeVerb is a verb that gives fields of one entry their values.
type writeVerb struct {
	noun   entryNoun
	fields *fieldFlags
	// more hands over what flags of the noun's own say, after all others; may be nil.
	more func(recipient) error
	// takes says which offers of the plan become part of it; nil for none.
	takes func(ops.Offer) bool
	// alone is what can be asked for without any field; nil for nothing.
	alone *aloneEdits
}

// aloneEdits are edits of what an entry refers to, which a flag asks for also where the entry itself stays as it is.
type aloneEdits struct {
	asked   *bool
	nothing string // what to say of the entry when there are none
	edits   func(*ops.Entity, ops.Directory) []ops.Edit
}

func (e *aloneEdits) wanted() bool { return e != nil && *e.asked }

// create makes a new entry of a document and the flags.
func (a *app) create(ctx context.Context, v writeVerb, base func(context.Context, *ops.Ops) (document.Document, error)) error {
	return a.mutate(ctx, mutation{
		nothing: "there is nothing to create",
		takes:   v.takes,
		stage: ofEntries(func(ctx context.Context, o *ops.Ops, draft *ops.Draft) error {
			doc, err := base(ctx, o)
			if err != nil {
				return err
			}
			to := &unborn{document: ops.NewEntity(v.noun.resource, doc)}
			if err := v.give(ctx, a, o, to); err != nil {
				return err
			}
			if err := v.complete(to.entity()); err != nil {
				return err
			}
			_, err = ops.Create(draft, v.noun.resource, to.entity().Document)
			return err
		}),
	})
}

// update changes an entry that is there.
func (a *app) update(ctx context.Context, v writeVerb, name string) error {
	if !v.fields.any() && !v.alone.wanted() {
		return &usageError{message: "nothing is said about what to change", hint: "see \"jansadm " + v.noun.one() + " update --help\""}
	}
	m := mutation{nothing: v.noun.one() + " " + name + " is so already", takes: v.takes}
	if v.alone.wanted() && !v.fields.any() {
		m.nothing = v.noun.one() + " " + name + " " + v.alone.nothing
	}
	var entity *ops.Entity
	var names ops.Directory
	if v.alone.wanted() {
		m.otherwise = func() []ops.Edit { return v.alone.edits(entity, names) }
	}
	m.stage = ofEntries(func(ctx context.Context, o *ops.Ops, draft *ops.Draft) (err error) {
		if entity, err = o.Find(ctx, v.noun.resource, name); err != nil {
			return err
		}
		if names, err = o.NamesOf(ctx, entity); err != nil { // so that names are found in the lists of the entry
			return err
		}
		return v.give(ctx, a, o, stored{entity, draft})
	})
	return a.mutate(ctx, m)
}

// give hands the flags to an entry.
func (v writeVerb) give(ctx context.Context, a *app, o *ops.Ops, to recipient) error {
	err := v.fields.apply(ctx, o, to, a.streams.In)
	if err != nil || v.more == nil {
		return err
	}
	return v.more(to)
}

// complete complains about everything that a new entry lacks, by the names of flags.
func (v writeVerb) complete(entity *ops.Entity) error {
	var lacking []string
	for _, field := range entity.Kind.Fields {
		if field.Required && field.Fixed == "" && document.IsEmpty(entity.Get(field.Path)) {
			name := "--set " + field.Name
			if at := slices.IndexFunc(v.noun.flags, func(f fieldFlag) bool { return f.path == field.Path }); at >= 0 {
				name = "--" + v.noun.flags[at].name
			}
			lacking = append(lacking, name)
		}
	}
	if len(lacking) == 0 {
		return nil
	}
	return &usageError{
		message: fmt.Sprintf("every new %s needs %s", v.noun.one(), strings.Join(lacking, ", ")),
		hint:    "see \"jansadm " + v.noun.one() + " create --help\"",
	}
}

// fresh is the base of an entry that is like no other.
func (n entryNoun) fresh(context.Context, *ops.Ops) (document.Document, error) {
	return ops.Fresh(n.resource), nil
}

// createVerb is "create" for a noun that needs no more than its flags.
func (a *app) createVerb(n entryNoun, long, example string) *cobra.Command {
	command := &cobra.Command{Use: "create", Short: "Create a " + n.one(), Long: long, Example: example, Args: none}
	v := writeVerb{noun: n, fields: n.define(command, false)}
	command.RunE = func(c *cobra.Command, _ []string) error { return a.create(c.Context(), v, n.fresh) }
	return command
}

// updateVerb is "update" for a noun that needs no more than its flags.
func (a *app) updateVerb(n entryNoun, long, example string) *cobra.Command {
	command := &cobra.Command{
		Use: "update " + anyName, Short: "Change a " + n.one(), Long: long, Example: example,
		Args: exactly(1, "the "+anyName+" of one "+n.one()),
	}
	v := writeVerb{noun: n, fields: n.define(command, true)}
	command.RunE = func(c *cobra.Command, args []string) error { return a.update(c.Context(), v, args[0]) }
	return command
}

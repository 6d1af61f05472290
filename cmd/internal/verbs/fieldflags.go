package verbs

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/schema"
)

// fieldFlag is a flag that gives a field its value. The flag of a list may be written in the singular as well, and has flags that add to
// the field and remove from it.
type fieldFlag struct {
	name  string // of the flag
	path  string // of the field
	usage string
	one   string // the flag's singular; only of a list
}

// fieldFlags are the flags of a verb that gives fields their values.
type fieldFlags struct {
	noun  entryNoun
	flags *pflag.FlagSet

	sets, unsets []string
	file         string
	also         func() bool // says whether flags of the noun's own are given; may be nil
}

// define adds the flags to a command; with changes also those that only an entry has a use for which is there already.
func (n entryNoun) define(command *cobra.Command, changes bool) *fieldFlags {
	f := &fieldFlags{noun: n, flags: command.Flags()}
	singular := map[string]string{}
	for _, flag := range n.flags {
		field, _ := n.kind().Field(flag.path)
		switch field.Type.Kind {
		case schema.KindBoolean:
			f.flags.Bool(flag.name, false, flag.usage)
		case schema.KindList, schema.KindSet:
			f.flags.StringSlice(flag.name, nil, flag.usage)
		default:
			f.flags.String(flag.name, "", flag.usage)
		}
		if flag.one == "" {
			continue
		}
		singular[flag.one] = flag.name
		if changes {
			f.flags.StringSlice("add-"+flag.one, nil, "add these `NAMES` to the "+strings.ToLower(field.Title))
			f.flags.StringSlice("remove-"+flag.one, nil, "remove these `NAMES` from the "+strings.ToLower(field.Title))
			singular["add-"+flag.name], singular["remove-"+flag.name] = "add-"+flag.one, "remove-"+flag.one
		}
	}
	f.flags.StringArrayVar(&f.sets, "set", nil, "give any field a value: `FIELD=VALUE`, FIELD=@FILE or FIELD=-; may be repeated")
	f.flags.StringArrayVar(&f.unsets, "unset", nil, "empty a `FIELD`; may be repeated")
	f.flags.StringVar(&f.file, "file", "", "take the fields of the JSON object in `FILE`; - reads standard input")
	f.flags.SetNormalizeFunc(func(_ *pflag.FlagSet, name string) pflag.NormalizedName {
		if other, ok := singular[name]; ok {
			name = other
		}
		return pflag.NormalizedName(name)
	})
	for _, name := range []string{"set", "unset"} {
		must(command.RegisterFlagCompletionFunc(name, completeFields(n.kind(), name == "set")))
	}
	return f
}

// completeFields offers the fields that can be set.
func completeFields(kind schema.Entity, withValue bool) cobra.CompletionFunc {
	return func(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
		var names []cobra.Completion
		directive := cobra.ShellCompDirectiveNoFileComp
		for _, field := range kind.Fields {
			if field.Fixed != "" {
				continue
			}
			name := strings.Join(document.Tokens(field.Path), ".")
			if withValue {
				name += "="
				directive |= cobra.ShellCompDirectiveNoSpace
			}
			names = append(names, name)
		}
		return names, directive
	}
}

// any says whether the person gives any field a value.
func (f *fieldFlags) any() bool {
	used := f.file != "" || len(f.sets)+len(f.unsets) > 0 || f.also != nil && f.also()
	for _, flag := range f.noun.flags {
		used = used || f.flags.Changed(flag.name) || flag.one != "" && (f.flags.Changed("add-"+flag.one) || f.flags.Changed("remove-"+flag.one))
	}
	return used
}

// apply hands everything that the flags say to an entry: first the file, then the values, then what is added to lists and removed. All
// that is wrong is reported together.
func (f *fieldFlags) apply(ctx context.Context, o *ops.Ops, to recipient, in io.Reader) error {
	var errs argumentErrors
	collect := func(err error) { errs = append(errs, spread(err)...) }
	assignments, malformed := f.assignments()
	errs = append(errs, malformed...)
	if f.file != "" {
		collect(f.applyFile(ctx, o, to, in))
	}
	for _, flag := range f.noun.flags {
		if f.flags.Changed(flag.name) {
			collect(f.applyFlag(ctx, o, to, flag))
		}
	}
	for _, x := range assignments {
		collect(x.give(ctx, o, to, in))
	}
	for _, name := range f.unsets {
		field, err := to.entity().Lookup(name)
		if err == nil {
			err = to.unset(field.Path)
		}
		collect(err)
	}
	for _, flag := range f.noun.flags {
		collect(f.applyAdditions(ctx, o, to, flag))
	}
	if len(errs) > 0 {
		return errs
	}
	return nil
}

// assignments are the values of --set. Standard input can be read once only.
func (f *fieldFlags) assignments() ([]assignment, argumentErrors) {
	kind := f.noun.kind()
	list, errs := parseAssignments(f.sets, func(name string) string {
		if field, err := (&ops.Entity{Kind: kind}).Lookup(name); err == nil {
			return field.Path
		}
		return name
	})
	for _, x := range list {
		if x.source == fromInput && f.file == "-" {
			errs = append(errs, &usageError{message: "--file and " + x.name + " cannot both be read from standard input", hint: "name a file for one of them"})
		}
	}
	return list, errs
}

func (f *fieldFlags) applyFlag(ctx context.Context, o *ops.Ops, to recipient, flag fieldFlag) error {
	entity := to.entity()
	switch names, isList := f.names(flag.name); {
	case isList && flag.one != "":
		return give(ctx, o, to, flag.path, document.QuoteAll(names))
	case isList:
		return to.set(flag.path, document.QuoteAll(names))
	}
	value, err := entity.Parse(flag.path, f.flags.Lookup(flag.name).Value.String())
	if err != nil {
		return err
	}
	return to.set(flag.path, value)
}

// names are the values of a flag that takes a list; false for another flag. What is blank between two commas is no name.
func (f *fieldFlags) names(flag string) ([]string, bool) {
	list, ok := f.flags.Lookup(flag).Value.(pflag.SliceValue)
	if !ok {
		return nil, false
	}
	names := []string{}
	for _, name := range list.GetSlice() {
		if name = strings.TrimSpace(name); name != "" {
			names = append(names, name)
		}
	}
	return names, true
}

func (f *fieldFlags) applyAdditions(ctx context.Context, o *ops.Ops, to recipient, flag fieldFlag) error {
	if flag.one == "" {
		return nil
	}
	for _, way := range []struct {
		flag   string
		change func(context.Context, *ops.Entity, string, []string) (json.RawMessage, error)
	}{{"add-" + flag.one, o.WithReferences}, {"remove-" + flag.one, o.WithoutReferences}} {
		if !f.flags.Changed(way.flag) {
			continue
		}
		names, _ := f.names(way.flag)
		value, err := way.change(ctx, to.entity(), flag.path, names)
		if err == nil {
			err = to.set(flag.path, value)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// spread takes errors apart that were found together.
func spread(err error) []error {
	var arguments argumentErrors
	var names ops.NameErrors
	switch {
	case err == nil:
		return nil
	case errors.As(err, &arguments):
		return arguments
	case errors.As(err, &names):
		return names
	}
	return []error{err}
}

// applyFile hands over the members of a JSON object.
func (f *fieldFlags) applyFile(ctx context.Context, o *ops.Ops, to recipient, in io.Reader) error {
	text, err := readFlagFile("file", f.file, in)
	if err != nil {
		return err
	}
	doc, err := document.Parse([]byte(text))
	if err != nil {
		return &usageError{message: fmt.Sprintf("%s holds no JSON object: %v", fileWord(f.file), err)}
	}
	return giveDocument(ctx, o, to, doc)
}

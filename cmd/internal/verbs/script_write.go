package verbs

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/schema"
)

// scriptFlags are the flags of scripts that are no plain values of fields.
type scriptFlags struct {
	app      *app
	fields   *fieldFlags
	source   string
	template bool
	shown    []string // NAME=VALUE of configuration properties
	hidden   []string // the same, to be masked by consoles
	removed  []string
	noCheck  bool
}

const propertyFlag, hiddenPropertyFlag = "property", "hidden-property"

func (a *app) defineScriptFlags(command *cobra.Command, changes bool) *scriptFlags {
	f := &scriptFlags{app: a, fields: scripts.define(command, changes)}
	flags := command.Flags()
	flags.StringVar(&f.source, "source", "", "read the source from `FILE`; - reads standard input")
	flags.StringArrayVar(&f.shown, propertyFlag, nil, "set a configuration property: `NAME=VALUE`, NAME=@FILE or NAME=-; may be repeated")
	flags.StringArrayVar(&f.hidden, hiddenPropertyFlag, nil, "the same for a value that consoles mask: `NAME=@FILE` or NAME=-")
	flags.BoolVar(&f.noCheck, noCheckFlag, false, "take a source that lacks methods which the server calls")
	if changes {
		flags.StringArrayVar(&f.removed, "remove-property", nil, "remove the configuration property of this `NAME`; may be repeated")
	} else {
		flags.BoolVar(&f.template, "from-template", false, "begin with the template of the type; the one for dynamic_scope works as it is")
	}
	completeTypes(command, scriptTypeNames())
	f.fields.also = f.given
	return f
}

const noCheckFlag = "no-check"

func (a *app) scriptCreate() *cobra.Command {
	command := &cobra.Command{
		Use: "create", Short: "Create a script",
		Long: `Create a script, disabled unless --enabled is given. The source is checked for
the class and the methods that its type needs.

The template for dynamic_scope is a working script: each of its configuration
properties names a claim, and the attribute that holds its value.`,
		Example: `  jansadm script create --name badge --type dynamic_scope --from-template \
    --property badge_number=employeeNumber --enabled
  jansadm script create --name risk --type update_token --source risk.py \
    --hidden-property api_key=@/run/secrets/key`,
		Args: none,
	}
	f := a.defineScriptFlags(command, false)
	v := writeVerb{noun: scripts, fields: f.fields, more: f.give}
	command.RunE = func(c *cobra.Command, _ []string) error {
		if err := f.check(c); err != nil {
			return err
		}
		return a.create(c.Context(), v, scripts.fresh)
	}
	return command
}

func (a *app) scriptUpdate() *cobra.Command {
	command := &cobra.Command{
		Use: "update " + anyName, Short: "Change a script",
		Long: `Change a script. Only what is named is written; everything else stays as it is,
other configuration properties too. A new source is checked for the class and
the methods that its type needs.

The auth server loads a changed script within 30 s. What goes wrong then shows
in "script get" and "script list --failing".`,
		Example: `  jansadm script update badge --source badge.py
  jansadm script update badge --property badge_number=employeeNumber --remove-property old`,
		Args: exactly(1, "the "+anyName+" of one script"),
	}
	f := a.defineScriptFlags(command, true)
	v := writeVerb{noun: scripts, fields: f.fields, more: f.give}
	command.RunE = func(c *cobra.Command, args []string) error {
		if err := f.check(c); err != nil {
			return err
		}
		return a.update(c.Context(), v, args[0])
	}
	return command
}

func (f *scriptFlags) given() bool {
	return f.source != "" || len(f.shown)+len(f.hidden)+len(f.removed) > 0
}

// check looks for flags that contradict each other. Standard input can be read once only.
func (f *scriptFlags) check(c *cobra.Command) error {
	if f.source != "" && f.template {
		return &usageError{message: "--source and --from-template are two sources", hint: "leave one of them out"}
	}
	var readers []string
	for name, file := range map[string]string{"--source": f.source, "--file": f.fields.file} {
		if file == "-" {
			readers = append(readers, name)
		}
	}
	for _, x := range slices.Concat(f.fields.sets, f.shown, f.hidden) {
		if name, value, _ := strings.Cut(x, "="); value == "-" {
			readers = append(readers, name)
		}
	}
	if len(readers) > 1 {
		slices.Sort(readers)
		return &usageError{message: strings.Join(readers, " and ") + " cannot all be read from standard input", hint: "name files for all but one"}
	}
	return nil
}

// give hands over source and configuration properties, and looks at the source.
func (f *scriptFlags) give(to recipient) error {
	var errs argumentErrors
	for _, step := range []func(recipient) error{f.giveSource, f.giveSettings, f.removeSettings} {
		errs = append(errs, spread(step(to))...)
	}
	if len(errs) > 0 {
		return errs
	}
	if f.noCheck {
		return nil
	}
	return checkScript(to)
}

func (f *scriptFlags) giveSource(to recipient) error {
	switch {
	case f.template:
		source, ok := schema.ScriptTemplate(to.entity().Type())
		if !ok {
			return &usageError{message: fmt.Sprintf("there is no template for scripts of the type %q", to.entity().Type()), hint: "name a --type, see \"jansadm script types\""}
		}
		return to.set("/script", document.Quote(source))
	case f.source != "":
		source, err := readFlagFile("source", f.source, f.app.streams.In)
		if err != nil {
			return err
		}
		return to.set("/script", document.Quote(source))
	case isNew(to) && sourceOf(to.entity()) == "":
		return &usageError{message: "a script needs its source", hint: "give --source FILE, --source - or --from-template"}
	}
	return nil
}

func (f *scriptFlags) giveSettings(to recipient) error {
	same := func(name string) string { return name }
	shown, errs := parseAssignments(f.shown, same)
	hidden, more := parseAssignments(f.hidden, same)
	errs = append(errs, more...)
	give := func(hide bool) func(assignment) error {
		return func(x assignment) error { return f.giveSetting(to, x, hide) }
	}
	return stageEach(spread(stageEach(errs, shown, give(false))), hidden, give(true))
}

func (f *scriptFlags) giveSetting(to recipient, x assignment, hide bool) error {
	settings := to.entity().Get("/configurationProperties")
	if x.source == fromArgument && x.text != "" && (hide || ops.HiddenSetting(settings, x.name)) {
		return secretArgument(x.name)
	}
	value, err := x.value(f.app.streams.In)
	if err != nil {
		return err
	}
	return to.set("/configurationProperties", ops.WithSetting(settings, x.name, value, hide))
}

func (f *scriptFlags) removeSettings(to recipient) error {
	return stageEach(nil, f.removed, func(name string) error {
		left, found := ops.WithoutSetting(to.entity().Get("/configurationProperties"), name)
		if !found {
			return &ops.UnknownNameError{Thing: "configuration property", Name: name}
		}
		return to.set("/configurationProperties", left)
	})
}

package verbs

import (
	"context"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/schema"
	"github.com/jansadm/jansadm/cmd/internal/connect"
	"github.com/jansadm/jansadm/theme"
	"github.com/jansadm/jansadm/tui/kit/text"
)

var scripts = entryNoun{
	resource: change.Script,
	columns: []entryColumn{
		nameColumn("NAME"),
		textColumn("TYPE", "/scriptType"),
		booleanColumn("ENABLED", "/enabled", false),
		{"REVISION", func(e *ops.Entity, _ *theme.Theme) cell { return cell{text: string(e.Get("/revision"))} }},
		{"STATE", scriptState},
		textColumn("DESCRIPTION", "/description"),
	},
	sorts: []sortColumn{ // CustomScriptService.java passes columns on to the database
		{"name", "displayName"}, {"type", "jansScrTyp"}, {"enabled", "jansEnabled"}, {"level", "jansLevel"}, {"revision", "jansRevision"},
		{"description", "description"}, {"inum", "inum"},
	},
	details: []string{"/revision", "/scriptError"},
	flags: []fieldFlag{
		{name: "name", path: "/name", usage: "`NAME` of the script; of an authentication script it is the acr value"},
		{name: "type", path: "/scriptType", usage: "`TYPE` of the script, see \"jansadm script types\""},
		{name: "description", path: "/description", usage: "what the script does"},
		{name: "language", path: "/programmingLanguage", usage: "`LANGUAGE` of the source: python, java"},
		{name: "level", path: "/level", usage: "rank among scripts of its type"},
		{name: "enabled", path: "/enabled", usage: "let the server load and run the script"},
		{name: "aliases", path: "/aliases", usage: "more acr values of an authentication script, with commas"},
	},
	hides: true,
}

// scriptState shows whether the server could load a script.
func scriptState(e *ops.Entity, paint *theme.Theme) cell {
	if e.Head().Failure != "" {
		return cell{"error", paint.Danger}
	}
	return cell{"-", paint.Muted}
}

// scriptCommand is the noun for interception scripts.
func (a *app) scriptCommand() *cobra.Command {
	return noun("script", "Scripts that the server calls, dynamic scopes among them", `Interception scripts are programs that the server calls at certain places. The
type of a script says where; "script types" lists them all.

A script is named by its name or its inum.`,
		a.scriptList(), a.scriptGet(), a.scriptCreate(), a.scriptUpdate(), a.scriptEdit(),
		a.scriptSwitch("enable", "Let the server load and run scripts", true), a.scriptSwitch("disable", "Keep the server from running scripts", false),
		a.deleteVerb(scripts), a.scriptTypes(), a.scriptCheck(),
		a.usersVerb(scripts, "List the scopes that run a script", "List the scopes that run a script. All scopes are read for it."))
}

func (a *app) scriptList() *cobra.Command {
	filter := &entryFilter{}
	failing := false
	command := a.listVerb(scripts, filter, `List scripts. The server looks for the text of --search in name, description
and inum.`)
	a.typeFlag(command, filter, scriptTypeNames())
	command.Flags().BoolVar(&failing, "failing", false, "only those that the server could not load")
	check := command.PreRunE
	command.PreRunE = func(c *cobra.Command, args []string) error {
		if failing {
			filter.keep = func(e *ops.Entity) bool { return e.Head().Failure != "" }
		}
		return check(c, args)
	}
	return command
}

func scriptTypeNames() []string {
	var names []string
	for _, t := range schema.ScriptTypes() {
		names = append(names, t.Name)
	}
	return names
}

func (a *app) scriptGet() *cobra.Command {
	command := a.getVerb(scripts)
	source := command.Flags().Bool("source", false, "print the source of the script and nothing else")
	whole := command.RunE
	command.RunE = func(c *cobra.Command, args []string) error {
		if !*source {
			return whole(c, args)
		}
		return a.with(c.Context(), func(ctx context.Context, connection *connect.Connection) error {
			script, err := connection.Ops.Find(ctx, change.Script, args[0])
			if err != nil {
				return err
			}
			return a.printSource(script)
		})
	}
	return command
}

// printSource prints the source of a script: cleaned on a terminal, byte by byte anywhere else.
func (a *app) printSource(script *ops.Entity) error {
	source := sourceOf(script)
	if a.global.output != formatTable {
		return a.print(document.Quote(source), nil)
	}
	if a.streams.OutTerminal {
		source = text.Clean(source)
	}
	return a.streams.writeData([]byte(source))
}

func sourceOf(script *ops.Entity) string {
	source, _ := document.Text(script.Get("/script"))
	return source
}

func (a *app) scriptSwitch(verb, short string, on bool) *cobra.Command {
	return &cobra.Command{
		Use: verb + " " + anyName + "...", Short: short,
		Args: atLeastOne("the " + anyName + " of a script"),
		RunE: func(c *cobra.Command, args []string) error {
			return a.mutate(c.Context(), mutation{
				nothing: "already " + verb + "d: " + strings.Join(args, ", "),
				stage: ofEntries(func(ctx context.Context, o *ops.Ops, draft *ops.Draft) error {
					found, err := scripts.find(ctx, o, args)
					if err != nil {
						return err
					}
					return stageEach(nil, found, func(script *ops.Entity) error { return script.SetText(draft, "/enabled", strconv.FormatBool(on)) })
				}),
			})
		},
	}
}

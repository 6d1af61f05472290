package verbs

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/schema"
	"github.com/jansadm/jansadm/cmd/internal/connect"
)

// flagJSON is the shape of one feature flag.
type flagJSON struct {
	Name    string `json:"name"`
	Enabled bool   `json:"enabled"` // what the server does
	Listed  bool   `json:"listed"`  // what is stored
	Known   bool   `json:"known"`   // the server knows it
	Gates   string `json:"gates"`

	Title   string `json:"title"`
	WhenOff string `json:"when_off"` // what a client sees while it is off
	Inert   bool   `json:"inert"`    // nothing depends on it
	DocURL  string `json:"doc_url"`
}

// flagCommand is the noun for the features that can be switched.
func (a *app) flagCommand() *cobra.Command {
	list := &cobra.Command{
		Use:   "list",
		Short: "List the feature flags",
		Long: `List the feature flags of the server: those that are on, those that are off,
and stored names that the server does not know.

When the stored list is empty, or names no flag that the server knows, every
feature is on.`,
		Args: none,
		RunE: func(c *cobra.Command, _ []string) error { return a.listFlags(c.Context()) },
	}
	return noun("flag", "Feature flags of the auth server", `Feature flags of the auth server, the entries of its setting featureFlags
(enabledFeatureFlags in the documentation).

A NAME may be written as revoke_token, revoke-token or REVOKE_TOKEN.`,
		list, a.flagSwitch("enable", "Switch features on", true), a.flagSwitch("disable", "Switch features off", false))
}

func (a *app) flagSwitch(verb, short string, on bool) *cobra.Command {
	return &cobra.Command{
		Use: verb + " NAME...", Short: short,
		Args: atLeastOne("the NAME of a flag"),
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
			var names []cobra.Completion
			for _, flag := range schema.Flags() {
				names = append(names, cobra.CompletionWithDesc(flag.Name, flag.Title))
			}
			return names, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(c *cobra.Command, args []string) error {
			return a.mutate(c.Context(), mutation{
				nothing: "already " + onOff(on) + ": " + strings.Join(args, ", "),
				stage: ofSettings(true, func(_ context.Context, configuration *ops.Configuration, draft *ops.Draft) error {
					return stageFlags(configuration, draft, on, args)
				}),
			})
		},
	}
}

// stageFlags reports every name that does not exist, not only the first.
func stageFlags(configuration *ops.Configuration, draft *ops.Draft, on bool, names []string) error {
	var errs argumentErrors
	for _, name := range names {
		if err := configuration.SetFlags(ops.NewDraft(), on, name); isUnknown(err) {
			errs = append(errs, err)
		}
	}
	if len(errs) > 0 {
		return errs
	}
	return configuration.SetFlags(draft, on, names...)
}

func (a *app) listFlags(ctx context.Context) error {
	return a.with(ctx, func(ctx context.Context, connection *connect.Connection) error {
		configuration, err := connection.Ops.LoadWithFlags(ctx)
		if err != nil {
			return err
		}
		state := configuration.Flags(ops.NewDraft())
		shapes := make([]flagJSON, len(state.Flags))
		for i, flag := range state.Flags {
			shapes[i] = flagShape(flag)
		}
		return a.print(shapes, func() []byte { return a.flagTable(state) })
	})
}

func flagShape(flag ops.FlagState) flagJSON {
	shape := flagJSON{
		Name: flag.Name, Enabled: flag.Enabled, Listed: flag.Listed, Known: flag.Known, Gates: flag.Facts.Gates,
		Title: flag.Facts.Title, WhenOff: flag.Facts.WhenOff, Inert: flag.Facts.Inert,
	}
	if flag.Facts.Name != "" { // the catalogue knows it
		shape.DocURL = flag.Facts.DocURL()
	}
	return shape
}

func (a *app) flagTable(state ops.Flags) []byte {
	paint := a.paint(a.streams.OutTerminal)
	list := table{header: []string{"NAME", "STATE", "GATES"}}
	for _, flag := range state.Flags {
		row := cells(flag.Name, onOff(flag.Enabled), flag.Facts.Gates)
		switch {
		case !flag.Known:
			row[1], row[2].text = cell{"unknown", paint.Muted}, "stored, but not a flag of this server; kept as it is"
		case flag.Enabled:
			row[1].style = paint.OK
		default:
			row[1].style = paint.Warn
		}
		if flag.Known && flag.Facts.Name == "" {
			row[2] = cell{"not known to this version of jansadm", paint.Muted}
		}
		list.rows = append(list.rows, row)
	}
	if state.AllOn {
		a.say("Everything is on, because the stored list names no flag that the server knows.")
	}
	return list.render(a.width(a.streams.OutTerminal), paint)
}

func onOff(on bool) string {
	if on {
		return "on"
	}
	return "off"
}

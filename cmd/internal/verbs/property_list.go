package verbs

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/schema"
	"github.com/jansadm/jansadm/cmd/internal/connect"
)

const showSecretsFlag = "show-secrets"

type listFilter struct {
	search      string
	group       string
	changed     bool
	showSecrets bool
}

func (a *app) propertyList() *cobra.Command {
	var filter listFilter
	command := &cobra.Command{
		Use:   "list",
		Short: "List settings",
		Long: `List settings with their values. A star marks those that differ from a new
installation.

--search finds words in name, value, group and help. Secrets are masked, in
JSON too, where "masked" says so.`,
		Args: none,
		RunE: func(c *cobra.Command, _ []string) error { return a.listProperties(c.Context(), filter) },
	}
	flags := command.Flags()
	flags.StringVar(&filter.search, "search", "", "only those that contain all words of `TEXT`")
	flags.StringVar(&filter.group, "group", "", "only those of the `GROUP`: "+strings.Join(groupIDs(), ", "))
	flags.BoolVar(&filter.changed, "changed", false, "only those that differ from a new installation")
	flags.BoolVar(&filter.showSecrets, showSecretsFlag, false, "print secrets in clear")
	must(command.RegisterFlagCompletionFunc("group", cobra.FixedCompletions(groupIDs(), cobra.ShellCompDirectiveNoFileComp)))
	return command
}

func groupIDs() []string {
	var ids []string
	for _, group := range schema.Groups() {
		ids = append(ids, group.ID)
	}
	return ids
}

// unknownGroupError says that there is no such group of settings.
type unknownGroupError struct{ name string }

func (e *unknownGroupError) Error() string { return fmt.Sprintf("there is no group %q", e.name) }

// hint names all groups: there are few.
func (e *unknownGroupError) hint() string {
	all := "the groups are " + strings.Join(groupIDs(), ", ")
	if names := nearest(e.name, groupIDs()); len(names) > 0 {
		return didYouMean(names, "") + " " + all
	}
	return all
}

func (a *app) listProperties(ctx context.Context, filter listFilter) error {
	if _, known := schema.LookupGroup(filter.group); filter.group != "" && !known {
		return &unknownGroupError{filter.group}
	}
	return a.with(ctx, func(ctx context.Context, connection *connect.Connection) error {
		configuration, err := connection.Ops.Load(ctx)
		if err != nil {
			return err
		}
		found := filter.apply(configuration.Entries())
		shapes := make([]entryJSON, len(found))
		for i, entry := range found {
			shapes[i] = entryShape(entry, filter.showSecrets)
		}
		return a.print(shapes, func() []byte { return a.entryTable(found, filter.showSecrets) })
	})
}

func (f listFilter) apply(entries []ops.Entry) []ops.Entry {
	var found []ops.Entry
	for _, entry := range entries {
		if (f.group == "" || entry.Group == f.group) && (!f.changed || entry.Changed()) && f.matches(entry) {
			found = append(found, entry)
		}
	}
	return found
}

// matches looks for all words, in any order and case, in what is known about a property and in its value unless that is secret.
func (f listFilter) matches(entry ops.Entry) bool {
	if f.search == "" {
		return true
	}
	place := entry.SearchText() + "\n" + strings.ToLower(entryText(entry, false))
	for word := range strings.FieldsSeq(strings.ToLower(f.search)) {
		if !strings.Contains(place, word) {
			return false
		}
	}
	return true
}

func (a *app) entryTable(entries []ops.Entry, showSecrets bool) []byte {
	paint := a.paint(a.streams.OutTerminal)
	list := table{header: []string{"NAME", " ", "VALUE"}}
	for _, entry := range entries {
		row := cells(entry.Name, "", entryText(entry, showSecrets))
		switch {
		case entry.Changed():
			row[1], row[2].style = cell{"*", paint.Changed}, paint.Changed
		case entry.Empty():
			row[2].style = paint.Muted
		}
		list.rows = append(list.rows, row)
	}
	if len(list.rows) == 0 {
		a.say("no setting matches")
		return nil
	}
	return list.render(a.width(a.streams.OutTerminal), paint)
}

// must is for what only a mistake in this package can make fail.
func must(err error) {
	if err != nil {
		panic(fmt.Sprintf("verbs: %v", err))
	}
}

package verbs

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/schema"
	"github.com/jansadm/jansadm/cmd/internal/connect"
	"github.com/jansadm/jansadm/theme"
)

// sortColumn is something that the server can sort by: a word, and the column of its database.
type sortColumn struct{ word, column string }

// entryFilter says which entries are listed.
type entryFilter struct {
	query       ops.Query
	sort        string
	limit       int
	showSecrets bool
	keep        func(*ops.Entity) bool // nil keeps all
}

// listVerb lists entries. The filter is the caller's, who may add flags for it.
func (a *app) listVerb(n entryNoun, filter *entryFilter, long string) *cobra.Command {
	command := &cobra.Command{
		Use: "list", Short: "List " + n.many(),
		Long: long + `

The list is fetched page by page and printed as it comes. With -o json each is
the server's own document, whole` + map[bool]string{true: ", with secrets masked", false: ""}[n.hides] + `.`,
		Args: none,
		RunE: func(c *cobra.Command, _ []string) error { return a.listEntries(c.Context(), n, *filter) },
	}
	flags := command.Flags()
	flags.StringVar(&filter.query.Pattern, "search", "", "only those in which the server finds `TEXT`; commas separate alternatives")
	flags.StringVar(&filter.sort, "sort", "", "sort by `COLUMN`: "+strings.Join(sortWords(n), ", "))
	flags.BoolVar(&filter.query.Descending, "desc", false, "sort in descending order; entries that never had a value may come first")
	flags.IntVar(&filter.limit, "limit", 0, "print at most `N`; 0 prints all")
	must(command.RegisterFlagCompletionFunc("sort", cobra.FixedCompletions(sortWords(n), cobra.ShellCompDirectiveNoFileComp)))
	if n.hides {
		flags.BoolVar(&filter.showSecrets, showSecretsFlag, false, "print secrets in clear")
	}
	return command
}

func sortWords(n entryNoun) []string {
	words := make([]string, len(n.sorts))
	for i, sort := range n.sorts {
		words[i] = sort.word
	}
	return words
}

// check turns what a person asks for into what the server understands.
func (f *entryFilter) check(n entryNoun) error {
	if f.limit < 0 {
		return &usageError{message: "--limit is less than nothing", hint: "write 0 for all"}
	}
	if f.query.Descending && f.sort == "" {
		return &usageError{message: "--desc needs --sort", hint: "add --sort COLUMN"}
	}
	if f.sort == "" {
		return nil
	}
	at := slices.IndexFunc(n.sorts, func(s sortColumn) bool { return strings.EqualFold(s.word, f.sort) })
	if at < 0 {
		return oneOf("--sort", f.sort, sortWords(n))
	}
	f.query.SortBy = n.sorts[at].column
	return nil
}

// oneOf complains about a word that is none of those that a flag takes.
func oneOf(flag, word string, words []string) error {
	all := "write one of " + strings.Join(words, ", ")
	hint := all
	if names := schema.NearestOf(word, words, 3); len(names) > 0 {
		hint = didYouMean(names, "")
	}
	return &usageError{message: fmt.Sprintf("%q cannot be used for %s", word, flag), hint: hint}
}

func (a *app) listEntries(ctx context.Context, n entryNoun, filter entryFilter) error {
	if err := filter.check(n); err != nil {
		return err
	}
	return a.with(ctx, func(ctx context.Context, connection *connect.Connection) error {
		out := a.entryPrinter(n, filter)
		most := filter.limit
		if filter.keep != nil {
			most = 0 // those that are left out do not count
		}
		total := -1
		for page, err := range connection.Ops.Pages(ctx, n.resource, filter.query, most) {
			if err != nil {
				return err
			}
			if total >= 0 && page.Total != total {
				a.say("the list was changed while it was read: some %s may be missing", n.many())
			}
			total = page.Total
			if more, err := out.page(page.Entities); !more {
				return errors.Join(err, out.end())
			}
		}
		return out.end()
	})
}

// entryPrinter prints a list of entries as it comes.
type entryPrinter struct {
	*listing
	noun   entryNoun
	filter entryFilter
}

func (a *app) entryPrinter(n entryNoun, filter entryFilter) *entryPrinter {
	list := &listing{app: a, nothing: "no " + n.one() + " matches"}
	for _, column := range n.columns {
		list.header = append(list.header, column.title)
	}
	return &entryPrinter{listing: list, noun: n, filter: filter}
}

// page prints what the filter keeps, and says whether more is wanted.
func (p *entryPrinter) page(entities []*ops.Entity) (more bool, err error) {
	var kept []*ops.Entity
	full := false
	for _, entity := range entities {
		full = p.filter.limit > 0 && p.printed+len(kept) >= p.filter.limit
		if !full && (p.filter.keep == nil || p.filter.keep(entity)) {
			kept = append(kept, entity)
		}
	}
	wanted, err := p.part(len(kept),
		func(i int, paint *theme.Theme) []cell {
			row := make([]cell, len(p.noun.columns))
			for c, column := range p.noun.columns {
				row[c] = column.cell(kept[i], paint)
			}
			return row
		},
		func(i int) (json.RawMessage, error) {
			doc, err := shown(kept[i], p.filter.showSecrets)
			if err != nil {
				return nil, fmt.Errorf("cannot print %s %s: %w", p.noun.one(), kept[i].Name(), err)
			}
			return doc, nil
		})
	return wanted && !full, err
}

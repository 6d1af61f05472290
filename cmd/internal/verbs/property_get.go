package verbs

import (
	"context"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/schema"
	"github.com/jansadm/jansadm/cmd/internal/connect"
	"github.com/jansadm/jansadm/tui/kit/text"
)

func (a *app) propertyGet() *cobra.Command {
	return a.oneProperty("get", "Print the value of a setting", `Print the value of a setting on one line: nothing at all when it is empty or
unset. With -o json its type, default and description come with it.

A secret is masked unless --show-secrets is given.`, a.plainValue)
}

func (a *app) propertyDescribe() *cobra.Command {
	return a.oneProperty("describe", "Tell everything about a setting", `Tell everything about a setting: value, type, allowed values, defaults, and
what it does.

A secret is masked unless --show-secrets is given.`, a.card)
}

// oneProperty is a verb that shows one property.
func (a *app) oneProperty(verb, short, long string, show func(ops.Entry, bool) []byte) *cobra.Command {
	var showSecrets bool
	command := &cobra.Command{
		Use: verb + " NAME", Short: short, Long: long,
		Args:              exactly(1, "the NAME of one setting"),
		ValidArgsFunction: completeProperties(""),
		RunE: func(c *cobra.Command, args []string) error {
			return a.with(c.Context(), func(ctx context.Context, connection *connect.Connection) error {
				configuration, err := connection.Ops.Load(ctx)
				if err != nil {
					return err
				}
				entry, err := configuration.Lookup(args[0])
				if err != nil {
					return err
				}
				return a.print(entryShape(entry, showSecrets), func() []byte { return show(entry, showSecrets) })
			})
		},
	}
	command.Flags().BoolVar(&showSecrets, showSecretsFlag, false, "print a secret in clear")
	return command
}

// plainValue is the value alone, as "property set" would read it.
func (a *app) plainValue(entry ops.Entry, showSecrets bool) []byte {
	value := entry.Value
	if !showSecrets {
		var hidden bool
		if value, hidden = entry.Property.Hide(value); hidden {
			a.say("%s is secret and masked; --%s prints it", entry.Name, showSecretsFlag)
		}
	}
	return []byte(text.CleanLine(schema.Text(entry.Type, value)) + "\n")
}

// cardWidth is how wide the text of a card is where there is no terminal to ask.
const cardWidth = 100

// card is everything about one property, one fact a line.
func (a *app) card(entry ops.Entry, showSecrets bool) []byte {
	return a.factCard(entry.Name, facts(entry, showSecrets))
}

type fact struct {
	label, text string
	whole       bool // not to be broken into lines
	lines       bool // the text has lines of its own, which stay
}

func facts(e ops.Entry, showSecrets bool) []fact {
	var list []fact
	add := func(label, text string) {
		if text != "" {
			list = append(list, fact{label: label, text: text})
		}
	}
	add("value", entryText(e, showSecrets))
	add("type", e.Type.String())
	add("unit", string(e.Type.Unit))
	choice := choiceOf(e.Type)
	label := "allowed"
	if choice.Open {
		label = "suggested"
	}
	add(label, strings.Join(choice.Values, ", "))
	add("smallest", bound(e.Type.Min))
	add("largest", bound(e.Type.Max))
	if e.Known && !e.Generated {
		add("new install", valueText(e.Type, e.Shipped))
	}
	if e.Generated {
		add("new install", "made by each installation for itself")
	}
	if e.Known {
		add("when unset", valueText(e.Type, e.Unset))
	}
	add("unsetting", e.UnsetWarning)
	add("not settable", e.Fixed)
	group, _ := schema.LookupGroup(e.Group)
	add("group", strings.TrimSpace(e.Group+"  "+group.Title))
	add("help", e.Help)
	add("also called", strings.Join(e.Aliases, ", "))
	if e.DocURL != "" {
		list = append(list, fact{label: "manual", text: e.DocURL, whole: true})
	}
	if !e.Known {
		add("note", "this console's catalogue does not know this setting; its type is guessed from its value")
	}
	return list
}

func bound(limit *int64) string {
	if limit == nil {
		return ""
	}
	return strconv.FormatInt(*limit, 10)
}

package verbs

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/schema"
	"github.com/jansadm/jansadm/cmd/internal/connect"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// getVerb prints one entry.
func (a *app) getVerb(n entryNoun) *cobra.Command {
	showSecrets := false
	long := `Print a ` + n.one() + `: its fields one by one, or with -o json the server's own document,
whole.`
	if n.hides {
		long += ` A secret is masked unless --` + showSecretsFlag + ` is given.`
	}
	command := &cobra.Command{
		Use: "get " + anyName, Short: "Print a " + n.one(), Long: long,
		Args: exactly(1, "the "+anyName+" of one "+n.one()),
		RunE: func(c *cobra.Command, args []string) error {
			return a.with(c.Context(), func(ctx context.Context, connection *connect.Connection) error {
				return a.printEntry(ctx, connection.Ops, n, args[0], showSecrets)
			})
		},
	}
	if n.hides {
		command.Flags().BoolVar(&showSecrets, showSecretsFlag, false, "print secrets in clear")
	}
	return command
}

func (a *app) printEntry(ctx context.Context, o *ops.Ops, n entryNoun, name string, showSecrets bool) error {
	entity, err := o.Find(ctx, n.resource, name)
	if err != nil {
		return err
	}
	doc, err := shown(entity, showSecrets)
	if err != nil {
		return fmt.Errorf("cannot print %s %s: %w", n.one(), entity.Name(), err)
	}
	if a.global.output != formatTable {
		return a.print(doc, nil)
	}
	names, err := o.NamesOf(ctx, entity)
	if err != nil {
		return err
	}
	return a.streams.writeData(a.entryCard(n, entity, names, showSecrets))
}

// entryCard is an entry for reading. What means nothing for its type, and what the server makes up, is left out.
func (a *app) entryCard(n entryNoun, entity *ops.Entity, names ops.Directory, showSecrets bool) []byte {
	var list []fact
	for _, field := range entity.Fields(ops.NewDraft()) {
		value := entity.Get(field.Path)
		if field.Volatile && !slices.Contains(n.details, field.Path) || document.IsEmpty(value) && field.Type.Kind != schema.KindBoolean {
			continue
		}
		label := field.Title
		if field.Known {
			label = strings.ToLower(label)
		}
		list = append(list, fact{label: label, text: fieldText(names, field, value, showSecrets), lines: field.Path == "/scriptError"})
	}
	return a.factCard(entity.Name(), list)
}

// fieldText is a value for reading. Of a text of several lines only the number of lines is told, unless it is a stack trace.
func fieldText(names ops.Directory, field schema.EntityField, value json.RawMessage, showSecrets bool) string {
	source, _ := document.Text(value)
	if strings.Contains(strings.TrimSuffix(source, "\n"), "\n") {
		return linesText(source)
	}
	if field.Path == "/scriptError" {
		return ops.Trace(value)
	}
	if showSecrets {
		return ops.DisplaySecrets(names, field, value)
	}
	return ops.DisplayField(names, field, value)
}

// factCard is facts under a title, one a line.
func (a *app) factCard(title string, facts []fact) []byte {
	width := a.width(a.streams.OutTerminal)
	if width == 0 {
		width = cardWidth
	}
	paint := a.paint(a.streams.OutTerminal)
	labels := leastLabel
	for _, fact := range facts {
		labels = max(labels, min(text.Width(text.CleanLine(fact.label))+columnGap, width/2))
	}
	var out bytes.Buffer
	out.WriteString(paint.Title.Paint(text.CleanLine(title)) + "\n")
	for _, fact := range facts {
		lines := fact.wrapped(max(width-labels-2, leastCells))
		for i, line := range lines {
			label := ""
			if i == 0 {
				label = text.Truncate(text.CleanLine(fact.label), labels-columnGap, cutEllipsis)
			}
			out.WriteString(strings.TrimRight("  "+paint.Muted.Paint(text.Pad(label, labels))+line, " ") + "\n")
		}
	}
	return out.Bytes()
}

// wrapped is the text of a fact in lines.
func (f fact) wrapped(width int) []string {
	switch {
	case f.whole:
		return []string{text.CleanLine(f.text)}
	case !f.lines:
		return text.Wrap(text.CleanLine(f.text), width)
	}
	var lines []string
	for _, line := range strings.Split(strings.TrimSpace(text.Clean(f.text)), "\n") {
		indent := len(line) - len(strings.TrimLeft(line, " "))
		for _, part := range text.Wrap(line[indent:], max(width-indent, leastCells)) {
			lines = append(lines, line[:indent]+part)
		}
	}
	return lines
}

// leastLabel is how wide the labels of a card are at least.
const leastLabel = 15

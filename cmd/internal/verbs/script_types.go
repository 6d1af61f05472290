package verbs

import (
	"strings"

	"github.com/spf13/cobra"

	"github.com/jansadm/jansadm/client/schema"
)

// scriptTypeJSON is the shape of one type of scripts.
type scriptTypeJSON struct {
	Name      string   `json:"name"`
	Title     string   `json:"title"`
	Sentence  string   `json:"sentence"`
	Class     string   `json:"class"`     // that a Python source must have
	Interface string   `json:"interface"` // that the class implements
	Methods   []string `json:"methods"`   // that it must have
	Elsewhere bool     `json:"runs_elsewhere"`
}

func (a *app) scriptTypes() *cobra.Command {
	return &cobra.Command{
		Use: "types", Short: "List the types of scripts, and what each needs",
		Args: none,
		RunE: func(*cobra.Command, []string) error {
			shapes := make([]scriptTypeJSON, len(schema.ScriptTypes()))
			for i, t := range schema.ScriptTypes() {
				shapes[i] = scriptTypeJSON{t.Name, t.Title, t.Sentence, t.Class, schema.ScriptInterfaces + "." + t.Interface, t.Methods, t.RunsElsewhere}
			}
			return a.print(shapes, func() []byte {
				list := table{header: []string{"TYPE", "CLASS", "METHODS", "WHAT IT DOES"}}
				for _, t := range schema.ScriptTypes() {
					list.rows = append(list.rows, cells(t.Name, t.Class, strings.Join(t.Methods, ", "), t.Sentence))
				}
				return list.render(a.width(a.streams.OutTerminal), a.paint(a.streams.OutTerminal))
			})
		},
	}
}

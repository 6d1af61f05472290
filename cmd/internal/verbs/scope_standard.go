package verbs

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/cmd/internal/connect"
)

// standardJSON is the shape of one scope of the standard.
type standardJSON struct {
	ID       string   `json:"id"`
	Title    string   `json:"title"`
	Sentence string   `json:"sentence"`
	Claims   []string `json:"claims"`         // that the standard asks for
	Grouped  bool     `json:"grouped"`        // they are members of one object
	Inums    []string `json:"inums"`          // of the server's scopes of that ID; empty when it has none
	Missing  []string `json:"missing"`        // claims that the standard asks for and the server's scope does not release
	Unknown  []string `json:"unknown_claims"` // claims of the standard that no claim of the server is named like
	More     []string `json:"more"`           // claims that the server's scope releases besides
}

func (a *app) scopeStandard() *cobra.Command {
	return &cobra.Command{
		Use: "standard", Short: "Compare the server's scopes with those of OpenID Connect",
		Long: `List the scopes that OpenID Connect Core defines (sections 5.4 and 11), what each
asks for, whether the server has it, and in which claims the server's differs.`,
		Args: none,
		RunE: func(c *cobra.Command, _ []string) error {
			return a.with(c.Context(), func(ctx context.Context, connection *connect.Connection) error {
				states, err := connection.Ops.StandardScopes(ctx)
				if err != nil {
					return err
				}
				shapes := make([]standardJSON, len(states))
				for i, state := range states {
					shapes[i] = standardShape(state)
				}
				return a.print(shapes, func() []byte { return a.standardTable(states) })
			})
		},
	}
}

func standardShape(state ops.StandardState) standardJSON {
	shape := standardJSON{
		ID: state.ID, Title: state.Title, Sentence: state.Sentence, Claims: listOrEmpty(state.Claims), Grouped: state.Grouped, Inums: []string{},
		Missing: listOrEmpty(state.Missing), Unknown: listOrEmpty(state.Lacking), More: listOrEmpty(state.More),
	}
	for _, scope := range state.Found {
		shape.Inums = append(shape.Inums, scope.Target.ID)
	}
	return shape
}

func listOrEmpty(list []string) []string { return append([]string{}, list...) }

func (a *app) standardTable(states []ops.StandardState) []byte {
	paint := a.paint(a.streams.OutTerminal)
	list := table{header: []string{"ID", "ON THE SERVER", "LACKS", "HAS BESIDES", "THE STANDARD ASKS FOR"}}
	for _, state := range states {
		asks := strings.Join(state.Claims, ", ")
		if state.Grouped {
			asks += ", as one object"
		}
		row := cells(state.ID, "yes", strings.Join(state.Missing, ", "), strings.Join(state.More, ", "), asks)
		switch {
		case len(state.Found) == 0:
			row[1], row[2], row[3] = cell{"no", paint.Warn}, cell{}, cell{}
		case len(state.Found) > 1:
			row[1] = cell{"several", paint.Danger}
		case len(state.Missing) > 0:
			row[1].style = paint.Warn
		default:
			row[1].style = paint.OK
		}
		list.rows = append(list.rows, row)
	}
	return list.render(a.width(a.streams.OutTerminal), paint)
}

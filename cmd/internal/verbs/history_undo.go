package verbs

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/journal"
	"github.com/jansadm/jansadm/client/ops/undo"
	"github.com/jansadm/jansadm/cmd/internal/connect"
)

// undoing is how a plan is to be taken back.
type undoing struct {
	rest    bool
	secrets []string // PATH=@FILE or PATH=-
}

const undoHelp = `
The inverse is worked out against what the server holds now, shown, and asked
about like any other change. Where a later change stands in the way nothing is
taken back, exit code 5, and the error names that change; --rest takes back what
no later change stands in the way of. A deleted entry is created anew, and gets
another inum; the notes say what else it does not get back.

The journal keeps no secrets. They are left out by name, unless their old values
are given: --secret PATH=@FILE, or PATH=- for standard input. A plan of which
nothing is left without them is refused, exit code 7.

With -o json the outcome of every changing verb, with "undo_of" and "left":
[{"place", "title", "reason", "why"}]; an obstacle is in "error" as
"obstacles": [{"target", "path", "title", "gone", "secret", "expected",
"present", "users", "plan", "user", "time", "reason", "message"}], where "plan" is null
for a change that was made outside of this journal.`

func (a *app) historyUndo() *cobra.Command {
	var u undoing
	command := &cobra.Command{
		Use: "undo N", Short: "Take a plan back",
		Long: `Take back a plan that was applied to this server, whoever did that; last is the
last one in force that was applied by this profile, so that doing it again takes
back the one before. To take back an undo is to do the plan again; see also
"history redo".
` + undoHelp,
		Args: exactly(1, "the number of a plan"), ValidArgsFunction: a.completePlans,
		RunE: func(c *cobra.Command, args []string) error { return a.undo(c.Context(), args[0], u) },
	}
	u.define(command)
	return command
}

func (a *app) historyRedo() *cobra.Command {
	var u undoing
	command := &cobra.Command{
		Use: "redo", Short: "Do again what was taken back last",
		Long: `Do again what was taken back last on this server: the last undo in force is taken
back itself.
` + undoHelp,
		Args: none,
		RunE: func(c *cobra.Command, _ []string) error { return a.undo(c.Context(), undo.RedoWord, u) },
	}
	u.define(command)
	return command
}

func (u *undoing) define(command *cobra.Command) {
	command.Flags().BoolVar(&u.rest, "rest", false, "take back only what no later change stands in the way of")
	command.Flags().StringArrayVar(&u.secrets, "secret", nil, "the old value of a secret, as `PATH=@FILE` or PATH=-; repeat it for several")
}

// undo plans the inverse of a plan, and goes the way of every changing verb with it.
func (a *app) undo(ctx context.Context, word string, asked undoing) error {
	if err := knownRisks(a.global.acceptRisks); err != nil {
		return err
	}
	secrets, malformed := secretAssignments(asked.secrets)
	if len(malformed) > 0 {
		return malformed
	}
	return a.with(ctx, func(ctx context.Context, connection *connect.Connection) error {
		o := connection.Ops
		log, err := o.History()
		if err != nil {
			return err
		}
		entry, err := undo.Find(log, o, word)
		if err != nil {
			return err
		}
		a.sayUnread(log)
		u, err := undo.Of(ctx, o, log, entry)
		if err != nil {
			return err
		}
		u.NotePassed(word)
		if err := stageEach(nil, secrets, func(x assignment) error { return a.supply(u, x) }); err != nil {
			return err
		}
		if asked.rest {
			u = u.Rest()
		}
		plan, err := u.Plan(ctx, o)
		if err != nil {
			return err
		}
		nothing := strings.TrimSuffix(strings.Join(plan.Notes, " "), ".")
		if before, known := u.Before(); known {
			nothing += fmt.Sprintf("; to take back the plan before it: jansadm history undo %d", before.Intent.Number)
		}
		if places := secretPlaces(plan); plan.Empty() && len(places) > 0 && !a.global.dryRun {
			return onlySecrets(u, places)
		}
		if !a.global.dryRun {
			if err := u.Settle(ctx, o); err != nil {
				return err
			}
		}
		a.sayAskedSecrets(plan)
		_, err = a.carryOut(ctx, o, plan, nothing)
		return err
	})
}

// secretPlaces are the secrets that are left out because nobody has given their old values, as --secret takes them.
func secretPlaces(plan *ops.Plan) []string {
	var places []string
	for _, left := range plan.Left {
		if left.Reason == string(undo.Secret) {
			places = append(places, left.Place)
		}
	}
	return places
}

// onlySecrets refuses an undo of which nothing is left without the old values of secrets, and says how to go on.
func onlySecrets(u *undo.Undo, places []string) error {
	refused := &ops.RefusedError{
		Why:  "nothing of " + undo.Name(u.Of) + " can be taken back without the old values of secrets, which the journal does not keep: " + strings.Join(places, ", "),
		Hint: "give the old value with --secret " + ops.ShellWord(places[0]) + "=@FILE",
	}
	if before, known := u.Before(); known {
		refused.Hint += fmt.Sprintf(", or take back the plan before it: jansadm history undo %d", before.Intent.Number)
	}
	return refused
}

// secretAssignments takes the values of --secret apart. They are not taken from the argument list.
func secretAssignments(given []string) ([]assignment, argumentErrors) {
	assignments, malformed := parseAssignments(given, func(name string) string { return name })
	for _, x := range assignments {
		if x.source == fromArgument {
			malformed = append(malformed, secretArgument(x.name))
		}
	}
	return assignments, malformed
}

// supply hands over the old value of a secret.
func (a *app) supply(u *undo.Undo, x assignment) error {
	var places []string
	for _, left := range u.Left {
		if left.Reason != undo.Secret {
			continue
		}
		if left.Place.String() == x.name {
			value, err := x.value(a.streams.In)
			if err != nil {
				return err
			}
			return u.SupplyText(left.Place, value)
		}
		places = append(places, left.Place.String())
	}
	if len(places) == 0 {
		return &usageError{message: "the undo asks for no secret, and not for " + x.name, hint: "leave --secret out"}
	}
	return &usageError{message: "the undo does not ask for " + x.name, hint: "it asks for " + strings.Join(places, ", ")}
}

// sayAskedSecrets tells how to give the secrets that are left out.
func (a *app) sayAskedSecrets(plan *ops.Plan) {
	for _, left := range plan.Left {
		if left.Reason == string(undo.Secret) && a.global.output == formatTable {
			a.say("To take %s back as well, give its old value: --secret %s=@FILE", left.Title, ops.ShellWord(left.Place))
		}
	}
}

// leftJSON is something that an undo leaves out.
type leftJSON struct {
	Place  string `json:"place"` // as --secret takes it
	Title  string `json:"title"`
	Reason string `json:"reason"` // secret, not-applied, already, done-by-others, not-restorable, unclear or obstructed
	Why    string `json:"why"`
}

func leftShapes(left []ops.LeftOut) []leftJSON {
	var shapes []leftJSON
	for _, l := range left {
		shapes = append(shapes, leftJSON(l))
	}
	return shapes
}

// numberOf is the number of the plan behind an obstacle.
func numberOf(by *journal.Entry) *int64 {
	if by == nil {
		return nil
	}
	return &by.Intent.Number
}

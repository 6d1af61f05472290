package verbs

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	secrets "github.com/jansadm/jansadm/client/auth/store"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/revocation"
	"github.com/jansadm/jansadm/cmd/internal/connect"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// checkFlags are what a person gives to the check.
type checkFlags struct {
	strict, device   bool
	second, secretIn string
	public           string
}

// envSecondSecret holds the secret of the second client.
const envSecondSecret = "JANSADM_SECOND_CLIENT_SECRET"

func (a *app) revocationCheckVerb() *cobra.Command {
	var f checkFlags
	command := &cobra.Command{
		Use: "check", Short: "Test the endpoint against RFC 7009",
		Long: `Test the endpoint against RFC 7009, the standard about revoking tokens. It is
safe on a server in use: it revokes only tokens that it gets itself, and removes
what is left of them at the end, also when it is interrupted. It does not start
unless
  - ` + strings.Join(revocation.Needs(), "\n  - ") + `

Give it more, and it tests more: a token of another client with
--second-client-id, its secret in ` + envSecondSecret + ` or a
file; a refresh token with --with-device-grant, for which a person signs in once
more in a browser. What is not tested is told, and why.

Exit codes: 0 unless something departs from the standard that is not known of
Janssen, or could not be tested although it was asked for, then 1; with --strict
also for what is known. 6 when nothing answers, 7 when it does not start, as in a
read-only session, 8 when tokens of the check could not be removed.`,
		Example: `  jansadm revocation check
  jansadm revocation check --second-client-id 1800.b --second-client-secret-file s.txt --strict`,
		Args: none,
		RunE: func(c *cobra.Command, _ []string) error {
			with, err := a.checkWith(f)
			if err != nil {
				return err
			}
			return a.with(c.Context(), func(ctx context.Context, connection *connect.Connection) error {
				return a.checkRevocation(ctx, connection, with, f.strict)
			})
		},
	}
	flags := command.Flags()
	flags.BoolVar(&f.strict, "strict", false, "fail also for departures that are known of Janssen")
	flags.BoolVar(&f.device, "with-device-grant", false, "have a person sign in, to test with a refresh token")
	flags.StringVar(&f.second, "second-client-id", "", "`ID` of another client, whose token the first must not be able to revoke")
	flags.StringVar(&f.secretIn, "second-client-secret-file", "", "`FILE` with its secret; else "+envSecondSecret)
	flags.StringVar(&f.public, "public-client-id", "", "`ID` of a client without a secret; else one is looked for")
	return command
}

func (a *app) checkWith(f checkFlags) (revocation.With, error) {
	with := revocation.With{Public: f.public}
	if f.device {
		if !a.streams.interactive() {
			return with, &usageError{message: "--with-device-grant needs a terminal, as a person has to sign in", hint: "leave it out; the rows about refresh tokens are not tested then"}
		}
		with.ShowCode = a.showCheckCode
	}
	if f.second == "" {
		if f.secretIn != "" {
			return with, &usageError{message: "there is the secret of a second client, but not its id", hint: "give --second-client-id too"}
		}
		return with, nil
	}
	secret, err := a.otherSecret(f.secretIn, envSecondSecret)
	if err == nil && secret == "" {
		err = &usageError{message: "there is no secret of the second client", hint: "set " + envSecondSecret + " or give --second-client-secret-file FILE"}
	}
	with.Second = revocation.ClientCredentials{ID: f.second, Secret: revocation.NewToken(secret)}
	return with, err
}

// otherSecret is the secret of a client that is not the console's own, from a file or the environment; "" for none.
func (a *app) otherSecret(file, variable string) (string, error) {
	if file == "" {
		return a.env(variable), nil
	}
	secret, exposed, err := secrets.ReadFile(file)
	if err != nil {
		return "", badSecret(err)
	}
	a.warn(exposed)
	return secret, nil
}

func (a *app) showCheckCode(code revocation.Code) {
	address := code.URL + " with the code " + code.UserCode
	if code.CompleteURL != "" {
		address = code.CompleteURL + " (code " + code.UserCode + ")"
	}
	a.say("For a refresh token of the check's own sign in at %s", text.CleanLine(address))
}

// clearing takes the line of the progress away before a person is told what to do.
func clearing(with revocation.With, progress *waiting) revocation.With {
	if show := with.ShowCode; show != nil {
		with.ShowCode = func(code revocation.Code) {
			progress.clear()
			show(code)
		}
	}
	return with
}

// conformityJSON is what "revocation check" prints.
type conformityJSON struct {
	Rows     []rowJSON `json:"rows"`
	Conforms int       `json:"conforms"`
	Known    int       `json:"departs_as_known"`
	Departs  int       `json:"departs"`
	Untested int       `json:"not_tested"`
	Left     []string  `json:"left"` // codes of tokens of the check that could not be removed
}

type rowJSON struct {
	ID          string                `json:"id"`
	Section     string                `json:"section"` // of RFC 7009, where nothing else is said
	Requirement string                `json:"requirement"`
	Expected    string                `json:"expected"`
	Seen        string                `json:"seen"`
	Verdict     revocation.Conformity `json:"verdict"`
	Why         string                `json:"why"`
}

func checkShape(report revocation.Report) conformityJSON {
	shape := conformityJSON{
		Rows: make([]rowJSON, len(report.Rows)), Left: asList(report.Left),
		Conforms: report.Count(revocation.Conforms), Known: report.Count(revocation.KnownGap), Departs: report.Count(revocation.Departs),
		Untested: report.Count(revocation.NotTested),
	}
	for i, row := range report.Rows {
		shape.Rows[i] = rowJSON{row.ID, row.Section, row.Requirement, row.Expected, row.Seen, row.Verdict, row.Why}
	}
	return shape
}

// checkRevocation prints each row as it comes where people read, and all of them in the end where programs do.
func (a *app) checkRevocation(ctx context.Context, connection *connect.Connection, with revocation.With, strict bool) error {
	progress, done, all := waiting{shown: a.streams.ErrTerminal, to: a.streams.Err}, 0, len(revocation.Rows())
	table := a.global.output == formatTable
	var printing error
	with = clearing(with, &progress)
	report, err := connection.Revocation.Check(ctx, with, func(row revocation.Row) {
		if row.Verdict == revocation.Running {
			if table {
				progress.show(fmt.Sprintf("%d of %d: %s", done+1, all, row.ID))
			}
			return
		}
		done++
		progress.clear()
		if table && printing == nil {
			printing = a.streams.writeData(a.rowText(row))
		}
	})
	progress.clear()
	if len(report.Rows) == 0 {
		return errors.Join(err, a.leftBehind(report))
	}
	shape := checkShape(report)
	if table {
		a.say("%d conform, %d depart as known, %d depart, %d not tested; %s.", shape.Conforms, shape.Known, shape.Departs, shape.Untested,
			report.Took.Round(time.Millisecond))
	} else {
		printing = a.print(shape, nil)
	}
	return errors.Join(err, a.leftBehind(report), departing(shape, strict), unmet(with, report), printing)
}

func (a *app) rowText(row revocation.Row) []byte {
	paint := a.paint(a.streams.OutTerminal)
	facts := []fact{{label: "expected", text: row.Expected}, {label: "seen", text: row.Seen}, {label: "why", text: row.Why}}
	kept := facts[:0]
	for _, fact := range facts {
		if fact.text != "" && !(row.Verdict == revocation.Conforms && fact.label == "expected") {
			kept = append(kept, fact)
		}
	}
	title := fmt.Sprintf("%s: %s (%s)", row.ID, row.Requirement, sectionText(row.Section))
	verdict := conformityStyle(paint, row.Verdict).Paint(string(row.Verdict))
	return append([]byte(verdict+" "), a.factCard(title, kept)...)
}

func sectionText(section string) string {
	if strings.HasPrefix(section, "RFC") {
		return section
	}
	return "RFC 7009, " + section
}

// departing is the error of a server that departs from the standard.
func departing(shape conformityJSON, strict bool) error {
	var ids []string
	for _, row := range shape.Rows {
		if row.Verdict == revocation.Departs || strict && row.Verdict == revocation.KnownGap {
			ids = append(ids, row.ID)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	return &problemError{ops.Problem{Kind: ops.ProblemServer, Message: "the endpoint departs from RFC 7009: " + strings.Join(ids, ", ")}}
}

// unmet is the error of a check that could not use what it was given.
func unmet(with revocation.With, report revocation.Report) error {
	var rows []string
	for _, row := range with.Unmet(report) {
		rows = append(rows, row.ID+": "+strings.TrimRight(row.Why, "."))
	}
	if len(rows) == 0 {
		return nil
	}
	return &problemError{ops.Problem{Kind: ops.ProblemServer, Message: "it was asked for and could not be tested: " + strings.Join(rows, "; ")}}
}

func (a *app) leftBehind(report revocation.Report) error {
	if len(report.Left) == 0 {
		return nil
	}
	return &unverifiedError{
		message: fmt.Sprintf("%d tokens of the check could not be removed: %s", len(report.Left), ops.Explain(report.LeftErr).Message),
		hint:    "they expire by themselves; or remove them with \"" + a.global.again(ops.CommandLine(append([]string{"token", "revoke"}, report.Left...)...)) + "\"",
	}
}

package verbs

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/revocation"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// notRevoked is the error of a token that is not certainly gone.
func notRevoked(outcome revocation.Outcome) error {
	var ways []string
	for _, offer := range outcome.Offers {
		ways = append(ways, offer.Command)
	}
	hint := ""
	if len(ways) > 0 {
		hint = "to remove it through the Config API: " + strings.Join(ways, ", or ")
	}
	switch outcome.Result {
	case revocation.Revoked, revocation.NotThere:
		return nil
	case revocation.Unverified:
		return &unverifiedError{message: "the endpoint was told to revoke the token, and what became of it cannot be seen", hint: hint}
	case revocation.Failed:
		return outcome.Err
	}
	return &problemError{ops.Problem{Kind: ops.ProblemServer, Message: "the token was not revoked", Hint: hint, Status: outcome.Status}}
}

// endpointJSON is what "revocation revoke" prints. The code names the token and tells it nobody.
type endpointJSON struct {
	Code     string            `json:"code"`
	DryRun   bool              `json:"dry_run"`
	Result   revocation.Result `json:"result"` // empty with --dry-run
	Status   int               `json:"status"`
	Error    string            `json:"oauth_error"`
	Says     string            `json:"says"`
	Explains []string          `json:"explains"`
	Gone     int               `json:"gone"` // tokens of its grant that were there and are not any more
	Known    bool              `json:"known"`
	Type     string            `json:"type"`
	Client   string            `json:"client"`
	User     string            `json:"user"`
	Grant    int               `json:"others_of_the_grant"`
	Impacts  []impactJSON      `json:"impacts"`
	Notes    []string          `json:"notes"`
	Commands []string          `json:"commands"` // that remove it where the endpoint has not
	Journal  string            `json:"journal"`
}

func endpointShape(request *revocation.Request, outcome revocation.Outcome, dryRun bool) endpointJSON {
	shape := endpointJSON{
		Code: request.Token.Code(), DryRun: dryRun, Result: outcome.Result, Status: outcome.Status, Error: outcome.Code, Says: outcome.Says,
		Explains: asList(outcome.Explains), Gone: outcome.Gone, Known: request.Known != nil, Grant: len(request.Grant),
		Impacts: impactShapes(request.Impacts), Notes: asList(request.Notes), Commands: []string{}, Journal: outcome.ID,
	}
	if known := request.Known; known != nil {
		shape.Type, shape.Client, shape.User = known.Type, known.ClientID, known.User()
	}
	for _, offer := range outcome.Offers {
		shape.Commands = append(shape.Commands, offer.Command)
	}
	return shape
}

// requestText tells whose token it is and what revoking it causes.
func (a *app) requestText(request *revocation.Request, terminal bool) []byte {
	paint, width := a.paint(terminal), a.width(terminal)
	var out bytes.Buffer
	fmt.Fprintln(&out, paint.Title.Paint("Token "+request.Token.Code()))
	if known := request.Known; known != nil {
		paragraph(&out, 2, text.CleanLine(fmt.Sprintf("%s of the client %s, user %s", known.Type, known.ClientID, orDash(known.User()))), width)
	}
	for _, note := range request.Notes {
		paragraph(&out, 2, text.CleanLine(note), width)
	}
	out.Write(impactText(request.Impacts, paint, width))
	return out.Bytes()
}

func orDash(text string) string {
	if text == "" {
		return "-"
	}
	return text
}

func (a *app) outcomeText(outcome revocation.Outcome) []byte {
	paint, width := a.paint(a.streams.OutTerminal), a.width(a.streams.OutTerminal)
	style := paint.Danger
	switch {
	case outcome.Result.Done():
		style = paint.OK
	case outcome.Result == revocation.Unverified:
		style = paint.Warn
	}
	var out bytes.Buffer
	paragraph(&out, 0, style.Paint(string(outcome.Result))+": "+text.CleanLine(outcome.Says), width)
	for _, line := range outcome.Explains {
		paragraph(&out, 2, text.CleanLine(line), width)
	}
	return out.Bytes()
}

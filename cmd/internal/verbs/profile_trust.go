package verbs

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/jansadm/jansadm/client/ops/access"
	"github.com/jansadm/jansadm/cmd/internal/connect"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// look finds the server of a profile. A certificate that is not accepted can be pinned by the person, after comparing its fingerprint.
func (a *app) look(ctx context.Context, gate *connect.Gate, p *access.Profile) error {
	for {
		found, err := gate.Look(ctx, *p)
		trouble := (*access.CertificateProblem)(nil)
		switch {
		case err == nil:
			a.sayFound(found)
			return nil
		case !errors.As(err, &trouble) || !trouble.MayPin || trouble.PinChanged:
			return err
		case !a.streams.interactive():
			return withPin(trouble)
		}
		if err := a.askToPin(ctx, trouble); err != nil {
			return err
		}
		p.Pin = trouble.Fingerprint
	}
}

func (a *app) sayFound(found access.Sighting) {
	if a.format != formatTable {
		return
	}
	a.say("Found the auth server %s.", text.CleanLine(found.Issuer))
	if found.Health == "" {
		a.say("The Config API does not tell how it is at %s; see --config-url if it is elsewhere.", found.ConfigURL)
		return
	}
	a.say("Found the Config API: %s.", text.CleanLine(found.Health))
}

// withPin names the flag that is missing where nobody can be asked.
func withPin(trouble *access.CertificateProblem) error {
	told := *trouble
	told.Hint += " To pin it, pass --pin " + trouble.Fingerprint
	return &told
}

func (a *app) askToPin(ctx context.Context, trouble *access.CertificateProblem) error {
	width := a.width(a.streams.ErrTerminal)
	var out bytes.Buffer
	paragraph(&out, 0, a.paint(a.streams.ErrTerminal).Warn.Paint("The certificate is not accepted:")+" "+text.CleanLine(trouble.Message)+".", width)
	for _, line := range [][2]string{
		{"subject", trouble.Subject}, {"issuer", trouble.Issuer}, {"names", strings.Join(trouble.Names, ", ")},
		{"valid", fmt.Sprintf("%s to %s", trouble.From.UTC().Format(time.DateOnly), trouble.Until.UTC().Format(time.DateOnly))},
		{"SHA-256", trouble.Fingerprint},
	} {
		if line[1] != "" {
			paragraph(&out, 2, text.Pad(line[0], 9)+text.CleanLine(line[1]), width)
		}
	}
	paragraph(&out, 0, "hint: "+text.CleanLine(trouble.Hint), width)
	_, _ = a.streams.Err.Write(out.Bytes()) // nobody can be told when that fails
	answer, err := a.streams.ask(ctx, "Type pin to accept this certificate, and no other, from now on: ")
	if err != nil {
		return err
	}
	if !strings.EqualFold(answer, "pin") {
		return trouble
	}
	return nil
}

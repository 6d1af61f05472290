package connect

import (
	"errors"

	"github.com/jansadm/jansadm/client/ops/history"
	"github.com/jansadm/jansadm/client/ops/journal"
	"github.com/jansadm/jansadm/client/profile"
)

// Journal is the record of what was applied from this machine, to whichever server. Reading it takes no connection.
func (g *Gate) Journal() *journal.Journal {
	return journal.Open(profile.DefaultPaths(g.system.Env).Journal())
}

// Place is where the settings lead, in the words of the journal; everywhere when they lead nowhere, as on a machine without profiles.
// Nothing is opened for it.
func (g *Gate) Place() (history.Place, error) {
	p, err := g.chosen()
	switch noServer, unsettled := (*NoServerError)(nil), (*SettingsError)(nil); {
	case errors.As(err, &noServer), errors.As(err, &unsettled) && g.settings.Profile == "":
		return history.Place{}, nil
	case err != nil:
		return history.Place{}, err
	case p.Name == SandboxName:
		return history.Place{Profile: SandboxName}, nil
	}
	base, err := baseURL(p)
	if err != nil {
		return history.Place{}, badServer(err)
	}
	return history.Place{Server: base}, nil
}

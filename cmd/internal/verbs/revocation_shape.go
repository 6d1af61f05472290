package verbs

import (
	"encoding/json"
	"time"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/revocation"
)

// statusJSON is what "revocation status" prints. What is null could not be read, or is not there.
type statusJSON struct {
	Flag           *bool                      `json:"flag"`
	Listed         *bool                      `json:"listed"` // the flag is stored; an empty list switches everything on
	Advertised     *string                    `json:"advertised"`
	MTLSAdvertised *string                    `json:"mtls_advertised"`
	Read           bool                       `json:"discovery_read"` // so that null means: not advertised
	Cached         bool                       `json:"discovery_cached"`
	StaleUntil     *time.Time                 `json:"discovery_stale_until"` // at the latest; null when nobody can tell
	Settings       map[string]json.RawMessage `json:"settings"`
	Scripts        []revokeScriptJSON         `json:"scripts"`
	Probe          probeJSON                  `json:"probe"`
	MTLSProbe      probeJSON                  `json:"mtls_probe"`
	Findings       []findingJSON              `json:"findings"`
	Unread         []unreadJSON               `json:"unread"`
	Note           string                     `json:"note"`
}

type revokeScriptJSON struct {
	Inum    string `json:"inum"`
	Name    string `json:"name"`
	Enabled bool   `json:"enabled"`
	Error   string `json:"error"`
}

type probeJSON struct {
	Status  int                `json:"status"`
	Verdict revocation.Verdict `json:"verdict"`
	URL     string             `json:"url"`
	Code    string             `json:"code"`
	Says    string             `json:"says"`
}

type findingJSON struct {
	ID       string       `json:"id"`
	Severity ops.Severity `json:"severity"`
	Says     string       `json:"says"`
	Explains string       `json:"explains"`
	Fix      string       `json:"fix"`      // empty when no setting mends it
	Commands []string     `json:"commands"` // that mend it
}

type unreadJSON struct {
	What    string `json:"what"`
	Message string `json:"message"`
}

func statusShape(status revocation.Status) statusJSON {
	a, s := status.Advertised, status.Settings
	shape := statusJSON{
		Advertised: a.Endpoint, MTLSAdvertised: a.MTLS, Read: a.Known, Cached: a.Cached, Settings: map[string]json.RawMessage{},
		Probe: probeShape(status.Probe), MTLSProbe: probeShape(status.MTLSProbe), Note: revocation.Nodes,
		Scripts: []revokeScriptJSON{}, Findings: []findingJSON{}, Unread: []unreadJSON{},
	}
	if !a.StaleUntil.IsZero() {
		until := a.StaleUntil.UTC().Truncate(time.Second)
		shape.StaleUntil = &until
	}
	if s.Known {
		shape.Flag, shape.Listed = &s.Flag, &s.Listed
	}
	for _, setting := range s.Properties {
		shape.Settings[setting.Name] = orNull(setting.Value)
	}
	for _, script := range status.Scripts {
		shape.Scripts = append(shape.Scripts, revokeScriptJSON(script))
	}
	for _, finding := range status.Findings {
		shape.Findings = append(shape.Findings, findingJSON{
			ID: finding.ID, Severity: finding.Severity, Says: finding.Says, Explains: finding.Explains, Fix: finding.FixTitle,
			Commands: asList(finding.Commands)})
	}
	for _, missing := range status.Unread {
		shape.Unread = append(shape.Unread, unreadJSON{What: missing.What, Message: ops.Explain(missing.Err).Message})
	}
	return shape
}

func probeShape(probe revocation.Probe) probeJSON {
	return probeJSON{Status: probe.Status, Verdict: probe.Verdict, URL: probe.URL, Code: probe.Code, Says: probe.Says}
}

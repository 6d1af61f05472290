package verbs

import (
	"bytes"
	"fmt"
	"time"

	"github.com/jansadm/jansadm/client/ops/revocation"
	"github.com/jansadm/jansadm/theme"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// statusText is a status for reading: the three witnesses, then what does not fit.
func (a *app) statusText(status revocation.Status) []byte {
	var out bytes.Buffer
	out.Write(a.factCard("Discovery", advertisedFacts(status.Advertised)))
	out.WriteByte('\n')
	out.Write(a.factCard("Settings", settingFacts(status)))
	out.WriteByte('\n')
	out.Write(a.probesText(status.Probe, status.MTLSProbe))
	out.WriteByte('\n')
	paint, width := a.paint(a.streams.OutTerminal), a.width(a.streams.OutTerminal)
	switch {
	case status.Agree():
		fmt.Fprintln(&out, paint.OK.Paint("Nothing disagrees."))
	case len(status.Findings) == 0:
		fmt.Fprintln(&out, paint.Warn.Paint("Nothing is found, but not all could be looked at."))
	default:
		fmt.Fprintln(&out, paint.Title.Paint("Findings"))
	}
	for _, finding := range status.Findings {
		name := severityStyle(paint, finding.Severity).Paint(finding.Severity.String()) + " " + finding.ID
		paragraph(&out, 2, name+": "+text.CleanLine(finding.Says), width)
		paragraph(&out, 4, text.CleanLine(finding.Explains), width)
		for i, command := range finding.Commands {
			if i == 0 {
				paragraph(&out, 4, text.CleanLine(finding.FixTitle)+":", width)
			}
			fmt.Fprintln(&out, "      "+text.CleanLine(command))
		}
	}
	paragraph(&out, 0, revocation.Nodes, width)
	return out.Bytes()
}

func advertisedFacts(a revocation.Advertised) []fact {
	if !a.Known {
		return []fact{{label: "document", text: "could not be read"}}
	}
	facts := []fact{{label: "revocation_endpoint", text: advertisedText(a.Endpoint)}, {label: "for mutual TLS", text: advertisedText(a.MTLS)}}
	switch {
	case !a.StaleUntil.IsZero():
		facts = append(facts, fact{label: "catches up by", text: a.StaleUntil.UTC().Format(time.DateTime) + " UTC, as it comes from a cache"})
	case a.Cached:
		facts = append(facts, fact{label: "catches up by", text: "nobody can tell"})
	}
	return facts
}

func advertisedText(address *string) string {
	if address == nil {
		return "not advertised"
	}
	return *address
}

func settingFacts(status revocation.Status) []fact {
	s := status.Settings
	if !s.Known {
		return []fact{{label: "settings", text: "could not be read"}}
	}
	flag := onOff(s.Flag)
	if s.AllOn {
		flag += ", as the list of flags names none that the server knows"
	}
	facts := []fact{{label: "flag revoke_token", text: flag}}
	for _, setting := range s.Properties {
		value := shownJSON(setting.Value)
		if !setting.Set() && len(setting.Unset) > 0 {
			value += ", which counts as " + shownJSON(setting.Unset)
		}
		facts = append(facts, fact{label: setting.Name, text: value})
	}
	for _, script := range status.Scripts {
		state := "disabled"
		switch {
		case script.Enabled && script.Error != "":
			state = "enabled, and fails: " + script.Error
		case script.Enabled:
			state = "enabled, no error so far"
		}
		facts = append(facts, fact{label: "script " + script.Name, text: state})
	}
	return facts
}

// probesText leaves out the address for mutual TLS where nobody has one.
func (a *app) probesText(plain, mtls revocation.Probe) []byte {
	facts := probeFacts("endpoint", plain)
	if mtls.Verdict != revocation.NotAsked || mtls.URL != "" {
		facts = append(facts, probeFacts("for mutual TLS", mtls)...)
	}
	return a.factCard("Endpoint", facts)
}

func probeFacts(label string, probe revocation.Probe) []fact {
	says := string(probe.Verdict)
	if probe.Status != 0 {
		says += fmt.Sprintf(" (%d)", probe.Status)
	}
	return []fact{{label: label, text: probe.URL}, {label: "", text: says + ": " + probe.Says}}
}

// conformityStyle paints a verdict of the check.
func conformityStyle(paint *theme.Theme, verdict revocation.Conformity) theme.Style {
	switch verdict {
	case revocation.Conforms:
		return paint.OK
	case revocation.Departs:
		return paint.Danger
	case revocation.KnownGap:
		return paint.Warn
	}
	return paint.Muted
}

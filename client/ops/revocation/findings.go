package revocation

import (
	"encoding/json"
	"slices"
	"strings"
	"time"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/impact"
)

// finders say what does not fit, each about one matter. Those about a witness that could not be asked find nothing.
var finders = slices.Concat(
	[]func(*look) []Finding{findAdvertisedWhileOff, findNotAdvertised, findOtherAddress, findElsewhere, findAlias},
	[]func(*look) []Finding{findFlagUnseen, findProbeTrouble, findAliasTrouble},
	[]func(*look) []Finding{findScripts, findAllTokens, findForOthers, findGlobal, findCache},
)

// find puts the gravest first.
func (l *look) find() {
	for _, finder := range finders {
		l.status.Findings = append(l.status.Findings, finder(l)...)
	}
	slices.SortStableFunc(l.status.Findings, func(a, b Finding) int { return int(b.Severity) - int(a.Severity) })
}

// when is a finding, or none.
func when(condition bool, finding Finding) []Finding {
	if !condition {
		return nil
	}
	return []Finding{finding}
}

// fixed adds the edits that mend a finding, over the settings as they were read; none where they cannot be made.
func (l *look) fixed(finding Finding, title string, stage func(*ops.Configuration, *ops.Draft) error) Finding {
	configuration, draft := l.status.Settings.configuration, ops.NewDraft()
	if configuration == nil || stage(configuration, draft) != nil || draft.Len() == 0 {
		return finding
	}
	finding.FixTitle, finding.Fix = title, draft.Edits()
	for _, edit := range finding.Fix {
		if entry, err := configuration.Lookup(edit.Target.ID); err == nil {
			finding.Commands = append(finding.Commands, entry.Command(edit.Kind, edit.Value))
		}
	}
	return finding
}

// fixedEntry adds the edit of a script or scope that mends a finding.
func (l *look) fixedEntry(finding Finding, title string, entity *ops.Entity, path string, value json.RawMessage) Finding {
	draft := ops.NewDraft()
	if entity.Set(draft, path, value) != nil || draft.Len() == 0 {
		return finding
	}
	finding.FixTitle, finding.Fix = title, draft.Edits()
	command := entity.Command(l.service.deps.Ops.Directory(), path, value)
	finding.Commands = []string{strings.TrimSuffix(command, " --yes")} // whoever mends something is asked first
	return finding
}

// flushed adds a plan that makes the discovery document be computed anew.
func (l *look) flushed(finding Finding) Finding {
	return l.fixed(finding, "Have the discovery document computed anew, within about a minute", (*ops.Configuration).FlushDiscovery)
}

// until says when discovery catches up by itself.
func (a Advertised) until() string {
	switch {
	case !a.Cached:
		return "It is not cached, so it should catch up within 30 s of a change; a script of the type discovery, or another process, may say otherwise."
	case a.StaleUntil.IsZero():
		return "Nobody can tell when the cache expires, as " + ops.CacheLifetime + " is negative."
	}
	return "The document comes from a cache: it catches up by " + a.StaleUntil.UTC().Format(time.TimeOnly) + " UTC at the latest."
}

// The severities of findings.
const (
	info    = impact.Info
	caution = impact.Caution
	danger  = impact.Danger
)

// both says whether discovery and settings were read.
func (l *look) both() bool { return l.status.Advertised.Known && l.status.Settings.Known }

func quoted(address string) string { return `"` + address + `"` }

// hostOf is the part of an address that says where it leads.
func hostOf(address string) string {
	_, rest, _ := strings.Cut(address, "://")
	host, _, _ := strings.Cut(rest, "/")
	return strings.ToLower(host)
}

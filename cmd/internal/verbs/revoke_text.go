package verbs

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/tokens"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// revocationJSON is what the verbs that revoke print.
type revocationJSON struct {
	Kind     change.Resource       `json:"kind"`
	Title    string                `json:"title"`
	DryRun   bool                  `json:"dry_run"`
	Count    int                   `json:"count"`
	Revoked  int                   `json:"revoked"`
	Gone     int                   `json:"already_gone"`
	Failed   int                   `json:"failed"`
	Unknown  int                   `json:"unknown"` // no answer came: perhaps gone
	NotTried int                   `json:"not_tried"`
	Later    int                   `json:"issued_meanwhile"`
	Stays    int                   `json:"others_of_the_grants"` // that stay, as far as they were counted
	Expired  int                   `json:"expired"`              // of what is revoked
	Clients  []affectedJSON        `json:"clients"`
	Users    []affectedJSON        `json:"users"`
	Types    []affectedJSON        `json:"types"`
	Impacts  []impactJSON          `json:"impacts"`
	Items    []revocationEntryJSON `json:"items"`
	Journal  string                `json:"journal"` // id of the record; empty when nothing was sent
}

type affectedJSON struct {
	ID    string `json:"id"`
	Name  string `json:"name,omitempty"`
	Count int    `json:"count"`
}

// revocationEntryJSON is one token or session, and what came of it.
type revocationEntryJSON struct {
	ID        string       `json:"id"` // code or sid
	Type      string       `json:"type,omitempty"`
	Client    string       `json:"client,omitempty"`
	User      string       `json:"user,omitempty"`
	State     tokens.State `json:"state"` // planned, with --dry-run
	Error     string       `json:"error,omitempty"`
	RequestID string       `json:"request_id,omitempty"`
}

const planned tokens.State = "planned"

func revocationOf(r *tokens.Revocation, report tokens.Report, dryRun bool) revocationJSON {
	shape := revocationJSON{
		Kind: r.Kind, Title: r.Title, DryRun: dryRun, Count: r.Len(),
		Revoked: report.Revoked, Gone: report.Gone, Failed: report.Failed, Unknown: report.Unknown, NotTried: report.Left, Later: report.Later,
		Stays: r.Stays, Expired: r.Expired, Clients: affectedShapes(r.Clients), Users: affectedShapes(r.Users), Types: affectedShapes(r.Types),
		Impacts: impactShapes(r.Impacts), Items: make([]revocationEntryJSON, 0, r.Len()), Journal: report.ID,
	}
	for _, outcome := range report.Outcomes {
		entry := revocationEntry(outcome.Item, outcome.State)
		entry.RequestID = outcome.RequestID
		if outcome.Err != nil {
			entry.Error = outcome.Err.Error()
		}
		shape.Items = append(shape.Items, entry)
	}
	if dryRun {
		for _, item := range r.Items {
			shape.Items = append(shape.Items, revocationEntry(item, planned))
		}
	}
	return shape
}

func revocationEntry(item tokens.Item, state tokens.State) revocationEntryJSON {
	return revocationEntryJSON{ID: item.ID, Type: item.Type, Client: item.Client, User: item.User, State: state}
}

func affectedShapes(list []tokens.Affected) []affectedJSON {
	shapes := make([]affectedJSON, len(list))
	for i, affected := range list {
		shapes[i] = affectedJSON{affected.ID, affected.Name, affected.Count}
	}
	return shapes
}

// mostNamed is how many of those who are affected people are told by name.
const mostNamed = 8

// revocationText is a revocation for reading: how much goes, who loses it, what that causes, and when wanted the requests.
func (a *app) revocationText(r *tokens.Revocation, terminal, requests bool) []byte {
	paint, width := a.paint(terminal), a.width(terminal)
	var out bytes.Buffer
	fmt.Fprintln(&out, paint.Title.Paint(text.CleanLine(r.Title)))
	for _, group := range []struct {
		word string
		list []tokens.Affected
	}{{"types", r.Types}, {"clients", r.Clients}, {"users", r.Users}} {
		if len(group.list) > 0 {
			paragraph(&out, 2, group.word+": "+affectedText(group.list), width)
		}
	}
	if r.Expired > 0 {
		paragraph(&out, 2, fmt.Sprintf("expired already: %d", r.Expired), width)
	}
	out.Write(impactText(r.Impacts, paint, width))
	if requests {
		fmt.Fprintln(&out, paint.Title.Paint("Requests"))
		for i, item := range r.Items {
			if i == mostNamed {
				paragraph(&out, 2, fmt.Sprintf("and %d more", r.Len()-i), width)
				break
			}
			fmt.Fprintf(&out, "  DELETE %s\n", text.CleanLine(tokens.PathOf(r.Kind, item)))
		}
	}
	return out.Bytes()
}

func affectedText(list []tokens.Affected) string {
	var parts []string
	for i, affected := range list {
		if i == mostNamed {
			parts = append(parts, fmt.Sprintf("and %d more", len(list)-i))
			break
		}
		name := affected.ID
		if affected.Name != "" {
			name = affected.Name + " (" + affected.ID + ")"
		}
		parts = append(parts, fmt.Sprintf("%s %d", text.CleanLine(name), affected.Count))
	}
	return strings.Join(parts, ", ")
}

// reportOfRevocation tells people how many were revoked, and of each other one what came of it.
func (a *app) reportOfRevocation(report tokens.Report) []byte {
	paint, width := a.paint(a.streams.OutTerminal), a.width(a.streams.OutTerminal)
	done := "revoked"
	if report.Kind == change.Session {
		done = "ended"
	}
	var out bytes.Buffer
	paragraph(&out, 0, fmt.Sprintf("%s: %d of %d", paint.OK.Paint(done), report.Revoked, len(report.Outcomes)), width)
	if report.Gone > 0 {
		paragraph(&out, 0, fmt.Sprintf("%s: %d", paint.Warn.Paint("already gone"), report.Gone), width)
	}
	for _, outcome := range report.Outcomes {
		words := ""
		switch outcome.State {
		case tokens.Failed:
			words = "failed"
		case tokens.Unknown:
			words = "not known, it may be gone"
		default:
			continue
		}
		paragraph(&out, 0, fmt.Sprintf("%s %s: %s", text.CleanLine(outcome.ID), paint.Danger.Paint(words), text.CleanLine(outcome.Err.Error())), width)
	}
	if report.Left > 0 {
		paragraph(&out, 0, fmt.Sprintf("%s: %d", paint.Warn.Paint("not tried"), report.Left), width)
	}
	return out.Bytes()
}

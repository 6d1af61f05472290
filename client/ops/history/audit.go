package history

import (
	"math"
	"slices"
	"strings"
	"time"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/journal"
	"github.com/jansadm/jansadm/client/transport"
)

// Event is a request in the server's audit log.
type Event struct {
	ops.AuditEvent
	Plan int64 // number of the plan of this journal that made it; 0 when that is none: somebody else's, or made by other means
}

// Events puts the server's log in the order in which people read it, and recognises the requests of the plans at hand.
func Events(log ops.AuditLog, items []Item) []Event {
	events := make([]Event, 0, len(log.Events))
	for _, event := range slices.Backward(log.Events) {
		events = append(events, Event{AuditEvent: event, Plan: maker(items, event)})
	}
	return events
}

// maker is the number of the plan that has made a request, the nearest in time; 0 for none. The person, the time and what it was about have to
// agree.
func maker(items []Item, event ops.AuditEvent) int64 {
	if event.Client != transport.DefaultClient {
		return 0
	}
	var number int64
	nearest := time.Duration(math.MaxInt64)
	for _, item := range items {
		apart, may := apart(item.Entry, event.Time)
		if may && apart < nearest && event.User == item.Intent.UserInum &&
			slices.ContainsFunc(item.Intent.Changes, func(c journal.Change) bool { return about(item.Entry, c, event) }) {
			number, nearest = item.Intent.Number, apart
		}
	}
	return number
}

const (
	clocksDiffer = 30 * time.Second // at most, between this machine and the server
	longestPlan  = 5 * time.Minute  // of one whose end is not known
	zoneStep     = 15 * time.Minute // all time zones differ by multiples of it
	farthestZone = 14 * time.Hour
)

// apart says how far a time of the server, in a time zone that nobody knows, is from when a plan was applied, and whether that may be the
// same time.
func apart(entry journal.Entry, at time.Time) (time.Duration, bool) {
	took := longestPlan
	if !entry.Outcome.Time.IsZero() {
		took = max(entry.Outcome.Time.Sub(entry.Intent.Time), 0)
	}
	since := at.Sub(entry.Intent.Time) + clocksDiffer
	zone := floor(since, zoneStep)
	since -= zone
	return max(clocksDiffer-since, since-clocksDiffer-took, 0), since <= took+2*clocksDiffer && zone.Abs() <= farthestZone
}

func floor(d, step time.Duration) time.Duration {
	rest := d % step
	if rest < 0 {
		rest += step
	}
	return d - rest
}

// about says whether a request may have made a change. A new entry has no address yet; some are written as a whole, under that of their kind.
func about(entry journal.Entry, c journal.Change, event ops.AuditEvent) bool {
	target := c.Target
	for _, part := range entry.Outcome.Parts {
		if part.Target == c.Target && part.Inum != "" {
			target.ID = part.Inum
		}
	}
	own, kind := ops.RequestPaths(target)
	path := strings.TrimPrefix(event.Path, "-")
	switch {
	case c.Kind == change.Create:
		return event.Verb == "added" && path == logged(kind)
	case c.Kind == change.Delete:
		return event.Verb == "deleted" && path == logged(own)
	}
	return event.Verb == "changed" && (path == logged(own) || path == logged(kind))
}

// logged is a path as the log has it.
func logged(path string) string { return strings.ReplaceAll(strings.Trim(path, "/"), "/", "-") }

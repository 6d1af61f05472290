package client

import (
	"regexp"
	"strings"
	"time"
)

// AuditEvent is one request in the server's audit log. Its texts are what the caller has sent, and are not cleaned: both names are headers
// that anybody may fill in (AuditLogInterceptor.java).
type AuditEvent struct {
	Time      time.Time // by the server's own clock and time zone, which it does not name; here as if that were UTC
	User      string    // inum of the person; empty when it was not told
	Client    string    // program; empty when it was not told
	Verb      string    // added, changed, deleted or fetched
	Path      string    // with hyphens in the place of slashes: "-scopes-43F1"
	Arguments []string  // "inum:43F1"; one with line breaks is one text. Those that name a password or secret are left out by the server
}

// auditTime is the form of times in the log.
const auditTime = "02-01-2006 15:04:05.000"

var auditHeadline = regexp.MustCompile(`^User:(.*?) (added|changed|deleted|fetched) (\S*) using client:(.*)$`)

// parseAudit puts lines together to events. Lines before the first event belong to one that is not there, which cut tells.
func parseAudit(lines []string) (events []AuditEvent, cut bool) {
	for _, line := range lines {
		at, said, stamped := splitAudit(line)
		if head := auditHeadline.FindStringSubmatch(said); stamped && head != nil {
			events = append(events, AuditEvent{Time: at, User: told(head[1]), Verb: head[2], Path: head[3], Client: told(head[4])})
			continue
		}
		if len(events) == 0 {
			cut = true
			continue
		}
		last := &events[len(events)-1]
		if n := len(last.Arguments); !stamped && n > 0 {
			last.Arguments[n-1] += "\n" + line
			continue
		}
		last.Arguments = append(last.Arguments, said)
	}
	return events, cut
}

// splitAudit takes the time off a line; false when it has none, as the later lines of an argument.
func splitAudit(line string) (at time.Time, said string, ok bool) {
	if len(line) <= len(auditTime) || line[len(auditTime)] != ' ' {
		return time.Time{}, line, false
	}
	at, err := time.Parse(auditTime, line[:len(auditTime)])
	if err != nil {
		return time.Time{}, line, false
	}
	return at, strings.TrimSpace(line[len(auditTime):]), true
}

// told is a header's value; the log has "null" for one that was not sent.
func told(value string) string {
	if value == "null" {
		return ""
	}
	return value
}

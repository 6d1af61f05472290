package sandbox

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/jansadm/jansadm/client/sandbox/internal/jsontree"
)

const (
	scopeLoggingRead  = oauthPrefix + "config/logging.readonly"
	scopeLoggingWrite = oauthPrefix + "config/logging.write"
	scopeLoggingAdmin = oauthPrefix + "config/logging.admin"
)

// longestAuditPattern is the most characters of a pattern that the search takes.
const longestAuditPattern = 100

// auditRoutes search the audit log (AuditLoggerResource.java).
func (c *configAPI) auditRoutes() []apiRoute {
	return []apiRoute{{
		method: http.MethodGet, path: "/audit", access: readAccess(scopeLoggingRead, scopeLoggingWrite, scopeLoggingAdmin), handle: getAudit,
	}}
}

// getAudit gives lines of the log, the oldest first. There is no largest page, and what the answer calls the number of its entries is the
// limit that was asked for.
func getAudit(call *apiCall) apiAnswer {
	values := call.r.URL.Query()
	limit, okLimit := integerParameter(values, "limit", 50)
	start, okStart := integerParameter(values, "startIndex", 0)
	if !okLimit || !okStart {
		return apiAnswer{status: http.StatusNotFound}
	}
	keep, refusal := auditFilter(values)
	if refusal != nil {
		return *refusal
	}
	lines, err := call.api.audit.lines()
	if err != nil {
		return call.broken(err)
	}
	found := []any{}
	for _, line := range lines {
		if keep(line) {
			found = append(found, line)
		}
	}
	if start < 0 || start > len(found) {
		return apiError(http.StatusBadRequest, fmt.Sprintf("Page start index incorrect, total entries:{%d}, but provided:{%d} ", len(found), start))
	}
	body := fmt.Appendf(nil, `{"start":%d,"totalEntriesCount":%d,"entriesCount":%d`, start, len(found), limit)
	if page := found[start:min(start+max(limit, 0), len(found))]; len(page) > 0 {
		body = jsontree.Append(append(body, `,"entries":`...), page)
	}
	return okJSON(append(body, '}'))
}

// auditFilter says which lines are wanted, or what is wrong with the parameters.
func auditFilter(values url.Values) (keep func(string) bool, refusal *apiAnswer) {
	pattern := values.Get("pattern")
	if len(pattern) > longestAuditPattern {
		refused := apiError(http.StatusBadRequest, fmt.Sprintf("Pattern is longer than %d characters", longestAuditPattern))
		return nil, &refused
	}
	from, okFrom := auditDate(values.Get("start_date"), false)
	until, okUntil := auditDate(values.Get("end_date"), true)
	switch {
	case !okFrom:
		return nil, invalidDate("Start")
	case !okUntil:
		return nil, invalidDate("End")
	}
	return func(line string) bool {
		if !strings.Contains(line, pattern) {
			return false
		}
		if from.IsZero() && until.IsZero() {
			return true
		}
		at, err := time.Parse(auditTime, line[:min(len(auditTime), len(line))])
		return err == nil && !at.Before(from) && (until.IsZero() || !at.After(until)) // what has no time is dropped
	}, nil
}

// auditDate reads the dates that the server takes; a day on its own ends with its last moment. A missing one is the zero time.
func auditDate(text string, end bool) (time.Time, bool) {
	if text == "" {
		return time.Time{}, true
	}
	if day, err := time.Parse("02-01-2006", text); err == nil {
		if end {
			day = day.AddDate(0, 0, 1).Add(-time.Millisecond)
		}
		return day, true
	}
	for _, form := range []string{auditTime, "2006-01-02T15:04:05.999", time.RFC3339} {
		if at, err := time.Parse(form, text); err == nil {
			return at, true
		}
	}
	return time.Time{}, false
}

func invalidDate(which string) *apiAnswer {
	return &apiAnswer{http.StatusBadRequest, appendMembers(nil, "code", "400", "message", which+" date is not valid.", "description", "INVALID_DATE")}
}

package client

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"strconv"

	"github.com/jansadm/jansadm/client/transport"
)

// AuditService reads the audit log of the Config API: who has asked for which change, whether it worked or not (AuditLogInterceptor.java,
// AuditLoggerResource.java). It needs ScopeAuditRead.
type AuditService struct{ api *api }

// AuditLog is the end of the server's audit log.
type AuditLog struct {
	Events  []AuditEvent // oldest first
	Earlier bool         // there is more before
}

const auditPath = "/audit"

// Last reads about so many of the last lines: two requests, as the server counts from the oldest line. An event takes a line for itself and
// one or more for each argument. Without a log it is KindServer, and on a server that has none KindNotFound.
func (s *AuditService) Last(ctx context.Context, lines int) (AuditLog, error) {
	first, err := s.page(ctx, 0, 1)
	if err != nil {
		return AuditLog{}, err
	}
	start := max(first.total-lines, 0)
	page := first
	if len(first.lines) < first.total { // else an older server has given everything at once
		if page, err = s.page(ctx, start, max(lines, 1)); err != nil {
			return AuditLog{}, err
		}
	} else if start > 0 {
		page.lines = page.lines[start:]
	}
	events, cut := parseAudit(page.lines)
	return AuditLog{Events: events, Earlier: start > 0 || cut}, nil
}

// auditLines is a page of the log. The server says how many lines there are in all; what it calls the number of entries is the limit.
type auditLines struct {
	total int
	lines []string
}

func (s *AuditService) page(ctx context.Context, start, limit int) (auditLines, error) {
	query := url.Values{"limit": {strconv.Itoa(limit)}}
	if start > 0 {
		query.Set("startIndex", strconv.Itoa(start))
	}
	response, err := s.api.authorized(ctx, transport.Request{Op: "read the audit log", Method: http.MethodGet, URL: auditPath, Query: query})
	if err != nil {
		return auditLines{}, err
	}
	var answer struct {
		Total   *int     `json:"totalEntriesCount"`
		Entries []string `json:"entries"`
	}
	if err := json.Unmarshal(response.Body, &answer); err != nil {
		return auditLines{}, response.Malformed(err)
	}
	if answer.Total == nil {
		return auditLines{}, response.Malformed(errors.New("it does not say how many lines there are"))
	}
	return auditLines{total: max(*answer.Total, len(answer.Entries)), lines: answer.Entries}, nil
}

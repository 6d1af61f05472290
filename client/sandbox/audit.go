package sandbox

import (
	"cmp"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"

	"go.etcd.io/bbolt"
)

// auditLog keeps the lines of the Config API's audit log (AuditLogInterceptor.java). They are written before the operation runs, so failed
// operations are there too; GET is not logged.
type auditLog struct {
	store *store
	clock Clock
}

const (
	auditTime  = "02-01-2006 15:04:05.000"
	auditLines = 10000 // the oldest beyond that are dropped
)

func (a *auditLog) record(route *apiRoute, call *apiCall) error {
	r, body := call.r, call.body
	if route.method == http.MethodGet {
		return nil
	}
	verb := map[string]string{http.MethodPost: "added", http.MethodPut: "changed", http.MethodPatch: "changed", http.MethodDelete: "deleted"}
	stamp := a.clock.Now().Format(auditTime)
	lines := []string{fmt.Sprintf("%s User:%s %s %s using client:%s", stamp,
		cmp.Or(r.Header.Get("User-inum"), "null"), cmp.Or(verb[route.method], "fetched"),
		strings.ReplaceAll(strings.TrimPrefix(r.URL.Path, apiPath), "/", "-"), cmp.Or(r.Header.Get("jans-client"), "null"))}
	for _, name := range slices.Sorted(maps.Keys(call.parameters)) {
		lines = append(lines, fmt.Sprintf("%s %s:%s", stamp, name, call.parameters[name]))
	}
	if upper := strings.ToUpper(string(body)); route.argument != "" && !strings.Contains(upper, "PASSWORD") && !strings.Contains(upper, "SECRET") {
		lines = append(lines, strings.Split(fmt.Sprintf("%s %s:%s", stamp, route.argument, body), "\n")...)
	}
	return a.append(lines)
}

func (a *auditLog) append(lines []string) error {
	return a.store.update(func(tx *bbolt.Tx) error {
		bucket := tx.Bucket(bucketAudit)
		for _, line := range lines {
			n, err := bucket.NextSequence()
			if err != nil {
				return err
			}
			if err := bucket.Put(encodeNumber(n), []byte(line)); err != nil {
				return err
			}
			if n > auditLines {
				if err := bucket.Delete(encodeNumber(n - auditLines)); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

// lines are all there are, oldest first.
func (a *auditLog) lines() ([]string, error) {
	var lines []string
	err := a.store.all(bucketAudit, func(_ string, line []byte) error {
		lines = append(lines, string(line))
		return nil
	})
	return lines, err
}

// AuditLines returns the audit log of the Config API, oldest first.
func (s *Server) AuditLines() ([]string, error) {
	log := auditLog{store: s.store}
	return log.lines()
}

package tokens

import (
	"context"
	"errors"

	"github.com/jansadm/jansadm/client"
	"github.com/jansadm/jansadm/client/document"
)

// pageSize is the most that the server gives at once (ApiConstants, maxCount).
const pageSize = 200

// errRestless ends the reading of a list that is another one each time.
var errRestless = errors.New("the list changes faster than it can be read; try again in a moment")

// scan visits each entry once, sorted by the member that names it, until the visitor has seen enough. A page begins with the last entry of
// the one before: when that is not there, others may have gone before it, and what stands in their places is read again. An entry that
// nothing names is passed over, as nothing could be done with it.
func scan(ctx context.Context, api API, query client.Query, key string, visit func(document.Document) bool) error {
	seen, last, back := map[string]bool{}, "", 0
	for start := 0; ; {
		query.Start, query.Limit = start, pageSize
		page, err := api.List(ctx, query)
		if err != nil {
			return err
		}
		if start > 0 && last != "" && (len(page.Entries) == 0 || text(page.Entries[0], key) > last) {
			if back++; back > mostBack {
				return errRestless
			}
			start = max(0, min(start, page.Total)-pageSize)
			continue
		}
		for _, doc := range page.Entries {
			last = text(doc, key)
			if last == "" || seen[last] {
				continue
			}
			seen[last], back = true, 0
			if !visit(doc) {
				return nil
			}
		}
		if start+len(page.Entries) >= page.Total || len(page.Entries) == 0 {
			return nil
		}
		start += max(1, len(page.Entries)-1)
	}
}

// mostBack bounds the steps back that bring nothing new.
const mostBack = 100

package history

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/jansadm/jansadm/client/ops"
)

// AuditReader reads the server's audit log; [ops.Ops] is one.
type AuditReader interface {
	Audit(ctx context.Context, lines int) (ops.AuditLog, error)
}

// linesPerEvent is how many lines of the log an event takes as a rule, and allLines more than any log has.
const (
	linesPerEvent = 4
	allLines      = 1 << 24
)

// LatestEvents finds the newest events that match the words, at most so many of them; 0 finds all. It reads no more of the log than that
// takes. The items are the plans among which those are that made the server's requests.
func LatestEvents(ctx context.Context, from AuditReader, items []Item, words []string, limit int) ([]Event, error) {
	lines := limit * linesPerEvent
	if limit <= 0 {
		lines = allLines
	}
	for ; ; lines *= 4 {
		log, err := from.Audit(ctx, lines)
		if err != nil {
			return nil, err
		}
		found := MatchingEvents(Events(log, items), words)
		if limit > 0 && len(found) >= limit {
			return found[:limit], nil
		}
		if !log.Earlier || lines >= allLines {
			return found, nil
		}
	}
}

// MatchingEvents keeps the events that have all words in what they tell.
func MatchingEvents(events []Event, words []string) []Event {
	return slices.DeleteFunc(slices.Clone(events), func(event Event) bool {
		told := strings.ToLower(strings.Join(append([]string{event.User, event.Client, event.What()}, event.Arguments...), "\n"))
		return slices.ContainsFunc(words, func(word string) bool { return !strings.Contains(told, word) })
	})
}

// What says what was asked for: "changed scopes-43F1".
func (e Event) What() string { return e.Verb + " " + strings.TrimPrefix(e.Path, "-") }

// UserWords are the person's inum, or that none was told.
func (e Event) UserWords() string { return cmp.Or(e.User, "nobody named") }

// ClientWords are the program's name, or that none was told.
func (e Event) ClientWords() string { return cmp.Or(e.Client, "none named") }

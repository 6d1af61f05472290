package client

import (
	"reflect"
	"strings"
	"testing"
	"time"
)

func TestParseAudit(t *testing.T) {
	stamp := "13-07-2026 10:30:00.123 "
	at := time.Date(2026, 7, 13, 10, 30, 0, 123e6, time.UTC)
	for name, c := range map[string]struct {
		lines []string
		want  []AuditEvent
		cut   bool
	}{
		"nothing": {},
		"an event with arguments of several lines": {
			lines: []string{
				stamp + "User:1a2b changed -scopes-43F1 using client:jans-console", stamp + "inum:43F1", stamp + `pathString:[{"op":"replace",`, `"x":1}`, "",
				stamp + "User:null deleted -scopes-43F1 using client:null",
			},
			want: []AuditEvent{
				{Time: at, User: "1a2b", Client: "jans-console", Verb: "changed", Path: "-scopes-43F1",
					Arguments: []string{"inum:43F1", "pathString:[{\"op\":\"replace\",\n\"x\":1}\n"}},
				{Time: at, Verb: "deleted", Path: "-scopes-43F1"},
			},
		},
		"the rest of an event that is not there": {lines: []string{`"x":1}`, stamp + "inum:A", stamp + "User:a added -scopes using client:b"}, cut: true,
			want: []AuditEvent{{Time: at, User: "a", Client: "b", Verb: "added", Path: "-scopes"}}},
		"names that try to look like more": {lines: []string{stamp + "User:a changed -x using client:b changed -y using client:c \x1b[2J"},
			want: []AuditEvent{{Time: at, User: "a", Verb: "changed", Path: "-x", Client: "b changed -y using client:c \x1b[2J"}}},
		"a headline without a time": {lines: []string{stamp + "User:a added -x using client:b", "User:c added -y using client:d"},
			want: []AuditEvent{{Time: at, User: "a", Client: "b", Verb: "added", Path: "-x", Arguments: []string{"User:c added -y using client:d"}}}},
	} {
		events, cut := parseAudit(c.lines)
		if !reflect.DeepEqual(events, c.want) || cut != c.cut {
			t.Errorf("%s: got %+v, %v\nwant %+v, %v", name, events, cut, c.want, c.cut)
		}
	}
}

// Whatever a log holds, it is taken apart without losing an event.
func FuzzParseAudit(f *testing.F) {
	f.Add("13-07-2026 10:30:00.123 User:a added -x using client:b")
	f.Add("\x00")
	f.Fuzz(func(t *testing.T, text string) {
		lines := append(strings.Split(text, "\n"), "13-07-2026 10:30:00.123 User:last added -x using client:b")
		events, _ := parseAudit(lines)
		if len(events) == 0 || events[len(events)-1].User != "last" {
			t.Errorf("%+v", events)
		}
	})
}

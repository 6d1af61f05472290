package jackson

import (
	"encoding/json"
	"strconv"
	"time"
)

// restDate is the pattern of the REST mapper; there is no zone in it. The sandbox is a server whose local time is UTC.
const restDate = "2006-01-02T15:04:05"

// patchDates are the forms that the mapper of patches takes (Jackson's StdDateFormat); without a zone they are UTC.
var patchDates = []string{
	"2006-01-02T15:04:05.999999999Z07:00", "2006-01-02T15:04:05.999999999Z0700", "2006-01-02T15:04:05.999999999Z07", "2006-01-02T15:04:05.999999999",
	"2006-01-02T15:04Z07:00", "2006-01-02T15:04Z0700", "2006-01-02T15:04", "2006-01-02", time.RFC1123,
}

// readDate gives milliseconds since 1970. The REST mapper ignores what follows the seconds, a zone included, and wants a time of day.
func (m Mapper) readDate(value any) (any, error) {
	switch v := value.(type) {
	case json.Number:
		n, err := readInt(v, 64)
		if err != nil {
			return nil, mismatch("date", value)
		}
		return integer(n), nil
	case string:
		if v == "" {
			return nil, nil
		}
		if at, ok := m.parseDate(v); ok {
			return integer(at.UnixMilli()), nil
		}
	}
	return nil, mismatch("date", value)
}

func (m Mapper) parseDate(text string) (time.Time, bool) {
	if m.REST {
		at, err := time.Parse(restDate, text[:min(len(text), len(restDate))])
		return at, err == nil
	}
	for _, layout := range patchDates {
		if at, err := time.Parse(layout, text); err == nil {
			return at, true
		}
	}
	if n, err := strconv.ParseInt(text, 10, 64); err == nil {
		return time.UnixMilli(n), true
	}
	return time.Time{}, false
}

func formatDate(milliseconds json.Number) string {
	n, err := milliseconds.Int64()
	if err != nil {
		return string(milliseconds)
	}
	return time.UnixMilli(n).UTC().Format(restDate)
}

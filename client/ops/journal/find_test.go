package journal

import (
	"errors"
	"testing"
)

func logOf(removed int64, plans ...Record) Log {
	log := Log{Removed: removed}
	for _, plan := range plans {
		log.Entries = append(log.Entries, Entry{Intent: plan})
	}
	return log
}

func TestFind(t *testing.T) {
	log := logOf(11,
		Record{Number: 3, ID: "aa11-1"}, Record{Number: 12, ID: "aa22-2"}, Record{Number: 13, ID: "bb33-3"}, Record{Number: 15, ID: "12345678-4"})
	for word, number := range map[string]int64{
		"3": 3, "12": 12, "#15": 15, " 13 ": 13, "aa11-1": 3, "aa2": 12, "b": 13, "12345678": 15, "12345678-": 15,
	} {
		if found, err := log.Find(word); err != nil || found.Intent.Number != number {
			t.Errorf("%q is %d, %v; want %d", word, found.Intent.Number, err, number)
		}
	}
	for word, text := range map[string]string{
		"5":                       "plan 5 is too old to be kept in the journal; the oldest that is kept is 3",
		"14":                      "there is no plan 14 in the journal; the nearest is 13, the last one 15",
		"123":                     "there is no plan 123 in the journal; the last one is 15",
		"zz":                      `no plan in the journal has the number or id "zz"; the last one is 15`,
		"":                        `no plan in the journal has the number or id ""; the last one is 15`,
		"0":                       `no plan in the journal has the number or id "0"; the last one is 15`,
		"-3":                      `no plan in the journal has the number or id "-3"; the last one is 15`,
		"\x1b[2J":                 `no plan in the journal has the number or id "\x1b[2J"; the last one is 15`,
		"99999999999999999999999": "there is no plan 99999999999999999999999 in the journal; the last one is 15",
	} {
		var unknown *UnknownRecordError
		if _, err := log.Find(word); !errors.As(err, &unknown) || err.Error() != text {
			t.Errorf("%q: %v", word, err)
		}
	}
	var ambiguous *AmbiguousRecordError
	if _, err := log.Find("aa"); !errors.As(err, &ambiguous) || len(ambiguous.Numbers) != 2 || ambiguous.Numbers[1] != 12 {
		t.Errorf("got %v", err)
	}
	if _, err := (Log{}).Find("1"); err == nil || err.Error() != `there is no plan "1": the journal is empty` {
		t.Errorf("got %v", err)
	}
	if _, err := (Log{Removed: 4}).Find("2"); err == nil || err.Error() != `plan 2 is too old to be kept in the journal, which holds none any more` {
		t.Errorf("got %v", err)
	}
}

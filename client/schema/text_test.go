package schema

import (
	"encoding/json"
	"math"
	"testing"
)

func TestTextAndDisplay(t *testing.T) {
	for _, c := range []struct {
		t                  Type
		v, text, displayed string
	}{
		{boolean, `true`, "true", "true"},
		{boolean, ``, "", ""},
		{someNumber, `0`, "0", "0"},
		{someSeconds, `300`, "300", "300 s (5 min)"},
		{someSeconds, `45`, "45", "45 s"},
		{someSeconds, `-1`, "-1", "-1 s"},
		{integer(UnitHours, 0), `48`, "48", "48 h (2 days)"},
		{integer(UnitDays, 0), `15`, "15", "15 days"},
		{integer(UnitBits, 2), `4`, "4", "4 bits"},
		{integer(UnitBytes, 1), `65536`, "65536", "65536 bytes (64 KiB)"},
		{str, `"a, b"`, "a, b", "a, b"},
		{someWords, `["a","b c"]`, "a, b c", "a, b c"},
		{someWords, `["a,b",""]`, `"a,b", ""`, `"a,b", ""`},
		{someWords, `[]`, "", ""},
		{someWords, `["a",null]`, `["a",null]`, `["a",null]`},
		{combinations, `[["code"],["code","id_token"]]`, "code, code id_token", "code, code id_token"},
		{mapOf(str), `{"b":"1","a":"2"}`, "b=1, a=2", "b=1, a=2"},
		{mapOf(trustedIssuer), `{ "a": {} }`, `{"a":{}}`, `{"a":{}}`},
		{customParameter, `{"paramName": "p"}`, `{"paramName":"p"}`, `{"paramName":"p"}`},
		{str, `12`, "12", "12"},
		{free, `[1, 2]`, "[1,2]", "[1,2]"},
	} {
		v := json.RawMessage(c.v)
		if got := Text(c.t, v); got != c.text {
			t.Errorf("Text(%s, %s) = %q, want %q", c.t, c.v, got, c.text)
		}
		if got := Display(c.t, v); got != c.displayed {
			t.Errorf("Display(%s, %s) = %q, want %q", c.t, c.v, got, c.displayed)
		}
	}
}

func TestHumanise(t *testing.T) {
	for _, c := range []struct {
		unit Unit
		n    int64
		want string
	}{
		{UnitSeconds, 0, ""}, {UnitSeconds, -1, ""}, {UnitSeconds, 59, ""},
		{UnitSeconds, 60, "1 min"}, {UnitSeconds, 90, "1 min 30 s"}, {UnitSeconds, 3600, "1 h"},
		{UnitSeconds, 5400, "1 h 30 min"}, {UnitSeconds, 86400, "1 day"}, {UnitSeconds, 1728000, "20 days"},
		{UnitSeconds, 90061, "1 day 1 h 1 min 1 s"}, {UnitMilliseconds, 500, ""}, {UnitMilliseconds, 1500, "1 s 500 ms"},
		{UnitMinutes, 60, "1 h"}, {UnitMinutes, 1440, "1 day"}, {UnitHours, 36, "1 day 12 h"}, {UnitHours, 5, ""},
		{UnitDays, 30, ""}, {UnitBytes, 1023, ""}, {UnitBytes, 65536, "64 KiB"}, {UnitBytes, 1025, "1 KiB 1 byte"},
		{UnitNone, 5, ""}, {UnitBits, 4, ""},
		{UnitDays, math.MaxInt64, ""}, {UnitHours, math.MaxInt64, "384307168202282325 days 7 h"},
	} {
		if got := Humanise(c.unit, c.n); got != c.want {
			t.Errorf("Humanise(%s, %d) = %q, want %q", c.unit, c.n, got, c.want)
		}
	}
}

func TestEqual(t *testing.T) {
	for _, c := range []struct {
		t    Type
		a, b string
		want bool
	}{
		{someNumber, `300`, `300.0`, true},
		{someNumber, `0`, ``, false},
		{boolean, `false`, `null`, false},
		{str, `""`, `null`, true},
		{someWords, `[]`, ``, true},
		{someWords, `["a","b"]`, `["b","a"]`, false},
		{setOf(str), `["a","b"]`, `["b","a"]`, true},
		{setOf(str), `["a","b","a"]`, `["b","a"]`, true},
		{setOf(str), `["a"]`, `["a","b"]`, false},
		{setOf(str), `["a"]`, `"a"`, false},
		{combinations, `[["code","token"],["code"]]`, `[["code"],["token","code"]]`, true},
		{combinations, `[["code","token"]]`, `[["code"],["token"]]`, false},
		{listOf(setOf(str)), `[["a","b"],["c"]]`, `[["b","a"],["c"]]`, true},
		{listOf(setOf(str)), `[["a"],["c"]]`, `[["c"],["a"]]`, false},
		{listOf(setOf(str)), `[["a"]]`, `[["a"],["a"]]`, false},
		{setOf(customParameter), `[{"paramName":"a"},{"paramName":"b","returnInResponse":true}]`, `[{"returnInResponse":true,"paramName":"b"},{"paramName":"a"}]`, true},
		{customParameter, `{"paramName":""}`, `{}`, true},
		{mapOf(str), `{"a":"b","c":""}`, `{"a":"b"}`, true},
		{free, `[12345678901234567890]`, `[12345678901234567891]`, false},
		{str, `"\ud800"`, `"\udc00"`, false},
	} {
		a, b := json.RawMessage(c.a), json.RawMessage(c.b)
		if got, back := c.t.Equal(a, b), c.t.Equal(b, a); got != c.want || back != c.want {
			t.Errorf("%s: %s and %s: %v and %v, want %v", c.t, c.a, c.b, got, back, c.want)
		}
	}
}

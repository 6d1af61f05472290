package schema

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

var (
	someNumber   = number(0)
	someSeconds  = integer(UnitSeconds, 0)
	someWords    = listOf(str)
	combinations = setOf(setOf(responseType))
)

func TestParse(t *testing.T) {
	for _, c := range []struct {
		name string
		t    Type
		text string
		want string
	}{
		{"true", boolean, " true ", `true`},
		{"false", boolean, "false", `false`},
		{"number", someNumber, " 42 ", `42`},
		{"leading zeros", someNumber, "007", `7`},
		{"negative zero", someNumber, "-0", `0`},
		{"negative", number(-1), "-1", `-1`},
		{"minutes", someSeconds, "5m", `300`},
		{"several", someSeconds, "1h30m", `5400`},
		{"as displayed", someSeconds, "1 h 30 min", `5400`},
		{"days in hours", integer(UnitHours, 0), "2d", `48`},
		{"weeks in days", integer(UnitDays, 0), "2w", `14`},
		{"milliseconds", integer(UnitMilliseconds, 0), "1500ms", `1500`},
		{"kibibytes", integer(UnitBytes, 0), "64KiB", `65536`},
		{"inferred number keeps its digits", Infer("x", json.RawMessage(`1`)).Type, "9223372036854775807", `9223372036854775807`},
		{"text as it stands", str, ` a "b" <c> `, `" a \"b\" <c> "`},
		{"empty text", str, "", `""`},
		{"enum", responseType, "code", `"code"`},
		{"list", someWords, "a, b ,c", `["a","b","c"]`},
		{"one element", someWords, "a", `["a"]`},
		{"empty list", someWords, "  ", `[]`},
		{"quoted elements", someWords, `"a,b", "", " c ", "\u00e9"`, `["a,b",""," c ","é"]`},
		{"equals sign in a list", someWords, `a=b, c`, `["a=b","c"]`},
		{"JSON list", someWords, `["a,b"]`, `["a,b"]`},
		{"combinations", combinations, "code, code id_token", `[["code"],["code","id_token"]]`},
		{"combinations as JSON", combinations, `[["code"],["token","id_token"]]`, `[["code"],["token","id_token"]]`},
		{"list of anything as JSON", Type{Kind: KindList}, `[1,null]`, `[1,null]`},
		{"list of numbers", listOf(someNumber), "1, 2", `[1,2]`},
		{"map", mapOf(str), "a=b, c = d", `{"a":"b","c":"d"}`},
		{"map with awkward keys", mapOf(str), `"a=b"=c, d="x, y", e=f=g`, `{"a=b":"c","d":"x, y","e":"f=g"}`},
		{"empty value in a map", mapOf(str), "a=", `{"a":""}`},
		{"empty map", mapOf(str), "", `{}`},
		{"JSON map", mapOf(str), `{"a":"b"}`, `{"a":"b"}`},
		{"object", customParameter, `{"paramName":"p","returnInResponse":true}`, `{"paramName":"p","returnInResponse":true}`},
		{"anything", free, ` {"a":[1e400]} `, `{"a":[1e400]}`},
	} {
		got, err := Parse(c.t, c.text)
		if err != nil || string(got) != c.want {
			t.Errorf("%s: Parse(%s, %q) = %s, %v; want %s", c.name, c.t, c.text, got, err, c.want)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	for _, c := range []struct {
		name string
		t    Type
		text string
		want string // part of the message or hint
	}{
		{"yes", boolean, "yes", "write true"},
		{"off", boolean, "off", "write false"},
		{"capitals", boolean, "True", "write true"},
		{"nonsense", boolean, "maybe", "true or false"},
		{"empty boolean", boolean, "", "unset"},
		{"empty number", someNumber, " ", "unset"},
		{"word", someSeconds, "soon", "90s, 5m"},
		{"word without unit", someNumber, "5m", "digits only"},
		{"fraction", someNumber, "1.5", "not a whole number"},
		{"inexact", integer(UnitMinutes, 0), "90s", "not a whole number of minutes"},
		{"nearest below", integer(UnitMinutes, 0), "90s", "1 min"},
		{"too small", number(1), "0", "from 1 to"},
		{"beyond 32 bits", someNumber, "2147483648", "2147483647"},
		{"beyond 64 bits", someNumber, "99999999999999999999", "out of range"},
		{"endless", someNumber, strings.Repeat("9", 1000), "too long"},
		{"null for a number", someNumber, "null", "not a whole number"},
		{"enum in the wrong case", responseType, "CODE", "write code"},
		{"enum unknown", responseType, "nope", "code, token, id_token"},
		{"enum empty", responseType, "", "unset"},
		{"element empty", someWords, "a,,b", "an element is empty"},
		{"comma at the end", someWords, "a,", "an element is empty"},
		{"quote left open", someWords, `"a`, "close its double quote"},
		{"text after a quote", someWords, `"a" b`, "commas"},
		{"broken JSON list", someWords, `["a"`, "not JSON"},
		{"text that looks like JSON", someWords, `[a-z]+`, "double quotes"},
		{"element of the wrong kind", setOf(responseType), "code, nope", "#2: "},
		{"number in a list", listOf(someNumber), "1, x", "#2: "},
		{"list of objects with commas", listOf(customParameter), "a, b", "JSON array"},
		{"map without equals sign", mapOf(str), "a", "key=value"},
		{"map of objects", mapOf(trustedIssuer), "a=b", "JSON object"},
		{"object as text", customParameter, "a", "not JSON"},
		{"object empty", customParameter, "", "unset"},
		{"anything, not JSON", free, "hello", "double quotes"},
		{"two values", free, "1 2", "not JSON"},
		{"address", address, "op.example.org", "https://"},
	} {
		_, err := Parse(c.t, c.text)
		var refused *ValueError
		if !errors.As(err, &refused) {
			t.Errorf("%s: Parse(%s, %q) gave error %v", c.name, c.t, c.text, err)
			continue
		}
		if !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %q does not contain %q", c.name, err, c.want)
		}
	}
}

func TestParseNamesThePlace(t *testing.T) {
	_, err := Parse(rateLimits, `{"rateLimitRules":[{"requestCount":"x"}]}`)
	var refused *ValueError
	if !errors.As(err, &refused) || strings.Join(refused.Path, ".") != "rateLimitRules.0.requestCount" {
		t.Errorf("error %#v", err)
	}
}

func drawText(t *rapid.T, name string) string {
	return rapid.OneOf(
		rapid.String(),
		rapid.StringMatching(`[ a-z,="\\\[\]{}\n]{0,12}`),
	).Draw(t, name)
}

func TestParseReadsTextBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var words []string
		for range rapid.IntRange(0, 5).Draw(t, "n") {
			words = append(words, drawText(t, "word"))
		}
		list, err := json.Marshal(words)
		if err != nil {
			t.Fatal(err)
		}
		entries := map[string]string{}
		for _, w := range words {
			entries[w] = drawText(t, "value")
		}
		mapping, err := json.Marshal(entries)
		if err != nil {
			t.Fatal(err)
		}
		single, err := json.Marshal(drawText(t, "text"))
		if err != nil {
			t.Fatal(err)
		}
		readsBack(t, str, single)
		readsBack(t, someWords, list)
		readsBack(t, setOf(str), list)
		readsBack(t, mapOf(str), mapping)
	})
}

func TestParseReadsNumbersAndCombinationsBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n, err := json.Marshal(rapid.Int32().Draw(t, "number"))
		if err != nil {
			t.Fatal(err)
		}
		readsBack(t, Type{Kind: KindInteger}, n)
		word := rapid.SampledFrom(responseType.Values)
		sets, err := json.Marshal(rapid.SliceOf(rapid.SliceOfNDistinct(word, 1, 3, rapid.ID)).Draw(t, "sets"))
		if err != nil {
			t.Fatal(err)
		}
		readsBack(t, combinations, sets)
	})
}

func readsBack(t *rapid.T, typ Type, v json.RawMessage) {
	text := Text(typ, v)
	got, err := Parse(typ, text)
	if err != nil {
		t.Fatalf("%s: Text(%s) = %q is refused: %v", typ, v, text, err)
	}
	if !typ.Equal(got, v) {
		t.Fatalf("%s: %s became %q, then %s", typ, v, text, got)
	}
}

func TestCatalogueDefaultsReadBack(t *testing.T) {
	for _, p := range Catalogue() {
		v := p.DefaultFor(testIssuer)
		if v == nil {
			continue
		}
		got, err := Parse(p.Type, Text(p.Type, v))
		if err != nil || !p.Type.Equal(got, v) {
			t.Errorf("%s: %s shows as %q and reads back as %s, %v", p.Name, v, Text(p.Type, v), got, err)
		}
	}
}

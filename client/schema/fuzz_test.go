package schema

import (
	"encoding/json"
	"testing"
)

// everyShape has one type of each kind, and the nesting that occurs.
var everyShape = []Type{
	boolean, someNumber, someSeconds, integer(UnitBytes, 1), str, address, named(FormatRegexp), named(FormatJSON),
	responseType, signing, someWords, setOf(grantType), combinations, listOf(corsFilter), mapOf(str), mapOf(trustedIssuer),
	agamaEngine, rateLimits, free,
}

func FuzzParse(f *testing.F) {
	for _, text := range []string{"", "true", "5m", "1h 30 min", "a, b", `"a,b"=c`, "[", `{"a":`, `"`, "99999999999", "code, code id_token"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, typ := range everyShape {
			v, err := Parse(typ, text)
			if err != nil {
				continue
			}
			if Refused(Validate(typ, v)) {
				t.Errorf("Parse(%s, %q) = %s, which Validate refuses", typ, text, v)
			}
			_ = Text(typ, v)
		}
	})
}

func FuzzValidate(f *testing.F) {
	for _, v := range []string{"", "null", `"\ud800"`, `[[]]`, `[["code"]]`, `{"a":{"a":null}}`, "1e999999999", "-0", "\xff"} {
		f.Add([]byte(v))
	}
	f.Fuzz(func(t *testing.T, v []byte) {
		for _, typ := range everyShape {
			problems := Validate(typ, v)
			if !json.Valid(v) && !Refused(problems) {
				t.Errorf("%s: %q is not JSON and was accepted", typ, v)
			}
			if json.Valid(v) && !typ.Equal(v, v) {
				t.Errorf("%s: %q does not equal itself", typ, v)
			}
			_ = Display(typ, v)
			_ = Infer("x", v).Check(v)
		}
	})
}

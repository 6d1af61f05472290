package document

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func raw(s string) json.RawMessage { return json.RawMessage(s) }

func TestParseKeepsValuesAsTheyAre(t *testing.T) {
	doc, err := Parse([]byte(` {"b":12345678901234567890123, "a":"\ud800", "c":{ "x" : 1.0 }} `))
	if err != nil {
		t.Fatal(err)
	}
	out, err := json.Marshal(doc)
	if err != nil {
		t.Fatal(err)
	}
	want := `{"a":"\ud800","b":12345678901234567890123,"c":{"x":1.0}}`
	if string(out) != want {
		t.Errorf("got  %s\nwant %s", out, want)
	}
}

func TestParseRefuses(t *testing.T) {
	for _, text := range []string{"", "  ", "[]", "null", `"x"`, "12", "{", `{"a":}`, `{} {}`, "<html>"} {
		if doc, err := Parse([]byte(text)); err == nil {
			t.Errorf("Parse(%q) = %v, want an error", text, doc)
		}
	}
}

func TestIsEmpty(t *testing.T) {
	for text, want := range map[string]bool{
		"": true, "null": true, `""`: true, "[]": true, "{}": true, "[ ]": true, "{\n}": true, " null ": true,
		"0": false, "false": false, `" "`: false, "[null]": false, `{"a":null}`: false,
	} {
		if got := IsEmpty(raw(text)); got != want {
			t.Errorf("IsEmpty(%q) = %v, want %v", text, got, want)
		}
	}
}

func TestEqual(t *testing.T) {
	cases := []struct {
		a, b          string
		equal, onWire bool
	}{
		{"300", "300.0", true, true},
		{"3e2", "300", true, true},
		{"1180591620717411303424", "1180591620717411303425", false, false},
		{"1e999999999", "1e999999999", true, true},
		{"1e999999999", "2e999999999", false, false},
		{`"a"`, `"\u0061"`, true, true},
		{`"\ud800"`, `"\ud801"`, false, false},
		{`"\ud800"`, `"\uD800"`, true, true},
		{`"1"`, "1", false, false},
		{`{"a":1,"b":2}`, `{"b":2,"a":1}`, true, true},
		{`{"a":1}`, `{"a":1,"b":""}`, false, true},
		{`{"a":1,"b":{"c":null}}`, `{"a":1}`, false, true},
		{`{"a":1,"b":false}`, `{"a":1}`, false, false},
		{`[1,2]`, `[2,1]`, false, false},
		{`[]`, `null`, false, true},
		{``, `{}`, false, true},
		{`{"apiKey":""}`, `{}`, false, true},
		{`{"apiKey":0}`, `{}`, false, false},
		{`0`, `null`, false, false},
		{`true`, `false`, false, false},
	}
	for _, c := range cases {
		if got := Equal(raw(c.a), raw(c.b)); got != c.equal {
			t.Errorf("Equal(%s, %s) = %v", c.a, c.b, got)
		}
		if got := EqualOnWire(raw(c.a), raw(c.b)); got != c.onWire {
			t.Errorf("EqualOnWire(%s, %s) = %v", c.a, c.b, got)
		}
		if Equal(raw(c.b), raw(c.a)) != c.equal || EqualOnWire(raw(c.b), raw(c.a)) != c.onWire {
			t.Errorf("comparison of %s and %s depends on the order", c.a, c.b)
		}
	}
}

func TestPatchOnTheWire(t *testing.T) {
	patch := Patch{
		{Op: OpTest, Path: "/a", Value: raw("300")},
		{Op: OpReplace, Path: Pointer("trustedSsaIssuers", "https://x/~y"), Value: nil},
		{Op: OpRemove, Path: "/b", Value: raw("1")},
	}
	out, err := json.Marshal(patch)
	if err != nil {
		t.Fatal(err)
	}
	want := `[{"op":"test","path":"/a","value":300},{"op":"replace","path":"/trustedSsaIssuers/https:~1~1x~1~0y","value":null},{"op":"remove","path":"/b"}]`
	if string(out) != want {
		t.Errorf("got  %s\nwant %s", out, want)
	}
	var back Patch
	if err := json.Unmarshal(out, &back); err != nil || len(back) != 3 || back[1].Path != patch[1].Path {
		t.Errorf("read back %v, %v", back, err)
	}
}

func TestPointersComeApartAgain(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		names := rapid.SliceOfN(rapid.String(), 1, 4).Draw(t, "names")
		if got := Tokens(Pointer(names...)); !slices.Equal(got, names) {
			t.Fatalf("%q became %q", names, got)
		}
	})
	if got := Tokens(""); got != nil {
		t.Errorf("the pointer to everything has the tokens %q", got)
	}
}

func TestDeepNestingIsNotIndented(t *testing.T) {
	deep := strings.Repeat("[", 9000) + strings.Repeat("]", 9000)
	if got := Indent(raw(deep)); string(got) != deep {
		t.Errorf("9000 levels became %d bytes", len(got))
	}
}

// What no server sends is compared as it is spelled, and at once.
func TestDeepNestingIsComparedAsText(t *testing.T) {
	deep := strings.Repeat("[", 9000) + "1" + strings.Repeat("]", 9000)
	if !Equal(raw(deep), raw(" "+deep)) || Equal(raw(deep), raw(strings.Replace(deep, "1", "2", 1))) || !EqualOnWire(raw("["+deep+"]"), raw("[ "+deep+"]")) {
		t.Error("compared wrongly")
	}
}

func TestQuoteDoesNotEscapeForHTML(t *testing.T) {
	if got := string(Quote(`R&D <"x">`)); got != `"R&D <\"x\">"` {
		t.Errorf("got %s", got)
	}
	if got := string(QuoteAll(nil)); got != "[]" {
		t.Errorf("got %s", got)
	}
}

// A value written by one encoder equals the same value written with other spacing and escapes.
func TestEqualIgnoresSpelling(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		value := genValue(3).Draw(t, "value")
		plain, err := json.Marshal(value)
		if err != nil {
			t.Fatal(err)
		}
		if !Equal(plain, Indent(plain)) || !EqualOnWire(Indent(plain), plain) {
			t.Fatalf("%s differs from itself indented", plain)
		}
		if string(Compact(Indent(plain))) != string(Compact(plain)) {
			t.Fatalf("%s does not survive indent and compact", plain)
		}
	})
}

func genValue(depth int) *rapid.Generator[any] {
	leaf := rapid.OneOf(
		rapid.Just[any](nil), rapid.Map(rapid.Bool(), func(v bool) any { return v }),
		rapid.Map(rapid.Int64(), func(v int64) any { return v }), rapid.Map(rapid.String(), func(v string) any { return v }))
	if depth == 0 {
		return leaf
	}
	inner := genValue(depth - 1)
	return rapid.OneOf(leaf,
		rapid.Map(rapid.SliceOfN(inner, 0, 4), func(v []any) any { return v }),
		rapid.Map(rapid.MapOfN(rapid.String(), inner, 0, 4), func(v map[string]any) any { return v }))
}

func FuzzEqual(f *testing.F) {
	f.Add(`{"a":[1,2.0]}`, `{"a":[1,2]}`)
	f.Add(`"\ud800`, `[`)
	f.Fuzz(func(t *testing.T, a, b string) {
		if Equal(raw(a), raw(b)) != Equal(raw(b), raw(a)) {
			t.Errorf("Equal(%q, %q) depends on the order", a, b)
		}
		if Equal(raw(a), raw(b)) && !EqualOnWire(raw(a), raw(b)) {
			t.Errorf("%q equals %q, but not on the wire", a, b)
		}
		IsEmpty(raw(a))
	})
}
